"""Texts go through language choice and engine, all in one process."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.errors import UserError
from bot.evaluation import hearing
from bot.evaluation.hearing import Said, hear
from bot.language import LanguageModel, train_language_model
from bot.settings import get_settings

ANSWER = {"intent": "greet", "confidence": 0.9, "topic": None, "aspect": None, "certainty": 0.1, "milliseconds": 2.0}


class Engine:
    """Stands in for the engine's processes; keeps what it was fed."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.calls: list[str] = []
        self.lost = 0

    def __call__(self, module: str, *arguments: str, feed: str = "") -> str:
        self.calls.append(module)
        if module == "rasa_project.train":
            return "training the engine ...\nmodel: /models/engine.tar.gz\n"
        assert arguments == ("--model", "/models/engine.tar.gz")
        self.asked += [json.loads(line) for line in feed.splitlines()]
        answers = [{**ANSWER, "number": number} for number in range(len(self.asked) - self.lost)]
        return "a line of no interest\n" + "".join(json.dumps(answer) + "\n" for answer in answers)


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    sentences = {"en": ["what is this loan"], "hi_roman": ["yeh loan kya hai"], "bn_roman": ["ei loan ta ki"]}
    return train_language_model({name: texts * 5 for name, texts in sentences.items()}, seed=1)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, model: LanguageModel, tmp_path: Path) -> Iterator[Engine]:
    stand_in = Engine()
    monkeypatch.setattr(hearing, "_engine", stand_in)
    monkeypatch.setattr(hearing, "load_or_train", lambda models, content: model)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    yield stand_in
    get_settings.cache_clear()


def test_each_text_is_asked_once_with_language_and_topic(engine: Engine) -> None:
    heard = hear([Said("ঋণ কত"), Said("कितना"), Said("ঋণ কত"), Said("ঋণ কত", "mudra")])
    assert engine.calls == ["rasa_project.train", "rasa_project.understand"]
    assert engine.asked == [
        {"text": "ঋণ কত", "metadata": {"language": "bn", "topic": None}},
        {"text": "कितना", "metadata": {"language": "hi", "topic": None}},
        {"text": "ঋণ কত", "metadata": {"language": "bn", "topic": "mudra"}},
    ]
    assert heard[Said("ঋণ কত")].engine["number"] == 0
    assert heard[Said("ঋণ কত", "mudra")].engine["number"] == 2
    assert heard[Said("कितना")].language == "hi"


def test_the_history_decides_where_the_text_does_not(engine: Engine) -> None:
    heard = hear([Said("ok", language="hi"), Said("ok", language="bn")])
    assert [one.language for one in heard.values()] == ["hi", "bn"]


def test_what_never_reaches_the_engine(engine: Engine) -> None:
    command, remark, asked = hear([Said("/start"), Said("🙂🙂"), Said("hello")]).values()
    assert command.engine["intent"] == "greet"
    assert (remark.engine["intent"], remark.certainty) == ("nlu_fallback", -math.inf)
    assert asked.certainty == 0.1
    assert asked.engine["number"] == 0
    assert len(engine.asked) == 1


def test_a_text_of_separators_is_one_text(engine: Engine) -> None:
    assert len(hear([Said("one\u2028two\x0bthree\nfour"), Said("five")])) == 2


def test_nothing_to_ask(engine: Engine) -> None:
    assert hear([]) == {}
    assert engine.calls == []


def test_lost_answers_are_told(engine: Engine) -> None:
    engine.lost = 1
    with pytest.raises(UserError, match="answered 1 of 2 messages"):
        hear([Said("one"), Said("two")])


def test_a_failing_engine_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho first >&2\necho the reason >&2\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(hearing, "ENGINE_PYTHON", python)
    with pytest.raises(UserError, match=r"rasa_project\.train failed: the reason"):
        hearing._engine("rasa_project.train")


def test_another_model_than_that_of_today(engine: Engine) -> None:
    hear([Said("hello")], Path("/models/engine.tar.gz"))
    assert engine.calls == ["rasa_project.understand"]
