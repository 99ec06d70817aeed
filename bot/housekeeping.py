"""What the service does by itself: each night what is over is forgotten, each minute erased people are let go.

Counts are logged, never people. Each duty stands by itself: one that fails is logged and does not keep the others.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Awaitable, Callable

from bot.clock import Clock, today
from bot.conversation import inbox
from bot.db.session import Database
from bot.delivery import outbox, receipts
from bot.services import gaps, handover, options, uploads
from bot.services.engine_memory import EngineMemory
from bot.services.privacy import erase, retention
from bot.services.privacy.retention import Periods
from bot.settings import Settings

logger = logging.getLogger(__name__)


def periods(settings: Settings) -> Periods:
    """How long data of people are kept, as the settings say."""
    return Periods(
        drafts=dt.timedelta(days=settings.draft_retention_days),
        unconfirmed=dt.timedelta(days=settings.unconfirmed_retention_days),
        workers=dt.timedelta(days=settings.worker_retention_days),
        contacts=dt.timedelta(days=settings.contact_retention_days),
        closed=dt.timedelta(days=settings.closed_retention_days),
        audit=dt.timedelta(days=settings.audit_retention_days),
        feedback=dt.timedelta(days=settings.feedback_retention_days),
        tasks=dt.timedelta(days=settings.task_retention_days),
        tallies=dt.timedelta(days=settings.tally_retention_days),
    )


class Housekeeping:
    """The duties of the scheduler on what is kept."""

    def __init__(self, database: Database, memory: EngineMemory, settings: Settings, clock: Clock) -> None:
        """`memory`: what the engine remembers."""
        self._database = database
        self._memory = memory
        self._configured = self._settings = settings
        self._clock = clock
        self._unwiped = False

    async def nightly(self) -> None:
        """Forgets what is over, after the periods that officials set meanwhile."""
        try:
            self._settings = self._configured.changed(await self._database.run(options.stored), lenient=True)
        except Exception:
            logger.exception("housekeeping: %s failed; tried again the next night", "the periods")
            return  # the configured ones may be shorter than what officials decided
        duties: tuple[tuple[str, Callable[[], Awaitable[None]]], ...] = (
            ("texts", self._texts), ("questions", self._questions), ("receipts", self._receipts),
            ("files of officials", self._uploads),
            ("retention", self._retention), ("the engine's memory", self._memories), ("erased people", self.let_go),
        )  # fmt: skip
        for name, duty in duties:
            try:
                await duty()
            except Exception:
                logger.exception("housekeeping: %s failed; tried again the next night", name)

    async def let_go(self) -> None:
        """Deletes the rows of erased people who have been told, and what the engine still remembers of them."""
        gone = await self._database.run(erase.purge, self._clock())
        if gone:
            await self._memory.forget(gone)
            logger.info("%d erased contacts are gone", len(gone))
        if gone or self._unwiped:
            self._unwiped = not await self._database.wipe()

    async def _texts(self) -> None:
        before = self._clock() - dt.timedelta(days=self._settings.reply_retention_days)
        count = await self._database.run(outbox.forget_texts, before)
        logger.info("texts of %d old replies erased", count)
        abandoned = await self._database.run(inbox.forget_abandoned, before, self._clock())
        if abandoned:
            logger.warning("%d messages were never answered; their words are erased now", abandoned)
        await self._database.run(handover.forget_texts, before)

    async def _questions(self) -> None:
        oldest = today(self._clock) - dt.timedelta(days=self._settings.gap_retention_days)
        await self._database.run(gaps.forget, oldest)

    async def _receipts(self) -> None:
        await self._database.run(receipts.forget_early, self._clock())

    async def _uploads(self) -> None:
        count = await self._database.run(uploads.forget, self._clock())
        self._unwiped = self._unwiped or bool(count)
        logger.info("%d files that officials brought and did not use erased", count)

    async def _retention(self) -> None:
        total: Counter[str] = Counter()
        while True:
            gone = await self._database.run(retention.enforce, periods(self._settings), self._clock())
            total.update(gone)
            if not any(gone.values()):
                break
        self._unwiped = self._unwiped or bool(+total)
        logger.info(
            "kept long enough and erased: %s", ", ".join(f"{n} {name}" for name, n in total.items() if n) or "-"
        )

    async def _memories(self) -> None:
        before = self._clock() - dt.timedelta(days=self._settings.tracker_retention_days)
        logger.info("%d old conversations of the engine erased", await self._memory.forget_before(before))
