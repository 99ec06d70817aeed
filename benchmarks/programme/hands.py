"""The simulated clock, and the two kinds of processes that work by it: `python -m benchmarks.programme.hands JOB`.

The clock is a file with seconds since 1970, which the simulation writes. A process does all that is due at its time
whenever a line comes in, says so with a line, and waits; at any moment it may be killed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import os
import struct
import sys
from pathlib import Path
from typing import Any

from benchmarks.delivery.store import KNOWLEDGE
from benchmarks.delivery.wire import Line, Thin
from bot.channels.base import Outgoing
from bot.conversation.surroundings import Surroundings
from bot.db import keys
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.delivery.sender import Sender
from bot.knowledge.library import read
from bot.scheduler.service import Clockwork
from bot.settings import get_settings

CHANNEL = "echoing"
"""Gives keys back with its receipts, as WhatsApp does: a message in doubt after a crash is not sent twice."""
RATE = 100_000.0


class SimulatedClock:
    """Reads the time of the simulation."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_RDONLY)

    def __call__(self) -> dt.datetime:
        """Now, there."""
        return dt.datetime.fromtimestamp(struct.unpack("<d", os.pread(self._file, 8, 0))[0], dt.UTC)


def set_clock(file: Path, now: dt.datetime) -> None:
    """Sets it for everybody; a reader sees the old time or the new one, never half of each."""
    with file.open("r+b" if file.exists() else "wb") as opened:
        opened.write(struct.pack("<d", now.timestamp()))


class Stamped(Thin):
    """The counting channel, which also notes the simulated time."""

    def __init__(self, line: Line, clock: SimulatedClock) -> None:
        super().__init__(CHANNEL, line, RATE, echoes=True)
        self._clock = clock

    async def send(self, recipient: str, message: Outgoing, key: str = "") -> str:
        """Counted there, with the time."""
        return await super().send(f"{recipient} {self._clock().isoformat()}", message, key)


async def main(job: dict[str, Any]) -> None:
    """`part`: scheduler or sender; `url`, `folder`, `clock`, `port`, `keys`: as the simulation has them."""
    keys.use(keys.Keyring.loads(job["keys"]))
    database, clock = Database(job["url"]), SimulatedClock(Path(job["clock"]))
    loop = asyncio.get_running_loop()
    work = _scheduler(database, clock) if job["part"] == "scheduler" else _sender(database, clock, job)
    print("ready", flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        await work()
        print("done", flush=True)


def _scheduler(database: Database, clock: SimulatedClock) -> Any:
    around = Surroundings(read(get_settings().content_dir), Rules())
    clockwork = Clockwork(database, clock, lambda: around, lambda: None)

    async def work() -> None:
        await clockwork.beat()
        await clockwork.tick()

    return work


def _sender(database: Database, clock: SimulatedClock, job: dict[str, Any]) -> Any:
    channels = {CHANNEL: Stamped(Line(job["port"]), clock)}
    sender = Sender(database, channels, clock, Path(job["folder"]), KNOWLEDGE, rules=Rules())
    begun = False

    async def work() -> None:
        nonlocal begun
        if not begun:
            await sender.recover()
            begun = True
        while await sender.once():
            pass

    return work


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(main(json.loads(sys.argv[1])))
