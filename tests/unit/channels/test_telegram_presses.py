"""Double taps on Telegram."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.presses import MOMENT, Press, Presses

PRESS = Press(51, 51, 3, "menu")


@pytest.mark.parametrize(
    ("second", "later", "double"),
    [
        (PRESS, 0.0, True),
        (PRESS, MOMENT - 0.01, True),
        (PRESS, MOMENT, False),
        (PRESS, 60.0, False),
        (replace(PRESS, payload="menu:loans:2"), 0.1, False),
        (replace(PRESS, message=4), 0.1, False),
        (replace(PRESS, person=52), 0.1, False),
        (replace(PRESS, chat=-9), 0.1, False),
    ],
)
def test_double_tap(second: Press, later: float, double: bool) -> None:
    presses = Presses()
    assert not presses.repeats(PRESS, 1, 100.0)
    assert presses.repeats(second, 2, 100.0 + later) is double


def test_the_same_update_again_is_no_double_tap() -> None:
    presses = Presses()
    assert not presses.repeats(PRESS, 1, 100.0)
    assert not presses.repeats(PRESS, 1, 100.1)
    assert presses.repeats(PRESS, 2, 100.2)


def test_many_taps_are_one() -> None:
    presses = Presses()
    assert [presses.repeats(PRESS, n, 100.0 + n / 10) for n in range(5)] == [False, True, True, True, True]


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), max_size=60))
def test_answers_to_the_same_press_are_a_moment_apart(taps: list[tuple[int, float]]) -> None:
    presses, now, answered = Presses(), 0.0, dict[int, list[float]]()
    for number, (message, pause) in enumerate(taps):
        now += pause
        if not presses.repeats(replace(PRESS, message=message), number, now):
            answered.setdefault(message, []).append(now)
    for times in answered.values():
        assert all(b - a >= MOMENT for a, b in itertools.pairwise(times))


def test_what_is_over_is_forgotten() -> None:
    presses = Presses()
    for number in range(100):
        presses.repeats(replace(PRESS, message=number), number, float(number))
    assert len(presses._seen) <= 2
