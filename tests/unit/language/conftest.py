"""One small language model for all tests of this folder: training takes about a second."""

from __future__ import annotations

import pytest

from bot.language import LanguageModel, train_language_model, training_corpus


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    return train_language_model(training_corpus({}, sentences=3000, words=5000), seed=1)
