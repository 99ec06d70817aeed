"""`bot knowledge gaps` and `bot knowledge ratings` on a database with some rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.db import migrate
from bot.db.models import Contact
from bot.db.session import Database
from bot.knowledge.library import read
from bot.services import gaps, ratings

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def database(folders: Path) -> Iterator[Database]:
    url = f"sqlite:///{folders / 'data' / 'bot.sqlite3'}"
    (folders / "data").mkdir()
    migrate.upgrade(url)
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def content(folders: Path, write_content: Callable[..., Path], topic_data: Callable[..., dict[str, Any]]) -> Path:
    return write_content(folders / "content", topic_data())


QUESTIONS = [
    ("shg loan er jonno ki lagbe", "bn_roman", "unclear", dt.date(2026, 11, 1)),
    ("shg loan er jonno ki ki lagbe", "bn_roman", "choices", dt.date(2026, 11, 20)),
    ("ড্রোন চালানোর লাইসেন্স", "bn", "declined", dt.date(2026, 11, 21)),
]


@pytest.fixture
def asked(database: Database) -> None:
    with database.session() as session:
        for text, register, kind, day in QUESTIONS:
            gaps.record(session, gaps.Gap(text, "bn", register, kind, ("mudra",) if kind == "choices" else ()), day)


@pytest.mark.usefixtures("asked")
def test_similar_questions_stand_together(command: Any) -> None:
    told = command("knowledge", "gaps")
    assert told.code == 0 and told.widest <= 80
    assert told.out.startswith("3 questions in 2 groups\n\n   2x ")
    assert "bn_roman 2; unclear 1, choices 1" in told.out and "near: mudra" in told.out
    first, second = command("knowledge", "gaps", "--json").json
    assert (first["count"], first["guesses"], len(first["wordings"])) == (2, ["mudra"], 2)
    assert second["example"] == "ড্রোন চালানোর লাইসেন্স"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("options", "counts"),
    [(["--min", "2"], [2]), (["--since", "2026-11-20"], [1, 1]), (["--since", "2026-11-22"], []), (["--min", "3"], [])],
)
def test_since_and_how_often(command: Any, options: list[str], counts: list[int]) -> None:
    assert [group["count"] for group in command("knowledge", "gaps", "--json", *options).json] == counts
    assert ("No such question is kept." in command("knowledge", "gaps", *options).out) is (not counts)


def test_the_worst_answer_first_with_its_wording(database: Database, content: Path, command: Any) -> None:
    now = read(content).topics["alpha"].version("cost")
    judged = [
        ("alpha", "cost", now, False),
        ("alpha", "cost", now, True),
        ("alpha", "what", "000000", True),
        ("alpha", "time", "000000", True),
        ("omega", "what", "000000", False),
        ("omega", "what", "000000", False),
    ]
    with database.session() as session:
        for number, (topic, aspect, version, helpful) in enumerate(judged):
            person = Contact(id=f"p{number}", channel="web", sender=f"s{number}", created_at=NOW, seen_at=NOW)
            session.add(person)
            session.flush()
            ratings.rate(session, person.id, ratings.Judgement(topic, aspect, version, helpful, "bn"), NOW)
    found = command("knowledge", "ratings", "--json").json
    assert [(one["topic"], one["aspect"], one["down"], one["up"], one["wording"]) for one in found] == [
        ("omega", "what", 2, 0, "gone"),
        ("alpha", "cost", 1, 1, "current"),
        ("alpha", "time", 0, 1, "gone"),
        ("alpha", "what", 0, 1, "old"),
    ]
    told = command("knowledge", "ratings")
    assert told.widest <= 80 and told.out.splitlines()[1].split()[:4] == ["omega/what", "2", "0", "gone"]


@pytest.mark.usefixtures("database", "content")
def test_nothing_judged_yet(command: Any) -> None:
    assert command("knowledge", "ratings").out == "No answer has been judged yet.\n"


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("name", ["gaps", "ratings"])
def test_a_database_without_tables_is_a_sentence(command: Any, name: str) -> None:
    told = command("knowledge", name)
    assert told.code == 2 and "`bot db upgrade`" in told.err and told.err.count("\n") == 1


@pytest.mark.parametrize("value", ["soon", "2026-13-01"])
def test_a_day_that_is_none(command: Any, value: str) -> None:
    told = command("knowledge", "gaps", "--since", value)
    assert (told.code, told.err) == (2, f"{value} is no day; write it like 2026-11-22.\n")
