"""Composition against regular GST."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Content
from bot.services.gst_scheme import Rules, Trade, compare

GOODS = Rules(15_000_000, Decimal(1), True)
SERVICE = Rules(5_000_000, Decimal(6), True)
RESTAURANT = Rules(15_000_000, Decimal(5), False)


@pytest.mark.parametrize(("trade", "rules"), [("goods", GOODS), ("service", SERVICE), ("restaurant", RESTAURANT)])
def test_the_content_gives_these_rules(content: Content, trade: Trade, rules: Rules) -> None:
    assert Rules.of(trade, content.topics["gst-composition"].figures) == rules


def test_a_shop_whose_customers_are_ordinary_people() -> None:
    # 30 lakh of goods at 5 %, bought for 20 lakh: 1 % is 30,000; regular: 1,50,000 on sales, 1,00,000 credit
    found = compare(3_000_000, Decimal(0), 2_000_000, Decimal(5), other_states=False, rules=GOODS)
    assert found.bar is None
    assert (found.composition, found.lost) == (30_000, 100_000)
    assert (found.charged, found.credit, found.pay_in) == (150_000, 100_000, 50_000)
    assert found.burden_composition == 130_000
    assert found.burden_regular == 142_857  # 30 lakh x 5/105, by rule 35
    assert found.better == "composition"


def test_the_same_shop_selling_to_companies() -> None:
    found = compare(3_000_000, Decimal(80), 2_000_000, Decimal(5), other_states=False, rules=GOODS)
    assert (found.burden_composition, found.burden_regular) == (130_000, 28_571)
    assert found.better == "regular"


@pytest.mark.parametrize(
    ("turnover", "other", "rules", "bar"),
    [
        (15_000_000, False, GOODS, None),
        (15_000_001, False, GOODS, "limit"),
        (5_000_001, False, SERVICE, "limit"),
        (1_000_000, True, GOODS, "other_states"),
        (16_000_000, True, GOODS, "limit"),
    ],
)
def test_who_may_not(turnover: int, other: bool, rules: Rules, bar: str | None) -> None:
    found = compare(turnover, Decimal(0), 0, Decimal(5), other_states=other, rules=rules)
    assert found.bar == bar
    assert bar is None or found.better == "regular"


def test_a_restaurant_has_no_credit_either_way() -> None:
    found = compare(4_000_000, Decimal(0), 1_000_000, Decimal(5), other_states=False, rules=RESTAURANT)
    assert (found.composition, found.charged, found.credit, found.lost) == (200_000, 200_000, 0, 0)
    assert found.pay_in == 200_000


def test_equal_burdens() -> None:
    assert compare(0, Decimal(0), 0, Decimal(5), other_states=False, rules=GOODS).better == "equal"


@given(
    st.integers(0, 10**9), st.integers(0, 100), st.integers(0, 10**9), st.sampled_from([0, 5, 18, 40]), st.booleans(),
    st.sampled_from([GOODS, SERVICE, RESTAURANT]),
)  # fmt: skip
def test_sums_fit_together(turnover: int, share: int, purchases: int, rate: int, other: bool, rules: Rules) -> None:
    found = compare(turnover, Decimal(share), purchases, Decimal(rate), other_states=other, rules=rules)
    assert found.pay_in == max(found.charged - found.credit, 0)
    assert min(found[1:]) >= 0  # type: ignore[type-var]
    assert (turnover > rules.limit) == (found.bar == "limit")
    more = compare(turnover, Decimal(100), purchases, Decimal(rate), other_states=other, rules=rules)
    assert more.burden_regular <= found.burden_regular  # registered buyers get the tax back


@pytest.mark.parametrize(("turnover", "share", "purchases"), [(-1, 0, 0), (0, -1, 0), (0, 101, 0), (0, 0, -1)])
def test_no_such_business(turnover: int, share: int, purchases: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        compare(turnover, Decimal(share), purchases, Decimal(5), other_states=False, rules=GOODS)
