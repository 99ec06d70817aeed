"""Who must take a GST number."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Content
from bot.services.gst_threshold import Limits, Outcome, Reason, Trade, must_register

LIMITS = Limits(4_000_000, 2_000_000)
TRADES: tuple[Trade, ...] = get_args(Trade)


def test_the_content_gives_the_limits_of_west_bengal(content: Content) -> None:
    assert Limits.of(content.topics["gst-threshold"].figures) == LIMITS


@pytest.mark.parametrize(
    ("trade", "turnover", "flags", "outcome", "reason"),
    [
        ("goods", 4_000_000, "", "no", "below_limit"),
        ("goods", 4_000_001, "", "yes", "over_limit"),
        ("craft", 4_000_000, "", "no", "below_limit"),
        ("service", 2_000_000, "", "no", "below_limit"),
        ("service", 2_000_001, "", "yes", "over_limit"),
        ("both", 2_000_001, "", "yes", "over_limit"),
        ("special", 2_500_000, "", "yes", "over_limit"),
        ("goods", 100_000, "o", "yes", "other_state_goods"),
        ("both", 100_000, "o", "yes", "other_state_goods"),
        ("craft", 2_000_000, "o", "depends", "other_state_relief"),
        ("craft", 2_000_001, "o", "yes", "other_state_goods"),
        ("service", 1_900_000, "o", "depends", "other_state_relief"),
        ("goods", 3_900_000, "m", "depends", "marketplace_goods"),
        ("goods", 3_900_000, "om", "yes", "other_state_goods"),
        ("service", 1_000_000, "m", "depends", "marketplace_service"),
        ("exempt", 9_000_000, "", "no", "exempt"),
        ("exempt", 9_000_000, "o", "no", "exempt"),
        ("exempt", 100_000, "c", "yes", "compulsory"),
        ("goods", 0, "c", "yes", "compulsory"),
    ],
)
def test_cases(trade: Trade, turnover: int, flags: str, outcome: Outcome, reason: Reason) -> None:
    found = must_register(
        trade, turnover, other_states="o" in flags, marketplace="m" in flags, compulsory="c" in flags, limits=LIMITS
    )
    assert (found.outcome, found.reason) == (outcome, reason)


@given(
    st.sampled_from(TRADES), st.integers(0, 10**8), st.booleans(), st.booleans(), st.booleans(), st.integers(0, 10**8)
)
def test_more_sales_never_free_anybody(
    trade: Trade, turnover: int, other: bool, market: bool, compulsory: bool, more: int
) -> None:
    order: list[Outcome] = ["no", "depends", "yes"]
    found, richer = (
        must_register(
            trade, value, other_states=other, marketplace=market, compulsory=compulsory, limits=LIMITS
        ).outcome
        for value in (turnover, turnover + more)
    )
    assert order.index(richer) >= order.index(found)


def test_no_such_business() -> None:
    with pytest.raises(ValueError, match="negative"):
        must_register("goods", -1, other_states=False, marketplace=False, compulsory=False, limits=LIMITS)
