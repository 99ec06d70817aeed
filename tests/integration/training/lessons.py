"""Sessions, people, trainers and mentors at one running service, as they lie around now, for the tests of this folder.

The clock of the service cannot be set: what lies in the past is written so, and what is due later is handed to its
handler with the moment when it would be due.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import utc_now
from bot.conversation.surroundings import Surroundings
from bot.conversation.training.mentors import work
from bot.db.models import Agency, Attempt, Course, Enrolment, Mentor, Programme, TimedTask, Trainer, TrainingSession
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.knowledge.library import Content, read
from bot.scheduler.kinds import KINDS
from bot.services import consent, timing
from bot.services.mentoring import people as mentors
from bot.services.training import attendance, catalogue, plans, sessions, trainers
from bot.services.training.plans import Schedule
from tests.service import Person, Service, until

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
BANK = "gst-basics"


@dataclass(frozen=True)
class Lesson:
    """A session and what it belongs to, by their ids."""

    id: str
    course: str
    agency: str
    programme: str


class School:
    """The service and its database."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.said = service.said
        self.content: Content = read(service.content_dir)
        self.around = Surroundings(self.content, Rules(dt.time(0), dt.time(0)), "")  # no night: tests run at every hour
        self.schedule = Schedule(self.content.reminders, self.around.rules)

    @contextmanager
    def db(self) -> Iterator[Session]:
        database = Database(f"sqlite:///{self.service.data_dir / 'bot.sqlite3'}")
        try:
            with database.session() as session:
                yield session
        finally:
            database.close()

    def lesson(
        self, begins: dt.timedelta, lasts: dt.timedelta = 2 * HOUR, *, of: Lesson | None = None, bank: str = "",
        trainer: str | None = None, capacity: int = 30, **values: Any,
    ) -> Lesson:  # fmt: skip
        """A session that begins so long from now (before now: a negative time), of a course of its own or the same as
        another lesson's."""
        now, mark = utc_now(), secrets.token_hex(4)
        with self.db() as db:
            if of is None:
                programme = Programme(
                    code=f"P{mark}", title={"en": "Sample"}, starts_on=now.date() - 60 * DAY,
                    ends_on=now.date() + 60 * DAY,
                )  # fmt: skip
                db.add(programme)
                db.flush()
                agency = Agency(code=f"A{mark}", programme_id=programme.id, name="Sample agency")
                db.add(agency)
                db.flush()
                course = Course(
                    code=mark, agency_id=agency.id, topic="gst", languages=["bn"], assessment=bank,
                    title={"en": f"GST {mark}", "bn": f"জিএসটি {mark}", "hi": f"जीएसटी {mark}"},
                )  # fmt: skip
                db.add(course)
                db.flush()
                of = Lesson("", course.id, agency.id, programme.id)
            given = {"district": "malda", "mode": "classroom", "place": "DIC hall", **values}
            made = TrainingSession(
                code=mark, course_id=of.course, starts_at=now + begins, ends_at=now + begins + lasts,
                capacity=capacity, secret=attendance.new_secret(), created_at=now - 30 * DAY, trainer_id=trainer,
                **given,
            )  # fmt: skip
            db.add(made)
            db.flush()
            return Lesson(made.id, of.course, of.agency, of.programme)

    def code(self, lesson: Lesson, ago: dt.timedelta = dt.timedelta()) -> str:
        """The six digits that the trainer shows now, or showed then."""
        return self.code_of(lesson.id, ago)

    def code_of(self, session_id: str, ago: dt.timedelta = dt.timedelta()) -> str:
        with self.db() as db:
            found = catalogue.get(db, session_id)
            assert found is not None
            return attendance.code(found, utc_now() - ago).digits

    def wrong(self, lesson: Lesson) -> str:
        """Six digits that no trainer shows."""
        shown = {self.code(lesson), self.code(lesson, MINUTE), self.code(lesson, -MINUTE)}
        return next(code for code in ("482913", "739154", "615208", "294817") if code not in shown)

    def place(self, who: Person, lesson: Lesson, **values: Any) -> str:
        """A place in the session; the id of the enrolment. `values`: `came_at`, `presence` and the like."""
        now = utc_now()
        with self.db() as db:
            row = Enrolment(
                session_id=lesson.id, contact_id=who.contact["id"], since=now - DAY, **{"status": "enrolled", **values}
            )
            db.add(row)
            db.get_one(TrainingSession, lesson.id).seats += 1
            db.flush()
            return row.id

    def was_there(self, who: Person, lesson: Lesson, presence: int | None = 100) -> str:
        """A place of somebody who took part."""
        with self.db() as db:
            session = db.get_one(TrainingSession, lesson.id)
            came, over = session.starts_at, session.ends_at <= utc_now()
            if over:
                session.status = "held"
        return self.place(who, lesson, came_at=came, came_by="code", presence=presence if over else None)

    def begun(self, lesson: Lesson) -> dt.datetime:
        """When the session began."""
        with self.db() as db:
            return db.get_one(TrainingSession, lesson.id).starts_at

    def agrees(self, who: Person) -> None:
        """To what is kept of trainings."""
        who.presses("consent:training:on")
        with self.db() as db:
            assert consent.granted_among(db, [who.contact["id"]], "training")

    def hold(self, lesson: Lesson) -> None:
        """The end of the session has come."""
        with self.db() as db:
            assert sessions.hold(db, lesson.id, utc_now(), schedule=self.schedule) is not None

    def enrolment(self, enrolment_id: str) -> Any:
        (row,) = self.service.rows("SELECT * FROM enrolments WHERE id = ?", enrolment_id)
        return row

    def due(self, kind: str, subject: str) -> None:
        """What is planned is due now; returns when the service has done it."""
        with self.db() as db:
            task = self._task(db, kind, subject)
            task.due_at, number = utc_now() - MINUTE, task.id
        query = "SELECT status, reason FROM timed_tasks WHERE id = ?"
        until(lambda: self.service.rows(query, number)[0]["status"] != timing.WAITING)
        (row,) = self.service.rows(query, number)
        assert (row["status"], row["reason"]) == (timing.DONE, "")

    def then(self, kind: str, subject: str) -> str:
        """What is planned for later happens, as it would then; "" or why it does not."""
        with self.db() as db:
            task = self._task(db, kind, subject)
            why = KINDS[kind](db, task, self.around, max(task.due_at, utc_now()))
            timing.settle(db, task, timing.DROPPED if why else timing.DONE, utc_now(), reason=why)
            return why

    def remind(self, kind: str, enrolment_id: str) -> None:
        """Plans a message after the session for now, and waits until it is out."""
        with self.db() as db:
            row = db.get_one(Enrolment, enrolment_id)
            session = db.get_one(TrainingSession, row.session_id)
            now = utc_now()
            planned = timing.Plan(
                kind,
                enrolment_id,
                now - MINUTE,
                plans.version(session, row),
                now + DAY,
                session.id,  # type: ignore[arg-type]
            )
            timing.plan(db, [planned], now)
        self.due(kind, enrolment_id)

    def marks(self, enrolment_id: str, kind: str, right: int, of: int = 10) -> None:
        """A test that was finished."""
        now = utc_now()
        with self.db() as db:
            db.add(Attempt(
                enrolment_id=enrolment_id, kind=kind, bank=f"{BANK}@sample", sheet={"items": [], "options": {}},
                right=right, total=of, begun_at=now - HOUR, touched_at=now - HOUR, done_at=now - HOUR,
            ))  # fmt: skip

    def day(self) -> None:
        """What is done once a day about mentors."""
        with self.db() as db:
            work(db, self.around, utc_now())

    def trainer(self, lesson: Lesson, role: str = "trainer") -> tuple[str, str]:
        """Somebody who gives this session, and their code."""
        with self.db() as db:
            row = Trainer(agency_id=lesson.agency, name="S. Mondal", role=role)
            db.add(row)
            db.flush()
            if role == "trainer":
                db.get_one(TrainingSession, lesson.id).trainer_id = row.id
            return row.id, trainers.issue_code(db, row.id, utc_now())

    def mentor(self, lesson: Lesson, name: str, phone: str, **values: Any) -> tuple[str, str]:
        """Somebody who guides others, and their code."""
        given = {"sectors": ["leather"], "languages": ["bn", "en", "hi"], "districts": ["malda"], "helps": ["sales"]}
        with self.db() as db:
            row = Mentor(programme_id=lesson.programme, name=name, phone=phone, **(given | values))
            db.add(row)
            db.flush()
            return row.id, mentors.issue_code(db, row.id, utc_now())

    def _task(self, db: Session, kind: str, subject: str) -> TimedTask:
        wanted = select(TimedTask).where(
            TimedTask.kind == kind, TimedTask.subject == subject, TimedTask.status == timing.WAITING
        )
        return db.scalars(wanted.order_by(TimedTask.id.desc())).first() or _missing(kind)


def _missing(kind: str) -> TimedTask:
    raise AssertionError(f"no {kind} is planned")
