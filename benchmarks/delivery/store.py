"""Databases of the measurements: SQLite in a file, and a PostgreSQL server of its own; with people in them."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select, text

from bot.db import keys, migrate
from bot.db.models import Contact, OutboxMessage, new_id
from bot.db.session import Database
from bot.delivery.prepare import Knowledge
from bot.services import preferences, templates
from scripts.with_postgres import postgres_server

NAMES = ("SQLite", "PostgreSQL")
KNOWLEDGE = Knowledge(preferences.wants, templates.usable)

_PEOPLE: Table = Contact.__table__  # type: ignore[assignment]
_AT_ONCE = 20_000  # rows
_WISHES = """INSERT INTO preferences (contact_id, purpose, topic, wanted, changed_at)
    SELECT c.id, p.purpose, '', {true}, c.created_at
    FROM contacts c, (SELECT 'reminders' AS purpose UNION ALL SELECT 'announcements') p WHERE c.channel = :channel"""


@contextmanager
def store(name: str) -> Iterator[tuple[str, Path]]:
    """Address of a migrated, empty database of this kind, and a folder for what goes with it."""
    keys.use(keys.Keyring.generate())
    with tempfile.TemporaryDirectory(prefix="udyog-delivery-", ignore_cleanup_errors=True) as folder:
        if name == "SQLite":
            url = f"sqlite:///{folder}/store.sqlite3"
            migrate.upgrade(url)
            yield url, Path(folder)
            return
        with postgres_server() as url:
            migrate.upgrade(url)
            yield url, Path(folder)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Access to it, closed at the end."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def add_people(database: Database, channel: str, count: int) -> None:
    """People on a channel, with random ids as real ones have, who want everything."""
    now = dt.datetime.now(dt.UTC)
    with database.session() as session:
        for first in range(1, count + 1, _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, count + 1))
            session.execute(insert(_PEOPLE), [_person(channel, number, now) for number in numbers])
        session.execute(text(_WISHES.format(true="1" if database.is_sqlite else "true")), {"channel": channel})
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _person(channel: str, number: int, now: dt.datetime) -> dict[str, Any]:
    """A contact; the channel's id of it is sealed as it is written."""
    return {
        "id": new_id(), "channel": channel, "sender": f"{channel}-{number}", "language": "bn", "language_fixed": True,
        "roman": False, "turns": 1, "created_at": now, "seen_at": now, "state": {}, "voice_replies": False,
    }  # fmt: skip


def states(database: Database, channel: str | None = None) -> dict[str, int]:
    """How many messages (of a channel) are in each state."""
    counted = select(OutboxMessage.status, func.count()).group_by(OutboxMessage.status)
    if channel is not None:
        counted = counted.where(OutboxMessage.channel == channel)
    with database.session() as session:
        return {status: number for status, number in session.execute(counted)}
