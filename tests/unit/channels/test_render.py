"""Shaping a reply for a channel: nothing is lost, characters stay whole, every choice stays reachable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Button, Capabilities, Outgoing, SourceLink
from bot.channels.render import cut, fits, render
from bot.language import graphemes, localise_digits, to_ascii_digits

TELEGRAM = Capabilities(text=4096, buttons=100, button_title=64, length=lambda text: len(text.encode("utf-16-le")) // 2)
WHATSAPP = Capabilities(text=1024, buttons=3, button_title=20)
SMS = Capabilities(text=160, buttons=0, button_title=1, payload_bytes=0)
SOURCE = SourceLink("KVIC", "https://www.kviconline.gov.in/", "2026-11-01")

WORDS = st.sampled_from(
    ["ঋণ", "প্রকল্পের", "ক্ষুদ্র", "শিল্প।", "हिन्दी", "क्षेत्र", "loan", "PMEGP?", "👩‍🌾", "₹50", "a" * 200, "\n", "\n\n"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=120).map(" ".join).filter(str.strip)
BUTTONS = st.lists(
    st.builds(Button, WORDS.filter(str.strip), st.integers(0, 999).map("ask:t-{}".format)),
    max_size=12,
    unique_by=lambda b: b.payload,
).map(tuple)
CHANNELS = st.sampled_from([TELEGRAM, WHATSAPP, SMS])


def pack(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("short", ["short"]),
        ("  spaces around  ", ["spaces around"]),
        ("one. " * 40, ["one. " * 31 + "one.", "one. " * 7 + "one."]),
        ("ক" * 161, ["ক" * 160, "ক"]),
        ("a" * 100 + "\n\n" + "b" * 100, ["a" * 100, "b" * 100]),
    ],
)
def test_splitting(text: str, parts: list[str]) -> None:
    assert [message.text for message in render(Outgoing(text, "bn"), SMS)] == parts


def test_4097_characters_are_two_messages() -> None:
    assert len(render(Outgoing("ক" * 4096, "bn"), TELEGRAM)) == 1
    assert [len(m.text) for m in render(Outgoing("ক" * 4097, "bn"), TELEGRAM)] == [4096, 1]


def test_a_conjunct_at_the_limit_moves_over_whole() -> None:
    first, second = render(Outgoing("ক" * 158 + "ক্ষুদ্র", "bn"), SMS)
    assert (first.text, second.text) == ("ক" * 158, "ক্ষুদ্র")


def test_emoji_count_as_telegram_counts() -> None:
    assert [len(m.text) for m in render(Outgoing("🙂" * 2049, "en"), TELEGRAM)] == [2048, 1]


def test_too_many_buttons_become_numbered_lines() -> None:
    buttons = tuple(Button(title, title) for title in ("ঋণ", "জিএসটি", "মেনু", "সাহায্য"))
    (message,) = render(Outgoing("কী জানতে চান?", "bn", buttons), WHATSAPP)
    assert message.text == "কী জানতে চান?\n\n১. ঋণ\n২. জিএসটি\n৩. মেনু\n৪. সাহায্য"
    assert message.buttons == buttons[:3]


def test_hindi_and_english_number_in_ascii() -> None:
    for language in ("hi", "en"):
        (message,) = render(Outgoing("?", language, (Button("x", "x"),)), SMS)
        assert message.text == "?\n\n1. x"


def test_buttons_and_sources_stand_at_the_last_part_only() -> None:
    message = Outgoing("word " * 300, "en", (Button("Menu", "menu"),), (SOURCE,))
    *before, last = render(message, WHATSAPP)
    assert before
    assert all(not m.buttons and not m.sources for m in before)
    assert (last.buttons, last.sources) == (message.buttons, message.sources)


@pytest.mark.parametrize(
    ("title", "limit", "shown"),
    [
        ("Documents", 20, "Documents"),
        ("Documents", 9, "Documents"),
        ("Documents", 8, "Documen…"),
        ("Who can get it", 8, "Who can…"),
        ("ক্ষুদ্র শিল্প", 5, "ক্ষু…"),
        ("ক্ষুদ্র", 3, "…"),
    ],
)
def test_cutting(title: str, limit: int, shown: str) -> None:
    assert cut(title, limit) == shown


@pytest.mark.parametrize(("payload", "fit"), [("x" * 64, True), ("x" * 65, False), ("ঋ" * 21, True), ("ঋ" * 22, False)])
def test_payloads_are_measured_in_bytes(payload: str, fit: bool) -> None:
    assert fits(Button("x", payload), TELEGRAM) is fit


@given(TEXTS, CHANNELS)
def test_nothing_of_the_text_is_lost(text: str, channel: Capabilities) -> None:
    parts = render(Outgoing(text, "bn"), channel)
    assert pack("".join(part.text for part in parts)) == pack(text)
    assert all(part.text and channel.length(part.text) <= channel.text for part in parts)


@given(TEXTS, CHANNELS)
def test_no_character_is_torn(text: str, channel: Capabilities) -> None:
    whole = [g for g in graphemes(text) if not g.isspace()]
    shown = [g for part in render(Outgoing(text, "bn"), channel) for g in graphemes(part.text) if not g.isspace()]
    assert shown == whole


@given(TEXTS, BUTTONS, CHANNELS, st.sampled_from(["bn", "hi", "en"]))
def test_every_choice_is_reachable(
    text: str, buttons: tuple[Button, ...], channel: Capabilities, language: str
) -> None:
    parts = render(Outgoing(text, language, buttons), channel)  # type: ignore[arg-type]
    said = pack("".join(part.text for part in parts))
    pressed = {button.payload for button in parts[-1].buttons}
    for number, button in enumerate(buttons, 1):
        line = pack(f"{localise_digits(str(number), language)}. {button.title}")
        assert button.payload in pressed or line in said
    assert len(parts[-1].buttons) <= channel.buttons


@given(BUTTONS, CHANNELS)
def test_titles_fit_and_stay_whole(buttons: tuple[Button, ...], channel: Capabilities) -> None:
    titles = {button.payload: button.title for button in buttons}
    for button in render(Outgoing("?", "en", buttons), channel)[-1].buttons:
        assert len(button.title) <= channel.button_title
        kept = button.title.removesuffix("…").rstrip()
        assert (
            "".join(graphemes(titles[button.payload])[: len(graphemes(kept))]) == kept
            or button.title == titles[button.payload]
        )


@given(TEXTS, BUTTONS)
def test_what_fits_is_left_as_it_is(text: str, buttons: tuple[Button, ...]) -> None:
    message = Outgoing(
        text.strip()[:500].strip() or "?", "en", tuple(b for b in buttons if len(b.title) < 60), (SOURCE,)
    )
    assert render(message, TELEGRAM) == [message]


@given(st.lists(st.integers(1, 99), max_size=12))
def test_numbers_match_the_order(numbers: list[int]) -> None:
    buttons = tuple(Button(f"t{n}", f"p{at}") for at, n in enumerate(numbers))
    lines = [
        line for part in render(Outgoing("?", "bn", buttons), SMS) for line in part.text.split("\n") if ". " in line
    ]
    assert [to_ascii_digits(line) for line in lines] == [f"{at}. {b.title}" for at, b in enumerate(buttons, 1)]
