"""How well a worker fits what an employer looks for: pure, and explained in the same words to everybody.

A score of at most 100: for the trade, for how near the district is, for years of work. A worker who fits better in one
of them and no worse in the others never scores lower.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.knowledge.offices import Office, Point
from bot.knowledge.trades import Trade
from bot.services.offices import distance

FARTHEST_KM = 150.0
"""Between the towns of the districts: who lives farther away is not asked."""
_SAME_MAIN, _SAME, _RELATED = 50, 45, 30
_NEAR = 30
_EXPERIENCED, _ENOUGH_MONTHS = 20, 120  # ten years of work count in full

Kin = Literal["same", "related"]
"""The very trade, or another one of its family in the National Classification of Occupations (NCO-2015)."""
Reason = tuple[str, dict[str, Any]]
"""Key of the content, and its values."""


@dataclass(frozen=True)
class Wanted:
    """What an employer looks for. `months`: least experience."""

    trade: str
    district: str
    months: int = 0


@dataclass(frozen=True)
class Candidate:
    """What counts of a worker. `trades`: ids, the main one first; `months`: experience, None if not said."""

    trades: tuple[str, ...]
    district: str
    months: int | None = None


@dataclass(frozen=True)
class Match:
    """How well somebody fits, of 100, and why."""

    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Land:
    """What matching must know of the world. `families`: of the trades that have one; `towns`: the place that stands
    for each district."""

    families: Mapping[str, str] = field(default_factory=dict)
    towns: Mapping[str, Point] = field(default_factory=dict)

    @classmethod
    def of(cls, trades: Mapping[str, Trade], offices: Iterable[Office]) -> Land:
        """From the content: a district is where its District Industries Centre sits."""
        seats = {
            office.districts[0]: office.at
            for office in offices
            if len(office.districts) == 1 and "business" in office.serves
        }
        return cls({trade.id: trade.nco.code for trade in trades.values() if trade.nco is not None}, seats)

    def kin(self, wanted: str, trade: str) -> Kin | None:
        """How a trade is related to the wanted one; None if it is not."""
        if wanted == trade:
            return "same"
        family = self.families.get(wanted)
        return "related" if family is not None and self.families.get(trade) == family else None

    def family(self, trade: str) -> tuple[str, ...]:
        """The other trades of its family."""
        return tuple(sorted(other for other in self.families if self.kin(trade, other) == "related"))

    def km(self, one: str, other: str) -> float | None:
        """Kilometres between two districts; None if one of them is not known."""
        if one == other:
            return 0.0
        here, there = self.towns.get(one), self.towns.get(other)
        return distance(here, there) if here is not None and there is not None else None

    def around(self, district: str) -> list[str]:
        """The districts from which workers are asked, the nearest first; the district itself is always among them."""
        reached = {name: self.km(district, name) for name in {*self.towns, district}}
        near = {name: km for name, km in reached.items() if km is not None and km <= FARTHEST_KM}
        return sorted(near, key=lambda name: (near[name], name))


def match(wanted: Wanted, candidate: Candidate, land: Land) -> Match | None:
    """How well a worker fits; None if they do not: another trade, too far, less experience than the least that is
    wanted (or none told, where some is)."""
    km = land.km(wanted.district, candidate.district)
    kind = _kin(wanted.trade, candidate.trades, land)
    if kind is None or km is None or km > FARTHEST_KM or (candidate.months or 0) < wanted.months:
        return None
    related, points = kind
    months = candidate.months or 0
    score = points + nearness(km) + practice(months)
    return Match(score, (_of_trade(related), _of_place(km, candidate.district), *_of_years(months)))


def nearness(km: float) -> int:
    """Points for a distance: all in the same district, none at the farthest."""
    return round(_NEAR * max(0.0, 1 - km / FARTHEST_KM))


def practice(months: int) -> int:
    """Points for months of work: all from ten years on."""
    return round(_EXPERIENCED * min(months, _ENOUGH_MONTHS) / _ENOUGH_MONTHS)


def best_possible(km: float) -> int:
    """The highest score that anybody at a distance can have."""
    return _SAME_MAIN + nearness(km) + _EXPERIENCED


def _kin(wanted: str, trades: tuple[str, ...], land: Land) -> tuple[str | None, int] | None:
    """The related trade (None: the very one) and the points for it."""
    if trades and trades[0] == wanted:
        return None, _SAME_MAIN
    if wanted in trades:
        return None, _SAME
    other = next((trade for trade in trades if land.kin(wanted, trade) == "related"), None)
    return (other, _RELATED) if other is not None else None


def _of_trade(related: str | None) -> Reason:
    if related is None:
        return "fit_same_trade", {}
    return "fit_related_trade", {"trade": {"trade": related}}


def _of_place(km: float, district: str) -> Reason:
    if km == 0:
        return "fit_same_district", {}
    return "fit_distance", {"km": round(km), "district": {"choice": f"district.{district.replace('-', '_')}"}}


def _of_years(months: int) -> tuple[Reason, ...]:
    if months <= 0:
        return ()
    if months < 12:
        return (("fit_months", {"months": months}),)
    return (("fit_years", {"years": months // 12}),)
