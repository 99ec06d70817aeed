"""What trainings keep of a person: erasing it, and showing it to them.

Their enrolments go with attendance, feedback, tests and certificates; a place that they held is offered to the next who
waits. A trainer's row is the agency's and loses only the chat. A mentor is none any more, and their name and number go;
those whom they were to guide wait for another.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.orm import Session

from bot.db.models import (
    Attempt,
    Base,
    Certificate,
    Course,
    Enrolment,
    Feedback,
    Learner,
    Mentor,
    Mentorship,
    TimedTask,
    Trainer,
    TrainingSession,
    WrongCode,
)
from bot.services import timing
from bot.services.training import seats

_MEANINGLESS: Final = frozenset({
    "id", "contact_id", "session_id", "course_id", "mentor_id", "enrolment_id", "programme_id", "agency_id", "moved_to",
    "sheet", "refused", "code_until",
})  # fmt: skip
"""Columns that only this database can read."""
_NAMELESS: Final = "-"

_ENROLMENTS: Table = Enrolment.__table__  # type: ignore[assignment]
_MENTORS: Table = Mentor.__table__  # type: ignore[assignment]
_MENTORSHIPS: Table = Mentorship.__table__  # type: ignore[assignment]
_TASKS: Table = TimedTask.__table__  # type: ignore[assignment]
_TRAINERS: Table = Trainer.__table__  # type: ignore[assignment]


def erase(session: Session, contact_id: str, now: dt.datetime) -> Counter[str]:
    """Erases what hangs on a contact; how many rows of each kind."""
    rows: Counter[str] = Counter()
    enrolled = select(_ENROLMENTS.c.id, _ENROLMENTS.c.session_id).where(_ENROLMENTS.c.contact_id == contact_id)
    ids = dict(session.execute(enrolled).tuples().all())
    pairs = select(_MENTORSHIPS.c.id).where(_MENTORSHIPS.c.contact_id == contact_id)
    mentorships = list(session.scalars(pairs))
    _give_places_back(session, contact_id, set(ids.values()), now)
    # Nothing is due to somebody who is not there, and what was done says only when.
    session.execute(delete(_TASKS).where(_TASKS.c.subject.in_([*ids, *mentorships])))
    # With an enrolment go its feedback, its tests and its certificate; with a mentorship what was said in it.
    rows["trainings"] += _gone(session, Enrolment, Enrolment.contact_id == contact_id)
    rows["mentorships"] += _gone(session, Mentorship, Mentorship.contact_id == contact_id)
    _gone(session, Learner, Learner.contact_id == contact_id)
    _gone(session, WrongCode, WrongCode.contact_id == contact_id)
    session.execute(
        update(_TRAINERS)
        .where(_TRAINERS.c.contact_id == contact_id)
        .values(contact_id=None, code=None, code_until=None, verified_at=None)
    )
    _mentors(session, contact_id, now)
    session.expire_all()
    return rows


def everything(session: Session, contact_id: str) -> dict[str, Any]:
    """All of it, in words and values that JSON knows; only what is there."""
    learner = session.get(Learner, contact_id)
    found: dict[str, Any] = {
        "as_learner": _plain(learner) if learner is not None else None,
        "trainings": [_training(session, row) for row in _all(session, Enrolment, contact_id)],
        "mentors_offered": [_plain(row) for row in _all(session, Mentorship, contact_id)],
        "as_trainer": [_plain(row, "code") for row in _all(session, Trainer, contact_id)],
        "as_mentor": [_plain(row, "code") for row in _all(session, Mentor, contact_id)],
    }
    return {name: value for name, value in found.items() if value}


def count(session: Session, contacts: Collection[str]) -> int:
    """How many trainings the person enrolled in."""
    wanted = select(func.count()).select_from(Enrolment).where(Enrolment.contact_id.in_(contacts))
    return session.scalar(wanted) or 0


def _give_places_back(session: Session, contact_id: str, session_ids: set[str], now: dt.datetime) -> None:
    for session_id, upcoming in seats.lock(session, session_ids).items():
        held = select(_ENROLMENTS.c.id).where(
            _ENROLMENTS.c.contact_id == contact_id, _ENROLMENTS.c.session_id == session_id,
            _ENROLMENTS.c.status.in_(("enrolled", "offered")),
        )  # fmt: skip
        if not upcoming.open(now) or session.scalar(held) is None:
            continue
        seats.give_back(session, upcoming)
        # Who comes next is worked out by the scheduler, which knows the quiet hours.
        version = f"gone.{int(now.timestamp()):x}"
        timing.plan(session, [timing.Plan("offer_end", session_id, now, version, None, session_id)], now)


def _mentors(session: Session, contact_id: str, now: dt.datetime) -> None:
    own = list(session.scalars(select(_MENTORS.c.id).where(_MENTORS.c.contact_id == contact_id)))
    if not own:
        return
    theirs = _MENTORSHIPS.c.mentor_id.in_(own)
    timing.cancel(session, now, subjects=[*own, *session.scalars(select(_MENTORSHIPS.c.id).where(theirs))])
    session.execute(
        update(_MENTORSHIPS)
        .where(theirs, _MENTORSHIPS.c.status == "matched")
        .values(status="wanted", mentor_id=None, mentor_said=None, mentee_said=None)
    )
    session.execute(
        update(_MENTORSHIPS)
        .where(theirs, _MENTORSHIPS.c.status == "introduced")
        .values(status="ended", reason="mentor_left")
    )
    session.execute(
        update(_MENTORS)
        .where(_MENTORS.c.id.in_(own))
        .values(contact_id=None, name=_NAMELESS, phone="", code=None, code_until=None, ended_at=now)
    )


def _training(session: Session, row: Enrolment) -> dict[str, Any]:
    held = session.get_one(TrainingSession, row.session_id)
    feedback = session.get(Feedback, row.id)
    certificate = session.scalars(select(Certificate).where(Certificate.enrolment_id == row.id)).first()
    tests = select(Attempt).where(Attempt.enrolment_id == row.id).order_by(Attempt.begun_at, Attempt.id)
    return {
        **_plain(row),
        "session": held.code,
        "course": session.get_one(Course, held.course_id).title,
        "starts_at": _value(held.starts_at),
        "feedback": _plain(feedback) if feedback is not None else None,
        "tests": [_plain(one) for one in session.scalars(tests)],
        "certificate": _plain(certificate) if certificate is not None else None,
    }


def _all(session: Session, table: Any, contact_id: str) -> list[Any]:
    wanted = select(table).where(table.contact_id == contact_id)
    return list(session.scalars(wanted.order_by(*table.__table__.primary_key.columns)))


def _plain(row: Base, *but: str) -> dict[str, Any]:
    names = (attribute.key for attribute in row.__mapper__.column_attrs)
    return {name: _value(getattr(row, name)) for name in names if name not in _MEANINGLESS and name not in but}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _gone(session: Session, table: Any, which: Any) -> int:
    done: Any = session.execute(delete(table).where(which).execution_options(synchronize_session=False))
    return int(done.rowcount)
