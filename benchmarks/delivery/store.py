"""Databases of the measurements: SQLite in a file, and a PostgreSQL server of its own; with people in them."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select, text

from bot.db import migrate
from bot.db.models import OutboxMessage
from bot.db.session import Database
from bot.delivery.prepare import Knowledge
from bot.services import preferences, templates
from scripts.with_postgres import postgres_server

NAMES = ("SQLite", "PostgreSQL")
KNOWLEDGE = Knowledge(preferences.wants, templates.usable)

_PEOPLE = {
    True: """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
        INSERT INTO contacts (id, channel, sender, language, language_fixed, turns, created_at, seen_at, state)
        SELECT lower(hex(randomblob(16))), :channel, :channel || '-' || i, 'bn', 1, 1, :now, :now, '{}' FROM n""",
    False: """INSERT INTO contacts (id, channel, sender, language, language_fixed, turns, created_at, seen_at, state)
        SELECT replace(gen_random_uuid()::text, '-', ''), CAST(:channel AS varchar),
               CAST(:channel AS varchar) || '-' || i, 'bn', true, 1,
               CAST(:now AS timestamptz), CAST(:now AS timestamptz), '{}'
        FROM generate_series(1, :count) AS n(i)""",
}
_WISHES = """INSERT INTO preferences (contact_id, purpose, topic, wanted, changed_at)
    SELECT c.id, p.purpose, '', {true}, c.created_at
    FROM contacts c, (SELECT 'reminders' AS purpose UNION ALL SELECT 'announcements') p WHERE c.channel = :channel"""


@contextmanager
def store(name: str) -> Iterator[tuple[str, Path]]:
    """Address of a migrated, empty database of this kind, and a folder for what goes with it."""
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
    now = f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S.%f}" + ("" if database.is_sqlite else "+00")
    with database.session() as session:
        values = {"channel": channel, "count": count, "now": now}
        session.execute(text(_PEOPLE[database.is_sqlite]), values)
        session.execute(text(_WISHES.format(true="1" if database.is_sqlite else "true")), {"channel": channel})
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def states(database: Database, channel: str | None = None) -> dict[str, int]:
    """How many messages (of a channel) are in each state."""
    counted = select(OutboxMessage.status, func.count()).group_by(OutboxMessage.status)
    if channel is not None:
        counted = counted.where(OutboxMessage.channel == channel)
    with database.session() as session:
        return {status: number for status, number in session.execute(counted)}
