"""The bootstrap for quotients of averages: bias-corrected and accelerated percentiles (BCa).

B. Efron, "Better bootstrap confidence intervals", Journal of the American Statistical Association 82 (1987), 171-185;
B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapter 14, whose formulas these are:
the bias z0 from the part of drawn figures below the observed one (14.14), the acceleration from leaving out one person
after the other (14.15), and the percentiles that follow (14.9, 14.10).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Statistic = Callable[..., tuple[Any, Any]]
"""From the averages of the columns (numbers, or arrays of the same form) to numerator and denominator. Where the
denominator is not above 0, the figure is not defined."""

_AT_ONCE = 2_000_000
"""Numbers in memory while drawing."""
_UNDEFINED = 0.01
"""Part of the drawn classes that may have no figure. They are left out."""


def bca(
    rows: Sequence[Sequence[float]], statistic: Statistic, confidence: float, resamples: int, seed: int
) -> tuple[float, float] | None:
    """The interval for the statistic of rows (people) and columns (their scores). Deterministic: the same rows in the
    same order and the same seed give the same numbers. None if the figure is not defined for the rows themselves, for
    too many drawn ones, or if all drawn ones are the same."""
    data = np.asarray(rows, dtype=np.float64)
    observed = float(_figures(data.mean(axis=0)[None, :], statistic)[0])
    if np.isnan(observed):
        return None
    drawn = _figures(_drawn_means(data, resamples, seed), statistic)
    left_out = _figures((data.sum(axis=0) - data) / (len(data) - 1), statistic)
    usable = drawn[~np.isnan(drawn)]
    if np.isnan(left_out).any() or len(usable) < (1 - _UNDEFINED) * resamples or _alike(usable):
        return None
    normal = NormalDist()
    # Half of those that equal the observed figure count as below it: scores are few and even, so there are such.
    below = (np.count_nonzero(usable < observed) + np.count_nonzero(usable <= observed)) / 2 / len(usable)
    bias = normal.inv_cdf(min(max(float(below), 0.5 / len(usable)), 1 - 0.5 / len(usable)))
    away = left_out.mean() - left_out
    scale = 6 * float((away**2).sum()) ** 1.5
    acceleration = float((away**3).sum()) / scale if scale > 0 else 0.0
    ends = []
    for z in (normal.inv_cdf((1 - confidence) / 2), normal.inv_cdf((1 + confidence) / 2)):
        shifted = bias + (bias + z) / max(1 - acceleration * (bias + z), 1e-9)
        ends.append(float(np.quantile(usable, normal.cdf(shifted))))
    return ends[0], ends[1]


def _drawn_means(data: Floats, resamples: int, seed: int) -> Floats:
    """The averages of the columns in each drawn class. Drawing people one by one and drawing how often each kind of
    person occurs (multinomial) are the same thing; scores are few, so that the second takes far fewer numbers."""
    chance = np.random.default_rng(seed)
    people = len(data)
    kinds, counts = np.unique(data, axis=0, return_counts=True)
    means = np.empty((resamples, data.shape[1]))
    step = max(1, _AT_ONCE // len(kinds))
    for start in range(0, resamples, step):
        size = min(step, resamples - start)
        drawn = chance.multinomial(people, counts / people, size=size)
        means[start : start + size] = drawn @ kinds / people
    return means


def _figures(means: Floats, statistic: Statistic) -> Floats:
    """The figure of each row of averages; not a number where it is not defined."""
    above, below = statistic(*(means[:, column] for column in range(means.shape[1])))
    below = np.broadcast_to(below, above.shape)
    figures = np.full(above.shape, np.nan)
    # A denominator that is nothing but rounding is none.
    np.divide(above, below, out=figures, where=below > 1e-9)
    return figures


def _alike(figures: Floats) -> bool:
    return bool(np.ptp(figures) < 1e-12)
