"""What our side of Telegram says and hears, in the ears of a peer that somebody else wrote: tg-auto-test (PyPI).

It is no dependency of ours (it needs Python 3.12 or newer and Telethon): `make contracts` uses it where it can be
imported (see conftest.py). It plays a person with a Telegram client against what really goes over
python-telegram-bot's wire. With 1.3.24 it found nothing wrong on our side. What it does not know: locations, contacts,
several chats, 403, 429, lengths, bytes of a payload, keyboards below the chat, the date of a message.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, TypeHandler
from tg_auto_test.test_utils.serverless_telegram_client import ServerlessTelegramClient

from bot.channels.base import Button, Document, Inbound, Outgoing, SourceLink
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.parse import parse

pytestmark = pytest.mark.contracts

SHARES: Any = {"en": {"location": "Share my location", "contact": "Share my number"}}
MENU = (Button("Documents", "ask:pmegp:documents"), Button("More", "menu:loans:2"))
SOURCE = SourceLink("KVIC", "https://www.kviconline.gov.in/", "2026-11-01")
CALENDAR = Document("course.ics", "text/calendar", b"BEGIN:VCALENDAR")


class Desk:
    """Our parser and our calls where a whole conversation would be: `answers` maps words or payloads to messages."""

    def __init__(self) -> None:
        self.heard: list[Inbound] = []
        self.sent: list[str] = []
        self.answers: dict[str, Outgoing] = {}

    def build(self, builder: Any) -> Any:
        application = builder.build()
        application.add_handler(TypeHandler(Update, self.handle))
        self.calls = Calls(application.bot, SHARES)
        self.application: Application[Any, Any, Any, Any, Any, Any] = application
        return application

    async def handle(self, update: Update, context: Any) -> None:
        inbound = parse(update, await self.application.bot.get_me())
        if inbound is None:
            return
        self.heard.append(inbound)
        answer = self.answers[inbound.payload or inbound.text or inbound.kind]
        self.sent.append(await self.calls.send(inbound.sender, answer))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def person(desk: Desk) -> AsyncIterator[Any]:
    client = ServerlessTelegramClient(desk.build, bot_username="udyog_bot")
    await client.connect()
    yield client
    await client.disconnect()


async def test_a_deep_link_a_press_and_a_page_that_is_replaced(desk: Desk, person: Any) -> None:
    desk.answers = {
        "ask:pmegp:documents": Outgoing("PMEGP <papers> & *so* _on_", "en", MENU, (SOURCE,)),
        "menu:loans:2": Outgoing("Loans, page 2", "en", MENU[:1], replaces="1"),
    }
    async with person.conversation("udyog_bot") as talk:
        await talk.send_message("/start ask_pmegp_documents")
        answer = await talk.get_response()
        assert answer.text == "PMEGP <papers> & *so* _on_"
        assert [button.text for button in answer.buttons[0]] == ["Documents", "More"]
        await answer.click(data=b"menu:loans:2")
        page = await talk.get_edit()
    assert (page.id, page.text) == (answer.id, "Loans, page 2")
    assert [m.payload for m in desk.heard] == ["ask:pmegp:documents", "menu:loans:2"]
    assert desk.sent == [str(answer.id)] * 2
    # This peer dates every message to 0, by which the Bot API marks one that is too old to be touched.
    assert [m.pressed_in for m in desk.heard] == [None, None]


async def test_a_file_arrives_as_it_is(desk: Desk, person: Any) -> None:
    desk.answers = {"course": Outgoing("The day of the course", "en", document=CALENDAR)}
    async with person.conversation("udyog_bot") as talk:
        await talk.send_message("course")
        answer = await talk.get_response()
        assert await answer.download_media(bytes) == CALENDAR.content
    assert answer.text == "The day of the course"


async def test_a_spoken_message_can_be_fetched(desk: Desk, person: Any) -> None:
    recording = b"OggS" + bytes(range(64))
    async with person.conversation("udyog_bot") as talk:
        desk.answers = _Anything(Outgoing("heard", "en"))
        await talk.send_file(recording, voice_note=True)
        assert (await talk.get_response()).text == "heard"
    (heard,) = desk.heard
    assert heard.kind == "voice"
    assert await desk.calls.fetch(heard.text) == recording


async def test_keys_come_and_go_without_a_trace(desk: Desk, person: Any) -> None:
    desk.answers = {
        "office": Outgoing("Where are you?", "en", asks="location"),
        "Malda": Outgoing("Your office", "en", MENU),
    }
    async with person.conversation("udyog_bot") as talk:
        await talk.send_message("office")
        assert (await talk.get_response()).text == "Where are you?"
        await talk.send_message("Malda")
        assert (await talk.get_response()).text == "Your office"


class _Anything(dict[str, Outgoing]):
    """The same answer to whatever is said."""

    def __init__(self, answer: Outgoing) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, key: str) -> Outgoing:
        return self._answer
