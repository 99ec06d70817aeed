"""Time and the wish to stop, in one thing that tests can replace."""

from __future__ import annotations

import signal
import time
from types import FrameType
from typing import Protocol

SLICE = 0.1


class Clock(Protocol):
    """What the supervisor waits by."""

    @property
    def stop_requests(self) -> int:
        """How often somebody asked for the end (Ctrl-C, SIGTERM)."""

    def now(self) -> float:
        """Seconds, only ever growing."""

    def wait(self, seconds: float) -> None:
        """Let at most so much time pass."""


class SignalClock:
    """The real time, and the signals of this process."""

    def __init__(self) -> None:
        self._stop_requests = 0

    @property
    def stop_requests(self) -> int:
        return self._stop_requests

    def install(self) -> None:
        """Take Ctrl-C, SIGTERM and the closing of the terminal as the wish to stop."""
        for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup the closing of the terminal is to be ignored.
            if wish is not signal.SIGHUP or signal.getsignal(wish) is not signal.SIG_IGN:
                signal.signal(wish, self._stop)

    def now(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        # Short sleeps instead of an event: setting an event inside a signal handler can lock up.
        time.sleep(min(seconds, SLICE))

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stop_requests += 1
