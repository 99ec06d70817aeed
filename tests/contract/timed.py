"""What the tests of timed work share: real content, a clock that is set, rows as they are afterwards."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from sqlalchemy import select

from bot.conversation.surroundings import Surroundings
from bot.db.models import OutboxMessage, TimedTask
from bot.db.session import Database
from bot.knowledge.library import Content, read
from bot.scheduler import lease, ticker
from bot.scheduler.lease import Held
from bot.scheduler.ticker import Batch
from bot.settings import get_settings


class SetClock:
    """A clock that tests set, with a monotonic one beside it."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.seconds = 1000.0

    def __call__(self) -> dt.datetime:
        return self.now

    def monotonic(self) -> float:
        return self.seconds

    def passes(self, time: dt.timedelta) -> None:
        """Time goes by."""
        self.now += time
        self.seconds += time.total_seconds()

    def jumps(self, by: dt.timedelta) -> None:
        """Somebody sets the wall clock."""
        self.now += by


@lru_cache(maxsize=1)
def content() -> Content:
    return read(get_settings().content_dir)


def around() -> Surroundings:
    return Surroundings(content())


def held(database: Database, now: dt.datetime, holder: str = "one") -> Held:
    with database.session() as session:
        found = lease.take(session, holder, now)
    assert found is not None
    return found


def work(database: Database, now: dt.datetime, holder: str = "one") -> Batch:
    """One look at what is due."""
    mine = held(database, now, holder)
    with database.session() as session:
        return ticker.batch(session, mine, around(), now)


def tasks(database: Database, **by: str) -> list[TimedTask]:
    with database.session() as session:
        return list(session.scalars(select(TimedTask).filter_by(**by).order_by(TimedTask.due_at, TimedTask.id)))


def queued(database: Database, status: str | None = "queued") -> list[OutboxMessage]:
    with database.session() as session:
        wanted = select(OutboxMessage).order_by(OutboxMessage.id)
        return [row for row in session.scalars(wanted) if status in (None, row.status)]


def text_of(row: OutboxMessage) -> str:
    assert row.body is not None
    return str(row.body["text"])
