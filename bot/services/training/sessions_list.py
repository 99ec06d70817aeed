"""Sessions as officials look for them, page by page, and how programmes and agencies stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from sqlalchemy import ColumnElement, Table, case, func, select, tuple_
from sqlalchemy.orm import Session

from bot.db.models import Agency, Course, Enrolment, Programme, Trainer, TrainingSession
from bot.services import audit
from bot.services.officers import Officer
from bot.services.training import catalogue, desk, office, scope
from bot.services.training.catalogue import CANCELLED, HELD, PLANNED, Refused, Upcoming
from bot.services.training.office import Held
from bot.services.training.plans import Schedule

Order = Literal["soonest", "latest"]
BULK: Final = 50
"""Sessions that are cancelled or taken out at once."""
_ENROLMENTS: Table = Enrolment.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Asked:
    """What is looked for; what is empty does not matter. Codes of programme, agency and course; id of the district;
    `since`, `until`: when it begins, the first inclusive; `order`: by the beginning."""

    programme: str = ""
    agency: str = ""
    course: str = ""
    district: str = ""
    status: str = ""
    mode: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    order: Order = "soonest"


@dataclass(frozen=True)
class AgencyStands:
    """An agency. `planned`: sessions that it has to hold; `enrolled`: places in sessions that were not cancelled;
    `came`: of those in held sessions, who was there."""

    code: str
    name: str
    zone: str
    planned: int
    entered: int
    held: int
    cancelled: int
    enrolled: int
    came: int


@dataclass(frozen=True)
class ProgrammeStands:
    """A programme with its agencies, as far as the official sees them."""

    programme: Programme
    agencies: tuple[AgencyStands, ...] = field(default=())

    def sum(self, name: str) -> int:
        """Of all agencies: planned, entered, held, cancelled, enrolled, came."""
        return sum(int(getattr(one, name)) for one in self.agencies)


def page(
    db: Session, officer: Officer, asked: Asked, limit: int, after: tuple[dt.datetime, str] | None = None
) -> tuple[list[Held], bool]:
    """A page of sessions with their numbers, and whether more follow. `after`: beginning and id of the last one of the
    page before. Raises `Forbidden`."""
    officer.need(scope.RIGHT)
    wanted = catalogue.joined().where(*scope.conditions(officer), *_asked(asked))
    key = tuple_(TrainingSession.starts_at, TrainingSession.id)
    begin, one = TrainingSession.starts_at, TrainingSession.id
    if asked.order == "latest":
        if after is not None:
            wanted = wanted.where(key < after)
        wanted = wanted.order_by(begin.desc(), one.desc())
    else:
        if after is not None:
            wanted = wanted.where(key > after)
        wanted = wanted.order_by(begin, one)
    found = [Upcoming(*row) for row in db.execute(wanted.limit(limit + 1))]
    counts = desk.counts_of(db, found[:limit])
    return [Held(each, counts[each.session.id]) for each in found[:limit]], len(found) > limit


def chosen(db: Session, officer: Officer, codes: Sequence[str], now: dt.datetime) -> list[Held]:
    """Sessions to be taken out, at most `BULK`; written down in the audit. Raises `Forbidden`, `Refused`."""
    officer.need(scope.RIGHT)
    found = [office.seen(db, officer, code) for code in _few(codes)]
    audit.note(db, officer.name, "session_export", now, address=officer.address, sessions=len(found))
    return found


def cancel_all(
    db: Session, officer: Officer, codes: Sequence[str], reason: str, schedule: Schedule, now: dt.datetime
) -> tuple[int, list[str]]:
    """Cancels several with one reason; how many people are told, and the codes of those that cannot be cancelled (any
    more). Raises `Forbidden`, `UnknownSession` if one is not theirs (nothing is cancelled then), `Refused`."""
    officer.need(scope.RIGHT, change=True)
    told, left = 0, []
    for one in [office.seen(db, officer, code) for code in _few(codes)]:
        if not one.upcoming.open(now):
            left.append(one.upcoming.session.code)
            continue
        told += office.cancel(db, officer, one.upcoming.session.code, reason, schedule, now)
    return told, left


def stand(db: Session, officer: Officer) -> list[ProgrammeStands]:
    """How programmes and agencies stand in the sessions that are the official's to see; agencies without any of them
    are left out, but for officials of the whole state. Raises `Forbidden`."""
    officer.need(scope.RIGHT)
    state = TrainingSession.status
    counted = (
        select(
            Agency.id, func.count(TrainingSession.id),
            func.sum(case((state == HELD, 1), else_=0)), func.sum(case((state == CANCELLED, 1), else_=0)),
        )
        .select_from(TrainingSession).join(Course, Course.id == TrainingSession.course_id)
        .join(Agency, Agency.id == Course.agency_id).where(*scope.conditions(officer)).group_by(Agency.id)
    )  # fmt: skip
    numbers = {row[0]: (int(row[1]), int(row[2]), int(row[3])) for row in db.execute(counted)}
    seated = (
        select(
            Agency.id, func.count(),
            func.sum(case(((state == HELD) & _ENROLMENTS.c.came_at.is_not(None), 1), else_=0)),
        )
        .select_from(_ENROLMENTS).join(TrainingSession, TrainingSession.id == _ENROLMENTS.c.session_id)
        .join(Course, Course.id == TrainingSession.course_id).join(Agency, Agency.id == Course.agency_id)
        .where(_ENROLMENTS.c.status == "enrolled", state != CANCELLED, *scope.conditions(officer)).group_by(Agency.id)
    )  # fmt: skip
    people = {row[0]: (int(row[1]), int(row[2])) for row in db.execute(seated)}
    own = scope.agency_of(db, officer)
    rows = db.execute(
        select(Programme, Agency).outerjoin(Agency, Agency.programme_id == Programme.id)
        .order_by(Programme.starts_on.desc(), Programme.code, Agency.code)
    )  # fmt: skip
    found: dict[str, tuple[Programme, list[AgencyStands]]] = {}
    for programme, agency in rows:
        if agency is None or (own is not None and agency.id != own):
            continue
        if agency.id not in numbers and not scope.state_wide(officer) and agency.id != own:
            continue
        entered, held, cancelled = numbers.get(agency.id, (0, 0, 0))
        found.setdefault(programme.id, (programme, []))[1].append(
            AgencyStands(agency.code, agency.name, agency.zone, agency.planned, entered - cancelled, held, cancelled,
                         *people.get(agency.id, (0, 0)))
        )  # fmt: skip
    return [ProgrammeStands(programme, tuple(agencies)) for programme, agencies in found.values()]


def courses(db: Session, officer: Officer) -> list[tuple[Course, Agency, int]]:
    """Courses with their agency and how many sessions that are theirs to see are still to come or were held. Raises
    `Forbidden`."""
    officer.need(scope.RIGHT)
    own = scope.agency_of(db, officer)
    counted = (
        select(TrainingSession.course_id, func.count()).select_from(TrainingSession)
        .join(Course, Course.id == TrainingSession.course_id).join(Agency, Agency.id == Course.agency_id)
        .where(TrainingSession.status.in_((PLANNED, HELD)), *scope.conditions(officer))
        .group_by(TrainingSession.course_id)
    )  # fmt: skip
    numbers = {key: int(number) for key, number in db.execute(counted).tuples()}
    wanted = select(Course, Agency).join(Agency, Agency.id == Course.agency_id).order_by(Agency.code, Course.code)
    if own is not None:
        wanted = wanted.where(Agency.id == own)
    return [(course, agency, numbers.get(course.id, 0)) for course, agency in db.execute(wanted)]


def agencies(db: Session, officer: Officer) -> list[Agency]:
    """The agencies to choose from. Raises `Forbidden`."""
    officer.need(scope.RIGHT)
    own = scope.agency_of(db, officer)
    wanted = select(Agency).order_by(Agency.code)
    return list(db.scalars(wanted if own is None else wanted.where(Agency.id == own)))


def trainer_name(db: Session, officer: Officer, code: str) -> str:
    """Who gives a session; empty: nobody was named. Raises as `office.seen`."""
    session = office.seen(db, officer, code).upcoming.session
    row = db.get(Trainer, session.trainer_id) if session.trainer_id is not None else None
    return row.name if row is not None else ""


def _few(codes: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    if not found:
        raise Refused("Choose at least one session.")
    if len(found) > BULK:
        raise Refused(f"Choose at most {BULK} sessions at once.")
    return found


def _asked(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, value in (
        (Agency.code, asked.agency), (Course.code, asked.course), (TrainingSession.district, asked.district),
        (TrainingSession.status, asked.status), (TrainingSession.mode, asked.mode),
    ):  # fmt: skip
        if value:
            found.append(column == value)
    if asked.programme:
        found.append(Agency.programme_id.in_(select(Programme.id).where(Programme.code == asked.programme)))
    if asked.since is not None:
        found.append(TrainingSession.starts_at >= asked.since)
    if asked.until is not None:
        found.append(TrainingSession.starts_at < asked.until)
    return found
