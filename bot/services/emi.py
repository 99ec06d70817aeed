"""What a loan costs each month."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple


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
    rate = yearly_percent / 1200
    if rate:
        growth = (1 + rate) ** months
        exact = amount * rate * growth / (growth - 1)
    else:
        exact = Decimal(amount) / months
    total = int((exact * months).quantize(Decimal(1), ROUND_HALF_UP))
    return Emi(int(exact.quantize(Decimal(1), ROUND_HALF_UP)), total, total - amount)
