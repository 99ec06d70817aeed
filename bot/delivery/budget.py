"""How many messages may go now: the channel's rate, of which bulk has four fifths, and the pace to one person.

The rate is kept with the `limits` library, in the memory of this process or, where several senders share a channel, in
Redis or Valkey. Its moving window never lets more through in any second than the rate, whoever asks.
"""

from __future__ import annotations

from collections import OrderedDict

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.channels.base import Pace
from bot.delivery.outbox import BULK

BULK_SHARE = 0.8


class Budget:
    """The rates of all channels. `address`: of Redis or Valkey (redis://...), shared by all senders; empty: memory."""

    def __init__(self, address: str = "") -> None:
        storage: Storage = MemoryStorage()
        if address:
            storage = RedisStorage(f"async+{address}", implementation="redispy", key_prefix="udyog-sathi")
        self._limiter = MovingWindowRateLimiter(storage)

    async def room(self, channel: str, pace: Pace, lane: int) -> int:
        """How many messages may go now."""
        stats = [await self._limiter.get_window_stats(item, name) for item, name in _windows(channel, pace, lane)]
        return max(0, min(int(one.remaining) for one in stats))

    async def spend(self, channel: str, pace: Pace, lane: int, number: int) -> bool:
        """Takes so many; False (and nothing is sent) if another sender was faster. What a refused try has taken of
        bulk's share is lost for a second, which errs on the safe side."""
        for item, name in _windows(channel, pace, lane):
            if not await self._limiter.hit(item, name, cost=number):
                return False
        return True


def _windows(channel: str, pace: Pace, lane: int) -> list[tuple[RateLimitItem, str]]:
    windows = [(_item(pace.rate), channel)]
    return [(_item(pace.rate * BULK_SHARE), f"{channel}:bulk"), *windows] if lane == BULK else windows


def _item(rate: float) -> RateLimitItem:
    return RateLimitItemPerSecond(int(rate)) if rate >= 1 else RateLimitItemPerMinute(max(1, int(rate * 60)))


class Intervals:
    """The pace to each person, in this process: `burst` at once, then one every `each` seconds (GCRA). Only the last
    ten thousand people are remembered: for the others the pause is long over."""

    KEPT = 10_000

    def __init__(self) -> None:
        self._free: OrderedDict[str, float] = OrderedDict()

    def take(self, person: str, pace: Pace, now: float) -> float:
        """0 if a message may go now, and it is counted; else the seconds to wait. `now`: seconds of any clock."""
        if not pace.each:
            return 0.0
        due = max(self._free.get(person, now), now)
        early = due - now - pace.each * (pace.burst - 1)
        if early > 1e-9:
            return early
        self._free[person] = due + pace.each
        self._free.move_to_end(person)
        while len(self._free) > self.KEPT:
            self._free.popitem(last=False)
        return 0.0
