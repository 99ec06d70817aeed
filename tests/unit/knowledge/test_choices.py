"""The file of choices: its schema and what is checked beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.knowledge.check import check
from bot.knowledge.choices import ChoicesFile, faults, parse

TITLE = {"en": "Loan", "bn": "ঋণ", "hi": "लोन"}


def test_choices_are_known_by_group_and_name() -> None:
    (key,) = found = parse({"need": {"loan": {"title": TITLE, "aliases": ["lone"]}}})
    assert key == "need.loan"
    assert (found[key].title["hi"], found[key].aliases, found[key].when_asked) == ("लोन", ["lone"], [])
    assert parse(None) == {}


@pytest.mark.parametrize(
    "data",
    [
        {"Need": {"loan": {"title": TITLE}}},
        {"need": {"a loan": {"title": TITLE}}},
        {"need": {"loan": {}}},
        {"need": {"loan": {"title": {"en": "Loan"}}}},
        {"need": {"loan": {"title": TITLE, "alias": []}}},
        {"need": {"loan": {"title": TITLE, "aliases": [False]}}},  # a bare `no` of YAML
    ],
)
def test_what_the_schema_refuses(data: Any) -> None:
    with pytest.raises(ValidationError):
        parse(data)


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ({"loan": {"title": {**TITLE, "en": "x" * 21}}}, "title longer than 20 characters"),
        ({"loan": {"title": TITLE, "name": {**TITLE, "en": "x" * 41}}}, "name longer than 40 characters"),
        (
            {"loan": {"title": TITLE, "aliases": ["taka"]}, "help": {"title": TITLE, "when_asked": ["Taka!"]}},
            "'Taka!' also means loan",
        ),
    ],
)
def test_faults(choices: Any, problem: str) -> None:
    (fault,) = faults(ChoicesFile.model_validate({"need": choices}), ())
    assert fault.message == problem


def test_no_fault() -> None:
    data = {
        "need": {"loan": {"title": TITLE, "aliases": ["taka"]}},
        "fact": {"loan": {"title": TITLE, "aliases": ["taka"]}},
    }
    assert list(faults(ChoicesFile.model_validate(data), ())) == []


def test_the_content_check_names_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "choices" / "finder.yml"
    file.parent.mkdir()
    file.write_text("need:\n  loan:\n    title: {en: " + "x" * 21 + ", bn: ঋণ, hi: लोन}\n", encoding="utf-8")
    (problem,) = [one for one in check([file], tmp_path) if one.file == file]
    assert (problem.line, problem.message) == (3, "title longer than 20 characters")
