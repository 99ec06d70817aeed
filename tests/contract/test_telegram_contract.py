"""The Telegram client and its stand-in, held against the published description of the Bot API.

A command of its own, since the description is no part of this repository:
CONTRACTS_DIR=<its folder> pytest -m contracts
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Button, Outgoing, SendError, SourceLink
from bot.channels.telegram import TelegramChannel
from tests.contract.bot_api_spec import BotApi
from tests.contract.channel_harness import Inbox
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import PERSON, Fault, bad_request, blocked, throttled

pytestmark = pytest.mark.contracts

DESCRIPTION = (
    Path(os.environ.get("CONTRACTS_DIR") or Path(__file__).parents[3] / "shared" / "contracts")
    / "telegram_bot_api_10_1.json"
)
COMMANDS: Any = {language: {"start": "Start", "help": "Help"} for language in ("bn", "hi", "en")}
MESSAGE = Outgoing(
    "PMEGP?",
    "en",
    (Button("Documents", "ask:pmegp:documents"), Button("Menu", "menu")),
    (SourceLink("KVIC", "https://www.kviconline.gov.in/", "2026-11-01"),),
)


@pytest.fixture(scope="module")
def api() -> BotApi:
    if not DESCRIPTION.is_file():
        pytest.skip("CONTRACTS_DIR does not name the folder of the Bot API's description")
    return BotApi(DESCRIPTION)


async def test_every_request_answer_and_update_is_as_described(api: BotApi) -> None:
    inbox = Inbox()
    async with TelegramServer() as server:
        channel = TelegramChannel(server.token, COMMANDS, api_base=server.url, first_pause=0.01)
        updates = [
            server.types("hello"),
            server.types("no language", language=None),
            server.edits(1, "changed"),
            server.presses("menu"),
            server.sends(location={"latitude": 22.5, "longitude": 88.3}),
            server.blocks(),
        ]
        queued = list(server.pending)
        await channel.start(inbox.accept)
        await server.until(lambda: not server.pending and len(server.commands) == 4 and server.answered)
        server.chats.add(PERSON)
        await channel.working(str(PERSON))
        number = await channel.send(str(PERSON), MESSAGE)
        # Not used by the channel so far, but the stand-in speaks it.
        await channel._bot.edit_message_text("changed", PERSON, int(number))
        for fault in (throttled(1), blocked(), bad_request("chat not found")):
            await _refused(server, channel, fault)
        await channel.stop()
        hooked = TelegramChannel(server.token, {}, api_base=server.url, public_url="https://bot.example.in")
        await hooked.start(inbox.accept)
        await hooked.stop()
    assert len(queued) == len(updates)
    wrong = [line for update in queued for line in api.value("Update", ["Update"], update)]
    for call in server.calls:
        wrong += [*api.request(call.method, call.params), *api.answer(call.method, call.answer)]
    assert wrong == []
    assert {call.method for call in server.calls} == {
        "getMe",
        "getUpdates",
        "sendMessage",
        "editMessageText",
        "sendChatAction",
        "answerCallbackQuery",
        "setMyCommands",
        "setWebhook",
        "deleteWebhook",
    }


def test_the_check_finds_mistakes(api: BotApi) -> None:
    assert list(api.request("sendMessage", {"chat_id": "5"})) == ["sendMessage: text is missing"]
    assert list(api.request("sendMessage", {"chat_id": "5", "text": "x", "buttons": []}))
    assert list(api.request("getUpdates", {"timeout": "soon"}))
    assert list(api.request("noSuchMethod", {}))
    assert list(api.answer("getMe", {"ok": True, "result": {"id": 5, "first_name": "x"}})) == [
        "getMe: is_bot is missing"
    ]
    assert list(api.answer("sendMessage", {"ok": False, "error_code": 400}))


async def _refused(server: TelegramServer, channel: TelegramChannel, fault: Fault) -> None:
    server.fail("sendMessage", fault)
    with pytest.raises(SendError):
        await channel.send(str(PERSON), MESSAGE)
