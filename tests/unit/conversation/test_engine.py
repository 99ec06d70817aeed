"""The client of the engine, against a small stand-in: everything that goes wrong is one error."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.conversation.engine import Engine, EngineFailure, Say


class Rasa:
    """Answers what it is told to."""

    def __init__(self) -> None:
        self.body: bytes = b"[]"
        self.status = 200
        self.type = "application/json"
        self.silent = False
        self.released = asyncio.Event()
        self.got: list[Any] = []

    async def handle(self, request: web.Request) -> web.Response:
        if request.method == "POST":
            self.got.append((request.path, await request.json()))
        if self.silent:
            await self.released.wait()
        return web.Response(body=self.body, status=self.status, content_type=self.type)


@pytest.fixture
async def rasa() -> AsyncIterator[Rasa]:
    yield Rasa()


@pytest.fixture
async def engine(rasa: Rasa) -> AsyncIterator[Engine]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", rasa.handle)
    server = TestServer(app)
    await server.start_server()
    client = Engine(str(server.make_url("/")), 5)
    yield client
    rasa.released.set()
    await client.close()
    await server.close()


async def test_a_good_turn(rasa: Rasa, engine: Engine) -> None:
    rasa.body = (
        b'[{"recipient_id": "c", "custom": {"key": "answer", "values": {"topic": "pmegp"}}},'
        b' {"custom": {"key": "help"}}, {"custom": {"key": "stopped", "values": null}}]'
    )
    engine.failures = 3
    assert await engine.turn("c", "নমস্কার", {"language": "bn"}) == [
        Say("answer", {"topic": "pmegp"}),
        Say("help"),
        Say("stopped"),
    ]
    assert rasa.got == [("/webhooks/rest/webhook", {"sender": "c", "message": "নমস্কার", "metadata": {"language": "bn"}})]
    assert engine.failures == 0


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"[]", 200, "application/json"),
        (b"null", 200, "application/json"),
        (b"", 200, "application/json"),
        (b"[{]", 200, "application/json"),
        (b"\xff\xfe", 200, "application/json"),
        (b"<html>", 200, "text/html"),
        (b'{"status": "failure"}', 200, "application/json"),
        (b'"words"', 200, "application/json"),
        (b"5", 200, "application/json"),
        (b"[1]", 200, "application/json"),
        (b'[{"text": "a text of our own"}]', 200, "application/json"),
        (b'[{"custom": {"values": {}}}]', 200, "application/json"),
        (b'[{"custom": "help"}]', 200, "application/json"),
        (b'[{"custom": {"key": "help"}}, {"text": "x"}]', 200, "application/json"),
        (b'[{"custom": {"key": null}}]', 200, "application/json"),
        (b'[{"custom": {"key": "help", "values": [1]}}]', 200, "application/json"),
        (b'{"error": "no"}', 500, "application/json"),
        (b'[{"custom": {"key": "help"}}]', 503, "application/json"),
        (b"not found", 404, "text/plain"),
    ],
)
async def test_what_cannot_be_used_is_a_failure(
    rasa: Rasa, engine: Engine, body: bytes, status: int, kind: str
) -> None:
    rasa.body, rasa.status, rasa.type = body, status, kind
    for number in (1, 2):
        with pytest.raises(EngineFailure):
            await engine.turn("c", "x", {})
        assert engine.failures == number


async def test_an_engine_that_is_late(rasa: Rasa, engine: Engine) -> None:
    rasa.silent = True
    hurried = Engine(engine._url, 0.05)
    with pytest.raises(EngineFailure, match="Timeout"):
        await hurried.turn("c", "x", {})
    assert "no answer" in (await hurried.healthy() or "")
    await hurried.close()


async def test_an_engine_that_is_dead() -> None:
    engine = Engine("http://127.0.0.1:1", 5)
    with pytest.raises(EngineFailure):
        await engine.turn("c", "x", {})
    assert "no answer" in (await engine.healthy() or "")
    await engine.close()
    await engine.close()


async def test_a_failure_is_logged_without_words_of_the_person(
    rasa: Rasa, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(EngineFailure):
        await engine.turn("contact-7", "my secret words", {})
    assert "engine failure (1 in a row): an empty answer" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("body", "status", "kind", "state"),
    [
        (b'{"ready": true}', 200, "application/json", None),
        (b'{"ready": true, "store_failures": 0}', 200, "application/json", None),
        (b'{"ready": false}', 200, "application/json", "no model loaded"),
        (b'{"ready": true', 200, "application/json", "no answer (JSONDecodeError)"),
        (b"hello", 200, "text/plain", "no answer (ContentTypeError)"),
        (b"[]", 200, "application/json", "an answer that is not an engine's"),
        (b"{}", 200, "application/json", "an answer that is not an engine's"),
        (b'{"ready": true, "store_failures": []}', 200, "application/json", "an answer that is not an engine's"),
    ],
)
async def test_health(rasa: Rasa, engine: Engine, body: bytes, status: int, kind: str, state: str | None) -> None:
    rasa.body, rasa.status, rasa.type = body, status, kind
    assert await engine.healthy() == state


async def test_failures_of_the_store_are_told_and_logged_once(
    rasa: Rasa, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    def failures(number: int) -> None:
        rasa.body = b'{"ready": true, "store_failures": %d}' % number

    with caplog.at_level(logging.ERROR):
        failures(2)
        assert await engine.healthy() == "tracker store fails"
        assert await engine.healthy() is None
        assert len(caplog.records) == 1
        failures(3)
        assert await engine.healthy() == "tracker store fails"
        failures(0)  # the engine was started again
        assert await engine.healthy() is None
        failures(1)
        assert await engine.healthy() == "tracker store fails"
    assert len(caplog.records) == 3
