from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from bot.language import LanguageModel, identify, train_language_model, training_corpus
from bot.language.model import CLASSES
from tests.unit.language.texts import MESSAGES


@pytest.mark.parametrize(
    ("text", "language", "register"),
    [
        ("আমি লোন চাই", "bn", "bn"),
        ("मुझे लोन चाहिए", "hi", "hi"),
        ("how can I apply for the scheme", "en", "en"),
        ("ami ekta dokan khulte chai", "bn", "bn_roman"),
        ("mujhe dukan kholni hai", "hi", "hi_roman"),
        ("GST registration kivabe korbo", "bn", "mixed"),
        ("GST registration kaise kare", "hi", "mixed"),
        ("মুদ্রা loan kaise milega", "hi", "mixed"),
        ("मुद्रा loan kivabe pabo", "bn", "mixed"),
        ("GST রেজিস্ট্রেশন কীভাবে করব", "bn", "mixed"),
        ("What is মুদ্রা loan", "en", "mixed"),
        ("PMEGP कैसे मिलेगा", "hi", "mixed"),
        ("৫০০", "bn", "bn"),
        ("५००", "hi", "hi"),
    ],
)
def test_identify(model: LanguageModel, text: str, language: str, register: str) -> None:
    guess = identify(text, model)
    assert (guess.language, guess.register) == (language, register)


@pytest.mark.parametrize(
    "text",
    ["loan", "GST registration", "subsidy form online", "👍", "", "500", "Привет", "https://udyamregistration.gov.in"],
)
def test_nothing_telling_is_not_confident(model: LanguageModel, text: str) -> None:
    assert identify(text, model).confidence < 0.5


def test_neighbours_are_named(model: LanguageModel) -> None:
    assert identify("মই অসমীয়া ৰাজ্যৰ মানুহ", model).other == "as"
    assert identify("আমি বাংলার মানুষ", model).other is None
    assert identify("मुझे अपना व्यापार शुरू करना है और लोन चाहिए", model).other is None


def test_words_are_counted(model: LanguageModel) -> None:
    guess = identify("GST নিয়ে বলুন 500", model)
    assert (guess.words, guess.native_words) == (3, 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(MESSAGES)
def test_identify_is_total(model: LanguageModel, text: str) -> None:
    guess = identify(text, model)
    assert guess.language in ("bn", "hi", "en")
    assert 0 <= guess.confidence <= 1


def test_probabilities_add_up(model: LanguageModel) -> None:
    for text in ("", "123", "ami", "a" * 5000):
        predicted = model.predict(text)
        assert tuple(predicted) == CLASSES
        assert sum(predicted.values()) == pytest.approx(1)


def test_save_and_load(model: LanguageModel, tmp_path: Path) -> None:
    path = tmp_path / "language.npz"
    model.save(path)
    assert path.stat().st_size < 1_000_000
    loaded = LanguageModel.load(path)
    assert loaded.predict("ami loan chai") == pytest.approx(model.predict("ami loan chai"), abs=1e-6)
    np.savez(path, something=np.zeros(3))
    with pytest.raises(ValueError, match="not a language model"):
        LanguageModel.load(path)


def test_prediction_is_fast(model: LanguageModel) -> None:
    started = time.perf_counter()
    for _ in range(200):
        model.predict("ami ekta dokan khulte chai, ki ki documents lagbe bolun")
    assert (time.perf_counter() - started) / 200 < 0.005  # really about 0.05 ms; room for busy machines


def test_training_is_reproducible_and_says_what_is_missing() -> None:
    sentences = {"en": ["how are you"], "hi_roman": ["kaise ho"], "bn_roman": ["kemon acho"]}
    first, second = (train_language_model(sentences, seed=3) for _ in range(2))
    assert first.predict("kemon") == second.predict("kemon")
    with pytest.raises(ValueError, match="bn_roman"):
        train_language_model({"en": ["a"], "hi_roman": ["b"]}, seed=1)


def test_own_content_joins_the_corpus() -> None:
    corpus = training_corpus(
        {"bn": ["আমি লোন চাই"], "hi_roman": ["mujhe loan chahiye"], "mixed": ["ignored"]}, sentences=5, words=200
    )
    assert {name: len(sentences) for name, sentences in corpus.items()} == {"en": 5, "hi_roman": 7, "bn_roman": 6}
    assert "mujhe loan chahiye" in corpus["hi_roman"]
    assert all(text.isascii() for text in corpus["bn_roman"] + corpus["hi_roman"])
