"""What a person takes part in, and what gets in the way of it: the same course, the same time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from bot.db.models import Agency, Course, Enrolment, TrainingSession
from bot.services.training.catalogue import CANCELLED, CLASSROOM, PLANNED, Upcoming

ACTIVE: Final = ("enrolled", "offered", "waiting")
HOLDING: Final = ("enrolled", "offered")
"""Those who have one of the places."""
ON_THE_WAY: Final = dt.timedelta(minutes=30)
"""Between two classrooms in different districts less time than this is a clash."""


@dataclass(frozen=True)
class Mine:
    """A person's place, or place in the waiting list, and the session it is in."""

    enrolment: Enrolment
    upcoming: Upcoming


def of_contact(db: Session, contact_id: str, now: dt.datetime, past_days: int = 60) -> list[Mine]:
    """A person's trainings: those that come or run (with a place, an offer or waiting), and those of the last days that
    they had a place in; by their start."""
    rows = db.execute(
        _joined().where(
            Enrolment.contact_id == contact_id,
            Enrolment.status.in_(ACTIVE),
            TrainingSession.status != CANCELLED,
            TrainingSession.ends_at > now - dt.timedelta(days=past_days),
        )
    )
    found = [_mine(row) for row in rows]
    return [one for one in found if one.enrolment.status == "enrolled" or one.upcoming.open(now)]


def get(db: Session, contact_id: str, enrolment_id: str) -> Mine | None:
    """An enrolment of this person, whatever became of it; None: there is none, or it is somebody else's."""
    wanted = _joined().where(Enrolment.id == enrolment_id, Enrolment.contact_id == contact_id)
    row = db.execute(wanted.execution_options(populate_existing=True)).first()
    return _mine(row) if row is not None else None


def overlap(one: TrainingSession, other: TrainingSession) -> bool:
    """Whether nobody can be at both. The end of one may be the start of the other, but for half an hour between
    classrooms in different districts."""
    apart = one.mode == other.mode == CLASSROOM and one.district != other.district
    between = ON_THE_WAY if apart else dt.timedelta(0)
    return one.starts_at < other.ends_at + between and other.starts_at < one.ends_at + between


def clash_of(db: Session, contact_id: str, session: TrainingSession, *, but: tuple[str, ...] = ()) -> Mine | None:
    """What else the person takes part in (or waits for, or is offered) at the time of a session, the first of it.
    `but`: enrolments that do not count."""
    rows = db.execute(
        _joined().where(
            Enrolment.contact_id == contact_id,
            Enrolment.status.in_(ACTIVE),
            Enrolment.id.not_in(but),
            TrainingSession.id != session.id,
            TrainingSession.status == PLANNED,
            TrainingSession.starts_at < session.ends_at + ON_THE_WAY,
            TrainingSession.ends_at > session.starts_at - ON_THE_WAY,
        )
    )
    return next((one for one in map(_mine, rows.all()) if overlap(session, one.upcoming.session)), None)


def of_course(db: Session, contact_id: str, course_id: str, but: tuple[str, ...] = ()) -> Mine | None:
    """The person's place in any session of a course, also one that is over, if they were there or nobody took
    attendance."""
    rows = db.execute(
        _joined()
        .where(
            Enrolment.contact_id == contact_id,
            Enrolment.status.in_(HOLDING),
            Enrolment.id.not_in(but),
            TrainingSession.course_id == course_id,
            TrainingSession.status != CANCELLED,
            Enrolment.presence.is_(None) | (Enrolment.presence > 0),
        )
        .execution_options(populate_existing=True)
    )
    return next(map(_mine, rows.all()), None)


def row_of(db: Session, contact_id: str, session_id: str) -> Enrolment | None:
    """A person's row of a session, whatever became of it."""
    wanted = select(Enrolment).where(Enrolment.contact_id == contact_id, Enrolment.session_id == session_id)
    return db.scalars(wanted.execution_options(populate_existing=True)).first()


def _mine(row: Row[tuple[Enrolment, TrainingSession, Course, Agency]]) -> Mine:
    return Mine(row[0], Upcoming(row[1], row[2], row[3]))


def _joined() -> Select[tuple[Enrolment, TrainingSession, Course, Agency]]:
    return (
        select(Enrolment, TrainingSession, Course, Agency)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .join(Course, Course.id == TrainingSession.course_id)
        .join(Agency, Agency.id == Course.agency_id)
        .order_by(TrainingSession.starts_at, Enrolment.id)
    )
