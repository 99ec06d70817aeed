"""Questions without an answer: kept, grouped, forgotten."""

from __future__ import annotations

import datetime as dt

from bot.db.session import Database
from bot.services import gaps
from bot.services.gaps import Gap

DAY = dt.date(2026, 11, 22)


def gap(text: str, register: str = "bn_roman", guesses: tuple[str, ...] = ()) -> Gap:
    return Gap(text, "bn", register, "unclear", guesses)


def test_similar_questions_of_any_script_are_one_group() -> None:
    groups = gaps.grouped(
        [
            gap("plywood karkhana korte ki lagbe", guesses=("pmegp",)),
            gap("trade union kivabe banabo"),
            gap("ki lagbe plywood karkhana korte?", guesses=("pmegp", "mudra")),
            gap("প্লাইউড কারখানা করতে কী লাগবে", "bn"),
        ]
    )
    assert [len(group.questions) for group in groups] == [3, 1]
    assert groups[0].guesses() == ["pmegp", "mudra"]
    assert groups[0].count("register") == {"bn_roman": 2, "bn": 1}
    assert groups[1].example == "trade union kivabe banabo"


def test_short_questions_are_not_thrown_together_for_one_word() -> None:
    assert len(gaps.grouped([gap("loan"), gap("loan maf"), gap("visa")])) == 3


def test_kept_by_day_and_forgotten(database: Database) -> None:
    with database.session() as session:
        gaps.record(session, gap("old question here"), DAY - dt.timedelta(days=400))
        gaps.record(session, gap("call 9830012345 about plywood"), DAY)
        gaps.record(session, gap("9830012345"), DAY)  # nothing is left of it
        session.flush()
        assert [kept.text for kept in gaps.since(session, DAY)] == ["call … about plywood"]
        assert len(gaps.since(session, None)) == 2
        assert gaps.forget(session, DAY) == 1
        assert len(gaps.since(session, None)) == 1
