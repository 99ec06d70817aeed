"""Databases for the contract tests, and what keeps the checks against descriptions and programs of others out of the
normal run: `make contracts` runs those, and ends with an error if something that they need is not there.

The descriptions are no part of this repository: the environment variable CONTRACTS_DIR names their folder.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from tests.contract.meta_judge import channel, client, graph, judge, judged, meta
from tests.contract.meta_spec import prism_command
from tests.contract.stores import blank, database, kept, postgres, url

__all__ = [  # fixtures
    "blank", "channel", "client", "database", "graph", "judge", "judged", "kept", "meta", "postgres", "url",
]  # fmt: skip

NEEDS = {
    "test_telegram_contract.py": (),
    "test_telegram_peer.py": ("tg_auto_test",),
    "test_whatsapp_contract.py": ("jsonschema", "prism"),
    "test_whatsapp_peer.py": ("pywa",),
    "test_whatsapp_standin.py": ("jsonschema", "prism"),
}
"""The checks against what others wrote, and the programs that each needs."""
_HOW = {
    "jsonschema": "pip install -r tests/contract/peers.txt",
    "prism": "npm install @stoplight/prism-cli somewhere, then PRISM=/that/place/node_modules/.bin/prism",
    "pywa": "pip install -r tests/contract/peers.txt",
    "tg_auto_test": "pip install -r tests/contract/peers.txt, in Python 3.12 or newer (CONTRACTS_PYTHON names it)",
}
_missing: set[str] = set()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "contracts: held against a service's published description (a run of its own)")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What cannot even be imported without the programs is left out; in a run of the checks that is an error below."""
    lacking = [name for name in NEEDS.get(collection_path.name, ()) if not _is_there(name)]
    if not lacking:
        return None
    _missing.update(lacking)
    return True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "contracts" in (config.option.markexpr or ""):
        if _missing:
            lines = "".join(f"\n  {name}: {_HOW[name]}" for name in sorted(_missing))
            raise pytest.UsageError(f"The checks against what others wrote lack programs:{lines}")
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


def _is_there(name: str) -> bool:
    return prism_command() is not None if name == "prism" else importlib.util.find_spec(name) is not None
