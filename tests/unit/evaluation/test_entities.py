"""Values in messages: written as the sets write them, and judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.entities import Recogniser, figures, judge, read_all, recognisers
from bot.evaluation.sets import KINDS, Entity

CONTENT = Path(__file__).resolve().parents[3] / "content"


@pytest.fixture(scope="module")
def reads() -> dict[str, Recogniser]:
    return recognisers(CONTENT)


def test_every_kind_has_a_recogniser(reads: dict[str, Recogniser]) -> None:
    assert tuple(reads) == KINDS


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("amount", "5 lakh", "500000"),
        ("amount", "2 theke 3 lakh taka", "200000-300000"),
        ("date", "20 november", "2026-11-20"),
        ("date", "কাল", "2026-11-19?"),
        ("time", "10:30 am", "10:30"),
        ("phone", "9800012345", "+919800012345"),
        ("place", "Malda", "malda"),
        ("place", "Malda, Malda district", "malda"),
        ("trade", "plumber", "plumber"),
        ("age", "amar boyos 40", "40"),
        ("experience", "5 bochor", "60"),
        ("name", "Anita Das", "Anita Das"),
        ("latin", "অনিতা", "Anita"),
        ("bengali", "Anita", "অনিতা"),
    ],
)
def test_what_is_found_is_written_as_in_the_set(reads: dict[str, Recogniser], kind: str, text: str, found: str) -> None:
    assert reads[kind](text, True) == found


def test_nothing_is_written_as_nothing(reads: dict[str, Recogniser]) -> None:
    for kind in set(KINDS) - {"latin", "bengali"}:
        assert reads[kind]("?", False) == ""


@pytest.mark.parametrize(
    ("kind", "expect", "got", "verdict"),
    [
        ("amount", "500000", "500000", "right"),
        ("amount", "500000", "50000", "wrong"),
        ("amount", "500000", "", "missed"),
        ("amount", None, "", "right"),
        ("amount", None, "500000", "wrong"),
        ("date", "2026-11-19?", "2026-11-19", "wrong"),
        ("experience", "2.5", "30", "right"),
        ("experience", "10-12", "120-144", "right"),
        ("experience", "0.33", "4", "right"),
        ("experience", "1+2", "12+24", "right"),
        ("experience", "2", "2", "wrong"),
        ("place", "nadia|howrah", "howrah|nadia", "right"),
        ("place", "nadia", "howrah|nadia", "wrong"),
        ("trade", "mason+painter", "mason+painter", "right"),
        ("trade", "mason+painter", "painter+mason", "wrong"),
        ("name", "Md  Salim", "MD Salim", "right"),
        ("name", "Salim", "Md Salim", "wrong"),
        ("latin", "Das|Dass", "dass", "right"),
        ("bengali", "দাস|দাশ", "দাশ", "right"),
        ("bengali", "দাস", "দাশ", "wrong"),
    ],
)
def test_verdicts(kind: str, expect: str | None, got: str, verdict: str) -> None:
    assert judge(Entity("e-1", kind, "text", expect), got).verdict == verdict


def test_a_form_asks_for_a_value_but_not_for_none() -> None:
    rows = [Entity("e-1", "age", "40", "40"), Entity("e-2", "age", "40", None)]
    assert [one.verdict for one in read_all(rows, CONTENT)] == ["right", "right"]


def test_figures_by_half() -> None:
    def one(number: int, kind: str, got: str) -> object:
        return judge(Entity(f"e-{number}", kind, "text", "1"), got)

    found = figures([one(1, "age", "1"), one(3, "age", ""), one(2, "age", "2"), one(4, "time", "1")])  # type: ignore[list-item]
    assert found["tuning"] == {
        "age": {"count": 2, "right": 50, "missed": 50, "wrong": 0},
        "all": {"count": 2, "right": 50, "missed": 50, "wrong": 0},
    }
    assert found["held out"]["all"] == {"count": 2, "right": 50, "missed": 0, "wrong": 50}
    assert list(found["all"]) == ["time", "age", "all"]
    assert found["all"]["age"]["count"] == 3
