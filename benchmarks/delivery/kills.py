"""A sender that is killed again and again in the middle of its work: what is lost, what comes twice."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path
from typing import Any

from sqlalchemy import insert, literal, null, select

from benchmarks.delivery import processes, store
from benchmarks.delivery.speed import TEXT, queue_campaign
from benchmarks.delivery.wire import told
from benchmarks.row import Say
from bot.channels.wire import to_json
from bot.clock import utc_now
from bot.db.models import Contact, OutboxMessage
from bot.db.session import Database
from bot.delivery.outbox import REPLY

# What Telegram is sent a second unless set otherwise, and more than twice what WhatsApp is.
RATE, ECHOING_RATE = 25.0, 200.0
CHANNELS = {"plain": (RATE, False), "echoing": (ECHOING_RATE, True), "news": (RATE, False)}
SHARES = {"plain": 0.06, "echoing": 0.9, "news": 0.04}
MOST_SECONDS = 900.0


def kills(name: str, count: int, times: int, say: Say) -> dict[str, Any]:
    """`times` kills spread over `count` messages: half of the plain ones news of what the person did, half reminders;
    announcements; and messages of a channel whose service gives keys back."""
    with store.store(name) as (url, folder):
        with store.opened(url) as database:
            for channel, share in SHARES.items():
                _queue(database, channel, int(count * share))
        with processes.stand_in(url) as port:
            each = asyncio.run(_run(url, folder, port, count, times))
            counted = {channel: asyncio.run(told(port, f"keys\t{channel}")) for channel in CHANNELS}
        with store.opened(url) as database:
            found = _compare(database, counted)
    found |= {"messages": count, "kills": times, "most_doubled_in_a_kill": max(each, default=0)}
    found["kills_that_doubled"] = len(each)
    say(f"{name}: {times} kills in {count:,} messages: {found}")
    return found


def _queue(database: Database, channel: str, count: int) -> None:
    if channel == "news":
        store.add_people(database, channel, count)
        queue_campaign(database, channel)
        return
    store.add_people(database, channel, count // 2)
    queue_campaign(database, channel, "reminders")
    now = OutboxMessage.__table__.c.created_at.type
    rows = select(
        literal("done"), Contact.id, Contact.channel, literal(REPLY), literal("service"), literal(""), null(),
        literal(to_json(TEXT), OutboxMessage.__table__.c.body.type), literal("queued"), literal(0),
        literal(utc_now(), now), literal(utc_now(), now),
    ).where(Contact.channel == channel)  # fmt: skip
    columns = (
        "key", "contact_id", "channel", "lane", "purpose", "topic", "campaign_id", "body", "status", "attempts",
        "next_attempt_at", "created_at",
    )  # fmt: skip
    with database.session() as session:
        session.execute(insert(OutboxMessage).from_select(columns, rows, include_defaults=False))


async def _run(url: str, folder: Path, port: int, count: int, times: int) -> list[int]:
    """Kills at random moments, spread over the messages; returns how many messages came before each kill and again
    after it, of plain ones, of the kills that
    doubled any."""
    chance = random.Random(5)
    began = time.monotonic()
    spare = processes.sender(url, folder / "outbox", port, CHANNELS)
    running = spare
    try:
        for number in range(times + 1):
            running = spare
            processes.said(running)
            processes.go(running)
            if number == times:
                break
            spare = processes.sender(url, folder / "outbox", port, CHANNELS)
            aim = (number + 1) * count * 0.95 / times
            while await told(port, "total") < aim:
                if running.poll() is not None or time.monotonic() - began > MOST_SECONDS:
                    raise RuntimeError(f"the sender does not get on: {await told(port, 'total')} of {count} messages")
                await asyncio.sleep(0.01)
            await asyncio.sleep(chance.uniform(0, 0.05))
            processes.kill(running)
            await told(port, "killed")
        with store.opened(url) as database:
            while store.states(database).get("queued") and time.monotonic() - began < MOST_SECONDS:
                await asyncio.sleep(0.5)
    finally:
        processes.kill(running)
        processes.kill(spare)
    doubled: dict[str, int] = await told(port, "doubled\tplain")
    return list(doubled.values())


def _compare(database: Database, counted: dict[str, dict[str, int]]) -> dict[str, Any]:
    """What the database says against what was counted."""
    with database.session() as session:
        rows = session.execute(
            select(OutboxMessage.id, OutboxMessage.channel, OutboxMessage.status, Contact.sender).join(
                Contact, Contact.id == OutboxMessage.contact_id
            )
        ).all()
    arrived = {
        channel: {key.split(" ")[0]: number for key, number in keys.items()} for channel, keys in counted.items()
    }
    strangers = sum(len(keys) for keys in counted.values()) - sum(
        f"o{row.id} {row.sender}" in counted[row.channel] for row in rows
    )
    lost = [row.id for row in rows if row.status != "unknown" and f"o{row.id}" not in arrived[row.channel]]
    twice = {channel: sum(number - 1 for number in keys.values()) for channel, keys in arrived.items()}
    unknown = [row for row in rows if row.status == "unknown"]
    return {
        "lost": len(lost) + strangers,
        "doubled": twice,
        "unknown": len(unknown),
        "unknown_arrived": sum(f"o{row.id}" in arrived[row.channel] for row in unknown),
        "states": {state: sum(row.status == state for row in rows) for state in {row.status for row in rows}},
    }
