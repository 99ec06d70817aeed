"""Two topics side by side."""

from __future__ import annotations

from typing import List, Optional

import pytest

from rasa_project.components.choosing import compared
from rasa_project.components.decision import Context, Decision

BOTH = Decision("unsure", 0.5, aspect="what", candidates=["pmegp", "mudra"], named=True)
ONE = Decision("ask", 0.9, topic="mudra", aspect="benefit")


@pytest.mark.parametrize(
    "text",
    ["PMEGP naki Mudra", "pmegp ar mudra r modhye parthokyo ki", "পিএমইজিপি না মুদ্রা কোনটা ভালো", "pmegp vs mudra",
     "which is better, pmegp or mudra?",
     "पीएमईजीपी और मुद्रा में क्या अंतर है", "PMEGP aur Mudra me kya fark hai"],
)  # fmt: skip
def test_topics_named_to_choose_between_are_compared(text: str) -> None:
    decision = compared(BOTH, text, ["pmegp", "mudra"], Context())
    assert decision is not None
    assert (decision.intent, decision.candidates) == ("compare", ["pmegp", "mudra"])


@pytest.mark.parametrize(
    ("decision", "text", "names", "topic"),
    [
        (BOTH, "pmegp ar mudra duto i lagbe", ["pmegp", "mudra"], None),
        (
            Decision("unsure", 0.5, aspect="documents", candidates=["pmegp", "mudra"], named=True),
            "mudra ba pmegp er kagoj",
            ["pmegp", "mudra"],
            None,
        ),
        (ONE, "mudra loan koto", ["mudra"], "pmegp"),
        (ONE, "mudra loan nebo na subsidy", ["mudra"], "pmegp"),
        (ONE, "mudra ki bhalo", ["mudra"], "mudra"),
        (ONE, "mudra ki bhalo", ["mudra"], None),
        (Decision("thanks", 0.9), "mudra bhalo", ["mudra"], "pmegp"),
    ],
)
def test_other_questions_are_not(decision: Decision, text: str, names: List[str], topic: Optional[str]) -> None:
    assert compared(decision, text, names, Context(topic)) is None


def test_one_named_topic_is_compared_with_the_one_before() -> None:
    decision = compared(ONE, "mudra r sathe tofat ki", ["mudra"], Context("pmegp"))
    assert decision is None or decision.candidates == ["pmegp", "mudra"]
    better = compared(ONE, "eta bhalo na mudra", ["mudra"], Context("pmegp"))
    assert better is not None
    assert better.candidates == ["pmegp", "mudra"]
