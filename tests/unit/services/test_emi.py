"""The annuity formula."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.emi import Year, emi, schedule


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


def test_the_first_years_of_a_known_loan() -> None:
    # 5 lakh, 36 months, 12 %: reckoned month by month, 3,52,792.22 and 1,86,914.82 are left after one and two years.
    assert schedule(500_000, Decimal(12), 36) == [
        Year(1, 1, 147_208, 52_078, 352_792),
        Year(2, 2, 165_877, 33_409, 186_915),
        Year(3, 3, 186_915, 12_371, 0),
    ]


@given(st.integers(1_000, 10**8), st.decimals("0", "60", places=2), st.integers(1, 360))
def test_the_years_add_up_to_the_loan(amount: int, rate: Decimal, months: int) -> None:
    rows = schedule(amount, rate, months)
    assert len(rows) <= 12
    assert sum(row.principal for row in rows) == amount
    assert sum(row.interest for row in rows) == emi(amount, rate, months).interest
    assert rows[-1].balance == 0
    assert rows[-1].last == -(-months // 12)
    assert [row.first for row in rows] == [1, *(row.last + 1 for row in rows[:-1])]
    assert all(row.principal >= 0 and row.interest >= 0 for row in rows)
    assert [row.balance for row in rows] == sorted((row.balance for row in rows), reverse=True)


@given(st.integers(1_000, 10**8), st.decimals("0", "60", places=2), st.integers(13, 120))
def test_the_balance_is_that_of_paying_month_by_month(amount: int, rate: Decimal, months: int) -> None:
    factor = 1 + rate / 1200
    growth = factor**months
    instalment = amount * (factor - 1) * growth / (growth - 1) if rate else Decimal(amount) / months
    balance = Decimal(amount)
    for _ in range(12):
        balance = balance * factor - instalment
    assert abs(schedule(amount, rate, months)[0].balance - balance) < 1
