"""A programme with courses, sessions and people, for the tests of trainings."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from sqlalchemy import select

from bot.db.models import Agency, Course, Enrolment, Programme, TimedTask, Trainer, TrainingSession
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.knowledge import reminders
from bot.services import contacts
from bot.services.training import attendance, enrolments
from bot.services.training.plans import Schedule
from bot.settings import get_settings

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)  # Sunday, 11:30 in India
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
SCHEDULE = Schedule(reminders.read(get_settings().content_dir), Rules())


def programme(database: Database, sample: bool = False) -> tuple[str, str]:
    """A new programme with one agency; returns the ids of both."""
    mark = secrets.token_hex(4)
    with database.session() as db:
        made = Programme(
            code=f"P{mark}", title={"en": "Sample"}, starts_on=NOW.date(), ends_on=NOW.date() + 120 * DAY, sample=sample
        )
        db.add(made)
        db.flush()
        agency = Agency(code=f"A{mark}", programme_id=made.id, name="Sample agency")
        db.add(agency)
        db.flush()
        return made.id, agency.id


def course(database: Database, agency: str, **values: Any) -> str:
    """A new course of an agency."""
    given = {"topic": "gst", "title": {"en": "GST", "bn": "জিএসটি", "hi": "जीएसटी"}, "languages": ["bn"], **values}
    with database.session() as db:
        made = Course(code=secrets.token_hex(4), agency_id=agency, **given)
        db.add(made)
        db.flush()
        return made.id


def trainer(database: Database, agency: str | None, **values: Any) -> str:
    with database.session() as db:
        made = Trainer(agency_id=agency, **{"name": "A Trainer", **values})
        db.add(made)
        db.flush()
        return made.id


def session(
    database: Database,
    of: str,
    starts_at: dt.datetime = NOW + 7 * DAY,
    hours: float = 3,
    capacity: int = 2,
    **values: Any,
) -> str:
    """A new session of a course."""
    given = {"district": "malda", "mode": "classroom", "place": "Hall 1", **values}
    with database.session() as db:
        made = TrainingSession(
            code=secrets.token_hex(4), course_id=of, starts_at=starts_at, ends_at=starts_at + hours * HOUR,
            capacity=capacity, secret=attendance.new_secret(), created_at=NOW, **given,
        )  # fmt: skip
        db.add(made)
        db.flush()
        return made.id


def person(database: Database, sender: str = "", channel: str = "telegram") -> str:
    with database.session() as db:
        return contacts.find_or_create(db, channel, sender or secrets.token_hex(6), NOW).id


def people(database: Database, number: int) -> list[str]:
    return [person(database) for _ in range(number)]


def enrol(database: Database, who: str, where: str, now: dt.datetime = NOW) -> str:
    """Somebody enrols, or joins the waiting list; the id of the enrolment."""
    with database.session() as db:
        made = enrolments.enrol(db, who, where, now, schedule=SCHEDULE)
        assert made.kind in ("enrolled", "waiting") and made.enrolment is not None
        return made.enrolment.id


def state(database: Database, session_id: str) -> tuple[int, dict[str, str]]:
    """The places that are taken, and contact -> status."""
    with database.session() as db:
        rows = db.scalars(select(Enrolment).where(Enrolment.session_id == session_id))
        return db.get_one(TrainingSession, session_id).seats, {row.contact_id: row.status for row in rows}


def waiting_tasks(database: Database, **by: str) -> set[tuple[str, str]]:
    """(kind, version) of what is planned about a subject, or a group."""
    with database.session() as db:
        rows = select(TimedTask).where(TimedTask.status == "waiting").filter_by(**by)
        return {(row.kind, row.version) for row in db.scalars(rows)}
