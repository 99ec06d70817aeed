"""Sends what lies in the outbox. One loop; woken when something new is there, and by the clock for retries."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Mapping

from sqlalchemy.orm import Session

from bot.channels.base import Channel, ChannelDown, ContactStopped, Permanent, Retryable, SendError, Throttled
from bot.channels.render import render
from bot.channels.wire import from_json
from bot.clock import Clock
from bot.db.models import Contact
from bot.db.session import Database
from bot.delivery import outbox
from bot.delivery.outbox import MAX_ATTEMPTS, Due

logger = logging.getLogger(__name__)

BATCH = 20
IDLE_SECONDS = 1.0  # how soon a retry that has become due is seen


class Sender:
    """The loop. `wake` tells it that something is due."""

    def __init__(self, database: Database, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._woken = asyncio.Event()
        self._paused: dict[str, dt.datetime] = {}
        self._parts_sent: dict[int, int] = {}  # of a split message, until its last part is through
        self.down: set[str] = set()

    def wake(self) -> None:
        """Something new lies in the outbox."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            try:
                worked = await self.once()
            except Exception:
                logger.exception("sending failed; tried again in a moment")
                worked = 0
            if not worked:
                try:
                    await asyncio.wait_for(self._woken.wait(), IDLE_SECONDS)
                except TimeoutError:
                    continue

    async def once(self) -> int:
        """Sends a batch; returns how many rows it took up."""
        now = self._clock()
        open_channels = [n for n in self._channels if n not in self.down and self._paused.get(n, now) <= now]
        if not open_channels:
            return 0
        due = await self._database.run(outbox.claim, open_channels, BATCH, now)
        await asyncio.gather(*(self._send(item) for item in due))
        return len(due)

    async def _send(self, item: Due) -> None:
        channel = self._channels[item.channel]
        try:
            external_id = ""
            parts = render(from_json(item.body), channel.capabilities)
            for part in parts[self._parts_sent.get(item.id, 0) :]:
                external_id = await channel.send(item.recipient, part)
                self._parts_sent[item.id] = self._parts_sent.get(item.id, 0) + 1
        except SendError as error:
            await self._failed(item, error)
        except Exception as error:
            logger.exception("%s: message %d failed in a way that nobody foresaw", item.channel, item.id)
            await self._failed(item, Retryable(type(error).__name__))
        else:
            self._parts_sent.pop(item.id, None)
            await self._database.run(outbox.sent, item.id, external_id, self._clock())

    async def _failed(self, item: Due, error: SendError) -> None:
        now = self._clock()
        if isinstance(error, Throttled):
            pause = now + dt.timedelta(seconds=error.retry_after)
            self._paused[item.channel] = max(pause, self._paused.get(item.channel, pause))
            logger.warning("%s: paused for %.0f s", item.channel, error.retry_after)
            await self._database.run(outbox.later, item.id, pause, str(error), False)
        elif isinstance(error, ContactStopped):
            await self._database.run(_contact_stopped, item, now)
        elif isinstance(error, ChannelDown):
            self.down.add(item.channel)
            logger.critical(
                "%s does not accept us any more: %s. Nothing is sent there until a restart.", item.channel, error
            )
            await self._database.run(outbox.later, item.id, now, str(error), False)
        elif isinstance(error, Permanent) or item.attempts >= MAX_ATTEMPTS:
            logger.error("%s: message %d given up: %s", item.channel, item.id, error)
            self._parts_sent.pop(item.id, None)
            await self._database.run(outbox.dead, item.id, str(error))
        else:
            await self._database.run(outbox.later, item.id, now + backoff(item.attempts), str(error))


def backoff(attempts: int) -> dt.timedelta:
    """2, 4, 8 ... seconds, at most ten minutes, each up to a fifth longer so that retries spread."""
    return dt.timedelta(seconds=min(2.0**attempts, 600.0) * random.uniform(1.0, 1.2))


def _contact_stopped(session: Session, item: Due, now: dt.datetime) -> None:
    contact = session.get(Contact, item.contact_id)
    if contact is not None:
        contact.unreachable_at = now
    outbox.dead_for_contact(session, item.contact_id, "contact stopped")
