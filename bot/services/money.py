"""Whole rupees, and the figures of the content as numbers to reckon with."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from bot.knowledge.model import Figure


def whole(value: Decimal) -> int:
    """Whole rupees; fifty paise and more count as a rupee, as section 170 of the CGST Act has it for tax."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def part(amount: int, percent: Decimal) -> int:
    """`percent` per cent of `amount` rupees, in whole rupees."""
    return whole(amount * percent / 100)


def rupees(figures: Mapping[str, Figure], name: str) -> int:
    """A sum of the content. Raises LookupError if there is none of this name."""
    figure = figures.get(name)
    if figure is None or figure.rupees is None:
        raise LookupError(f"the content has no sum of money named {name}")
    return figure.rupees


def percent(figures: Mapping[str, Figure], name: str) -> Decimal:
    """A rate of the content, in per cent. Raises LookupError if there is none of this name."""
    figure = figures.get(name)
    if figure is None or figure.percent is None:
        raise LookupError(f"the content has no percentage named {name}")
    return Decimal(str(figure.percent))
