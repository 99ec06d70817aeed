"""Which mentor for whom: as good as can be for those who are to be guided, and stable.

Hard rules: both have agreed, they share a language, and the mentor knows the sector or can help with a need. What fits
how well is a number of at most 100 (`fit`): sector, need, nearness of the districts, the mentee's first language.

Stable means that no mentee and no mentor who are not brought together would both rather have each other than what they
got. Found by deferred acceptance in which the mentees ask: D. Gale and L. S. Shapley, "College admissions and the
stability of marriage", American Mathematical Monthly 69 (1962), 9-15; with places and incomplete lists A. E. Roth, "The
evolution of the labor market for medical interns and residents", Journal of Political Economy 92 (1984), 991-1016. Of
all stable outcomes it is the best one for every mentee at once, and in each of them the same people find somebody and
each mentor fills as many places (Roth 1984).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.services.matching import FARTHEST_KM

Reason = tuple[str, dict[str, Any]]
"""Key of a text, and its values."""
Miss = Literal["mentor_no_consent", "mentor_no_mentor", "mentor_no_language", "mentor_no_subject", "mentor_all_full"]
Distance = Callable[[str, str], float | None]
"""Kilometres between two districts (`bot.services.matching.Land.km`); None: not known, which counts as far."""


@dataclass(frozen=True)
class Weights:
    """Points for each part of `fit`; together 100."""

    sector: int = 40
    need: int = 30
    near: int = 20
    language: int = 10

    def __post_init__(self) -> None:
        parts = (self.sector, self.need, self.near, self.language)
        if min(parts) < 0 or sum(parts) != 100:
            raise ValueError("the weights are not below 0 and add up to 100")


@dataclass(frozen=True)
class Mentee:
    """Somebody who was chosen. `languages`: the first one is the one they like best; `rank`: in the selection, of
    which mentors with one place left take the better; `agreed`: to be brought together with a mentor."""

    id: str
    sector: str
    languages: tuple[str, ...]
    district: str
    needs: frozenset[str]
    rank: int
    agreed: bool
    refused: frozenset[str] = frozenset()
    """Mentors with whom it did not come about: one of the two said no."""


@dataclass(frozen=True)
class Mentor:
    """Somebody who guides. `needs`: what they can help with; `places`: how many more mentees they take."""

    id: str
    sectors: frozenset[str]
    languages: tuple[str, ...]
    district: str
    needs: frozenset[str]
    places: int
    agreed: bool

    def __post_init__(self) -> None:
        if self.places < 0:
            raise ValueError("places are not below 0")


@dataclass(frozen=True)
class Pair:
    """A mentee and the mentor they are offered, how well they fit of 100, and why."""

    mentee: str
    mentor: str
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Matching:
    """The outcome: pairs by the mentee's rank, and why the others found nobody."""

    pairs: tuple[Pair, ...]
    unmatched: Mapping[str, Miss]


def match(
    mentees: Iterable[Mentee], mentors: Iterable[Mentor], km: Distance, key: bytes, weights: Weights | None = None
) -> Matching:
    """Brings together. Mentees rank mentors by the fit; mentors rank mentees by the fit and of equal ones take the one
    who did better in the course. What is still equal is decided by a lot: a keyed hash of both ids (`key`: a secret),
    so the outcome depends neither on names nor on the order of the lists. Raises `ValueError` if an id comes twice."""
    asking, guiding = list(mentees), list(mentors)
    if len({each.id for each in asking}) < len(asking) or len({each.id for each in guiding}) < len(guiding):
        raise ValueError("an id comes twice")
    weighing = weights or Weights()
    fits: dict[tuple[str, str], tuple[int, tuple[Reason, ...]]] = {}
    for mentee in asking:
        for mentor in guiding:
            if (found := fit(mentee, mentor, km, weighing)) is not None:
                fits[mentee.id, mentor.id] = found

    def lot(*ids: str) -> bytes:
        return hmac.new(key, "\0".join(ids).encode(), hashlib.sha256).digest()

    wishes = {
        mentee.id: sorted(
            (mentor.id for mentor in guiding if (mentee.id, mentor.id) in fits),
            key=lambda mentor, mentee=mentee: (-fits[mentee.id, mentor][0], lot(mentee.id, mentor)),  # type: ignore[misc]
        )
        for mentee in asking
    }
    order = {
        mentor.id: sorted(
            (mentee for mentee in asking if (mentee.id, mentor.id) in fits),
            key=lambda mentee, mentor=mentor: (  # type: ignore[misc]
                -fits[mentee.id, mentor.id][0], mentee.rank, lot(mentor.id, mentee.id),
            ),
        )
        for mentor in guiding
    }  # fmt: skip
    got = deferred_acceptance(
        wishes, {id: [mentee.id for mentee in each] for id, each in order.items()},
        {mentor.id: mentor.places for mentor in guiding},
    )  # fmt: skip
    by_rank = sorted(asking, key=lambda mentee: (mentee.rank, mentee.id))
    pairs = tuple(Pair(each.id, got[each.id], *fits[each.id, got[each.id]]) for each in by_rank if each.id in got)
    return Matching(pairs, {each.id: _miss(each, guiding) for each in by_rank if each.id not in got})


def fit(mentee: Mentee, mentor: Mentor, km: Distance, weights: Weights) -> tuple[int, tuple[Reason, ...]] | None:
    """How well two fit, of 100, and why; None if a hard rule is against it."""
    shared = [language for language in mentee.languages if language in mentor.languages]
    needs = sorted(mentee.needs & mentor.needs)
    if mentor.id in mentee.refused:
        return None
    if not (mentee.agreed and mentor.agreed and shared and _knows(mentee, mentor)):
        return None
    reasons: list[Reason] = []
    points = 0.0
    if mentee.sector in mentor.sectors:
        points += weights.sector
        reasons.append(("mentor_fit_sector", {"sector": mentee.sector}))
    if needs:
        points += weights.need * len(needs) / len(mentee.needs)
        reasons.append(("mentor_fit_needs", {"needs": needs}))
    away = km(mentee.district, mentor.district)
    if away is not None:
        points += weights.near * max(0.0, 1 - away / FARTHEST_KM)
        reasons.append(("mentor_fit_distance", {"km": round(away)}) if away else ("mentor_fit_district", {}))
    if shared[0] == mentee.languages[0]:
        points += weights.language
    reasons.append(("mentor_fit_language", {"language": shared[0]}))
    return round(points), tuple(reasons)


def deferred_acceptance(
    wishes: Mapping[str, Sequence[str]], order: Mapping[str, Sequence[str]], places: Mapping[str, int]
) -> dict[str, str]:
    """Who gets whom: for each who asks (`wishes`: whom they would take, the best first) the one who takes them
    (`order`: those they would take, the best first; `places`: how many). Who is missing gets nobody. Two are only
    brought together if each is on the other's list. All who were turned away go on asking down their list; who is asked
    keeps the best so far, and nobody is sure before the end."""
    rank = {id: {other: at for at, other in enumerate(others)} for id, others in order.items()}
    kept: dict[str, list[str]] = {id: [] for id in order}
    next_wish = dict.fromkeys(wishes, 0)
    free = list(wishes)
    while free:
        one = free.pop()
        while next_wish[one] < len(wishes[one]):
            asked = wishes[one][next_wish[one]]
            next_wish[one] += 1
            if one not in rank.get(asked, ()):
                continue
            kept[asked].append(one)
            if len(kept[asked]) <= places.get(asked, 0):
                break
            worst = max(kept[asked], key=rank[asked].__getitem__)
            kept[asked].remove(worst)
            if worst != one:
                free.append(worst)
                break
    return {one: asked for asked, those in kept.items() for one in those}


def _knows(mentee: Mentee, mentor: Mentor) -> bool:
    return mentee.sector in mentor.sectors or bool(mentee.needs & mentor.needs)


def _miss(mentee: Mentee, mentors: Sequence[Mentor]) -> Miss:
    """Why somebody found nobody: the first rule that no mentor passed."""
    if not mentee.agreed:
        return "mentor_no_consent"
    left = [mentor for mentor in mentors if mentor.agreed]
    if not left:
        return "mentor_no_mentor"
    left = [mentor for mentor in left if set(mentee.languages) & set(mentor.languages)]
    if not left:
        return "mentor_no_language"
    return "mentor_all_full" if any(_knows(mentee, mentor) for mentor in left) else "mentor_no_subject"
