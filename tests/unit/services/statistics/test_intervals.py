"""Intervals: published examples, scipy, and how often they hold the truth."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from bot.services.statistics.gain import Marks, class_gain, class_retention
from bot.services.statistics.intervals import Figure, Interval, of_class, of_mean, t_quantile, t_within, wilson
from bot.services.statistics.resampling import bca

SPATIAL = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41]


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_shares_of_newcombe(part: int, whole: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3, 95 %."""
    found = wilson(part, whole)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))),
       st.sampled_from([0.8, 0.95, 0.99]))  # fmt: skip
def test_shares_as_scipy_reckons_them(counts: tuple[int, int], confidence: float) -> None:
    found = wilson(*counts, confidence)
    theirs = stats.binomtest(*counts).proportion_ci(confidence, "wilson")
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(theirs.low, abs=1e-12), pytest.approx(theirs.high, abs=1e-12))
    assert 0 <= found.low <= counts[0] / counts[1] <= found.high <= 1


def test_the_sleep_of_student() -> None:
    """ "Student", Biometrika 6 (1908): hours of sleep that ten patients gained with one drug over the other; mean 1.58,
    and 95 % from 0.7001142 to 2.4598858 (the t test of these data in R's documentation of `sleep`)."""
    found = of_mean([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])
    assert found == Interval(pytest.approx(0.7001142, abs=5e-8), pytest.approx(2.4598858, abs=5e-8))


@pytest.mark.parametrize(
    ("degrees", "value"), [(1, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.98)]
)
def test_the_printed_table_of_t(degrees: int, value: float) -> None:
    """The two-sided 5 % points that every table prints (R. A. Fisher and F. Yates, Statistical Tables, table III)."""
    assert round(t_quantile(0.975, degrees), 3) == value


@settings(max_examples=80, deadline=None)
@given(st.floats(0.001, 0.999), st.integers(1, 600))
def test_quantiles_as_scipy_reckons_them(probability: float, degrees: int) -> None:
    assert t_quantile(probability, degrees) == pytest.approx(stats.t.ppf(probability, degrees), rel=1e-9, abs=1e-9)


@given(st.floats(0, 50), st.integers(1, 300))
def test_probabilities_as_scipy_reckons_them(t: float, degrees: int) -> None:
    assert t_within(t, degrees) == pytest.approx(2 * stats.t.cdf(t, degrees) - 1, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_means_as_scipy_reckons_them(seed: int) -> None:
    numbers = list(np.random.default_rng(seed).normal(3, 1, 5 + seed * 40))
    theirs = stats.ttest_1samp(numbers, 0).confidence_interval(0.9)
    assert of_mean(numbers, 0.9) == Interval(pytest.approx(theirs.low), pytest.approx(theirs.high))


@pytest.mark.parametrize("numbers", [[], [3.0], [4.0, 4.0, 4.0]])
def test_no_interval_for_a_mean(numbers: list[float]) -> None:
    assert of_mean(numbers) is None


@pytest.mark.parametrize("call", [
    lambda: wilson(3, 2), lambda: wilson(-1, 2), lambda: wilson(1, 2, 1.0), lambda: of_mean([1, 2], 95),
    lambda: t_quantile(0, 3), lambda: t_quantile(0.5, 0), lambda: of_class([], "gain", 0),
])  # fmt: skip
def test_what_cannot_be(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError):
        call()


def test_nobody_asked() -> None:
    assert wilson(0, 0) is None


def test_the_spatial_test_of_efron_and_tibshirani() -> None:
    """An Introduction to the Bootstrap (1993), table 14.2: variance of the 26 children's test A, 171.5; the BCa
    interval of 90 % is given as 115.8 to 259.6, drawn 2,000 times. The ends of so wide an interval move by some units
    from one draw to the next; percentiles without correction lie at 100.8 and 233.9."""
    rows = [(float(a), float(a * a)) for a in SPATIAL]
    found = bca(rows, lambda mean, square: (square - mean * mean, 1.0), 0.9, 40_000, 1)
    assert found is not None
    assert found[0] == pytest.approx(115.8, abs=2.5) and found[1] == pytest.approx(259.6, abs=5)
    theirs = stats.bootstrap(
        (SPATIAL,), np.var, confidence_level=0.9, n_resamples=20_000, rng=np.random.default_rng(1), batch=5000
    ).confidence_interval
    assert found == (pytest.approx(theirs.low, rel=0.01), pytest.approx(theirs.high, rel=0.01))


def group(size: int, seed: int) -> list[Marks]:
    """Ten questions: who knew little before, knows more after, and a bit less later."""
    chance = np.random.default_rng(seed)
    pre, post, late = (chance.binomial(10, rate, size) / 10 for rate in (0.3, 0.7, 0.6))
    return [Marks(*map(float, scores)) for scores in zip(pre, post, late, strict=True)]


@pytest.mark.parametrize("size", [15, 60])
def test_gain_of_a_class_as_scipy_reckons_it(size: int) -> None:
    people = group(size, size)
    pre, post = [each.pre for each in people], [each.post for each in people]

    def figure(before: np.ndarray, after: np.ndarray, axis: int) -> np.ndarray:
        return (after.mean(axis) - before.mean(axis)) / (1 - before.mean(axis))

    theirs = stats.bootstrap(
        (pre, post), figure, paired=True, n_resamples=10_000, rng=np.random.default_rng(2)
    ).confidence_interval
    found, observed = of_class(people, "gain", resamples=10_000), class_gain(people)
    assert found is not None and observed is not None
    assert (found.low, found.high) == (pytest.approx(theirs.low, abs=0.01), pytest.approx(theirs.high, abs=0.01))
    assert found.low < observed < found.high


def test_how_often_the_truth_is_inside() -> None:
    """Of 200 classes of 40, drawn where the true gain is 4/7, about 95 % of the intervals hold it; by chance alone
    fewer than 89 % would come about once in thousands of times."""
    hits = 0
    for seed in range(200):
        found = of_class(group(40, seed), "gain", resamples=600, seed=seed)
        assert found is not None
        hits += found.low <= 0.4 / 0.7 <= found.high
    assert 178 <= hits <= 199


@pytest.mark.parametrize("figure", ["gain", "retention", "gain_kept"])
def test_the_order_of_the_people_does_not_matter(figure: Figure) -> None:
    people = group(25, 3)
    mixed = random.Random(1).sample(people, len(people))
    found = of_class(people, figure)
    assert found is not None and found == of_class(mixed, figure) == of_class([*mixed, Marks(0.4)], figure)


def test_retention_stays_where_it_can_be() -> None:
    people = [Marks(None, 0.1 + 0.1 * (i % 9), 0.1 * (i % 3)) for i in range(20)]
    found, observed = of_class(people, "retention"), class_retention(people)
    assert found is not None and observed is not None
    assert 0 <= found.low < observed < found.high


@pytest.mark.parametrize(
    ("people", "figure"),
    [
        (group(4, 1), "gain"),
        ([Marks(0.5, 0.7)] * 30, "gain"),
        ([Marks(1.0, 1.0)] * 30, "gain"),
        ([Marks(0.5, 0.0, 0.5)] * 30, "retention"),
        # Half of them gained what the others lost: what stayed of a gain that is hardly there cannot be told.
        ([Marks(0.4, 0.6, 0.5), Marks(0.6, 0.41, 0.5)] * 15, "gain_kept"),
        (group(30, 1)[:0], "gain_kept"),
    ],
)
def test_no_interval_for_a_class(people: list[Marks], figure: Figure) -> None:
    assert of_class(people, figure) is None
