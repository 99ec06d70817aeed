"""What the scorecard rests on, as the database has it: one query for each kind of row, however many people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from bot.db.models import (
    Agency,
    Certificate,
    Contact,
    Course,
    Enrolment,
    Feedback,
    Programme,
    TimedTask,
    TrainingSession,
)
from bot.delivery.outbox import NOWHERE
from bot.services import consent
from bot.services.assessment.results import results
from bot.services.statistics.gain import Marks
from bot.services.training.catalogue import HELD

_Row = TypeVar("_Row", bound=tuple[Any, ...])
PURPOSE: Final = "training"
"""What people agreed to who let us count what they say of themselves."""


@dataclass(frozen=True)
class Held:
    """A session, whatever became of it."""

    id: str
    code: str
    course_id: str
    agency_id: str
    district: str
    mode: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    status: str
    capacity: int


@dataclass(frozen=True)
class Place:
    """Somebody's place in a session that was held. `presence`: per cent of it, None: no attendance was taken;
    `women_led`, `group`: None unless they said it and still agree that it is counted; `answers`: to the questions of
    the feedback."""

    session_id: str
    contact_id: str
    presence: int | None
    women_led: bool | None
    group: str | None
    marks: Marks
    certified: bool
    answers: Mapping[str, int]

    @property
    def came(self) -> bool:
        """Whether they were there, for however long."""
        return self.presence is not None and self.presence > 0


@dataclass(frozen=True)
class Part:
    """An agency or a course. `parent`: the agency of a course; `planned`: sessions that an agency has to hold;
    `tested`: whether a course has a test."""

    id: str
    code: str
    name: str
    parent: str = ""
    planned: int = 0
    tested: bool = False


@dataclass(frozen=True)
class Material:
    """A programme as far as somebody may see it. `left`: session -> places that people gave up themselves; `sent`:
    (kind, what became of it) -> timed messages."""

    programme: Programme
    agencies: Mapping[str, Part]
    courses: Mapping[str, Part]
    sessions: Mapping[str, Held]
    places: tuple[Place, ...]
    left: Mapping[str, int] = field(default_factory=dict)
    sent: Mapping[tuple[str, str], int] = field(default_factory=dict)


def read(db: Session, programme: Programme, only: Sequence[ColumnElement[bool]] = ()) -> Material:
    """All of a programme; `only`: conditions of `training.scope`, sessions of which alone, and what belongs to them."""
    agencies = {
        row.id: Part(row.id, row.code, row.name, planned=row.planned)
        for row in db.execute(
            select(Agency.id, Agency.code, Agency.name, Agency.planned)
            .where(Agency.programme_id == programme.id).order_by(Agency.code)
        )
    }  # fmt: skip
    courses = {
        row.id: Part(row.id, row.code, row.title.get("en", row.code), row.agency_id, tested=bool(row.assessment))
        for row in db.execute(
            select(Course.id, Course.code, Course.title, Course.agency_id, Course.assessment)
            .join(Agency, Agency.id == Course.agency_id)
            .where(Agency.programme_id == programme.id).order_by(Agency.code, Course.code)
        )
    }  # fmt: skip
    sessions = _sessions(db, courses, programme, only)
    if only:
        seen = {one.course_id for one in sessions.values()}
        courses = {key: one for key, one in courses.items() if key in seen}
        agencies = {key: one for key, one in agencies.items() if key in {each.parent for each in courses.values()}}
    return Material(
        programme, agencies, courses, sessions, _places(db, programme, sessions), _left(db, programme, sessions),
        _sent(db, sessions),
    )  # fmt: skip


def _sessions(
    db: Session, courses: Mapping[str, Part], programme: Programme, only: Sequence[ColumnElement[bool]]
) -> dict[str, Held]:
    wanted = (
        select(TrainingSession).join(Course, Course.id == TrainingSession.course_id)
        .join(Agency, Agency.id == Course.agency_id).where(Agency.programme_id == programme.id, *only)
        .order_by(TrainingSession.starts_at, TrainingSession.code)
    )  # fmt: skip
    return {
        row.id: Held(
            row.id, row.code, row.course_id, courses[row.course_id].parent, row.district, row.mode, row.starts_at,
            row.ends_at, row.status, row.capacity,
        )
        for row in db.scalars(wanted)
    }  # fmt: skip


def _places(db: Session, programme: Programme, sessions: Mapping[str, Held]) -> tuple[Place, ...]:
    held = {key for key, one in sessions.items() if one.status == HELD}
    rows = [row for row in results(db, programme_id=programme.id) if row.session_id in held]
    agreed = _agreed(db, programme, {row.contact_id for row in rows})
    certified = set(db.scalars(
        _of(select(Certificate.enrolment_id).join(Enrolment, Enrolment.id == Certificate.enrolment_id), programme)
        .where(Certificate.revoked_at.is_(None))
    ))  # fmt: skip
    said: dict[str, Mapping[str, int]] = {
        row.enrolment_id: row.answers
        for row in db.execute(
            _of(
                select(Feedback.enrolment_id, Feedback.answers).join(Enrolment, Enrolment.id == Feedback.enrolment_id),
                programme,
            )
        )
    }
    return tuple(
        Place(
            row.session_id, row.contact_id, row.presence, row.women_led if row.contact_id in agreed else None,
            row.group if row.contact_id in agreed else None, Marks(row.pre, row.post, row.late),
            row.enrolment_id in certified, said.get(row.enrolment_id, {}),
        )
        for row in rows
    )  # fmt: skip


def _agreed(db: Session, programme: Programme, people: Collection[str]) -> set[str]:
    """Those who agree today that what they said is counted, and the invented people of `bot demo`."""
    invented = _of(
        select(Contact.id).join(Enrolment, Enrolment.contact_id == Contact.id).where(Contact.channel == NOWHERE),
        programme,
    )
    return consent.granted_among(db, people, PURPOSE) | set(db.scalars(invented))


def _left(db: Session, programme: Programme, sessions: Mapping[str, Held]) -> dict[str, int]:
    wanted = _of(select(Enrolment.session_id, func.count()), programme).where(
        Enrolment.status == "cancelled", Enrolment.reason == "self"
    )
    rows = db.execute(wanted.group_by(Enrolment.session_id))
    return {session_id: number for session_id, number in rows if session_id in sessions}


def _sent(db: Session, sessions: Mapping[str, Held]) -> dict[tuple[str, str], int]:
    wanted = select(TimedTask.kind, TimedTask.status, TimedTask.reason, TimedTask.group, func.count()).where(
        TimedTask.group.in_(select(TrainingSession.id)), TimedTask.status != "waiting"
    )
    found: dict[tuple[str, str], int] = {}
    rows = db.execute(wanted.group_by(TimedTask.kind, TimedTask.status, TimedTask.reason, TimedTask.group))
    for kind, status, reason, group, number in rows:
        if group in sessions:
            key = (kind, status if status != "dropped" else f"dropped: {reason or 'unknown'}")
            found[key] = found.get(key, 0) + number
    return found


def _of(wanted: Select[_Row], programme: Programme) -> Select[_Row]:
    """Narrowed to a programme; `wanted` has enrolments."""
    return (
        wanted.join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .join(Course, Course.id == TrainingSession.course_id)
        .join(Agency, Agency.id == Course.agency_id)
        .where(Agency.programme_id == programme.id)
    )
