"""What the Bot API refuses, in its own words: the rules that the stand-in server holds requests to. Pure."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
DOWNLOAD_LIMIT = 20_000_000
_UPLOAD_LIMITS = {"photo": 10_000_000, "document": 50_000_000, "voice": 50_000_000}
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "photo": (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"),
    "voice": (b"OggS", b"ID3", b"\xff\xfb"),
    "document": (b"",),
}
_TAGS = {"a", "b", "blockquote", "code", "del", "em", "i", "ins", "pre", "s", "span", "strike", "strong", "u"}
_ACTIONS = {
    "typing",
    "upload_photo",
    "upload_document",
    "record_voice",
    "upload_voice",
    "choose_sticker",
    "find_location",
}
_BUTTON_ACTIONS = {"url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text", "pay"}


class Refused(Exception):
    """An answer that is not ok."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


def check_text(params: Json) -> str:
    """The text that is shown, if it may be sent."""
    text = params.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad("message text is empty")
    shown = _shown(text, params)
    if _length(shown) > TEXT_LIMIT:
        raise bad("message is too long")
    return shown


def check_caption(params: Json) -> str:
    """The same for the text below a file."""
    shown = _shown(str(params.get("caption") or ""), params)
    if _length(shown) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    return shown


def check_file(kind: str, content: bytes) -> None:
    """A photo, document or voice message that is uploaded."""
    if not content:
        raise bad("file must be non-empty")
    if len(content) > _UPLOAD_LIMITS[kind]:
        raise Refused(413, "Request Entity Too Large")
    if not content.startswith(_BEGINNINGS[kind]):
        raise bad("IMAGE_PROCESS_FAILED" if kind == "photo" else "the voice message is no OGG or MP3 file")


def check_markup(markup: Any, *, private: bool) -> tuple[list[list[Json]], list[list[Json]] | None]:
    """The rows of the buttons below a message, and those of the keys below the whole chat (None: left as they are,
    empty: taken away), if they may be shown."""
    if isinstance(markup, dict) and markup.get("remove_keyboard") is True and "keyboard" not in markup:
        return [], []
    if isinstance(markup, dict) and "keyboard" in markup:
        return [], _check_keys(markup["keyboard"], private)
    return check_keyboard(markup), None


def check_menu_button(button: Any) -> str:
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad("can't parse menu button")
    return str(button["type"])


def _check_keys(rows: Any, private: bool) -> list[list[Json]]:
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) and row for row in rows):
        raise bad("keyboard button rows must be non-empty")
    for key in (key for row in rows for key in row):
        if not isinstance(key, dict) or not str(key.get("text") or "").strip():
            raise bad("keyboard button text must be non-empty")
        wishes = [name for name in ("request_location", "request_contact", "request_poll") if key.get(name)]
        if len(wishes) > 1:
            raise bad("only one of the request fields may be used in a keyboard button")
        if wishes and not private:
            raise bad("location and phone number can be requested in private chats only")
    return rows


def _shown(text: str, params: Json) -> str:
    mode = params.get("parse_mode")
    if mode not in (None, "HTML"):
        raise bad(f"unsupported parse_mode in this stand-in: {mode}")
    return _Html.shown(text) if mode else text


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_keyboard(markup: Any) -> list[list[Json]]:
    """The rows of an inline keyboard, if they may be shown."""
    if markup is None:
        return []
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad("object expected as reply markup")
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise bad("reply markup is too long")
    for button in (button for row in rows for button in row):
        if not isinstance(button, dict) or not str(button.get("text") or "").strip():
            raise bad("inline keyboard button text must be non-empty")
        if len(_BUTTON_ACTIONS & set(button)) != 1:
            raise bad("text buttons are unallowed in the inline keyboard")
        if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
        if "url" in button:
            _check_url(str(button["url"]))
    return rows


def check_action(action: Any) -> None:
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")


def check_commands(params: Json) -> list[Json]:
    commands = params.get("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("can't parse commands")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command"))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description") or "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    if not re.fullmatch(r"([a-z]{2})?", params.get("language_code") or ""):
        raise bad("LANG_CODE_INVALID")
    return commands


def check_webhook(params: Json) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", params.get("secret_token") or ""):
        raise bad("secret token contains unallowed characters")
    parts = urlsplit(str(params.get("url") or ""))
    if params.get("url") and (not parts.hostname or (parts.scheme != "https" and parts.hostname != "127.0.0.1")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "tg") or (parts.scheme != "tg" and "." not in (parts.hostname or "")):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


class _Html(HTMLParser):
    """Tags that are allowed, each closed in its turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    @classmethod
    def shown(cls, text: str) -> str:
        parser = cls()
        parser.feed(text)
        parser.close()
        if parser.open:
            raise bad(f"can't parse entities: Can't find end tag corresponding to start tag {parser.open[-1]}")
        return parser.text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad(f"can't parse entities: Unexpected end tag {tag}")

    def handle_data(self, data: str) -> None:
        self.text += data
