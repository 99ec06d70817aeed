"""Databases of the measurements: SQLite in a file, and a PostgreSQL server of its own; with people in them."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table, func, select, text

from bot.db import keys, migrate
from bot.db.models import Contact, OutboxMessage, new_id
from bot.db.session import Database
from bot.delivery.prepare import Knowledge
from bot.services import preferences, templates
from scripts.with_postgres import postgres_server

NAMES = ("SQLite", "PostgreSQL")
KNOWLEDGE = Knowledge(preferences.wants, templates.usable)

_PEOPLE: Table = Contact.__table__  # type: ignore[assignment]
_WISHES = """INSERT INTO preferences (contact_id, purpose, topic, wanted, changed_at)
    SELECT c.id, p.purpose, '', {true}, c.created_at
    FROM contacts c, (SELECT 'reminders' AS purpose UNION ALL SELECT 'announcements') p WHERE c.channel = :channel"""


@contextmanager
def store(name: str) -> Iterator[tuple[str, Path]]:
    """Address of a migrated, empty database of this kind, and a folder for what goes with it."""
    try:
        keys.current()  # a test has keys of its own, which its other databases need afterwards
    except keys.KeyFault:
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
    with database.engine.begin() as connection:
        if database.is_sqlite:  # random ids all over the indexes: on the disk each page would be written many times
            connection.exec_driver_sql("PRAGMA cache_size = -500000")
        _insert(connection, channel, count)
        connection.execute(text(_WISHES.format(true="1" if database.is_sqlite else "true")), {"channel": channel})
    database.engine.dispose()  # what is measured has the cache that it always has
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _insert(connection: Connection, channel: str, count: int) -> None:
    """Straight into the driver: only the id and the sealed id of the channel differ, all else is made ready once."""
    now = dt.datetime.now(dt.UTC)
    alike: dict[str, Any] = {
        "channel": channel, "language": "bn", "language_fixed": True, "roman": False, "turns": 1, "created_at": now,
        "seen_at": now, "state": {}, "voice_replies": False,
    }  # fmt: skip
    ready = tuple(_for_driver(_PEOPLE.c[name], value, connection.dialect) for name, value in alike.items())
    seal = keys.current().seal
    rows = ((new_id(), seal(f"{channel}-{number}"), *ready) for number in range(1, count + 1))
    names = ", ".join(["id", "sender", *alike])
    cursor: Any = connection.connection.cursor()
    try:
        if connection.dialect.name == "sqlite":
            marks = ", ".join("?" * (2 + len(alike)))
            cursor.executemany(f"INSERT INTO {_PEOPLE.name} ({names}) VALUES ({marks})", rows)
            return
        with cursor.copy(f"COPY {_PEOPLE.name} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    finally:
        cursor.close()


def _for_driver(column: Column[Any], value: Any, dialect: Dialect) -> Any:
    """The value as the driver takes it."""
    made_ready = column.type.dialect_impl(dialect).bind_processor(dialect)
    return value if made_ready is None else made_ready(value)


def states(database: Database, channel: str | None = None) -> dict[str, int]:
    """How many messages (of a channel) are in each state."""
    counted = select(OutboxMessage.status, func.count()).group_by(OutboxMessage.status)
    if channel is not None:
        counted = counted.where(OutboxMessage.channel == channel)
    with database.session() as session:
        return {status: number for status, number in session.execute(counted)}
