"""A stand-in of Telegram's Bot API over real HTTP, on loopback.

    async with TelegramServer() as telegram:
        channel = TelegramChannel(telegram.token, {}, api_base=telegram.url)
        telegram.types("PMEGP")                            # a person writes
        telegram.fail("sendMessage", throttled(1))         # its next call meets this (`telegram_wire.py`)
        ...
        assert telegram.sent[-1].text == "..."

It refuses what Telegram refuses (`bot_api.py`), forgets updates only when a later offset asks for it, and delivers to a
webhook when one is set. What its methods do stands in `telegram_chats.py`.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.standins.bot_api import Json, Refused, check_webhook
from tests.standins.telegram_chats import TelegramChats
from tests.standins.telegram_wire import PERSON, Call, Fault, Uploaded, decoded, private, user

_LARGEST = 60_000_000


@dataclass
class TelegramServer(TelegramChats):
    token: str = "700001:stand-in_Token-0123456789abcdefghijk"
    calls: list[Call] = field(default_factory=list)
    pending: list[Json] = field(default_factory=list)
    webhook: Json = field(default_factory=dict)
    webhook_answers: list[int] = field(default_factory=list)
    url: str = ""

    def __post_init__(self) -> None:
        self._faults: dict[str, list[Fault]] = defaultdict(list)
        self._news = asyncio.Condition()
        self._repeated: list[Json] = []
        self._poll = 0
        self._posting: asyncio.Task[None] | None = None
        self._methods: dict[str, Callable[[Json], Any]] = {
            **self.methods(),
            "setWebhook": self._set_webhook,
            "deleteWebhook": lambda params: self._set_webhook({"url": ""}),
        }

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.*}", self._download)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._posting is not None:
            self._posting.cancel()
            with suppress(asyncio.CancelledError):
                await self._posting
        await self._runner.cleanup()

    # What people do

    def types(self, text: str, *, person: int = PERSON, language: str | None = "bn", **extra: Any) -> int:
        """A person writes; returns the update's id. `extra`: further fields of the message."""
        return self.queue({"message": self.message(person, text=text, language=language, **extra)})

    def sends(self, *, person: int = PERSON, **content: Any) -> int:
        """A person sends something that is not text: sends(location={...})."""
        return self.queue({"message": self.message(person, **content)})

    def edits(self, message_id: int, text: str, *, person: int = PERSON) -> int:
        message = self.message(person, text=text, edit_date=int(time.time()))
        return self.queue({"edited_message": {**message, "message_id": message_id}})

    def speaks(self, recording: bytes, *, person: int = PERSON, **extra: Any) -> str:
        """A person sends a voice message; returns the recording's file_id."""
        name = f"rec{next(self.ids)}"
        self.recordings[name] = recording
        voice = {"file_id": name, "file_unique_id": f"u{name}", "duration": 3, "mime_type": "audio/ogg"}
        self.sends(voice=voice | {"file_size": len(recording)}, person=person, **extra)
        return name

    def presses(self, payload: str, *, person: int = PERSON) -> int:
        """A person presses a button: of the last message that has it, else of one from long ago."""
        shown: Json = {**self.message(person, text="..."), "from": self.me()}
        mine = [sent for sent in self.sent if sent.chat == person and payload in sent.payloads.values()]
        if mine:
            shown["message_id"] = mine[-1].message_id
        query = {"id": str(next(self.ids)), "from": user(person), "chat_instance": "1", "data": payload}
        self.unanswered.add(query["id"])
        return self.queue({"callback_query": {**query, "message": shown}})

    def blocks(self, *, person: int = PERSON) -> int:
        """A person blocks the bot: it is told so, and may not write to them any more."""
        self.chats.discard(person)
        member = {"user": self.me(), "status": "member"}
        banned = {"user": self.me(), "status": "kicked", "until_date": 0}
        change = {"chat": private(person), "from": user(person), "date": int(time.time())}
        return self.queue({"my_chat_member": {**change, "old_chat_member": member, "new_chat_member": banned}})

    def message(self, person: int, *, language: str | None = "bn", **content: Any) -> Json:
        basis = {"message_id": next(self.ids), "date": int(time.time()), "chat": private(person)}
        return {**basis, "from": user(person, language), **content}

    def queue(self, update: Json) -> int:
        """Puts any update in the queue, with a new id unless it has one."""
        self.chats.update(part["chat"]["id"] for name, part in update.items() if name in ("message", "edited_message"))
        update = {"update_id": next(self.ids), **update}
        self.pending.append(update)
        asyncio.get_running_loop().create_task(self._wake())
        return int(update["update_id"])

    def deliver_again(self, update: Json) -> None:
        """Delivers an update that was confirmed already, as happens when the confirmation is lost on the way."""
        self._repeated.append(update)
        asyncio.get_running_loop().create_task(self._wake())

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of `method` meet these."""
        self._faults[method] += faults

    @property
    def known(self) -> set[str]:
        """The methods that it speaks."""
        return {*self._methods, "getUpdates"}

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def until(self, condition: Callable[[], Any], seconds: float = 15.0) -> None:
        """Waits until `condition()` holds."""
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.005)

    # The server

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params: Json = {**request.query, **{k: _value(v) for k, v in (await request.post()).items()}}
        fault = self._faults[method].pop(0) if self._faults[method] else None
        try:
            params = decoded(params)
            if request.match_info["token"] != self.token:
                raise Refused(401, "Unauthorized")
            if fault is not None and not fault.done:
                await self._meet(fault, request)
            result = await self._get_updates(params) if method == "getUpdates" else self._result(method, params)
        except Refused as refused:
            answer: Json = {"ok": False, "error_code": refused.status, "description": refused.description}
            if refused.parameters:
                answer["parameters"] = refused.parameters
            status = refused.status
        except web.HTTPException as broken:
            self.calls.append(Call(method, params, broken.status, {}))
            raise
        else:
            answer, status = {"ok": True, "result": result}, 200
        self.calls.append(Call(method, params, status, answer))
        if fault is not None and fault.done:
            await self._meet(fault, request)
        return web.json_response(answer, status=status)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults["download"].pop(0) if self._faults["download"] else None
        if fault is not None:
            await self._meet(fault, request)
        content = self.download(request.match_info["path"])
        if request.match_info["token"] != self.token or content is None:
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        return web.Response(body=content, content_type="application/octet-stream")

    async def _meet(self, fault: Fault, request: web.Request) -> None:
        if fault.refusal is not None:
            raise fault.refusal
        if fault.cut:
            assert request.transport is not None
            request.transport.abort()
        await asyncio.sleep(fault.silence)
        if not fault.done:
            raise web.HTTPBadGateway(text="<html>502 Bad Gateway</html>", content_type="text/html")

    def _result(self, method: str, params: Json) -> Any:
        if method not in self._methods:
            raise Refused(404, "Not Found")
        return self._methods[method](params)

    async def _get_updates(self, params: Json) -> list[Json]:
        if self.webhook.get("url"):
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        self._poll += 1
        mine, offset = self._poll, int(params.get("offset", 0))
        if offset < 0:
            self.pending = self.pending[offset:]
        self.pending = [update for update in self.pending if update["update_id"] >= offset]
        async with self._news:
            self._news.notify_all()  # an earlier request gives way
            with suppress(TimeoutError):
                async with asyncio.timeout(int(params.get("timeout", 0))):
                    await self._news.wait_for(lambda: self.pending or self._repeated or self._poll != mine)
        if self._poll != mine:
            raise Refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot runs")
        repeated, self._repeated = self._repeated, []
        return repeated + self.pending[: int(params.get("limit", 100))]

    def _set_webhook(self, params: Json) -> bool:
        check_webhook(params)
        self.webhook = params
        if params.get("url") and self._posting is None:
            self._posting = asyncio.create_task(self._post_updates())
        return True

    async def _post_updates(self) -> None:
        """Posts each update until it is answered with 200."""
        async with aiohttp.ClientSession() as session:
            while True:
                async with self._news:
                    await self._news.wait_for(lambda: self.pending and self.webhook.get("url"))
                headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
                async with session.post(self.webhook["url"], json=self.pending[0], headers=headers) as answer:
                    self.webhook_answers.append(answer.status)
                    if answer.status == 200:
                        self.pending.pop(0)
                await asyncio.sleep(0.01)

    async def _wake(self) -> None:
        async with self._news:
            self._news.notify_all()


def _value(value: Any) -> Any:
    """A field of a form; a file is read whole."""
    if isinstance(value, web.FileField):
        return Uploaded(value.filename, value.content_type, value.file.read())
    return value
