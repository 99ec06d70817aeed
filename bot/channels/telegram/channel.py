"""Telegram, by long polling or, where the internet can reach us, by webhook."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import re
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, cast
from urllib.parse import urlencode

from telegram import Bot, BotCommand, MenuButtonCommands, Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.channels.base import ChannelDown, Hooks, Outgoing, Pace, Retryable, Throttled
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.errors import send_error
from bot.channels.telegram.parse import ALLOWED_UPDATES, CHANNEL, notice, parse, press
from bot.channels.telegram.polling import Backoff, RawUpdate, Unreadable, poll
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.sending import CAPABILITIES, Shares
from bot.knowledge.model import Language

logger = logging.getLogger(__name__)

WEBHOOK_PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
# What they log names the token (in addresses) and quotes what people write; every fault is logged here without.
_TALKATIVE = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "telegram": logging.CRITICAL}


class TelegramChannel:
    """The bot of one token.

    `commands`: per language, the description of each command in Telegram's menu; people whose app speaks none of them
    see `default_language`. `shares`: per language, the titles of the keys that share a `location` and a `contact`.
    `public_url`: the address under whose `WEBHOOK_PATH` the internet reaches `handle_webhook`; None: long polling.
    `webhook_secret`: what Telegram must present there; None: made from the token. `rate`: messages a second that the
    bot may send in all. `poll_seconds`: how long one request waits for news; `first_pause`: the wait after a fault,
    which doubles up to 30 s; `timeout`: how long a call may take. All in seconds. `monotonic`: by which clock double
    taps are told.

    Texts are sent as they are, without a parse mode: nothing in them needs escaping or can break a tag, and the limit
    of 4096 counts what people see. They already end in a line with the source, so that the sources become link buttons
    below the choices. The pace is left to delivery: the library's limiter does not keep the pace of a private chat,
    and waits out a 429 inside the call, where delivery could not see it.
    """

    name = CHANNEL
    capabilities = CAPABILITIES

    def __init__(
        self,
        token: str,
        commands: Mapping[Language, Mapping[str, str]],
        *,
        api_base: str = "https://api.telegram.org",
        public_url: str | None = None,
        webhook_secret: str | None = None,
        default_language: Language = "bn",
        shares: Shares | None = None,
        rate: float = 25.0,
        poll_seconds: int = 30,
        first_pause: float = 1.0,
        timeout: float = 15.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        for library, level in _TALKATIVE.items():
            logging.getLogger(library).setLevel(level)
        self.pace = Pace(rate=rate, each=1.0, burst=3)
        self._token = token.strip()
        self._commands = commands
        self._default_language = default_language
        self._webhook = public_url.rstrip("/") + WEBHOOK_PATH if public_url else None
        self._secret = webhook_secret or hmac.new(self._token.encode(), b"webhook", hashlib.sha256).hexdigest()
        self._poll_seconds = poll_seconds
        self._first_pause = first_pause
        self._poll_request = HTTPXRequest(connection_pool_size=2)
        self._request = HTTPXRequest(connection_pool_size=64, read_timeout=timeout, pool_timeout=5.0)
        base = api_base.rstrip("/")
        self._bot = Bot(
            self._token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._request,
            get_updates_request=self._poll_request,
        )
        self._calls = Calls(self._bot, shares or {})
        self._presses = Presses()
        self._monotonic = monotonic
        self._hooks: Hooks | None = None
        self._connected = False
        self._running: asyncio.Task[None] | None = None
        self._aside: set[asyncio.Task[None]] = set()

    # Receiving

    async def start(self, hooks: Hooks) -> None:
        """Begins to receive. A wrong token raises `ChannelDown`; an absent network is waited for in the background."""
        if not _TOKEN.fullmatch(self._token):
            raise ChannelDown("the Telegram token is malformed: it looks like 123456:ABC-def, as @BotFather shows it")
        self._hooks = hooks
        try:
            await self._connect()
        except (Retryable, Throttled) as error:
            logger.warning("Telegram cannot be reached (%s). Trying again.", error)
        except BaseException:
            await self.stop()
            raise
        self._running = asyncio.create_task(self._run(), name="telegram")

    async def stop(self) -> None:
        tasks = {task for task in (self._running, *self._aside) if task is not None}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._running = None
        self._hooks = None
        self._connected = False
        await self._bot.shutdown()
        for request in (self._poll_request, self._request):  # the bot closes them only if it was started
            await request.shutdown()

    async def handle_webhook(self, headers: Mapping[str, str], body: bytes) -> int:
        """Takes a request of Telegram and returns the HTTP status to answer with.

        200: stored (or nothing for us), 401: the secret is wrong or missing, 400: no update, 500: could not be stored
        and 503: not receiving; after the last two Telegram comes again.
        """
        presented = next((value for name, value in headers.items() if name.lower() == SECRET_HEADER.lower()), "")
        if not hmac.compare_digest(presented.encode("utf-8", "replace"), self._secret.encode()):
            return 401
        if self._hooks is None or not self._connected:
            return 503
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            raw = None
        try:
            await self._take(raw)
        except Unreadable as error:
            logger.warning("A request at the Telegram webhook was refused: %s", error)
            return 400
        except Exception as error:
            logger.error("A Telegram update could not be stored (%s); it will come again.", type(error).__name__)
            return 500
        return 200

    async def _run(self) -> None:
        backoff = Backoff(self._first_pause)
        try:
            while not self._connected:
                try:
                    await self._connect()
                except (Retryable, Throttled) as error:
                    await backoff.wait(getattr(error, "retry_after", 0.0))
            backoff.reset()
            await self._show_menu()
            if self._webhook is None:
                await poll(self._fetch, self._take, backoff)
        except ChannelDown as error:
            logger.error("Telegram is off: %s", error)

    async def _connect(self) -> None:
        """Learns who the bot is and says where updates shall go. Raises `ChannelDown`, `Retryable` or `Throttled`."""
        try:
            await self._bot.initialize()
            if self._webhook is None:
                await self._bot.delete_webhook()
            else:
                await self._bot.set_webhook(self._webhook, allowed_updates=ALLOWED_UPDATES, secret_token=self._secret)
        except TelegramError as error:
            reason = send_error(error)
            if isinstance(reason, Retryable | Throttled | ChannelDown):
                raise reason from None
            raise ChannelDown(f"Telegram refuses: {reason}") from None
        self._connected = True

    async def _fetch(self, offset: int | None) -> list[RawUpdate]:
        # Not Bot.get_updates: one update that the library cannot read would fail all that came with it, for ever.
        query = {"timeout": str(self._poll_seconds), "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if offset is not None:
            query["offset"] = str(offset)
        url = f"{self._bot.base_url}/getUpdates?{urlencode(query)}"
        return cast(list[RawUpdate], await self._poll_request.post(url, read_timeout=self._poll_seconds + 15.0))

    async def _take(self, raw: Any) -> None:
        """One update from either way; returns when it is stored. Raises `Unreadable`, or whatever the hooks raise."""
        hooks = self._hooks
        if not isinstance(raw, dict) or type(raw.get("update_id")) is not int:
            raise Unreadable("no update")
        try:
            update = Update.de_json(raw, self._bot)
            inbound, news, pressed = parse(update, self._bot.bot), notice(update), press(update)
        except Exception as error:
            raise Unreadable(type(error).__name__) from None
        if update.callback_query:
            self._do_aside(self._end_spinner(update.callback_query.id))
        if hooks is None or (pressed and self._presses.repeats(pressed, update.update_id, self._monotonic())):
            return
        if news is not None:
            await hooks.notify(news)
        if inbound is not None:
            await hooks.accept(inbound)

    def _do_aside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _end_spinner(self, query: str) -> None:
        try:
            await self._bot.answer_callback_query(query)
        except TelegramError as error:  # most often: the press is too old
            logger.debug("A press was not answered: %s", type(error).__name__)

    async def _show_menu(self) -> None:
        """The commands in each language, behind a button beside the field where people write."""
        for language, texts in ((None, self._commands.get(self._default_language, {})), *self._commands.items()):
            menu = [BotCommand(name, texts[name]) for name in COMMANDS if name in texts]
            await self._set_up(self._bot.set_my_commands(menu, language_code=language), language or "default")
        await self._set_up(self._bot.set_chat_menu_button(menu_button=MenuButtonCommands()), "button")

    async def _set_up(self, call: Coroutine[Any, Any, bool], what: str) -> None:
        try:
            await call
        except TelegramError as error:
            logger.warning("The Telegram menu (%s) was not set: %s", what, type(error).__name__)

    # Sending

    async def send(self, recipient: str, message: Outgoing, key: str = "") -> str:
        return await self._calls.send(recipient, message)

    async def working(self, recipient: str, external_id: str) -> None:
        await self._calls.typing(recipient)

    async def fetch(self, media: str) -> bytes:
        return await self._calls.fetch(media)
