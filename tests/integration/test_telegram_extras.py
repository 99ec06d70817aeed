"""What goes beyond text and buttons on Telegram: keys that share something, files, recordings, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.base import (
    Button,
    ChannelDown,
    Document,
    Outgoing,
    Permanent,
    Retryable,
    SendError,
    SourceLink,
    Throttled,
)
from bot.channels.render import render
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.sending import UPLOAD_LIMIT
from tests.standins.bot_api import DOWNLOAD_LIMIT
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import (
    PERSON,
    Fault,
    bad_gateway,
    bad_request,
    cut_line,
    silence,
    throttled,
    unauthorized,
)

RINA = str(PERSON)
SHARES: Any = {
    "bn": {"location": "📍 আমার লোকেশন পাঠান", "contact": "📱 আমার নম্বর পাঠান"},
    "en": {"location": "📍 Share my location", "contact": "📱 Share my number"},
}
WHERE = Outgoing(
    "Where are you?", "en", (Button("Malda", "set:office:district:malda"), Button("Menu", "menu")), asks="location"
)
ANSWER = Outgoing("Your office:", "en", (Button("Menu", "menu"),))
SOURCE = SourceLink("KVIC", "https://www.kviconline.gov.in/", "2026-11-01")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
OGG = b"OggS" + bytes(40)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def sender(telegram: TelegramServer) -> AsyncIterator[TelegramChannel]:
    """A channel that only sends."""
    channel = TelegramChannel(telegram.token, {}, api_base=telegram.url, shares=SHARES, timeout=1.0)
    yield channel
    await channel.stop()


# Keys that share something


@pytest.mark.parametrize(("asks", "wish"), [("location", "request_location"), ("contact", "request_contact")])
@pytest.mark.parametrize(("language", "roman", "title"), [("bn", False, ""), ("en", False, ""), ("bn", True, "amar")])
async def test_a_key_that_shares(
    telegram: TelegramServer, sender: TelegramChannel, asks: Any, wish: str, language: Any, roman: bool, title: str
) -> None:
    await sender.send(RINA, replace(WHERE, asks=asks, language=language, roman=roman))
    (first, second) = telegram.keys[PERSON]
    assert first[0][wish] is True
    assert title in first[0]["text"] if roman else first[0]["text"] == SHARES[language][asks]
    assert [key["text"] for key in second] == ["Malda", "Menu"]
    markup = telegram.called("sendMessage")[0].params["reply_markup"]
    assert markup["one_time_keyboard"] is True


async def test_the_keys_go_with_the_next_answer_and_leave_no_trace(
    telegram: TelegramServer, sender: TelegramChannel
) -> None:
    await sender.send(RINA, WHERE)
    await sender.send(RINA, ANSWER)
    assert telegram.keys[PERSON] == []
    assert [(m.text, m.titles) for m in telegram.sent] == [("Where are you?", []), ("Your office:", [["Menu"]])]
    before = len(telegram.calls)
    await sender.send(RINA, ANSWER)
    assert len(telegram.calls) == before + 1  # once they are gone, an answer is one call again


async def test_an_answer_without_buttons_takes_the_keys_away_by_itself(
    telegram: TelegramServer, sender: TelegramChannel
) -> None:
    await sender.send(RINA, WHERE)
    await sender.send(RINA, Outgoing("Thank you.", "en"))
    assert telegram.keys[PERSON] == []
    assert len(telegram.called("sendMessage")) == 2


@pytest.mark.parametrize("method", ["sendMessage", "deleteMessage"])
async def test_keys_that_do_not_go_hold_up_no_answer(
    telegram: TelegramServer, sender: TelegramChannel, method: str
) -> None:
    await sender.send(RINA, WHERE)
    telegram.fail(method, bad_gateway())
    await sender.send(RINA, ANSWER)
    assert telegram.sent[-1].text == ANSWER.text
    await sender.send(RINA, ANSWER)
    assert telegram.keys[PERSON] == []


async def test_a_page_takes_the_keys_away_too(telegram: TelegramServer, sender: TelegramChannel) -> None:
    first = await sender.send(RINA, ANSWER)
    await sender.send(RINA, WHERE)
    assert await sender.send(RINA, replace(ANSWER, text="Page 2", replaces=first)) == first
    assert telegram.keys[PERSON] == []


async def test_no_keys_in_a_group(telegram: TelegramServer, sender: TelegramChannel) -> None:
    telegram.chats.add(-9)
    await sender.send("-9", WHERE)
    assert telegram.keys == {}
    assert telegram.sent[0].titles == [["Malda", "Menu"]]


async def test_an_address_stands_in_the_text_where_keys_take_the_room(
    telegram: TelegramServer, sender: TelegramChannel
) -> None:
    await sender.send(RINA, replace(WHERE, link=("Map", "https://maps.example.in/")))
    assert telegram.sent[0].text == "Where are you?\n\nMap: https://maps.example.in/"


# Files and addresses


async def test_an_address_is_a_button(telegram: TelegramServer, sender: TelegramChannel) -> None:
    await sender.send(RINA, replace(ANSWER, link=("Apply", "https://udyam.gov.in/"), sources=(SOURCE,)))
    assert telegram.sent[0].titles == [["Apply"], ["Menu"], ["🔗 KVIC"]]
    assert telegram.sent[0].links["Apply"] == "https://udyam.gov.in/"


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (Document("course.ics", "text/calendar", b"BEGIN:VCALENDAR"), "document"),
        (Document("certificate.pdf", "application/pdf", b"%PDF-1.7"), "document"),
        (Document("map.png", "image/png", PNG), "photo"),
        (Document("drawing.svg", "image/svg+xml", b"<svg/>"), "document"),
        (Document("answer.ogg", "audio/ogg; codecs=opus", OGG), "voice"),
        (Document("কাগজ.pdf", "application/pdf", b"%PDF-1.7"), "document"),
    ],
    ids=lambda value: value.name if isinstance(value, Document) else value,
)
async def test_a_file_arrives_with_its_words_and_buttons(
    telegram: TelegramServer, sender: TelegramChannel, document: Document, kind: str
) -> None:
    number = await sender.send(RINA, replace(ANSWER, document=document))
    (shown,) = telegram.sent
    assert (str(shown.message_id), shown.kind, shown.text, shown.titles) == (number, kind, ANSWER.text, [["Menu"]])
    assert shown.file is not None
    assert (shown.file.name, shown.file.content) == (document.name, document.content)


async def test_a_long_caption_goes_before_the_file(telegram: TelegramServer, sender: TelegramChannel) -> None:
    message = Outgoing("word " * 300, "en", document=Document("a.pdf", "application/pdf", b"%PDF-1.7"))
    for part in render(message, sender.capabilities):
        await sender.send(RINA, part)
    assert [m.kind for m in telegram.sent] == ["text", "document"]
    with pytest.raises(Permanent):
        await sender.send(RINA, message)


async def test_people_who_take_no_voice_get_the_text(telegram: TelegramServer, sender: TelegramChannel) -> None:
    telegram.fail("sendVoice", bad_request("VOICE_MESSAGES_FORBIDDEN"), bad_request("VOICE_MESSAGES_FORBIDDEN"))
    spoken = replace(ANSWER, document=Document("a.ogg", "audio/ogg", OGG))
    await sender.send(RINA, spoken)
    assert [(m.kind, m.text) for m in telegram.sent] == [("text", ANSWER.text)]
    with pytest.raises(Permanent):
        await sender.send(RINA, replace(spoken, text=""))


@pytest.mark.parametrize("size", [0, UPLOAD_LIMIT + 1])
async def test_files_that_telegram_would_refuse_are_never_sent(
    telegram: TelegramServer, sender: TelegramChannel, size: int
) -> None:
    with pytest.raises(Permanent):
        await sender.send(RINA, replace(ANSWER, document=Document("a.pdf", "application/pdf", bytes(size))))
    assert not telegram.calls


@pytest.mark.parametrize(
    ("fault", "kind"), [(throttled(4), Throttled), (bad_gateway(), Retryable), (cut_line(), Retryable)]
)
async def test_faults_of_a_file(
    telegram: TelegramServer, sender: TelegramChannel, fault: Fault, kind: type[SendError]
) -> None:
    telegram.fail("sendDocument", fault)
    message = replace(ANSWER, document=Document("a.pdf", "application/pdf", b"%PDF-1.7"))
    with pytest.raises(kind):
        await sender.send(RINA, message)
    assert await sender.send(RINA, message)


# Recordings


async def test_a_recording_of_more_than_20_mb_is_not_fetched(telegram: TelegramServer, sender: TelegramChannel) -> None:
    name = telegram.speaks(bytes(DOWNLOAD_LIMIT + 1))
    with pytest.raises(Permanent):
        await sender.fetch(name)
    fits = telegram.speaks(b"OggS" + bytes(DOWNLOAD_LIMIT - 4))
    assert len(await sender.fetch(fits)) == DOWNLOAD_LIMIT


async def test_expired_media(telegram: TelegramServer, sender: TelegramChannel) -> None:
    name = telegram.speaks(OGG)
    telegram.recordings[name] = None
    for gone in (name, "never-there"):
        with pytest.raises(Permanent):
            await sender.fetch(gone)


@pytest.mark.parametrize(
    ("method", "fault", "kind"),
    [
        ("getFile", throttled(3), Throttled),
        ("getFile", bad_gateway(), Retryable),
        ("getFile", unauthorized(), ChannelDown),
        ("download", cut_line(), Retryable),
        ("download", silence(5), Retryable),
    ],
)
async def test_faults_while_fetching(
    telegram: TelegramServer, sender: TelegramChannel, method: str, fault: Fault, kind: type[SendError]
) -> None:
    name = telegram.speaks(OGG)
    telegram.fail(method, fault)
    with pytest.raises(kind):
        await sender.fetch(name)
    assert await sender.fetch(name) == OGG
