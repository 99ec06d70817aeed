"""Mentees and mentors: a published example, every stable outcome of small cases, and what always holds."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.mentoring.matching import (
    Matching,
    Mentee,
    Mentor,
    Weights,
    deferred_acceptance,
    fit,
    match,
)

KEY = b"secret"
PLACES = {"malda": 0.0, "nadia": 90.0, "purulia": 140.0, "darjeeling": 400.0}
Lists = dict[str, list[str]]


def km(one: str, other: str) -> float | None:
    return abs(PLACES[one] - PLACES[other]) if one in PLACES and other in PLACES else None


def mentee(id: str = "a", **other: object) -> Mentee:
    base = Mentee(id, "leather", ("bn", "hi"), "malda", frozenset({"export", "gst"}), 1, True)
    return replace(base, **other)  # type: ignore[arg-type]


def mentor(id: str = "x", **other: object) -> Mentor:
    base = Mentor(id, frozenset({"leather"}), ("bn",), "malda", frozenset({"export", "gst"}), 1, True)
    return replace(base, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "points", "keys"),
    [
        ({}, 100, ["sector", "needs", "district", "language"]),
        ({"needs": frozenset({"gst"})}, 85, ["sector", "needs", "district", "language"]),
        ({"needs": frozenset()}, 70, ["sector", "district", "language"]),
        ({"sectors": frozenset({"jute"})}, 60, ["needs", "district", "language"]),
        ({"district": "nadia"}, 88, ["sector", "needs", "distance", "language"]),
        ({"district": "darjeeling"}, 80, ["sector", "needs", "distance", "language"]),
        ({"district": "?"}, 80, ["sector", "needs", "language"]),
        ({"languages": ("en", "hi")}, 90, ["sector", "needs", "district", "language"]),
    ],
)
def test_how_well_two_fit(change: dict[str, object], points: int, keys: list[str]) -> None:
    found = fit(mentee(), mentor(**change), km, Weights())
    assert found is not None and found[0] == points
    assert [name for name, _ in found[1]] == [f"mentor_fit_{key}" for key in keys]


@pytest.mark.parametrize(
    ("asking", "guiding", "why"),
    [
        (mentee(agreed=False), [mentor()], "mentor_no_consent"),
        (mentee(), [], "mentor_no_mentor"),
        (mentee(), [mentor(agreed=False)], "mentor_no_mentor"),
        (mentee(), [mentor(languages=("en",)), mentor("y", agreed=False)], "mentor_no_language"),
        (mentee(), [mentor(sectors=frozenset({"jute"}), needs=frozenset({"loans"}))], "mentor_no_subject"),
        (mentee(), [mentor(places=0)], "mentor_all_full"),
    ],
)
def test_why_somebody_found_nobody(asking: Mentee, guiding: list[Mentor], why: str) -> None:
    assert match([asking], guiding, km, KEY) == Matching((), {"a": why})


def test_of_two_who_fit_alike_the_better_one_gets_the_place() -> None:
    found = match([mentee("a", rank=2), mentee("b", rank=1)], [mentor()], km, KEY)
    assert [(pair.mentee, pair.mentor, pair.score) for pair in found.pairs] == [("b", "x", 100)]
    assert found.unmatched == {"a": "mentor_all_full"}


def test_somebody_gives_way_so_that_both_find_one() -> None:
    """Both like x best; x takes who fits better, and the other one goes on to y."""
    far = mentee("far", district="nadia", rank=1)
    found = match([far, mentee("near", rank=2)], [mentor(), mentor("y", sectors=frozenset({"jute"}))], km, KEY)
    assert {pair.mentee: pair.mentor for pair in found.pairs} == {"near": "x", "far": "y"}


def test_the_example_of_gale_and_shapley() -> None:
    """American Mathematical Monthly 69 (1962), example 1: three by three, in which each man is first on the list of the
    woman whom he lists last; when the men ask, each gets his first choice."""
    men = {"alpha": ["A", "B", "C"], "beta": ["B", "C", "A"], "gamma": ["C", "A", "B"]}
    women = {"A": ["beta", "gamma", "alpha"], "B": ["gamma", "alpha", "beta"], "C": ["alpha", "beta", "gamma"]}
    assert deferred_acceptance(men, women, dict.fromkeys(women, 1)) == {"alpha": "A", "beta": "B", "gamma": "C"}
    asked = deferred_acceptance(women, men, dict.fromkeys(men, 1))
    assert asked == {"A": "beta", "B": "gamma", "C": "alpha"}


@st.composite
def lists(draw: st.DrawFn, asking: int = 4, guiding: int = 3) -> tuple[Lists, Lists, dict[str, int]]:
    """Any wishes, complete or not; each side may list who does not list them."""
    ones = [f"a{i}" for i in range(draw(st.integers(0, asking)))]
    others = [f"x{i}" for i in range(draw(st.integers(0, guiding)))]

    def some(names: list[str]) -> list[str]:
        return draw(st.permutations(names))[: draw(st.integers(0, len(names)))]

    return (
        {one: some(others) for one in ones},
        {other: some(ones) for other in others},
        {other: draw(st.integers(0, 2)) for other in others},
    )


def stable(wishes: Lists, order: Lists, places: dict[str, int], got: dict[str, str]) -> bool:
    """Whether nobody is with somebody they did not list, no place is taken twice, and no two would rather change."""
    for other, those in order.items():
        taken = [one for one in got if got[one] == other]
        if len(taken) > places[other] or any(one not in those or other not in wishes[one] for one in taken):
            return False
    for one, wanted in wishes.items():
        better = wanted[: wanted.index(got[one])] if one in got else wanted
        for other in better:
            taken = [each for each in got if got[each] == other]
            listed = order[other]
            if one in listed and (
                len(taken) < places[other] or any(listed.index(one) < listed.index(each) for each in taken)
            ) and places[other]:  # fmt: skip
                return False
    return True


@settings(deadline=None)
@given(lists())
def test_of_all_stable_outcomes_it_is_the_best_for_everybody_who_asks(
    case: tuple[Lists, Lists, dict[str, int]],
) -> None:
    wishes, order, places = case
    found = deferred_acceptance(wishes, order, places)
    assert stable(wishes, order, places, found)
    for choice in product(*([None, *order] for _ in wishes)):
        other = {one: to for one, to in zip(wishes, choice, strict=True) if to is not None}
        if not stable(wishes, order, places, other):
            continue
        assert other.keys() == found.keys(), "the same people find somebody (Roth 1984)"
        assert all(wishes[one].index(found[one]) <= wishes[one].index(other[one]) for one in found)


@given(lists(12, 5), st.randoms())
def test_the_order_of_asking_does_not_matter(case: tuple[Lists, Lists, dict[str, int]], chance: random.Random) -> None:
    wishes, order, places = case
    mixed = dict(chance.sample(sorted(wishes.items()), len(wishes)))
    found = deferred_acceptance(wishes, order, places)
    assert stable(wishes, order, places, found)
    assert deferred_acceptance(mixed, order, places) == found


def drawn(seed: int, asking: int = 40, guiding: int = 12) -> tuple[list[Mentee], list[Mentor]]:
    chance = random.Random(seed)

    def some(names: str, least: int = 0) -> list[str]:
        return chance.sample(names.split(), chance.randint(least, len(names.split())))

    sectors, needs, tongues, towns = "leather jute zari foundry", "export gst loans photos", "bn hi en", [*PLACES, "?"]
    return (
        [Mentee(f"a{i}", chance.choice(sectors.split()), tuple(some(tongues, 1)), chance.choice(towns),
                frozenset(some(needs)), i // 2, chance.random() < 0.9) for i in range(asking)],
        [Mentor(f"x{i}", frozenset(some(sectors)), tuple(some(tongues, 1)), chance.choice(towns),
                frozenset(some(needs)), chance.randint(0, 4), chance.random() < 0.9) for i in range(guiding)],
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_what_always_holds(seed: int) -> None:
    asking, guiding = drawn(seed)
    found = match(asking, guiding, km, KEY)
    ones, others = {each.id: each for each in asking}, {each.id: each for each in guiding}
    got = {pair.mentee: pair for pair in found.pairs}
    assert got.keys() | found.unmatched.keys() == ones.keys() and not got.keys() & found.unmatched.keys()
    for pair in found.pairs:
        assert fit(ones[pair.mentee], others[pair.mentor], km, Weights()) == (pair.score, pair.reasons)
    taken = {id: [ones[pair.mentee] for pair in found.pairs if pair.mentor == id] for id in others}
    assert all(len(taken[id]) <= others[id].places for id in others)
    for one in asking:  # no two would both rather have each other
        for other in guiding:
            both = fit(one, other, km, Weights())
            if both is None or not other.places or (one.id in got and got[one.id].score >= both[0]):
                continue
            assert len(taken[other.id]) == other.places
            for each in taken[other.id]:
                mine = fit(each, other, km, Weights())
                assert mine is not None and (mine[0], -each.rank) >= (both[0], -one.rank)
    mixed = random.Random(seed)
    again = match(mixed.sample(asking, len(asking)), mixed.sample(guiding, len(guiding)), km, KEY)
    assert again == found


def test_the_lot_is_not_the_alphabet() -> None:
    firsts = {match([mentee(f"a{i}") for i in range(6)], [mentor(f"x{n}")], km, KEY).pairs[0].mentee for n in range(40)}
    assert len(firsts) > 3


def test_other_weights() -> None:
    by_place = Weights(sector=0, need=0, near=100, language=0)
    guiding = [mentor("near", sectors=frozenset({"jute"}), needs=frozenset({"gst"})), mentor("far", district="nadia")]
    assert match([mentee()], guiding, km, KEY).pairs[0].mentor == "far"
    assert match([mentee()], guiding, km, KEY, by_place).pairs[0].mentor == "near"


@pytest.mark.parametrize("call", [
    lambda: Weights(sector=41), lambda: Weights(sector=-10, need=80), lambda: mentor(places=-1),
    lambda: match([mentee(), mentee()], [], km, KEY), lambda: match([], [mentor(), mentor()], km, KEY),
])  # fmt: skip
def test_what_cannot_be(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError):
        call()
