"""Small numbers in tables: hidden, and not to be worked out. Checked by linear programmes, which know nothing of
circles and flows."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from bot.services.statistics.suppression import (
    SMALL,
    TOTAL,
    Cell,
    is_small,
    possible,
    share,
    suppressed,
    suppressed_list,
    with_totals,
)

TABLES = st.integers(1, 4).flatmap(
    lambda rows: st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.one_of(st.integers(0, 8), st.integers(0, 60)), min_size=rows * columns, max_size=rows * columns
        ).map(lambda found: {(f"r{i // columns}", f"c{i % columns}"): number for i, number in enumerate(found)})
    )
)


def bounds(shown: Mapping[Cell, int | None], cell: Cell) -> tuple[float, float]:
    """What a hidden number may be, by two linear programmes over the sums of the table."""
    names = list(shown)
    at = {name: i for i, name in enumerate(names)}
    sums = []
    for row in {row for row, _ in names}:
        line = np.zeros(len(names))
        for name in names:
            if name[0] == row:
                line[at[name]] = -1 if name[1] == TOTAL else 1
        sums.append(line)
    for column in {column for _, column in names}:
        line = np.zeros(len(names))
        for name in names:
            if name[1] == column:
                line[at[name]] = -1 if name[0] == TOTAL else 1
        sums.append(line)
    limits = [(1, None) if number is None else (number, number) for number in shown.values()]
    found = []
    for sign in (1, -1):
        aim = np.zeros(len(names))
        aim[at[cell]] = sign
        solved = linprog(aim, A_eq=np.array(sums), b_eq=np.zeros(len(sums)), bounds=limits)
        assert solved.status in (0, 3), solved.message  # found, or without an end
        found.append(sign * (solved.fun if solved.status == 0 else -math.inf))
    return found[0], found[1]


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_nobody_can_tell_that_a_hidden_number_is_small(counts: dict[Cell, int]) -> None:
    whole, result = with_totals(counts), suppressed(counts)
    hidden = result.small | result.beside
    for cell, number in result.cells.items():
        assert number == (None if cell in hidden else whole[cell])
    assert result.small == {cell for cell, number in whole.items() if 0 < number < SMALL}
    for cell in sorted(result.small)[:4]:
        low, high = bounds(result.cells, cell)
        assert high >= SMALL - 1e-6 and high - low >= SMALL - 1 - 1e-6
        mine = possible(whole, hidden, cell)
        assert mine[0] == pytest.approx(low, abs=1e-6)
        assert (math.inf if mine[1] is None else mine[1]) == pytest.approx(high, abs=1e-6)


@given(TABLES)
def test_large_numbers_and_zeros_stay(counts: dict[Cell, int]) -> None:
    result = suppressed(counts)
    assert not {cell for cell in result.small | result.beside if with_totals(counts)[cell] == 0}
    if not result.small:
        assert not result.beside


@given(TABLES, st.randoms())
def test_the_order_of_the_cells_does_not_matter(counts: dict[Cell, int], chance: object) -> None:
    items = list(counts.items())
    chance.shuffle(items)  # type: ignore[attr-defined]
    assert suppressed(dict(items)).cells == suppressed(counts).cells


def test_the_cheapest_circle() -> None:
    """One small number needs three others, here the three that lie with it in a square of the fewest people."""
    counts = {("a", "x"): 3, ("a", "y"): 20, ("a", "z"): 90, ("b", "x"): 30, ("b", "y"): 9, ("b", "z"): 80,
              ("c", "x"): 70, ("c", "y"): 60, ("c", "z"): 50}  # fmt: skip
    result = suppressed(counts)
    assert (result.small, result.beside) == ({("a", "x")}, {("a", "y"), ("b", "x"), ("b", "y")})
    assert result.cells["a", TOTAL] == 113 and result.cells[TOTAL, TOTAL] == 412


def test_a_group_of_two_small_numbers_that_tells_too_much() -> None:
    """1 and 4 alone would add up to 5, and since none of the two is 0 both would be known to be small."""
    counts = {"a": 1, "b": 4, "c": 40, "d": 41}
    assert suppressed_list(counts) == {"a": None, "b": None, "c": None, "d": 41, TOTAL: 86}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, {TOTAL: 0}),
        ({"a": 3}, {"a": None, TOTAL: None}),
        ({"a": 8, "b": 0}, {"a": 8, "b": 0, TOTAL: 8}),
        ({"a": 3, "b": 20, "c": 7}, {"a": None, "b": 20, "c": None, TOTAL: 30}),
        ({"a": 3, "b": 4, "c": 40}, {"a": None, "b": None, "c": 40, TOTAL: 47}),
    ],
)
def test_lists(counts: dict[str, int], shown: dict[str, int | None]) -> None:
    assert suppressed_list(counts) == shown


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), max_size=8))
def test_of_a_list_with_its_total_nothing_small_can_be_subtracted(counts: dict[str, int]) -> None:
    shown = suppressed_list(counts)
    hidden = [counts[name] for name in counts if shown[name] is None]
    assert all(shown[name] in (None, number) for name, number in counts.items())
    assert all(shown[name] is None for name, number in counts.items() if is_small(number))
    if shown[TOTAL] is not None:
        assert shown[TOTAL] == sum(counts.values())
        # Of a sum of hidden numbers, each at least 1, the greatest that one may be.
        assert not hidden or sum(hidden) - (len(hidden) - 1) >= SMALL


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 0, None), (0, 4, None), (0, 5, 0.0), (4, 9, None), (5, 9, None), (5, 10, 0.5), (9, 9, 1.0), (6, 11, 6 / 11)],
)
def test_shares(part: int, whole: int, shown: float | None) -> None:
    assert share(part, whole) == shown


@pytest.mark.parametrize("call", [
    lambda: share(3, 2), lambda: share(-1, 2), lambda: is_small(-1), lambda: suppressed({("a", "x"): -1}),
    lambda: suppressed({(TOTAL, "x"): 1}),
])  # fmt: skip
def test_what_cannot_be(call: object) -> None:
    with pytest.raises(ValueError):
        call()  # type: ignore[operator]
