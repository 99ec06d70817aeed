"""How many messages a person may send, in a moving window, in this process.

The notation is that of the library `limits`. Its own storage in memory never forgets a sender and walks through all of
them (58 ms at 50,000), which a public chat page cannot have; shared storage for several processes comes with them.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from limits import parse

_TIDY_EVERY = 1000  # messages


class Rate:
    """A limit for each key."""

    def __init__(self, limit: str, clock: Callable[[], float] = time.monotonic) -> None:
        """`limit`: for example "30/minute". Raises `ValueError` if it is not of the notation."""
        item = parse(limit)
        self._amount, self._window = item.amount, float(item.get_expiry())
        self._clock = clock
        self._taken: dict[str, deque[float]] = {}
        self._since_tidying = 0

    def take(self, key: str) -> float:
        """0 if the message may go on; else the seconds to wait. What is refused does not count."""
        now = self._clock()
        self._tidy(now)
        taken = self._taken.setdefault(key, deque())
        while taken and taken[0] <= now - self._window:
            taken.popleft()
        if len(taken) < self._amount:
            taken.append(now)
            return 0.0
        return max(1.0, taken[0] + self._window - now)

    def _tidy(self, now: float) -> None:
        """Forgets who has been silent for a window, now and then."""
        self._since_tidying += 1
        if self._since_tidying >= _TIDY_EVERY:
            self._since_tidying = 0
            self._taken = {key: taken for key, taken in self._taken.items() if taken and taken[-1] > now - self._window}
