"""Counts of messages: the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from bot.channels.base import Inbound
from bot.conversation import inbox
from bot.conversation.inbox import Result
from bot.conversation.outcome import Counted
from bot.db.models import Contact, Learner, TurnSpeed, TurnTally, WorkerContact
from bot.db.session import Database
from bot.services import contacts, tallies
from bot.services.privacy import retention
from bot.services.tallies import BUCKETS, Turn, bucket
from tests.contract.test_retention import PERIODS
from tests.register import entered

NOW = dt.datetime(2026, 11, 22, 19, 0, tzinfo=dt.UTC)  # already the 23rd in India
DAY = dt.date(2026, 11, 23)
TURN = Turn(DAY, "web", "bn", "bn", "pmegp", "answered", "malda", 120)


def rows(database: Database) -> list[tuple[Any, ...]]:
    with database.session() as session:
        found = session.scalars(select(TurnTally).order_by(TurnTally.district, TurnTally.outcome))
        return [(one.day, one.topic, one.outcome, one.district, one.count, one.millis) for one in found]


def speeds(database: Database) -> dict[int, int]:
    with database.session() as session:
        return {one.bucket: one.count for one in session.scalars(select(TurnSpeed))}


def test_the_same_turn_twice_is_one_row(database: Database) -> None:
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    with database.session() as session:
        assert tallies.count(session, TURN)
        assert tallies.count(session, Turn(DAY, "web", "bn", "bn", "pmegp", "answered", "malda", 20_500))
    assert rows(database) == [(DAY, "pmegp", "answered", "malda", 2, 20_620)]
    assert speeds(database) == {150: 1, 30_000: 1}
    assert sum(one.startswith("INSERT") for one in statements) == 4 and not any("UPDATE turn" in s for s in statements)


@pytest.mark.parametrize(("millis", "end"), [(0, 50), (50, 50), (51, 100), (30_000, 30_000), (30_001, 0), (10**9, 0)])
def test_classes_of_time(millis: int, end: int) -> None:
    assert bucket(millis) == end


def test_the_ends_of_the_classes_fit_the_column() -> None:
    assert max(BUCKETS) < 2**15 and sorted(BUCKETS) == list(BUCKETS)


def test_the_district_is_that_of_the_registration_or_of_the_learner(database: Database) -> None:
    with database.session() as session:
        people = {name: contacts.find_or_create(session, "web", name, NOW).id for name in "abc"}
        worker = entered(session, district="nadia")
        session.add(WorkerContact(worker_id=worker, contact_id=people["a"], role="self", since=NOW))
        helped = entered(session, district="howrah")
        session.add(WorkerContact(worker_id=helped, contact_id=people["b"], role="helper", since=NOW))
        session.add_all(Learner(contact_id=people[one], district="malda", updated_at=NOW) for one in "ab")
        for one in people.values():
            tallies.count(session, Turn(DAY, "web", "bn", "bn", "", "other", None, 1), one)
    assert [(district, count) for *_, district, count, _ in rows(database)] == [("", 1), ("malda", 1), ("nadia", 1)]


def test_a_count_that_fails_fails_no_turn(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: Any, __: Any, statement: str, *___: Any) -> None:
        if "turn_speeds" in statement:
            raise OperationalError(statement, {}, Exception("disk full"))

    event.listen(database.engine, "before_cursor_execute", broken)
    with database.session() as session:
        contacts.find_or_create(session, "web", "somebody", NOW)
        assert not tallies.count(session, TURN)
    assert rows(database) == []
    with database.session() as session:  # the rest of the transaction is there
        assert session.scalar(select(Contact.channel)) == "web"
    assert "a turn was not counted" in caplog.text and "disk full" not in caplog.text


@pytest.mark.parametrize(
    ("result", "outcome", "topic"),
    [
        (Result((), {}, None, counted=Counted("bn", "bn", "pmegp", "answered")), "answered", "pmegp"),
        (Result((), {}, None, failed=True, counted=Counted("bn", outcome="failed")), "failed", ""),
        (Result((), {}, None), "other", ""),
    ],
)
def test_each_turn_is_counted_once(database: Database, result: Result, outcome: str, topic: str) -> None:
    with database.session() as session:
        accepted = inbox.accept(session, Inbound("web", "somebody", "1", "text", "PMEGP?"), NOW)
    with database.session() as session:
        work = inbox.load(session, accepted.id)
    assert work is not None
    later = NOW + dt.timedelta(milliseconds=640)
    for _ in range(2):  # the second time the turn is done already
        with database.session() as session:
            inbox.finish(session, work, result, True, later)
    assert rows(database) == [(DAY, topic, outcome, "", 1, 640)]
    assert speeds(database) == {750: 1}


def test_old_counts_go(database: Database) -> None:
    with database.session() as session:
        for days in (1094, 1096, 2000):
            day = DAY - dt.timedelta(days=days)
            tallies.count(session, Turn(day, "web", "bn", "bn", "", "other", "", 1))
    with database.session() as session:
        gone = retention.enforce(session, PERIODS, NOW)
    assert (gone["counts of messages"], gone["counts of times"]) == (2, 2)
    assert [row[0] for row in rows(database)] == [DAY - dt.timedelta(days=1094)]
