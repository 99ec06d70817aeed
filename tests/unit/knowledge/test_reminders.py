"""Timed messages as content: what a file may say, what the check finds, what the product has."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.conversation.training import notices, owners
from bot.knowledge import reminders
from bot.knowledge.check import check
from bot.knowledge.library import Library, read
from bot.knowledge.reminders import KINDS

ROOT = Path(__file__).resolve().parents[3]
ONE = {"of": "start", "at": "1 d before", "until": "3 h before", "purpose": "reminders", "message": "session_tomorrow"}


def one(**values: Any) -> reminders.Reminder:
    given = {name: value for name, value in {**ONE, **values}.items() if value is not None}
    return reminders.parse({"day1": given})["day1"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("3 d before", dt.timedelta(days=-3)), ("30 h before", dt.timedelta(hours=-30)),
     ("15 min before", dt.timedelta(minutes=-15)), ("0 min after", dt.timedelta(0)),
     ("20 min after", dt.timedelta(minutes=20))],
)  # fmt: skip
def test_distances(text: str, meant: dt.timedelta) -> None:
    assert one(at=text, until="9 d after").at == meant


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"at": "3 days before"}, "write it like 3 d before"),
        ({"at": 3}, "write it like 3 d before"),
        ({"at": None}, "Field required"),
        ({"clock": 1140, "until": "2 d after"}, 'in quotes like "19:00"'),  # what YAML makes of 19:00
        ({"clock": "25:00", "until": "2 d after"}, 'in quotes like "19:00"'),
        ({"until": "1 d before"}, "until is not after"),
        ({"until": "2 d before"}, "until is not after"),
        ({"clock": "19:00"}, "until is not after"),  # it may come later than at
        ({"earliest": "30 min after", "until": "2 d after"}, "beside a clock time"),
        ({"purpose": "advertising"}, "Input should be"),
        ({"of": "birth"}, "Input should be"),
        ({"colour": "red"}, "Extra inputs"),
        ({"message": "Not a key"}, "String should match"),
    ],
)
def test_what_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        one(**wrong)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValidationError):
        reminders.parse({"day7": ONE})


def test_no_file_no_reminders(tmp_path: Path) -> None:
    assert reminders.read(tmp_path) == {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("messages", "templates"):
        shutil.copytree(ROOT / "content" / name, tmp_path / name)
    shutil.copy(ROOT / "content" / reminders.FILE, tmp_path)
    return tmp_path


def problems(folder: Path) -> list[str]:
    found = check([folder / reminders.FILE], folder, facts=())
    return [f"{one.line}: {one.message}" for one in found if one.file.name == reminders.FILE]


def change(folder: Path, before: str, after: str) -> int:
    """Returns the line of the change."""
    file = folder / reminders.FILE
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def test_the_check_finds_nothing_in_the_products_own(folder: Path) -> None:
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  of: start\n  at: 3 d", "  of: end\n  at: 3 d", "days3 is counted from start, not end"),
        ("  message: session_in_days", "  message: nobody_wrote_it", "days3: there is no message nobody_wrote_it"),
        ("  templates: [session_reminder]", "  templates: [nobody_wrote_it]", "there is no template nobody_wrote_it"),
        ("  templates: [session_reminder]", "  templates: [session_changed]", "for reminders, its template"),
        ("days3:", "days9:", "days9"),
        ("  at: 3 d before", "  at: early", "write it like 3 d before"),
        ("days3:", "days3: [", "not readable as YAML"),
    ],
)
def test_what_the_check_finds(folder: Path, before: str, after: str, said: str) -> None:
    line = change(folder, before, after)
    found = problems(folder)
    assert any(said in problem for problem in found), found
    assert abs(int(found[0].partition(":")[0]) - line) <= 8


def test_a_kind_that_is_missing(folder: Path) -> None:
    file = folder / reminders.FILE
    text = file.read_text(encoding="utf-8")
    start = text.index("digest:")
    file.write_text(text[:start], encoding="utf-8")
    assert problems(folder) == ["1: the timed message digest is missing"]


def test_the_products_own() -> None:
    content = read(ROOT / "content")
    assert content.reminders.keys() == set(KINDS)
    mine = {*notices.HANDLERS, *owners.HANDLERS} & set(KINDS)
    assert {"days3", "day1", "hours2", "link", "changed", "cancelled", "offer", "digest", "announce"} == mine
    assert content.reminders["link"].shift is False, "the link is never put off"
    assert {kind for kind, each in content.reminders.items() if each.topic == "training_more"} == {"days3", "hours2"}
    for kind in ("days3", "day1", "hours2", "link"):
        reminder = content.reminders[kind]  # type: ignore[index]
        shortest = min(content.templates[name].ttl_seconds or 0 for name in reminder.templates)
        horizon = max(reminder.until, dt.timedelta(0))
        assert shortest and dt.timedelta(seconds=shortest) <= horizon - reminder.at


def test_a_change_of_the_file_is_seen(folder: Path) -> None:
    now = [0.0]
    library = Library(folder, now=lambda: now[0])
    assert library.content().reminders["days3"].at == dt.timedelta(days=-3)
    change(folder, "  at: 3 d before", "  at: 4 d before")
    now[0] = 10.0
    assert library.content().reminders["days3"].at == dt.timedelta(days=-4)
