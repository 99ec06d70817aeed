"""Questions that got no answer: kept without personal data, so that they become content."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.db.models import Unanswered
from bot.language import fold_text
from bot.services import vault
from bot.services.scrub import scrub

ALIKE = 72
"""Likeness (0 to 100, of the folded words in any order) from which two questions are one gap."""


@dataclass(frozen=True)
class Gap:
    """One question. `kind`: unclear (not understood), choices (only similar topics offered), declined (taken for a
    foreign subject), no_aspect (the topic has no answer to it); `guesses`: topics, the likeliest first."""

    text: str
    language: str
    register: str
    kind: str
    guesses: tuple[str, ...] = ()


@dataclass
class Group:
    """Similar questions. `example`: the one that is most like the others (the first of equals)."""

    questions: list[Gap] = field(default_factory=list)

    @property
    def example(self) -> str:
        """The shortest of the most frequent wordings."""
        counts = Counter(gap.text for gap in self.questions)
        return min(counts, key=lambda text: (-counts[text], len(text), text))

    def count(self, part: str) -> Counter[str]:
        """How often each language, register or kind occurs."""
        return Counter(getattr(gap, part) for gap in self.questions)

    def guesses(self) -> list[str]:
        """Topics that were guessed, the most frequent first."""
        return [name for name, _ in Counter(guess for gap in self.questions for guess in gap.guesses).most_common(3)]


def record(session: Session, gap: Gap, asked_on: dt.date, contact_id: str | None = None) -> None:
    """Keeps a question without what could point to a person; `contact_id`: whose it is, so that it can be erased with
    them (only a keyed hash is kept)."""
    text = scrub(gap.text).strip()
    if text.strip("… "):
        session.add(
            Unanswered(
                text=text, language=gap.language, register=gap.register, kind=gap.kind, guesses=list(gap.guesses),
                asked_on=asked_on, whose=whose(contact_id) if contact_id else None,
            )
        )  # fmt: skip


def whose(contact_id: str) -> str:
    """The mark of a person's questions."""
    return vault.fingerprint("contact", contact_id)


def since(session: Session, day: dt.date | None) -> list[Gap]:
    """The questions asked on a day or later (None: all), oldest first."""
    wanted = select(Unanswered).order_by(Unanswered.id)
    if day is not None:
        wanted = wanted.where(Unanswered.asked_on >= day)
    return [Gap(row.text, row.language, row.register, row.kind, tuple(row.guesses)) for row in session.scalars(wanted)]


def forget(session: Session, before: dt.date) -> int:
    """Erases questions asked before a day; returns how many."""
    return int(session.execute(delete(Unanswered).where(Unanswered.asked_on < before)).rowcount)  # type: ignore[attr-defined]


def grouped(gaps: Iterable[Gap]) -> list[Group]:
    """Similar questions together, the largest group first: each question joins the group whose first question it is
    most like, whatever script it was typed in."""
    groups: list[Group] = []
    keys: list[str] = []
    for gap in gaps:
        key = fold_text(gap.text, "medium")
        best = _nearest(key, keys)
        if best is None:
            groups.append(Group([gap]))
            keys.append(key)
        else:
            groups[best].questions.append(gap)
    return sorted(groups, key=lambda group: -len(group.questions))


def _nearest(key: str, keys: Sequence[str]) -> int | None:
    scores = [fuzz.token_set_ratio(key, other) if len(key.split()) > 2 else fuzz.ratio(key, other) for other in keys]
    best = max(range(len(scores)), key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] >= ALIKE else None
