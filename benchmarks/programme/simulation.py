"""Lives through the programme: at each moment at which something happens or is due, people and officials act, then the
scheduler and the sender work, and now and then one of them is killed while it does."""

from __future__ import annotations

import asyncio
import datetime as dt
import heapq
import random
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from benchmarks.delivery.wire import told
from benchmarks.programme import story
from benchmarks.programme.crew import Crew
from benchmarks.programme.hands import CHANNEL, set_clock
from benchmarks.programme.history import History, Place, Session
from benchmarks.programme.story import Event, Size, World
from bot.db.models import Enrolment, OutboxMessage, TimedTask, TrainingSession
from bot.db.session import Database
from bot.delivery.outbox import QUEUED
from bot.delivery.policy import Rules
from bot.knowledge.library import read
from bot.services.training import enrolments, sessions
from bot.services.training.catalogue import PLANNED, Refused
from bot.services.training.plans import Schedule
from bot.services.training.sessions import Change
from bot.settings import get_settings

PASSED = dt.timedelta(seconds=61)
"""What a lease lasts, and how long receipts of a message in doubt are waited for."""
AFTER = dt.timedelta(days=36)
"""So long after the last session the tests of 30 days later are over."""


class Simulation:
    """One run. `happened`: how often what was done, `history`: how it really was."""

    def __init__(self, database: Database, folder: Path, port: int, size: Size, seed: int) -> None:
        self._chance = random.Random(seed)
        self._database, self._port, self._size = database, port, size
        self._clock = folder / "clock"
        self._now = story.BEGIN
        set_clock(self._clock, self._now)
        self._schedule = Schedule(read(get_settings().content_dir).reminders, Rules())
        self._world: World = story.made(database, size, self._chance)
        url = database.url.render_as_string(hide_password=False)
        self._crew = Crew(url, folder, self._clock, port, self._chance)
        self._asked: set[tuple[str, int]] = set()
        self.history = History()
        self.happened: dict[str, int] = dict.fromkeys(("enrol", "give_up", "move", "cancel", "answer", "moments"), 0)

    @property
    def killed(self) -> dict[str, int]:
        """How often each process was killed."""
        return dict(self._crew.killed)

    @property
    def killed_at_work(self) -> dict[str, int]:
        """Of these, how often before it had done all."""
        return dict(self._crew.at_work)

    def run(self) -> None:
        """From the first day to the last message."""
        events = list(self._world.events)
        heapq.heapify(events)
        end = self._world.events[-1].at + AFTER
        self._look()
        try:
            while (moment := self._next(events)) is not None and moment <= end:
                self._set(max(self._now, moment))
                while events and events[0].at <= self._now:
                    self._happens(heapq.heappop(events))
                self._attend()
                self._look()
                if not any(begin <= self._now < over for begin, over in self._world.down):
                    self._works()
                    self._look()
                for event in self._answers():
                    heapq.heappush(events, event)
                self.happened["moments"] += 1
        finally:
            self._crew.end()

    def arrived(self) -> dict[str, int]:
        """What the stand-in took: "key recipient moment" -> how often."""
        found: dict[str, int] = asyncio.run(told(self._port, f"keys\t{CHANNEL}"))
        return found

    # ---- Time

    def _next(self, events: list[Event]) -> dt.datetime | None:
        with self._database.session() as db:
            task = db.scalar(select(func.min(TimedTask.due_at)).where(TimedTask.status == "waiting"))
            queued = db.scalar(select(func.min(OutboxMessage.next_attempt_at)).where(OutboxMessage.status == QUEUED))
        up = next((over for begin, over in self._world.down if begin <= self._now < over), None)
        due = [one for one in (task, queued) if one is not None]
        found = [max(min(due), up or min(due), self._now + dt.timedelta(seconds=1))] if due else []
        found += [events[0].at] if events else []
        return min(found, default=None)

    def _set(self, now: dt.datetime) -> None:
        self._now = now
        set_clock(self._clock, now)

    def _passes(self) -> None:
        self._set(self._now + PASSED)

    # ---- Work

    def _works(self) -> None:
        with self._database.session() as db:
            due = db.scalar(select(func.count()).where(TimedTask.status == "waiting", TimedTask.due_at <= self._now))
        dies = self._dies(due or 0)
        if dies == "scheduler":
            self._crew.dies("scheduler", self._passes)
        else:
            self._crew.works("scheduler")
        self.history.worked.append(self._now)
        if dies == "sender":
            self._crew.dies("sender", self._passes)
        else:
            self._crew.works("sender")

    def _dies(self, due: int) -> str:
        """Who is killed at this moment: somebody only if there is something to interrupt, and until all kills are
        used up; the later, the more likely."""
        left = {part: self._size.kills - number for part, number in self._crew.killed.items()}
        known = [part for part, number in left.items() if number > 0]
        if not known or due < min(8, self._size.people // 20):
            return ""
        likely = 2.2 * sum(left.values()) / (self._size.sessions * 4)
        return self._chance.choice(known) if self._chance.random() < likely else ""

    # ---- What people and officials do

    def _happens(self, event: Event) -> None:
        session = self._world.sessions[event.session]
        with self._database.session() as db:
            match event.kind:
                case "move" | "cancel":
                    self._official(db, event, session)
                case "enrol":
                    for who in event.who:
                        enrolments.enrol(db, self._world.people[who], session, self._now, schedule=self._schedule)
                        self.happened["enrol"] += 1
                case "give_up":
                    self._gives_up(db, self._world.people[event.who[0]], session)
                case "answer":
                    self._answers_now(db, event)

    def _official(self, db: Any, event: Event, session: str) -> None:
        row = db.get_one(TrainingSession, session)
        try:
            if event.kind == "move":
                change = Change(**story.moved(self._chance, row.starts_at, self._now))
                sessions.move(db, session, change, "the hall is taken", "simulation", self._schedule, self._now)
            else:
                sessions.cancel(db, session, "the trainer is ill", "simulation", self._now, schedule=self._schedule)
        except Refused:
            return  # it has begun, or was cancelled
        self.happened[event.kind] += 1

    def _gives_up(self, db: Any, person: str, session: str) -> None:
        wanted = select(Enrolment.id).where(Enrolment.contact_id == person, Enrolment.session_id == session)
        if (found := db.scalar(wanted)) is not None:
            enrolments.cancel(db, person, found, self._now, schedule=self._schedule)
            self.happened["give_up"] += 1

    def _answers(self) -> list[Event]:
        """Those who were offered a place say something, soon or late; some never do."""
        found = []
        with self._database.session() as db:
            rows = db.execute(
                select(Enrolment.contact_id, Enrolment.session_id, Enrolment.round).where(Enrolment.status == "offered")
            ).all()
        people = {one: number for number, one in enumerate(self._world.people)}
        for person, session, turn in rows:
            if (f"{person} {session}", turn) in self._asked:
                continue
            self._asked.add((f"{person} {session}", turn))
            if self._chance.random() < 0.7:
                at = self._now + dt.timedelta(hours=self._chance.uniform(0.2, 20))
                found.append(Event(at, "answer", self._world.sessions.index(session), (people[person],)))
        return found

    def _answers_now(self, db: Any, event: Event) -> None:
        person, session = self._world.people[event.who[0]], self._world.sessions[event.session]
        wanted = select(Enrolment.id).where(Enrolment.contact_id == person, Enrolment.session_id == session)
        if (found := db.scalar(wanted)) is not None:
            yes = self._chance.random() < 0.8
            enrolments.answer(db, person, found, yes, self._now, schedule=self._schedule)
            self.happened["answer"] += 1

    def _attend(self) -> None:
        """Of a session that is over, most were there."""
        with self._database.session() as db:
            rows = db.execute(
                select(Enrolment, TrainingSession)
                .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
                .where(TrainingSession.status == PLANNED, TrainingSession.ends_at <= self._now,
                       Enrolment.status == "enrolled", Enrolment.came_at.is_(None))
            ).all()  # fmt: skip
            for enrolment, session in rows:
                if int(enrolment.id[:4], 16) % 10 < 8:
                    enrolment.came_at, enrolment.came_by = session.starts_at, "list"

    # ---- What was so

    def _look(self) -> None:
        """Notes how everything is that is not over."""
        with self._database.session() as db:
            for row in db.execute(
                select(TrainingSession.id, TrainingSession.version, TrainingSession.starts_at, TrainingSession.status,
                       TrainingSession.mode)
            ):  # fmt: skip
                state = Session(self._now, row.version, row.starts_at, row.status, row.mode)
                self.history.saw_session(row.id, state)
            changed = select(Enrolment.id, Enrolment.session_id, Enrolment.status, Enrolment.round).join(
                TrainingSession, TrainingSession.id == Enrolment.session_id
            )
            since = self._now - dt.timedelta(days=2)
            for one in db.execute(changed.where(TrainingSession.ends_at > since)):
                self.history.saw(one.id, one.session_id, Place(self._now, one.status, one.round))
