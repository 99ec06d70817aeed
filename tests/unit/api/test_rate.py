"""How many messages a person may send, on a clock that the test moves."""

from __future__ import annotations

import pytest

from bot.api.rate import Rate


class Time:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def moved() -> Time:
    return Time()


def test_so_many_and_no_more(moved: Time) -> None:
    rate = Rate("3/minute", moved)
    assert [rate.take("a") for _ in range(3)] == [0, 0, 0]
    assert 59 <= rate.take("a") <= 60
    assert rate.take("b") == 0


def test_the_window_moves(moved: Time) -> None:
    rate = Rate("2/minute", moved)
    rate.take("a")
    moved.now += 40
    rate.take("a")
    assert 19 <= rate.take("a") <= 21
    moved.now += 20.5
    assert rate.take("a") == 0
    assert 38 <= rate.take("a") <= 41


def test_to_be_refused_costs_nothing(moved: Time) -> None:
    rate = Rate("1/minute", moved)
    rate.take("a")
    for _ in range(20):
        assert rate.take("a") >= 1
        moved.now += 3
    moved.now += 1
    assert rate.take("a") == 0


def test_the_wait_is_at_least_a_second(moved: Time) -> None:
    rate = Rate("1/minute", moved)
    rate.take("a")
    moved.now += 59.9
    assert rate.take("a") >= 1


@pytest.mark.parametrize("limit", ["", "many", "5/fortnight"])
def test_a_limit_that_is_none(limit: str) -> None:
    with pytest.raises(ValueError):
        Rate(limit)


def test_whoever_is_silent_is_forgotten(moved: Time) -> None:
    rate = Rate("1/minute", moved)
    for number in range(2_500):
        rate.take(f"person {number}")
        moved.now += 1
    assert len(rate._taken) < 1_100
