"""Several questions in one message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.understanding import Understood
from bot.evaluation.hearing import Heard
from bot.evaluation.sets import Several
from bot.evaluation.several import figures, judge

TWO = (("a/what",), ("b/cost", "b/time"))
ONE = (("a/what", "a/cost"),)


def row(*parts: tuple[str, ...], choice: tuple[str, ...] = ()) -> Several:
    return Several("s-1", "en", "text", parts, choice, "en")


def ask(outcome: str, *aspects: str) -> dict[str, Any]:
    topic, aspect = outcome.split("/")
    return {
        "intent": "ask",
        "topic": topic,
        "aspect": aspect,
        "candidates": [],
        "together": [],
        "aspects": list(aspects),
        "parts": [],
    }


def each(*outcomes: str) -> dict[str, Any]:
    return {**ask(outcomes[-1]), "intent": "ask_several", "parts": [outcome.split("/") for outcome in outcomes]}


def unsure(*candidates: str) -> dict[str, Any]:
    return {**ask("x/what"), "intent": "unsure", "topic": None, "candidates": list(candidates)}


NOTHING = {**unsure(), "intent": "nlu_fallback"}


@pytest.mark.parametrize(
    ("meant", "got", "verdict"),
    [
        (row(*TWO), each("a/what", "b/cost"), "all parts right"),
        (row(*TWO), each("b/time", "a/what"), "all parts right"),
        (row(*TWO), each("a/what", "b/cost", "c/what"), "some"),
        (row(*TWO), each("a/what", "b/what"), "some"),
        (row(*TWO), ask("b/time"), "some"),
        (row(*TWO), ask("b/what", "time"), "asked back"),
        (row(*TWO), unsure("b", "c"), "asked back"),
        (row(*TWO), unsure("c", "d"), "wrong"),
        (row(*TWO), each("c/what", "b/what"), "wrong"),
        (row(*TWO), NOTHING, "wrong"),
        (row(*ONE), ask("a/cost"), "all parts right"),
        (row(*ONE), each("a/what", "b/cost"), "some"),
        (row(*ONE), each("a/what", "a/cost"), "some"),
        (row(*ONE), ask("a/time"), "wrong"),
        (row(choice=("a", "b")), unsure("b", "a"), "all parts right"),
        (row(choice=("a", "b")), unsure("a", "c"), "asked back"),
        (row(choice=("a", "b")), unsure("c"), "wrong"),
        (row(choice=("a", "b")), ask("a/what"), "some"),
        (row(choice=("a", "b")), each("a/what", "b/what"), "some"),
        (row(choice=("a", "b")), ask("c/what"), "wrong"),
        (row(choice=("a", "b")), NOTHING, "wrong"),
    ],
)
def test_verdicts(meant: Several, got: dict[str, Any], verdict: str) -> None:
    assert judge(meant, got) == verdict


def test_figures() -> None:
    heard = [Heard(Understood("en", text="text"), got) for got in (each("a/what", "b/cost"), NOTHING, ask("a/what"))]
    found = figures(list(zip([row(*TWO), row(*TWO), row(*ONE)], heard, strict=True)))
    assert {name: (part["count"], part["all parts right"], part["wrong"]) for name, part in found.items()} == {
        "several": (2, 50, 50), "only looks like several": (1, 100, 0), "all": (3, pytest.approx(200 / 3), 100 / 3)
    }  # fmt: skip
    assert found["all"]["language"] == 100
