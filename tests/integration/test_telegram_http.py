"""What the Telegram channel fetches over real HTTP, against the stand-in of the Bot API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.base import (
    ChannelDown,
    ContactStopped,
    Hooks,
    Inbound,
    Notice,
    Renumbered,
    Stopped,
)
from bot.channels.telegram import TelegramChannel
from tests.contract.channel_harness import Inbox
from tests.integration.telegram_channel import QUESTION, RINA, running
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import (
    PERSON,
    Fault,
    bad_gateway,
    bad_request,
    conflict,
    cut_line,
    silence,
    throttled,
    unauthorized,
)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


async def test_deep_link(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.hooks):
        update = telegram.types("/start ask_pmegp", language=None)
        (message,) = await inbox.holds(1)
    assert message == Inbound("telegram", str(update), RINA, "payload", payload="ask:pmegp")


async def test_button_press_is_answered_and_arrives(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.hooks) as channel:
        await channel.send(RINA, QUESTION)
        telegram.presses(telegram.sent[0].payloads["কাগজপত্র"])
        (message,) = await inbox.holds(1)
        await telegram.until(lambda: telegram.answered)
    assert (message.kind, message.payload, message.sender) == ("payload", "ask:pmegp:documents", RINA)


async def test_a_stale_button_arrives_all_the_same(telegram: TelegramServer, inbox: Inbox) -> None:
    telegram.fail("answerCallbackQuery", bad_request("query is too old and response timeout expired"))
    async with running(telegram, inbox.hooks):
        telegram.presses("menu")
        (message,) = await inbox.holds(1)
        await telegram.until(lambda: telegram.called("answerCallbackQuery"))
    assert message.payload == "menu"


async def test_a_press_waits_for_no_answer(telegram: TelegramServer, inbox: Inbox) -> None:
    telegram.fail("answerCallbackQuery", silence(30))
    async with running(telegram, inbox.hooks):
        telegram.presses("menu")
        await inbox.holds(1, seconds=2)


async def test_an_edited_message_is_told_as_edited(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.hooks):
        telegram.types("PMEGP")
        telegram.edits(telegram.pending[0]["message"]["message_id"], "PMEGP documents")
        first, edited = await inbox.holds(2)
    assert (first.kind, edited.kind, edited.text) == ("text", "edited", "PMEGP documents")
    assert first.external_id != edited.external_id


async def test_nothing_is_confirmed_before_it_is_stored(telegram: TelegramServer, inbox: Inbox) -> None:
    may_store, storing = asyncio.Event(), asyncio.Event()

    async def accept(message: Inbound) -> None:
        storing.set()
        await may_store.wait()
        await inbox.accept(message)

    async with running(telegram, Hooks(accept, inbox.notify)):
        update = telegram.types("important")
        await storing.wait()
        await asyncio.sleep(0.05)
        assert [u["update_id"] for u in telegram.pending] == [update]
        may_store.set()
        await telegram.until(lambda: not telegram.pending)
    assert len(inbox.messages) == 1


async def test_what_could_not_be_stored_comes_again_in_order(telegram: TelegramServer, inbox: Inbox) -> None:
    tries: list[str] = []

    async def accept(message: Inbound) -> None:
        tries.append(message.text)
        if tries.count("two") == 1 and message.text == "two":
            raise ValueError("database is locked")
        await inbox.accept(message)

    async with running(telegram, Hooks(accept, inbox.notify)):
        for text in ("one", "two", "three"):
            telegram.types(text)
        messages = await inbox.holds(3)
        await telegram.until(lambda: not telegram.pending)
    assert [m.text for m in messages] == ["one", "two", "three"]
    assert tries == ["one", "two", "two", "three"]


async def test_numbers_that_start_anew_are_no_hindrance(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.hooks):
        telegram.types("before a quiet week")
        await telegram.until(lambda: inbox.messages and not telegram.pending)
        for number in (5, 6):
            telegram.queue({"update_id": number, "message": telegram.message(PERSON, text="after")})
            await telegram.until(lambda: not telegram.pending)
    assert [m.external_id for m in inbox.messages[1:]] == ["5", "6"]


async def test_an_update_that_cannot_be_read_does_not_block_the_others(telegram: TelegramServer, inbox: Inbox) -> None:
    telegram.queue({"callback_query": {"broken": True}})
    telegram.types("behind it")
    async with running(telegram, inbox.hooks):
        (message,) = await inbox.holds(1)
        await telegram.until(lambda: not telegram.pending)
    assert message.text == "behind it"


async def test_stopping_lets_a_message_be_stored_to_the_end(telegram: TelegramServer, inbox: Inbox) -> None:
    storing = asyncio.Event()

    async def accept(message: Inbound) -> None:
        storing.set()
        await asyncio.sleep(0.1)
        await inbox.accept(message)

    async with running(telegram, Hooks(accept, inbox.notify)):
        telegram.types("the last")
        await storing.wait()
    assert [m.text for m in inbox.messages] == ["the last"]


@pytest.mark.parametrize("fault", [bad_gateway(), conflict(), throttled(1), cut_line(), unauthorized()], ids=repr)
async def test_polling_survives(telegram: TelegramServer, inbox: Inbox, fault: Fault) -> None:
    telegram.fail("getUpdates", fault, fault)
    telegram.types("still there")
    async with running(telegram, inbox.hooks):
        await inbox.holds(1)
    assert len(telegram.called("getUpdates")) >= (1 if fault.cut else 3)


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_a_network_that_is_away_at_the_start_is_waited_for(
    telegram: TelegramServer, inbox: Inbox, method: str
) -> None:
    telegram.fail(method, bad_gateway(), throttled(1), cut_line())
    telegram.types("early")
    async with running(telegram, inbox.hooks):
        await inbox.holds(1)


@pytest.mark.parametrize("token", ["700001:another-token", "not a token", "700001:"])
async def test_a_wrong_token_is_told_at_the_start(telegram: TelegramServer, inbox: Inbox, token: str) -> None:
    channel = TelegramChannel(token, {}, api_base=telegram.url)
    with pytest.raises(ChannelDown) as raised:
        await channel.start(inbox.hooks)
    await channel.stop()
    assert token not in str(raised.value)


async def test_403_stops_the_contact_and_start_resumes(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.hooks) as channel:
        telegram.blocks()
        await telegram.until(lambda: inbox.notices)
        with pytest.raises(ContactStopped):
            await channel.send(RINA, QUESTION)
        telegram.types("/start")
        (back,) = await inbox.holds(1)
        assert await channel.send(RINA, QUESTION)
    assert inbox.notices == [Stopped(RINA)]
    assert back.payload == "greet"


async def test_a_notice_that_could_not_be_stored_comes_again(telegram: TelegramServer, inbox: Inbox) -> None:
    failures = [ValueError("database is locked")]

    async def notify(notice: Notice) -> None:
        if failures:
            raise failures.pop()
        await inbox.notify(notice)

    async with running(telegram, Hooks(inbox.accept, notify)):
        telegram.blocks()
        await telegram.until(lambda: inbox.notices and not telegram.pending)
    assert inbox.notices == [Stopped(RINA)]


async def test_a_group_with_a_new_id_is_told_of(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.hooks):
        moved = telegram.message(PERSON, migrate_to_chat_id=-1009)
        telegram.queue({"message": {**moved, "chat": {"id": -9, "type": "group", "title": "Weavers"}}})
        await telegram.until(lambda: inbox.notices and not telegram.pending)
    assert inbox.notices == [Renumbered("-9", "-1009")]
    assert not inbox.messages


async def test_a_double_tap_has_one_answer(telegram: TelegramServer, inbox: Inbox) -> None:
    now = [100.0]
    async with running(telegram, inbox.hooks, monotonic=lambda: now[0]) as channel:
        await channel.send(RINA, QUESTION)
        for _ in range(2):
            telegram.presses("ask:pmegp:cost")
        telegram.presses("menu")
        await telegram.until(lambda: len(telegram.answered) == 3 and not telegram.pending)
        assert [m.payload for m in inbox.messages] == ["ask:pmegp:cost", "menu"]
        now[0] += 2
        telegram.presses("ask:pmegp:cost")
        await inbox.holds(3)
    assert [m.pressed_in for m in inbox.messages] == [str(telegram.sent[0].message_id)] * 3


async def test_a_press_that_could_not_be_stored_is_no_double_tap(telegram: TelegramServer, inbox: Inbox) -> None:
    failures = [ValueError("database is locked")]

    async def accept(message: Inbound) -> None:
        if failures:
            raise failures.pop()
        await inbox.accept(message)

    async with running(telegram, Hooks(accept, inbox.notify), monotonic=lambda: 0.0):
        telegram.presses("menu")
        assert [m.payload for m in await inbox.holds(1)] == ["menu"]


async def test_duplicate_update_id_arrives_with_the_same_external_id(telegram: TelegramServer, inbox: Inbox) -> None:
    update = {"update_id": 77, "message": telegram.message(PERSON, text="once")}
    telegram.queue(update)
    async with running(telegram, inbox.hooks):
        await inbox.holds(1)
        telegram.deliver_again(update)
        first, again = await inbox.holds(2)
    assert first == again


async def test_a_voice_message_can_be_fetched(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.hooks) as channel:
        recording = b"OggS" + bytes(range(256)) * 40
        name = telegram.speaks(recording)
        (message,) = await inbox.holds(1)
        assert (message.kind, message.text) == ("voice", name)
        assert await channel.fetch(message.text) == recording


async def test_commands_of_each_language_stand_behind_a_menu_button(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.hooks):
        await telegram.until(lambda: telegram.menu_button == "commands")
    assert telegram.commands[""] == telegram.commands["bn"]
    assert telegram.commands["en"] == [
        {"command": "start", "description": "Start"},
        {"command": "stop", "description": "Stop"},
    ]
    assert len(telegram.commands) == 4


async def test_commands_that_cannot_be_set_do_no_harm(telegram: TelegramServer, inbox: Inbox) -> None:
    telegram.fail("setMyCommands", *[bad_gateway()] * 4)
    telegram.fail("setChatMenuButton", bad_gateway())
    telegram.types("hello")
    async with running(telegram, inbox.hooks):
        await inbox.holds(1)
