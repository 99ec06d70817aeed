"""The invented programme of `bot demo`: brought in once, and taken away again with all that hangs on it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, delete, func, select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import (
    Agency,
    Contact,
    Course,
    Enrolment,
    Mentor,
    Mentorship,
    Programme,
    TimedTask,
    Trainer,
    TrainingSession,
)
from bot.delivery import outbox
from bot.delivery.outbox import NOWHERE
from bot.knowledge.library import Content
from bot.knowledge.programmes import ProgrammeEntry, ProgrammeFile, SampleFile, SampleSession
from bot.services import audit, consent, timing
from bot.services.training import attendance, entering, plans, sample_people, trainers
from bot.services.training.catalogue import HELD, PLANNED, Upcoming
from bot.services.training.plans import Schedule

BY: Final = "bot demo"
"""Who does this, in the audit."""
BEGUN: Final = dt.timedelta(minutes=30)
"""So long ago the running session began."""
_TASKS: Table = TimedTask.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Loaded:
    """What is there now. `new`: whether it was brought in just now; `codes`: trainer's name -> the code that makes a
    chat theirs (only when new: codes are kept nowhere)."""

    new: bool
    sessions: int
    people: int
    codes: dict[str, str]


def load(db: Session, file: SampleFile, content: Content, schedule: Schedule, now: dt.datetime) -> Loaded:
    """Brings the samples in, unless they are there. Days are counted from today in India. Raises `Refused` if the file
    does not fit the content."""
    known = db.scalar(select(Programme).where(Programme.code == file.programme.code))
    if known is not None and known.sample:
        return _there(db, known)
    today = now.astimezone(INDIA).date()
    sample = file.programme
    programme = ProgrammeEntry(
        code=sample.code, title=sample.title, starts_on=today + dt.timedelta(days=sample.starts_in),
        ends_on=today + dt.timedelta(days=sample.ends_in), minimum=sample.minimum, top_share=sample.top_share,
        quota=sample.quota,
    )  # fmt: skip
    entries = ProgrammeFile(programmes=[programme], agencies=file.agencies, courses=file.courses)
    entering.enter(db, entries, content, BY, now, sample=True)
    row = db.scalars(select(Programme).where(Programme.code == sample.code)).one()
    agencies = {one.code: one for one in db.scalars(select(Agency).where(Agency.programme_id == row.id))}
    courses = {
        one.code: one
        for one in db.scalars(select(Course).where(Course.agency_id.in_([each.id for each in agencies.values()])))
    }
    staff = {one.key: Trainer(agency_id=agencies[one.agency].id, name=one.name, role=one.role) for one in file.trainers}
    db.add_all(staff.values())
    db.add_all(
        Mentor(
            programme_id=row.id, name=one.name, phone=one.phone, sectors=list(one.sectors),
            languages=list(one.languages), districts=one.districts, helps=list(one.helps), capacity=one.capacity,
        )
        for one in file.mentors
    )  # fmt: skip
    people = sample_people.enter(db, file, now)
    db.flush()
    crowd = sample_people.Crowd(people, content)
    for entry in file.sessions:
        course = courses[entry.course]
        upcoming = Upcoming(
            _session(entry, course, staff[entry.trainer], today, now), course, _agency(agencies, course)
        )
        db.add(upcoming.session)
        db.flush()
        timing.plan(db, plans.for_session(schedule, upcoming, now), now)
        crowd.take_part(db, upcoming, entry, now)
    codes = {one.name: trainers.issue_code(db, one.id, now, by=BY) for one in staff.values()}
    audit.note(db, BY, "demo_load", now, about=row.id, sessions=len(file.sessions), people=len(people))
    return Loaded(True, len(file.sessions), len(people), codes)


def clear(db: Session, now: dt.datetime) -> Counter[str]:
    """Takes everything away that is marked as a sample, and what anybody did with it: enrolments of real people in its
    sessions, their tests and certificates of it, what was planned about it. Returns how many rows of what."""
    gone: Counter[str] = Counter()
    programmes = list(db.scalars(select(Programme.id).where(Programme.sample)))
    agencies = select(Agency.id).where(Agency.programme_id.in_(programmes))
    courses = select(Course.id).where(Course.agency_id.in_(agencies))
    sessions = list(db.scalars(select(TrainingSession.id).where(TrainingSession.course_id.in_(courses))))
    enrolments = list(db.scalars(select(Enrolment.id).where(Enrolment.session_id.in_(sessions))))
    pairs = list(db.scalars(select(Mentorship.id).where(Mentorship.course_id.in_(courses))))
    course_ids = list(db.scalars(courses))
    people = list(db.scalars(select(Contact.id).where(Contact.channel == NOWHERE)))
    gone["planned messages"] = _tasks(db, sessions, [*sessions, *enrolments, *pairs, *course_ids])
    gone["sessions"], gone["places"], gone["mentorships"] = len(sessions), len(enrolments), len(pairs)
    db.execute(delete(Programme).where(Programme.id.in_(programmes)))
    consent.erase(db, [(one, consent.subject_of_contact(db, one)) for one in people], now)
    db.execute(delete(Contact).where(Contact.channel == NOWHERE))
    db.expire_all()
    gone["people"], gone["programmes"] = len(people), len(programmes)
    if programmes or people:
        audit.note(db, BY, "demo_clear", now, sessions=len(sessions), people=len(people))
    return gone


def join(db: Session, content: Content, schedule: Schedule, now: dt.datetime) -> list[Upcoming]:
    """Puts whoever wrote to the service last into the sample sessions of yesterday, a month ago and now, as somebody
    who was there, so that feedback, tests, certificate and check-in can be tried. Returns those they were not in yet.
    What follows a session is planned as ever; nothing is planned that is late by now."""
    person = db.scalars(
        select(Contact).where(Contact.channel != NOWHERE, Contact.erased_at.is_(None), Contact.turns > 0)
        .order_by(Contact.seen_at.desc()).limit(1)
    ).first()  # fmt: skip
    if person is None:
        return []
    return sample_people.join(db, person.id, content, schedule, now)


def _there(db: Session, programme: Programme) -> Loaded:
    courses = select(Course.id).join(Agency, Agency.id == Course.agency_id).where(Agency.programme_id == programme.id)
    sessions = db.scalar(
        select(func.count()).select_from(TrainingSession).where(TrainingSession.course_id.in_(courses))
    )
    people = db.scalar(select(func.count()).select_from(Contact).where(Contact.channel == NOWHERE))
    return Loaded(False, sessions or 0, people or 0, {})


def _agency(agencies: dict[str, Agency], course: Course) -> Agency:
    return next(one for one in agencies.values() if one.id == course.agency_id)


def _session(
    entry: SampleSession, course: Course, trainer: Trainer, today: dt.date, now: dt.datetime
) -> TrainingSession:
    day = today + dt.timedelta(days=entry.in_days)
    start = dt.datetime.combine(day, dt.time.fromisoformat(entry.at), INDIA).astimezone(dt.UTC)
    if entry.running:
        start = (now - BEGUN).replace(second=0, microsecond=0)
    end = start + dt.timedelta(minutes=entry.minutes)
    online = entry.mode == "online"
    values: dict[str, Any] = {
        "place": entry.place, "link": f"https://example.org/{entry.code.lower()}" if online else "",
        "languages": list(entry.languages), "access": list(entry.access),
    }  # fmt: skip
    return TrainingSession(
        code=entry.code, course_id=course.id, trainer_id=trainer.id, district=entry.district, mode=entry.mode,
        starts_at=start, ends_at=end, capacity=entry.capacity, seats=entry.people, secret=attendance.new_secret(),
        status=HELD if end <= now else PLANNED, created_at=now, **values,
    )  # fmt: skip


def _tasks(db: Session, groups: list[str], subjects: list[str]) -> int:
    """Forgets what is planned, and withdraws what is queued of it."""
    ids: set[int] = set()
    for column, names in ((_TASKS.c.belongs_to, groups), (_TASKS.c.subject, subjects)):
        for some in _portions(names):
            ids |= set(db.scalars(select(_TASKS.c.id).where(column.in_(some))))
    outbox.withdraw(db, [f"timed:{one}" for one in ids], "sample taken away")
    for some_ids in _portions(sorted(ids)):
        db.execute(delete(_TASKS).where(_TASKS.c.id.in_(some_ids)))
    return len(ids)


def _portions(names: list[Any]) -> list[list[Any]]:
    """Databases bound their parameters."""
    return [names[start : start + 5_000] for start in range(0, len(names), 5_000)]
