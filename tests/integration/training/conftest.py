"""What the tests of this folder share."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from zlib import crc32

import pytest

from tests.integration.training.campus import campus
from tests.integration.training.lessons import School
from tests.integration.training.offered import offered
from tests.integration.training.telephones import channel
from tests.service import Service

__all__ = ["campus", "channel", "offered"]

_KEPT = 3
"""Of the variants of one conversation every third runs always; `make test-wide` runs all."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the others: the same conversation in another register. Where the count begins differs from test to test,
    so that together they meet every register."""
    variants: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if isinstance(item, pytest.Function) and Path(__file__).parent in item.path.parents:
            variants[f"{item.path.name}::{item.originalname}"].append(item)
    for name, same in variants.items():
        first = crc32(name.encode()) % _KEPT
        for number, item in enumerate(same):
            if len(same) >= _KEPT and number % _KEPT != first:
                item.add_marker(pytest.mark.wide)


@pytest.fixture(scope="session")
def school(service: Service) -> School:
    return School(service)
