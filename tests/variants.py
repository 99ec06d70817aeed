"""Variants of one conversation (another register, another wrong number): of each every fourth runs always, the others
are marked `wide` and run with `make test-wide`."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from zlib import crc32

import pytest

_KEPT = 4
_FEW = 3
"""Of fewer variants all run; of so many or more one in `_KEPT`, one at least."""


def mark(items: list[pytest.Item], folder: Path) -> None:
    """Marks those of a folder that are left out as a rule. Where the count begins differs from test to test, so that
    together they meet every register."""
    variants: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if isinstance(item, pytest.Function) and folder in item.path.parents:
            variants[f"{item.path.name}::{item.originalname}"].append(item)
    for name, same in variants.items():
        first = crc32(name.encode()) % min(_KEPT, len(same))
        for number, item in enumerate(same):
            if len(same) >= _FEW and number % _KEPT != first:
                item.add_marker(pytest.mark.wide)
