"""The chain of what officials did: whoever changes it behind the service's back is noticed, at the right place."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, func, insert, select, text

from bot.db import triggers
from bot.db.models import AuditEvent, AuditHead
from bot.db.session import Database
from bot.services import audit, audit_chain
from bot.services.audit_chain import Break
from bot.services.privacy import retention
from tests.contract.test_retention import PERIODS

NOW = dt.datetime(2026, 11, 22, 6, 0, 0, 123456, tzinfo=dt.UTC)
COUNT = 6


def fill(database: Database, count: int = COUNT, at: dt.datetime = NOW) -> None:
    with database.session() as session:
        for number in range(count):
            audit.note(
                session, "A. Roy, মালদা", "export", at + dt.timedelta(seconds=number), about=f"w{number}",
                reason="asked by the bank", address="203.0.113.7", people=number, share=0.5, districts=["malda"],
            )  # fmt: skip


def verdict(database: Database) -> audit_chain.Verdict:
    with database.session() as session:
        return audit_chain.verify(session)


@contextmanager
def behind(database: Database):  # type: ignore[no-untyped-def]
    """As somebody who owns the database: the triggers are no hindrance."""
    with database.engine.begin() as connection:
        triggers.drop(connection)
        yield connection
        triggers.create(connection)


def test_what_nobody_touched_holds(database: Database) -> None:
    assert verdict(database) == audit_chain.Verdict(0, 0, "")
    fill(database)
    found = verdict(database)
    assert (found.events, found.last, found.broken) == (COUNT, COUNT, None) and len(found.seal) == 64


@pytest.mark.parametrize("portion", [1, 2, 5])
def test_in_portions(database: Database, monkeypatch: pytest.MonkeyPatch, portion: int) -> None:
    monkeypatch.setattr(audit_chain, "_AT_ONCE", portion)
    fill(database)
    assert verdict(database).events == COUNT


@pytest.mark.parametrize(
    "change",
    [
        "at = '2026-11-22 05:00:00+00'", "actor = 'B. Sen'", "act = 'unmask'", "about = ''", "reason = ''",
        "details = '{}'", "address = NULL", "digest = NULL", "digest = 'x'",
    ],
)  # fmt: skip
def test_a_changed_field(database: Database, change: str) -> None:
    fill(database)
    with behind(database) as connection:
        connection.execute(text(f"UPDATE audit_events SET {change} WHERE id = 3"))
    found = verdict(database)
    assert found.broken == Break(3, "changed") and found.events == 2


def deleted(*ids: int) -> Callable[[Connection], None]:
    def act(connection: Connection) -> None:
        for each in ids:
            connection.execute(text("DELETE FROM audit_events WHERE id = :id"), {"id": each})

    return act


def head_back(connection: Connection) -> None:
    """Cut at the end, and the head moved back with what is known without the key."""
    deleted(6)(connection)
    connection.execute(text("UPDATE audit_heads SET event_id = 5, digest = (SELECT digest FROM audit_events "
                            "WHERE id = 5) WHERE name = 'last'"))  # fmt: skip


def beginning_moved(connection: Connection) -> None:
    deleted(1, 2)(connection)
    connection.execute(text("UPDATE audit_heads SET event_id = 2, digest = (SELECT digest FROM audit_events "
                            "WHERE id = 3) WHERE name = 'first'"))  # fmt: skip


def swapped(connection: Connection) -> None:
    for before, after in ((3, 99), (4, 3), (99, 4)):
        connection.execute(text("UPDATE audit_events SET id = :after WHERE id = :before"),
                           {"after": after, "before": before})  # fmt: skip


def put_in(number: int) -> Callable[[Connection], None]:
    def act(connection: Connection) -> None:
        for each in range(COUNT, number - 1, -1):
            connection.execute(text("UPDATE audit_events SET id = id + 1 WHERE id = :id"), {"id": each})
        stolen = connection.scalar(text("SELECT digest FROM audit_events WHERE id = 2"))
        row = {"id": number, "at": NOW, "actor": "B. Sen", "act": "unmask", "about": "", "reason": "", "details": {}}
        connection.execute(insert(AuditEvent), [{**row, "digest": stolen}])

    return act


def without_heads(connection: Connection) -> None:
    connection.execute(text("DELETE FROM audit_heads"))


@pytest.mark.parametrize(
    "act, broken",
    [
        (deleted(3), Break(3, "missing")), (deleted(1), Break(1, "beginning")), (deleted(6), Break(6, "end")),
        (deleted(5, 6), Break(5, "end")), (deleted(1, 2, 3, 4, 5, 6), Break(1, "end")), (head_back, Break(5, "head")),
        (beginning_moved, Break(3, "changed")), (swapped, Break(3, "changed")), (put_in(3), Break(3, "changed")),
        (put_in(7), Break(7, "inserted")), (without_heads, Break(1, "head")),
    ],
)  # fmt: skip
def test_rows_taken_out_swapped_or_put_in(database: Database, act: Callable[[Connection], None], broken: Break) -> None:
    fill(database)
    with behind(database) as connection:
        act(connection)
    assert verdict(database).broken == broken


def test_what_was_undone_leaves_no_hole(database: Database) -> None:
    fill(database, 2)
    with pytest.raises(RuntimeError), database.session() as session:
        audit.note(session, "A. Roy", "export", NOW)
        raise RuntimeError
    fill(database, 2)
    assert (verdict(database).events, verdict(database).broken) == (4, None)


def test_events_of_before_the_chain_are_told_apart(database: Database) -> None:
    with behind(database) as connection:
        row = {"at": NOW, "actor": "A. Roy", "act": "export", "about": "", "reason": "", "details": {}}
        connection.execute(insert(AuditEvent), [{**row, "id": each} for each in (1, 2)])
    fill(database)
    found = verdict(database)
    assert (found.events, found.last, found.unchained, found.broken) == (COUNT, COUNT + 2, 2, None)


def test_writers_at_the_same_time_make_one_chain(database: Database) -> None:
    faults: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(15):
                with database.session() as session:
                    audit.note(session, name, "export", NOW, people=number)
        except BaseException as error:  # shown by the test
            faults.append(error)

    threads = [threading.Thread(target=write, args=(f"officer {each}",)) for each in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not faults
    assert (verdict(database).events, verdict(database).broken) == (90, None)


def test_after_retention_the_rest_holds(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    old = NOW - PERIODS.audit - dt.timedelta(days=1)
    fill(database, 4, old)
    fill(database, 3)
    with database.session() as session:
        audit.note(session, "A. Roy", "late", old)  # a clock that was wrong: it stands behind a newer one, and stays
    with database.session() as session:
        gone = [retention.enforce(session, PERIODS, NOW)["notes of officials"] for _ in range(3)]
    assert gone == [3, 1, 0]
    found = verdict(database)
    assert (found.events, found.last, found.broken) == (4, 8, None)
    with database.session() as session:
        head = session.get_one(AuditHead, "first")
        assert head.event_id == 4 and session.scalar(select(func.min(AuditEvent.id))) == 5
    with behind(database) as connection:
        deleted(5)(connection)
    assert verdict(database).broken == Break(5, "beginning")


def test_another_key_makes_another_seal(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(database)
    monkeypatch.setattr(audit_chain, "_FOR_EVENTS", "another")
    assert verdict(database).broken == Break(1, "changed")
