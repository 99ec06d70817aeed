"""One service with both messengers and no night, which the tests of this folder share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import pytest

from tests.integration.workers.bureau import Bureau
from tests.phones import hook, telegram_env, whatsapp_env
from tests.service import Service, StandInThread
from tests.standins.graph_server import GraphServer
from tests.standins.telegram_server import TelegramServer

_KEPT = 3
"""Of the variants of one conversation every third runs always; `make test-wide` runs all."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the others: the same conversation in another register, another wrong number. Where the count begins
    differs from test to test, so that together they meet every register."""
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
def bureau(start: Callable[..., Service]) -> Iterator[Bureau]:
    with (
        StandInThread(TelegramServer()).running() as telegram,
        StandInThread(GraphServer()).running() as graph,
        start(QUIET_HOURS="", **telegram_env(telegram.server), **whatsapp_env(graph.server)) as service,
    ):
        hook(service, graph)
        yield Bureau(service, telegram, graph)
        faults = [line for line in service.log if "Traceback" in line or "| ERROR" in line]
        assert not faults, "errors that no person saw:\n" + "\n".join(service.log)[-8000:]
