"""The processes of the measurements: started, awaited, killed, and none left over."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.db import keys
from bot.settings import ROOT

Process = subprocess.Popen[str]


def start(module: str, *arguments: str) -> Process:
    """`python -m benchmarks.delivery.MODULE ...`"""
    return subprocess.Popen(
        [sys.executable, "-m", f"benchmarks.delivery.{module}", *arguments],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def said(process: Process) -> str:
    """The next line of a process."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line:
        raise RuntimeError(f"a process of the benchmark ended: {process.args}")
    return line


def go(process: Process) -> None:
    """Lets a prepared sender begin."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def kill(process: Process) -> None:
    """kill -9, and wait until it is gone."""
    process.kill()
    process.wait()


@contextmanager
def stand_in(url: str | None = None) -> Iterator[int]:
    """Port of the counting service; with the address of a database it gives keys back to a receiver."""
    running: list[Process] = []
    try:
        arguments: list[str] = []
        if url is not None:
            running.append(start("receiver", url))
            arguments = [said(running[-1])]
        running.append(start("standin", *arguments))
        yield int(said(running[-1]))
    finally:
        for process in running:
            kill(process)


def sender(url: str, folder: Path, port: int, channels: Mapping[str, tuple[float, bool]], redis: str = "") -> Process:
    """A sender that waits for `go`."""
    job = {
        "url": url, "folder": str(folder), "port": port, "channels": channels, "redis": redis,
        "keys": keys.current().dumps(),
    }  # fmt: skip
    return start("sending", json.dumps(job))
