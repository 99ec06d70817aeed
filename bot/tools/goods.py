"""Goods and services whose GST rate the content knows: named by a person, or the rate itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from bot.services.money import percent, rupees
from bot.tools import reading
from bot.tools.base import Context, Heard, Value
from bot.tools.slots import OneOf

GROUP: Final = "goods"
"""In content/choices; a rate is the figure gst_rate_<choice> of content/figures.yml."""
LINE: Final = "gst_rate_line"
RATES: Final = "gst-rates"
"""The topic of all rates."""
TOPICS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "leather_goods": "gst-rate-leather",
        "footwear": "gst-rate-leather",
        "garment": "gst-rate-textile",
        "fabric": "gst-rate-textile",
        "jute": "gst-rate-jute",
        "craft": "gst-rate-handicraft",
        "packed_food": "gst-rate-food",
        "service": "gst-rate-services",
        "leather": "gst-rate-leather",
        "craft_bag": "gst-rate-leather",
        "clay": "gst-rate-handicraft",
        "loose_food": "gst-rate-food",
        "restaurant": "gst-rate-food",
        "salon": "gst-rate-services",
    }
)
"""What is known, and the topic that says more of it."""
_OFFERED = 8


@dataclass(frozen=True)
class Goods(OneOf):
    """One of the goods (a name), or a rate (a number: per cent)."""

    key: str = GROUP
    values: tuple[str, ...] = tuple(TOPICS)[:_OFFERED]
    hidden: tuple[str, ...] = tuple(TOPICS)[_OFFERED:]
    highest: float = 50.0

    def read(self, text: str, asked: bool, heard: Heard) -> Value:
        """A percentage, or what is sold. A bare number is a rate if there is such a rate, else a place in the list."""
        rate = reading.percent(text)
        if rate is None and asked and (number := _alone(text)) in _rates(heard.context):
            rate = number
        return rate if rate is not None else super().read(text, asked, heard)

    def possible(self, value: Value) -> bool:
        """Goods that are known, or a rate that can be."""
        return value in TOPICS if isinstance(value, str) else bool(0 <= value <= self.highest)


def has_line(goods: Value, context: Context) -> bool:
    """Whether the rate depends on the price of a piece."""
    return isinstance(goods, str) and f"gst_rate_{goods}_above" in context.content.figures


def line(context: Context) -> int:
    """The price of a piece, in rupees, up to which the lower rate holds."""
    return rupees(context.content.figures, LINE)


def rate_of(goods: Value, piece: int, context: Context) -> Decimal:
    """Per cent. `piece`: rupees for one piece or pair."""
    if not isinstance(goods, str):
        return Decimal(str(goods))
    above = has_line(goods, context) and piece > line(context)
    return percent(context.content.figures, f"gst_rate_{goods}{'_above' if above else ''}")


def topic_of(goods: Value) -> str:
    """The topic to rest on."""
    return TOPICS[goods] if isinstance(goods, str) else RATES


def _alone(text: str) -> float | None:
    """The number that a message is, if it is one."""
    return reading.percent(text, asked=True)


def _rates(context: Context) -> frozenset[float]:
    """The rates that there are or were."""
    figures = context.content.topics[RATES].figures.values()
    return frozenset(figure.percent for figure in figures if figure.percent is not None)
