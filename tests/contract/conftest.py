"""Databases for the contract tests, and what keeps the checks against descriptions and programs of others out of the
normal run: `make contracts` runs those.

The descriptions are no part of this repository: the environment variable CONTRACTS_DIR names their folder.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from tests.contract.stores import database, postgres, url

__all__ = ["database", "postgres", "url"]  # fixtures

# A peer that somebody else wrote is used where it is installed.
collect_ignore = [] if importlib.util.find_spec("tg_auto_test") else ["test_telegram_peer.py"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "contracts: held against a service's published description (a run of its own)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "contracts" in (config.option.markexpr or ""):
        return
    apart = [item for item in items if item.get_closest_marker("contracts")]
    if apart:
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if not item.get_closest_marker("contracts")]


@pytest.fixture(scope="session")
def contracts_dir() -> Path:
    """The folder of the published descriptions."""
    folder = os.environ.get("CONTRACTS_DIR")
    if not folder or not Path(folder).is_dir():
        pytest.fail("Set CONTRACTS_DIR to the folder of the published descriptions.", pytrace=False)
    return Path(folder)
