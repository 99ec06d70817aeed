"""Telegram's webhook over real HTTP, and what the channel logs."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator

import pytest

from bot.channels.base import (
    ChannelDown,
    Hooks,
    Inbound,
    Outgoing,
    Retryable,
)
from tests.contract.channel_harness import Inbox
from tests.integration.telegram_channel import RINA, SECRET, make, running, site
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import (
    PERSON,
    bad_gateway,
    cut_line,
    throttled,
)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


async def test_webhook(telegram: TelegramServer, inbox: Inbox) -> None:
    failures = [ValueError("database is locked")]

    async def accept(message: Inbound) -> None:
        if failures:
            raise failures.pop()
        await inbox.accept(message)

    async with site() as (address, mount):
        channel = make(telegram, public_url=address, webhook_secret=SECRET)
        mount(channel)
        await channel.start(Hooks(accept, inbox.notify))
        telegram.types("important")
        telegram.presses("menu")
        await inbox.holds(2)
        await telegram.until(lambda: not telegram.pending and telegram.answered)
        assert telegram.webhook_answers == [500, 200, 200]
        await channel.stop()
        telegram.types("meanwhile")
        await telegram.until(lambda: telegram.webhook_answers[-1] == 503)
        await channel.start(Hooks(accept, inbox.notify))
        await inbox.holds(3)
        await channel.stop()
    assert [m.text or m.payload for m in inbox.messages] == ["important", "menu", "meanwhile"]
    assert not telegram.called("getUpdates")


async def test_a_webhook_secret_is_made_from_the_token(telegram: TelegramServer, inbox: Inbox) -> None:
    secrets = []
    for _ in range(2):
        async with running(telegram, inbox.hooks, public_url="https://bot.example.in"):
            secrets.append(telegram.webhook["secret_token"])
    assert secrets[0] == secrets[1]
    assert len(secrets[0]) == 64
    assert telegram.token not in secrets[0]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
        {"X-Telegram-Bot-Api-Secret-Token": "guess"},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"},
        {"X-Telegram-Bot-Api-Secret-Token": "é" * 9},
        {"Authorization": SECRET},
    ],
)
async def test_wrong_or_missing_secret_header(telegram: TelegramServer, inbox: Inbox, headers: dict[str, str]) -> None:
    async with running(telegram, inbox.hooks, public_url="https://bot.example.in", webhook_secret=SECRET) as channel:
        body = json.dumps({"update_id": 5, "message": telegram.message(PERSON, text="hi")}).encode()
        assert await channel.handle_webhook(headers, body) == 401
    assert not inbox.messages


async def test_webhook_statuses(telegram: TelegramServer, inbox: Inbox) -> None:
    channel = make(telegram, public_url="https://bot.example.in/", webhook_secret=SECRET)
    right = {"x-telegram-bot-api-secret-token": SECRET}
    body = json.dumps({"update_id": 5, "message": telegram.message(PERSON, text="hi")}).encode()
    assert await channel.handle_webhook(right, body) == 503
    await channel.start(inbox.hooks)
    assert telegram.webhook["url"] == "https://bot.example.in/telegram/webhook"
    assert telegram.webhook["secret_token"] == SECRET
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
    async with running(telegram, inbox.hooks):
        await inbox.holds(1)
    assert not telegram.webhook["url"]


async def test_an_address_that_telegram_refuses_is_told_at_the_start(telegram: TelegramServer, inbox: Inbox) -> None:
    with pytest.raises(ChannelDown, match="https url"):
        await make(telegram, public_url="http://bot.example.in").start(inbox.hooks)


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
    async with running(telegram, Hooks(accept, inbox.notify)) as channel:
        await inbox.holds(3)
        telegram.fail("sendMessage", bad_gateway())
        with pytest.raises(Retryable):
            await channel.send(RINA, Outgoing("সুরভি", "bn"))
    ours = "\n".join(record.getMessage() + (record.exc_text or "") for record in caplog.records)
    assert "fetched again" in ours
    for secret in (telegram.token, "সুরভি", "98000", RINA):
        assert secret not in ours
