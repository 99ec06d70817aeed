"""A campaign over the Bot API's stand-in: what happens in the middle of it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.base import Outgoing
from bot.channels.telegram import TelegramChannel
from bot.clock import utc_now
from bot.db.models import Base, Contact
from bot.db.session import Database
from bot.delivery import enqueue, states
from bot.delivery.budget import BULK_SHARE
from bot.delivery.policy import Rules
from bot.delivery.prepare import Knowledge
from bot.delivery.sender import Sender
from bot.services import contacts, preferences
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import blocked, throttled

PEOPLE = [str(number) for number in range(81_001, 81_031)]
NEWS = {"bn": Outgoing("মেলা বসছে", "bn")}
AT_ONCE = round(25 * BULK_SHARE)  # what bulk may use of the rate in a second: so many are under way at most
NO_NIGHT = Rules(dt.time(0), dt.time(0))


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        server.chats.update(map(int, PEOPLE))
        yield server


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/bot.sqlite3")
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
async def sender(telegram: TelegramServer, database: Database, tmp_path: Path) -> AsyncIterator[Sender]:
    channel = TelegramChannel(telegram.token, {}, api_base=telegram.url, shares={})
    knowledge = Knowledge(preferences.wants, lambda *_: None)
    made = Sender(database, {"telegram": channel}, utc_now, tmp_path / "outbox", knowledge, rules=NO_NIGHT)
    running = asyncio.create_task(made.run())
    yield made
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await channel.stop()


def begin(database: Database) -> str:
    """The campaign to all people; its id."""
    with database.session() as session:
        for person in PEOPLE:
            contact = contacts.find_or_create(session, "telegram", person, utc_now()).id
            preferences.set(session, contact, "announcements", True, utc_now())
        return enqueue.campaign(session, "fair", "announcements", NEWS, select(Contact.id), utc_now()).id


def reached(database: Database, campaign: str) -> dict[str, int]:
    with database.session() as session:
        return {state: count for state, count in enqueue.reached(session, campaign).items() if count}


def paused(database: Database) -> bool:
    with database.session() as session:
        until = states.read(session, "telegram").paused_until
    return until is not None and until > utc_now()


async def test_429_in_the_middle_of_a_broadcast(telegram: TelegramServer, database: Database, sender: Sender) -> None:
    """Everybody gets it once, in the end; meanwhile nothing more is sent than was already under way."""
    campaign = begin(database)
    await asyncio.sleep(0)
    sender.wake()
    await telegram.until(lambda: len(telegram.sent) >= 5)
    telegram.fail("sendMessage", throttled(2))
    await telegram.until(lambda: any(call.status == 429 for call in telegram.called("sendMessage")))
    await telegram.until(lambda: paused(database))
    await asyncio.sleep(1.5)
    assert len(telegram.called("sendMessage")) <= AT_ONCE
    await telegram.until(lambda: len(telegram.sent) == len(PEOPLE))
    await telegram.until(lambda: reached(database, campaign) == {"sent": len(PEOPLE)})
    assert sorted(str(message.chat) for message in telegram.sent) == PEOPLE


async def test_403_in_the_middle_of_a_broadcast_stops_that_person_only(
    telegram: TelegramServer, database: Database, sender: Sender
) -> None:
    telegram.fail("sendMessage", blocked())
    campaign = begin(database)
    sender.wake()
    await telegram.until(lambda: len(telegram.sent) == len(PEOPLE) - 1)
    await telegram.until(lambda: "queued" not in reached(database, campaign))
    assert reached(database, campaign) == {"sent": len(PEOPLE) - 1, "dead": 1}
    with database.session() as session:
        stopped = session.scalars(select(Contact).where(Contact.unreachable_at.is_not(None))).all()
    assert len(stopped) == 1
