"""Any order of everything that happens to sessions and the people in them, beside what must always be so."""

from __future__ import annotations

import secrets

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Enrolment, TimedTask, TrainingSession
from bot.db.session import Database
from bot.services import timing
from bot.services.training import catalogue, enrolments, plans, sessions, waiting
from bot.services.training.sessions import Change, Refused
from tests.contract.stores import undone
from tests.contract.training_rows import DAY, HOUR, NOW, SCHEDULE, course, person, programme, session

HOLDING = ("enrolled", "offered")
REMINDERS = {"days3", "day1", "hours2", "link", "pre_test"}
PEOPLE, SESSIONS = 5, 3


class Life(RuleBasedStateMachine):
    """Five people and three sessions of two courses with one or two places each. Time passes with the scheduler's
    duties done, as they fall due."""

    store: Database

    @initialize(capacities=st.lists(st.integers(1, 2), min_size=SESSIONS, max_size=SESSIONS))
    def begin(self, capacities: list[int]) -> None:
        self.now = NOW
        agency = programme(self.store)[1]
        first, second = course(self.store, agency), course(self.store, agency)
        courses, days = (first, first, second), (3, 4, 3)
        self.people = [person(self.store, secrets.token_hex(6)) for _ in range(PEOPLE)]
        self.sessions = [
            session(self.store, of, NOW + day * DAY, capacity=capacity)
            for of, day, capacity in zip(courses, days, capacities, strict=True)
        ]
        self.order: dict[str, list[str]] = {one: [] for one in self.sessions}  # who waits, as they came

    @rule(who=st.integers(0, PEOPLE - 1), where=st.integers(0, SESSIONS - 1), sure=st.booleans())
    def enrol(self, who: int, where: int, sure: bool) -> None:
        with self.store.session() as db:
            done = enrolments.enrol(
                db, self.people[who], self.sessions[where], self.now, schedule=SCHEDULE, despite_clash=sure
            )
            assert done.kind != "clash" or not sure
            if done.kind == "waiting":
                assert done.enrolment is not None
                self._joined(self.sessions[where], done.enrolment.id)
                waits = [one for one in self.order[self.sessions[where]] if self._waits(db, one)]
                assert waits[done.ahead :] == [done.enrolment.id]

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        if (known := self._one(data)) is not None:
            with self.store.session() as db:
                assert enrolments.cancel(db, known[1], known[0], self.now, schedule=SCHEDULE) is not None

    @rule(data=st.data(), yes=st.booleans())
    def answer(self, data: st.DataObject, yes: bool) -> None:
        if (known := self._one(data, "offered")) is not None:
            with self.store.session() as db:
                done = enrolments.answer(db, known[1], known[0], yes, self.now, schedule=SCHEDULE)
                assert done.kind in ("enrolled", "declined", "offer_over")
                assert done.kind != "enrolled" or yes

    @rule(data=st.data(), where=st.integers(0, SESSIONS - 1))
    def transfer(self, data: st.DataObject, where: int) -> None:
        if (known := self._one(data)) is not None:
            with self.store.session() as db:
                done = enrolments.transfer(
                    db, known[1], known[0], self.sessions[where], self.now, schedule=SCHEDULE, despite_clash=True
                )
                if done.kind == "waiting" and done.enrolment is not None:
                    self._joined(self.sessions[where], done.enrolment.id)

    @rule(where=st.integers(0, SESSIONS - 1), hours=st.integers(-60, 60), place=st.sampled_from(["Hall 1", "Hall 2"]))
    def move(self, where: int, hours: int, place: str) -> None:
        with self.store.session() as db:
            starts = db.get_one(TrainingSession, self.sessions[where]).starts_at + hours * HOUR
            change = Change(starts_at=starts, place=place)
            try:
                sessions.move(db, self.sessions[where], change, "", "desk", SCHEDULE, self.now)
            except Refused:
                return

    @rule(where=st.integers(0, SESSIONS - 1), really=st.integers(0, 3))
    def cancel_session(self, where: int, really: int) -> None:
        if really:
            return
        with self.store.session() as db:
            try:
                sessions.cancel(db, self.sessions[where], "ill", "desk", self.now, schedule=SCHEDULE)
            except Refused:
                return

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        until = self.now + hours * HOUR
        while True:
            with self.store.session() as db:
                due = timing.due(db, until, 1)
                if not due:
                    break
                (task,) = due
                self.now = max(self.now, task.due_at)
                if task.kind == "offer_end":
                    waiting.promote(db, task.group, self.now, schedule=SCHEDULE)
                elif task.kind == "session_end":
                    sessions.hold(db, task.subject, self.now, schedule=SCHEDULE)
                timing.settle(db, task, timing.DONE, self.now)
        self.now = until

    @invariant()
    def places_hold(self) -> None:
        with self.store.session() as db:
            for upcoming in self._upcoming(db):
                rows = self._rows(db, upcoming.session.id)
                holding = [row for row in rows if row.status in HOLDING]
                assert upcoming.session.seats == len(holding) <= upcoming.session.capacity
                waits = [row for row in rows if row.status == "waiting"]
                if upcoming.session.status != "planned":
                    assert not waits and all(row.status != "offered" for row in rows)
                elif upcoming.open(self.now) and waiting.answer_by(upcoming, SCHEDULE, self.now) is not None:
                    assert not waits or not upcoming.free
                for row in rows:
                    assert (row.status == "offered") == (row.offer_until is not None)

    @invariant()
    def the_list_keeps_its_order(self) -> None:
        with self.store.session() as db:
            for where in self.sessions:
                waits = [row for row in self._rows(db, where) if row.status == "waiting"]
                assert [waiting.ahead_of(db, row) for row in waits] == list(range(len(waits)))
                assert [row.id for row in waits] == [one for one in self.order[where] if self._waits(db, one)]

    @invariant()
    def nobody_has_two_places_in_a_course(self) -> None:
        with self.store.session() as db:
            held = [
                (row.contact_id, upcoming.course.id)
                for upcoming in self._upcoming(db)
                for row in self._rows(db, upcoming.session.id)
                if row.status == "enrolled" and upcoming.open(self.now)
            ]
            assert len(held) == len(set(held))

    @invariant()
    def what_is_planned_still_holds(self) -> None:
        with self.store.session() as db:
            session_of = {one.session.id: one.session for one in self._upcoming(db)}
            every = {row.id: row for where in self.sessions for row in self._rows(db, where)}
            for task in db.scalars(select(TimedTask).where(TimedTask.status == timing.WAITING)):
                row, of = every.get(task.subject), session_of.get(task.group)
                if of is None:
                    continue  # of an earlier run on this store
                if row is None:
                    assert task.subject == of.id and task.kind in ("session_end", "offer_end")
                    continue
                assert plans.is_of(task.version, of, row), task.kind
                if task.kind == "cancelled":
                    assert (row.status, of.status) == ("cancelled", "cancelled")
                elif task.kind in ("offer", "offer_end"):
                    assert row.status == "offered"
                elif task.kind in REMINDERS:
                    assert row.status == "enrolled" and of.status == "planned"
                else:
                    assert row.status in enrolments.ACTIVE
            for row in every.values():
                if row.status == "offered":
                    wanted = select(TimedTask.due_at).where(
                        TimedTask.subject == row.id, TimedTask.kind == "offer_end", TimedTask.status == timing.WAITING
                    )
                    assert db.scalars(wanted).all() == [row.offer_until]

    # ----

    def _joined(self, where: str, enrolment_id: str) -> None:
        self.order[where] = [*(one for one in self.order[where] if one != enrolment_id), enrolment_id]

    def _upcoming(self, db: Session) -> list[catalogue.Upcoming]:
        found = [catalogue.get(db, one) for one in self.sessions]
        return [one for one in found if one is not None]

    def _rows(self, db: Session, where: str) -> list[Enrolment]:
        wanted = select(Enrolment).where(Enrolment.session_id == where).order_by(Enrolment.since, Enrolment.id)
        return list(db.scalars(wanted))

    def _waits(self, db: Session, enrolment_id: str) -> bool:
        row = db.get(Enrolment, enrolment_id)
        return row is not None and row.status == "waiting"

    def _one(self, data: st.DataObject, status: str = "") -> tuple[str, str] | None:
        with self.store.session() as db:
            rows = [row for where in self.sessions for row in self._rows(db, where) if status in ("", row.status)]
            known = [(row.id, row.contact_id) for row in sorted(rows, key=lambda one: self._place(one))]
        return data.draw(st.sampled_from(known)) if known else None

    def _place(self, row: Enrolment) -> tuple[int, int]:
        return self.sessions.index(row.session_id), self.people.index(row.contact_id)


def test_any_order_of_everything(kept: Database) -> None:
    class OnThisStore(Life):
        store = kept

        def __init__(self) -> None:
            super().__init__()
            self._whole = undone(kept)
            self._whole.__enter__()

        def teardown(self) -> None:
            self._whole.__exit__(None, None, None)

    run_state_machine_as_test(
        OnThisStore,
        settings=settings(
            max_examples=30, stateful_step_count=25, deadline=None, phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )  # fmt: skip
