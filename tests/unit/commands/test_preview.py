"""Answers as each channel renders them."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.channels import whatsapp
from bot.channels.base import Button, Outgoing
from bot.channels.render import render
from bot.commands.preview import CHANNELS, Shown, lines, preview
from bot.knowledge.library import Content

TODAY = dt.date(2026, 11, 22)


def shown(content: Content, channel: str, aspect: str | None = "benefit", language: str | None = "en") -> list[Shown]:
    return preview(content, content.topics["alpha"], aspect, channel, language, TODAY)


def test_each_aspect_in_each_language_and_in_roman_letters(content: Content) -> None:
    found = shown(content, "web", None, None)
    letters = [("bn", False), ("bn", True), ("hi", False), ("hi", True), ("en", False)]
    assert [(one.aspect, one.language, one.roman) for one in found] == [
        (aspect, *letter) for aspect in ("what", "benefit", "documents", "cost") for letter in letters
    ]
    assert "৫ লক্ষ" in found[5].messages[0].text and "5 lakh" in found[6].messages[0].text


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_choice_stays_reachable(content: Content, channel: str) -> None:
    (one,) = shown(content, channel)
    text = "\n".join(message.text for message in one.messages)
    buttons = [button.title for button in one.messages[-1].buttons]
    titles = ["A_documents en", "A_cost en", "menu en"]
    assert buttons == ([] if channel == "plain" else titles)
    assert ("1. A_documents en\n2. A_cost en\n3. menu en" in text) is (channel == "plain")


def test_a_long_answer_is_several_messages_on_whatsapp(content: Content) -> None:
    topic = content.topics["alpha"]
    text = topic.aspects["benefit"].model_copy(update={"en": "One more sentence. " * 80})
    longer = topic.model_copy(update={"aspects": {**topic.aspects, "benefit": text}})
    (one,) = preview(content, longer, "benefit", "whatsapp", "en", TODAY)
    assert len(one.messages) == 2 and all(len(message.text) <= 1024 for message in one.messages)
    assert not one.messages[0].buttons and one.messages[1].buttons
    assert "--- benefit, en, whatsapp, message 2 of 2:" in "\n".join(lines([one]))


@pytest.mark.parametrize(
    ("count", "kind", "titles"), [(3, "Buttons", 3), (4, "List", 4), (10, "List", 10), (12, "List", 10)]
)
def test_buttons_or_a_list(count: int, kind: str, titles: int) -> None:
    message = Outgoing("x", "en", tuple(Button(f"choice {n}", f"p{n}") for n in range(1, count + 1)))
    messages = tuple(render(message, whatsapp.CAPABILITIES))
    text = "\n".join(lines([Shown("benefit", "en", False, "whatsapp", messages, whatsapp.CAPABILITIES)]))
    assert f"of {whatsapp.CAPABILITIES.body} ---" in text
    assert f"{kind}: [choice 1]" in text.replace("\n", " ")
    assert sum(f"[choice {n}]" in " ".join(text.split()) for n in range(1, count + 1)) == titles


def test_sources_where_a_channel_shows_them(content: Content) -> None:
    for channel, expected in (("web", True), ("telegram", True), ("whatsapp", False), ("plain", False)):
        assert ("<https://example.org/a>" in "\n".join(lines(shown(content, channel)))) is expected
