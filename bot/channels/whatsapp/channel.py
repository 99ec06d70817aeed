"""The WhatsApp channel: receives at its webhook, sends through the Graph API."""

from __future__ import annotations

import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from bot.channels.base import (
    ChannelDown,
    Document,
    Hooks,
    Inbound,
    Outgoing,
    Permanent,
    SendError,
)
from bot.channels.whatsapp.client import GraphClient, GraphError
from bot.channels.whatsapp.errors import PAIR_RATE
from bot.channels.whatsapp.limits import CAPABILITIES, NAME, pace
from bot.channels.whatsapp.parse import Batch, Event, parse
from bot.channels.whatsapp.payloads import addressed, bodies, media_type, seen
from bot.channels.whatsapp.signature import HEADER, is_signed, same
from bot.knowledge.model import Language

__all__ = ["CAPABILITIES", "NAME", "WEBHOOK_PATH", "WhatsAppChannel"]

WEBHOOK_PATH = "/whatsapp/webhook"
_UPLOADS = 64
_UPLOAD_SECONDS = 7 * 86_400
_PAIRS = 10_000

logger = logging.getLogger(__name__)


class WhatsAppChannel:
    """A `Channel` over the Cloud API."""

    name = NAME
    capabilities = CAPABILITIES

    def __init__(
        self,
        client: GraphClient,
        phone_number_id: str,
        *,
        app_secret: str,
        verify_token: str,
        choose: Mapping[Language, str],
        rate: float = 80.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`app_secret` signs what arrives; `verify_token` is shown when the webhook is set up; `choose`: what opens a
        list, in each language; `rate`: messages a second that the number may send; `monotonic`: seconds."""
        self.pace = pace(rate)
        self._client = client
        self._number = phone_number_id
        self._app_secret, self._verify_token = app_secret, verify_token
        self._choose = choose
        self._monotonic = monotonic
        self._hooks: Hooks | None = None
        self._unsigned = 0
        self._uploads: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._pairs: OrderedDict[str, int] = OrderedDict()

    async def start(self, hooks: Hooks) -> None:
        """Asks Meta for our number, which shows a wrong token at once. A Meta that cannot be reached or is busy is no
        hindrance: what it delivers is taken."""
        try:
            await self._client.number()
        except GraphError as error:
            reason = error.meaning()
            if isinstance(reason, ChannelDown | Permanent):
                await self._client.close()
                raise ChannelDown(f"WhatsApp refuses: {reason}") from None
            logger.warning("WhatsApp does not answer yet (%s); it is used all the same.", reason)
        except SendError as reason:
            logger.warning("WhatsApp cannot be reached yet (%s); it is used all the same.", reason)
        self._hooks = hooks

    async def stop(self) -> None:
        self._hooks = None
        await self._client.close()

    # Receiving

    def challenge(self, query: Mapping[str, str]) -> str | None:
        """The answer that Meta wants when the webhook is set up; None if it did not show our token."""
        shown = same(query.get("hub.verify_token", ""), self._verify_token)
        answer = query.get("hub.challenge", "")
        return answer if shown and query.get("hub.mode") == "subscribe" and answer else None

    async def handle_webhook(self, headers: Mapping[str, str], body: bytes) -> int:
        """Takes a request of WhatsApp and returns the HTTP status to answer with.

        200: everything is stored, 401: the signature is wrong or missing, 503: not receiving, 400: not readable, 500:
        something could not be stored. After all but 200 WhatsApp comes again, for up to seven days.
        """
        presented = next((value for name, value in headers.items() if name.lower() == HEADER.lower()), "")
        if not is_signed(body, presented, self._app_secret):
            self._count_unsigned()
            return 401
        hooks = self._hooks
        if hooks is None:
            return 503
        try:
            batch = parse(json.loads(body), self._number)
        except (ValueError, RecursionError) as error:
            logger.warning("A request at the WhatsApp webhook was refused: %s", type(error).__name__)
            return 400
        _tell(batch)
        return 200 if await self._store(hooks, batch.events) else 500

    def _count_unsigned(self) -> None:
        """Tells of requests with a wrong signature: of the first, the second, the fourth ..., so that nobody can fill
        the log."""
        self._unsigned += 1
        if self._unsigned & (self._unsigned - 1) == 0:
            logger.warning(
                "%d requests at the WhatsApp webhook had a wrong signature: is WHATSAPP_APP_SECRET the app's secret?",
                self._unsigned,
            )

    async def _store(self, hooks: Hooks, events: list[Event]) -> bool:
        """Whether everything is safe. One that cannot be stored does not cost the others: it comes again with them,
        and those are known by their ids then."""
        whole = True
        for event in events:
            try:
                if isinstance(event, Inbound):
                    await hooks.accept(event)
                else:
                    await hooks.notify(event)
            except Exception as error:
                whole = False
                kind = event.kind if isinstance(event, Inbound) else type(event).__name__
                logger.error("From WhatsApp: %s could not be stored (%s); it comes again.", kind, type(error).__name__)
        return whole

    # Sending

    async def send(self, recipient: str, message: Outgoing, key: str = "") -> str:
        """Sends a message; one with a template as that template. Where two messages are needed the last one carries the
        key and gives the id."""
        document = message.document if message.template is None else None
        media = await self._uploaded(document) if document else None
        try:
            return await self._post(recipient, bodies(message, self._choose, media), key)
        except Permanent:
            self._uploads.clear()  # perhaps WhatsApp has deleted a file that we take for uploaded
            raise

    async def _post(self, recipient: str, parts: list[dict[str, Any]], key: str) -> str:
        wamid = ""
        for number, part in enumerate(parts, 1):
            request = addressed(recipient, part, key if number == len(parts) else "")
            try:
                wamid = _wamid(await self._client.message(request))
            except GraphError as error:
                raise error.meaning(self._met(recipient) if error.code == PAIR_RATE else 1) from None
            self._pairs.pop(recipient, None)
        return wamid

    def _met(self, recipient: str) -> int:
        """Counts refusals in a row because of too many messages to one person."""
        self._pairs[recipient] = self._pairs.pop(recipient, 0) + 1
        if len(self._pairs) > _PAIRS:
            self._pairs.popitem(last=False)
        return self._pairs[recipient]

    async def _uploaded(self, document: Document) -> str:
        """The id of an uploaded file; the same file goes up once a week, however many people get it."""
        mime = media_type(document)
        digest = sha256(b"\0".join((mime.encode(), document.name.encode(), document.content))).hexdigest()
        known = self._uploads.get(digest)
        if known is not None and self._monotonic() < known[1]:
            return known[0]
        try:
            media = await self._client.upload(document.name, mime, document.content)
        except GraphError as error:
            raise error.meaning() from None
        self._uploads[digest] = (media, self._monotonic() + _UPLOAD_SECONDS)
        while len(self._uploads) > _UPLOADS:
            self._uploads.popitem(last=False)
        return media

    async def working(self, recipient: str, external_id: str) -> None:
        if not external_id:
            return
        try:
            await self._client.message(seen(external_id))
        except Exception as error:
            logger.debug("Read and typing were not shown: %s", type(error).__name__)

    async def fetch(self, media: str) -> bytes:
        try:
            return await self._client.download(media)
        except GraphError as error:
            raise error.meaning() from None


def _wamid(answer: dict[str, Any]) -> str:
    """The id of an accepted message. "" if the answer lacks it: it was taken, so it must not be sent again."""
    messages = answer.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else None
    wamid = first.get("id") if isinstance(first, dict) else None
    return wamid if isinstance(wamid, str) else ""


def _tell(batch: Batch) -> None:
    for kind in batch.unread:
        logger.warning("A part of a WhatsApp request could not be read and is left out: %s", kind)
    for alarm in batch.alarms:
        if alarm.stops:
            logger.critical("WhatsApp may have stopped the number: %s. Look into the WhatsApp Manager.", alarm.text)
        else:
            logger.warning("WhatsApp tells of the number: %s", alarm.text)
