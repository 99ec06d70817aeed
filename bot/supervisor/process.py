"""Child processes: each in a group of its own, its output forwarded line by line under its name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from bot.settings import ROOT

GUARD = Path(__file__).with_name("guard.py")
NAME_WIDTH = 8

Sink = Callable[[str], None]


class Child(Protocol):
    """A started process."""

    def poll(self) -> int | None:
        """Its exit code once it has ended; -9 if signal 9 ended it."""

    def terminate(self) -> None:
        """Ask it to end."""

    def kill(self) -> None:
        """End it and all that it started, at once."""


class Spawn(Protocol):
    """Starts a child whose lines go to `sink`."""

    def __call__(self, command: Sequence[str], env: Mapping[str, str], sink: Sink) -> Child: ...


@dataclass(frozen=True)
class Program:
    """How a child is started."""

    command: tuple[str, ...]
    env: Mapping[str, str]
    sink: Sink


class Console:
    """Where all lines go: written whole, each under its speaker's name."""

    def __init__(self, out: IO[str] | None = None) -> None:
        self._out = out or sys.stdout
        self._lock = threading.Lock()
        reconfigure = getattr(self._out, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")

    def sink(self, name: str) -> Sink:
        """A sink that puts `name` before each line."""
        return lambda text: self.write(f"{name:<{NAME_WIDTH}}| {text}")

    def write(self, text: str) -> None:
        """Write lines as they are."""
        with self._lock:
            try:
                self._out.write(text + "\n")
                self._out.flush()
            except (OSError, ValueError):  # the reader is gone (`bot run | head`); the service goes on
                self._out = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


class ChildProcess:
    """A real child process."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], sink: Sink) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(GUARD), str(os.getpid()), *command],
            cwd=ROOT,
            env={**env, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._forwarder = threading.Thread(target=self._forward, args=(sink,), daemon=True)
        self._forwarder.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def poll(self) -> int | None:
        code = self._process.poll()
        if code is not None:
            self._forwarder.join(1)  # its last words
        return code

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._forwarder.join(1)

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):  # all of the group have ended (macOS: are ending)
            os.killpg(self._process.pid, number)

    def _forward(self, sink: Sink) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                text = line.decode("utf-8", "replace").rstrip("\r\n")
                sink(text.rpartition("\r")[2])  # of a progress bar only its last state
