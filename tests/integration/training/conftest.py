"""What the tests of this folder share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import variants
from tests.integration.training.campus import campus
from tests.integration.training.lessons import School
from tests.integration.training.offered import offered
from tests.integration.training.telephones import channel
from tests.service import Service

__all__ = ["campus", "channel", "offered"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """See `variants`."""
    variants.mark(items, Path(__file__).parent)


@pytest.fixture(scope="session")
def school(service: Service) -> School:
    return School(service)
