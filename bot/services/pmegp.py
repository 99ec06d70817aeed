"""What PMEGP pays to a new unit: subsidy, own money, loan.

Source of the formula: the table of the PMEGP guidelines, as in content/schemes/pmegp.yml: subsidy and own contribution
are percentages of the project cost; the bank gives the rest; a project may cost more than the ceiling, but subsidy is
paid on the ceiling only and what lies above may come from the bank without any subsidy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from bot.knowledge.model import Figure
from bot.services.money import part, percent, rupees

Work = Literal["making", "service"]
Category = Literal["general", "special"]
Place = Literal["village", "town"]


@dataclass(frozen=True)
class Rules:
    """`ceiling`: rupees of project cost that count; `class8`: rupees of cost above which class 8 must be passed;
    `subsidy` and `own`: per cent of the cost that counts."""

    ceiling: Mapping[Work, int]
    class8: Mapping[Work, int]
    subsidy: Mapping[tuple[Category, Place], Decimal]
    own: Mapping[Category, Decimal]

    @classmethod
    def of(cls, figures: Mapping[str, Figure]) -> Rules:
        """From the figures of the topic pmegp. Raises LookupError if one is missing."""
        return cls(
            ceiling={"making": rupees(figures, "cost_making"), "service": rupees(figures, "cost_service")},
            class8={"making": rupees(figures, "class8_making"), "service": rupees(figures, "class8_service")},
            subsidy={
                ("general", "town"): percent(figures, "general_urban"),
                ("general", "village"): percent(figures, "general_rural"),
                ("special", "town"): percent(figures, "special_urban"),
                ("special", "village"): percent(figures, "special_rural"),
            },
            own={"general": percent(figures, "own_general"), "special": percent(figures, "own_special")},
        )


class Split(NamedTuple):
    """Who pays what, in whole rupees. `counted`: cost that counts for the subsidy; `above`: cost over the ceiling;
    `own` and `loan` together are what is counted; `subsidy` is set against the loan later, which leaves `to_repay`.
    `class8`: whether class 8 must be passed. `rate` and `own_rate`: per cent."""

    counted: int
    above: int
    rate: Decimal
    subsidy: int
    own_rate: Decimal
    own: int
    loan: int
    to_repay: int
    class8: bool


def split(cost: int, work: Work, category: Category, place: Place, rules: Rules) -> Split:
    """How a project of `cost` rupees is paid. Raises ValueError unless the cost is positive."""
    if cost <= 0:
        raise ValueError("the cost must be positive")
    counted = min(cost, rules.ceiling[work])
    rate, own_rate = rules.subsidy[category, place], rules.own[category]
    subsidy, own = part(counted, rate), part(counted, own_rate)
    loan = counted - own
    return Split(counted, cost - counted, rate, subsidy, own_rate, own, loan, loan - subsidy, cost > rules.class8[work])
