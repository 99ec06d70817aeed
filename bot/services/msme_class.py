"""Whether a business is micro, small, medium or above.

Source: section 7 of the MSMED Act with notification S.O. 1364(E) of 21 March 2025: a business belongs to the lowest
class whose two limits, for plant and machinery and for turnover, it keeps both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from bot.knowledge.model import Figure
from bot.services.money import rupees

Size = Literal["micro", "small", "medium", "above"]
SIZES: tuple[Size, ...] = get_args(Size)


class Limits(NamedTuple):
    """Rupees up to which (inclusive) a business is micro, small and medium."""

    investment: tuple[int, int, int]
    turnover: tuple[int, int, int]

    @classmethod
    def of(cls, figures: Mapping[str, Figure]) -> Limits:
        """From the figures of the topic msme-definition. Raises LookupError if one is missing."""
        return cls(
            (rupees(figures, "micro_plant"), rupees(figures, "small_plant"), rupees(figures, "medium_plant")),
            (rupees(figures, "micro_sales"), rupees(figures, "small_sales"), rupees(figures, "medium_sales")),
        )


class Classed(NamedTuple):
    """The class, and what each test alone would give."""

    size: Size
    by_investment: Size
    by_turnover: Size


def classify(investment: int, turnover: int, limits: Limits) -> Classed:
    """The class of a business with `investment` rupees in machines and `turnover` rupees a year. Raises ValueError for
    a negative sum."""
    if investment < 0 or turnover < 0:
        raise ValueError("sums must not be negative")
    first, second = _rank(investment, limits.investment), _rank(turnover, limits.turnover)
    return Classed(SIZES[max(first, second)], SIZES[first], SIZES[second])


def _rank(value: int, limits: tuple[int, int, int]) -> int:
    return sum(value > limit for limit in limits)
