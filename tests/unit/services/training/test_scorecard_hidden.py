"""Linked tables: what is hidden in one is hidden in all, and cannot be told from all of them together. Checked by
linear programmes over every sum that is shown."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from bot.services.training.scorecard_hidden import Branch, Key, Split, alone, hidden

SEX = Split("people", ("women_led", "not_women_led", "women_led_unsaid"))
GROUP = Split("people", ("marginalised", "not_marginalised"))
WHOLE = ("programme", "all")

PEOPLE = st.one_of(st.integers(0, 9), st.integers(0, 60))
COURSES = st.lists(st.lists(st.tuples(PEOPLE, PEOPLE, PEOPLE, st.floats(0, 1)), min_size=1, max_size=3),
                   min_size=1, max_size=3)  # fmt: skip


def programme(
    agencies: list[list[tuple[int, int, int, float]]],
) -> tuple[dict[Key, int], list[tuple[Branch, Split]], list[Branch]]:
    """Agencies with courses, whose people are split in two ways."""
    numbers: dict[Key, int] = defaultdict(int)
    branches = [Branch(WHOLE, tuple(("agency", str(n)) for n in range(len(agencies))))]
    for n, courses in enumerate(agencies):
        branches.append(Branch(("agency", str(n)), tuple(("course", f"{n}.{m}") for m in range(len(courses)))))
        for m, (*women, share) in enumerate(courses):
            people = sum(women)
            parts = {
                **dict(zip(SEX.parts, women, strict=True)),
                "people": people,
                "marginalised": round(people * share),
            }
            parts["not_marginalised"] = people - parts["marginalised"]
            for node in (WHOLE, ("agency", str(n)), ("course", f"{n}.{m}")):
                for name, number in parts.items():
                    numbers[(*node, name)] += number
    return numbers, [(branch, split) for branch in branches for split in (SEX, GROUP)], branches


def ranges(
    numbers: dict[Key, int], gone: frozenset[Key], branches: list[Branch], keys: list[Key]
) -> list[tuple[float, float]]:
    """What each of the keys may be for somebody who knows all that is shown and that nothing hidden is 0."""
    names = list(numbers)
    at = {key: i for i, key in enumerate(names)}
    sums = []
    for branch in branches:
        for name in {name for split in (SEX, GROUP) for name in (split.total, *split.parts)}:
            sums.append({(*branch.parent, name): -1, **{(*child, name): 1 for child in branch.children}})
    for node in {key[:2] for key in names}:
        sums += [{(*node, one.total): -1, **{(*node, part): 1 for part in one.parts}} for one in (SEX, GROUP)]
    rows = np.zeros((len(sums), len(names)))
    for row, one in zip(rows, sums, strict=True):
        for key, sign in one.items():
            row[at[key]] = sign
    limits = [(1, None) if key in gone else (numbers[key], numbers[key]) for key in names]
    found = []
    for key in keys:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(names))
            aim[at[key]] = sign
            solved = linprog(aim, A_eq=rows, b_eq=np.zeros(len(sums)), bounds=limits)
            assert solved.status in (0, 3), solved.message
            ends.append(sign * solved.fun if solved.status == 0 else math.inf)
        found.append((ends[0], ends[1]))
    return found


@settings(max_examples=40, deadline=None)
@given(COURSES)
def test_no_small_number_can_be_worked_out(agencies: list[list[tuple[int, int, int, float]]]) -> None:
    numbers, tables, branches = programme(agencies)
    gone = hidden(numbers, tables)
    small = [key for key, number in numbers.items() if 0 < number < 5]
    assert gone >= set(small)
    assert all(numbers[key] for key in gone)
    for key, (least, most) in zip(small, ranges(numbers, gone, branches, small), strict=True):
        assert most - least > 1 - 1e-6, (key, least, most)


def test_an_only_course_is_hidden_with_its_agency() -> None:
    numbers, tables, _ = programme([[(3, 30, 0, 0.5)], [(20, 20, 0, 0.5), (30, 30, 0, 0.5)], [(40, 40, 0, 0.5)]])
    gone = hidden(numbers, tables)
    for name in ("women_led", "not_women_led"):
        assert {("course", "0.0", name), ("agency", "0", name)} <= gone
        assert ("programme", "all", name) not in gone
    assert ("course", "0.0", "people") not in gone
    # One other agency's number goes, too, or the small one could be had from the sum.
    assert len([key for key in gone if key[0] == "agency" and key[2] == "women_led"]) == 2


@pytest.mark.parametrize(("counts", "wanted"), [((3, 20, 30), {0, 1}), ((9, 20, 30), set()), ((3, 4, 30), {0, 1})])
def test_a_number_alone(counts: tuple[int, ...], wanted: set[int]) -> None:
    numbers = {("agency", str(n), "came"): number for n, number in enumerate(counts)} | {(*WHOLE, "came"): sum(counts)}
    branch = Branch(WHOLE, tuple(("agency", str(n)) for n in range(len(counts))))
    gone = hidden(numbers, [(branch, alone("came"))])
    assert {int(key[1]) for key in gone if key[0] == "agency"} == wanted
    assert (*WHOLE, "came") not in gone


def test_zero_is_shown_and_nothing_is_hidden_without_need() -> None:
    numbers, tables, _ = programme([[(0, 30, 12, 0.5)], [(20, 0, 40, 0.5)]])
    assert hidden(numbers, tables) == frozenset()
