"""What Telegram shows of a message."""

from __future__ import annotations

import pytest

from bot.channels.base import Button, Document, Outgoing, Permanent, SourceLink
from bot.channels.telegram.sending import (
    CAPABILITIES,
    UPLOAD_LIMIT,
    arrange,
    form,
    keyboard,
    sharing,
    utf16_length,
)


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
def test_callback_data_of_65_bytes_is_never_sent(payload: str, sent: bool) -> None:
    message = Outgoing("?", "en", (Button("x", payload),))
    if sent:
        assert keyboard(message)
    else:
        with pytest.raises(Permanent):
            keyboard(message)


def test_an_address_stands_first_and_counts_for_the_room() -> None:
    link = ("Apply " + "x" * 80, "https://udyam.gov.in/")
    source = (SourceLink("a", "https://a.gov.in/", "2026-11-01"),)
    markup = keyboard(Outgoing("?", "en", (Button("x", "menu"),) * 99, source, link=link))
    assert markup is not None
    first = markup.inline_keyboard[0][0]
    assert (first.url, len(first.text)) == (link[1], CAPABILITIES.button_title)
    assert sum(map(len, markup.inline_keyboard)) == 100


SHARES = {"bn": {"location": "আমার লোকেশন", "contact": "আমার নম্বর"}, "en": {"location": "Share my location"}}


@pytest.mark.parametrize(
    ("message", "title"),
    [
        (Outgoing("?", "bn", asks="location"), "আমার লোকেশন"),
        (Outgoing("?", "bn", asks="contact"), "আমার নম্বর"),
        (Outgoing("?", "bn", asks="location", roman=True), "Amar lokeshon"),
        (Outgoing("?", "bn"), None),
        (Outgoing("?", "en", asks="contact"), None),
        (Outgoing("?", "hi", asks="location"), None),
    ],
)
def test_the_key_that_shares(message: Outgoing, title: str | None) -> None:
    keys = sharing(message, SHARES)  # type: ignore[arg-type]
    assert (keys.keyboard[0][0].text if keys else None) == title
    if keys:
        key = keys.keyboard[0][0]
        assert (bool(key.request_location), bool(key.request_contact)) == (
            message.asks == "location", message.asks == "contact",
        )  # fmt: skip
        assert keys.one_time_keyboard


@pytest.mark.parametrize(
    ("mime", "size", "kind"),
    [
        ("text/calendar", 10, "document"),
        ("application/pdf", UPLOAD_LIMIT, "document"),
        ("image/png", 10, "photo"),
        ("IMAGE/JPEG", 10, "photo"),
        ("image/png", 10_000_001, "document"),
        ("image/svg+xml", 10, "document"),
        ("audio/ogg; codecs=opus", 10, "voice"),
        ("audio/mpeg", 10, "voice"),
        ("audio/wav", 10, "document"),
        ("", 10, "document"),
    ],
)
def test_as_what_a_file_is_sent(mime: str, size: int, kind: str) -> None:
    assert form(Document("a", mime, bytes(size))) == kind


@pytest.mark.parametrize("size", [0, UPLOAD_LIMIT + 1])
def test_a_file_that_is_empty_or_too_large_is_for_good(size: int) -> None:
    with pytest.raises(Permanent):
        form(Document("a.pdf", "application/pdf", bytes(size)))


def test_what_the_channel_declares() -> None:
    assert (CAPABILITIES.text, CAPABILITIES.caption, CAPABILITIES.payload_bytes) == (4096, 1024, 64)
    assert CAPABILITIES.documents
    assert CAPABILITIES.edits
