"""One service with both messengers and no night, which the tests of this folder share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import variants
from tests.integration.workers.bureau import Bureau
from tests.phones import hook, telegram_env, whatsapp_env
from tests.service import Service, StandInThread
from tests.standins.graph_server import GraphServer
from tests.standins.telegram_server import TelegramServer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """See `variants`."""
    variants.mark(items, Path(__file__).parent)


@pytest.fixture(scope="session")
def bureau(start: Callable[..., Service]) -> Iterator[Bureau]:
    with (
        StandInThread(TelegramServer()).running() as telegram,
        StandInThread(GraphServer()).running() as graph,
        start(QUIET_HOURS="none", **telegram_env(telegram.server), **whatsapp_env(graph.server)) as service,
    ):
        hook(service, graph)
        yield Bureau(service, telegram, graph)
        faults = [line for line in service.log if "Traceback" in line or "| ERROR" in line]
        assert not faults, "errors that no person saw:\n" + "\n".join(service.log)[-8000:]
