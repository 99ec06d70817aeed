"""Memory and processor time of the service's processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psutil

_NAMES = {"bot.gateway": "gateway", "rasa_project.serve": "engine", "bot": "supervisor"}


@dataclass(frozen=True)
class Memory:
    """Megabytes (10^6 bytes). `rss`: pages held, shared ones counted in each process; `pss`: shared ones divided."""

    name: str
    rss: float
    pss: float | None


def family(pid: int) -> list[psutil.Process]:
    """A process and all that it started."""
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


def name_of(command: list[str]) -> str:
    """What a process is, by its command line."""
    return next(
        (name for module, name in _NAMES.items() if module in command), Path(command[0]).name if command else "?"
    )


def memory(pid: int) -> list[Memory]:
    """Of a process and all that it started."""
    found = []
    for process in family(pid):
        rss = process.memory_info().rss / 1e6
        found.append(Memory(name_of(process.cmdline()), rss, _pss(process.pid)))
    return found


def cpu_seconds(pid: int) -> dict[str, float]:
    """Processor seconds so far, by the name of the process."""
    seconds: dict[str, float] = {}
    for process in family(pid):
        times, name = process.cpu_times(), name_of(process.cmdline())
        seconds[name] = seconds.get(name, 0.0) + times.user + times.system
    return seconds


def _pss(pid: int) -> float | None:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # not Linux, or not ours to read
        return None
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:")), None)
