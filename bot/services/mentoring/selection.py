"""Who of a course goes on to a mentor: the best tenth, say, by a rule that anybody can check.

1. Eligible is who attended at least 80 % and wrote the test after the course; for the final selection also the test
   after 30 days. Before that test the selection is provisional, by the test after the course alone, and for everybody
   alike: who writes the late test is never worse off than who does not.
2. The agreed score is the weighted average of the scores in the two tests, half and half unless the programme says
   otherwise. It counts the score in the late test, and not the share kept of the earlier one: with that, somebody with
   more right in both tests could come out behind somebody with less.
3. Places: the share of the eligible, rounded up.
4. Equal scores: the higher normalised gain; then who finished the test after the course earlier; then a lot, a keyed
   hash of the course and the person's id. Never a name, and never the order in which people are listed.
5. If the programme says so, a floor for women-led enterprises and for those of SC, ST, OBC and minorities: of the
   places at least the group's share among the eligible, or a given share, rounded up; not more than there are eligible
   people of the group. People count in each group they belong to. Of people who belong to the same groups the better
   one always comes first. If the floors cannot all be kept (more of them than places), they are lowered one place at
   a time, first where rounding up gave most.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Any, Literal

from bot.services.mentoring.floors import Group, Pool, lowered, still_possible

Reason = tuple[str, dict[str, Any]]
"""Key of a text, and its values."""
_Alike = tuple[Fraction, frozenset[Group]]
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Person:
    """One who took the course. `id` says nothing about the person. Scores are parts of the questions right, attendance
    the part of the time or of the sessions, all from 0 to 1 and exact; None: not written. `groups`: what the person has
    declared and agreed to have counted."""

    id: str
    attendance: Fraction
    pre: Fraction | None = None
    post: Fraction | None = None
    late: Fraction | None = None
    finished: dt.datetime | None = None
    """When the test after the course was handed in, with its time zone."""
    groups: frozenset[Group] = frozenset()


@dataclass(frozen=True)
class Rules:
    """What the programme has agreed. `floors`: for which groups places are kept, with the least share of the places,
    None: the group's share among the eligible. Raises `ValueError` for shares and weights that cannot be."""

    share: Fraction = Fraction(1, 10)
    attendance: Fraction = Fraction(4, 5)
    post_weight: Fraction = Fraction(1, 2)
    late_weight: Fraction = Fraction(1, 2)
    floors: Mapping[Group, Fraction | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if min(self.post_weight, self.late_weight) < 0 or not self.post_weight + self.late_weight:
            raise ValueError("weights of the tests are not below 0, and not both 0")
        for part in (self.share, self.attendance, *(floor for floor in self.floors.values() if floor is not None)):
            if not 0 <= part <= 1:
                raise ValueError(f"a share lies between 0 and 1, not at {part}")


@dataclass(frozen=True)
class Standing:
    """What became of a person. `rank`: among the eligible, from 1 on, None if not eligible; `reasons`: why."""

    id: str
    chosen: bool
    rank: int | None
    score: Fraction | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Selection:
    """The outcome: the eligible by rank, then the others by id. `floors`: places kept for each group, after lowering
    where they could not all be kept; `wanted`: before."""

    provisional: bool
    places: int
    standings: tuple[Standing, ...]
    floors: Mapping[Group, int]
    wanted: Mapping[Group, int]

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of those who are chosen, the first ranked first."""
        return tuple(standing.id for standing in self.standings if standing.chosen)


def select(people: Iterable[Person], rules: Rules, course: str, key: bytes, provisional: bool = False) -> Selection:
    """Chooses. `course`: its id, and `key`: a secret, for the lot. Raises `ValueError` if two people have one id."""
    everybody = sorted(people, key=lambda person: person.id)
    if len({person.id for person in everybody}) != len(everybody):
        raise ValueError("two people have the same id")
    refused = {person.id: _refused(person, rules, provisional) for person in everybody}
    scores = {person.id: score(person, rules, provisional) for person in everybody if not refused[person.id]}
    eligible = [person for person in everybody if person.id in scores]
    ranked = sorted(eligible, key=lambda person: _order(person, scores[person.id], course, key))
    places = ceil(rules.share * len(ranked))
    exact = {
        group: (Fraction(sum(group in person.groups for person in ranked), len(ranked)) if least is None else least)
        * places
        for group, least in sorted(rules.floors.items())
        if ranked
    }
    pool = Pool.pool(person.groups for person in ranked)
    wanted = {group: min(ceil(number), pool.of(group)) for group, number in exact.items()}
    floors = lowered(wanted, exact, places, pool)
    chosen = _chosen(ranked, places, floors)
    rivals = _rivals(ranked, scores)
    standings = [
        Standing(
            person.id, person.id in chosen, rank + 1, scores[person.id],
            _why(person, rank, len(ranked), places, chosen, rivals[scores[person.id], person.groups], provisional),
        )
        for rank, person in enumerate(ranked)
    ]  # fmt: skip
    standings += [Standing(id, False, None, None, reasons) for id, reasons in refused.items() if reasons]
    return Selection(provisional, places, tuple(standings), floors, wanted)


def score(person: Person, rules: Rules, provisional: bool = False) -> Fraction:
    """The agreed score, from 0 to 1. Raises `ValueError` if a test that it needs was not written."""
    if person.post is None or (person.late is None and not provisional):
        raise ValueError("a test is missing")
    if provisional or person.late is None:
        return person.post
    whole = rules.post_weight + rules.late_weight
    return (rules.post_weight * person.post + rules.late_weight * person.late) / whole


def _refused(person: Person, rules: Rules, provisional: bool) -> tuple[Reason, ...]:
    """Why a person is not eligible; empty if they are."""
    found: list[Reason] = []
    if person.attendance < rules.attendance:
        percent = {"percent": int(100 * person.attendance), "needed": ceil(100 * rules.attendance)}
        found.append(("mentor_attendance_low", percent))
    if person.post is None:
        found.append(("mentor_no_post_test", {}))
    if person.late is None and not provisional:
        found.append(("mentor_no_late_test", {}))
    return tuple(found)


def _order(person: Person, reached: Fraction, course: str, key: bytes) -> tuple[Fraction, Fraction, dt.datetime, bytes]:
    lot = hmac.new(key, f"{course}\0{person.id}".encode(), hashlib.sha256).digest()
    return -reached, -_gain(person), person.finished or _LAST, lot


def _gain(person: Person) -> Fraction:
    """Normalised gain, exact (see `bot.services.statistics.gain`). Where it is not defined, 0: who had everything right
    before gained nothing, and who did not write the test before does not come out ahead by that."""
    if person.pre is None or person.post is None or person.pre == 1:
        return Fraction(0)
    return (person.post - person.pre) / (1 - person.pre)


def _chosen(ranked: Sequence[Person], places: int, floors: Mapping[Group, int]) -> dict[str, tuple[Group, ...]]:
    """Down the ranking: whoever can be taken so that the floors can still be kept with those who follow. This gives the
    best first one possible, then the best second one, and so on."""
    pool = Pool.pool(person.groups for person in ranked)
    open_floors, left = dict(floors), places
    chosen: dict[str, tuple[Group, ...]] = {}
    for person in ranked:
        pool = pool.without(person.groups)
        after = {group: max(0, number - (group in person.groups)) for group, number in open_floors.items()}
        if left and still_possible(after, left - 1, pool):
            chosen[person.id] = tuple(sorted(group for group in person.groups if open_floors.get(group)))
            open_floors, left = after, left - 1
    return chosen


def _rivals(ranked: Sequence[Person], scores: Mapping[str, Fraction]) -> Mapping[_Alike, list[Person]]:
    """Those with the same score and groups, by rank."""
    found: dict[_Alike, list[Person]] = defaultdict(list)
    for person in ranked:
        found[scores[person.id], person.groups].append(person)
    return found


def _why(
    person: Person, rank: int, eligible: int, places: int, chosen: Mapping[str, tuple[Group, ...]],
    alike: Sequence[Person], provisional: bool,
) -> tuple[Reason, ...]:  # fmt: skip
    """Why somebody eligible is chosen or not."""
    found: list[Reason] = []
    taken = person.id in chosen
    values = {"rank": rank + 1, "places": places, "eligible": eligible}
    if taken and rank < places:
        found.append(("mentor_chosen", values))
    elif taken:
        found += [(f"mentor_chosen_{group}", values) for group in chosen[person.id]]
    else:
        found.append(("mentor_gave_way" if rank < places else "mentor_below", values))
    if tie := _tie(person, alike, chosen):
        found.append((f"mentor_tie_{tie}", {}))
    if provisional:
        found.append(("mentor_provisional", {}))
    return tuple(found)


def _tie(
    person: Person, alike: Sequence[Person], chosen: Mapping[str, tuple[Group, ...]]
) -> Literal["gain", "time", "lot"] | None:
    """By what the person was told apart from those with the same score and groups and another outcome: from the last
    one who is chosen, or the first who is not. None if there is none."""
    others = [other for other in alike if (other.id in chosen) != (person.id in chosen)]
    if not others:
        return None
    rival = others[0] if person.id in chosen else others[-1]
    if _gain(rival) != _gain(person):
        return "gain"
    return "time" if rival.finished != person.finished else "lot"
