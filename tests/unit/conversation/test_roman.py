"""Answers in roman letters: what is rendered, what is remembered, when the hint comes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.channels.base import Button, Capabilities, Outgoing, SourceLink
from bot.channels.render import render
from bot.channels.wire import from_json, to_json
from bot.conversation import payloads
from bot.conversation.choices import chosen
from bot.conversation.engine import Say
from bot.conversation.lettering import in_roman, language_named
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.conversation.understanding import understand
from bot.knowledge.library import Content
from bot.language import History, LanguageModel

REPLY = Outgoing(
    "ব্যাঙ্কে যান।\nhttps://www.kviconline.gov.in",
    "bn",
    (Button("কাগজপত্র", "ask:pmegp:documents"), Button("বাংলা", "lang:bn"), Button("জিএসটি", "menu:gst")),
    (SourceLink("ব্যাঙ্কের সাইট", "https://example.org/ব্যাঙ্ক", "2026-11-21"),),
)


def answer(**values: Any) -> Say:
    return Say("answer", {"topic": "alpha", "aspect": "benefit", **values})


@pytest.fixture
def composer(content: Content) -> Composer:
    return Composer(content, dt.date(2026, 11, 21))


def test_all_that_is_read_is_in_roman_letters() -> None:
    assert in_roman(REPLY) == Outgoing(
        "Bank-e jan.\nhttps://www.kviconline.gov.in",
        "bn",
        (Button("Kagojpotro", "ask:pmegp:documents"), Button("বাংলা", "lang:bn"), Button("GST", "menu:gst")),
        (SourceLink("Bank-er site", "https://example.org/ব্যাঙ্ক", "2026-11-21"),),
        roman=True,
    )


def test_english_has_no_other_letters() -> None:
    reply = Outgoing("Choose: বাংলা", "en", (Button("हिन्दी", "lang:hi"),))
    assert in_roman(reply) is reply


def test_it_survives_the_outbox() -> None:
    for reply in (REPLY, in_roman(REPLY)):
        assert from_json(to_json(reply)) == reply
    assert "roman" not in to_json(REPLY)


def test_numbered_choices_have_the_digits_of_the_letters() -> None:
    channel = Capabilities(text=1000, buttons=1, button_title=20)
    assert render(REPLY, channel)[0].text.endswith("১. কাগজপত্র\n২. বাংলা\n৩. জিএসটি")
    assert render(in_roman(REPLY), channel)[0].text.endswith("1. Kagojpotro\n2. বাংলা\n3. GST")


@pytest.mark.parametrize("typed", ["কাগজপত্র", "kagojpotro", "Kagojpotro", "kagojpatra", "1", "১"])
def test_a_choice_is_known_in_either_letters(typed: str) -> None:
    offered = [(button.title, button.payload) for button in REPLY.buttons]
    assert chosen(typed, offered) == "ask:pmegp:documents"


@pytest.mark.parametrize("typed", ["GST", "gst", "জিএসটি"])
def test_an_abbreviation_is_known_in_either_letters(typed: str) -> None:
    assert chosen(typed, [(button.title, button.payload) for button in REPLY.buttons]) == "menu:gst"


@pytest.mark.parametrize(("language", "figures"), [
    ("bn", "₹5 lakh, 35%, 1 April 2026"), ("hi", "₹5 lakh, 35%, 1 April 2026"),
])  # fmt: skip
def test_an_answer_in_roman_letters(composer: Composer, language: Any, figures: str) -> None:
    state, native = State(), State()
    (reply,) = composer.compose([answer()], language, state, roman=True)
    composer.compose([answer()], language, native)
    assert figures in reply.text
    assert reply.roman
    assert state == native, "what is remembered is the same"


@pytest.mark.parametrize(("key", "before", "after"), [
    ("script_roman", False, True), ("script_roman", True, True), ("script_native", True, False),
    ("language_changed", True, False),
])  # fmt: skip
def test_a_change_of_letters_repeats_the_last_answer_in_them(
    composer: Composer, key: str, before: bool, after: bool
) -> None:
    state = State()
    composer.compose([answer()], "en", state, roman=before)
    told, again = composer.compose([Say(key, {"language": "hi"})], "en", state, roman=before)
    assert told.text.startswith(f"{key}:")
    assert ("₹5 lakh" in again.text) == after
    assert (told.language, told.roman, again.language, again.roman) == ("hi", after, "hi", after)


def test_other_replies_keep_the_letters(composer: Composer) -> None:
    for roman in (True, False):
        (reply,) = composer.compose([Say("script_which")], "bn", State(), roman=roman)
        assert reply.roman == roman
        assert composer.remark("rate_limited", "bn", roman, seconds=7).text.split()[1] == ("7" if roman else "৭")


def test_the_hint_comes_once_below_an_answer_and_is_in_roman_letters(composer: Composer) -> None:
    state = State()
    assert [state.typed_roman() for _ in range(3)] == [False, True, True]
    (reply,) = composer.compose([Say("unclear")], "bn", state, hint=True)
    assert "roman_hint" not in reply.text
    assert not state.roman_hinted
    (reply,) = composer.compose([answer()], "bn", state, hint=True)
    assert reply.text.endswith("\n\nroman_hint:  bn")
    assert not reply.roman
    assert state.roman_hinted
    assert not state.typed_roman()


def test_no_hint_in_english(composer: Composer) -> None:
    state = State()
    (reply,) = composer.compose([answer()], "en", state, hint=True)
    assert "roman_hint" not in reply.text
    assert not state.roman_hinted


@pytest.mark.parametrize(("text", "roman"), [
    ("pmegp loan kivabe pabo ami", True), ("mujhe mudra loan kaise milega", True), ("মুদ্রা লোন কীভাবে পাব", False),
    ("মুদ্রা loan kivabe pabo ami", False), ("how do I get a mudra loan", False), ("मुद्रा loan kaise milega", False),
])  # fmt: skip
def test_who_writes_in_roman_letters(model: LanguageModel, text: str, roman: bool) -> None:
    assert understand("text", text, History(None, False, 0), State(), model, "bn", 500).roman == roman


@pytest.mark.parametrize(("text", "language"), [
    ("hindi ko english letters me likho", "hi"), ("english okkhore bangla likho", "bn"), ("देवनागरी में लिखो", "hi"),
    ("বাংলা হরফে লিখুন", "bn"), ("Bengali in English letters please", "bn"), ("हिन्दी रोमन में", "hi"), ("বাংলায় লিখুন", "bn"),
    ("হিন্দি হরফে", "hi"), ("roman e likhun", None), ("ami hindi na, bangla roman e chai", None), ("", None),
])  # fmt: skip
def test_the_language_that_a_wish_names(text: str, language: str | None) -> None:
    assert language_named(text) == language


@pytest.mark.parametrize(("payload", "intent"), [
    ("script:roman", "change_script_roman"), ("script:roman:bn", "change_script_roman_bn"),
    ("script:roman:hi", "change_script_roman_hi"), ("script:native", "change_script_native"),
])  # fmt: skip
def test_payloads(payload: str, intent: str) -> None:
    assert str(payloads.parse(payload, ())) == f"/{intent}"
    assert payloads.parse(f"{payload}:en", ()) is None
