"""Two senders that share one budget in Redis: what arrives in any second, counted at the stand-in."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.delivery import processes, store
from benchmarks.delivery.speed import queue_campaign
from benchmarks.delivery.wire import told
from benchmarks.row import Say
from bot.supervisor.checks import free_ports

VARIABLE = "REDIS_SERVER"
CHANNEL = "shared"
RATE = 100.0


def server() -> str | None:
    """The program, from the environment or the PATH."""
    return os.environ.get(VARIABLE) or shutil.which("redis-server") or shutil.which("valkey-server")


def shared_budget(seconds: float, say: Say) -> dict[str, Any]:
    """Two senders with replies enough for so long; on PostgreSQL, where rows are claimed side by side."""
    program = server()
    if program is None:
        say(f"two senders with one budget: not measured, there is no redis-server ({VARIABLE} names one)")
        return {"measured": False}
    with _redis(program) as address, store.store("PostgreSQL") as (url, folder), processes.stand_in() as port:
        with store.opened(url) as database:
            store.add_people(database, CHANNEL, int(RATE * seconds * 1.5))
            queue_campaign(database, CHANNEL)
        moments = asyncio.run(_run(url, folder, port, address, seconds))
    found = {"measured": True, "rate": RATE * 0.8, "seconds": seconds, **judged(moments)}
    say(f"two senders at {found['rate']:.0f}/s: most in a second {found['most']}, on average {found['mean']}/s")
    return found


def judged(moments: Sequence[float]) -> dict[str, Any]:
    """The most in any one second, wherever it begins, and the mean without the first second."""
    ordered = sorted(moments)
    most = first = 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] >= 1.0:
            first += 1
        most = max(most, last - first + 1)
    later = [moment for moment in ordered if moment >= ordered[0] + 1.0]
    longest = max((after - before for before, after in pairwise(ordered)), default=0.0)
    return {
        "total": len(ordered),
        "most": most,
        "mean": round(len(later) / (ordered[-1] - ordered[0] - 1.0), 1),
        "longest_gap_s": round(longest, 2),
    }


async def _run(url: str, folder: Path, port: int, address: str, seconds: float) -> list[float]:
    channels = {CHANNEL: (RATE, True)}
    running = [processes.sender(url, folder / f"outbox-{number}", port, channels, address) for number in (1, 2)]
    try:
        for process in running:
            processes.said(process)
        for process in running:
            processes.go(process)
        await asyncio.sleep(seconds)
    finally:
        for process in running:
            processes.kill(process)
    found: list[float] = await told(port, f"moments\t{CHANNEL}")
    return found


@contextmanager
def _redis(program: str) -> Iterator[str]:
    """Address of a server of its own, which keeps nothing."""
    with tempfile.TemporaryDirectory(prefix="udyog-redis-") as folder:
        port = free_ports(1)[0]
        arguments = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
        process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(1.0)
            if process.poll() is not None:
                raise RuntimeError(f"{program} does not start")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.kill()
            process.wait()
