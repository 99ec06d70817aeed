"""What happens around trainings in the conversations of `channel_examples`, with the programme of `bot demo`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.clock import utc_now
from bot.conversation.surroundings import Surroundings
from bot.db.models import Contact, Enrolment, TimedTask, TrainingSession
from bot.db.session import Database
from bot.delivery.outbox import NOWHERE
from bot.delivery.policy import Rules
from bot.knowledge.library import Content
from bot.knowledge.programmes import samples as sample_files
from bot.scheduler import lease, ticker
from bot.scheduler.lease import Held
from bot.services import timing
from bot.services.training import attendance, catalogue, enrolments, sample_people, samples
from bot.services.training.plans import Schedule
from tests.phones import Phone, TelegramPhone
from tests.service import Service

_NO_NIGHT: Final = Rules(dt.time(0), dt.time(0))
_WHEN: Final = {
    "days3": "Three days before", "day1": "The day before", "hours2": "Two hours before",
    "link": "A quarter of an hour before", "feedback": "In the evening", "post_test": "When it is over",
    "late_test": "A month later",
}  # fmt: skip


@dataclass
class Trainings:
    """The samples in the service's database, brought in by the first conversation that needs them."""

    service: Service
    database: Database
    _codes: dict[str, str] = field(default_factory=dict)

    def act(self, phone: Phone, what: str, rest: str) -> tuple[str, Callable[[], Any]] | None:
        """What is told of a thing that happens, and what does it; None if it is nothing of trainings."""
        self._load()
        match what:
            case "samples":
                return "*There is an invented programme (`bot demo load`).*", lambda: None
            case "joined":
                return (
                    "*This person was at sessions yesterday and a month ago, and has a place in one that runs.*",
                    (lambda: self._join(phone)),
                )
            case "due":
                told = f"*{_WHEN.get(rest, 'At its time')} the service writes by itself:*"
                return told, lambda: phone.waits(lambda: self._due(phone, rest))
            case "free":
                told = "*Somebody gives their place up; the service writes by itself:*"
                return told, lambda: phone.waits(lambda: self._free(rest))
            case "trainer":
                words = f"TRAINER {self._codes[rest]}"
                return f"**You:** {words}", lambda: phone.says(words)
            case "scan":
                words = self._scanned(phone, rest)
                return f"**You** scan the trainer's picture: {words}", lambda: phone.says(words)
        return None

    @property
    def _content(self) -> Content:
        return self.service.said.content

    @property
    def _schedule(self) -> Schedule:
        return Schedule(self._content.reminders, _NO_NIGHT)

    def _load(self) -> None:
        if not self._codes:
            (file,) = sample_files(self.service.content_dir)
            with self.database.session() as db:
                self._codes = samples.load(db, file, self._content, self._schedule, utc_now()).codes

    def _join(self, phone: Phone) -> None:
        with self.database.session() as db:
            sample_people.join(db, phone.contact["id"], self._content, self._schedule, utc_now())

    def _due(self, phone: Phone, kind: str) -> None:
        """The time of all messages of a kind to this person has come."""
        with self.database.session() as db:
            theirs = select(Enrolment.id).where(Enrolment.contact_id == phone.contact["id"])
            waiting = (TimedTask.status == timing.WAITING, TimedTask.kind == kind, TimedTask.subject.in_(theirs))
            db.execute(update(TimedTask).where(*waiting).values(due_at=utc_now()))
            self._tick(db)

    def _free(self, code: str) -> None:
        with self.database.session() as db:
            row = db.scalars(
                select(Enrolment).join(Contact, Contact.id == Enrolment.contact_id)
                .where(Enrolment.session_id == _session(db, code).id, Contact.channel == NOWHERE).limit(1)
            ).one()  # fmt: skip
            enrolments.cancel(db, row.contact_id, row.id, utc_now(), schedule=self._schedule)
            self._tick(db)

    def _tick(self, db: Session) -> None:
        row = lease.read(db)
        assert row is not None
        around = Surroundings(self._content, _NO_NIGHT)
        ticker.batch(db, Held(row.name, row.holder, row.term), around, utc_now())

    def _scanned(self, phone: Phone, code: str) -> str:
        with self.database.session() as db:
            upcoming = catalogue.get(db, _session(db, code).id)
            assert upcoming is not None
            digits = attendance.code(upcoming, utc_now()).digits
        return f"/start here-{digits}" if isinstance(phone, TelegramPhone) else f"HERE {digits}"


def _session(db: Session, code: str) -> TrainingSession:
    return db.scalars(select(TrainingSession).where(TrainingSession.code == code)).one()
