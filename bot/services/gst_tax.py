"""GST on one price: taxable value, CGST and SGST or IGST, total.

Sources: a price without tax: section 15 of the CGST Act (tax on the transaction value); a price that holds the tax:
rule 35 of the CGST Rules, tax = price x rate / (100 + sum of rates); inside a state CGST and SGST are half the rate
each, between states IGST is the full rate; section 170: each tax is rounded to the nearest rupee, fifty paise upwards.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bot.services.money import whole


class Tax(NamedTuple):
    """Whole rupees. Inside the state `cgst` and `sgst` are given and `igst` is 0, to another state the other way
    round."""

    taxable: int
    cgst: int
    sgst: int
    igst: int

    @property
    def tax(self) -> int:
        """All of the tax."""
        return self.cgst + self.sgst + self.igst

    @property
    def total(self) -> int:
        """What the buyer pays."""
        return self.taxable + self.tax


def tax_on(price: int, rate: Decimal, *, included: bool, other_state: bool) -> Tax:
    """The tax on a price in rupees at `rate` per cent; `included`: the price holds the tax. Raises ValueError unless
    the price is positive and the rate not negative."""
    if price <= 0 or rate < 0:
        raise ValueError("the price must be positive, the rate not negative")
    exact = price * rate / (100 + rate if included else Decimal(100))
    half, full = (0, whole(exact)) if other_state else (whole(exact / 2), 0)
    taxable = price - 2 * half - full if included else price
    return Tax(taxable, half, half, full)
