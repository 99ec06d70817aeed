"""Every channel, held to the same cases."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.api import chat, problems
from bot.api.rate import Rate
from bot.channels import web
from bot.channels.base import (
    Accept,
    Channel,
    ChannelDown,
    ContactStopped,
    Inbound,
    Outgoing,
    Permanent,
    Retryable,
    SendError,
    Throttled,
)
from bot.channels.telegram import TelegramChannel
from bot.conversation.inbox import Accepted
from tests.contract.channel_harness import BUTTONS, LONG, ChannelCases, Inbox, Peer, Shown
from tests.standins.telegram_server import TelegramServer
from tests.standins.telegram_wire import (
    PERSON,
    Fault,
    bad_gateway,
    bad_request,
    blocked,
    throttled,
    unauthorized,
)


class TelegramPeer:
    def __init__(self, server: TelegramServer) -> None:
        self.server = server
        self.person = str(PERSON)
        self.channel: Channel = TelegramChannel(server.token, {}, api_base=server.url, first_pause=0.01)
        self.faults: dict[type[SendError], Callable[[], object]] = {
            Retryable: self._meets(bad_gateway()),
            Throttled: self._meets(throttled(3)),
            ContactStopped: self._meets(blocked()),
            Permanent: self._meets(bad_request("message is too long")),
            ChannelDown: self._meets(unauthorized()),
        }

    def _meets(self, fault: Fault) -> Callable[[], object]:
        return lambda: self.server.fail("sendMessage", fault)

    def writes(self, text: str) -> None:
        self.last = self.server.message(PERSON, text=text)
        self.last_id = self.server.queue({"message": self.last})

    def presses(self, payload: str) -> None:
        self.server.presses(payload)

    def shares(self, lat: float, lon: float) -> None:
        self.server.sends(location={"latitude": lat, "longitude": lon})

    def delivers_again(self) -> None:
        self.server.deliver_again({"update_id": self.last_id, "message": self.last})

    def shown(self) -> list[Shown]:
        return [Shown(message.text, tuple(message.payloads.values())) for message in self.server.sent]


class WebRequests:
    """The chat API in the hands of the harness: each message is a request, what is "sent" is the answer to one."""

    name = web.NAME
    capabilities = web.CAPABILITIES

    def __init__(self) -> None:
        self.accepted: Accept | None = None
        self.answers: list[Outgoing] = []
        self.responses: list[dict[str, Any]] = []
        self.waiting: list[dict[str, Any]] = []
        self.tasks: set[asyncio.Task[None]] = set()
        app = FastAPI()
        problems.install(app)
        app.include_router(chat.create_router(self, Rate("1000/second")))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://web")

    async def start(self, accept: Accept) -> None:
        self.accepted = accept
        for request in self.waiting:  # a page asks again until it is answered
            self.ask(request)
        self.waiting = []

    async def stop(self) -> None:
        await asyncio.gather(*self.tasks)
        self.accepted = None

    async def accept(self, message: Inbound) -> Accepted:
        if self.accepted is not None and not self.answers:
            await self.accepted(message)
        return Accepted(1, "contact", repeated=False)

    async def answer(self, accepted: Accepted) -> list[Outgoing]:
        answers, self.answers = self.answers, []
        return answers or [Outgoing("answer", "en")]

    def ask(self, request: dict[str, Any]) -> None:
        task = asyncio.create_task(self._asked(request))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _asked(self, request: dict[str, Any]) -> None:
        for _ in range(2):
            response = await self.client.post("/api/chat", **request)
            if response.status_code == 200:
                return
            assert response.headers["content-type"] == "application/problem+json"

    async def send(self, recipient: str, message: Outgoing) -> str:
        self.answers = [message]
        response = await self.client.post("/api/chat", json={"sender": recipient, "text": "?"})
        self.responses.extend(response.json()["messages"])
        return str(len(self.responses))

    async def working(self, recipient: str) -> None:
        return None


class WebPeer:
    person = "someone"

    def __init__(self) -> None:
        self.channel: Channel = WebRequests()
        self.faults: dict[type[SendError], Callable[[], object]] = {}  # nothing is sent, so nothing is refused

    def _posts(self, **body: Any) -> None:
        assert isinstance(self.channel, WebRequests)
        self.last = {"json": {"sender": self.person, **body}, "headers": {"Idempotency-Key": uuid.uuid4().hex}}
        if self.channel.accepted is None:
            self.channel.waiting.append(self.last)
        else:
            self.channel.ask(self.last)

    def writes(self, text: str) -> None:
        self._posts(text=text)

    def presses(self, payload: str) -> None:
        self._posts(payload=payload)

    def shares(self, lat: float, lon: float) -> None:
        self._posts(location={"lat": lat, "lon": lon})

    def delivers_again(self) -> None:
        assert isinstance(self.channel, WebRequests)
        self.channel.ask(self.last)

    def shown(self) -> list[Shown]:
        assert isinstance(self.channel, WebRequests)
        return [Shown(m["text"], tuple(b["payload"] for b in m["buttons"])) for m in self.channel.responses]


class TestWeb(ChannelCases):
    @pytest.fixture
    async def peer(self) -> AsyncIterator[Peer]:
        peer = WebPeer()
        yield peer
        assert isinstance(peer.channel, WebRequests)
        await peer.channel.client.aclose()

    async def test_a_long_text_arrives_whole_in_parts(self, peer: Peer, inbox: Inbox) -> None:
        """A page scrolls: one part is enough."""
        (part,) = self.parts(peer, Outgoing(LONG, "bn", BUTTONS))
        await peer.channel.send(peer.person, part)
        (shown,) = peer.shown()
        assert " ".join(shown.text.split()) == LONG.strip()
        assert len(shown.payloads) == len(BUTTONS)


class TestTelegram(ChannelCases):
    @pytest.fixture
    async def peer(self) -> AsyncIterator[Peer]:
        async with TelegramServer() as server:
            yield TelegramPeer(server)
