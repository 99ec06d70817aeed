"""Writes what became of messages, many in one transaction, as soon as the database is free."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.db.models import Contact, Preference
from bot.db.session import Database
from bot.delivery import outbox, prepare, receipts
from bot.delivery.journal import Journal
from bot.delivery.outbox import SENT, Outcome
from bot.delivery.policy import ANNOUNCEMENTS

logger = logging.getLogger(__name__)

Declined = Callable[[Session, str, dt.datetime], None]
"""Told of a contact who, as their service says, wants no announcements."""
MOST = 200  # rows in one transaction
PAUSE = 1.0  # seconds after a transaction that failed


class Recorder:
    """Takes outcomes, and writes them in the background."""

    def __init__(self, database: Database, clock: Clock, journal: Journal, declined: Declined | None = None) -> None:
        """`declined`: is told of people who want no announcements."""
        self._declined = declined
        self._database = database
        self._clock = clock
        self._journal = journal
        self._waiting: list[Outcome] = []
        self._gone: list[tuple[str, bool]] = []
        self._writing: asyncio.Task[None] | None = None

    def put(self, outcomes: Iterable[Outcome]) -> None:
        """Outcomes to write."""
        self._waiting.extend(outcomes)
        self._begin()

    def gone(self, contact_id: str, marketing: bool) -> None:
        """The person is gone, or (`marketing`) wants no announcements."""
        self._gone.append((contact_id, marketing))

    async def flush(self) -> None:
        """Until all is written."""
        while self._waiting or self._writing is not None:
            self._begin()
            if self._writing is not None:
                await asyncio.shield(self._writing)
                await asyncio.sleep(0)  # it may be done, and `_ended` not yet called: that needs a turn of the loop

    def _begin(self) -> None:
        if self._writing is None and (self._waiting or self._gone):
            self._writing = asyncio.create_task(self._write())
            self._writing.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._writing = None
        self._begin()

    async def _write(self) -> None:
        batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        gone, self._gone = self._gone, []
        try:
            await self._database.run(_settle, batch, gone, self._clock(), self._journal.name, self._declined)
        except Exception:
            logger.exception("what was sent could not be noted; tried again in a moment")
            self._waiting[:0], self._gone[:0] = batch, gone
            await asyncio.sleep(PAUSE)
        else:
            self._journal.settled(one.due.id for one in batch)


def _settle(
    session: Session,
    batch: list[Outcome],
    gone: list[tuple[str, bool]],
    now: dt.datetime,
    sender: str,
    declined: Declined | None,
) -> None:
    mine = outbox.settle(session, batch, now, sender)
    sent = [one for one in mine if one.status == SENT]
    prepare.count_announcements(session, [one.due for one in sent], now)
    for channel in {one.due.channel for one in sent}:
        ids = {one.external_id: one.due.id for one in sent if one.external_id and one.due.channel == channel}
        gone = [*gone, *receipts.take_early(session, channel, ids, now)]
    for contact_id, marketing in gone:
        stop_contact(session, contact_id, marketing, now, declined)


def stop_contact(
    session: Session, contact_id: str, marketing: bool, now: dt.datetime, declined: Declined | None = None
) -> None:
    """The service says that the person is gone, or wants no announcements: nothing more of that is sent. `declined` is
    told of the latter."""
    if marketing:
        if declined is not None:
            declined(session, contact_id, now)
        key = {"contact_id": contact_id, "purpose": ANNOUNCEMENTS, "topic": ""}
        session.merge(Preference(**key, wanted=False, changed_at=now))
        outbox.dead_for_contact(session, contact_id, "the person wants no announcements", ANNOUNCEMENTS)
        return
    contact = session.scalar(select(Contact).where(Contact.id == contact_id))
    if contact is not None:
        contact.unreachable_at = now
    outbox.dead_for_contact(session, contact_id, "contact stopped")
