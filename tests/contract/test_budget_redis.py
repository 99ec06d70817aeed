"""Two senders that share one budget in Redis never exceed it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest
from fakeredis import TcpFakeServer
from limits.aio.storage.redis.redispy import RedispyBridge
from redis import Redis

from bot.channels.base import Pace
from bot.delivery.budget import Budget
from bot.delivery.outbox import BULK, REPLY

PACE = Pace(rate=40)
SECONDS = 2.5


@pytest.fixture
def redis() -> Iterator[str]:
    """Address of a server that speaks Redis' protocol and runs its scripts."""
    server = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    server.daemon_threads = True  # a client that is still connected must not hold up the end
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    # This server hangs up on whoever calls a script that it does not have, where Redis only asks for its text.
    with Redis(port=server.server_address[1]) as client:
        for script in (RedispyBridge.SCRIPT_MOVING_WINDOW, RedispyBridge.SCRIPT_ACQUIRE_MOVING_WINDOW):
            client.script_load(script)
    yield f"redis://127.0.0.1:{server.server_address[1]}/0"
    server.shutdown()
    server.server_close()


def sender(address: str, lane: int, spent: list[tuple[float, int]]) -> None:
    """Takes what there is room for, as a sender does, in a loop of its own. The moment noted is after the spending: of
    two that are noted a second apart, the budget has seen both within about that second."""

    async def run() -> None:
        budget, until = Budget(address), time.monotonic() + SECONDS
        while time.monotonic() < until:
            before = time.time()
            room = await budget.room("x", PACE, lane)
            if room and await budget.spend("x", PACE, lane, min(room, 3)):
                spent.append((before, min(room, 3)))
            await asyncio.sleep(0.002)

    asyncio.run(run())


@pytest.mark.parametrize(("lane", "rate"), [(REPLY, 40), (BULK, 32)])
def test_two_senders_never_exceed_the_rate_and_together_come_close(redis: str, lane: int, rate: int) -> None:
    spent: list[list[tuple[float, int]]] = [[], []]
    threads = [threading.Thread(target=sender, args=(redis, lane, mine)) for mine in spent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert all(spent), "one sender got nothing"
    total = sum(number for mine in spent for _, number in mine)
    # In 2.5 seconds three windows begin at most; the last one may have begun only just.
    assert rate * 2 <= total <= rate * 3
    moments = sorted(one for mine in spent for one in mine)
    for first, (begin, _) in enumerate(moments):
        within = sum(number for moment, number in moments[first:] if moment < begin + 0.9)
        assert within <= rate


async def test_a_budget_in_redis_is_one_for_all_who_ask(redis: str) -> None:
    one, two = Budget(redis), Budget(redis)
    assert await one.spend("x", PACE, REPLY, 30)
    assert await two.room("x", PACE, REPLY) == 10
    assert not await two.spend("x", PACE, REPLY, 11)
    assert await two.spend("x", PACE, REPLY, 10)
    assert await one.room("x", PACE, REPLY) == 0
    assert await one.room("y", PACE, REPLY) == 40
