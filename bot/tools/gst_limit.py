"""Whether a business must take a GST number, and why."""

from __future__ import annotations

from typing import ClassVar

from bot.services.gst_threshold import Limits, Verdict, must_register
from bot.tools.base import Context, Known, Said
from bot.tools.slots import OneOf, SlotTool, Sum, YesNo, rupees

TOPIC = "gst-threshold"
TRADE, TURNOVER, OTHER_STATES, MARKETPLACE, COMPULSORY = (
    "trade", "turnover", "other_states", "marketplace", "compulsory",
)  # fmt: skip
_FLAGS = (OTHER_STATES, MARKETPLACE, COMPULSORY)
_MORE_AT = {"marketplace_goods": "gst-ecommerce-seller", "marketplace_service": "gst-ecommerce-seller"}


def _verdict(known: Known, context: Context) -> Verdict:
    """With what is known; what was not asked yet counts as no."""
    flags = {name: known.get(name) == "yes" for name in _FLAGS}
    limits = Limits.of(context.content.topics[TOPIC].figures)
    return must_register(
        known[TRADE],
        int(known.get(TURNOVER) or 0),
        other_states=flags[OTHER_STATES],
        marketplace=flags[MARKETPLACE],
        compulsory=flags[COMPULSORY],
        limits=limits,
    )


def _open(known: Known, context: Context) -> bool:
    """Another yes could still change the outcome."""
    return _verdict(known, context).outcome != "yes"


def _taxable(known: Known, context: Context) -> bool:
    return known[TRADE] != "exempt" and _open(known, context)


class GstLimitTool(SlotTool):
    """Yes, no, or on what it depends. Stops asking as soon as the answer is yes."""

    id = "gst_limit"
    intent = "calculate_gst_limit"
    slots: ClassVar = (
        OneOf(TRADE, key="gst_trade", values=("goods", "craft", "service", "both", "exempt"), hidden=("special",)),
        Sum(TURNOVER, label="sums.turnover", limits=(0, 10**11), needed=_taxable, none_is_zero=True),
        YesNo(OTHER_STATES, key="gst_sells", needed=_taxable),
        YesNo(MARKETPLACE, key="gst_market", needed=_taxable),
        YesNo(COMPULSORY, key="gst_compulsory", needed=_open, unknown="no"),
    )

    def result(self, known: Known, context: Context) -> list[Said]:
        """The outcome with its reason."""
        found = _verdict(known, context)
        values = {
            "turnover": rupees(known.get(TURNOVER) or 0),
            "limit": rupees(found.limit),
            "relief": rupees(Limits.of(context.content.topics[TOPIC].figures).service),
            "rests_on": _MORE_AT.get(found.reason, TOPIC),
        }
        return [(f"gst_limit_{found.reason}", values)]
