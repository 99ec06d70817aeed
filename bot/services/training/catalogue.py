"""What is offered: sessions that people can still come to, each with its course and its agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from bot.db.models import Agency, Course, TrainingSession

PLANNED: Final = "planned"
CANCELLED: Final = "cancelled"
HELD: Final = "held"
CLASSROOM: Final = "classroom"
ONLINE: Final = "online"


class Refused(ValueError):
    """Something cannot be done with a session. The message says, in English and for officials, what is the matter and
    what to do instead; it names no person."""


@dataclass(frozen=True)
class Upcoming:
    """A session with what it belongs to. The name says what it is mostly used for: the session may be over, too."""

    session: TrainingSession
    course: Course
    agency: Agency

    @property
    def free(self) -> int:
        """Places that nobody holds."""
        return max(0, self.session.capacity - self.session.seats)

    def open(self, now: dt.datetime) -> bool:
        """Whether it will still take place and has not begun."""
        return self.session.status == PLANNED and now < self.session.starts_at


@dataclass(frozen=True)
class Query:
    """What somebody looks for; what is empty does not matter. `topic`, `sector`: ids of content/choices; `districts`:
    ids, of whatever mode the session is; `language`: a code; `mode`: classroom or online; `since`, `until`: when it
    begins, the first inclusive and never before now."""

    topic: str = ""
    sector: str = ""
    districts: Collection[str] = ()
    language: str = ""
    mode: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    limit: int = 10


def get(db: Session, session_id: str) -> Upcoming | None:
    """A session as the database has it now; None: there is none (any more)."""
    rows = db.execute(joined().where(TrainingSession.id == session_id).execution_options(populate_existing=True))
    return next((Upcoming(*row) for row in rows), None)


def by_code(db: Session, code: str) -> Upcoming | None:
    """The session of a code, as officials know it."""
    row = db.execute(joined().where(TrainingSession.code == code)).first()
    return Upcoming(*row) if row is not None else None


def find(db: Session, query: Query, now: dt.datetime) -> list[Upcoming]:
    """Sessions that fit, planned and not begun, the soonest first. Those who look for a sector alone get what is made
    for it; with a topic, what is for every sector fits, too."""
    if query.limit <= 0:
        return []
    found: list[Upcoming] = []
    rows = db.execute(joined().where(*_conditions(query, now)).order_by(*_SOONEST).execution_options(yield_per=100))
    for row in rows:
        one = Upcoming(*row)
        # Lists of languages are JSON, which the two databases search in different ways.
        if not query.language or query.language in (one.session.languages or one.course.languages):
            found.append(one)
            if len(found) == query.limit:
                break
    rows.close()
    return found


def alternatives(db: Session, upcoming: Upcoming, now: dt.datetime, limit: int = 3) -> list[Upcoming]:
    """Other sessions of the same course that can still be joined: those in the same district or online first, then the
    soonest."""
    rows = db.execute(
        joined()
        .where(TrainingSession.course_id == upcoming.course.id, TrainingSession.id != upcoming.session.id, *_open(now))
        .order_by(*_SOONEST)
    )
    found = [Upcoming(*row) for row in rows]
    found.sort(key=lambda one: one.session.mode != ONLINE and one.session.district != upcoming.session.district)
    return found[:limit]


def joined() -> Select[tuple[TrainingSession, Course, Agency]]:
    """Sessions with course and agency, to be narrowed down; a row is what `Upcoming` takes."""
    return (
        select(TrainingSession, Course, Agency)
        .join(Course, Course.id == TrainingSession.course_id)
        .join(Agency, Agency.id == Course.agency_id)
    )


_SOONEST: Final = (TrainingSession.starts_at, TrainingSession.id)


def _open(now: dt.datetime) -> list[ColumnElement[bool]]:
    return [TrainingSession.status == PLANNED, TrainingSession.starts_at > now]


def _conditions(query: Query, now: dt.datetime) -> list[ColumnElement[bool]]:
    found: list[Any] = _open(now)
    if query.topic:
        found.append(Course.topic == query.topic)
    if query.sector:
        own = Course.sector == query.sector
        found.append(or_(own, Course.sector == "") if query.topic else own)
    if query.districts:
        found.append(TrainingSession.district.in_(list(query.districts)))
    if query.mode:
        found.append(TrainingSession.mode == query.mode)
    if query.since is not None:
        found.append(TrainingSession.starts_at >= query.since)
    if query.until is not None:
        found.append(TrainingSession.starts_at < query.until)
    return found
