"""Courses, sessions and trainers at one running service with both messengers, for the tests of this folder.

Sessions are written as an import writes them, at times relative to now. What is due comes when the scheduler looks;
`Campus.tick` lets it look at once, `Campus.comes` first brings a message forward.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.channels.whatsapp.client import GraphClient
from bot.clock import utc_now
from bot.commands.template_push import listed, news, plan, push
from bot.conversation.surroundings import Surroundings
from bot.db.models import Agency, Contact, Course, Enrolment, Programme, TimedTask, Trainer, TrainingSession, new_id
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.scheduler import lease, ticker
from bot.scheduler.lease import Held
from bot.services import templates, timing
from bot.services.training import attendance, catalogue, enrolments, plans, reminding, sessions, trainers
from bot.services.training.catalogue import Upcoming
from bot.services.training.plans import Schedule
from tests.integration.workers.bureau import Talker
from tests.phones import Phone, TelegramPhone, WhatsAppPhone, hook, telegram_env, whatsapp_env
from tests.service import Service, StandInThread, until
from tests.standins.graph_server import GraphServer
from tests.standins.telegram_server import TelegramServer

NUMBERS = itertools.count(1)
NO_NIGHT = Rules(dt.time(0), dt.time(0))
TITLE = {"en": "GST for shops", "bn": "দোকানের জিএসটি", "hi": "दुकान का जीएसटी"}


@dataclass(frozen=True)
class Given:
    """A session that was made. `title`: of its course, nobody else's."""

    id: str
    course: str
    title: dict[str, str]
    starts_at: dt.datetime


class Campus:
    """The service with its programme."""

    def __init__(self, service: Service, telegram: StandInThread, graph: StandInThread) -> None:
        self.service, self.telegram, self.graph = service, telegram, graph
        self.said = service.said
        self.around = Surroundings(service.said.content, NO_NIGHT)
        self.schedule = Schedule(service.said.content.reminders, NO_NIGHT)

    # Who is there

    def on(self, channel: str, language: str = "bn") -> Talker:
        """Somebody new on one of the channels."""
        at: Phone = (
            TelegramPhone(self.service, self.telegram, language)
            if channel == "telegram"
            else WhatsAppPhone(self.service, self.graph)
        )
        talker = Talker(at)
        if channel == "telegram":
            talker.says("/start")  # a chat on Telegram begins so; before it nobody can be written to
        talker.presses(f"lang:{language}")
        return talker

    def trainer(self, name: str = "Mita Roy") -> tuple[str, str]:
        """A new trainer of the agency: their id, and the code that makes a chat theirs."""
        with self.work() as db:
            row = Trainer(agency_id=self._agency, name=f"{name} {next(NUMBERS)}", role="trainer")
            db.add(row)
            db.flush()
            return row.id, trainers.issue_code(db, row.id, utc_now())

    def silent(self, talker: Talker, hours: float = 30) -> None:
        """They have not written for so long."""
        before = utc_now() - dt.timedelta(hours=hours)
        with self.work() as db:
            db.execute(update(Contact).where(Contact.id == talker.contact["id"]).values(seen_at=before))
        assert isinstance(talker.at, Phone)
        self.graph.server.wrote[talker.at.sender] = before

    # What is taught

    def session(
        self, starts: dt.timedelta, *, minutes: int = 120, capacity: int = 60, online: bool = False, link: str = "",
        district: str = "malda", tested: bool = False, trainer: str | None = None, course: str = "", topic: str = "gst",
    ) -> Given:  # fmt: skip
        """A session that begins so long from now, of a course of its own unless `course` names one."""
        now = utc_now()
        number = next(NUMBERS)
        title = {language: f"{text} {number}" for language, text in TITLE.items()}
        with self.work() as db:
            if not course:
                one = Course(
                    code=f"C-{number}", agency_id=self._agency, title=title, topic=topic, languages=["bn", "hi"],
                    about={"en": "shops", "bn": "দোকানদার", "hi": "दुकानदार"},
                    bring={"en": "one of your bills", "bn": "নিজের একটা বিল", "hi": "अपना एक बिल"},
                    modules=[{"en": "The bill", "bn": "বিল", "hi": "बिल"}], assessment="gst-basics" if tested else "",
                )  # fmt: skip
                db.add(one)
                db.flush()
            else:
                one = db.get_one(Course, course)
            row = TrainingSession(
                code=f"S-{number}", course_id=one.id, trainer_id=trainer, district=district,
                mode="online" if online else "classroom", place="" if online else "DIC, Rathbari", link=link,
                starts_at=now + starts, ends_at=now + starts + dt.timedelta(minutes=minutes), capacity=capacity,
                languages=["bn"], access=[], secret=attendance.new_secret(), created_at=now,
            )  # fmt: skip
            db.add(row)
            db.flush()
            upcoming = catalogue.get(db, row.id)
            assert upcoming is not None
            timing.plan(db, plans.for_session(self.schedule, upcoming, now), now)
            return Given(row.id, one.id, dict(one.title), row.starts_at)

    def held(self, *people: Talker, **options: Any) -> Given:
        """A session that has ended just now, at which these people were from the beginning; nothing after it is due
        yet."""
        given = self.session(dt.timedelta(minutes=-121), **({"tested": True} | options))
        with self.work() as db:
            for one in people:
                upcoming = _of(db, given)
                upcoming.session.seats += 1
                row = enrolments.seat(db, one.contact["id"], upcoming, utc_now(), "chat", "enrolled")
                reminding.switch_on(db, row.contact_id, utc_now())
                row.came_at, row.came_by = given.starts_at, "code"
            db.flush()
            sessions.hold(db, given.id, utc_now(), schedule=self.schedule)
        return given

    def crowd(self, given: Given, count: int) -> None:
        """So many people of whom nothing is known have a place."""
        with self.work() as db:
            for _ in range(count):
                person = Contact(channel="web", sender=new_id(), created_at=utc_now(), seen_at=utc_now())
                db.add(person)
                db.flush()
                upcoming = _of(db, given)
                upcoming.session.seats += 1
                enrolments.seat(db, person.id, upcoming, utc_now(), "import", "enrolled")

    def full(self, **options: Any) -> tuple[Given, Talker]:
        """A session of one place, and who has it."""
        given = self.session(dt.timedelta(days=3), capacity=1, **options)
        holder = self.on("telegram", "en")
        holder.presses(f"train:join:{given.id}")
        assert self.enrolment(holder, given)["status"] == "enrolled"
        return given, holder

    def code(self, given: Given) -> str:
        """What the trainer shows now."""
        with self.work() as db:
            return attendance.code(_of(db, given), utc_now()).digits

    def change(self, given: Given, **what: Any) -> None:
        """Somebody of the agency moves it or changes where it is."""
        with self.work() as db:
            sessions.move(
                db, given.id, sessions.Change(**what), "The hall is closed", "agency", self.schedule, utc_now()
            )

    def cancel(self, given: Given) -> None:
        with self.work() as db:
            sessions.cancel(db, given.id, "The trainer is ill", "agency", utc_now(), schedule=self.schedule)

    def sooner(self, given: Given, by: dt.timedelta) -> dt.datetime:
        """So much time has passed: the session, and until when what is planned for it helps, are nearer; its start."""
        with self.work() as db:
            session = db.get_one(TrainingSession, given.id)
            session.starts_at, session.ends_at = session.starts_at - by, session.ends_at - by
            for task in db.scalars(select(TimedTask).where(TimedTask.group == given.id)):
                task.due_at -= by
                task.useful_until = task.useful_until - by if task.useful_until is not None else None
            return session.starts_at

    # What is due

    def tick(self) -> None:
        """The scheduler looks at what is due, now."""
        with self.work() as db:
            row = lease.read(db)
            assert row is not None
            ticker.batch(db, Held(row.name, row.holder, row.term), self.around, utc_now())

    def comes(self, talker: Talker, given: Given, kind: str) -> str:
        """The time of this message has come: what it says."""
        enrolment = self.enrolment(talker, given)["id"]
        return talker.waits(lambda: self._due(enrolment, kind))

    def all_due(self, talker: Talker, given: Given) -> None:
        """The time of everything has come that is planned for their place."""
        self._due(self.enrolment(talker, given)["id"])

    def planned(self, talker: Talker, given: Given) -> set[str]:
        """Kinds of messages that wait for their time."""
        enrolment = self.enrolment(talker, given)["id"]
        with self.work() as db:
            wanted = select(TimedTask.kind).where(TimedTask.subject == enrolment, TimedTask.status == timing.WAITING)
            return set(db.scalars(wanted))

    def quiet(self, talker: Talker) -> None:
        """Waits until nothing more is on its way to them."""
        query = "SELECT 1 FROM outbox_messages WHERE contact_id = ? AND status = 'queued'"
        until(lambda: not self.service.rows(query, talker.contact["id"]))

    def _due(self, enrolment: str, kind: str = "") -> None:
        with self.work() as db:
            row = db.get_one(Enrolment, enrolment)
            which = [TimedTask.status == timing.WAITING, TimedTask.subject == row.id]
            which += [TimedTask.kind == kind] if kind else []
            db.execute(update(TimedTask).where(*which).values(due_at=utc_now()))
        self.tick()

    # What stands in the database

    def enrolment(self, talker: Talker, given: Given) -> Any:
        query = "SELECT * FROM enrolments WHERE contact_id = ? AND session_id = ?"
        (row,) = self.service.rows(query, talker.contact["id"], given.id)
        return row

    def message(self, key: str, language: str) -> str:
        return self.said.message(key, language)

    @contextmanager
    def work(self) -> Iterator[Session]:
        with self._database.session() as db:
            yield db

    def close(self) -> None:
        self._database.close()

    def approve(self) -> None:
        """WhatsApp has approved every template of the content."""

        async def approve() -> None:
            server = self.graph.server
            client = GraphClient(server.token, server.number, business_id=server.business, base=server.url)
            await push(client, plan(self.said.content.templates.values(), await listed(client)))
            for template in server.templates.values():
                template["status"] = "APPROVED"
            with self.work() as db:
                templates.record(db, "whatsapp", map(news, await listed(client)), utc_now())
            await client.close()

        asyncio.run(approve())

    @cached_property
    def _database(self) -> Database:
        return Database(f"sqlite:///{self.service.data_dir / 'bot.sqlite3'}")

    @cached_property
    def _agency(self) -> str:
        today = utc_now().date()
        with self.work() as db:
            programme = Programme(
                code="P-1", title=TITLE, starts_on=today, ends_on=today + dt.timedelta(days=120), minimum=50
            )
            db.add(programme)
            db.flush()
            agency = Agency(code="A-1", programme_id=programme.id, name="Sikha Samiti", zone="North", planned=50)
            db.add(agency)
            db.flush()
            return agency.id


@pytest.fixture(scope="session")
def campus(start: Callable[..., Service]) -> Iterator[Campus]:
    """Without a night."""
    with (
        StandInThread(TelegramServer()).running() as telegram,
        StandInThread(GraphServer()).running() as graph,
        start(QUIET_HOURS="none", **telegram_env(telegram.server), **whatsapp_env(graph.server)) as service,
    ):
        hook(service, graph)
        one = Campus(service, telegram, graph)
        one.approve()
        yield one
        one.close()
        faults = [line for line in service.log if "Traceback" in line or "| ERROR" in line]
        assert not faults, "errors that no person saw:\n" + "\n".join(service.log)[-8000:]


def _of(db: Session, given: Given) -> Upcoming:
    upcoming = catalogue.get(db, given.id)
    assert upcoming is not None
    return upcoming
