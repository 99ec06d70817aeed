"""A Telegram channel that runs against the stand-in of the Bot API, for the tests beside this file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.channels.base import Button, Hooks, Outgoing, SourceLink
from bot.channels.telegram import WEBHOOK_PATH, TelegramChannel
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import PERSON

RINA = str(PERSON)
SECRET = "a-secret_of-the-webhook"
COMMANDS: Any = {
    "bn": {"start": "শুরু করুন", "stop": "বন্ধ করুন"},
    "hi": {"start": "शुरू करें", "stop": "बंद करें"},
    "en": {"start": "Start", "stop": "Stop"},
}
QUESTION = Outgoing(
    "PMEGP <কী> & *কেন*?",
    "bn",
    (Button("কাগজপত্র", "ask:pmegp:documents"), Button("খরচ", "ask:pmegp:cost"), Button("a longer title of one", "menu")),
    (SourceLink("KVIC", "https://www.kviconline.gov.in/", "2026-11-01"),),
)


def make(server: TelegramServer, **options: Any) -> TelegramChannel:
    return TelegramChannel(server.token, COMMANDS, api_base=server.url, **{"first_pause": 0.01, **options})


@asynccontextmanager
async def running(server: TelegramServer, hooks: Hooks, **options: Any) -> AsyncIterator[TelegramChannel]:
    channel = make(server, **options)
    await channel.start(hooks)
    try:
        yield channel
    finally:
        await channel.stop()


@asynccontextmanager
async def site() -> AsyncIterator[tuple[str, Callable[[TelegramChannel], None]]]:
    """Our web server on a free port: its address, and what mounts a channel in it."""
    mounted: list[TelegramChannel] = []

    async def hook(request: web.Request) -> web.Response:
        return web.Response(status=await mounted[0].handle_webhook(request.headers, await request.read()))

    app = web.Application()
    app.router.add_post(WEBHOOK_PATH, hook)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/", mounted.append
    finally:
        await runner.cleanup()
