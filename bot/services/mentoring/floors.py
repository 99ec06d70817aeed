"""Places that are kept for groups which may overlap: can they still be kept, and what if they cannot?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Group = Literal["women_led", "marginalised"]
"""Enterprises led by women; those of SC, ST, OBC and minorities."""


@dataclass(frozen=True)
class Pool:
    """How many people there are, by the groups they belong to: women-led, marginalised, both, neither."""

    counts: Mapping[frozenset[Group], int]

    @classmethod
    def pool(cls, groups: Iterable[frozenset[Group]]) -> Pool:
        """Of people."""
        return cls(Counter(groups))

    def of(self, group: Group) -> int:
        """How many belong to a group."""
        return sum(number for groups, number in self.counts.items() if group in groups)

    def without(self, groups: frozenset[Group]) -> Pool:
        """One fewer of those."""
        return Pool({**self.counts, groups: self.counts[groups] - 1})

    def exactly(self, *groups: Group) -> int:
        """How many belong to these groups and no other."""
        return self.counts.get(frozenset(groups), 0)


def still_possible(floors: Mapping[Group, int], places: int, pool: Pool) -> bool:
    """Whether so many people of each group can be had from the pool with so many places, all of which get filled if
    there are people enough. Who belongs to both groups fills two floors with one place."""
    women, marginalised = floors.get("women_led", 0), floors.get("marginalised", 0)
    both = min(women, marginalised, pool.exactly("women_led", "marginalised"))
    left = pool.exactly("women_led", "marginalised") - both
    return (
        women - both <= pool.exactly("women_led") + left
        and marginalised - both <= pool.exactly("marginalised") + left
        and women + marginalised - both <= places
    )


def lowered(wanted: Mapping[Group, int], exact: Mapping[Group, Fraction], places: int, pool: Pool) -> dict[Group, int]:
    """The floors, lowered one place at a time until they can all be kept: first the one that lies farthest above its
    exact share, of two alike the larger one, then the one for marginalised enterprises (mostly the larger group)."""
    floors = dict(wanted)
    while not still_possible(floors, places, pool):
        group = max(
            (group for group in floors if floors[group]),
            key=lambda each: (floors[each] - exact[each], floors[each], each == "marginalised"),
        )
        floors[group] -= 1
    return floors
