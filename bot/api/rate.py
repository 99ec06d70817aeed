"""How many messages a person may send (library `limits`, moving window, in this process)."""

from __future__ import annotations

import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Rate:
    """A limit for each key."""

    def __init__(self, limit: str) -> None:
        """`limit` in the notation of the library, for example "30/minute". Raises `ValueError` if it is not."""
        self._limit = parse(limit)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, key: str) -> float:
        """0 if the message may go on; else the seconds to wait."""
        if self._limiter.hit(self._limit, key):
            return 0.0
        return max(1.0, self._limiter.get_window_stats(self._limit, key).reset_time - time.time())
