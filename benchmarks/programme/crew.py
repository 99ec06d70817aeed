"""The scheduler and the sender of the simulation: told to work, killed in the middle of it, and started again."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.delivery import processes
from bot.db import keys
from bot.settings import ROOT

PARTS = ("scheduler", "sender")
RECEIPTS = 0.4
"""Seconds that the service's receipts have to come in after a sender died."""
LONGEST = 0.06
"""Seconds after which it dies at the latest."""


class Crew:
    """The two processes, each with another one ready to take its place."""

    def __init__(self, url: str, folder: Path, clock: Path, port: int, chance: random.Random) -> None:
        self._job = {
            "url": url, "folder": str(folder / "outbox"), "clock": str(clock), "port": port,
            "keys": keys.current().dumps(),
        }  # fmt: skip
        self._chance = chance
        self.killed = dict.fromkeys(PARTS, 0)
        self.at_work = dict.fromkeys(PARTS, 0)  # of these, while they worked
        self._running = {part: self._start(part) for part in PARTS}
        self._spare = {part: self._start(part) for part in PARTS}
        for process in (*self._running.values(), *self._spare.values()):
            processes.said(process)

    def works(self, part: str) -> None:
        """Lets one do all that is due."""
        processes.go(self._running[part])
        if processes.said(self._running[part]) != "done":
            raise RuntimeError(f"the {part} says something else than that it is done")

    def dies(self, part: str, later: Callable[[], None]) -> None:
        """Kills one at a random moment of its work; the next one takes over. `later`: lets the time pass that a lease
        and a message in doubt take."""
        running = self._running[part]
        processes.go(running)
        time.sleep(self._chance.uniform(0, LONGEST))
        running.kill()
        said = running.communicate()[0]
        self.killed[part] += 1
        self.at_work[part] += "done" not in said
        time.sleep(RECEIPTS if part == "sender" else 0)
        self._running[part] = self._spare[part]
        self._spare[part] = self._start(part)
        later()
        self.works(part)
        processes.said(self._spare[part])

    def end(self) -> None:
        """Ends all of them."""
        for process in (*self._running.values(), *self._spare.values()):
            processes.kill(process)

    def _start(self, part: str) -> processes.Process:
        return subprocess.Popen(
            [sys.executable, "-m", "benchmarks.programme.hands", json.dumps(self._job | {"part": part})],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
