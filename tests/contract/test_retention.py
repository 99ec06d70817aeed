"""What was kept long enough goes, and nothing else: counted before, erased after, on both stores."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bot.db.models import (
    AuditEvent,
    Contact,
    Draft,
    MarketingCount,
    Need,
    Referral,
    TurnSpeed,
    TurnTally,
    Worker,
    WorkerContact,
)
from bot.db.session import Database
from bot.housekeeping import Housekeeping, periods
from bot.services import audit, consent, contacts
from bot.services.engine_memory import EngineMemory
from bot.services.privacy import retention
from bot.settings import Settings

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
PERIODS = retention.Periods(*(dt.timedelta(days=days) for days in (30, 60, 1095, 730, 365, 1095)))


def days(number: int) -> dt.datetime:
    return NOW - dt.timedelta(days=number)


def worker(session: Any, number: str, at: dt.datetime, **more: Any) -> Worker:
    values = {"name": "A", "phone": "+919831012345", "district": "malda", "registered_at": at, "updated_at": at}
    made = Worker(number=number, **(values | more))
    session.add(made)
    session.flush()
    consent.record(session, made.id, "s", "registry", "granted", at)
    return made


def fill(database: Database) -> None:
    """Of each kind one that is due and one that is not."""
    with database.session() as session:
        for name, seen in (
            ("silent", days(731)),
            ("new", days(729)),
            ("long silent", days(1096)),
            ("quiet", days(1000)),
        ):
            who = contacts.find_or_create(session, "web", name, NOW).id
            session.get_one(Contact, who).seen_at = seen
        by = {contact.sender: contact.id for contact in session.scalars(select(Contact))}
        for tool, at in (("worker", days(31)), ("need", days(29))):
            session.add(Draft(contact_id=by["new"], tool=tool, known="{}", updated_at=at))
        worker(session, "due list", days(61), status="unconfirmed")
        worker(session, "fresh list", days(59), status="unconfirmed")
        worker(session, "due", days(1096))
        worker(session, "changed", days(2000), updated_at=days(1094))
        heard = worker(session, "heard of", days(2000))
        unheard = worker(session, "unheard of", days(2000))
        helped = worker(session, "helped", days(2000))
        for one, contact, role in ((heard, "new", "self"), (unheard, "long silent", "self"), (helped, "new", "helper")):
            session.add(WorkerContact(worker_id=one.id, contact_id=by[contact], role=role, since=NOW))
        common = {"phone": "+91", "district": "malda", "language": "bn", "created_at": days(900)}
        for number, status, at in (("1", "closed", days(366)), ("2", "filled", days(364)), ("3", "open", days(900))):
            need = {"employer": "E", "trade": "mason", "count": 1, "status": status, "updated_at": at}
            session.add(Need(number=number, contact_id=by["new"], **(common | need)))
        for number, status, at in (("1", "dropped", days(366)), ("2", "refused", days(364)), ("3", "new", days(900))):
            referral = {"name": "N", "purpose": "tools", "status": status, "updated_at": at}
            session.add(Referral(number=number, contact_id=by["new"], **(common | referral)))
        for day in (days(40), days(3)):
            session.add(MarketingCount(contact_id=by["new"], day=day.date(), count=1))
        for at in (days(1096), days(1090)):
            told = {"day": at.date(), "channel": "web", "count": 1}
            session.add(TurnTally(language="bn", register="bn", outcome="answered", **told))
            session.add(TurnSpeed(bucket=100, **told))
        for at in (days(1096), days(1094)):
            audit.note(session, "officer", "export", at)
        consent.record(session, by["silent"], "s", "reminders", "granted", days(731))


DUE = {
    "begun forms": 1, "codes": 0, "wrong codes": 0, "unconfirmed registrations": 1, "registrations": 3, "contacts": 3,
    "needs": 1, "referrals": 1, "daily counts": 1, "notes of officials": 1, "words of feedback": 0, "timed tasks": 0,
    "counts of messages": 1, "counts of times": 1,
}  # fmt: skip


def test_what_is_due_goes(database: Database) -> None:
    fill(database)
    with database.session() as session:
        assert retention.due(session, PERIODS, NOW) == DUE
    with database.session() as session:
        assert retention.enforce(session, PERIODS, NOW) == DUE
    with database.session() as session:
        assert not any(retention.due(session, PERIODS, NOW).values())
        assert set(session.scalars(select(Worker.number))) == {"fresh list", "changed", "heard of"}
        erased = session.scalars(select(Contact.sender).where(Contact.erased_at.is_not(None)))
        assert set(erased) == {"silent", "long silent", "quiet"}
        assert set(session.scalars(select(Need.number))) == {"2", "3"} == set(session.scalars(select(Referral.number)))
        assert session.scalars(select(Draft.tool)).all() == ["need"]
        assert session.scalar(select(func.count()).select_from(AuditEvent)) == 1
        kinds = session.execute(text("SELECT kind, count(*) FROM consent_events GROUP BY kind")).all()
        assert {kind: number for kind, number in kinds} == {"granted": 3, "erased": 5}


def test_much_goes_in_portions(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    with database.session() as session:
        for number in range(5):
            audit.note(session, f"officer {number}", "export", days(2000))
        assert [retention.enforce(session, PERIODS, NOW)["notes of officials"] for _ in range(4)] == [2, 2, 1, 0]


def engine_database(tmp_path: Path) -> str:
    made = Database(f"sqlite:///{tmp_path / 'engine.sqlite3'}")
    with made.engine.begin() as connection:
        connection.execute(text("CREATE TABLE trackers (sender_id VARCHAR(64), events TEXT, updated_at FLOAT)"))
        for name, at in (("old", days(31)), ("new", days(29)), ("silent", days(1))):
            values = {"id": name, "events": json.dumps([name]), "at": at.timestamp()}
            connection.execute(text("INSERT INTO trackers VALUES (:id, :events, :at)"), values)
    made.close()
    return f"sqlite:///{tmp_path / 'engine.sqlite3'}"


def test_the_night_does_all_of_it(database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    fill(database)
    settings = Settings(data_dir=tmp_path)
    memory = EngineMemory(engine_database(tmp_path))
    house = Housekeeping(database, memory, settings, lambda: NOW)
    with database.session() as session:
        (silent,) = session.scalars(select(Contact.id).where(Contact.sender == "silent"))
    with memory._database.session() as session:
        session.execute(text("UPDATE trackers SET sender_id = :id WHERE sender_id = 'silent'"), {"id": silent})
    asyncio.run(house.nightly())
    with database.session() as session:
        assert set(session.scalars(select(Contact.sender))) == {"new"}
    assert memory.read("old") == memory.read(silent) == [] and memory.read("new") == ["new"]
    said = "\n".join(caplog.messages)
    assert "3 registrations" in said and "3 erased contacts are gone" in said and "1 old conversations" in said
    assert "9831012345" not in said and "silent" not in said.replace(silent, "silent")
    memory.close()


def test_one_duty_that_fails_does_not_keep_the_others(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("no")

    fill(database)
    monkeypatch.setattr("bot.housekeeping.outbox.forget_texts", broken)
    memory = EngineMemory(f"sqlite:///{tmp_path / 'no engine yet.sqlite3'}")
    asyncio.run(Housekeeping(database, memory, Settings(data_dir=tmp_path), lambda: NOW).nightly())
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "housekeeping: texts failed; tried again the next night"
    ]
    with database.session() as session:
        assert not any(retention.due(session, PERIODS, NOW).values())
    memory.close()


def test_the_periods_are_the_settings(tmp_path: Path) -> None:
    assert periods(Settings(data_dir=tmp_path)) == PERIODS
    assert periods(Settings(data_dir=tmp_path, worker_retention_days=100)).workers == dt.timedelta(days=100)
