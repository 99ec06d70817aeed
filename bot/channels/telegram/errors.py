"""What Telegram's refusals mean. Pure."""

from __future__ import annotations

import datetime as dt
import os

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.base import ChannelDown, ContactStopped, Permanent, Retryable, SendError, Throttled

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's coming type of pauses, without its warning at each

_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user_deactivated",
    "no rights to send",
    "not enough rights",
)
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    "there is no text in the message to edit",
)


def send_error(error: TelegramError) -> SendError:
    """The one of our reasons that Telegram's refusal stands for. Never quotes what was sent, nor the token."""
    match error:
        case RetryAfter():
            return Throttled(seconds(error))
        case Forbidden() | ChatMigrated():
            return ContactStopped(error.message)
        case InvalidToken():
            return ChannelDown("Telegram does not accept the bot's token")
        case BadRequest() if _says(error, *_GONE):
            return ContactStopped(error.message)
        case BadRequest():
            return Permanent(error.message)
        case _:  # NetworkError, TimedOut, every 5xx
            return Retryable(type(error).__name__)


def fetch_error(error: TelegramError) -> SendError:
    """The same for a recording: one that Telegram does not have any more, or that is too large, stays away for good."""
    reason = send_error(error)
    return Permanent("there is no such recording (any more)") if isinstance(reason, ContactStopped) else reason


def seconds(error: RetryAfter) -> float:
    """The pause that is asked for."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, dt.timedelta) else float(pause)


def unchanged(error: TelegramError) -> bool:
    """Whether the person already sees what was to be shown."""
    return isinstance(error, BadRequest) and _says(error, "message is not modified")


def not_editable(error: TelegramError) -> bool:
    """Whether the message to replace is gone, too old or of another kind."""
    return isinstance(error, BadRequest) and _says(error, *_NOT_EDITABLE)


def no_voice(error: TelegramError) -> bool:
    """Whether the person takes no voice messages."""
    return isinstance(error, BadRequest) and _says(error, "voice_messages_forbidden")


def bad_link(error: TelegramError) -> bool:
    """Whether Telegram only dislikes the address of a link."""
    return isinstance(error, BadRequest) and _says(error, "url")


def _says(error: TelegramError, *signs: str) -> bool:
    return any(sign in error.message.lower() for sign in signs)
