"""The Telegram channel over real HTTP, against the stand-in of the Bot API."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.channels.base import (
    Button,
    ChannelDown,
    ContactStopped,
    Inbound,
    Outgoing,
    Permanent,
    Retryable,
    SourceLink,
    Throttled,
)
from bot.channels.telegram import WEBHOOK_PATH, TelegramChannel
from tests.contract.channel_harness import Inbox
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import (
    PERSON,
    Fault,
    bad_gateway,
    bad_request,
    blocked,
    conflict,
    cut_line,
    silence,
    throttled,
    unauthorized,
)

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


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def make(server: TelegramServer, **options: Any) -> TelegramChannel:
    return TelegramChannel(server.token, COMMANDS, api_base=server.url, **{"first_pause": 0.01, **options})


@asynccontextmanager
async def running(server: TelegramServer, accept: Any, **options: Any) -> AsyncIterator[TelegramChannel]:
    channel = make(server, **options)
    await channel.start(accept)
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


# Polling


async def test_deep_link(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.accept):
        update = telegram.types("/start ask_pmegp", language=None)
        (message,) = await inbox.holds(1)
    assert message == Inbound("telegram", str(update), RINA, "payload", payload="ask:pmegp")


async def test_button_press_is_answered_and_arrives(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.accept) as channel:
        await channel.send(RINA, QUESTION)
        telegram.presses(telegram.sent[0].payloads["কাগজপত্র"])
        (message,) = await inbox.holds(1)
        await telegram.until(lambda: telegram.answered)
    assert (message.kind, message.payload, message.sender) == ("payload", "ask:pmegp:documents", RINA)


async def test_a_press_too_old_to_answer_arrives_all_the_same(telegram: TelegramServer, inbox: Inbox) -> None:
    telegram.fail("answerCallbackQuery", bad_request("query is too old and response timeout expired"))
    async with running(telegram, inbox.accept):
        telegram.presses("menu")
        (message,) = await inbox.holds(1)
        await telegram.until(lambda: telegram.called("answerCallbackQuery"))
    assert message.payload == "menu"


async def test_a_press_waits_for_no_answer(telegram: TelegramServer, inbox: Inbox) -> None:
    telegram.fail("answerCallbackQuery", silence(30))
    async with running(telegram, inbox.accept):
        telegram.presses("menu")
        await inbox.holds(1, seconds=2)


async def test_edit(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.accept):
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

    async with running(telegram, accept):
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

    async with running(telegram, accept):
        for text in ("one", "two", "three"):
            telegram.types(text)
        messages = await inbox.holds(3)
        await telegram.until(lambda: not telegram.pending)
    assert [m.text for m in messages] == ["one", "two", "three"]
    assert tries == ["one", "two", "two", "three"]


async def test_numbers_that_start_anew_are_no_hindrance(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.accept):
        telegram.types("before a quiet week")
        await telegram.until(lambda: inbox.messages and not telegram.pending)
        for number in (5, 6):
            telegram.queue({"update_id": number, "message": telegram.message(PERSON, text="after")})
            await telegram.until(lambda: not telegram.pending)
    assert [m.external_id for m in inbox.messages[1:]] == ["5", "6"]


async def test_an_update_that_cannot_be_read_does_not_block_the_others(telegram: TelegramServer, inbox: Inbox) -> None:
    telegram.queue({"callback_query": {"broken": True}})
    telegram.types("behind it")
    async with running(telegram, inbox.accept):
        (message,) = await inbox.holds(1)
        await telegram.until(lambda: not telegram.pending)
    assert message.text == "behind it"


async def test_stopping_lets_a_message_be_stored_to_the_end(telegram: TelegramServer, inbox: Inbox) -> None:
    storing = asyncio.Event()

    async def accept(message: Inbound) -> None:
        storing.set()
        await asyncio.sleep(0.1)
        await inbox.accept(message)

    async with running(telegram, accept):
        telegram.types("the last")
        await storing.wait()
    assert [m.text for m in inbox.messages] == ["the last"]


@pytest.mark.parametrize("fault", [bad_gateway(), conflict(), throttled(1), cut_line(), unauthorized()], ids=repr)
async def test_polling_survives(telegram: TelegramServer, inbox: Inbox, fault: Fault) -> None:
    telegram.fail("getUpdates", fault, fault)
    telegram.types("still there")
    async with running(telegram, inbox.accept):
        await inbox.holds(1)
    assert len(telegram.called("getUpdates")) >= (1 if fault.cut else 3)


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_a_network_that_is_away_at_the_start_is_waited_for(
    telegram: TelegramServer, inbox: Inbox, method: str
) -> None:
    telegram.fail(method, bad_gateway(), throttled(1), cut_line())
    telegram.types("early")
    async with running(telegram, inbox.accept):
        await inbox.holds(1)


@pytest.mark.parametrize("token", ["700001:another-token", "not a token", "700001:"])
async def test_a_wrong_token_is_told_at_the_start(telegram: TelegramServer, inbox: Inbox, token: str) -> None:
    channel = TelegramChannel(token, {}, api_base=telegram.url)
    with pytest.raises(ChannelDown) as raised:
        await channel.start(inbox.accept)
    await channel.stop()
    assert token not in str(raised.value)


async def test_someone_who_blocks_the_bot_is_told_of(telegram: TelegramServer, inbox: Inbox) -> None:
    gone: list[str] = []

    async def on_blocked(sender: str) -> None:
        gone.append(sender)

    async with running(telegram, inbox.accept, on_blocked=on_blocked) as channel:
        telegram.blocks()
        await telegram.until(lambda: gone)
        with pytest.raises(ContactStopped):
            await channel.send(RINA, QUESTION)
        telegram.types("/start")
        (back,) = await inbox.holds(1)
        assert await channel.send(RINA, QUESTION)
    assert gone == [RINA]
    assert back.payload == "greet"


async def test_commands_are_set_for_each_language(telegram: TelegramServer, inbox: Inbox) -> None:
    async with running(telegram, inbox.accept):
        await telegram.until(lambda: len(telegram.commands) == 4)
    assert telegram.commands[""] == telegram.commands["bn"]
    assert telegram.commands["en"] == [
        {"command": "start", "description": "Start"},
        {"command": "stop", "description": "Stop"},
    ]


async def test_commands_that_cannot_be_set_do_no_harm(telegram: TelegramServer, inbox: Inbox) -> None:
    telegram.fail("setMyCommands", *[bad_gateway()] * 4)
    telegram.types("hello")
    async with running(telegram, inbox.accept):
        await inbox.holds(1)


# Webhook


async def test_webhook(telegram: TelegramServer, inbox: Inbox) -> None:
    failures = [ValueError("database is locked")]

    async def accept(message: Inbound) -> None:
        if failures:
            raise failures.pop()
        await inbox.accept(message)

    async with site() as (address, mount):
        channel = make(telegram, public_url=address, webhook_secret=SECRET)
        mount(channel)
        await channel.start(accept)
        telegram.types("important")
        telegram.presses("menu")
        await inbox.holds(2)
        await telegram.until(lambda: not telegram.pending and telegram.answered)
        assert telegram.webhook_answers == [500, 200, 200]
        await channel.stop()
        telegram.types("meanwhile")
        await telegram.until(lambda: telegram.webhook_answers[-1] == 503)
        await channel.start(accept)
        await inbox.holds(3)
        await channel.stop()
    assert [m.text or m.payload for m in inbox.messages] == ["important", "menu", "meanwhile"]
    assert not telegram.called("getUpdates")


async def test_a_webhook_secret_is_made_from_the_token(telegram: TelegramServer, inbox: Inbox) -> None:
    secrets = []
    for _ in range(2):
        async with running(telegram, inbox.accept, public_url="https://bot.example.in"):
            secrets.append(telegram.webhook["secret_token"])
    assert secrets[0] == secrets[1]
    assert len(secrets[0]) == 64
    assert telegram.token not in secrets[0]


async def test_webhook_statuses(telegram: TelegramServer, inbox: Inbox) -> None:
    channel = make(telegram, public_url="https://bot.example.in/", webhook_secret=SECRET)
    right = {"x-telegram-bot-api-secret-token": SECRET}
    body = json.dumps({"update_id": 5, "message": telegram.message(PERSON, text="hi")}).encode()
    assert await channel.handle_webhook(right, body) == 503
    await channel.start(inbox.accept)
    assert telegram.webhook["url"] == "https://bot.example.in/telegram/webhook"
    assert telegram.webhook["secret_token"] == SECRET
    for wrong in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}, {"X-Telegram-Bot-Api-Secret-Token": "é" * 9}):
        assert await channel.handle_webhook(wrong, body) == 401
    for broken in (b"", b"\xff", b"[]", b"{}", b'{"update_id": "5"}', b"[" * 9999, b'{"update_id": 1, "message": {}}'):
        assert await channel.handle_webhook(right, broken) == 400
    assert not inbox.messages
    assert await channel.handle_webhook(right, body) == 200
    assert await channel.handle_webhook(right, b'{"update_id": 6, "something_new": {}}') == 200
    await channel.stop()
    assert [m.text for m in inbox.messages] == ["hi"]
    assert await channel.handle_webhook(right, body) == 503


async def test_polling_ends_a_webhook_and_keeps_what_waits(telegram: TelegramServer, inbox: Inbox) -> None:
    telegram.webhook = {"url": "https://old.example.in/"}
    telegram.types("waiting")
    async with running(telegram, inbox.accept):
        await inbox.holds(1)
    assert not telegram.webhook["url"]


async def test_an_address_that_telegram_refuses_is_told_at_the_start(telegram: TelegramServer, inbox: Inbox) -> None:
    with pytest.raises(ChannelDown, match="https url"):
        await make(telegram, public_url="http://bot.example.in").start(inbox.accept)


# Sending


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


async def test_throttled_then_through(telegram: TelegramServer, sender: TelegramChannel) -> None:
    telegram.fail("sendMessage", throttled(7))
    with pytest.raises(Throttled) as raised:
        await sender.send(RINA, QUESTION)
    assert raised.value.retry_after == 7
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
    before = len(telegram.calls)
    with pytest.raises(Permanent):
        await sender.send(RINA, Outgoing("?", "en", (Button("x", "x" * 65),)))
    assert len(telegram.calls) == before
    assert not telegram.sent


async def test_a_source_with_a_bad_address_does_not_cost_the_answer(
    telegram: TelegramServer, sender: TelegramChannel
) -> None:
    message = Outgoing(
        "answer", "en", (Button("Menu", "menu"),), (SourceLink("Office", "http://localhost", "2026-11-01"),)
    )
    assert await sender.send(RINA, message)
    assert telegram.sent[0].titles == [["Menu"]]


async def test_not_modified_is_success(telegram: TelegramServer, sender: TelegramChannel) -> None:
    telegram.fail("sendMessage", bad_request("message is not modified: exactly the same"))
    assert await sender.send(RINA, QUESTION) == ""


async def test_working_shows_typing(telegram: TelegramServer, sender: TelegramChannel) -> None:
    telegram.fail("sendChatAction", throttled(1), blocked(), cut_line())
    for _ in range(4):
        await sender.working(RINA)
    await sender.working("nobody")
    assert telegram.typing == [PERSON]


# Logs


async def test_logs_name_no_token_no_text_no_number(
    telegram: TelegramServer, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    async def accept(message: Inbound) -> None:
        await inbox.accept(message)
        if len(inbox.messages) == 1:
            raise ValueError(f"cannot store {message.text}")

    caplog.set_level(logging.DEBUG)
    telegram.fail("getMe", bad_gateway())
    telegram.fail("getUpdates", bad_gateway(), cut_line(), throttled(1))
    telegram.queue({"callback_query": {"broken": "সুরভি"}})
    telegram.types("আমার নাম সুরভি")
    telegram.sends(contact={"phone_number": "+919800000000", "first_name": "সুরভি"})
    async with running(telegram, accept) as channel:
        await inbox.holds(3)
        telegram.fail("sendMessage", bad_gateway())
        with pytest.raises(Retryable):
            await channel.send(RINA, Outgoing("সুরভি", "bn"))
    ours = "\n".join(record.getMessage() + (record.exc_text or "") for record in caplog.records)
    assert "fetched again" in ours
    for secret in (telegram.token, "সুরভি", "98000", RINA):
        assert secret not in ours
