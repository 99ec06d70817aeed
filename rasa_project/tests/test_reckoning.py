"""Which messages may want something worked out."""

from __future__ import annotations

import pytest

from rasa_project.components.decision import ASK, Context, decide
from rasa_project.components.reckoning import large_number, reckons, without_wishes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amar late fee koto", True),
        ("मेरी लेट फीस निकालो", True),
        ("gst late fee hisab", True),
        ("লেট ফি হিসাব করুন", True),
        ("find my class", True),
        ("compare composition and regular", True),
        ("40 din deri", True),
        ("৪০ দিন দেরি", True),
        ("leather bag of 3000", True),
        ("5 lakh er kisti", True),
        ("gst late fee koto kore din e", False),
        ("লেট ফি কত", False),
        ("लेट फीस कितनी है", False),
        ("gstr 1 late fee", False),
        ("what is rodtep", False),
        ("", False),
    ],
)
def test_reckons(text: str, expected: bool) -> None:
    assert reckons(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6000 ka bag", True),
        ("5 lakh", True),
        ("৩০০০ টাকা", True),
        ("18 percent", False),
        ("gstr 3b", False),
        ("", False),
    ],
)
def test_large_number(text: str, expected: bool) -> None:
    assert large_number(text) is expected


RANKINGS = {
    "intent": [("calculate_pmegp", 0.6), (ASK, 0.3), ("greet", 0.1)],
    "topic": [("pmegp", 0.9), ("none", 0.1)],
    "aspect": [("benefit", 0.9), ("what", 0.1)],
}


def test_without_wishes_the_rest_is_as_before() -> None:
    left = without_wishes(RANKINGS)
    assert dict(left["intent"]) == pytest.approx({ASK: 0.75, "greet": 0.25})
    assert left["topic"] == RANKINGS["topic"]
    assert decide(left, [], Context()).topic == "pmegp"


@pytest.mark.parametrize("names", [[], ["pmegp"]])
def test_a_name_makes_no_question_of_a_sure_wish(names: list[str]) -> None:
    assert decide(RANKINGS, names, Context()).intent == "calculate_pmegp"
    doubtful = {**RANKINGS, "intent": [("calculate_pmegp", 0.45), (ASK, 0.4), ("greet", 0.15)]}
    assert decide(doubtful, ["pmegp"], Context()).intent == ASK
