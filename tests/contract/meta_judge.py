"""A judge of what our WhatsApp client sends: each request goes to Prism, which has Meta's description, and to the
stand-in, which answers. With the messages that make every kind of request, and the fixtures."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.base import Button, Document, Outgoing, TemplateCall
from bot.channels.render import render
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp.client import GraphClient
from bot.channels.whatsapp.limits import CAPABILITIES
from tests.contract.meta_spec import DESCRIPTION, MetaApi, prism
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import USER

OF_PRISM = "stoplight.io/prism/errors"  # what else is refused are examples of refusals, which it may answer with
UNDESCRIBED = {
    "interactive:cta_url": "v23 lists no address buttons; Meta's pages on interactive messages do, and so does pywa",
    "interactive:location_request_message": "v23 lists no location requests; Meta's pages and pywa do",
    "read": "v23 has MarkMessageRequestPayload, but takes only messages under /messages",
    "to a user id": "v23 is older than business-scoped user ids (`recipient` in place of `to`); pywa has them",
    "template with a payload": "v23 wants an index of ^[2-6, 11-14]$, while its own examples have 0",
}
"""Requests that Prism refuses by the description, and why we send them all the same."""
NOT_SHOWN = ("biz_opaque_callback_data",)
"""Fields that Prism is not shown: v23 lacks our key of receipts and forbids other fields. Meta's pages on messages and
pywa have it."""


@dataclass(frozen=True)
class Verdict:
    """A request, what Prism says against it ("": nothing) and what the stand-in answered."""

    method: str
    path: str
    body: Any
    refused: str
    status: int
    answer: Any

    @property
    def kind(self) -> str:
        """The name of a request to /messages."""
        if "status" in self.body:
            return "read"
        if "recipient" in self.body:
            return "to a user id"
        kind = str(self.body["type"])
        if kind == "template" and any(part["type"] == "button" for part in self.body[kind]["components"]):
            return "template with a payload"
        return f"{kind}:{self.body[kind]['type']}" if kind == "interactive" else kind


@dataclass
class Judged(httpx.AsyncBaseTransport):
    """Brings each request to Prism and to the stand-in, whose answer counts."""

    prism: str
    verdicts: list[Verdict] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._out = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        content = await request.aread()
        is_json = request.headers.get("Content-Type") == "application/json"
        body = json.loads(content) if is_json else None
        if isinstance(body, dict):
            content = json.dumps({name: part for name, part in body.items() if name not in NOT_SHOWN}).encode()
        told = ""
        if "/files/" not in request.url.path:  # the address of a file is the service's own choice
            headers = [(n, v) for n, v in request.headers.items() if n not in ("host", "content-length")]
            address = self.prism + request.url.raw_path.decode()
            judgement = await self._read(httpx.Request(request.method, address, headers=headers, content=content))
            told = judgement.text if OF_PRISM in judgement.text else ""
        answered = await self._read(request)
        verdict = Verdict(request.method, request.url.path, body, told, answered.status_code, _json(answered))
        self.verdicts.append(verdict)
        return answered

    async def _read(self, request: httpx.Request) -> httpx.Response:
        response = await self._out.handle_async_request(request)
        await response.aread()
        return response

    async def aclose(self) -> None:
        """The connections stay: a channel that starts again goes on with them."""

    def messages(self) -> list[Verdict]:
        return [one for one in self.verdicts if one.path.endswith("/messages")]


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def wrong(judged: Judged) -> list[str]:
    """What Prism refuses without a reason of the table, and what it does not refuse any more."""
    found = []
    for one in judged.verdicts:
        kind = one.kind if one.path.endswith("/messages") else one.path
        if kind not in UNDESCRIBED and one.refused:
            found.append(f"{one.method} {kind}: {one.refused[:2000]}")
        elif kind in UNDESCRIBED and not one.refused:
            found.append(f"{kind}: the description has it by now")
    return found


CHOOSE: Any = {"bn": "বেছে নিন", "hi": "चुनें", "en": "Choose"}
PDF = Document("form.pdf", "application/pdf", b"%PDF-1.7")
PNG = Document("map.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(9))
OGG = Document("answer.ogg", "audio/ogg", b"OggS" + bytes(9))
ICS = Document("course.ics", "text/calendar", b"BEGIN:VCALENDAR")
PARAMETERS = ("Malda", "2 December")
CALL = TemplateCall("session_reminder", "bn", PARAMETERS)


def choices(number: int, title: str = "Choice") -> tuple[Button, ...]:
    return tuple(Button(f"{title} {n}", f"ask:{n}") for n in range(1, number + 1))


MESSAGES = (
    Outgoing("PMEGP কী?", "bn"),
    Outgoing("PMEGP কী?", "bn", choices(3)),
    Outgoing("PMEGP কী?", "bn", choices(14, "a title that is longer than a row of a list")),
    Outgoing("Apply", "en", link=("Apply", "https://udyam.gov.in/")),
    Outgoing("Where are you?", "en", asks="location"),
    Outgoing("The form", "en", document=PDF),
    Outgoing("The map", "en", document=PNG),
    Outgoing("", "en", document=OGG),
    Outgoing("The day", "en", choices(2), document=ICS),
    Outgoing("", "bn", template=CALL),
    Outgoing("", "bn", template=replace(CALL, name="feedback", payloads=("rate:up", "rate:down"))),
)
RENDERED = [part for message in MESSAGES for part in render(message, CAPABILITIES)]


@pytest.fixture(scope="session")
def meta(contracts_dir: Path) -> MetaApi:
    return MetaApi(contracts_dir / DESCRIPTION)


@pytest.fixture(scope="session")
def judge(contracts_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with prism(contracts_dir / DESCRIPTION, tmp_path_factory.mktemp("prism") / "log") as address:
        yield address


@pytest.fixture
async def graph() -> AsyncIterator[GraphServer]:
    async with GraphServer() as server:
        server.wrote[USER] = server.now()
        for name in (CALL.name, "feedback"):
            server.approves(name, "bn", len(PARAMETERS))
        replies = [{"type": "QUICK_REPLY", "text": title} for title in ("Good", "Bad")]
        server.templates["feedback", "bn"]["components"].append({"type": "BUTTONS", "buttons": replies})
        yield server


@pytest.fixture
def judged(judge: str) -> Judged:
    return Judged(judge)


@pytest.fixture
def client(graph: GraphServer, judged: Judged) -> GraphClient:
    return GraphClient(graph.token, graph.number, business_id=graph.business, base=graph.url, transport=judged)


@pytest.fixture
def channel(graph: GraphServer, client: GraphClient) -> WhatsAppChannel:
    secrets = {"app_secret": graph.app_secret, "verify_token": graph.verify_token}
    return WhatsAppChannel(client, graph.number, **secrets, choose=CHOOSE)
