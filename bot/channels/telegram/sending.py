"""What Telegram shows of a message. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.channels.base import Button, Capabilities, Document, Outgoing, Permanent, SourceLink
from bot.channels.render import cut, fits
from bot.knowledge.model import Language
from bot.language import graphemes
from bot.language.roman.readable import readable


def utf16_length(text: str) -> int:
    """Telegram's own measure: UTF-16 code units, two for most emoji."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


CAPABILITIES = Capabilities(
    text=4096, buttons=100, button_title=64, payload_bytes=64, length=utf16_length, caption=1024, documents=True,
    edits=True,
)  # fmt: skip

Form = Literal["document", "photo", "voice"]
Shares = Mapping[Language, Mapping[str, str]]
"""Per language, the title of the button that shares what a message `asks` for."""

UPLOAD_LIMIT = 50_000_000
"""Largest file that a bot may send, in bytes."""
_PHOTO_LIMIT = 10_000_000
_PHOTOS = {"image/jpeg", "image/png", "image/webp"}
_VOICES = {"audio/ogg", "audio/opus", "audio/mpeg"}

_PAIRED = 16
"""Longest title, in graphemes, that is readable on half the width of a small phone."""
_SOURCES = 2


def keyboard(message: Outgoing) -> InlineKeyboardMarkup | None:
    """The choices, the address to open, then at most two sources as links; None if there is nothing to press.

    Raises `Permanent` for a payload over 64 bytes: Telegram would refuse the whole message.
    """
    for button in (*message.buttons, *message.rating):
        if not fits(button, CAPABILITIES):
            raise Permanent(f"a button's payload has more than {CAPABILITIES.payload_bytes} bytes")
    rows = [[InlineKeyboardButton(b.title, callback_data=b.payload) for b in row] for row in arrange(message.buttons)]
    if message.rating:
        rows.append([InlineKeyboardButton(b.title, callback_data=b.payload) for b in message.rating])
    if message.link:
        title, url = message.link
        rows.insert(0, [InlineKeyboardButton(cut(title, CAPABILITIES.button_title), url=url)])
    room = min(_SOURCES, CAPABILITIES.buttons - sum(map(len, rows)))
    links = list({source.url: source for source in message.sources}.values())[: max(room, 0)]
    rows += [[_link(source)] for source in links]
    return InlineKeyboardMarkup(rows) if rows else None


def sharing(message: Outgoing, shares: Shares) -> ReplyKeyboardMarkup | None:
    """The keyboard that lets a person share what the message asks for; None if it asks for nothing.

    Telegram shows it instead of the choices, so those stand below as keys: a title that is typed counts as pressed.
    """
    title = shares.get(message.language, {}).get(message.asks) if message.asks else None
    if title is None:
        return None
    if message.roman:
        title = readable(title, message.language)
    location = message.asks == "location"
    first = KeyboardButton(title, request_location=location or None, request_contact=not location or None)
    rows = [[KeyboardButton(button.title) for button in row] for row in arrange(message.buttons)]
    return ReplyKeyboardMarkup([[first], *rows], resize_keyboard=True, one_time_keyboard=True)


def arrange(buttons: tuple[Button, ...]) -> list[list[Button]]:
    """Rows in the given order: two short titles side by side, a long one by itself."""
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and _short(rows[-1][0]) and _short(button):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def form(document: Document) -> Form:
    """As what a file is sent, so that it is seen or heard in the chat itself where that is possible.

    Raises `Permanent` for a file that Telegram would not take: empty, or too large.
    """
    size = len(document.content)
    if not 0 < size <= UPLOAD_LIMIT:
        raise Permanent(f"a file of {size} bytes cannot be sent")
    kind = document.mime.partition(";")[0].strip().lower()
    if kind in _PHOTOS and size <= _PHOTO_LIMIT:
        return "photo"
    return "voice" if kind in _VOICES else "document"


def _short(button: Button) -> bool:
    return len(graphemes(button.title)) <= _PAIRED


def _link(source: SourceLink) -> InlineKeyboardButton:
    return InlineKeyboardButton(cut(f"🔗 {source.title}", CAPABILITIES.button_title), url=source.url)
