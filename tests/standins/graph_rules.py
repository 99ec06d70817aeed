"""What Meta's Graph API refuses of a message, as its documentation and its OpenAPI description (v23) say. Pure."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

Json = dict[str, Any]

MIMES = frozenset({
    "application/msword", "application/pdf", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "audio/aac", "audio/amr", "audio/mp4",
    "audio/mpeg", "audio/ogg", "image/jpeg", "image/png", "image/webp", "text/plain", "video/3gpp", "video/mp4",
})  # fmt: skip
_NAMES = {"messaging_product", "recipient_type", "to", "recipient", "type", "biz_opaque_callback_data", "context"}
_MEDIA = ("image", "audio", "document", "video")


class Refused(Exception):
    """An answer that is an error of the Graph API."""

    def __init__(self, code: int, message: str, status: int = 400, *, subcode: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.status, self.subcode = code, message, status, subcode

    def answer(self) -> Json:
        error: Json = {"message": f"(#{self.code}) {self.message}", "type": "OAuthException", "code": self.code}
        return {"error": error | ({"error_subcode": self.subcode} if self.subcode else {}) | {"fbtrace_id": "A1b2"}}


def bad(message: str) -> Refused:
    return Refused(131009, f"Parameter value is not valid: {message}")


def check_message(body: Json, media: Container[str]) -> None:
    """The form of a message; templates are looked at elsewhere."""
    if body.get("messaging_product") != "whatsapp" or body.get("recipient_type") != "individual":
        raise Refused(100, "messaging_product and recipient_type are needed")
    to, recipient = body.get("to"), body.get("recipient")
    if to is None and recipient is None:
        raise Refused(131008, "to or recipient is needed")
    if to is not None and not re.fullmatch(r"[1-9]\d{6,14}", to):
        raise bad("to")
    if recipient is not None and not re.fullmatch(r"[A-Z]{2}\.(?:ENT\.)?\w{1,128}", recipient):
        raise bad("recipient")
    kind = body.get("type")
    if kind not in ("text", "interactive", "template", *_MEDIA):
        raise Refused(131051, f"Unsupported message type {kind}")
    unknown = body.keys() - _NAMES - {kind}
    if unknown or not isinstance(body.get(kind), dict):
        raise Refused(100, f"unexpected {sorted(unknown)}, or no {kind}")
    if len(body.get("biz_opaque_callback_data", "")) > 512:
        raise bad("biz_opaque_callback_data")
    part = body[kind]
    if kind == "text":
        _length("text.body", part.get("body"), 4096)
        _only("text", part, "body", "preview_url")
    elif kind in _MEDIA:
        _media(kind, part, media)
    elif kind == "interactive":
        _interactive(part, media)


def _media(kind: str, part: Json, media: Container[str]) -> None:
    if part.get("id") not in media:
        raise Refused(131009, f"{kind}.id is no uploaded file")
    names = {"audio": ("id", "voice"), "document": ("id", "caption", "filename")}.get(kind, ("id", "caption"))
    _only(kind, part, *names)
    if "caption" in part:
        _length("caption", part["caption"], 1024)


def _interactive(part: Json, media: Container[str]) -> None:
    kind, action = part.get("type"), part.get("action")
    if not isinstance(action, dict):
        raise bad("action")
    _only("interactive", part, "type", "header", "body", "action")
    _length("body.text", part.get("body", {}).get("text"), 1024)
    if header := part.get("header"):
        if kind != "button" or header.get("type") not in ("image", "document", "video"):
            raise bad("header")
        _media(header["type"], header[header["type"]], media)
    if kind == "button":
        _reply_buttons(action)
    elif kind == "list":
        _rows(action)
    elif kind == "cta_url":
        _only("action", action, "name", "parameters")
        _length("display_text", action["parameters"].get("display_text"), 20)
        if action["name"] != "cta_url" or not re.match(r"https?://", action["parameters"].get("url", "")):
            raise bad("url")
    elif kind == "location_request_message":
        if action != {"name": "send_location"}:
            raise bad("action")
    else:
        raise bad("interactive.type")


def _reply_buttons(action: Json) -> None:
    _only("action", action, "buttons")
    buttons = [button["reply"] for button in action["buttons"] if button.get("type") == "reply"]
    if not 1 <= len(buttons) <= 3 or len(buttons) != len(action["buttons"]):
        raise bad("there must be one to three buttons")
    for button in buttons:
        _length("title", button.get("title"), 20)
        _id(button.get("id"), 256)
    _unique("ids of buttons", [button["id"] for button in buttons])
    _unique("titles of buttons", [button["title"] for button in buttons])


def _rows(action: Json) -> None:
    _only("action", action, "button", "sections")
    _length("button", action.get("button"), 20)
    sections = action["sections"]
    if not 1 <= len(sections) <= 10 or (len(sections) > 1 and not all(s.get("title") for s in sections)):
        raise bad("sections")
    rows = [row for section in sections for row in section["rows"]]
    if not 1 <= len(rows) <= 10:
        raise bad("there must be one to ten rows")
    for row in rows:
        _only("row", row, "id", "title", "description")
        _length("row title", row.get("title"), 24)
        _id(row.get("id"), 200)
    _unique("ids of rows", [row["id"] for row in rows])


def check_parameters(called: Json, wanted: int) -> None:
    """The parameters of a template's body: their number and form."""
    language = called.get("language")
    if not isinstance(language, dict) or language.get("policy", "deterministic") != "deterministic":
        raise Refused(100, "template.language")
    given = [p for part in called.get("components", []) if _low(part, "type") == "body" for p in part["parameters"]]
    if len(given) != wanted:
        raise Refused(132000, "Number of parameters does not match the expected number of params")
    for parameter in given:
        if parameter.get("type") != "text":
            raise Refused(132012, "Parameter format does not match format in the created template")
        text = parameter.get("text")
        if not isinstance(text, str) or not text or re.search(r"[\n\t]| {5,}", text):
            raise Refused(132018, "Param text cannot be empty or have new-line/tab characters")


def check_replies(called: Json, there: int) -> None:
    """What the quick replies of a template bring back: only of buttons that it has."""
    for part in (part for part in called.get("components", []) if _low(part, "type") == "button"):
        if _low(part, "sub_type") != "quick_reply" or str(part.get("index")) not in map(str, range(there)):
            raise Refused(132018, "The template has no such button")
        (parameter,) = part["parameters"]
        if parameter.get("type") != "payload" or not 0 < len(parameter.get("payload", "")) <= 128:
            raise Refused(132012, "Button payload is needed")


def _low(part: Json, name: str) -> str:
    """Names of components are taken in letters of either size."""
    return str(part.get(name)).lower()


def _length(name: str, text: Any, limit: int) -> None:
    if not isinstance(text, str) or not text.strip():
        raise Refused(131008, f"{name} is needed")
    if len(text) > limit:
        raise bad(f"{name} has more than {limit} characters")


def _id(text: Any, limit: int) -> None:
    _length("id", text, limit)
    if text != text.strip():
        raise bad("id with spaces around it")


def _unique(name: str, values: list[str]) -> None:
    if len(set(values)) != len(values):
        raise bad(f"{name} are not unique")


def _only(name: str, part: Json, *names: str) -> None:
    if part.keys() - set(names):
        raise Refused(100, f"unexpected in {name}: {sorted(part.keys() - set(names))}")
