"""From a push channel (Telegram ...) into the conversation: stored first, then acknowledged, then worked off."""

from __future__ import annotations

import logging
import math
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.channels.base import Accept, Channel, Hooks, Inbound, Notice, Notify, Receipt
from bot.clock import Clock, today
from bot.conversation import inbox
from bot.conversation.reply import Composer
from bot.conversation.turns import Turns
from bot.db.models import Contact
from bot.db.session import Database
from bot.delivery import enqueue
from bot.delivery.sender import Sender
from bot.knowledge.library import Library
from bot.knowledge.model import Language
from bot.services import contacts, notices

logger = logging.getLogger(__name__)


class Limiter(Protocol):
    """How long a person has to wait; 0: not at all."""

    def take(self, key: str) -> float: ...


class Intake:
    """Takes messages from channels whose replies go through the outbox."""

    def __init__(
        self,
        turns: Turns,
        sender: Sender,
        channels: Mapping[str, Channel],
        rate: Limiter,
        database: Database,
        library: Library,
        clock: Clock,
        default: Language = "bn",
    ) -> None:
        """`default`: language of strangers."""
        self._turns = turns
        self._sender = sender
        self._channels = channels
        self._rate = rate
        self._database = database
        self._library = library
        self._clock = clock
        self._default: Language = default
        self._warned: set[str] = set()

    def hooks(self, channel: str) -> Hooks:
        """Where a channel brings what it receives."""
        return Hooks(self.receiver(channel), self._listener(channel))

    def _listener(self, channel: str) -> Notify:
        async def listen(notice: Notice) -> None:
            await self._database.run(notices.take, channel, notice, self._clock())
            if isinstance(notice, Receipt):
                self._sender.wake()

        return listen

    def receiver(self, channel: str) -> Accept:
        """What a channel calls for each message."""

        async def receive(message: Inbound) -> None:
            key = f"{channel}:{message.sender}"
            wait = self._rate.take(key)
            if wait > 0:
                await self._slow_down(message, key, wait)
                return
            self._warned.discard(key)
            accepted = await self._turns.accept(message)
            if not accepted.repeated:
                person = message.address or message.sender
                self._begin(channel, person, accepted.id, accepted.contact_id, message.external_id)

        return receive

    async def resume(self) -> None:
        """Takes up what was stored but not worked off when the process ended."""
        for channel in self._channels:
            rows = await self._database.run(inbox.unfinished, channel)
            if rows:
                logger.warning("%s: %d messages from before the restart are worked off now", channel, len(rows))
            for inbound_id, contact_id, external_id in rows:
                person = await self._database.run(_recipient_of, contact_id)
                self._begin(channel, person, inbound_id, contact_id, external_id)

    def _begin(self, channel: str, person: str, inbound_id: int, contact_id: str, external_id: str) -> None:
        typing = partial(self._channels[channel].working, person, external_id)
        self._turns.begin(inbound_id, contact_id, self._sender.wake, typing)

    async def _slow_down(self, message: Inbound, key: str, wait: float) -> None:
        """Tells a person who writes too fast, once; their messages until then are not kept."""
        if key in self._warned:
            return
        self._warned.add(key)
        await self._database.run(self._store_warning, message, math.ceil(wait))
        self._sender.wake()

    def _store_warning(self, session: Session, message: Inbound, seconds: int) -> None:
        now = self._clock()
        contact = contacts.find_or_create(session, message.channel, message.sender, now)
        composer = Composer(self._library.content(), today(self._clock))
        language: Language = contact.language or self._default  # type: ignore[assignment]
        reply = composer.remark("rate_limited", language, contact.roman, seconds=seconds)
        enqueue.message(session, contact.id, reply, f"slow:{uuid.uuid4().hex}", now, purpose="reply")


def _recipient_of(session: Session, contact_id: str) -> str:
    return session.scalars(select(func.coalesce(Contact.address, Contact.sender)).where(Contact.id == contact_id)).one()
