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
    Channel,
    ChannelDown,
    ContactStopped,
    Hooks,
    Inbound,
    NeedsTemplate,
    Outgoing,
    Pace,
    Permanent,
    Retryable,
    SendError,
    TemplateRefused,
    Throttled,
)
from bot.channels.telegram import TelegramChannel
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp.client import GraphClient
from bot.conversation.inbox import Accepted
from tests.contract.channel_harness import BUTTONS, LONG, ChannelCases, Inbox, Peer, Shown
from tests.standins import graph_wire
from tests.standins.graph_server import GraphServer
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


class WhatsAppPeer:
    """`person`: a telephone number, or the user id of somebody who does not show theirs."""

    def __init__(self, server: GraphServer, person: str) -> None:
        self.server = server
        self.person = person
        self.ids: dict[str, str | None] = {"number": None, "user": person} if "." in person else {"number": person}
        server.wrote[person] = server.now()
        client = GraphClient(server.token, server.number, base=server.url)
        self.whatsapp = WhatsAppChannel(
            client,
            server.number,
            app_secret=server.app_secret,
            verify_token=server.verify_token,
            choose={"bn": "বেছে নিন", "hi": "चुनें", "en": "Choose"},
        )
        self.channel: Channel = self.whatsapp
        server.hand = self.whatsapp.handle_webhook
        self.faults: dict[type[SendError], Callable[[], object]] = {
            kind: self._meets(fault)
            for kind, fault in (
                (Retryable, graph_wire.bad_gateway()),
                (Throttled, graph_wire.refused(130429)),
                (ContactStopped, graph_wire.refused(131050)),
                (NeedsTemplate, graph_wire.refused(131047)),
                (TemplateRefused, graph_wire.refused(132015)),
                (Permanent, graph_wire.refused(131026)),
                (ChannelDown, graph_wire.refused(190, 401)),
            )
        }

    def _meets(self, fault: graph_wire.Fault) -> Callable[[], object]:
        return lambda: self.server.fail("messages", fault)

    def writes(self, text: str) -> None:
        self.last = self.server.message("text", {"body": text}, **self.ids)
        self.server.deliver_message(self.last, self.ids["number"], self.ids.get("user"))

    def presses(self, payload: str) -> None:
        self.server.presses(payload, **self.ids)

    def shares(self, lat: float, lon: float) -> None:
        self.server.sends("location", {"latitude": lat, "longitude": lon}, **self.ids)

    def delivers_again(self) -> None:
        self.server.deliver_message(self.last, self.ids["number"], self.ids.get("user"))

    def shown(self) -> list[Shown]:
        return [Shown(message.text, tuple(message.choices)) for message in self.server.sent]


class WebRequests:
    """The chat API in the hands of the harness: each message is a request, what is "sent" is the answer to one."""

    name = web.NAME
    capabilities = web.CAPABILITIES
    pace = Pace(rate=1000)

    def __init__(self) -> None:
        self.hooks: Hooks | None = None
        self.answers: list[Outgoing] = []
        self.responses: list[dict[str, Any]] = []
        self.waiting: list[dict[str, Any]] = []
        self.tasks: set[asyncio.Task[None]] = set()
        app = FastAPI()
        problems.install(app)
        app.include_router(chat.create_router(self, Rate("1000/second")))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://web")

    async def start(self, hooks: Hooks) -> None:
        self.hooks = hooks
        for request in self.waiting:  # a page asks again until it is answered
            self.ask(request)
        self.waiting = []

    async def stop(self) -> None:
        await asyncio.gather(*self.tasks)
        self.hooks = None

    async def accept(self, message: Inbound) -> Accepted:
        if self.hooks is not None and not self.answers:
            await self.hooks.accept(message)
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

    async def send(self, recipient: str, message: Outgoing, key: str = "") -> str:
        self.answers = [message]
        response = await self.client.post("/api/chat", json={"sender": recipient, "text": "?"})
        self.responses.extend(response.json()["messages"])
        return str(len(self.responses))

    async def working(self, recipient: str, external_id: str) -> None:
        return None

    async def fetch(self, media: str) -> bytes:
        raise Permanent("a page sends no recordings")


class WebPeer:
    person = "someone"

    def __init__(self) -> None:
        self.channel: Channel = WebRequests()
        self.faults: dict[type[SendError], Callable[[], object]] = {}  # nothing is sent, so nothing is refused

    def _posts(self, **body: Any) -> None:
        assert isinstance(self.channel, WebRequests)
        self.last = {"json": {"sender": self.person, **body}, "headers": {"Idempotency-Key": uuid.uuid4().hex}}
        if self.channel.hooks is None:
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


class TestWhatsApp(ChannelCases):
    @pytest.fixture(params=[graph_wire.PERSON, graph_wire.USER], ids=["number", "user id"])
    async def peer(self, request: pytest.FixtureRequest) -> AsyncIterator[Peer]:
        async with GraphServer() as server:
            yield WhatsAppPeer(server, request.param)
