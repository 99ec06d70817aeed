"""The classes of the MSMED Act, at each limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Content
from bot.services.msme_class import SIZES, Limits, Size, classify

CRORE = 10_000_000
LIMITS = Limits((25_000_000, 250_000_000, 1_250_000_000), (100_000_000, 1_000_000_000, 5_000_000_000))


def test_the_content_gives_the_limits_of_the_notification(content: Content) -> None:
    assert Limits.of(content.topics["msme-definition"].figures) == LIMITS


@pytest.mark.parametrize(
    ("investment", "turnover", "size"),
    [
        # S.O. 1364(E): micro 2.5 and 10 crore, small 25 and 100, medium 125 and 500, each inclusive
        (0, 0, "micro"),
        (25_000_000, 10 * CRORE, "micro"),
        (25_000_001, 10 * CRORE, "small"),
        (25_000_000, 10 * CRORE + 1, "small"),
        (25 * CRORE, 100 * CRORE, "small"),
        (25 * CRORE + 1, 1, "medium"),
        (1, 100 * CRORE + 1, "medium"),
        (125 * CRORE, 500 * CRORE, "medium"),
        (125 * CRORE + 1, 0, "above"),
        (0, 500 * CRORE + 1, "above"),
    ],
)
def test_limits(investment: int, turnover: int, size: Size) -> None:
    assert classify(investment, turnover, LIMITS).size == size


def test_each_test_is_told() -> None:
    assert classify(30_000_000, 5 * CRORE, LIMITS) == ("small", "small", "micro")


@given(st.integers(0, 10**11), st.integers(0, 10**11))
def test_the_higher_of_the_two_counts(investment: int, turnover: int) -> None:
    found = classify(investment, turnover, LIMITS)
    assert SIZES.index(found.size) == max(SIZES.index(found.by_investment), SIZES.index(found.by_turnover))
    assert SIZES.index(classify(investment + CRORE, turnover, LIMITS).size) >= SIZES.index(found.size)


@pytest.mark.parametrize(("investment", "turnover"), [(-1, 0), (0, -1)])
def test_no_such_business(investment: int, turnover: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        classify(investment, turnover, LIMITS)
