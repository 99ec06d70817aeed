"""Late fee and interest."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.library import Content
from bot.services.gst_late_fee import RETURNS, Return, Rules, late, needs_turnover

CRORE = 10_000_000
RULES = Rules(
    day=50,
    day_nil=20,
    cap_nil=500,
    caps=(2_000, 5_000, 10_000),
    sales=(15_000_000, 50_000_000),
    composition_cap=2_000,
    annual_days=(50, 100, 200),
    annual_caps=(Decimal("0.04"), Decimal("0.04"), Decimal("0.5")),
    annual_sales=(5 * CRORE, 20 * CRORE),
    annual_free=2 * CRORE,
    interest=Decimal(18),
)


def test_the_content_gives_these_rules(content: Content) -> None:
    assert Rules.of(content.topics["gst-late-fee"].figures, content.figures) == RULES


@pytest.mark.parametrize(
    ("form", "days", "nil", "turnover", "unpaid", "fee", "interest"),
    [
        # teachoo.com, chapter 11: six days late, 6 x 25 each for CGST and SGST, 4,000 x 18 % x 6/365
        ("gstr-3b", 6, False, 1_000_000, 4_000, 300, 12),
        # easypeasytax.com and the register: 50,000 paid 30 days late is about 740
        ("gstr-3b", 30, False, 1_000_000, 50_000, 1_500, 740),
        ("gstr-3b", 40, False, 15_000_000, 0, 2_000, 0),
        ("gstr-3b", 41, False, 15_000_000, 0, 2_000, 0),
        ("gstr-3b", 41, False, 15_000_001, 0, 2_050, 0),
        ("gstr-1", 200, False, 50_000_000, 0, 5_000, 0),
        ("gstr-1", 200, False, 50_000_001, 0, 10_000, 0),
        ("gstr-1", 10, True, 0, 0, 200, 0),
        ("gstr-3b", 25, True, 0, 0, 500, 0),
        ("gstr-3b", 400, True, 900_000_000, 0, 500, 0),
        ("gstr-4", 10, False, 0, 0, 500, 0),
        ("gstr-4", 60, False, 0, 0, 2_000, 0),
        ("gstr-4", 60, True, 0, 0, 500, 0),
        # 07/2023-CT: up to 5 crore 25 + 25 a day, at most 0.02 + 0.02 % of the turnover
        ("gstr-9", 100, False, 3 * CRORE, 0, 5_000, 0),
        ("gstr-9", 365, False, 3 * CRORE, 0, 12_000, 0),
        ("gstr-9", 100, False, 20 * CRORE, 0, 10_000, 0),
        ("gstr-9", 100, False, 20 * CRORE + 1, 0, 20_000, 0),
        ("gstr-9", 9_999, False, 30 * CRORE, 0, 1_500_000, 0),
    ],
)
def test_known_fees(form: Return, days: int, nil: bool, turnover: int, unpaid: int, fee: int, interest: int) -> None:
    found = late(form, days, nil=nil, turnover=turnover, unpaid=unpaid, rules=RULES)
    assert (found.fee, found.interest, found.total) == (fee, interest, fee + interest)


@given(
    st.sampled_from(RETURNS), st.integers(0, 2_000), st.booleans(), st.integers(0, 10**10), st.integers(0, 10**9),
    st.integers(0, 100),
)  # fmt: skip
def test_fee_grows_up_to_its_cap(form: Return, days: int, nil: bool, turnover: int, unpaid: int, more: int) -> None:
    found, later = (
        late(form, count, nil=nil, turnover=turnover, unpaid=unpaid, rules=RULES) for count in (days, days + more)
    )
    assert found.fee == 2 * found.half <= found.cap
    assert found.fee == min(found.day * days, found.cap)
    assert (later.fee, later.interest) >= (found.fee, found.interest)
    assert found.capped == (found.fee == found.cap)


@given(st.sampled_from(RETURNS), st.integers(0, 2_000), st.booleans(), st.integers(0, 10**10))
def test_turnover_matters_only_where_it_is_asked_for(form: Return, days: int, nil: bool, turnover: int) -> None:
    if not needs_turnover(form, nil):
        assert late(form, days, nil=nil, turnover=turnover, unpaid=0, rules=RULES) == late(
            form, days, nil=nil, turnover=0, unpaid=0, rules=RULES
        )


@pytest.mark.parametrize(("days", "turnover", "unpaid"), [(-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_no_such_return(days: int, turnover: int, unpaid: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        late("gstr-1", days, nil=False, turnover=turnover, unpaid=unpaid, rules=RULES)
