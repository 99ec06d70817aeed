"""The WhatsApp channel at the stand-in of the Graph API, with a clock that tests move."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.whatsapp import WhatsAppChannel
from tests.contract.channel_harness import Inbox
from tests.integration.whatsapp.shared import Time, make
from tests.standins.graph_server import GraphServer


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def graph(clock: Time) -> AsyncIterator[GraphServer]:
    async with GraphServer(now=clock) as server:
        yield server


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def channel(graph: GraphServer, inbox: Inbox) -> AsyncIterator[WhatsAppChannel]:
    made = make(graph)
    graph.hand = made.handle_webhook
    await made.start(inbox.hooks)
    yield made
    await made.stop()
