"""The Telegram client and its stand-in, held against the published description of the Bot API.

A command of its own, since the description is no part of this repository: `make contracts CONTRACTS_DIR=<its folder>`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Button, Document, Outgoing, SendError, SourceLink
from bot.channels.telegram import TelegramChannel
from tests.contract.bot_api_spec import BotApi
from tests.contract.channel_harness import Inbox
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import PERSON, Fault, bad_request, blocked, throttled

pytestmark = pytest.mark.contracts

DESCRIPTION = "telegram_bot_api_10_1.json"
COMMANDS: Any = {language: {"start": "Start", "help": "Help"} for language in ("bn", "hi", "en")}
MESSAGE = Outgoing(
    "PMEGP?",
    "en",
    (Button("Documents", "ask:pmegp:documents"), Button("Menu", "menu")),
    (SourceLink("KVIC", "https://www.kviconline.gov.in/", "2026-11-01"),),
    link=("Apply", "https://udyam.gov.in/"),
)
SHARES: Any = {"en": {"location": "Share my location", "contact": "Share my number"}}
FILES = (
    Document("course.ics", "text/calendar", b"BEGIN:VCALENDAR"),
    Document("map.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(9)),
    Document("answer.ogg", "audio/ogg", b"OggS" + bytes(9)),
)
METHODS = {
    "getMe", "getUpdates", "sendMessage", "sendDocument", "sendPhoto", "sendVoice", "editMessageText", "deleteMessage",
    "sendChatAction", "answerCallbackQuery", "setMyCommands", "setChatMenuButton", "setWebhook", "deleteWebhook",
    "getFile",
}  # fmt: skip


@pytest.fixture(scope="module")
def api(contracts_dir: Path) -> BotApi:
    return BotApi(contracts_dir / DESCRIPTION)


async def test_every_request_answer_and_update_is_as_described(api: BotApi) -> None:
    inbox = Inbox()
    async with TelegramServer() as server:
        updates = _everything_people_do(server)
        queued = list(server.pending)
        channel = TelegramChannel(server.token, COMMANDS, api_base=server.url, first_pause=0.01, shares=SHARES)
        await channel.start(inbox.hooks)
        await server.until(lambda: not server.pending and server.menu_button == "commands" and server.answered)
        server.chats.add(PERSON)
        await _everything_we_send(server, channel)
        await channel.stop()
        hooked = TelegramChannel(server.token, {}, api_base=server.url, public_url="https://bot.example.in")
        await hooked.start(inbox.hooks)
        await hooked.stop()
    assert len(queued) == updates
    wrong = [line for update in queued for line in api.value("Update", ["Update"], update)]
    for call in server.calls:
        wrong += [*api.request(call.method, call.params), *api.answer(call.method, call.answer)]
    assert wrong == []
    assert {call.method for call in server.calls} == METHODS == server.known


def _everything_people_do(server: TelegramServer) -> int:
    server.types("hello")
    server.types("no language", language=None)
    server.edits(1, "changed")
    server.presses("menu")
    server.sends(location={"latitude": 22.5, "longitude": 88.3})
    server.sends(contact={"phone_number": "919830012345", "first_name": "Rina", "user_id": PERSON})
    server.speaks(b"OggS")
    server.blocks()
    return 8


async def _everything_we_send(server: TelegramServer, channel: TelegramChannel) -> None:
    await channel.working(str(PERSON), "1")
    number = await channel.send(str(PERSON), MESSAGE)
    await channel.send(str(PERSON), replace(MESSAGE, text="page 2", replaces=number))
    for document in FILES:
        await channel.send(str(PERSON), replace(MESSAGE, document=document))
    for wish in ("location", "contact"):
        await channel.send(str(PERSON), replace(MESSAGE, asks=wish))  # type: ignore[arg-type]
    await channel.send(str(PERSON), MESSAGE)  # takes the keys away
    await channel.fetch(next(iter(server.recordings)))
    for fault in (throttled(1), blocked(), bad_request("chat not found")):
        await _refused(server, channel, fault)
    with pytest.raises(SendError):
        await channel.fetch("no such file")


def test_the_check_finds_mistakes(api: BotApi) -> None:
    assert list(api.request("sendMessage", {"chat_id": "5"})) == ["sendMessage: text is missing"]
    assert list(api.request("sendMessage", {"chat_id": "5", "text": "x", "buttons": []}))
    assert list(api.request("getUpdates", {"timeout": "soon"}))
    assert list(api.request("noSuchMethod", {}))
    assert list(api.answer("getMe", {"ok": True, "result": {"id": 5, "first_name": "x"}})) == [
        "getMe: is_bot is missing"
    ]
    assert list(api.answer("sendMessage", {"ok": False, "error_code": 400}))
    assert list(api.request("sendDocument", {"chat_id": "5", "document": {"name": "a.pdf"}}))
    assert list(api.request("setChatMenuButton", {"menu_button": {"type": 5}}))


async def _refused(server: TelegramServer, channel: TelegramChannel, fault: Fault) -> None:
    server.fail("sendMessage", fault)
    with pytest.raises(SendError):
        await channel.send(str(PERSON), MESSAGE)
