"""How many messages may go now: the channel's rate, of which bulk has four fifths, and the pace to one person.

The rate is kept with the `limits` library, in the memory of this process or, where several senders share a channel, in
Redis or Valkey. Its moving window never lets more through in any second than the rate, whoever asks.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

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


class Gate:
    """One call after the other to a channel that does not tell later what it took: when the sender is killed, only the
    call that is not answered yet is in doubt. A call waits for the answer of the one before as long as the rate is
    kept: calls that take longer than their share of it, and `SLACK`, overlap. A reply waits for one bulk call at most.
    """

    SLACK = 0.1  # seconds that the calls may be behind the rate before they overlap

    def __init__(self, rate: float) -> None:
        self._share = min(1 / rate, 0.05)
        self._due = 0.0  # when the rate would have the next call begin
        self._before: asyncio.Future[None] | None = None
        self._turn, self._bulk = asyncio.Lock(), asyncio.Lock()

    @asynccontextmanager
    async def call(self, lane: int) -> AsyncIterator[None]:
        """Around a call."""
        loop = asyncio.get_running_loop()
        async with self._bulk if lane == BULK else nullcontext(), self._turn:
            slack = 0.0
            if self._before is not None and not self._before.done():
                slack = self.SLACK
                await asyncio.wait([self._before], timeout=max(self._share, self._due + slack - loop.time()))
            self._due = max(self._due, loop.time() - slack) + self._share
            mine = self._before = loop.create_future()
        try:
            yield
        finally:
            mine.set_result(None)
