"""What officials do with sessions: see them, move and cancel them, allow a test again; within their districts, their
agency, or the sessions that they give themselves (`scope`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Enrolment, TrainingSession
from bot.services.assessment import attempts
from bot.services.officers import Officer
from bot.services.training import catalogue, desk, scope, sessions
from bot.services.training.catalogue import Refused, Upcoming
from bot.services.training.desk import Counts
from bot.services.training.plans import Schedule
from bot.services.training.sessions import Change

RIGHT: Final = scope.RIGHT
UNKNOWN: Final = "There is no such session in your districts. Look at the list again."


class UnknownSession(Refused):
    """There is no such session, or it is not the official's to see."""


@dataclass(frozen=True)
class Held:
    """A session with its numbers."""

    upcoming: Upcoming
    counts: Counts


@dataclass(frozen=True)
class Place:
    """Somebody's place, without who they are. `presence`: per cent; `tests`: kind -> share of right answers."""

    enrolment: Enrolment
    tests: dict[str, float]


def listed(db: Session, officer: Officer, since: dt.datetime, *, limit: int = 50, offset: int = 0) -> list[Held]:
    """The sessions that end after `since`, the soonest first. Raises `Forbidden` without the right."""
    officer.need(RIGHT)
    wanted = catalogue.joined().where(TrainingSession.ends_at > since, *scope.conditions(officer))
    ordered = wanted.order_by(TrainingSession.starts_at, TrainingSession.id).limit(limit).offset(offset)
    found = [Upcoming(*row) for row in db.execute(ordered)]
    counts = desk.counts_of(db, found)
    return [Held(one, counts[one.session.id]) for one in found]


def seen(db: Session, officer: Officer, code: str) -> Held:
    """One session by its code. Raises `Forbidden`, `UnknownSession`."""
    officer.need(RIGHT)
    upcoming = catalogue.by_code(db, code.strip().upper())
    if upcoming is None or not scope.sees(officer, upcoming):
        raise UnknownSession(UNKNOWN)
    return Held(upcoming, desk.counts(db, upcoming))


def enrolments(db: Session, officer: Officer, code: str) -> Sequence[Place]:
    """The places of a session, the earliest first. Raises as `seen`."""
    one = seen(db, officer, code)
    rows = db.scalars(
        select(Enrolment).where(Enrolment.session_id == one.upcoming.session.id).order_by(Enrolment.since, Enrolment.id)
    ).all()
    scores = {each.enrolment_id: each for each in attempts.results(db, session_ids=[one.upcoming.session.id])}
    return [
        Place(
            row,
            {
                kind: share
                for kind in attempts.KINDS
                if row.id in scores and (share := getattr(scores[row.id], kind)) is not None
            },
        )
        for row in rows
    ]


def move(
    db: Session, officer: Officer, code: str, change: Change, reason: str, schedule: Schedule, now: dt.datetime
) -> Held:
    """Moves a session. Raises as `seen`, and `Refused`."""
    officer.need(RIGHT, change=True)
    one = seen(db, officer, code)
    if not reason.strip():
        raise Refused("Write a reason: everybody enrolled reads it.")
    moved = sessions.move(
        db, one.upcoming.session.id, change, reason, officer.name, schedule, now, address=officer.address
    )
    return Held(moved, desk.counts(db, moved))


def cancel(db: Session, officer: Officer, code: str, reason: str, schedule: Schedule, now: dt.datetime) -> int:
    """Cancels a session; how many people are told. Raises as `move`."""
    officer.need(RIGHT, change=True)
    one = seen(db, officer, code)
    if not reason.strip():
        raise Refused("Write a reason: everybody enrolled reads it.")
    sessions.cancel(db, one.upcoming.session.id, reason, officer.name, now, schedule=schedule, address=officer.address)
    return one.counts.enrolled + one.counts.waiting


def allow_again(db: Session, officer: Officer, enrolment_id: str, kind: str, now: dt.datetime) -> dt.datetime:
    """Allows another go at a test; until when it is open. Raises `Forbidden`, `Refused`."""
    officer.need(RIGHT, change=True)
    row = db.get(Enrolment, enrolment_id)
    upcoming = catalogue.get(db, row.session_id) if row is not None else None
    if upcoming is None or not scope.sees(officer, upcoming):
        raise UnknownSession("There is no such enrolment in your districts. Look at the list again.")
    known = next((one for one in attempts.KINDS if one == kind), None)
    if known is None:
        raise Refused(f"There is no test {kind}; choose {', '.join(attempts.KINDS)}.")
    until = attempts.allow_again(db, enrolment_id, known, officer.name, now, address=officer.address)
    if until is None:
        raise Refused("That test was never finished, or another go is open already.")
    return until
