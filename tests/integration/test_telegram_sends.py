"""What the Telegram channel sends over real HTTP, against the stand-in of the Bot API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.base import (
    Button,
    ChannelDown,
    ContactStopped,
    Document,
    Outgoing,
    Permanent,
    Retryable,
    SourceLink,
    Throttled,
)
from bot.channels.render import render
from bot.channels.telegram import TelegramChannel
from bot.language import graphemes
from tests.standins.bot_api import Refused
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import (
    PERSON,
    Fault,
    bad_gateway,
    bad_request,
    blocked,
    cut_line,
    lost_answer,
    silence,
    slow,
    throttled,
    unauthorized,
)

RINA = str(PERSON)
SHARES: Any = {
    "bn": {"location": "📍 আমার লোকেশন পাঠান", "contact": "📱 আমার নম্বর পাঠান"},
    "en": {"location": "📍 Share my location", "contact": "📱 Share my number"},
}
QUESTION = Outgoing(
    "PMEGP <কী> & *কেন*?",
    "bn",
    (Button("কাগজপত্র", "ask:pmegp:documents"), Button("খরচ", "ask:pmegp:cost"), Button("a longer title of one", "menu")),
    (SourceLink("KVIC", "https://www.kviconline.gov.in/", "2026-11-01"),),
)
NEXT = Outgoing("Schemes", "en", (Button("Mudra", "ask:mudra"), Button("More", "menu:loans:2")))
PAGE_2 = Outgoing("Schemes, page 2", "en", (Button("SVANidhi", "ask:pm-svanidhi"),))


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


def make(server: TelegramServer, **options: Any) -> TelegramChannel:
    return TelegramChannel(server.token, {}, api_base=server.url, shares=SHARES, **options)


@pytest.fixture
async def sender(telegram: TelegramServer) -> AsyncIterator[TelegramChannel]:
    """A channel that only sends."""
    channel = make(telegram)
    yield channel
    await channel.stop()


async def test_a_message_as_people_see_it(telegram: TelegramServer, sender: TelegramChannel) -> None:
    await sender.send(RINA, QUESTION)
    (sent,) = telegram.sent
    assert sent.text == QUESTION.text
    assert sent.titles == [["কাগজপত্র", "খরচ"], ["a longer title of one"], ["🔗 KVIC"]]
    assert sent.links == {"🔗 KVIC": "https://www.kviconline.gov.in/"}
    params = telegram.called("sendMessage")[0].params
    assert params["link_preview_options"] == {"is_disabled": True}
    assert "parse_mode" not in params


async def test_429_is_a_pause_of_the_whole_bot(telegram: TelegramServer, sender: TelegramChannel) -> None:
    telegram.fail("sendMessage", throttled(7))
    with pytest.raises(Throttled) as raised:
        await sender.send(RINA, QUESTION)
    assert (raised.value.retry_after, raised.value.whole) == (7, True)
    assert await sender.send(RINA, QUESTION) == str(telegram.sent[0].message_id)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (blocked(), ContactStopped),
        (bad_request("chat not found"), ContactStopped),
        (bad_request("message text is empty"), Permanent),
        (bad_gateway(), Retryable),
        (cut_line(), Retryable),
        (unauthorized(), ChannelDown),
    ],
)
async def test_faults(telegram: TelegramServer, sender: TelegramChannel, fault: Fault, kind: type[Exception]) -> None:
    telegram.fail("sendMessage", fault)
    with pytest.raises(kind):
        await sender.send(RINA, QUESTION)


async def test_no_answer_in_time(telegram: TelegramServer) -> None:
    channel = make(telegram, timeout=0.2)
    telegram.fail("sendMessage", silence(5))
    with pytest.raises(Retryable):
        await channel.send(RINA, QUESTION)
    await channel.stop()


async def test_what_would_be_refused(telegram: TelegramServer, sender: TelegramChannel) -> None:
    for recipient, message, kind in (
        (RINA, Outgoing("ক" * 4097, "bn"), Permanent),
        (RINA, Outgoing("  ", "bn"), Permanent),
        (RINA, Outgoing("?", "en", (Button("", "menu"),)), Permanent),
        ("@somebody", QUESTION, Permanent),
        ("99", QUESTION, ContactStopped),
    ):
        with pytest.raises(kind):
            await sender.send(recipient, message)
    assert not telegram.sent


@pytest.mark.parametrize("payload", ["x" * 65, "ঋ" * 21 + "xx"])
async def test_callback_data_of_65_bytes_is_never_sent(
    telegram: TelegramServer, sender: TelegramChannel, payload: str
) -> None:
    assert len(payload.encode()) == 65
    for message in (Outgoing("?", "en", (Button("x", payload),)), Outgoing("?", "en", rating=(Button("x", payload),))):
        with pytest.raises(Permanent):
            await sender.send(RINA, message)
    assert not telegram.calls
    (shown,) = render(Outgoing("?", "en", (Button("x", payload), Button("Menu", "menu"))), sender.capabilities)
    assert await sender.send(RINA, shown)
    assert telegram.sent[0].titles == [["Menu"]]


async def test_4097_characters_are_split_without_breaking_a_bengali_grapheme_or_a_tag(
    telegram: TelegramServer, sender: TelegramChannel
) -> None:
    # The limit falls inside the last conjunct, and inside the tag, which is text like any other.
    for text in ("ক" * 4093 + "ক্ষু", "ক" * 4090 + "<b>ক্ষুদ্র</b>"):
        telegram.sent.clear()
        for part in render(Outgoing(text, "bn", NEXT.buttons), sender.capabilities):
            await sender.send(RINA, part)
        shown = [message.text for message in telegram.sent]
        assert "".join(shown) == text
        assert len(shown) == 2
        assert [g for part in shown for g in graphemes(part)] == graphemes(text)
        assert [bool(message.rows) for message in telegram.sent] == [False, True]
    assert not any("parse_mode" in call.params for call in telegram.calls)


async def test_a_slow_answer_is_waited_for_a_lost_one_told(telegram: TelegramServer, sender: TelegramChannel) -> None:
    telegram.fail("sendMessage", slow(0.1), lost_answer())
    assert await sender.send(RINA, QUESTION) == str(telegram.sent[0].message_id)
    with pytest.raises(Retryable):
        await sender.send(RINA, QUESTION)
    assert len(telegram.sent) == 2  # in doubt: delivery decides whether to send again


async def test_a_group_that_moved_is_written_to_where_it_is(telegram: TelegramServer, sender: TelegramChannel) -> None:
    telegram.chats.add(-1009)
    moved = Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1009)
    telegram.fail("sendMessage", Fault(moved))
    assert await sender.send("-9", QUESTION)
    assert [message.chat for message in telegram.sent] == [-1009]


async def test_a_source_with_a_bad_address_does_not_cost_the_answer(
    telegram: TelegramServer, sender: TelegramChannel
) -> None:
    message = Outgoing(
        "answer", "en", (Button("Menu", "menu"),), (SourceLink("Office", "http://localhost", "2026-11-01"),)
    )
    assert await sender.send(RINA, message)
    assert telegram.sent[0].titles == [["Menu"]]


async def test_working_shows_typing(telegram: TelegramServer, sender: TelegramChannel) -> None:
    telegram.fail("sendChatAction", throttled(1), blocked(), cut_line())
    for _ in range(4):
        await sender.working(RINA, "1")
    await sender.working("nobody", "1")
    assert telegram.typing == [PERSON]


# A page in the place of the one before


async def test_the_next_page_takes_the_place_of_the_one_before(
    telegram: TelegramServer, sender: TelegramChannel
) -> None:
    first = await sender.send(RINA, NEXT)
    assert await sender.send(RINA, page_2(first)) == first
    (shown,) = telegram.sent
    assert (shown.text, shown.titles) == (PAGE_2.text, [["SVANidhi"]])


async def test_message_is_not_modified_is_success(telegram: TelegramServer, sender: TelegramChannel) -> None:
    first = await sender.send(RINA, NEXT)
    for _ in range(2):  # the second time after a crash that came before the first was noted
        assert await sender.send(RINA, page_2(first)) == first
    assert len(telegram.sent) == 1
    assert telegram.calls[-1].answer["description"].startswith("Bad Request: message is not modified")


@pytest.mark.parametrize(
    "reason",
    [
        "message to edit not found",
        "message can't be edited",
        "MESSAGE_ID_INVALID",
        "there is no text in the message to edit",
    ],
)
async def test_a_page_whose_message_is_gone_or_too_old_is_a_new_message(
    telegram: TelegramServer, sender: TelegramChannel, reason: str
) -> None:
    first = await sender.send(RINA, NEXT)
    telegram.fail("editMessageText", bad_request(reason))
    second = await sender.send(RINA, page_2(first))
    assert [str(message.message_id) for message in telegram.sent] == [first, second]


async def test_a_page_in_place_of_something_odd_is_a_new_message(
    telegram: TelegramServer, sender: TelegramChannel
) -> None:
    paper = await sender.send(RINA, Outgoing("?", "en", document=Document("a.pdf", "application/pdf", b"%PDF-1")))
    for replaced in (paper, "77", "wamid.x", ""):
        assert await sender.send(RINA, page_2(replaced)) != replaced
    assert len(telegram.sent) == 5


@pytest.mark.parametrize(
    ("fault", "kind"), [(throttled(2), Throttled), (blocked(), ContactStopped), (bad_gateway(), Retryable)]
)
async def test_faults_of_a_page(
    telegram: TelegramServer, sender: TelegramChannel, fault: Fault, kind: type[Exception]
) -> None:
    first = await sender.send(RINA, NEXT)
    telegram.fail("editMessageText", fault)
    with pytest.raises(kind):
        await sender.send(RINA, page_2(first))
    assert len(telegram.sent) == 1


def page_2(replaced: str) -> Outgoing:
    return Outgoing(PAGE_2.text, "en", PAGE_2.buttons, replaces=replaced)
