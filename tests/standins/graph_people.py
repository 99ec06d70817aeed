"""What people do at the Graph API's stand-in, and how its webhook brings it to us: signed, again until it is taken."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import hmac
import itertools
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.standins.graph_rules import Json
from tests.standins.graph_wire import DISPLAYED, PERSON, Sent, change, ids, request

Hand = Callable[[Mapping[str, str], bytes], Awaitable[int]]


@dataclass
class GraphPeople:
    """`hook`: where requests are posted, or `hand`: what takes them; `answers`: the statuses they were answered with;
    `wrote`: when each person wrote last; `early`: statuses that come before a send call has returned."""

    app_secret: str = "0123456789abcdef0123456789abcdef"
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    sent: list[Sent] = field(default_factory=list)
    wrote: dict[str, dt.datetime] = field(default_factory=dict)
    hook: str = ""
    hand: Hand | None = None
    answers: list[int] = field(default_factory=list)
    pending: list[bytes] = field(default_factory=list)
    early: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.wrote.setdefault(PERSON, self.now())
        self._ids = itertools.count(1)
        self._posting: asyncio.Task[None] | None = None

    # What people do. `user`: their business-scoped id; number None: WhatsApp does not tell the number.

    def types(self, text: str, *, number: str | None = PERSON, user: str | None = None) -> str:
        """A person writes; returns the message's id."""
        return self.sends("text", {"body": text}, number=number, user=user)

    def sends(self, kind: str, part: Any, *, number: str | None = PERSON, user: str | None = None, **extra: Any) -> str:
        """A person sends something: sends("location", {...})."""
        return self.deliver_message(self.message(kind, part, number=number, user=user, **extra), number, user)

    def presses(self, choice: str, *, number: str | None = PERSON, user: str | None = None) -> str:
        """A person presses a button or row of the last message that has it."""
        message = next(sent for sent in reversed(self.sent) if choice in sent.choices)
        kind = "button_reply" if message.content["type"] == "button" else "list_reply"
        reply = {"type": kind, kind: {"id": choice, "title": message.choices[choice]}}
        return self.sends(
            "interactive", reply, number=number, user=user, context={"from": DISPLAYED, "id": message.wamid}
        )

    def message(
        self, kind: str, part: Any, *, number: str | None = PERSON, user: str | None = None, **extra: Any
    ) -> Json:
        basis = {"id": self._wamid(), "timestamp": str(int(self.now().timestamp())), "type": kind}
        return {**ids(number, user)[0], **basis, kind: part, **extra}

    def deliver_message(self, message: Json, number: str | None = PERSON, user: str | None = None) -> str:
        for person in (number, user):
            if person:
                self.wrote[person] = self.now()
        contact = {"profile": {"name": "Rina"}, **ids(number, user)[1]}
        self.deliver(request(change({"contacts": [contact], "messages": [message]})))
        return str(message["id"])

    def receipt(self, wamid: str, state: str, *, code: int | None = None, key: str | None = None) -> None:
        """Tells what became of a message, also before it is answered or twice."""
        self.deliver(request(change({"statuses": [self.status(wamid, state, code=code, key=key)]})))

    def status(self, wamid: str, state: str, *, code: int | None = None, key: str | None = None) -> Json:
        known = next((sent for sent in self.sent if sent.wamid == wamid), None)
        key = known.key if key is None and known else key
        status: Json = {
            "id": wamid,
            "status": state,
            "timestamp": str(int(self.now().timestamp())),
            "recipient_id": PERSON,
        }
        status |= {"biz_opaque_callback_data": key} if key else {}
        return status | ({"errors": [{"code": code, "title": "x", "message": "x"}]} if code is not None else {})

    def deliver(self, body: Json) -> bytes:
        """Delivers any request, signed, after those before it. Returns its bytes."""
        raw = json.dumps(body, ensure_ascii=False).encode()
        self.deliver_raw(raw)
        return raw

    def deliver_raw(self, raw: bytes) -> None:
        self.pending.append(raw)
        if self._posting is None or self._posting.done():
            self._posting = asyncio.get_running_loop().create_task(self._post_all())

    def headers(self, raw: bytes) -> dict[str, str]:
        signature = hmac.new(self.app_secret.encode(), raw, hashlib.sha256).hexdigest()
        return {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}

    async def post(self, raw: bytes) -> int:
        """One delivery; the status that it was answered with."""
        if self.hand is not None:
            return await self.hand(self.headers(raw), raw)
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.hook, data=raw, headers=self.headers(raw)) as answer,
        ):
            return answer.status

    async def until(self, condition: Callable[[], Any], seconds: float = 15.0) -> None:
        """Waits until `condition()` holds."""
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.005)

    async def _post_all(self) -> None:
        while self.pending:
            status = 0
            with suppress(aiohttp.ClientError):
                status = await self.post(self.pending[0])
            self.answers.append(status)
            if status == 200:
                self.pending.pop(0)
            await asyncio.sleep(0.01 if status != 200 else 0)

    async def _end_posting(self) -> None:
        if self._posting is not None:
            self._posting.cancel()
            with suppress(asyncio.CancelledError):
                await self._posting

    async def _tell_early(self, message: Sent) -> None:
        """Statuses in `early` come before the send call has returned."""
        for state in self.early:
            raw = json.dumps(request(change({"statuses": [self.status(message.wamid, state)]}))).encode()
            self.answers.append(await self.post(raw))

    def _wamid(self) -> str:
        return f"wamid.HBgM{next(self._ids):08d}"
