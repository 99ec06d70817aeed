"""The waiting list of a full session: a place that becomes free is offered to those who wait, in the order in which
they came, each with a time until which they may say yes.

That time is a day, and ends three hours before the session at the latest. Where it would be less than half an hour in
which people are awake, nobody is offered anything any more: the place is for whoever asks for it first, and those in
the list can ask like everybody else.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.models import Enrolment
from bot.delivery.policy import awake
from bot.services import timing
from bot.services.training import plans, seats
from bot.services.training.catalogue import Upcoming
from bot.services.training.plans import Schedule

TO_ANSWER: Final = dt.timedelta(hours=24)
"""For so long an offer stands."""
BEFORE: Final = dt.timedelta(hours=3)
"""So long before the session it ends at the latest."""
LEAST: Final = dt.timedelta(minutes=30)
"""An offer that leaves less time by day is not made."""


def promote(db: Session, session_id: str, now: dt.datetime, *, schedule: Schedule) -> list[Enrolment]:
    """Ends the offers whose time is over, and offers every free place to the next in the list; returns who are newly
    offered one. To be called whenever a place may have become free."""
    upcoming = seats.lock(db, [session_id]).get(session_id)
    if upcoming is None or not upcoming.open(now):
        return []
    for late in _offered(db, session_id, now):
        seats.end(db, upcoming, late, "offer_over", now)
    until = answer_by(upcoming, schedule, now)
    offered: list[Enrolment] = []
    while until is not None and upcoming.free and (following := _next(db, session_id)) is not None:
        if not seats.take(db, upcoming):
            break
        following.status, following.offer_until = "offered", until
        db.flush()
        timing.plan(db, plans.for_offer(schedule, upcoming, following, now), now)
        offered.append(following)
    return offered


def answer_by(upcoming: Upcoming, schedule: Schedule, now: dt.datetime) -> dt.datetime | None:
    """Until when somebody who is offered a place now may say yes; None: it is too late to offer one."""
    until = min(now + TO_ANSWER, upcoming.session.starts_at - BEFORE)
    told = awake(now, schedule.quiet) or now
    return until if until - told >= LEAST else None


def ahead_of(db: Session, enrolment: Enrolment) -> int:
    """How many in the waiting list come before this one; 0 for whoever does not wait."""
    if enrolment.status != "waiting":
        return 0
    earlier = (Enrolment.since < enrolment.since) | (
        (Enrolment.since == enrolment.since) & (Enrolment.id < enrolment.id)
    )
    wanted = select(func.count()).select_from(Enrolment).where(
        Enrolment.session_id == enrolment.session_id, Enrolment.status == "waiting", earlier
    )  # fmt: skip
    return db.scalar(wanted) or 0


def behind(db: Session, session_id: str, now: dt.datetime) -> dt.datetime:
    """Since when somebody waits who joins the list now: later than all who wait already, also those who came in the
    same moment, or by a clock that is ahead."""
    last = db.scalar(
        select(func.max(Enrolment.since)).where(Enrolment.session_id == session_id, Enrolment.status == "waiting")
    )
    return max(now, last + dt.timedelta(microseconds=1)) if last is not None else now


def _next(db: Session, session_id: str) -> Enrolment | None:
    wanted = select(Enrolment).where(Enrolment.session_id == session_id, Enrolment.status == "waiting")
    ordered = wanted.order_by(Enrolment.since, Enrolment.id).limit(1)
    return db.scalars(ordered.execution_options(populate_existing=True)).first()


def _offered(db: Session, session_id: str, now: dt.datetime) -> list[Enrolment]:
    wanted = select(Enrolment).where(
        Enrolment.session_id == session_id, Enrolment.status == "offered", Enrolment.offer_until <= now
    )  # fmt: skip
    return list(db.scalars(wanted.execution_options(populate_existing=True)))
