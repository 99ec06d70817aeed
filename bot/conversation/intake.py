"""From a push channel (Telegram ...) into the conversation: stored first, then acknowledged, then worked off."""

from __future__ import annotations

import logging
import math
import uuid
from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.base import Accept, Channel, Inbound
from bot.channels.wire import to_json
from bot.clock import Clock, today
from bot.conversation import inbox
from bot.conversation.reply import Composer
from bot.conversation.turns import Turns
from bot.db.models import Contact, OutboxMessage
from bot.db.session import Database
from bot.delivery.sender import Sender
from bot.knowledge.library import Library
from bot.knowledge.model import Language
from bot.services import contacts

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
                self._begin(channel, message.sender, accepted.id, accepted.contact_id)

        return receive

    async def resume(self) -> None:
        """Takes up what was stored but not worked off when the process ended."""
        for channel in self._channels:
            rows = await self._database.run(inbox.unfinished, channel)
            if rows:
                logger.warning("%s: %d messages from before the restart are worked off now", channel, len(rows))
            for inbound_id, contact_id in rows:
                self._begin(channel, await self._database.run(_sender_of, contact_id), inbound_id, contact_id)

    def _begin(self, channel: str, person: str, inbound_id: int, contact_id: str) -> None:
        self._turns.begin(inbound_id, contact_id, self._sender.wake, lambda: self._channels[channel].working(person))

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
        session.add(
            OutboxMessage(
                key=f"slow:{uuid.uuid4().hex}",
                contact_id=contact.id,
                channel=message.channel,
                body=to_json(reply),
                status="queued",
                attempts=0,
                next_attempt_at=now,
                created_at=now,
            )
        )


def _sender_of(session: Session, contact_id: str) -> str:
    return session.scalars(select(Contact.sender).where(Contact.id == contact_id)).one()
