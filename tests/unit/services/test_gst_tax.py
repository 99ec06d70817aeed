"""Tax on a price."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.gst_tax import Tax, tax_on

RATES = st.sampled_from([Decimal(rate) for rate in ("0", "0.25", "1.5", "3", "5", "18", "40")])


@pytest.mark.parametrize(
    ("price", "rate", "included", "other_state", "tax"),
    [
        # tallysolutions.com: 50,000 with 18 % in it, to another state: IGST 7,627
        (50_000, "18", True, True, Tax(42_373, 0, 0, 7_627)),
        # the same page: 20,000 inside the state: CGST and SGST 1,525.42 each
        (20_000, "18", True, False, Tax(16_950, 1_525, 1_525, 0)),
        # content/gst/gst-rate-leather.yml: shoes at 2,000 and 3,000, a wallet at 500
        (2_000, "5", False, False, Tax(2_000, 50, 50, 0)),
        (3_000, "18", False, False, Tax(3_000, 270, 270, 0)),
        (500, "18", False, True, Tax(500, 0, 0, 90)),
        (1_180, "18", True, False, Tax(1_000, 90, 90, 0)),
        (100, "5", False, False, Tax(100, 3, 3, 0)),  # 2.50 each: fifty paise go up
        (100, "0", False, False, Tax(100, 0, 0, 0)),
    ],
)
def test_known_taxes(price: int, rate: str, included: bool, other_state: bool, tax: Tax) -> None:
    assert tax_on(price, Decimal(rate), included=included, other_state=other_state) == tax


@given(st.integers(1, 10**10), RATES, st.booleans(), st.booleans())
def test_parts_and_halves(price: int, rate: Decimal, included: bool, other_state: bool) -> None:
    found = tax_on(price, rate, included=included, other_state=other_state)
    assert found.cgst == found.sgst
    assert 0 in (found.cgst, found.igst)
    assert found.total == (price if included else price + found.tax)
    assert min(found) >= 0
    # Each tax is rounded by half a rupee at most.
    exact = price * rate / (100 + rate if included else 100)
    assert abs(found.tax - exact) <= 1


@given(st.integers(100, 10**10), RATES)
def test_there_and_back(price: int, rate: Decimal) -> None:
    total = tax_on(price, rate, included=False, other_state=True).total
    assert abs(tax_on(total, rate, included=True, other_state=True).taxable - price) <= 1


@pytest.mark.parametrize(("price", "rate"), [(0, "5"), (-1, "5"), (1, "-1")])
def test_no_such_price(price: int, rate: str) -> None:
    with pytest.raises(ValueError, match="positive"):
        tax_on(price, Decimal(rate), included=True, other_state=True)
