"""What Telegram shows of a message, and what its refusals mean. Pure."""

from __future__ import annotations

import datetime as dt
import os

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.channels.base import (
    Button,
    Capabilities,
    ChannelDown,
    ContactStopped,
    Outgoing,
    Permanent,
    Retryable,
    SendError,
    SourceLink,
    Throttled,
)
from bot.channels.render import cut, fits
from bot.language import graphemes

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's coming type of pauses, without its warning at each


def utf16_length(text: str) -> int:
    """Telegram's own measure: UTF-16 code units, two for most emoji."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


CAPABILITIES = Capabilities(text=4096, buttons=100, button_title=64, payload_bytes=64, length=utf16_length)

_PAIRED = 16
"""Longest title, in graphemes, that is readable on half the width of a small phone."""
_SOURCES = 2

_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user_deactivated",
    "no rights to send",
    "not enough rights",
)


def keyboard(message: Outgoing) -> InlineKeyboardMarkup | None:
    """The choices, then at most two sources as links; None if there is nothing to press.

    Raises `Permanent` for a payload over 64 bytes: Telegram would refuse the whole message.
    """
    for button in message.buttons:
        if not fits(button, CAPABILITIES):
            raise Permanent(f"a button's payload has more than {CAPABILITIES.payload_bytes} bytes")
    rows = [[InlineKeyboardButton(b.title, callback_data=b.payload) for b in row] for row in arrange(message.buttons)]
    if message.rating:
        rows.append([InlineKeyboardButton(b.title, callback_data=b.payload) for b in message.rating])
    room = min(_SOURCES, CAPABILITIES.buttons - len(message.buttons) - len(message.rating))
    links = list({source.url: source for source in message.sources}.values())[:room]
    rows += [[_link(source)] for source in links]
    return InlineKeyboardMarkup(rows) if rows else None


def arrange(buttons: tuple[Button, ...]) -> list[list[Button]]:
    """Rows in the given order: two short titles side by side, a long one by itself."""
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and _short(rows[-1][0]) and _short(button):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def _short(button: Button) -> bool:
    return len(graphemes(button.title)) <= _PAIRED


def _link(source: SourceLink) -> InlineKeyboardButton:
    return InlineKeyboardButton(cut(f"🔗 {source.title}", CAPABILITIES.button_title), url=source.url)


def send_error(error: TelegramError) -> SendError:
    """The one of our reasons that Telegram's refusal stands for. Never quotes what was sent, nor the token."""
    match error:
        case RetryAfter():
            return Throttled(seconds(error))
        case Forbidden() | ChatMigrated():
            return ContactStopped(error.message)
        case InvalidToken():
            return ChannelDown("Telegram does not accept the bot's token")
        case BadRequest() if any(sign in error.message.lower() for sign in _GONE):
            return ContactStopped(error.message)
        case BadRequest():
            return Permanent(error.message)
        case _:  # NetworkError, TimedOut, every 5xx
            return Retryable(type(error).__name__)


def seconds(error: RetryAfter) -> float:
    """The pause that is asked for."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, dt.timedelta) else float(pause)


def unchanged(error: TelegramError) -> bool:
    """Whether the person already sees what was to be shown."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()


def bad_link(error: TelegramError) -> bool:
    """Whether Telegram only dislikes the address of a link."""
    return isinstance(error, BadRequest) and "url" in error.message.lower()
