"""The scheduler while it runs: holds the lease or waits for it, ticks, and starts the jobs at their times.

Every process of the role may run; only the one that holds the lease works. Jobs are APScheduler's, which reads the wall
clock; the lease is renewed by a loop of its own, which counts by the monotonic clock, so that a wall clock that jumps
back cannot stop it. The loop also sees such a jump and sets the jobs' next times anew: after a jump back they would
otherwise stand still until the old time is reached again. docs/operations.md (Scheduler) says what is decided.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import INDIA, Clock
from bot.conversation.surroundings import Surroundings
from bot.db.session import Database
from bot.scheduler import health, lease, nightly, ticker
from bot.scheduler.lease import Held, Lost
from bot.scheduler.ticker import Batch
from bot.services import timing
from bot.services.training import plans
from bot.services.training.plans import Schedule

logger = logging.getLogger(__name__)

TICK: Final = 15
"""Seconds between two looks at what is due."""
JUMP: Final = dt.timedelta(seconds=30)
"""A wall clock that differs from the monotonic one by more was set."""
NIGHT: Final = "forget what is over"
"""Name of the nightly job."""


@dataclass(frozen=True)
class Job:
    """Something to be done at times. `trigger`: APScheduler's; `at_once`: also as soon as this process begins to work,
    since what became due while nothing ran need not wait."""

    name: str
    work: Callable[[], Awaitable[object]]
    trigger: Any
    at_once: bool = False


class Clockwork:
    """Timed work of one process."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        around: Callable[[], Surroundings],
        wake: Callable[[], None],
        jobs: Sequence[Job] = (),
        *,
        holder: str = "",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`around`: what handlers may look at, asked anew for each tick; `wake`: tells the sender that there is
        something to send; `jobs`: the one called `NIGHT` is made up for if it was missed."""
        self._database, self._clock, self._around, self._wake = database, clock, around, wake
        self._jobs = [Job("do what is due", self.tick, IntervalTrigger(seconds=TICK), at_once=True), *jobs]
        self._holder = holder or lease.own_name()
        self._monotonic = monotonic
        self._held: Held | None = None
        self._renewed = self._monotonic()
        self._wall = (self._clock(), self._monotonic())
        self._since = self._clock()
        self._planned: dt.date | None = None
        self._running: set[asyncio.Task[Any]] = set()
        # Local wishes of the jobs are not kept anywhere: what must not be forgotten stands in rows. A run that was
        # missed is made up for once (coalesce), however late (no grace time), since every job looks at what there is
        # to do; two runs of one job never overlap.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=INDIA, job_defaults=defaults)
        self._watching: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    @property
    def working(self) -> bool:
        """Whether this process holds the lease."""
        return self._held is not None

    async def start(self) -> None:
        """Takes the lease if it is free, and begins."""
        for job in self._jobs:
            self._scheduler.add_job(self._guarded, job.trigger, [job], id=job.name)
        self._scheduler.start()
        await self._beat_safely()
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Ends in order: no new work, then the lease is given back."""
        self._ended.set()
        held, self._held = self._held, None
        self._scheduler.shutdown(wait=False)
        if self._watching is not None:
            await self._watching
        await self._cancel_running()
        if held is not None:
            with contextlib.suppress(Exception):
                await self._database.run(lease.release, held, self._clock())

    async def beat(self) -> None:
        """Renews the lease, or takes it if nobody has it."""
        now = self._clock()
        self._heed_jumps(now)
        if self._held is None and not self._ended.is_set():
            self._held = await self._database.run(lease.take, self._holder, now)
            if self._held is not None:
                self._renewed = self._monotonic()
                logger.info("timed work is done here now (term %d)", self._held.term)
                self._begin()
            return
        if (held := self._held) is None:
            return
        try:
            await self._database.run(lease.renew, held, now)
            self._renewed = self._monotonic()
        except Lost:
            self._lose()

    async def tick(self) -> Batch:
        """Does everything that is due; nothing without the lease."""
        total = Batch()
        around = self._around()
        await self._plan_digests(around)
        while (held := self._held) is not None:
            try:
                found = await self._database.run(ticker.batch, held, around, self._clock())
            except Lost:
                self._lose()
                break
            total.add(found)
            if found.rows < ticker.AT_ONCE:
                break
        if total.done:
            self._wake()
        if total.rows:
            logger.info("timed work: %d done, %d dropped, %d failed", total.done, total.dropped, total.failed)
        return total

    async def fault(self) -> str | None:
        """What is wrong with timed work, wherever it is done; None: nothing."""
        now = self._clock()
        standing = await self._database.run(health.read, now)
        return health.fault(standing, now, self._since)

    # ---- Inside

    async def _watch(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), lease.RENEWED.total_seconds())
            if self._ended.is_set():
                return
            await self._beat_safely()

    async def _beat_safely(self) -> None:
        try:
            await self.beat()
        except Exception as error:
            logger.error("the scheduler cannot reach its lease: %s", type(error).__name__)
            if self._held is not None and self._monotonic() - self._renewed >= lease.LASTS.total_seconds():
                self._lose()  # another process may have it by now

    def _begin(self) -> None:
        for job in self._jobs:
            if job.name == NIGHT:
                self._start(self._missed_night(job))
            elif job.at_once:
                self._start(self._guarded(job))

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _lose(self) -> None:
        logger.warning("timed work is done by another process now")
        self._held = None
        for task in list(self._running):
            if task is not asyncio.current_task():
                task.cancel()

    async def _cancel_running(self) -> None:
        tasks = [task for task in self._running if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _guarded(self, job: Job) -> None:
        """One run of a job, if this process works; one that fails is logged and comes again at its next time."""
        if self._held is None:
            return
        task = asyncio.ensure_future(self._one(job))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.wait([task])  # one that is cancelled with the lease is no fault of APScheduler's

    async def _one(self, job: Job) -> None:
        try:
            await job.work()
            if job.name == NIGHT:
                await self._database.run(nightly.note, self._clock())
        except Exception as error:
            logger.error("the scheduler's job %s failed, it comes again at its next time: %s", job.name, _kind(error))

    async def _missed_night(self, job: Job) -> None:
        if await self._database.run(nightly.missed, self._clock()):
            logger.info("the nightly work was missed, it is done now")
            await self._guarded(job)

    async def _plan_digests(self, around: Surroundings) -> None:
        today = self._clock().astimezone(INDIA).date()
        if self._held is None or self._planned == today:
            return
        rows = plans.daily(Schedule(around.content.reminders, around.rules), self._clock())
        await self._database.run(timing.plan, rows, self._clock())
        self._planned = today

    def _heed_jumps(self, now: dt.datetime) -> None:
        """Sees a wall clock that was set, and lets the jobs count from now."""
        before, then = self._wall
        self._wall = (now, self._monotonic())
        jumped = (now - before) - dt.timedelta(seconds=self._monotonic() - then)
        if abs(jumped) < JUMP:
            return
        logger.warning("the clock was set by %d seconds", int(jumped.total_seconds()))
        if jumped < dt.timedelta(0):
            for job in self._jobs:
                with contextlib.suppress(Exception):
                    self._scheduler.reschedule_job(job.name, trigger=job.trigger)


def _kind(error: Exception) -> str:
    """The kind of an error: its words may hold a person's."""
    return type(error).__name__
