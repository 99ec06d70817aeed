"""Similar unanswered questions together, for a queue that people work through.

As `gaps.grouped`, but bounded: a question is compared only with groups that share its rarest words, and what
was grouped once is kept.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from bot.language import fold_text
from bot.services.gaps import ALIKE

CANDIDATES: Final = 40
"""Groups that a question is compared with, about: of each of its words, the rarest first, the latest so many."""
_BEGINNING: Final = 4
"""Letters of a folded word by which groups are found: endings differ ("loan", "loaner")."""


@dataclass(frozen=True)
class Question:
    """One that waits. `kind`, `guesses`: as of `gaps.Gap`."""

    id: int
    text: str
    language: str
    register: str
    kind: str
    guesses: tuple[str, ...]
    asked_on: dt.date


@dataclass(frozen=True)
class Wording:
    """A question as several people wrote it. `id`: of the first of them."""

    id: int
    text: str
    register: str
    count: int


@dataclass
class Group:
    """Similar questions; the first that came is its mark."""

    questions: list[Question] = field(default_factory=list)

    @property
    def id(self) -> int:
        """By which the group is asked for: any of its questions will do."""
        return self.questions[0].id

    @property
    def example(self) -> str:
        """The shortest of the most frequent wordings."""
        return min(self.wordings(), key=lambda one: (-one.count, len(one.text), one.text)).text

    @property
    def latest(self) -> dt.date:
        return max(one.asked_on for one in self.questions)

    def wordings(self) -> list[Wording]:
        """The different ones, the most frequent first."""
        found: dict[tuple[str, str], list[Question]] = defaultdict(list)
        for one in self.questions:
            found[one.text, one.register].append(one)
        made = [Wording(min(q.id for q in same), text, reg, len(same)) for (text, reg), same in found.items()]
        return sorted(made, key=lambda one: (-one.count, one.id))

    def count(self, part: str) -> list[tuple[str, int]]:
        """How often each language, register or kind occurs, the most frequent first."""
        return Counter(getattr(one, part) for one in self.questions).most_common()

    def guesses(self) -> list[str]:
        """Topics that were guessed, the most frequent first."""
        return [name for name, _ in Counter(name for one in self.questions for name in one.guesses).most_common(3)]


class Grouping:
    """Groups that are kept from one look to the next: only what came or went since costs time."""

    def __init__(self) -> None:
        self._groups: list[Group] = []
        self._keys: list[str] = []
        self._places: dict[str, int] = {}  # a key that occurred already -> its group
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        self._known: set[int] = set()

    def take(self, questions: Iterable[Question]) -> list[Group]:
        """The groups of these questions, the largest first, then the latest."""
        asked = {one.id: one for one in questions}
        if gone := self._known - asked.keys():
            for group in self._groups:
                if any(one.id in gone for one in group.questions):
                    group.questions = [one for one in group.questions if one.id not in gone]
        for name, one in asked.items():
            if name not in self._known:
                self._add(one)
        self._known = set(asked)
        there = [Group(list(group.questions)) for group in self._groups if group.questions]
        return sorted(there, key=lambda group: (-len(group.questions), -group.latest.toordinal(), group.id))

    def _add(self, one: Question) -> None:
        key = _key(one.text)
        at = self._places.get(key)
        if at is None:
            at = self._nearest(key)
        if at is None:
            at = len(self._groups)
            self._groups.append(Group())
            self._keys.append(key)
            for beginning in _beginnings(key):
                self._by_beginning[beginning].append(at)
        self._places[key] = at
        self._groups[at].questions.append(one)

    def _nearest(self, key: str) -> int | None:
        """The group whose first question is most like it, among those that share its rarest words."""
        among: dict[int, str] = {}
        posted = [self._by_beginning[one] for one in _beginnings(key) if one in self._by_beginning]
        for places in sorted(posted, key=len):
            for at in places[-CANDIDATES:]:
                among[at] = self._keys[at]
            if len(among) >= CANDIDATES:
                break
        scorer = fuzz.token_set_ratio if len(key.split()) > 2 else fuzz.ratio
        found = process.extractOne(key, among, scorer=scorer, score_cutoff=ALIKE)
        return found[2] if found is not None else None


def grouped(questions: Iterable[Question]) -> list[Group]:
    """The groups of some questions."""
    return Grouping().take(questions)


@lru_cache(maxsize=20_000)
def _key(text: str) -> str:
    return fold_text(text, "medium")


def _beginnings(key: str) -> set[str]:
    return {word[:_BEGINNING] for word in key.split()}
