"""A reply as JSON: in the outbox and in the chat API."""

from __future__ import annotations

import base64
from typing import Any

from bot.channels.base import Button, Document, Outgoing, SourceLink, TemplateCall


def to_json(message: Outgoing) -> dict[str, Any]:
    """A reply as it is stored and as the chat API gives it. What it has not is left out, but buttons and sources."""
    document, template = message.document, message.template
    optional: dict[str, Any] = {
        "roman": message.roman,
        "rating": _buttons(message.rating),
        "link": message.link and {"title": message.link[0], "url": message.link[1]},
        "document": document
        and {"name": document.name, "mime": document.mime, "content": base64.b64encode(document.content).decode()},
        "asks": message.asks,
        "replaces": message.replaces,
        "template": template
        and {
            "name": template.name,
            "language": template.language,
            "parameters": list(template.parameters),
            **({"payloads": list(template.payloads)} if template.payloads else {}),
        },
    }
    return {
        "text": message.text,
        "language": message.language,
        "buttons": _buttons(message.buttons),
        "sources": [{"title": s.title, "url": s.url, "verified_on": s.verified_on} for s in message.sources],
        **{name: value for name, value in optional.items() if value},
    }


def from_json(body: dict[str, Any]) -> Outgoing:
    """The reverse of `to_json`."""
    link, document, template = body.get("link"), body.get("document"), body.get("template")
    return Outgoing(
        body["text"],
        body["language"],
        tuple(Button(**button) for button in body["buttons"]),
        tuple(SourceLink(**source) for source in body["sources"]),
        roman=body.get("roman", False),
        rating=tuple(Button(**button) for button in body.get("rating", ())),
        link=(link["title"], link["url"]) if link else None,
        document=_document(document) if document else None,
        asks=body.get("asks"),
        replaces=body.get("replaces"),
        template=_template(template) if template else None,
    )


def _document(body: dict[str, str]) -> Document:
    return Document(body["name"], body["mime"], base64.b64decode(body["content"]))


def _template(body: dict[str, Any]) -> TemplateCall:
    return TemplateCall(body["name"], body["language"], tuple(body["parameters"]), tuple(body.get("payloads", ())))


def _buttons(buttons: tuple[Button, ...]) -> list[dict[str, str]]:
    return [{"title": button.title, "payload": button.payload} for button in buttons]
