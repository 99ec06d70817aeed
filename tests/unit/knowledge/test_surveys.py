"""What people are asked after a session: the form of a file, its check, and the file that there is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.knowledge.check import check
from bot.knowledge.library import read
from bot.knowledge.surveys import ANSWER_LIMIT, parse
from bot.settings import get_settings


def three(text: str) -> dict[str, str]:
    return {"en": text, "bn": text, "hi": text}


def survey() -> dict[str, Any]:
    return {
        "answers": [three(text) for text in ("none", "little", "some", "much", "all")],
        "questions": [
            {"id": "useful", "text": three("Useful?")},
            {"id": "place", "mode": "classroom", "text": three("The place?")},
            {"id": "line", "mode": "online", "text": three("The line?"), "answers": [three(text) for text in "abcde"]},
        ],
        "words": three("Say more."),
    }


def test_questions_depend_on_the_mode() -> None:
    made = parse(survey())
    assert [one.id for one in made.of("classroom")] == ["useful", "place"]
    assert [one.id for one in made.of("online")] == ["useful", "line"]
    useful, line = made.of("online")
    assert made.answers_of(useful)[4]["en"] == "all" and made.answers_of(line)[4]["en"] == "e"


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data["answers"].pop(), "at least 5"),
        (lambda data: data["questions"].append(data["questions"][0]), "useful stands twice"),
        (lambda data: data["questions"].pop(), "as many"),
        (lambda data: data["questions"][0].update(id="Useful"), "pattern"),
        (lambda data: data["questions"][1].update(mode="home"), "classroom"),
        (lambda data: data["words"].pop("hi"), "Field required"),
    ],
)
def test_what_the_schema_refuses(change: Change, says: str) -> None:
    data = copy.deepcopy(survey())
    change(data)
    with pytest.raises(ValidationError, match=says):
        parse(data)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data["answers"][0].update(bn="x" * (ANSWER_LIMIT + 1)), "21 characters, a button has 20"),
        (lambda data: data["answers"][0].update(hi="all"), "'all' stands twice"),
        (lambda data: data["questions"][2]["answers"][0].update(en="B"), "'b' stands twice"),
        (lambda data: data["questions"][0]["text"].update(en="x" * 201), "longer than 200 characters"),
        (lambda data: data["words"].update(hi="लिखिए 5"), "numbers differ between en and hi"),
        (lambda data: data.update(more=1), "more"),
    ],
)
def test_what_the_check_finds(tmp_path: Path, change: Change, says: str) -> None:
    data = copy.deepcopy(survey())
    change(data)
    (tmp_path / "surveys").mkdir()
    (tmp_path / "surveys" / "feedback.yml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    found = [
        problem for problem in check([tmp_path / "surveys"], tmp_path, facts=()) if problem.file.stem == "feedback"
    ]
    assert any(says in problem.message for problem in found), [problem.message for problem in found]


def test_the_survey_of_the_product() -> None:
    folder = get_settings().content_dir
    assert [problem for problem in check([folder / "surveys"], folder) if problem.file.parent.name == "surveys"] == []
    made = read(folder).surveys["feedback"]
    assert len(made.of("classroom")) == len(made.of("online")) == 5
