"""An open flow of the gateway's own while something else is talked about."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.returning import after, way_back
from bot.conversation.state import State
from bot.conversation.understanding import understand
from bot.language import History, LanguageModel
from tests.surroundings import around

QUIZ = "quiz:" + "a" * 32 + ":3:"


@pytest.mark.parametrize(
    ("hears", "said", "then"),
    [
        (None, Say("greeting"), None),
        (None, Say("here_ask", {"hears": "here:code"}), "here:code"),
        (QUIZ, Say("greeting"), QUIZ),
        (QUIZ, Say("quiz_stopped", {"hears": ""}), None),
        ("here:code", Say("greeting"), "here:code"),
        ("fb:" + "a" * 32 + ":words", Say("greeting"), None),
        ("fb:" + "a" * 32 + ":useful", Say("greeting"), "fb:" + "a" * 32 + ":useful"),
        ("mentor:words:" + "a" * 32 + ":30", Say("greeting"), None),
        ("desk:sure:" + "a" * 32, Say("greeting"), None),
        ("here:sure", Say("greeting"), None),
    ],
)
def test_which_flow_hears_what_is_typed_next(hears: str | None, said: Say, then: str | None) -> None:
    assert after(hears, said) == then


def test_a_button_leads_back_to_the_test() -> None:
    back = way_back(QUIZ, Say("greeting"))
    assert back is not None and back["payload"] == "quiz:go:" + "a" * 32
    assert way_back(QUIZ, Say("quiz_next", {"hears": QUIZ})) is None
    assert way_back(QUIZ, Say("form_ask_emi_amount")) is None
    assert way_back("here:code", Say("greeting")) is None
    assert way_back(None, Say("greeting")) is None
    opinion = way_back("fb:" + "a" * 32 + ":useful", Say("greeting"))
    assert opinion is not None and opinion["payload"] == "fb:start:" + "a" * 32


def test_it_stands_below_what_was_said_in_between() -> None:
    composer, state = Composer(around().content, dt.date(2026, 11, 22)), State(hears=QUIZ)
    (reply,) = composer.compose([Say("answer", {"topic": "pmegp", "aspect": "documents"})], "bn", state)
    assert reply.buttons[-1].payload == "quiz:go:" + "a" * 32
    assert state.hears == QUIZ and state.offered[-1][1] == reply.buttons[-1].payload
    (plain,) = composer.compose([Say("answer", {"topic": "pmegp", "aspect": "documents"})], "bn", State())
    assert all(not button.payload.startswith("quiz:") for button in plain.buttons)


def test_a_number_that_is_asked_for_is_no_choice(model: LanguageModel) -> None:
    history = History("en", True, 3)
    offered = [("I do not know", "quiz:a:x:1:-"), ("Later", "quiz:later:x")]
    asked = understand("text", "2", history, State(offered=offered, typed=True), model, "bn", 4096)
    assert (asked.payload, asked.text) == (None, "2")
    listed = understand("text", "2", history, State(offered=offered), model, "bn", 4096)
    assert listed.payload == "quiz:later:x"


@pytest.mark.parametrize("text", ["HERE 482913", "here-482913", "Here482913", "HERE ৪৮২৯১৩"])
def test_the_words_of_a_sessions_picture(model: LanguageModel, text: str) -> None:
    assert understand("text", text, History("bn", True, 3), State(), model, "bn", 4096).payload == "here:482913"


@pytest.mark.parametrize("text", ["here 48291", "here is 482913", "482913"])
def test_other_words_are_no_code(model: LanguageModel, text: str) -> None:
    assert understand("text", text, History("bn", True, 3), State(), model, "bn", 4096).payload is None
