"""Who has a place in a session and who was there, for officials: the table, marks by hand, the list to take away."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Certificate, Enrolment
from bot.services import audit
from bot.services.assessment import attempts
from bot.services.officers import Officer
from bot.services.training import attendance, desk, office, scope, seats
from bot.services.training.catalogue import PLANNED, Refused
from bot.services.training.enrolments import ACTIVE
from bot.services.training.office import Place
from bot.services.training.plans import Schedule
from bot.services.worker_export import harmless

LEAST: Final = 4
"""Characters of a reason, without numbers and names."""
WHY: Final = "Write a reason of a few words: it is kept with the change."
_HEADINGS: Final = (
    "Number", "Name", "Status", "Enrolled by", "Came", "Left", "Marked by", "Presence %", "Before %", "After %",
    "After 30 days %", "Certificate",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody of a session. `number`: their place in the order of enrolling, from 1; `name`: None where they did not
    give it or do not agree that it is seen; `certificate`: whether one was made that counts; `again`: tests of which
    another go can be allowed."""

    number: int
    place: Place
    name: str | None
    certificate: bool
    again: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """`seated`: who has a place; `waiting`: who waits or is offered one; `gone`: how many gave up or were cancelled."""

    seated: tuple[Person, ...]
    waiting: tuple[Person, ...]
    gone: int


def roster(db: Session, officer: Officer, code: str) -> Roster:
    """Everybody of a session. Raises as `office.seen`."""
    places = office.enrolments(db, officer, code)
    active = [one for one in places if one.enrolment.status in ACTIVE]
    names = desk.names(db, [one.enrolment.contact_id for one in active])
    certified = set(
        db.scalars(
            select(Certificate.enrolment_id).where(
                Certificate.enrolment_id.in_([one.enrolment.id for one in active]), Certificate.revoked_at.is_(None)
            )
        )
    )
    seated: list[Person] = []
    waiting: list[Person] = []
    for one in active:
        row = one.enrolment
        into = seated if row.status == "enrolled" else waiting
        again = tuple(kind for kind in attempts.KINDS if kind in one.tests)
        into.append(Person(len(into) + 1, one, names.get(row.contact_id), row.id in certified, again))
    return Roster(tuple(seated), tuple(waiting), len(places) - len(active))


def mark(
    db: Session,
    officer: Officer,
    code: str,
    ids: Collection[str],
    came_at: dt.datetime | None,
    left_at: dt.datetime | None,
    reason: str,
    schedule: Schedule,
    now: dt.datetime,
) -> int:
    """Says of several people when they came (None: they were not there) and left; how many. Each is written down with
    the reason. Raises as `office.seen`, and `Refused`: then nobody is marked."""
    officer.need(scope.RIGHT, change=True)
    upcoming = office.seen(db, officer, code).upcoming
    if not audit.says_enough(reason, LEAST):
        raise Refused(WHY)
    if not ids:
        raise Refused("Choose at least one person.")
    own = select(Enrolment.id).where(Enrolment.session_id == upcoming.session.id, Enrolment.id.in_(list(ids)))
    known = set(db.scalars(own))
    if known != set(ids):
        raise Refused("There is no such person with a place (any more). Open the list again.")
    for one in sorted(known):
        attendance.mark(db, officer, one, came_at, left_at, now, schedule=schedule, reason=reason)
    return len(known)


def arrive(
    db: Session, officer: Officer, code: str, enrolment_id: str, reason: str, schedule: Schedule, now: dt.datetime
) -> None:
    """Somebody who waits is there: they get a free place and are marked as there from now. Raises as `office.seen`, and
    `Refused` (no place is free, too early, over)."""
    officer.need(scope.RIGHT, change=True)
    upcoming = office.seen(db, officer, code).upcoming
    if not audit.says_enough(reason, LEAST):
        raise Refused(WHY)
    upcoming = seats.lock(db, [upcoming.session.id])[upcoming.session.id]
    row = db.get(Enrolment, enrolment_id, populate_existing=True)
    if row is None or row.session_id != upcoming.session.id or row.status not in ("waiting", "offered"):
        raise Refused("There is no such person with a place (any more). Open the list again.")
    session = upcoming.session
    if session.status != PLANNED or now > session.ends_at:
        raise Refused("The session is over: nobody can come any more.")
    if now < session.starts_at - attendance.EARLY:
        raise Refused("Attendance can be taken from 30 minutes before the start.")
    if not attendance.let_in(db, row, upcoming, now, schedule):
        raise Refused("No place is free. Somebody has to give one up first.")
    audit.note(db, officer.name, "attendance_walk_in", now, about=row.id, reason=reason, address=officer.address)


def as_csv(db: Session, officer: Officer, code: str, now: dt.datetime) -> bytes:
    """The attendance as CSV (UTF-8 with mark, times of India); names of those alone who agreed. Written down. Raises as
    `office.seen`."""
    found = roster(db, officer, code)
    upcoming = office.seen(db, officer, code).upcoming
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_HEADINGS)
    for one in (*found.seated, *found.waiting):
        row = one.place.enrolment
        writer.writerow([
            one.number, harmless(one.name or ""), row.status, row.source, _clock(row.came_at), _clock(row.left_at),
            row.came_by or "", "" if row.presence is None else row.presence,
            *(_share(one.place.tests.get(kind)) for kind in attempts.KINDS), "yes" if one.certificate else "",
        ])  # fmt: skip
    people = len(found.seated) + len(found.waiting)
    audit.note(
        db, officer.name, "attendance_export", now, about=upcoming.session.id, address=officer.address, people=people
    )
    return stream.getvalue().encode("utf-8-sig")


def sessions_csv(found: Sequence[office.Held]) -> bytes:
    """Sessions with their numbers as CSV, nobody named."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["Session", "Course", "Agency", "District", "Mode", "Place", "Start", "End", "Status", "Capacity",
                     "Enrolled", "Waiting", "Came"])  # fmt: skip
    for one in found:
        session, counts = one.upcoming.session, one.counts
        texts = (session.code, one.upcoming.course.code, one.upcoming.agency.code, session.district, session.mode,
                 session.place, _day_clock(session.starts_at), _day_clock(session.ends_at), session.status)  # fmt: skip
        writer.writerow([*map(harmless, texts), counts.capacity, counts.enrolled, counts.waiting, counts.came])
    return stream.getvalue().encode("utf-8-sig")


def _clock(moment: dt.datetime | None) -> str:
    return f"{moment.astimezone(INDIA):%H:%M}" if moment is not None else ""


def _day_clock(moment: dt.datetime) -> str:
    return f"{moment.astimezone(INDIA):%Y-%m-%d %H:%M}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value * 100:.0f}"
