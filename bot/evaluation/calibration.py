"""Does the assistant know how sure it is? Its confidence against the share that it gets right.

Over the messages that it took for something: where it asks back or declines, its confidence is of no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.evaluation.score import Judged

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence: how many, mean confidence, share right (topic or intent), share right in
    the aspect as well. Shares from 0 to 1.
    """

    count: int
    confidence: float
    right: float
    strict: float


def bins(judged: Sequence[Judged], count: int = BINS) -> list[Bin]:
    """The bins that hold anything, from low to high; each is 1/`count` wide.

    The confidence of a question is that of its topic, so `right` takes the topic alone; `strict` the aspect too.
    """
    found: list[list[Judged]] = [[] for _ in range(count)]
    for item in judged:
        if item.answered:
            found[min(int(item.confidence * count), count - 1)].append(item)
    return [
        Bin(
            len(items),
            sum(item.confidence for item in items) / len(items),
            sum(item.good or item.verdict == "topic only" for item in items) / len(items),
            sum(item.verdict == "right" for item in items) / len(items),
        )
        for items in found
        if items
    ]


def expected_error(found: Sequence[Bin]) -> float:
    """Expected calibration error, 0 to 1: the mean gap of confidence and share right over all answers (Naeini et al.
    2015); 0 of nothing.
    """
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.confidence - one.right) for one in found) / total if total else 0.0


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """The bins and the expected calibration error."""
    found = bins(judged)
    return {"error": expected_error(found), "bins": [asdict(one) for one in found]}
