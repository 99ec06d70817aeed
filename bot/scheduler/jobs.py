"""What is done by the clock, beside the rows that are due: each job looks at what there is to do and does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.broadcasts import running
from bot.clock import INDIA, Clock
from bot.conversation import referrals
from bot.conversation.entries import Entries
from bot.conversation.handover import Desk
from bot.conversation.offers import Exchange
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import mentors
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.knowledge.library import Library
from bot.scheduler.service import NIGHT, Job
from bot.services import options
from bot.settings import Settings


@dataclass(frozen=True)
class Duties:
    """The duties of the scheduler on people who wait for something. `channels`: those that are set up; `wake`: tells
    the sender that there is something to send; `nightly`, `let_go`: what forgets (`bot.housekeeping`)."""

    database: Database
    library: Library
    clock: Clock
    settings: Settings
    channels: Collection[str]
    desk: Desk
    wake: Callable[[], None]
    nightly: Callable[[], Awaitable[None]]
    let_go: Callable[[], Awaitable[None]]

    def jobs(self) -> list[Job]:
        """All of them, with their times."""
        minute = IntervalTrigger(minutes=1)
        return [
            Job(NIGHT, self.nightly, CronTrigger(hour=3, minute=30, timezone=INDIA)),
            Job("let erased people go", self.let_go, minute),
            # At once too: what became overdue while nothing ran need not wait.
            Job("return overdue hand-overs to the bot", self.return_overdue, minute, at_once=True),
            Job("ask workers and tell employers", self.work, minute),
            Job("remind the bank desks", self.remind_desks, CronTrigger(hour=9, minute=30, timezone=INDIA)),
            Job("ask people of lists", self.ask_entered, minute),
            Job("end broadcasts", self.end_broadcasts, minute, at_once=True),
            Job("find mentors", self.find_mentors, CronTrigger(hour=6, minute=15, timezone=INDIA)),
        ]

    async def return_overdue(self) -> None:
        """Hand-overs that no official took, or that they left, return to the bot."""
        open_for = dt.timedelta(hours=self.settings.handover_open_hours)
        idle_for = dt.timedelta(minutes=self.settings.handover_idle_minutes)
        if await self.database.run(self.desk.overdue, self.clock(), open_for, idle_for):
            self.wake()

    async def work(self) -> None:
        """Asks workers about jobs, and tells employers what became of their needs."""
        if await self.database.run(Exchange(self.library).work, self.clock()):
            self.wake()

    async def remind_desks(self) -> None:
        """Reminds the bank desks of the requests that wait."""
        await self.database.run(referrals.remind, self.clock())

    async def find_mentors(self) -> None:
        """Chooses the best of courses that are complete, and brings together who waits with a mentor."""
        settings = self.settings.changed(await self.database.run(options.stored), lenient=True)
        start, end = settings.night
        rules = Rules(start, end, settings.announcements_per_day)
        await self.database.run(
            mentors.work,
            Surroundings(self.library.content(), rules, default=self.settings.default_language),
            self.clock(),
        )

    async def end_broadcasts(self) -> None:
        """Ends the broadcasts of which all messages are settled."""
        await self.database.run(running.tend, self.clock())

    async def ask_entered(self) -> None:
        """Asks people of lists whether they want to be in the register."""
        entries = Entries(self.library, self.channels, self.settings.default_language)
        if await self.database.run(entries.ask, self.clock()):
            self.wake()
