"""The scheduler as it runs, with clocks that tests set, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.db.session import Database
from bot.scheduler import lease
from bot.scheduler.service import NIGHT, Clockwork, Job
from bot.services import timing
from bot.services.timing import Plan
from tests.contract.timed import SetClock, around, queued, tasks
from tests.contract.training_rows import DAY, HOUR, MINUTE, NOW, course, enrol, person, programme, session

NEVER = IntervalTrigger(days=300)
SECOND = dt.timedelta(seconds=1)
Make = Callable[..., Clockwork]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
async def make(database: Database, clock: SetClock) -> AsyncIterator[Make]:
    made: list[Clockwork] = []

    def one(name: str = "one", *jobs: Job, wake: Callable[[], None] = lambda: None) -> Clockwork:
        made.append(Clockwork(database, clock, around, wake, jobs, holder=name, monotonic=clock.monotonic))
        return made[-1]

    yield one
    for clockwork in made:
        if clockwork._watching is not None and not clockwork._ended.is_set():
            await clockwork.stop()


async def settled(clockwork: Clockwork) -> None:
    """What began with the lease is done."""
    while clockwork._running:
        await asyncio.gather(*clockwork._running, return_exceptions=True)


def counting(calls: list[str], name: str) -> Callable[[], Awaitable[None]]:
    async def work() -> None:
        calls.append(name)

    return work


async def test_one_of_two_works_and_the_other_takes_over(database: Database, clock: SetClock, make: Make) -> None:
    calls: list[str] = []
    first = make("one", Job("a", counting(calls, "one"), NEVER, at_once=True))
    second = make("two", Job("a", counting(calls, "two"), NEVER, at_once=True))
    await first.start()
    await settled(first)
    await second.start()
    assert (first.working, second.working, calls) == (True, False, ["one"])
    clock.passes(45 * SECOND)
    await first.beat()
    clock.passes(45 * SECOND)
    await second.beat()
    assert not second.working, "it was renewed"
    clock.passes(61 * SECOND)  # the first one sleeps
    await second.beat()
    await settled(second)
    assert second.working and calls == ["one", "two"]
    await first.beat()
    assert not first.working
    await second.stop()
    await first.beat()
    assert first.working, "it was given back, nobody waits for its end"


async def test_a_job_is_ended_with_the_lease(database: Database, clock: SetClock, make: Make) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def long() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    first = make("one", Job("long", long, NEVER, at_once=True))
    await first.start()
    await asyncio.wait_for(begun.wait(), 5)
    clock.passes(2 * MINUTE)
    with database.session() as db:
        assert lease.take(db, "two", clock()) is not None
    await first.beat()
    await asyncio.wait_for(ended.wait(), 5)
    assert not first.working


async def test_a_tick_does_what_is_due_and_wakes_the_sender(database: Database, clock: SetClock, make: Make) -> None:
    woken: list[int] = []
    clockwork = make("one", wake=lambda: woken.append(1))
    await clockwork.start()
    await settled(clockwork)
    gst = course(database, programme(database)[1])
    for _ in range(60):  # more than one transaction takes
        enrol(database, person(database), session(database, gst, NOW + 7 * DAY))
    woken.clear()
    assert (await clockwork.tick()).rows == 0 and woken == []
    clock.passes(4 * DAY + SECOND)
    await clockwork.beat()
    assert (await clockwork.tick()).done == 60
    assert woken == [1] and len(queued(database)) == 60
    assert {task.kind for task in tasks(database, status="waiting")} >= {"day1", "hours2", "digest"}


async def test_a_tick_that_slept_writes_nothing(database: Database, clock: SetClock, make: Make) -> None:
    clockwork = make()
    await clockwork.start()
    await settled(clockwork)
    where = session(database, course(database, programme(database)[1]), NOW + 7 * DAY)
    enrol(database, person(database), where)
    clock.passes(5 * DAY)
    with database.session() as db:
        assert lease.take(db, "two", clock()) is not None
    assert (await clockwork.tick()).rows == 0
    assert not clockwork.working and queued(database) == []


async def test_the_digest_is_planned_each_day(database: Database, clock: SetClock, make: Make) -> None:
    clockwork = make()
    await clockwork.start()
    await settled(clockwork)
    assert [task.version for task in tasks(database, kind="digest")] == ["2026-11-23"]
    clock.passes(DAY)
    await clockwork.beat()
    await clockwork.tick()
    await clockwork.tick()
    assert [task.version for task in tasks(database, kind="digest")] == ["2026-11-23", "2026-11-24"]


async def test_a_night_that_was_missed_is_made_up_for(database: Database, clock: SetClock, make: Make) -> None:
    calls: list[str] = []
    night = CronTrigger(hour=3, minute=30)
    clockwork = make("one", Job(NIGHT, counting(calls, "night"), night))
    await clockwork.start()
    await settled(clockwork)
    assert calls == [], "the first start of all"
    await clockwork.stop()
    clock.passes(20 * HOUR)
    clockwork = make("two", Job(NIGHT, counting(calls, "night"), night))
    await clockwork.start()
    await settled(clockwork)
    assert calls == [], "less than a day"
    await clockwork.stop()
    clock.passes(5 * HOUR)
    for name in ("three", "four"):
        clockwork = make(name, Job(NIGHT, counting(calls, "night"), night))
        await clockwork.start()
        await settled(clockwork)
        assert calls == ["night"], "once"
        await clockwork.stop()


@pytest.mark.parametrize("by", [3 * HOUR, -3 * HOUR])
async def test_a_clock_that_is_set(
    by: dt.timedelta, database: Database, clock: SetClock, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    clockwork = make()
    await clockwork.start()
    await settled(clockwork)
    with database.session() as db:
        timing.plan(db, [Plan("nobody", "x", NOW + HOUR)], NOW)
    tick = clockwork._scheduler.get_job("do what is due")
    tick.modify(next_run_time=dt.datetime.now(dt.UTC) + 3 * HOUR)  # where a clock that was ahead has left it
    clock.passes(15 * SECOND)
    clock.jumps(by)
    await clockwork.beat()
    assert clockwork.working and "the clock was set by" in caplog.text
    again = clockwork._scheduler.get_job("do what is due").next_run_time - dt.datetime.now(dt.UTC)
    assert (again < MINUTE) is (by < dt.timedelta(0)), "after a jump back the jobs count from now"
    assert (await clockwork.tick()).failed == int(by > dt.timedelta(0))
    caplog.clear()
    clock.passes(15 * SECOND)
    await clockwork.beat()
    assert "the clock was set" not in caplog.text
    with database.session() as db:
        held = lease.read(db)
        assert held is not None and held.until == clock() + lease.LASTS, "compared with the row of this process"


async def test_without_the_database_the_lease_is_given_up_in_time(
    database: Database, clock: SetClock, make: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clockwork = make()
    await clockwork.start()
    await settled(clockwork)

    def broken(*_: object) -> None:
        raise ConnectionError("password=secret")

    monkeypatch.setattr(lease, "renew", broken)
    for passed, working in ((45, True), (14, True), (1, False)):
        clock.passes(passed * SECOND)
        await clockwork._beat_safely()
        assert clockwork.working is working
    assert "the scheduler cannot reach its lease: ConnectionError" in caplog.text and "secret" not in caplog.text
    monkeypatch.undo()
    await clockwork._beat_safely()
    assert clockwork.working


async def test_a_job_that_fails_comes_again(database: Database, make: Make, caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise RuntimeError("a name")

    job = Job("hand on", broken, NEVER)
    clockwork = make("one", job)
    await clockwork._guarded(job)
    assert "failed" not in caplog.text, "without the lease nothing is done"
    await clockwork.start()
    await settled(clockwork)
    await clockwork._guarded(job)
    failed = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.getMessage() for record in failed] == [
        "the scheduler's job hand on failed, it comes again at its next time: RuntimeError"
    ]
    assert clockwork._scheduler.get_job("hand on") is not None


async def test_health(database: Database, clock: SetClock, make: Make) -> None:
    clockwork = make()
    assert await clockwork.fault() is None
    clock.passes(4 * MINUTE)
    assert await clockwork.fault() == "nobody has done timed work for 4 minutes"
    await clockwork.start()
    assert await clockwork.fault() is None


def test_a_missed_run_is_made_up_for_once(database: Database, clock: SetClock, make: Make) -> None:
    defaults = make()._scheduler._job_defaults
    assert (defaults["coalesce"], defaults["misfire_grace_time"], defaults["max_instances"]) == (True, None, 1)
