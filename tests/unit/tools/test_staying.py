"""What sounds like the wish for another tool and is an answer to the one at work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.tools import turn
from bot.tools.base import Context, Heard
from bot.tools.registry import TOOLS
from bot.tools.turn import Session


@pytest.mark.parametrize(
    ("tool", "asked", "text", "stays"),
    [
        ("gst_limit", "turnover", "12 lakh", True),
        ("gst_limit", "turnover", "amar bikri 5 lakh", True),
        ("gst_limit", "turnover", "emi on 5 lakh for 3 years", False),
        ("gst_limit", "trade", "restaurant service", True),
        ("gst_limit", "turnover", "rodtep calculator", False),
        ("pmegp", "place", "গ্রামে", True),
        ("pmegp", "category", "नहीं, 55 लाख", True),
        ("pmegp", "category", "55 lakh", False),
        ("msme_class", None, "8 crore", False),
    ],
)
def test_answers(context: Context, tool: str, asked: str | None, text: str, stays: bool) -> None:
    session = Session(asked=(asked,) if asked else ())
    heard = Heard(replace(context, asked=session.asked), "calculate_emi")
    assert turn.answers(TOOLS[tool], session, text, heard) is stays


@pytest.mark.parametrize(
    ("intent", "text", "stays"),
    [
        ("loan_help", "I am a weaver and I need a loan", True),
        ("find_training", "mujhe training chahiye", True),
        ("loan_help", "please put me through to the manager who decides on loans at the bank in Malda", False),
        ("calculate_emi", "emi on 5 lakh for 3 years", False),
    ],
)
def test_a_need_that_is_told_to_the_finder_is_no_other_wish(
    context: Context, intent: str, text: str, stays: bool
) -> None:
    session = Session(asked=("need",))
    heard = Heard(replace(context, asked=session.asked), intent)
    assert turn.answers(TOOLS["finder"], session, text, heard) is stays
