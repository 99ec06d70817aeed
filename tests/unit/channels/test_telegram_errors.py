"""What Telegram's refusals mean."""

from __future__ import annotations

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.base import ChannelDown, ContactStopped, Permanent, Retryable, SendError, Throttled
from bot.channels.telegram.errors import (
    bad_link,
    fetch_error,
    no_voice,
    not_editable,
    seconds,
    send_error,
    unchanged,
)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RetryAfter(7), Throttled),
        (Forbidden("Forbidden: bot was blocked by the user"), ContactStopped),
        (Forbidden("Forbidden: user is deactivated"), ContactStopped),
        (ChatMigrated(-200), ContactStopped),
        (BadRequest("Bad Request: chat not found"), ContactStopped),
        (BadRequest("Bad Request: PEER_ID_INVALID"), ContactStopped),
        (BadRequest("Bad Request: message is too long"), Permanent),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Permanent),
        (InvalidToken("the token 1:abc was rejected"), ChannelDown),
        (TimedOut(), Retryable),
        (NetworkError("Bad Gateway (502)"), Retryable),
        (Conflict("Conflict"), Retryable),
        (TelegramError("something new"), Retryable),
    ],
)
def test_every_refusal_has_its_reason(error: TelegramError, kind: type[SendError]) -> None:
    reason = send_error(error)
    assert type(reason) is kind
    assert "1:abc" not in str(reason)


def test_the_pause_is_what_telegram_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seconds(RetryAfter(7)) == 7.0
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    assert seconds(RetryAfter(7)) == 7.0


def test_message_is_not_modified_is_no_fault() -> None:
    assert unchanged(BadRequest("Bad Request: message is not modified: exactly the same"))
    assert not unchanged(BadRequest("Bad Request: chat not found"))


def test_429_pauses_the_whole_bot() -> None:
    reason = send_error(RetryAfter(7))
    assert isinstance(reason, Throttled)
    assert (reason.retry_after, reason.whole) == (7.0, True)


@pytest.mark.parametrize(
    ("words", "editable", "voice", "link"),
    [
        ("message to edit not found", False, True, True),
        ("message can't be edited", False, True, True),
        ("MESSAGE_ID_INVALID", False, True, True),
        ("there is no text in the message to edit", False, True, True),
        ("message is not modified: exactly the same", True, True, True),
        ("VOICE_MESSAGES_FORBIDDEN", True, False, True),
        ("inline keyboard button URL 'x' is invalid", True, True, False),
        ("message is too long", True, True, True),
    ],
)
def test_refusals_that_have_a_way_round(words: str, editable: bool, voice: bool, link: bool) -> None:
    error = BadRequest(f"Bad Request: {words}")
    assert (not_editable(error), no_voice(error), bad_link(error)) == (not editable, not voice, not link)
    other = Forbidden(words)
    assert not (not_editable(other) or no_voice(other) or bad_link(other) or unchanged(other))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (BadRequest("Bad Request: file is too big"), Permanent),
        (BadRequest("Bad Request: wrong file_id or the file is temporarily unavailable"), Permanent),
        (Forbidden("Forbidden: bot was blocked by the user"), Permanent),
        (RetryAfter(3), Throttled),
        (TimedOut(), Retryable),
        (InvalidToken("the token 1:abc was rejected"), ChannelDown),
    ],
)
def test_a_recording_that_cannot_be_had(error: TelegramError, kind: type[SendError]) -> None:
    assert type(fetch_error(error)) is kind
