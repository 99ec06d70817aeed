"""Words of the glossary in replies: explained, offered, and what the conversation keeps meanwhile."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.conversation.terms import used
from bot.knowledge.glossary import Glossary, parse
from bot.knowledge.library import Content
from bot.knowledge.model import Figure, Topic

TODAY = dt.date(2026, 11, 22)
TEXT = {"en": "{limit} and no more", "bn": "{limit} পর্যন্ত", "hi": "{limit} तक"}


def word(name: str, **changes: Any) -> dict[str, Any]:
    names = {language: name for language in ("en", "bn", "hi")}
    return {"id": name, "name": names, "aliases": [f"{name} word"], "text": TEXT} | changes


@pytest.fixture
def explained(content: Content) -> Content:
    """alpha's overview uses four words, of which one is the name of its topic and one is known to all."""
    said = "first second third fourth fifth"
    alpha = content.topics["alpha"].model_dump()
    alpha["aspects"]["what"] = dict.fromkeys(("bn", "hi", "en"), said)
    words = [
        word("first", topic="alpha"), word("second", offered=False), word("third", topic="beta"), word("fourth"),
        word("fifth"),
    ]  # fmt: skip
    topics = {**content.topics, "alpha": Topic.model_validate(alpha)}
    figures = {"limit": Figure(rupees=500000)}
    return replace(content, topics=topics, glossary=Glossary(parse({"terms": words})), figures=figures)


def answered(content: Content, state: State) -> list[str]:
    composer = Composer(content, TODAY)
    (reply,) = composer.compose([Say("answer", {"topic": "alpha", "aspect": "what"})], "en", state)
    return [button.payload for button in reply.buttons if button.payload.startswith("term:")]


def test_an_answer_offers_two_of_its_words(explained: Content) -> None:
    assert answered(explained, State()) == ["term:third", "term:fourth"]


def test_what_was_explained_is_not_offered_again(explained: Content) -> None:
    state = State()
    composer = Composer(explained, TODAY)
    composer.compose([Say("term", {"term": "third"})], "en", state)
    assert state.explained == ["third"]
    assert answered(explained, State.load(state.dump())) == ["term:fourth", "term:fifth"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "third: ₹5 lakh and no more"), ("bn", "third: ₹৫ লক্ষ পর্যন্ত"), ("hi", "third: ₹5 लाख तक")],
)
def test_a_word_is_explained_with_the_ways_back_and_on(explained: Content, language: Any, text: str) -> None:
    state = State(topic="alpha", aspect="cost", asked=["cost"], pending_aspect=None)
    (reply,) = Composer(explained, TODAY).compose([Say("term", {"term": "third"})], language, state)
    assert reply.text == text
    assert [button.payload for button in reply.buttons] == ["ask:alpha:cost", "ask:beta", "menu"]
    assert (state.topic, state.aspect, state.asked) == ("alpha", "cost", ["cost"])


def test_without_an_answer_before_there_is_no_way_back(explained: Content) -> None:
    (reply,) = Composer(explained, TODAY).compose([Say("term", {"term": "fourth"})], "en", State())
    assert [button.payload for button in reply.buttons] == ["menu"]


def test_a_word_that_is_no_more_is_said_to_be_gone(explained: Content) -> None:
    state = State()
    (reply,) = Composer(explained, TODAY).compose([Say("term", {"term": "gone"})], "en", state)
    assert reply.text.startswith("stale_button")
    assert state.explained == []


def test_words_of_the_last_answer(explained: Content) -> None:
    assert used(explained, State(topic="alpha", aspect="what")) == ["first", "second", "third", "fourth", "fifth"]
    assert used(explained, State(topic="alpha", aspect="cost")) == []
    assert used(explained, State(topic="gone", aspect="what")) == []
    assert used(explained, State()) == []
