"""A new key for personal data: everything is readable before, after, and if it ends in the middle."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import String, select, text, type_coerce

from bot.db import keys, migrate, rotation
from bot.db.keys import KeyFault, Keyring
from bot.db.models import Contact, Draft, Worker
from bot.db.session import Database
from bot.services import contacts
from bot.settings import ROOT

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
PEOPLE = 25


@pytest.fixture(autouse=True)
def ring() -> Iterator[Keyring]:
    """The ring of the test; that of the others comes back after it."""
    before, own = keys.current(), Keyring.generate()
    keys.use(own)
    yield own
    keys.use(before)


def fill(database: Database) -> None:
    with database.session() as session:
        for number in range(PEOPLE):
            address = f"{number}@example" if number % 2 else None
            who = contacts.find_or_create(session, "web", f"person {number}", NOW, address=address).id
            session.add(Draft(contact_id=who, tool="worker", known=json.dumps({"n": number}), updated_at=NOW))
            session.add(Draft(contact_id=who, tool="need", known="{}", updated_at=NOW))
            values = {"name": "A", "district": "malda", "registered_at": NOW, "updated_at": NOW}
            session.add(Worker(number=f"WB{number}", phone=f"+9198310{number:05}", **values))


def seen(database: Database) -> tuple[list[str], list[str | None], list[str], list[str]]:
    with database.session() as session:
        people = session.execute(select(Contact.sender, Contact.address).order_by(Contact.created_at)).all()
        known = session.scalars(select(Draft.known)).all()
        phones = session.scalars(select(Worker.phone).order_by(Worker.number)).all()
        return sorted(p[0] for p in people), sorted(p[1] or "" for p in people), sorted(known), list(phones)


def raw(database: Database) -> list[str]:
    with database.session() as session:
        return sorted(session.scalars(select(type_coerce(Contact.sender, String))))


def test_everything_is_sealed_anew(database: Database, ring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "PORTION", 4)
    fill(database)
    before, sealed = seen(database), raw(database)
    both = rotation.begun(ring)
    assert len(both.sealing) == 2 and both.lookup == ring.lookup and both.sealing[1] == ring.sealing[0]
    assert rotation.begun(both) is both
    with database.engine.begin() as connection:
        assert rotation.reseal(connection, both) == 4 * PEOPLE
    with database.engine.begin() as connection:
        assert rotation.reseal(connection, both) == 0
    keys.use(rotation.ended(both))
    assert seen(database) == before and not set(sealed) & set(raw(database))
    with database.session() as session:  # found by equality with the new key
        assert session.scalar(select(Worker.number).where(Worker.phone == "+919831000003")) == "WB3"
        assert contacts.named(session, "web", "person 3") is not None
    keys.use(ring)
    with pytest.raises(KeyFault):
        seen(database)


def test_an_unknown_key_changes_nothing(database: Database, ring: Keyring) -> None:
    fill(database)
    sealed = raw(database)
    with pytest.raises(KeyFault), database.engine.begin() as connection:
        rotation.reseal(connection, Keyring.generate())
    assert raw(database) == sealed


def test_every_sealed_column_is_found() -> None:
    found = {f"{table.name}.{column.name}" for table, columns in rotation.sealed_columns() for column in columns}
    assert found >= {
        "contacts.sender", "contacts.address", "workers.phone", "needs.phone", "referrals.phone", "drafts.known",
    }  # fmt: skip


KILLED = """
import os, signal, sys
from bot.db import keys, rotation
from bot.db.keys import Keyring
from bot import cli
stage = sys.argv.pop()
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
if stage == "before":
    rotation.reseal = die
elif stage == "middle":
    rotation.PORTION = 4
    real, calls = Keyring.seal, []
    def seal(self, text):
        calls.append(text)
        return die() if len(calls) > 40 else real(self, text)
    Keyring.seal = seal
elif stage == "after":
    rotation.ended = die
cli.main()
"""


@pytest.mark.parametrize("stage", ["before", "middle", "after"])
def test_a_kill_in_the_middle_loses_nothing(tmp_path: Path, ring: Keyring, stage: str) -> None:
    url, file = f"sqlite:///{tmp_path / 'bot.sqlite3'}", tmp_path / "keys.json"
    keys.save(file, ring)
    migrate.upgrade(url)
    database = Database(url)
    fill(database)
    before = seen(database)
    env = {**os.environ, "DATA_DIR": str(tmp_path), "DATA_KEYS": "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KILLED, "privacy", "rotate-key"]
    killed = subprocess.run([*command, stage], env=env, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    between = keys.load(file)
    assert len(between.sealing) == 2
    keys.use(between)
    assert seen(database) == before
    with pytest.raises(KeyFault, match="under way"):  # equal texts may not be equal now: nothing may run
        keys.settled(between)
    done = subprocess.run([*command, "again"], env=env, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    after = keys.settled(keys.load(file))
    assert after.sealing == between.sealing[:1] != ring.sealing and after.lookup == ring.lookup
    keys.use(after)
    assert seen(database) == before
    database.close()
    old = Database(url)
    with old.session() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    old.close()
