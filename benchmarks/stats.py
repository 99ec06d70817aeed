"""The arithmetic of the benchmark: pure, and tested."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` percent of the values do not exceed (nearest rank)."""
    if not values:
        raise ValueError("no values")
    if not 0 < share <= 100:
        raise ValueError("share must be above 0 and at most 100")
    rank = math.ceil(share / 100 * len(values))
    return sorted(values)[rank - 1]


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two middle ones."""
    if not values:
        raise ValueError("no values")
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def slowest_window(ended: Sequence[float], seconds: float, window: float) -> float:
    """Messages a second in the slowest whole window; `ended`: seconds from the start at which answers came."""
    if window <= 0 or seconds < window:
        raise ValueError("not one whole window")
    counts = [0] * int(seconds // window)
    for moment in ended:
        if (index := int(moment // window)) < len(counts):
            counts[index] += 1
    return min(counts) / window


@dataclass(frozen=True)
class Run:
    """What a load run brought: milliseconds of each good answer, when it came, and errors by reason."""

    seconds: float
    milliseconds: list[float]
    ended: list[float]
    errors: dict[str, int] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)  # process -> milliseconds of processor time a message

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.milliseconds) / self.seconds if self.seconds else 0.0


def best(runs: Sequence[Run]) -> Run:
    """The run with the highest rate: other work on the machine only ever slows a run down."""
    return max(runs, key=lambda run: run.rate)


def all_errors(runs: Sequence[Run]) -> dict[str, int]:
    """Errors of all runs, by reason: none is left out with the slower runs."""
    total: dict[str, int] = {}
    for run in runs:
        for reason, count in run.errors.items():
            total[reason] = total.get(reason, 0) + count
    return total


def summary(runs: Sequence[Run]) -> dict[str, object]:
    """Figures of the best run, errors of all."""
    chosen = best(runs)
    if not chosen.milliseconds:
        raise ValueError("no message was answered")
    return {
        "p50_ms": round(percentile(chosen.milliseconds, 50), 2),
        "p95_ms": round(percentile(chosen.milliseconds, 95), 2),
        "rate": round(chosen.rate, 1),
        "messages": len(chosen.milliseconds),
        "cpu_ms": {name: round(value, 2) for name, value in chosen.cpu.items()},
        "all_rates": [round(run.rate, 1) for run in runs],
        "errors": all_errors(runs),
    }
