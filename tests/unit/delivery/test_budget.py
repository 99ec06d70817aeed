"""The rate of a channel, bulk's share of it, and the pace to one person."""

from __future__ import annotations

import asyncio
import time

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Pace
from bot.delivery.budget import Budget, Gate, Intervals
from bot.delivery.outbox import BULK, REPLY


async def test_bulk_leaves_a_fifth_for_replies() -> None:
    budget, pace = Budget(), Pace(rate=10)
    assert await budget.room("x", pace, BULK) == 8
    assert await budget.spend("x", pace, BULK, 8)
    assert await budget.room("x", pace, BULK) == 0
    assert not await budget.spend("x", pace, BULK, 1)
    assert await budget.room("x", pace, REPLY) == 2
    assert await budget.spend("x", pace, REPLY, 2)
    assert not await budget.spend("x", pace, REPLY, 1)


async def test_replies_count_against_bulk_and_channels_not_against_each_other() -> None:
    budget, pace = Budget(), Pace(rate=10)
    assert await budget.spend("x", pace, REPLY, 9)
    assert await budget.room("x", pace, BULK) == 1
    assert await budget.room("y", pace, BULK) == 8


async def test_less_than_one_a_second() -> None:
    budget, pace = Budget(), Pace(rate=0.1)
    assert await budget.room("x", pace, REPLY) == 6  # a minute
    assert await budget.spend("x", pace, REPLY, 6)
    assert await budget.room("x", pace, REPLY) == 0


def test_a_burst_and_then_one_each_interval() -> None:
    intervals, pace = Intervals(), Pace(rate=25, each=1.0, burst=3)
    assert [intervals.take("a", pace, 100.0) for _ in range(4)] == [0, 0, 0, 1.0]
    assert intervals.take("a", pace, 100.5) == 0.5
    assert intervals.take("a", pace, 101.0) == 0
    assert intervals.take("b", pace, 101.0) == 0
    assert intervals.take("a", pace, 200.0) == 0


def test_a_channel_without_a_pace_never_waits() -> None:
    intervals = Intervals()
    assert {intervals.take("a", Pace(rate=1), 0.0) for _ in range(50)} == {0.0}


def test_only_so_many_people_are_remembered() -> None:
    intervals, pace = Intervals(), Pace(rate=1, each=6.0)
    for number in range(Intervals.KEPT + 50):
        intervals.take(str(number), pace, 0.0)
    assert len(intervals._free) == Intervals.KEPT


@given(each=st.floats(0.1, 10), burst=st.integers(1, 50), steps=st.lists(st.floats(0, 5), min_size=1, max_size=200))
def test_no_more_than_the_pace_in_any_stretch(each: float, burst: int, steps: list[float]) -> None:
    intervals, pace, now = Intervals(), Pace(rate=1000, each=each, burst=burst), 0.0
    sent: list[float] = []
    for step in steps:
        now += step
        if intervals.take("a", pace, now) == 0:
            sent.append(now)
    for first in range(len(sent)):
        for last in range(first, len(sent)):
            assert last - first + 1 <= burst + (sent[last] - sent[first]) / each + 1e-6


async def most_at_once(rate: float, seconds: float, calls: int) -> tuple[int, float]:
    """Calls under way at once, and how long all of them took."""
    gate, running, most, began = Gate(rate), 0, 0, time.monotonic()

    async def call() -> None:
        nonlocal running, most
        async with gate.call(BULK):
            running += 1
            most = max(most, running)
            await asyncio.sleep(seconds)
            running -= 1

    await asyncio.gather(*(call() for _ in range(calls)))
    return most, time.monotonic() - began


async def test_one_call_after_the_other_where_the_service_is_quick() -> None:
    assert (await most_at_once(rate=20, seconds=0.002, calls=20))[0] == 1


async def test_calls_that_take_long_overlap_so_that_the_rate_is_kept() -> None:
    most, took = await most_at_once(rate=50, seconds=0.4, calls=20)
    assert 2 <= most <= 20
    assert took < 4  # one after the other: eight seconds


async def test_a_reply_waits_for_one_bulk_call_only() -> None:
    gate, order = Gate(10), []

    async def call(name: str, lane: int) -> None:
        async with gate.call(lane):
            order.append(name)
            await asyncio.sleep(0.005)

    bulk = [asyncio.create_task(call("bulk", BULK)) for _ in range(10)]
    await asyncio.sleep(0)
    await asyncio.gather(*bulk, call("reply", REPLY))
    assert order.index("reply") <= 2


async def test_a_call_that_fails_or_is_given_up_lets_the_next_one_in() -> None:
    gate = Gate(1)
    for error in (ValueError, asyncio.CancelledError):
        try:
            async with gate.call(REPLY):
                raise error
        except error:
            pass
    async with asyncio.timeout(5), gate.call(REPLY):
        pass
