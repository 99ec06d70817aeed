"""A sender process: `python -m benchmarks.delivery.sending JOB` (JSON) starts when a line comes in, and sends until it
is killed."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path
from typing import Any

from benchmarks.delivery.speed import NO_NIGHT
from benchmarks.delivery.store import KNOWLEDGE
from benchmarks.delivery.wire import Line, Thin
from bot.clock import utc_now
from bot.db import keys
from bot.db.session import Database
from bot.delivery.budget import Budget
from bot.delivery.sender import Sender


async def main(job: dict[str, Any]) -> None:
    """`port`: of the stand-in; `channels`: name -> [rate, whether it gives keys back]; `redis`: address, or empty;
    `keys`: those that the people's ids are sealed with."""
    keys.use(keys.Keyring.loads(job["keys"]))
    database = Database(job["url"])
    line = Line(job["port"])
    channels = {name: Thin(name, line, rate, echoes) for name, (rate, echoes) in job["channels"].items()}
    sender = Sender(
        database, channels, utc_now, Path(job["folder"]), KNOWLEDGE, rules=NO_NIGHT, budget=Budget(job["redis"]),
        idle=0.2,
    )  # fmt: skip
    print("ready", flush=True)
    sys.stdin.readline()
    await sender.run()


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(main(json.loads(sys.argv[1])))
