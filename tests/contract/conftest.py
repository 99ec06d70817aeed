"""Keeps the checks against descriptions written by others out of the normal run: `pytest -m contracts` runs them."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "contracts: held against a service's published description (a run of its own)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "contracts" in (config.option.markexpr or ""):
        return
    apart = [item for item in items if item.get_closest_marker("contracts")]
    if apart:
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if not item.get_closest_marker("contracts")]
