"""What the dialogue engine remembers of people: one row of its own database for each, under the contact's id. The
engine reads and writes it; here rows are shown, deleted, and let go when they are old."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Float, MetaData, String, Table, Text, delete, func, inspect, select

from bot.db.session import Database

_AT_ONCE = 5_000  # ids in one statement: databases bound their parameters
_TRACKERS = Table(
    "trackers",
    MetaData(),
    Column("sender_id", String(64), primary_key=True),
    Column("events", Text, nullable=False),
    Column("updated_at", Float, nullable=False),
)


class EngineMemory:
    """Access to the engine's conversations. An engine that never ran has none, which is no fault."""

    def __init__(self, url: str) -> None:
        """`url`: SQLAlchemy address."""
        self._database = Database(url)
        self._there = False

    async def forget(self, contact_ids: Sequence[str]) -> int:
        """Deletes what the engine remembers of people, so that no byte of it stays in SQLite's files; returns how many
        rows went."""
        gone = await self._database.run(lambda session: self._delete(session, contact_ids))
        if gone:
            await self._database.wipe()
        return gone

    async def forget_before(self, moment: dt.datetime) -> int:
        """Deletes conversations in which nothing was said since a moment."""

        def work(session: Any) -> int:
            return self._gone(session, _TRACKERS.c.updated_at < moment.timestamp())

        return await self._database.run(work)

    def count_before(self, moment: dt.datetime) -> int:
        """How many such conversations there are."""
        with self._database.session() as session:
            wanted = select(func.count()).select_from(_TRACKERS).where(_TRACKERS.c.updated_at < moment.timestamp())
            return session.scalar(wanted) or 0 if self._exists(session) else 0

    def read(self, contact_id: str) -> list[Any]:
        """The events of one conversation, as the engine stored them."""
        with self._database.session() as session:
            if not self._exists(session):
                return []
            stored = session.scalar(select(_TRACKERS.c.events).where(_TRACKERS.c.sender_id == contact_id))
        return list(json.loads(stored)) if stored else []

    def close(self) -> None:
        """Ends the connections."""
        self._database.close()

    def _delete(self, session: Any, contact_ids: Sequence[str]) -> int:
        portions = (contact_ids[at : at + _AT_ONCE] for at in range(0, len(contact_ids), _AT_ONCE))
        return sum(self._gone(session, _TRACKERS.c.sender_id.in_(some)) for some in portions)

    def _gone(self, session: Any, which: Any) -> int:
        return int(session.execute(delete(_TRACKERS).where(which)).rowcount) if self._exists(session) else 0

    def _exists(self, session: Any) -> bool:
        """The engine makes the table at its first start, maybe after ours."""
        self._there = self._there or inspect(session.connection()).has_table(_TRACKERS.name)
        return self._there
