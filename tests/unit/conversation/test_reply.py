"""From what the engine wants said to what a person reads."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.channels.base import Outgoing
from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.knowledge.library import Content
from bot.knowledge.model import LANGUAGES, Language

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def composer(content: Content) -> Composer:
    return Composer(content, TODAY)


def answer(topic: str, aspect: str | None = None, **values: Any) -> Say:
    return Say("answer", {"topic": topic, "aspect": aspect, **values})


def one(composer: Composer, say: Say, language: Language = "en", state: State | None = None) -> Outgoing:
    (reply,) = composer.compose([say], language, state or State())
    return reply


def payloads(reply: Outgoing) -> list[str]:
    return [button.payload for button in reply.buttons]


def test_an_overview_offers_every_other_aspect(composer: Composer) -> None:
    state = State()
    reply = one(composer, answer("alpha"), "bn", state)
    assert reply.text == "alpha/what bn\n\nsource_line: Office of alpha, ১ অক্টোবর ২০২৫ bn"
    assert [(b.title, b.payload) for b in reply.buttons] == [
        ("A_benefit bn", "ask:alpha:benefit"),
        ("A_documents bn", "ask:alpha:documents"),
        ("A_cost bn", "ask:alpha:cost"),
    ]
    assert [(s.title, s.url, s.verified_on) for s in reply.sources] == [
        ("Office of alpha", "https://example.org/a", "2025-10-01")
    ]
    assert (state.topic, state.aspect, state.asked) == ("alpha", "what", ["what"])
    assert state.offered == [(b.title, b.payload) for b in reply.buttons]


def test_an_answer_offers_what_was_not_asked_yet_and_the_menu(composer: Composer) -> None:
    state = State()
    assert payloads(one(composer, answer("alpha", "documents"), state=state)) == [
        "ask:alpha:cost",
        "ask:alpha:benefit",
        "menu",
    ]
    assert payloads(one(composer, answer("alpha", "cost"), state=state)) == ["ask:alpha:benefit", "menu"]
    assert payloads(one(composer, answer("alpha", "benefit"), state=state)) == ["menu"]
    assert payloads(one(composer, answer("beta", "cost"), state=state)) == [
        "ask:beta:benefit",
        "ask:beta:documents",
        "menu",
    ]


@pytest.mark.parametrize(
    ("language", "figures"),
    [("bn", "₹৫ লক্ষ, ৩৫%, ১ এপ্রিল ২০২৬"), ("hi", "₹5 लाख, 35%, 1 अप्रैल 2026"), ("en", "₹5 lakh, 35%, 1 April 2026")],
)
def test_figures(composer: Composer, language: Language, figures: str) -> None:
    reply = one(composer, answer("alpha", "benefit"), language)
    assert reply.language == language
    assert reply.text.startswith(f"alpha {language}: A_benefit {language}\nalpha/benefit: {figures} {language}\n\n")


def test_when_several_aspects_may_be_meant_they_are_answered_together(composer: Composer) -> None:
    state = State()
    said = answer("alpha", "cost", together=["mistakes", "what"], aspects=["documents"])  # alpha has no mistakes
    reply = one(composer, said, state=state)
    assert reply.text.startswith(
        "alpha/what en\n\nalpha en: A_cost en\nalpha/cost en\n\naspect_hint:  en\n\nsource_line"
    )
    assert state.asked == ["cost", "what"] and state.aspect == "cost"
    assert payloads(reply) == ["ask:alpha:documents", "ask:alpha:benefit", "menu"]
    assert one(composer, Say("repeat"), state=state) == reply


def test_a_likely_aspect_is_answered_and_others_are_offered_first(composer: Composer) -> None:
    reply = one(composer, answer("alpha", "cost", aspects=["what", "mistakes"]))  # alpha has no mistakes
    assert reply.text.startswith("alpha en: A_cost en\nalpha/cost en")
    assert "\n\naspect_hint:  en\n\n" in reply.text
    assert payloads(reply)[0] == "ask:alpha:what" and payloads(reply)[-1] == "menu"


def test_an_aspect_that_the_topic_has_not_gives_way_to_a_likely_one(composer: Composer) -> None:
    reply = one(composer, answer("alpha", "mistakes", aspects=["cost"]))
    assert reply.text.startswith("alpha en: A_cost en\nalpha/cost en")


def test_an_answer_along_takes_the_place_of_one_that_the_topic_has_not(composer: Composer) -> None:
    reply = one(composer, answer("alpha", "mistakes", together=["cost", "documents"]))
    assert reply.text.startswith("alpha en: A_cost en\nalpha/cost en\n\nalpha en: A_documents en")


@pytest.mark.parametrize("aspects", [None, [], ["mistakes", "time"]])
def test_no_likely_aspect_is_an_overview(composer: Composer, aspects: list[str] | None) -> None:
    assert one(composer, answer("alpha", aspects=aspects)).text.startswith("alpha/what en\n\nsource_line")


def test_a_closed_topic_says_so_first(composer: Composer) -> None:
    assert one(composer, answer("beta", "cost")).text.startswith(
        "beta ended en\n\nbeta en: A_cost en\nbeta/cost en\n\nsource_"
    )


def test_an_unconfirmed_topic_says_so_after_the_answer(composer: Composer) -> None:
    text = one(composer, answer("gamma", "cost"), "hi").text
    assert text.startswith("gamma hi: A_cost hi\ngamma/cost hi\n\ngamma is not sure hi\n\nsource_line")


@pytest.mark.parametrize(("today", "due"), [(dt.date(2026, 11, 20), False), (TODAY, True), (dt.date(2027, 1, 1), True)])
def test_a_review_that_is_due_is_told(content: Content, today: dt.date, due: bool) -> None:
    text = one(Composer(content, today), answer("delta"), "bn").text
    assert ("review_due: ২১ নভেম্বর ২০২৬ bn" in text) == due


def test_a_missing_aspect_is_named_and_the_overview_given(composer: Composer) -> None:
    state = State()
    reply = one(composer, answer("alpha", "mistakes"), "hi", state)
    assert reply.text.startswith("no_aspect: Title of alpha hi; N_mistakes hi hi\n\nalpha/what hi\n\n")
    assert payloads(reply) == ["ask:alpha:benefit", "ask:alpha:documents", "ask:alpha:cost"]
    assert state.aspect == "what"


def test_an_unknown_topic(composer: Composer) -> None:
    state = State(topic="alpha")
    for say in (answer("gone"), Say("answer", {}), Say("answer", {"topic": None, "aspect": "cost"})):
        assert one(composer, say, state=state).text == "which_topic_plain:  en"
    assert state.topic == "alpha"


def test_the_aspect_is_remembered_until_a_topic_is_named(composer: Composer) -> None:
    state = State()
    reply = one(composer, Say("which_topic", {"aspect": "documents"}), "bn", state)
    assert reply.text == "which_topic: N_documents bn bn"
    assert payloads(reply) == ["menu:schemes", "menu:gst"]
    assert state.pending_aspect == "documents"
    one(composer, answer("alpha", "documents"), "bn", state)
    assert state.pending_aspect is None


@pytest.mark.parametrize("aspect", [None, "what"])
def test_without_an_aspect_the_question_is_plain(composer: Composer, aspect: str | None) -> None:
    state = State()
    assert one(composer, Say("which_topic", {"aspect": aspect}), state=state).text == "which_topic_plain:  en"
    assert state.pending_aspect is None


def test_asking_back(composer: Composer) -> None:
    state = State()
    reply = one(composer, Say("ask_back", {"candidates": ["beta", "gone", "alpha"], "aspect": "cost"}), "bn", state)
    assert [(b.title, b.payload) for b in reply.buttons] == [
        ("beta bn", "ask:beta:cost"),
        ("alpha bn", "ask:alpha:cost"),
    ]
    assert state.offered[0] == ("beta bn", "ask:beta:cost")


def test_asking_back_leaves_out_an_aspect_that_a_topic_does_not_have(composer: Composer) -> None:
    for aspect in ("mistakes", "nonsense", None):
        reply = one(composer, Say("ask_back", {"candidates": ["alpha"], "aspect": aspect}))
        assert payloads(reply) == ["ask:alpha"]


@pytest.mark.parametrize("candidates", [None, [], ["gone"]])
def test_asking_back_without_candidates_is_not_understanding(composer: Composer, candidates: list[str] | None) -> None:
    assert one(composer, Say("ask_back", {"candidates": candidates})).text == "unclear:  en"


def test_a_menu_lists_its_area_in_order(composer: Composer) -> None:
    reply = one(composer, Say("menu_schemes"), "hi")
    assert reply.text == "menu_schemes:  hi"
    assert [(b.title, b.payload) for b in reply.buttons] == [("beta hi", "ask:beta"), ("alpha hi", "ask:alpha")]
    assert payloads(one(composer, Say("menu_ondc"))) == []
    assert one(composer, Say("menu_main")).text == "menu_main:  en"


def test_say_it_again(composer: Composer) -> None:
    state = State()
    first = one(composer, answer("alpha", "benefit"), "bn", state)
    one(composer, Say("greeting"), "bn", state)
    for _ in range(2):
        assert one(composer, Say("repeat", {"topic": "alpha", "aspect": "cost"}), "bn", state).text == first.text


def test_nothing_to_say_again(composer: Composer) -> None:
    assert one(composer, Say("repeat")).text == "nothing_to_repeat:  en"


def test_a_change_of_language_says_the_last_answer_again(composer: Composer) -> None:
    state = State()
    one(composer, answer("alpha", "benefit"), "bn", state)
    changed, again = composer.compose([Say("language_changed", {"language": "hi"})], "bn", state)
    assert (changed.text, changed.language) == ("language_changed:  hi", "hi")
    assert again.text.startswith("alpha hi: A_benefit hi\nalpha/benefit: ₹5 लाख")
    assert again.language == "hi"
    # The language is not part of what is remembered: "say it again" follows the person's language of then.
    assert "alpha/benefit: ₹5 lakh" in one(composer, Say("repeat"), "en", state).text


def test_a_change_of_language_without_an_answer(composer: Composer) -> None:
    assert one(composer, Say("language_changed", {"language": "en"}), "bn").text == "language_changed:  en"


def test_lists_are_said_again_too(composer: Composer) -> None:
    state = State()
    for say in (Say("menu_schemes"), Say("ask_back", {"candidates": ["alpha"], "aspect": None})):
        shown = one(composer, say, "bn", state)
        assert one(composer, Say("repeat"), "bn", state) == shown


def test_several_replies_offer_all_their_buttons(composer: Composer) -> None:
    state = State()
    replies = composer.compose([answer("alpha", "cost"), Say("which_topic", {"aspect": None})], "en", state)
    assert [payload for _, payload in state.offered] == [p for reply in replies for p in payloads(reply)]


def test_what_is_not_answered_clears_the_offer(composer: Composer) -> None:
    state = State(offered=[("A", "a")])
    one(composer, Say("greeting"), state=state)
    assert state.offered == []


@pytest.mark.parametrize(
    ("language", "text"), [("bn", "too_long: ৪০৯৬ bn"), ("hi", "too_long: 4096 hi"), ("en", "too_long: 4096 en")]
)
def test_numbers_in_messages(composer: Composer, language: Language, text: str) -> None:
    assert composer.remark("too_long", language, False, limit=4096).text == text


def test_days_in_messages(composer: Composer) -> None:
    for date in ("2026-11-21", TODAY):
        assert composer.remark("person_noted", "bn", False, date=date).text == "person_noted: ২১ নভেম্বর ২০২৬ bn"


def test_a_value_that_nobody_gave_does_not_cost_the_reply(composer: Composer) -> None:
    assert composer.remark("person_noted", "en", False).text == "person_noted: {date} en"


def test_braces_in_values_stay_as_they_are(composer: Composer) -> None:
    assert composer.remark("which_topic", "en", False, aspect="{0} {x} }{").text == "which_topic: {0} {x} }{ en"


def test_every_topic_in_every_language(composer: Composer, content: Content) -> None:
    for topic in content.topics.values():
        for aspect in topic.aspects:
            for language in LANGUAGES:
                assert f"{topic.id}/{aspect}" in one(composer, answer(topic.id, aspect), language).text
