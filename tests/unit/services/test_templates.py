"""A message in the words of a template, for channels that need one and for those that do not."""

from __future__ import annotations

import pytest

from bot.channels.base import Button, TemplateCall
from bot.channels.wire import from_json, to_json
from bot.knowledge.library import read
from bot.knowledge.model import LANGUAGES
from bot.knowledge.templates import ParametersError, parse
from bot.services.templates import outgoing
from bot.settings import ROOT


def test_a_message_carries_text_buttons_and_the_template() -> None:
    made = read(ROOT / "content").templates["registration_confirm"]
    payloads = ("entry:yes", "entry:no", "entry:notice")
    for language in LANGUAGES:
        values = made.examples(language)
        message = outgoing(made, language, values)
        assert message.text == made.filled(language, values) and values[0] in message.text
        assert message.template == TemplateCall("registration_confirm", language, values, payloads)
        assert message.buttons == tuple(Button(one.title[language], one.payload) for one in made.buttons)
        assert tuple(button.payload for button in message.buttons) == payloads
        assert from_json(to_json(message)) == message


def test_a_link_becomes_the_messages_link() -> None:
    three = {"en": "Your form is ready for you now.", "bn": "আপনার ফর্ম তৈরি।", "hi": "आपका फ़ॉर्म तैयार है।"}
    title = {"en": "Open", "bn": "খুলুন", "hi": "खोलिए"}
    data = {"name": "form", "category": "utility", "purpose": "service", "text": three}
    message = outgoing(parse({**data, "link": {"title": title, "url": "https://example.org/f"}}), "bn", ())
    assert (message.link, message.buttons, message.text) == (("খুলুন", "https://example.org/f"), (), three["bn"])


def test_wrong_parameter_count_is_found_before_anything_is_queued() -> None:
    made = read(ROOT / "content").templates["session_reminder"]
    with pytest.raises(ParametersError, match="session_reminder takes 4 values"):
        outgoing(made, "hi", ("एक",))
