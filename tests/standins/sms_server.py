"""A stand-in of an SMS gateway over real HTTP, on loopback, as docs/how-to/add-a-channel.md describes one.

    async with SmsServer() as gateway:
        channel = ...(gateway.url, gateway.key, ...)
        gateway.hand = post                               # how it reaches the webhook: (headers, body) -> status
        gateway.writes("PMEGP")                           # a person writes
        gateway.fail(429, retry_after=3)                  # the next message meets this
        gateway.reports(gateway.sent[-1].id, "delivered") # as often as wanted

It refuses what such a gateway refuses (wrong key, header or template that are not registered, a wrong alphabet, more
than ten parts) and delivers each request to the webhook until it is answered with 200.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

Json = dict[str, Any]
Hand = Callable[[dict[str, str], bytes], Awaitable[int]]
PERSON = "+919800000001"
MOST_PARTS = 10
_NUMBER = re.compile(r"\+91[6-9]\d{9}")
_FIELDS = {"to", "text", "encoding", "header", "entity_id", "template_id", "reference"}
_GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = set("^{}\\[~]|€\f")


class Refused(Exception):
    """An answer that is not what was hoped for. `code`: the gateway's word for it."""

    def __init__(self, status: int, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.retry_after = status, code, retry_after


@dataclass(frozen=True)
class Sms:
    """A message that the gateway took. `parts`: what it is charged as."""

    id: str
    to: str
    text: str
    parts: int
    request: Json = field(repr=False)


@dataclass
class SmsServer:
    """`templates`: ids registered for the header; `blocked`: numbers that take no messages of this header."""

    key: str = "stand-in-sms-key"
    secret: str = "stand-in-webhook-secret"
    header: str = "UDYOGS"
    entity_id: str = "1101234567890123456"
    templates: set[str] = field(default_factory=lambda: {"1107000000000000001", "1107000000000000002"})
    blocked: set[str] = field(default_factory=set)
    sent: list[Sms] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)  # of the webhook
    hand: Hand | None = None
    url: str = ""

    def __post_init__(self) -> None:
        self._ids = itertools.count(1)
        self._faults: list[Refused] = []
        self._pending: list[bytes] = []
        self._posting: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/v1/messages", self._answering(self._message))
        app.router.add_get("/v1/account", self._answering(self._account))
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/v1"
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._posting is not None:
            self._posting.cancel()
            await asyncio.gather(self._posting, return_exceptions=True)
        await self._runner.cleanup()

    # What people and operators do

    def writes(self, text: str, *, person: str = PERSON) -> Json:
        """A person writes; the message as it is delivered."""
        message = {"id": f"in-{next(self._ids)}", "from": person, "text": text}
        self.delivers({"messages": [message]})
        return message

    def reports(self, message_id: str, status: str, **more: Any) -> None:
        """What became of a message that was taken: delivered, failed (with a `code`)."""
        found = next(one for one in self.sent if one.id == message_id)
        reference = found.request["reference"]
        report = {"id": message_id, "reference": reference, "status": status, "at": "2026-11-22T10:00:00+05:30"}
        self.delivers({"reports": [report | more]})

    def delivers(self, body: Any) -> None:
        """Puts any request to the webhook in the queue."""
        self._pending.append(json.dumps(body).encode())
        if self._posting is None or self._posting.done():
            self._posting = asyncio.get_running_loop().create_task(self._post())

    def fail(self, status: int, code: str = "", retry_after: float | None = None) -> None:
        """The next message meets this."""
        self._faults.append(Refused(status, code, retry_after))

    # The server

    async def _post(self) -> None:
        headers = {"content-type": "application/json", "x-gateway-secret": self.secret}
        while self._pending:
            assert self.hand is not None
            self.answers.append(await self.hand(headers, self._pending[0]))
            if self.answers[-1] == 200:
                self._pending.pop(0)
            await asyncio.sleep(0.01)

    def _answering(self, work: Callable[[web.Request], Awaitable[Json]]) -> Any:
        async def handle(http: web.Request) -> web.StreamResponse:
            try:
                if http.headers.get("Authorization") != f"Bearer {self.key}":
                    raise Refused(401, "wrong_key")
                return web.json_response(await work(http))
            except Refused as no:
                headers = {"Retry-After": f"{no.retry_after:g}"} if no.retry_after else None
                return web.json_response({"code": no.code}, status=no.status, headers=headers)

        return handle

    async def _account(self, http: web.Request) -> Json:
        return {"header": self.header}

    async def _message(self, http: web.Request) -> Json:
        if self._faults:
            raise self._faults.pop(0)
        request = await http.json()
        if set(request) != _FIELDS or not all(isinstance(value, str) for value in request.values()):
            raise Refused(400, "malformed")
        if not _NUMBER.fullmatch(request["to"]):
            raise Refused(400, "no_such_number")
        if (request["header"], request["entity_id"]) != (self.header, self.entity_id):
            raise Refused(403, "header_not_registered")
        if request["template_id"] not in self.templates:
            raise Refused(403, "template_not_registered")
        if request["to"] in self.blocked:
            raise Refused(403, "blocked")
        number = _parts(request["text"], request["encoding"])
        if not 0 < number <= MOST_PARTS:
            raise Refused(400, "too_long")
        message = Sms(f"sms-{next(self._ids)}", request["to"], request["text"], number, request)
        self.sent.append(message)
        return {"id": message.id, "parts": number}


def _parts(text: str, encoding: str) -> int:
    """How many single messages a phone gets: 160 or 70 signs in one, 153 or 67 in each of several."""
    if encoding == "gsm7":
        if not set(text) <= _GSM7 | _TWICE:
            raise Refused(400, "wrong_alphabet")
        size, one, each = sum(1 + (sign in _TWICE) for sign in text), 160, 153
    else:
        size, one, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if 0 < size <= one else -(-size // each)
