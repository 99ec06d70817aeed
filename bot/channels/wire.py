"""A reply as JSON: in the outbox and in the chat API."""

from __future__ import annotations

from typing import Any

from bot.channels.base import Button, Outgoing, SourceLink


def to_json(message: Outgoing) -> dict[str, Any]:
    """A reply as it is stored and as the chat API gives it."""
    return {
        "text": message.text,
        "language": message.language,
        "buttons": [{"title": button.title, "payload": button.payload} for button in message.buttons],
        "sources": [{"title": s.title, "url": s.url, "verified_on": s.verified_on} for s in message.sources],
        **({"roman": True} if message.roman else {}),
        **({"rating": [{"title": b.title, "payload": b.payload} for b in message.rating]} if message.rating else {}),
    }


def from_json(body: dict[str, Any]) -> Outgoing:
    """The reverse of `to_json`."""
    return Outgoing(
        body["text"],
        body["language"],
        tuple(Button(**button) for button in body["buttons"]),
        tuple(SourceLink(**source) for source in body["sources"]),
        roman=body.get("roman", False),
        rating=tuple(Button(**button) for button in body.get("rating", ())),
    )
