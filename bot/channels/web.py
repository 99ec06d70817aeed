"""The web chat as a channel: what a request of the chat API becomes, and what its response can show.

It differs from the others in one way: replies reach the person in the response to their message, so nothing is sent and
the outbox keeps them as delivered. Receiving is held to the same cases (tests/contract/test_channels.py).
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from typing import Any

from bot.channels.base import Capabilities, Inbound, Kind, Outgoing, place
from bot.channels.render import render
from bot.channels.wire import to_json

NAME = "web"
CAPABILITIES = Capabilities(text=100_000, buttons=50, button_title=64, documents=True)


def parse(
    sender: str, text: str | None, payload: str | None, key: str | None, location: tuple[float, float] | None = None
) -> Inbound:
    """A request as a message. `key`: the Idempotency-Key; the same one of the same sender is the same message;
    `location`: degrees north and east."""
    external_id = _external_id(sender, key) if key else uuid.uuid4().hex
    if location is not None:
        return Inbound(NAME, external_id, sender, "location", place(*location))
    kind: Kind = "text" if payload is None else "payload"
    return Inbound(NAME, external_id, sender, kind, text or "", payload or "")


def show(replies: Iterable[Outgoing]) -> list[dict[str, Any]]:
    """The replies as the response gives them."""
    return [to_json(part) for reply in replies for part in render(reply, CAPABILITIES)]


def _external_id(sender: str, key: str) -> str:
    """One id for each pair: "a:b" with "c" is another message than "a" with "b:c"."""
    return hashlib.sha256(json.dumps([sender, key]).encode()).hexdigest()
