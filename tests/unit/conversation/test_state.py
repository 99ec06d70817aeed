"""What is remembered between two messages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.base import Button
from bot.conversation.state import State


def test_it_survives_the_database() -> None:
    state = State("pmegp", "cost", "documents", ["what", "cost"], [("Menu", "menu")], [{"key": "answer", "values": {}}])
    assert State.load(json.loads(json.dumps(state.dump()))) == state


def test_a_stranger_has_none() -> None:
    assert State.load({}) == State()


def test_unknown_names_are_left_out() -> None:
    assert State.load({"topic": "pmegp", "mood": "good"}) == State(topic="pmegp")


@pytest.mark.parametrize("offered", [None, 5, ["menu"], [["a", "b", "c"]], [1]])
def test_another_shape_is_forgotten(offered: Any) -> None:
    assert State.load({"topic": "pmegp", "offered": offered}) == State()


def test_answers_are_counted_per_topic() -> None:
    state = State(pending_aspect="cost")
    state.answered("pmegp", "what")
    state.answered("pmegp", "cost")
    state.answered("pmegp", "what")
    assert (state.topic, state.aspect, state.pending_aspect, state.asked) == ("pmegp", "what", None, ["what", "cost"])
    state.answered("mudra", "cost")
    assert (state.topic, state.asked) == ("mudra", ["cost"])


def test_an_offer_replaces_the_one_before() -> None:
    state = State()
    state.offer((Button("A", "a"), Button("B", "b")))
    assert state.offered == [("A", "a"), ("B", "b")]
    state.offer(())
    assert state.offered == []


def test_two_people_share_nothing() -> None:
    State().asked.append("what")
    assert State().asked == []
