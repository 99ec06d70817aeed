"""The arithmetic of the benchmark."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.stats import Run, all_errors, best, median, percentile, slowest_window, summary

VALUES = st.lists(st.floats(0, 1e6), min_size=1, max_size=60)
SHARES = st.floats(0.01, 100)


def run(count: int, seconds: float = 1.0, milliseconds: float = 5.0, **errors: int) -> Run:
    return Run(seconds, [milliseconds] * count, [0.0] * count, errors)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7.0], 50, 7.0),
        ([4.0, 1.0, 3.0, 2.0], 50, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 51, 3.0),
        ([float(n) for n in range(1, 101)], 95, 95.0),
        ([float(n) for n in range(1, 101)], 100, 100.0),
    ],
)
def test_percentile_is_the_nearest_rank(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


@given(VALUES, SHARES)
def test_percentile_is_a_value_that_enough_values_do_not_exceed(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= math.ceil(share / 100 * len(values))


@pytest.mark.parametrize("share", [0, -1, 100.1])
def test_percentile_refuses_shares_that_are_none(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        percentile([1.0], share)


def test_nothing_has_no_percentile_and_no_median() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)
    with pytest.raises(ValueError, match="no values"):
        median([])


def test_median_of_odd_and_even_counts() -> None:
    assert median([3.0, 1.0, 2.0]) == 2.0
    assert median([4.0, 1.0, 2.0, 3.0]) == 2.5


def test_slowest_window_counts_whole_windows_only() -> None:
    ended = [0.1, 0.2, 9.9, 10.0, 20.5, 20.6, 29.9]  # the last, half window does not count
    assert slowest_window(ended, seconds=25.0, window=10.0) == 0.1


def test_a_window_without_answers_is_the_slowest() -> None:
    assert slowest_window([0.5, 2.5], seconds=3.0, window=1.0) == 0.0


def test_slowest_window_needs_a_whole_one() -> None:
    with pytest.raises(ValueError, match="window"):
        slowest_window([0.5], seconds=5.0, window=10.0)


def test_rate_counts_good_answers() -> None:
    assert run(50, seconds=2.0, timeouts=9).rate == 25.0
    assert Run(0.0, [], []).rate == 0.0


def test_best_is_the_fastest_run_whole() -> None:
    slow, fast = run(10, milliseconds=1.0), run(20, milliseconds=9.0)
    assert best([slow, fast]) is fast


def test_errors_of_slower_runs_are_not_left_out() -> None:
    runs = [run(10, refused=2), run(20, refused=1, late=3)]
    assert all_errors(runs) == {"refused": 3, "late": 3}
    assert summary(runs)["errors"] == {"refused": 3, "late": 3}


def test_summary_is_of_the_best_run() -> None:
    fast = Run(2.0, [1.0, 2.0, 3.0, 40.0], [0.1, 0.2, 0.3, 0.4], {}, {"engine": 3.14159})
    found = summary([run(1, seconds=2.0), fast])
    assert found["p50_ms"] == 2.0
    assert found["p95_ms"] == 40.0
    assert found["rate"] == 2.0
    assert found["cpu_ms"] == {"engine": 3.14}
    assert found["all_rates"] == [0.5, 2.0]


def test_summary_of_a_run_without_answers_is_an_error() -> None:
    with pytest.raises(ValueError, match="answered"):
        summary([run(0, refused=5)])
