"""Places of a session: taken and given back one by one, never more than there are.

Whoever changes who has a place first locks the session (`lock`), so that two changes of one session come one after the
other, on both databases; the count is changed by a conditional UPDATE all the same. Sessions are locked in the order of
their ids. The scheduler holds its tasks before their handlers lock a session: so the tasks whose handlers do that are
locked before the session here too, or each would wait for the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from bot.db.models import Enrolment, TimedTask, TrainingSession
from bot.delivery import outbox
from bot.services import timing
from bot.services.training import catalogue
from bot.services.training.catalogue import PLANNED, Upcoming

LOCKING: Final = ("offer_end", "session_end")
"""Kinds of tasks whose handlers lock the session that the task belongs to."""

_SESSIONS: Table = TrainingSession.__table__  # type: ignore[assignment]
_TASKS: Table = TimedTask.__table__  # type: ignore[assignment]


def lock(db: Session, session_ids: Iterable[str]) -> Mapping[str, Upcoming]:
    """The sessions as they are now, which nobody else changes until the transaction ends; unknown ones are left out."""
    found: dict[str, Upcoming] = {}
    ids = sorted(set(session_ids))
    if db.get_bind().dialect.name == "postgresql":
        locking = (_TASKS.c.belongs_to.in_(ids), _TASKS.c.status == timing.WAITING, _TASKS.c.kind.in_(LOCKING))
        db.execute(select(_TASKS.c.id).where(*locking).order_by(_TASKS.c.id).with_for_update())
    for session_id in ids:
        # An UPDATE, not SELECT FOR UPDATE: SQLite has no locks of rows, and takes its one lock at the first change.
        db.execute(update(_SESSIONS).where(_SESSIONS.c.id == session_id).values(seats=_SESSIONS.c.seats))
        upcoming = catalogue.get(db, session_id)
        if upcoming is not None:
            found[session_id] = upcoming
    return found


def take(db: Session, upcoming: Upcoming) -> bool:
    """Takes a place; false if there is none, or the session does not take place (any more)."""
    done: Any = db.execute(
        update(_SESSIONS)
        .where(
            _SESSIONS.c.id == upcoming.session.id, _SESSIONS.c.status == PLANNED,
            _SESSIONS.c.seats < _SESSIONS.c.capacity,
        )
        .values(seats=_SESSIONS.c.seats + 1)
    )  # fmt: skip
    db.refresh(upcoming.session, ["seats"])
    return bool(done.rowcount)


def give_back(db: Session, upcoming: Upcoming) -> None:
    """A place is free again."""
    db.execute(
        update(_SESSIONS)
        .where(_SESSIONS.c.id == upcoming.session.id, _SESSIONS.c.seats > 0)
        .values(seats=_SESSIONS.c.seats - 1)
    )
    db.refresh(upcoming.session, ["seats"])


def end(db: Session, upcoming: Upcoming, enrolment: Enrolment, reason: str, now: dt.datetime) -> None:
    """Ends a place or the waiting for one: what was planned for it and what waits to be sent falls away. `reason`: at
    most 20 characters. The session must be locked. Whoever waits is not told here (`waiting.promote`)."""
    if enrolment.status in ("enrolled", "offered"):
        give_back(db, upcoming)
    enrolment.status, enrolment.reason, enrolment.ended_at = "cancelled", reason, now
    enrolment.offer_until = None
    unplan(db, now, subject=enrolment.id, reason=reason)
    db.flush()


def unplan(db: Session, now: dt.datetime, *, subject: str = "", group: str = "", reason: str) -> None:
    """What is planned about an enrolment, or a whole session, is not done any more, and messages of it that were not
    sent yet are withdrawn."""
    # First: on PostgreSQL this waits for a scheduler that is just doing some of it, whose messages are there then.
    timing.cancel(db, now, subjects=[subject] if subject else (), group=group)
    which = _TASKS.c.subject == subject if subject else _TASKS.c.belongs_to == group
    done = db.execute(select(_TASKS.c.id, _TASKS.c["values"]).where(which, _TASKS.c.status == timing.DONE)).all()
    keys = [f"timed:{row.id}" for row in done]
    # An announcement is one text to many (bot/conversation/training/owners.py).
    keys += [f"campaign:{campaign}" for _, values in done if (campaign := values.get("campaign"))]
    outbox.withdraw(db, keys, reason)


def withdrawn(db: Session, now: dt.datetime, subject: str, kind: str) -> bool:
    """Withdraws one kind of message about an enrolment; whether the person has not been sent it (any of it) yet."""
    waits = timing.cancel(db, now, subjects=[subject], kinds=[kind])
    done = select(_TASKS.c.id).where(
        _TASKS.c.subject == subject, _TASKS.c.kind == kind, _TASKS.c.status == timing.DONE
    )  # fmt: skip
    keys = [f"timed:{task}" for task in db.scalars(done)]
    return bool(waits or outbox.withdraw(db, keys, "moved"))
