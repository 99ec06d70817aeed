"""The annuity formula."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.emi import emi


@pytest.mark.parametrize(
    ("amount", "rate", "months", "monthly"),
    [
        (500_000, "12", 36, 16607),  # 1 % a month: 5,00,000 x 0.0332143
        (100_000, "10", 12, 8792),
        (1_000_000, "8.5", 240, 8678),
        (60_000, "0", 12, 5000),
        (1_000, "12", 1, 1010),
    ],
)
def test_known_instalments(amount: int, rate: str, months: int, monthly: int) -> None:
    assert emi(amount, Decimal(rate), months).monthly == monthly


@given(st.integers(1_000, 10**8), st.decimals("0.1", "60", places=2), st.integers(1, 360))
def test_the_loan_is_paid_off(amount: int, rate: Decimal, months: int) -> None:
    result = emi(amount, rate, months)
    assert result.interest == result.total - amount >= 0
    balance = Decimal(amount)
    for _ in range(months):
        balance += balance * rate / 1200 - result.monthly
    # Rounded to whole rupees, so that the rest is at most half a rupee a month with its interest.
    growth = (1 + rate / 1200) ** months
    assert abs(balance) <= Decimal("0.5") * (growth - 1) / (rate / 1200) + 1


@pytest.mark.parametrize(("amount", "rate", "months"), [(0, "1", 1), (1, "-1", 1), (1, "1", 0)])
def test_no_such_loan(amount: int, rate: str, months: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        emi(amount, Decimal(rate), months)
