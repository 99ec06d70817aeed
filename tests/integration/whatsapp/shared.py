"""What the tests of WhatsApp share: the channel at the stand-in, our webhook as a site, a clock that tests move."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI

from bot.api import chat, whatsapp
from bot.channels.base import Button, Document, Outgoing
from bot.channels.whatsapp import WEBHOOK_PATH, WhatsAppChannel
from bot.channels.whatsapp.client import GraphClient
from tests.standins.graph_server import GraphServer

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
CHOOSE: Any = {"bn": "বেছে নিন", "hi": "चुनें", "en": "Choose"}
QUESTION = Outgoing("PMEGP কী?", "bn", (Button("কাগজপত্র", "ask:pmegp:documents"), Button("মেনু", "menu")))
PDF = Document("form.pdf", "application/pdf", b"%PDF-1.7")


class Time:
    """A clock that only the test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


def make(graph: GraphServer, *, timeout: float = 5.0, **options: Any) -> WhatsAppChannel:
    client = GraphClient(
        options.pop("token", graph.token),
        options.get("number", graph.number),
        business_id=graph.business,
        base=options.pop("base", graph.url),
        timeout=timeout,
    )
    number = options.pop("number", graph.number)
    secrets = {"app_secret": graph.app_secret, "verify_token": graph.verify_token}
    return WhatsAppChannel(client, number, **secrets, choose=CHOOSE, **options)


@asynccontextmanager
async def site(channel: WhatsAppChannel | None) -> AsyncIterator[str]:
    """The webhook's routes in a web server on a free port; its address."""
    app = FastAPI()
    app.include_router(whatsapp.create_router(channel))
    app.add_middleware(chat.BodyLimit, larger={WEBHOOK_PATH: whatsapp.BODY_LIMIT})
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        serving = asyncio.create_task(server.serve([listening]))
        while not server.started:
            await asyncio.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
