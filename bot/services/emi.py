"""What a loan costs each month."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bot.services.money import whole


class Emi(NamedTuple):
    """Whole rupees: `monthly` instalment, `total` of all instalments, `interest` in it."""

    monthly: int
    total: int
    interest: int


def emi(amount: int, yearly_percent: Decimal, months: int) -> Emi:
    """The equated monthly instalment on a reducing balance: P r (1+r)^n / ((1+r)^n - 1), r a twelfth of a year's rate.

    The annuity formula that banks use (for example SBI's EMI calculator). `amount` in rupees. A rate of 0 spreads the
    amount evenly. Raises ValueError unless amount and months are positive and the rate is not negative.
    """
    if amount <= 0 or months <= 0 or yearly_percent < 0:
        raise ValueError("amount and months must be positive, the rate not negative")
    exact = _instalment(amount, yearly_percent, months)
    total = whole(exact * months)
    return Emi(whole(exact), total, total - amount)


class Year(NamedTuple):
    """Years `first` to `last` of a loan: whole rupees of principal and interest paid in them, and what is left."""

    first: int
    last: int
    principal: int
    interest: int
    balance: int


def schedule(amount: int, yearly_percent: Decimal, months: int, lines: int = 12) -> list[Year]:
    """How a loan is paid off year by year, in at most `lines` lines: of a long loan each line is several years.

    After k months the balance is P ((1+r)^n - (1+r)^k) / ((1+r)^n - 1), the annuity's value; what was paid beyond the
    fall of the balance is interest. Rounded so that the lines add up to the loan and to its interest. Raises ValueError
    as `emi`.
    """
    instalments = emi(amount, yearly_percent, months)
    years = -(-months // 12)
    step = -(-years // lines)
    rows: list[Year] = []
    left, charged = amount, 0
    for first in range(1, years + 1, step):
        last = min(first + step - 1, years)
        until = min(last * 12, months)
        exact = _balance(amount, yearly_percent / 1200, months, until)
        balance = whole(exact)
        interest = instalments.interest if until == months else _interest(amount, yearly_percent, months, until, exact)
        rows.append(Year(first, last, left - balance, interest - charged, balance))
        left, charged = balance, interest
    return rows


def _balance(amount: int, rate: Decimal, months: int, after: int) -> Decimal:
    if not rate:
        return Decimal(amount) * (months - after) / months
    whole_growth = (1 + rate) ** months
    return amount * (whole_growth - (1 + rate) ** after) / (whole_growth - 1)


def _interest(amount: int, yearly_percent: Decimal, months: int, after: int, balance: Decimal) -> int:
    """All interest of the first `after` months."""
    return whole(_instalment(amount, yearly_percent, months) * after - (amount - balance))


def _instalment(amount: int, yearly_percent: Decimal, months: int) -> Decimal:
    """Unrounded."""
    rate = yearly_percent / 1200
    if not rate:
        return Decimal(amount) / months
    growth = (1 + rate) ** months
    return amount * rate * growth / (growth - 1)
