"""Composition scheme or regular GST: what is allowed, and what each costs in a year.

Sources: section 10 of the CGST Act (who may take the composition scheme: limit of last year's turnover, no goods to
other states) with the rates in content/gst/gst-composition.yml; section 16 (credit for the tax on purchases, which the
composition scheme has not); rule 35 of the CGST Rules for the tax inside a price that ordinary customers pay.

The comparison is of what a business bears itself. Under composition: the tax on its turnover, and the tax on its
purchases. Under regular GST registered buyers get the tax back, so that it may be added for them; ordinary customers
pay no more than before, so that the tax on their share comes out of the price; the tax on purchases comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from bot.knowledge.model import Figure
from bot.services.money import part, percent, rupees, whole

Trade = Literal["goods", "service", "restaurant"]
Bar = Literal["limit", "other_states"]


class Rules(NamedTuple):
    """Of one trade: rupees of turnover up to which composition is allowed, its rate in per cent, and whether regular
    GST gives credit for purchases."""

    limit: int
    rate: Decimal
    credit: bool

    @classmethod
    def of(cls, trade: Trade, figures: Mapping[str, Figure]) -> Rules:
        """From the figures of the topic gst-composition. Raises LookupError if one is missing."""
        limit = "service_limit" if trade == "service" else "limit"
        rate = {"goods": "rate_goods", "service": "rate_service", "restaurant": "rate_food"}[trade]
        return cls(rupees(figures, limit), percent(figures, rate), trade != "restaurant")


class Comparison(NamedTuple):
    """Whole rupees a year. `bar`: why composition is not allowed, if so. `composition`: its tax; `lost`: tax on
    purchases that comes back under regular GST only; `charged`: tax on the sales under regular GST; `credit`: taken off
    it; `pay_in`: what is left of it to pay in (what is too much of credit is carried forward). `burden_*`: what the
    business bears itself."""

    bar: Bar | None
    composition: int
    lost: int
    charged: int
    credit: int
    pay_in: int
    burden_composition: int
    burden_regular: int

    @property
    def better(self) -> Literal["composition", "regular", "equal"]:
        """Which of the two costs the business less itself; regular if composition is barred."""
        if self.bar is not None or self.burden_regular < self.burden_composition:
            return "regular"
        return "equal" if self.burden_regular == self.burden_composition else "composition"


def compare(
    turnover: int, registered: Decimal, purchases: int, rate: Decimal, *, other_states: bool, rules: Rules
) -> Comparison:
    """`turnover`: rupees a year without tax; `registered`: per cent of it that goes to buyers with a GST number;
    `purchases`: rupees a year with a GST bill, without the tax; `rate`: per cent on sales, and on purchases too. Raises
    ValueError for a negative sum or a share above 100."""
    if min(turnover, purchases) < 0 or rate < 0 or not 0 <= registered <= 100:
        raise ValueError("sums must not be negative, the share between 0 and 100")
    bar: Bar | None = "limit" if turnover > rules.limit else "other_states" if other_states else None
    composition, bought, charged = part(turnover, rules.rate), part(purchases, rate), part(turnover, rate)
    credit = bought if rules.credit else 0
    from_price = whole(turnover * (100 - registered) / 100 * rate / (100 + rate))
    return Comparison(
        bar,
        composition,
        credit,
        charged,
        credit,
        max(charged - credit, 0),
        composition + bought,
        from_price + bought - credit,
    )
