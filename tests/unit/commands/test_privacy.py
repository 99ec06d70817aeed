"""`bot privacy` as an officer at the machine calls it."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.db import keys, migrate
from bot.db.models import AuditEvent, Contact, Draft, Worker, WorkerContact
from bot.db.session import Database
from bot.services import consent, contacts

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
WHY = ("--reason", "she asked for it at the desk, Rina Das 98310 12345")


@pytest.fixture
def people(folders: Path) -> Database:
    """Rina, registered by WhatsApp; two who share a number; and what the engine remembers of Rina."""
    (folders / "data").mkdir(parents=True)
    address = f"sqlite:///{folders / 'data' / 'bot.sqlite3'}"
    migrate.upgrade(address)
    database = Database(address)
    with database.session() as session:
        rina = contacts.find_or_create(session, "whatsapp", "919831012345", NOW).id
        values = {"district": "malda", "registered_at": NOW, "updated_at": NOW}
        for number, name, phone in (
            ("WB123456784", "Rina Das", "+919831012345"), ("WB000000012", "A", "+919007000000"),
            ("WB000000023", "B", "+919007000000"),
        ):  # fmt: skip
            worker = Worker(number=number, name=name, phone=phone, **values)
            session.add(worker)
            session.flush()
            consent.record(session, worker.id, consent.subject_of_phone(phone), "registry", "granted", NOW)
            if name == "Rina Das":
                session.add(WorkerContact(worker_id=worker.id, contact_id=rina, role="self", since=NOW))
        old = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        session.add(Draft(contact_id=rina, tool="worker", known="{}", updated_at=old))
    engine = Database(f"sqlite:///{folders / 'data' / 'engine.sqlite3'}")
    with engine.engine.begin() as connection:
        connection.execute(text("CREATE TABLE trackers (sender_id VARCHAR(64), events TEXT, updated_at FLOAT)"))
        values = {"id": rina, "events": json.dumps(["remembered"]), "at": dt.datetime.now().timestamp()}
        connection.execute(text("INSERT INTO trackers VALUES (:id, :events, :at)"), values)
    engine.close()
    return database


def audited(database: Database) -> list[tuple[str, str]]:
    with database.session() as session:
        return [(row.act, row.reason) for row in session.scalars(select(AuditEvent))]


@pytest.mark.parametrize("who", ["WB-1234-5678-4", "98310 12345", "+919831012345", "wb123456784"])
def test_an_export_holds_everything_and_is_noted(command: Callable[..., Any], people: Database, who: str) -> None:
    done = command("privacy", "export", who, *WHY)
    assert done.code == 0, done.err
    assert done.json["registrations"][0]["name"] == "Rina Das" and done.json["engine"] == [["remembered"]]
    ((act, reason),) = audited(people)
    assert act == "export_person" and "98310" not in reason and "at the desk" in reason


def test_a_file_is_for_its_owner_alone(command: Callable[..., Any], people: Database, tmp_path: Path) -> None:
    out = tmp_path / "rina.json"
    done = command("privacy", "export", "WB-1234-5678-4", *WHY, "--out", str(out))
    assert done.code == 0 and "Rina" not in done.out
    assert out.stat().st_mode & 0o777 == 0o600 and json.loads(out.read_text("utf-8"))["registrations"]
    again = command("privacy", "export", "WB-1234-5678-4", *WHY, "--out", str(out))
    assert again.code != 0 and "not there yet" in again.err


def test_an_erasure_reaches_the_files(command: Callable[..., Any], people: Database, folders: Path) -> None:
    people.close()
    done = command("privacy", "erase", "98310 12345", *WHY, "--yes")
    assert done.code == 0, done.err
    assert "1 registration" in done.out
    database = Database(f"sqlite:///{folders / 'data' / 'bot.sqlite3'}")
    with database.session() as session:
        assert session.scalars(select(Contact)).all() == []
        assert set(session.scalars(select(Worker.name))) == {"A", "B"}
    assert [act for act, _ in audited(database)] == ["erase_person"]
    database.close()
    for file in (folders / "data").iterdir():
        assert not any(trace in file.read_bytes() for trace in (b"Rina Das", b"remembered")), file


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("erase", "12", "--reason", "asked at the desk", "--yes"), "neither a registration number"),
        (("erase", "98765 43210", "--reason", "asked at the desk", "--yes"), "Nobody is known"),
        (("erase", "WB-1234-5678-5", "--reason", "asked at the desk", "--yes"), "neither a registration number"),
        (("erase", "90070 00000", "--reason", "asked at the desk", "--yes"), "WB-0000-0001-2"),
        (("erase", "98310 12345", "--reason", "asked", "--yes"), "at least 10 letters"),
        (("export", "98310 12345", "--reason", "9831012345"), "at least 10 letters"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    command: Callable[..., Any], people: Database, arguments: tuple[str, ...], sentence: str
) -> None:
    done = command("privacy", *arguments)
    assert done.code != 0 and sentence in done.err and "Traceback" not in done.err
    assert audited(people) == []
    with people.session() as session:
        assert len(session.scalars(select(Worker)).all()) == 3


def test_retention_counts_first(command: Callable[..., Any], people: Database) -> None:
    due = command("privacy", "retention", "--dry-run", "--json").json
    assert due["due"]["begun forms"] == 1 and due["erased"] is False
    assert "Nothing was erased." in command("privacy", "retention", "--dry-run").out
    assert command("privacy", "retention").code == 0
    assert command("privacy", "retention", "--dry-run", "--json").json["due"]["begun forms"] == 0


def test_keys_are_printed_after_a_yes(
    command: Callable[..., Any], people: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    refused = command("privacy", "keys")
    assert refused.code != 0 and "Nothing was printed." in refused.err and "sealing" not in refused.out
    printed = command("privacy", "keys", "--yes").out
    assert keys.Keyring.loads(printed).lookup == keys.current().lookup


def test_with_keys_in_the_environment_it_says_what_to_set(
    command: Callable[..., Any], people: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bot.settings

    first = command("privacy", "rotate-key")
    both = first.out.splitlines()[-1]
    assert first.code == 0 and len(keys.Keyring.loads(both).sealing) == 2
    monkeypatch.setenv("DATA_KEYS", both)
    bot.settings.get_settings.cache_clear()
    second = command("privacy", "rotate-key")
    one = keys.Keyring.loads(second.out.splitlines()[-1])
    assert second.code == 0 and one.sealing == keys.Keyring.loads(both).sealing[:1]
    keys.use(one)
    with people.session() as session:
        assert "+919831012345" in session.scalars(select(Worker.phone)).all()


@pytest.mark.parametrize("running", ["gateway", "sender"])
def test_a_key_is_not_changed_while_the_service_runs(
    command: Callable[..., Any], people: Database, folders: Path, running: str
) -> None:
    import fcntl

    data = folders / "data"
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        held = -1
        if running == "gateway":
            told = {"port": listening.getsockname()[1], "engine_url": ""}
            (data / "run.json").write_text(json.dumps(told), "utf-8")
        else:
            (data / "outbox").mkdir()
            held = os.open(data / "outbox" / "sender-1.lock", os.O_RDWR | os.O_CREAT)
            fcntl.flock(held, fcntl.LOCK_EX)
        done = command("privacy", "rotate-key")
        assert done.code != 0 and "The service runs: end it first" in done.err
        if held >= 0:
            os.close(held)
    assert command("privacy", "rotate-key").code == 0  # a file that a crash left is no service
