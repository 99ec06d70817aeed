"""Confidence intervals: how far a figure of the people asked may be from that of all such people.

Which one for what:

- a share (of women, of people present, of those who would recommend the course): `wilson`;
- an average of many scores or answers: `of_mean` (Student's t);
- gain and retention of a class, which are quotients of averages: `of_class` (bootstrap, BCa). Their distribution is
  skewed, mostly to the side of small denominators, so that a symmetric interval by t would reach to values that cannot
  be and miss more often on one side; BCa follows the skew and stays within what the quotient can be.

None means that there is nothing to be said: too few people, or all alike, where the formulas would give an interval of
no width and so claim a certainty that nobody has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan, cos, fsum, pi, sin, sqrt
from statistics import NormalDist
from typing import Literal

from bot.services.statistics.gain import Marks
from bot.services.statistics.resampling import Statistic, bca

CONFIDENCE = 0.95
FEWEST = 5
"""People for an interval of a class: fewer are not shown anyway (`bot.services.statistics.suppression`)."""
Figure = Literal["gain", "retention", "gain_kept"]
"""`class_gain`, `class_retention`, `class_gain_kept` of `bot.services.statistics.gain`."""


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both in the unit of the figure itself."""

    low: float
    high: float


def wilson(part: int, whole: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Score interval for a share `part` of `whole`; never outside 0 to 1, and sound for small numbers and for shares of
    0 and 1. None if `whole` is 0. Raises `ValueError` for counts that cannot be.

    E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212; method 3 of R. G. Newcombe,
    Statistics in Medicine 17 (1998), 857-872. No correction for continuity.
    """
    z = NormalDist().inv_cdf((1 + _confidence(confidence)) / 2)
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share")
    if whole == 0:
        return None
    share = part / whole
    middle = share + z * z / (2 * whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    # Exactly 0 and 1 at the ends, where rounding would leave something behind.
    return Interval(
        0.0 if part == 0 else max(0.0, (middle - half) / scale),
        1.0 if part == whole else min(1.0, (middle + half) / scale),
    )


def of_mean(numbers: Sequence[float], confidence: float = CONFIDENCE) -> Interval | None:
    """Interval for an average: mean ± t s / √n with n - 1 degrees of freedom ("Student", Biometrika 6 (1908), 1-25).
    It supposes no normal distribution once there are some thirty people, only that they answered independently. None
    for fewer than two numbers, or if all are the same."""
    _confidence(confidence)
    n = len(numbers)
    if n < 2:
        return None
    average = fsum(numbers) / n
    spread = sqrt(fsum((each - average) ** 2 for each in numbers) / (n - 1))
    if min(numbers) == max(numbers):
        return None
    half = t_quantile((1 + confidence) / 2, n - 1) * spread / sqrt(n)
    return Interval(average - half, average + half)


def of_class(
    people: Iterable[Marks], figure: Figure, confidence: float = CONFIDENCE, resamples: int = 5000, seed: int = 0
) -> Interval | None:
    """Interval for a figure of a class: people are drawn again with replacement, each with all of their scores, and
    the interval is read off the figures of the drawn classes (BCa, see `bot.services.statistics.resampling`). The
    same people give the same interval, in whatever order they come. None for fewer than `FEWEST` people who wrote the
    tests, where all are alike, or where more than one drawn class in a hundred has no such figure: then the class
    hardly gained, and nothing can be said of how much of the gain stayed."""
    _confidence(confidence)
    rows = [row for row in (_scores(person, figure) for person in people) if row is not None]
    if len(rows) < FEWEST:
        return None
    found = bca(sorted(rows), _STATISTICS[figure], confidence, resamples, seed)
    return Interval(*found) if found is not None else None


@lru_cache(maxsize=512)
def t_quantile(probability: float, degrees: int) -> float:
    """The value below which Student's t with whole degrees of freedom lies with a probability: bisection on
    `t_within`, to the last digits. Raises `ValueError` outside 0 < probability < 1 and degrees >= 1."""
    if not 0 < probability < 1 or degrees < 1:
        raise ValueError(f"no quantile of t for a probability of {probability} and {degrees} degrees of freedom")
    if probability < 0.5:
        return -t_quantile(1 - probability, degrees)
    wanted = 2 * probability - 1
    low, high = 0.0, 1.0
    while t_within(high, degrees) < wanted:
        low, high = high, high * 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if t_within(middle, degrees) < wanted else (low, middle)
    return (low + high) / 2


def t_within(t: float, degrees: int) -> float:
    """The probability that Student's t lies between -t and t: the finite series for whole degrees of freedom of
    M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.3 (odd) and 26.7.4 (even)."""
    angle = atan(t / sqrt(degrees))
    square = cos(angle) ** 2
    odd = degrees % 2
    term = cos(angle) if odd else 1.0
    total = 0.0
    for step in range(2 + odd, degrees + 1, 2):  # one term for each two degrees of freedom
        total += term
        term *= square * (step - 1) / step
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


def _scores(person: Marks, figure: Figure) -> tuple[float, ...] | None:
    """What the figure needs of a person; None if a test is missing."""
    wanted = {
        "gain": (person.pre, person.post),
        "retention": (person.post, person.late),
        "gain_kept": (person.pre, person.post, person.late),
    }[figure]
    scores = tuple(score for score in wanted if score is not None)
    return scores if len(scores) == len(wanted) else None


_STATISTICS: dict[Figure, Statistic] = {
    # Averages of the tests, in the order of `_scores`, to numerator and denominator.
    "gain": lambda pre, post: (post - pre, 1 - pre),
    "retention": lambda post, late: (late, post),
    "gain_kept": lambda pre, post, late: (late - pre, post - pre),
}


def _confidence(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies between 0 and 1, as 0.95, not {confidence}")
    return confidence
