"""A small language model for the folder: training takes about a second."""

from __future__ import annotations

import pytest

from bot.language import LanguageModel, train_language_model, training_corpus


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    return train_language_model(training_corpus({}, sentences=2000, words=3000), seed=1)
