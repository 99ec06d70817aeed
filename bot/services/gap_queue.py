"""Unanswered questions that wait for an editor, and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final, Literal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.db.models import Unanswered
from bot.services import audit
from bot.services.gap_groups import Question
from bot.services.officers import Officer

MOST: Final = 10_000
"""Questions that are looked at together, the latest."""
_AT_ONCE: Final = 500
Outcome = Literal["example", "topic", "dismissed"]


def stamp(session: Session, officer: Officer) -> tuple[int, int]:
    """A value that changes when the queue does: how many wait and the latest of them. Raises `Forbidden`."""
    officer.need("content")
    count, latest = session.execute(
        select(func.count(), func.max(Unanswered.id)).where(Unanswered.handled_as.is_(None))
    ).one()
    return int(count), int(latest or 0)


def waiting(session: Session, officer: Officer) -> list[Question]:
    """The questions that nobody has handled, the oldest of the latest `MOST` first. Raises `Forbidden`."""
    officer.need("content")
    one = Unanswered
    columns = (one.id, one.text, one.language, one.register, one.kind, one.guesses, one.asked_on)
    wanted = select(*columns).where(one.handled_as.is_(None)).order_by(one.id.desc()).limit(MOST)
    rows = [
        Question(number, text, language, register, kind, tuple(guesses or ()), asked_on)
        for number, text, language, register, kind, guesses, asked_on in session.execute(wanted).tuples()
    ]
    return rows[::-1]


def handle(
    session: Session, officer: Officer, ids: Collection[int], outcome: Outcome, now: dt.datetime, topic: str = ""
) -> int:
    """Takes questions out of the queue; how many that were. `topic`: that they became examples of, or that was begun
    with them. What somebody else has handled meanwhile stays so. Raises `Forbidden`."""
    officer.need("content", change=True)
    handled_as = outcome if outcome == "dismissed" else f"{outcome}:{topic}"
    done, wanted = 0, sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        result = session.execute(
            update(Unanswered)
            .where(Unanswered.id.in_(wanted[start : start + _AT_ONCE]), Unanswered.handled_as.is_(None))
            .values(handled_as=handled_as, handled_by=officer.name, handled_at=now)
        )
        done += int(result.rowcount)  # type: ignore[attr-defined]
    if done:
        audit.note(
            session, officer.name, "gap_handled", now, about=topic, address=officer.address, outcome=outcome, count=done
        )
    return done


def reopen(session: Session, topic: str, since: dt.datetime | None) -> int:
    """Puts the questions of a draft that was thrown away back into the queue. `since`: when the topic was last
    published; what was handled before is in it."""
    wanted = update(Unanswered).where(Unanswered.handled_as.in_([f"example:{topic}", f"topic:{topic}"]))
    if since is not None:
        wanted = wanted.where(Unanswered.handled_at > since)
    done = session.execute(wanted.values(handled_as=None, handled_by=None, handled_at=None))
    return int(done.rowcount)  # type: ignore[attr-defined]
