"""From a rendered message to the bodies of Graph requests. Pure.

Mostly one body. Two where WhatsApp cannot show everything in one message (a list and a file, words and a recording):
what is to be chosen always stands in the last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.channels.base import Button, Document, Outgoing, Permanent, TemplateCall
from bot.channels.render import cut
from bot.channels.whatsapp.limits import CAPABILITIES, KEY, LABEL
from bot.knowledge.model import Language
from bot.language import localise_digits
from bot.language.roman import readable

Body = dict[str, Any]

_SCOPED = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,250}")
_NUMBER = re.compile(r"\+?[0-9]{5,20}")
_IMAGES = frozenset({"image/jpeg", "image/png"})
_FILES = frozenset({
    "application/msword", "application/pdf", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/plain",
})  # fmt: skip
_AUDIO = frozenset({"audio/aac", "audio/amr", "audio/mp4", "audio/mpeg", "audio/ogg"})


def media_type(document: Document) -> str:
    """The type to upload a file under. WhatsApp takes few; of other texts (a calendar entry, JSON) phones go by the
    name.

    Raises `Permanent` for a file that WhatsApp never takes.
    """
    mime = document.mime.partition(";")[0].strip().lower()
    if mime in _IMAGES | _FILES | _AUDIO:
        return mime
    if mime.startswith("text/") or mime == "application/json":
        return "text/plain"
    raise Permanent(f"WhatsApp takes no files of type {mime}")


def addressed(recipient: str, body: Body, key: str) -> Body:
    """A whole request: to a telephone number or a business-scoped user id. `key` comes back in the receipts.

    Raises `Permanent` for a recipient that is neither.
    """
    if _NUMBER.fullmatch(recipient):
        to = {"to": recipient.removeprefix("+")}
    elif _SCOPED.fullmatch(recipient):
        to = {"recipient": recipient}
    else:
        raise Permanent("the recipient is neither a number nor a user id of WhatsApp")
    if len(key) > KEY:
        raise Permanent(f"the key has more than {KEY} characters")
    return {
        "messaging_product": "whatsapp", "recipient_type": "individual", **to, **body,
        **({"biz_opaque_callback_data": key} if key else {}),
    }  # fmt: skip


def bodies(message: Outgoing, choose: Mapping[Language, str], media: str | None = None) -> list[Body]:
    """What shows a message, in order. `choose`: what opens a list; `media`: the uploaded document's id.

    One with a template is that template and nothing else.
    """
    if message.template:
        return [template(message.template)]
    document = message.document
    if document is None or media is None:
        return _without_file(message, choose)
    kind, file = _file(document, media)
    buttons = _distinct(message.buttons)
    if not (buttons or message.link or message.asks == "location"):
        if kind == "audio":
            return [*([_text(message.text)] if message.text else []), {"type": kind, kind: file}]
        return [{"type": kind, kind: {**file, "caption": message.text} if message.text else file}]
    if kind != "audio" and 0 < len(buttons) <= CAPABILITIES.buttons and not message.link and not message.asks:
        header = {"type": kind, kind: file}
        return [_interactive("button", message.text, _buttons(buttons), header=header)]
    return [{"type": kind, kind: file}, *_without_file(message, choose)]


def template(call: TemplateCall) -> Body:
    """A call of an approved template. A parameter must be one line, or WhatsApp refuses it."""
    values = [{"type": "text", "text": " ".join(value.split())} for value in call.parameters]
    components: list[Body] = [{"type": "body", "parameters": values}] if values else []
    components += [
        {
            "type": "button", "sub_type": "quick_reply", "index": str(place),
            "parameters": [{"type": "payload", "payload": payload}],
        }
        for place, payload in enumerate(call.payloads)
    ]  # fmt: skip
    language = {"policy": "deterministic", "code": call.language}
    called = {"name": call.name, "language": language, "components": components}
    return {"type": "template", "template": called}


def seen(wamid: str) -> Body:
    """Marks a message as read and shows that an answer is being written (25 s at most)."""
    typing = {"type": "text"}
    return {"messaging_product": "whatsapp", "status": "read", "message_id": wamid, "typing_indicator": typing}


def _without_file(message: Outgoing, choose: Mapping[Language, str]) -> list[Body]:
    message = replace(message, buttons=_distinct(message.buttons))
    if message.asks == "location":
        return _with(message, _numbered(message), "location_request_message", {"name": "send_location"})
    if message.buttons:
        many = len(message.buttons) > CAPABILITIES.buttons
        action = _list(message, choose) if many else _buttons(message.buttons)
        return _with(message, "", "list" if many else "button", action)
    if message.link:
        title, url = message.link
        parameters = {"display_text": cut(title, LABEL), "url": url}
        return [_interactive("cta_url", message.text, {"name": "cta_url", "parameters": parameters})]
    return [_text(message.text)]


def _with(message: Outgoing, lines: str, kind: str, action: Body) -> list[Body]:
    """An interactive message, with what it cannot show as lines of its text; too long, the text goes before it."""
    link = f"{message.link[0]}: {message.link[1]}" if message.link else ""
    below = "\n\n".join(part for part in (link, lines) if part)
    text = "\n\n".join(part for part in (message.text, below) if part)
    if len(text) <= CAPABILITIES.body or not below:
        return [_interactive(kind, text, action)]
    return [_text(message.text), _interactive(kind, below, action)]


def _numbered(message: Outgoing) -> str:
    digits = "en" if message.roman else message.language
    return "\n".join(f"{localise_digits(str(n), digits)}. {b.title}" for n, b in enumerate(message.buttons, 1))


def _text(text: str) -> Body:
    return {"type": "text", "text": {"body": text, "preview_url": False}}


def _interactive(kind: str, text: str, action: Body, header: Body | None = None) -> Body:
    shown = {"header": header} if header else {}
    return {"type": "interactive", "interactive": {"type": kind, **shown, "body": {"text": text}, "action": action}}


def _buttons(buttons: tuple[Button, ...]) -> Body:
    return {"buttons": [{"type": "reply", "reply": {"id": b.payload, "title": b.title}} for b in buttons]}


def _list(message: Outgoing, choose: Mapping[Language, str]) -> Body:
    label = choose[message.language]
    if message.roman:
        label = readable(label, message.language)
    rows = [{"id": button.payload, "title": button.title} for button in message.buttons]
    return {"button": cut(label, LABEL), "sections": [{"rows": rows}]}


def _file(document: Document, media: str) -> tuple[str, Body]:
    mime = media_type(document)
    if mime in _IMAGES:
        return "image", {"id": media}
    if mime in _AUDIO:
        return "audio", {"id": media}
    return "document", {"id": media, "filename": document.name}


def _distinct(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """The choices as WhatsApp takes them: each answer once, no two titles alike (cutting may have made them so)."""
    once = list({button.payload: button for button in reversed(buttons)}.values())[::-1]
    titles = [button.title for button in once]
    limit = CAPABILITIES.button_title if len(once) <= CAPABILITIES.buttons else CAPABILITIES.row_title
    return tuple(
        replace(button, title=cut(f"{number}. {button.title}", limit)) if titles.count(button.title) > 1 else button
        for number, button in enumerate(once, 1)
    )
