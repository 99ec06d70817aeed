"""A stand-in of Telegram's Bot API over real HTTP, on loopback.

    async with TelegramServer() as telegram:
        channel = TelegramChannel(telegram.token, {}, api_base=telegram.url)
        telegram.types("PMEGP")                            # a person writes
        telegram.fail("sendMessage", throttled(1))         # its next call meets this (`telegram_wire.py`)
        ...
        assert telegram.sent[-1].text == "..."

It refuses what Telegram refuses (`bot_api.py`), forgets updates only when a later offset asks for it, and delivers to a
webhook when one is set.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.standins.bot_api import (
    Json,
    Refused,
    bad,
    check_action,
    check_commands,
    check_keyboard,
    check_text,
    check_webhook,
)
from tests.standins.telegram_wire import BOT_ID, PERSON, Call, Fault, Sent, decoded, private, user


@dataclass
class TelegramServer:
    token: str = "700001:stand-in_Token-0123456789abcdefghijk"
    username: str = "udyog_test_bot"
    calls: list[Call] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    pending: list[Json] = field(default_factory=list)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    webhook_answers: list[int] = field(default_factory=list)
    typing: list[int] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    chats: set[int] = field(default_factory=lambda: {PERSON})
    url: str = ""

    def __post_init__(self) -> None:
        self._ids = itertools.count(1000)
        self._faults: dict[str, list[Fault]] = defaultdict(list)
        self._news = asyncio.Condition()
        self._unanswered: set[Any] = set()
        self._repeated: list[Json] = []
        self._poll = 0
        self._posting: asyncio.Task[None] | None = None
        self._methods: dict[str, Callable[[Json], Any]] = {
            "getMe": lambda params: self._me(),
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "sendChatAction": self._send_chat_action,
            "answerCallbackQuery": self._answer_callback_query,
            "setMyCommands": self._set_my_commands,
            "setWebhook": self._set_webhook,
            "deleteWebhook": lambda params: self._set_webhook({"url": ""}),
        }

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
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

    def presses(self, payload: str, *, person: int = PERSON) -> int:
        """A person presses a button of the last message."""
        shown = {**self.message(person, text="..."), "from": self._me()}
        query = {"id": str(next(self._ids)), "from": user(person), "chat_instance": "1", "data": payload}
        self._unanswered.add(query["id"])
        return self.queue({"callback_query": {**query, "message": shown}})

    def blocks(self, *, person: int = PERSON) -> int:
        """A person blocks the bot: it is told so, and may not write to them any more."""
        self.chats.discard(person)
        member = {"user": self._me(), "status": "member"}
        banned = {"user": self._me(), "status": "kicked", "until_date": 0}
        change = {"chat": private(person), "from": user(person), "date": int(time.time())}
        return self.queue({"my_chat_member": {**change, "old_chat_member": member, "new_chat_member": banned}})

    def message(self, person: int, *, language: str | None = "bn", **content: Any) -> Json:
        basis = {"message_id": next(self._ids), "date": int(time.time()), "chat": private(person)}
        return {**basis, "from": user(person, language), **content}

    def queue(self, update: Json) -> int:
        """Puts any update in the queue, with a new id unless it has one."""
        self.chats.update(part["chat"]["id"] for name, part in update.items() if name in ("message", "edited_message"))
        update = {"update_id": next(self._ids), **update}
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
        params: Json = {**request.query, **await request.post()}
        fault = self._faults[method].pop(0) if self._faults[method] else None
        try:
            params = decoded(params)
            if request.match_info["token"] != self.token:
                raise Refused(401, "Unauthorized")
            if fault is not None:
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
        return web.json_response(answer, status=status)

    async def _meet(self, fault: Fault, request: web.Request) -> None:
        if fault.refusal is not None:
            raise fault.refusal
        if fault.cut:
            assert request.transport is not None
            request.transport.abort()
        await asyncio.sleep(fault.silence)
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

    def _send_message(self, params: Json) -> Json:
        chat = self._chat(params)
        message = Sent(chat, next(self._ids), check_text(params), check_keyboard(params.get("reply_markup")))
        self.sent.append(message)
        return self._shown(message)

    def _edit_message_text(self, params: Json) -> Json:
        chat, number = self._chat(params), int(params.get("message_id", 0))
        at = next((n for n, m in enumerate(self.sent) if (m.chat, m.message_id) == (chat, number)), None)
        if at is None:
            raise bad("message to edit not found")
        message = Sent(chat, number, check_text(params), check_keyboard(params.get("reply_markup")))
        if message == self.sent[at]:
            raise bad("message is not modified: specified new message content and reply markup are exactly the same")
        self.sent[at] = message
        return self._shown(message) | {"edit_date": int(time.time())}

    def _send_chat_action(self, params: Json) -> bool:
        check_action(params.get("action"))
        self.typing.append(self._chat(params))
        return True

    def _answer_callback_query(self, params: Json) -> bool:
        query = str(params.get("callback_query_id"))
        if query not in self._unanswered:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        self._unanswered.discard(query)
        self.answered.append(query)
        return True

    def _set_my_commands(self, params: Json) -> bool:
        self.commands[params.get("language_code") or ""] = check_commands(params)
        return True

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

    def _chat(self, params: Json) -> int:
        try:
            chat = int(params["chat_id"])
        except (KeyError, ValueError):
            raise bad("chat_id is empty") from None
        if chat not in self.chats:
            raise bad("chat not found")
        return chat

    def _me(self) -> Json:
        return {"id": BOT_ID, "is_bot": True, "first_name": "Udyog Sathi", "username": self.username}

    def _shown(self, message: Sent) -> Json:
        shown = {"message_id": message.message_id, "date": int(time.time()), "from": self._me(), "text": message.text}
        shown["chat"] = private(message.chat)
        return shown | ({"reply_markup": {"inline_keyboard": message.rows}} if message.rows else {})
