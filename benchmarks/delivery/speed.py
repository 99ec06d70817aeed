"""How fast a campaign is queued and sent, whether memory grows, and how long a reply waits meanwhile."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import time
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import select

from benchmarks.delivery import store
from benchmarks.row import Say
from benchmarks.stats import percentile
from bot.channels.base import Capabilities, Outgoing, Pace
from bot.clock import utc_now
from bot.db.models import Contact
from bot.db.session import Database
from bot.delivery import enqueue
from bot.delivery.policy import Rules
from bot.delivery.sender import Sender

CHANNEL = "instant"
RATE = 100_000.0
"""So high that the budget never holds anything back."""
TEXT = Outgoing("নতুন প্রকল্পের খবর: আবেদন ৩০ নভেম্বর পর্যন্ত।", "bn")
NO_NIGHT = Rules(dt.time(0), dt.time(0), announcements_a_day=10**9)


class Instant:
    """A channel whose service answers at once, in this process; notes when it was given what."""

    name = CHANNEL
    capabilities = Capabilities(text=4096, buttons=3, button_title=20)
    pace = Pace(rate=RATE)

    def __init__(self) -> None:
        self.taken = 0
        self.seen: dict[str, float] = {}  # recipient of a reply -> when

    async def start(self, hooks: Any) -> None:
        """Receives nothing."""

    async def stop(self) -> None:
        """Has nothing open."""

    async def send(self, recipient: str, message: Outgoing, key: str = "") -> str:
        """Taken."""
        await asyncio.sleep(0)
        self.taken += 1
        if message.text != TEXT.text:
            self.seen[message.text] = time.perf_counter()
        return f"taken-{self.taken}"

    async def working(self, recipient: str, external_id: str) -> None:
        """Shows nothing."""

    async def fetch(self, media: str) -> bytes:
        """There are no recordings."""
        raise NotImplementedError


def fan_out(name: str, count: int, say: Say) -> dict[str, Any]:
    """Seconds in which a campaign to so many people is queued, and committed."""
    with store.store(name) as (url, _), store.opened(url) as database:
        store.add_people(database, CHANNEL, count)
        began = time.perf_counter()
        queue_campaign(database)
        seconds = time.perf_counter() - began
        queued = store.states(database)
        if queued != {"queued": count}:
            raise RuntimeError(f"queued {queued} instead of {count}")
    say(f"{name}: {count:,} messages queued in {seconds:.1f} s")
    return {"count": count, "seconds": round(seconds, 2)}


def queue_campaign(database: Database, channel: str = CHANNEL, purpose: Any = "announcements") -> None:
    """A message to everybody on a channel."""
    with database.session() as session:
        people = select(Contact.id).where(Contact.channel == channel)
        enqueue.campaign(session, "News", purpose, {"bn": TEXT}, people, utc_now())


def sending(name: str, count: int, replies: int, say: Say) -> dict[str, Any]:
    """Messages a second to the instant service, memory before and after, and what replies waited."""
    with store.store(name) as (url, folder), store.opened(url) as database:
        store.add_people(database, CHANNEL, count)
        store.add_people(database, f"{CHANNEL}-2", 1)
        queue_campaign(database)
        plain = asyncio.run(_drain(database, folder, count, 0))
        say(f"{name}: {plain['rate']:.0f} messages/s, memory {plain['rss_before_mb']} to {plain['rss_after_mb']} MB")
        queue_campaign(database)
        beside = asyncio.run(_drain(database, folder, count, replies))
        say(f"{name}: a reply beside a broadcast waits p95 {beside['p95_ms']} ms, longest {beside['max_ms']} ms")
        left = store.states(database)
        if set(left) != {"sent"} or left["sent"] != 2 * count + replies:
            raise RuntimeError(f"not everything was sent: {left}")
    return {"plain": plain, "beside": beside}


async def _drain(database: Database, folder: Path, count: int, replies: int) -> dict[str, Any]:
    channel = Instant()
    sender = Sender(database, {CHANNEL: channel}, utc_now, folder / "outbox", store.KNOWLEDGE, rules=NO_NIGHT, idle=0.2)
    running = asyncio.create_task(sender.run())
    began, rss, waits = time.perf_counter(), 0.0, []
    try:
        warm = count // 10
        while channel.taken < warm:
            await asyncio.sleep(0.01)
        gc.collect()
        rss, first, from_there = _rss(), channel.taken, time.perf_counter()
        waits = [await _reply(database, sender, channel, number) for number in range(replies)]
        while channel.taken < count + replies:
            await asyncio.sleep(0.01)
        ended = time.perf_counter()
        rate = (count - first) / (ended - from_there)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    gc.collect()
    found = {"count": count, "seconds": round(ended - began, 1), "rate": round(rate)}
    found |= {"rss_before_mb": round(rss, 1), "rss_after_mb": round(_rss(), 1)}
    if waits:
        found |= {"replies": replies, "p95_ms": round(percentile(waits, 95)), "max_ms": round(max(waits))}
    return found


async def _reply(database: Database, sender: Sender, channel: Instant, number: int) -> float:
    """Queues a reply as a turn does, in a transaction of its own, and waits until the service has it: milliseconds."""
    text = f"reply {number}"
    began = time.perf_counter()
    await database.run(_queue_reply, text, number)
    sender.wake()
    while text not in channel.seen:
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.05)
    return (channel.seen[text] - began) * 1000


def _queue_reply(session: Any, text: str, number: int) -> None:
    contact = session.scalars(select(Contact.id).where(Contact.channel == CHANNEL).limit(1).offset(number)).one()
    enqueue.message(session, contact, Outgoing(text, "bn"), text, utc_now())


def _rss() -> float:
    return float(psutil.Process().memory_info().rss / 1e6)
