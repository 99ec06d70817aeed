"""What follows a session for somebody of whom it is known whether they were there."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Enrolment, TrainingSession
from bot.services import timing
from bot.services.training import certificates, plans, seats
from bot.services.training.catalogue import Upcoming
from bot.services.training.plans import Schedule


def follow(db: Session, upcoming: Upcoming, enrolment: Enrolment, now: dt.datetime, *, schedule: Schedule) -> None:
    """Plans feedback, tests and the certificate of somebody who was there, and ends their waiting for other sessions
    of the course. Of somebody who was not there, what had been planned falls away."""
    if not enrolment.presence:
        seats.unplan(db, now, subject=enrolment.id, reason="absent")
        return
    timing.plan(db, plans.after_session(schedule, upcoming, enrolment, now), now)
    certificates.plan(db, enrolment.id, now, schedule=schedule)
    elsewhere = db.scalars(
        select(Enrolment)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(
            Enrolment.contact_id == enrolment.contact_id, Enrolment.status == "waiting",
            TrainingSession.course_id == upcoming.course.id, TrainingSession.id != upcoming.session.id,
        )
    ).all()  # fmt: skip
    for other in elsewhere:
        other.status, other.reason, other.ended_at = "cancelled", "took_part", now
        seats.unplan(db, now, subject=other.id, reason="took_part")
    db.flush()
