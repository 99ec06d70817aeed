"""In short, more, whether it holds here, side by side, and menus of many topics."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Outgoing
from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.knowledge.library import Content, read
from bot.knowledge.model import Language

TODAY = dt.date(2026, 11, 22)


def three(text: str) -> dict[str, str]:
    return {language: f"{text} {language}" for language in ("bn", "hi", "en")}


@pytest.fixture
def content(tmp_path: Path, write_content: Callable[..., Path], topic_data: Callable[..., dict[str, Any]]) -> Content:
    points = {"for_whom": three("all"), "limit": three("{money}")}
    other = {"for_whom": three("all"), "limit": three("{share}"), "interest": three("none")}
    topics = [
        topic_data("alpha", brief=three("alpha in {share}"), points=points),
        topic_data("beta", points=other, reach="west_bengal", status="unconfirmed", status_note=three("ask first")),
        topic_data("gamma", brief=None, points={}),
        *(topic_data(f"loan{number}", "loans", order=number) for number in range(10, 30)),
    ]
    return read(write_content(tmp_path / "content", *topics))


def one(content: Content, say: Say, state: State | None = None, language: Language = "en") -> Outgoing:
    (reply,) = Composer(content, TODAY).compose([say], language, state or State())
    return reply


def payloads(reply: Outgoing) -> list[str]:
    return [button.payload for button in reply.buttons]


def test_in_short_is_the_gist_with_its_figures_and_source(content: Content) -> None:
    state = State(topic="alpha", aspect="benefit", asked=["benefit"])
    reply = one(content, Say("in_short", {"named_topic": None}), state, "bn")
    assert reply.text.split("\n\n")[0] == "alpha bn: alpha in ৩৫% bn"
    assert reply.sources
    assert payloads(reply)[-1] == "menu"


def test_in_short_of_a_topic_that_is_named(content: Content) -> None:
    state = State(topic="gamma")
    assert "alpha in 35%" in one(content, Say("in_short", {"named_topic": "alpha"}), state).text
    assert state.topic == "alpha"


def test_in_short_without_a_gist_is_the_overview(content: Content) -> None:
    assert one(content, Say("in_short", {}), State(topic="gamma")).text.startswith("gamma/what en")


@pytest.mark.parametrize("key", ["in_short", "more", "applies_here"])
def test_nothing_was_spoken_of_yet(content: Content, key: str) -> None:
    assert one(content, Say(key, {})).text.startswith("nothing_to_repeat")


def test_more_says_what_was_not_said_until_all_is(content: Content) -> None:
    state = State()
    one(content, Say("answer", {"topic": "alpha", "aspect": "documents"}), state)
    heard = [one(content, Say("more", {}), state).text for _ in range(4)]
    assert [text.split("\n")[1] if "\n" in text else text for text in heard[:1]] == ["alpha/cost en"]
    assert "alpha/what en" in heard[1]
    assert "alpha/benefit" in heard[2]
    assert heard[3] == "more_done: Title of alpha en en"


@pytest.mark.parametrize(("topic", "says"), [("alpha", "reach_india"), ("beta", "reach_west_bengal")])
def test_where_it_holds(content: Content, topic: str, says: str) -> None:
    reply = one(content, Say("applies_here", {}), State(topic=topic))
    assert reply.text.startswith(f"{says}: Title of {topic} en")


def test_a_comparison_shows_only_what_differs_and_both_know(content: Content) -> None:
    reply = one(content, Say("compare", {"candidates": ["alpha", "beta"]}))
    assert reply.text == (
        "comparison: alpha en / beta en en\n\npoint_limit en\n• alpha en: ₹5 lakh en\n• beta en: 35% en"
        "\n\nbeta en: ask first en"
    )
    assert payloads(reply) == ["ask:alpha", "ask:beta"]


@pytest.mark.parametrize("candidates", [["alpha", "gamma"], ["alpha", "gone"], ["alpha"]])
def test_without_common_points_the_person_chooses(content: Content, candidates: list[str]) -> None:
    reply = one(content, Say("compare", {"candidates": candidates}))
    assert reply.text.startswith("ask_back")
    assert "ask:alpha" in payloads(reply)


def test_a_long_menu_has_pages(content: Content) -> None:
    seen: list[str] = []
    page: int | None = 1
    while page is not None:
        found = payloads(one(content, Say("menu_loans", {"page": page})))
        assert len([payload for payload in found if payload.startswith("ask:")]) <= 8
        seen += [payload for payload in found if payload.startswith("ask:")]
        page = page + 1 if f"menu:loans:{page + 1}" in found else None
    assert seen == [f"ask:loan{number}" for number in range(10, 30)]


def test_an_answer_can_be_judged_and_a_menu_cannot(content: Content) -> None:
    reply = one(content, Say("answer", {"topic": "alpha", "aspect": "cost"}))
    assert [button.title for button in reply.rating] == ["👍", "👎"]
    assert all(len(button.payload.encode()) <= 64 for button in reply.rating)
    assert one(content, Say("menu_loans", {})).rating == ()
