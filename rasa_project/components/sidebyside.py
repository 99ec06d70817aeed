"""Work on many messages, divided among the processors."""

from __future__ import annotations

import multiprocessing
import os
import sys
from typing import Any, Callable, List, Optional, Sequence, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

WORTH_IT = 5_000
"""Fewer items are done before another process would have begun."""
_work: Optional[Callable[[Sequence[Any]], Any]] = None


def in_parts(work: Callable[[Sequence[Item]], Outcome], items: Sequence[Item]) -> List[Outcome]:
    """What `work` makes of the items, in one part or in as many as there are processors; the order is kept.

    Processes are forked, so that `work` may be anything that stands in memory; where that is not safe (other systems
    than Linux) it is one part.
    """
    global _work
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if processors == 1 or len(items) < WORTH_IT:
        return [work(items)]
    size = -(-len(items) // processors)
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    _work = work
    try:
        with multiprocessing.get_context("fork").Pool(len(parts)) as pool:
            return pool.map(_run, parts, chunksize=1)
    finally:
        _work = None


def _run(part: Sequence[Any]) -> Any:
    assert _work is not None
    return _work(part)
