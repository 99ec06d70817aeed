"""Late fee and interest of a GST return that is filed late.

Sources: section 47 of the CGST and the SGST Act charge the fee for each day, by half under each of the two; the
notifications of 2021 (19 to 21/2021-CT) and 2023 (07/2023-CT) lower it and set the cap, again by half: so that the fee
is reckoned for one half and taken twice. Section 50 and rule 88B: interest is simple, for each day of 365, on the tax
that is paid late in cash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from bot.knowledge.model import Figure
from bot.services.money import percent, rupees, whole

Return = Literal["gstr-1", "gstr-3b", "gstr-4", "gstr-9"]
RETURNS: tuple[Return, ...] = get_args(Return)
_DAYS = 365


@dataclass(frozen=True)
class Rules:
    """Rupees (CGST and SGST together) and per cent. `sales`: turnover up to which a step holds; `annual_*`: of GSTR-9,
    whose caps are per cent of the turnover (`annual_free`: up to it none is due); `interest`: a year."""

    day: int
    day_nil: int
    cap_nil: int
    caps: tuple[int, int, int]
    sales: tuple[int, int]
    composition_cap: int
    annual_days: tuple[int, int, int]
    annual_caps: tuple[Decimal, Decimal, Decimal]
    annual_sales: tuple[int, int]
    annual_free: int
    interest: Decimal

    @classmethod
    def of(cls, topic: Mapping[str, Figure], shared: Mapping[str, Figure]) -> Rules:
        """From the figures of the topic gst-late-fee and those of all topics. Raises LookupError if one is missing."""
        low, mid, high = "gstr9_fee_low", "gstr9_fee_mid", "gstr9_fee_high"
        cap, cap_high = percent(shared, "gstr9_cap"), percent(shared, "gstr9_cap_high")
        return cls(
            day=rupees(topic, "day_fee"),
            day_nil=rupees(topic, "day_nil"),
            cap_nil=rupees(topic, "cap_nil"),
            caps=(rupees(topic, "cap_small"), rupees(topic, "cap_mid"), rupees(topic, "cap_big")),
            sales=(rupees(topic, "sales_small"), rupees(topic, "sales_mid")),
            composition_cap=rupees(shared, "gstr4_cap"),
            annual_days=(rupees(shared, low), rupees(shared, mid), rupees(shared, high)),
            annual_caps=(cap, cap, cap_high),
            annual_sales=(rupees(shared, "gstr9_sales_low"), rupees(shared, "gstr9_sales_mid")),
            annual_free=rupees(shared, "gstr9_free"),
            interest=percent(topic, "interest"),
        )


class Fee(NamedTuple):
    """Whole rupees. `fee` is twice `half` (CGST, SGST); `day`: fee of a day; `cap`: the most it can become; `interest`:
    on the unpaid tax."""

    fee: int
    half: int
    day: int
    cap: int
    interest: int

    @property
    def capped(self) -> bool:
        """Whether the fee grows no more."""
        return self.fee >= self.cap

    @property
    def total(self) -> int:
        """Fee and interest."""
        return self.fee + self.interest


def late(form: Return, days: int, *, nil: bool, turnover: int, unpaid: int, rules: Rules) -> Fee:
    """Fee and interest of one return, `days` after its due date. `turnover`: rupees in the year (see `needs_turnover`);
    `unpaid`: rupees of tax paid in cash with it. Raises ValueError for a negative number."""
    if min(days, turnover, unpaid) < 0:
        raise ValueError("days and sums must not be negative")
    day, half_cap = _terms(form, nil, turnover, rules)
    half = min(whole(Decimal(day * days) / 2), half_cap)
    return Fee(2 * half, half, day, 2 * half_cap, whole(unpaid * rules.interest * days / (100 * _DAYS)))


def needs_turnover(form: Return, nil: bool) -> bool:
    """Whether the fee depends on the turnover."""
    return form == "gstr-9" or (form != "gstr-4" and not nil)


def _terms(form: Return, nil: bool, turnover: int, rules: Rules) -> tuple[int, int]:
    """Rupees a day (both halves) and the cap of one half."""
    if form == "gstr-9":
        step = sum(turnover > limit for limit in rules.annual_sales)
        return rules.annual_days[step], whole(turnover * rules.annual_caps[step] / 200)
    if form == "gstr-4":
        return rules.day, (rules.cap_nil if nil else rules.composition_cap) // 2
    if nil:
        return rules.day_nil, rules.cap_nil // 2
    return rules.day, rules.caps[sum(turnover > limit for limit in rules.sales)] // 2
