"""What Telegram shows of a message, and what its refusals mean."""

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

from bot.channels.base import (
    Button,
    ChannelDown,
    ContactStopped,
    Outgoing,
    Permanent,
    Retryable,
    SendError,
    SourceLink,
    Throttled,
)
from bot.channels.telegram.sending import arrange, keyboard, seconds, send_error, unchanged, utf16_length


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("কাগজ", 4), ("🔗", 2), ("👩‍🌾", 5), ("\ud800", 1)])
def test_length_is_telegrams(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        ([], []),
        (["Menu"], [["Menu"]]),
        (["কাগজপত্র", "খরচ", "সময় ও তারিখ"], [["কাগজপত্র", "খরচ"], ["সময় ও তারিখ"]]),
        (["GST", "Micro and small enterprises", "Menu"], [["GST"], ["Micro and small enterprises"], ["Menu"]]),
        (["a" * 16, "b" * 17, "c" * 16], [["a" * 16], ["b" * 17], ["c" * 16]]),
    ],
)
def test_rows_fit_their_titles(titles: list[str], rows: list[list[str]]) -> None:
    assert [[b.title for b in row] for row in arrange(tuple(Button(t, "menu") for t in titles))] == rows


def test_sources_are_at_most_two_links_below_the_choices() -> None:
    sources = tuple(SourceLink(name, f"https://{name}.gov.in/", "2026-11-01") for name in ("a", "a", "b" * 80, "c"))
    markup = keyboard(Outgoing("?", "en", (Button("Menu", "menu"),), sources))
    assert markup is not None
    first, *links = markup.inline_keyboard
    assert [b.callback_data for b in first] == ["menu"]
    assert [row[0].url for row in links] == ["https://a.gov.in/", f"https://{'b' * 80}.gov.in/"]
    assert links[0][0].text == "🔗 a"
    assert len(links[1][0].text) == 64
    assert keyboard(Outgoing("?", "en")) is None


def test_a_full_keyboard_has_no_room_for_sources() -> None:
    message = Outgoing("?", "en", (Button("x", "menu"),) * 100, (SourceLink("a", "https://a.gov.in/", "2026-11-01"),))
    markup = keyboard(message)
    assert markup is not None
    assert sum(map(len, markup.inline_keyboard)) == 100


@pytest.mark.parametrize(
    ("payload", "sent"), [("x" * 64, True), ("x" * 65, False), ("ঋ" * 21, True), ("ঋ" * 22, False)]
)
def test_a_payload_over_64_bytes_is_never_sent(payload: str, sent: bool) -> None:
    message = Outgoing("?", "en", (Button("x", payload),))
    if sent:
        assert keyboard(message)
    else:
        with pytest.raises(Permanent):
            keyboard(message)


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


def test_not_modified_is_no_fault() -> None:
    assert unchanged(BadRequest("Bad Request: message is not modified: exactly the same"))
    assert not unchanged(BadRequest("Bad Request: chat not found"))
