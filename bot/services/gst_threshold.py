"""Whether a business in West Bengal must take a GST number.

Sources: section 22 of the CGST Act with notification 10/2019-CT (limits), section 24 (registration whatever the
turnover), section 23 (farmers and sellers of tax-free goods), and the reliefs that content/gst/gst-threshold.yml and
content/gst/gst-ecommerce-seller.yml name. Where a relief is known only in outline the outcome is `depends`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from bot.knowledge.model import Figure
from bot.services.money import rupees

Trade = Literal["goods", "craft", "service", "both", "special", "exempt"]
"""Goods, listed handicraft, services, goods with services, goods with the lower limit (ice cream, pan masala, tobacco,
bricks), only tax-free goods or own crops."""
Outcome = Literal["yes", "no", "depends"]
Reason = Literal[
    "compulsory", "exempt", "over_limit", "other_state_goods", "other_state_relief", "marketplace_goods",
    "marketplace_service", "below_limit",
]  # fmt: skip


class Limits(NamedTuple):
    """Rupees of turnover a year above which one must register."""

    goods: int
    service: int

    @classmethod
    def of(cls, figures: Mapping[str, Figure]) -> Limits:
        """From the figures of the topic gst-threshold. Raises LookupError if one is missing."""
        return cls(rupees(figures, "goods_limit"), rupees(figures, "service_limit"))

    def of_trade(self, trade: Trade) -> int:
        """The limit that counts for a trade."""
        return self.goods if trade in ("goods", "craft") else self.service


class Verdict(NamedTuple):
    """The outcome, what decides it, and the limit in rupees."""

    outcome: Outcome
    reason: Reason
    limit: int


def must_register(
    trade: Trade, turnover: int, *, other_states: bool, marketplace: bool, compulsory: bool, limits: Limits
) -> Verdict:
    """`turnover`: rupees a year, all of India; `other_states`: sells there; `marketplace`: sells through an online
    marketplace; `compulsory`: liable under reverse charge, stall in another state, agent. Raises ValueError for a
    negative turnover."""
    if turnover < 0:
        raise ValueError("the turnover must not be negative")
    limit = limits.of_trade(trade)
    if compulsory:
        return Verdict("yes", "compulsory", limit)
    if trade == "exempt":
        return Verdict("no", "exempt", limit)
    if turnover > limit:
        return Verdict("yes", "over_limit", limit)
    if other_states:
        if trade in ("goods", "special", "both"):
            return Verdict("yes", "other_state_goods", limit)
        # The relief of both ends at the limit of services.
        over = turnover > limits.service
        return Verdict("yes" if over else "depends", "other_state_goods" if over else "other_state_relief", limit)
    if marketplace:
        return Verdict("depends", "marketplace_service" if trade == "service" else "marketplace_goods", limit)
    return Verdict("no", "below_limit", limit)
