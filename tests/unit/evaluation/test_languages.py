"""The language of the reply."""

from __future__ import annotations

from bot.conversation.understanding import Understood
from bot.evaluation.hearing import Heard
from bot.evaluation.languages import LONG, OTHER, SHORT, figures, group
from bot.evaluation.sets import Written
from bot.language import Language

OURS = {"intent": "greet"}


def pair(
    right: Language, got: Language, words: int = 4, history: Language | None = None, other: str = "", seen: str = ""
) -> tuple[Written, Heard]:
    row = Written("l-1", "text", history, words, right, other or None)
    return row, Heard(Understood(got, text="text", other=seen or None), OURS)


def test_groups() -> None:
    assert group(pair("bn", "bn", 3)[0]) == LONG
    assert group(pair("bn", "bn", 2)[0]) == SHORT
    assert group(pair("bn", "bn", 2, other="or")[0]) == OTHER


def test_figures() -> None:
    found = figures(
        [
            pair("bn", "bn"),
            pair("bn", "hi", history="hi"),
            pair("hi", "hi", history="bn"),
            pair("hi", "hi", history="hi", seen="mr"),
            pair("bn", "bn", 1, "bn"),
            pair("bn", "bn", 5, other="or", seen="or"),
            pair("hi", "hi", 5, other="ne", seen="mr"),
            pair("en", "en", 5, other="fr"),
        ]
    )
    assert {name: (row["count"], row["right"]) for name, row in found["groups"].items()} == {
        LONG: (4, 75), SHORT: (1, 100), OTHER: (3, 100), "all": (8, 87.5)
    }  # fmt: skip
    assert found["switching"] == {"count": 2, "right": 50}
    assert (round(found["seen"]), round(found["named"]), found["ours_taken_for_other"]) == (67, 33, 20)


def test_who_asks_for_a_language_is_answered_in_it() -> None:
    assert Heard(Understood("bn", text="hindi"), {"intent": "change_language_hi"}).language == "hi"
    assert figures([])["groups"]["all"] == {"count": 0, "right": 0}
