"""Messages without an answer."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.understanding import Understood
from bot.evaluation.hearing import Heard
from bot.evaluation.scope import auroc, fate, figures, threshold
from bot.evaluation.sets import Message

SCORES = st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]) | st.floats(0, 1), max_size=30)


def message(*also: str, register: str = "en") -> Message:
    return Message("o-1", register, "text", "out_of_scope", also, None, "en")


def heard(intent: str, ours: float = 0.1, **more: Any) -> Heard:
    engine = {
        "intent": intent,
        "topic": "a",
        "aspect": "what",
        "candidates": [],
        "together": [],
        "aspects": [],
        "parts": [],
        **more,
    }
    return Heard(Understood("en", text="text"), {**engine, "certainty": ours})


@pytest.mark.parametrize(
    ("inside", "outside", "area"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.9, 0.1], [0.5], 0.5),
        ([], [0.5], 0.5),
        ([0.5], [], 0.5),
    ],
)
def test_auroc(inside: list[float], outside: list[float], area: float) -> None:
    assert auroc(inside, outside) == area


@given(SCORES, SCORES)
def test_auroc_is_the_share_of_pairs_in_order(inside: list[float], outside: list[float]) -> None:
    pairs = [(one > other) + 0.5 * (one == other) for one, other in product(inside, outside)]
    assert auroc(inside, outside) == pytest.approx(sum(pairs) / len(pairs) if pairs else 0.5)


@given(SCORES)
def test_the_threshold_costs_at_most_its_share(scores: list[float]) -> None:
    limit = threshold(scores, 0.2)
    assert sum(score < limit for score in scores) <= 0.2 * len(scores)
    if scores:
        higher = min((score for score in scores if score > limit), default=None)
        assert higher is None or sum(score < higher for score in scores) > 0.2 * len(scores)


@pytest.mark.parametrize(
    ("also", "intent", "expected"),
    [
        ((), "nlu_fallback", "declined"),
        ((), "out_of_scope", "declined"),
        (("complain",), "complain", "fair"),
        ((), "complain", "answered"),
        ((), "unsure", "asked back"),
        ((), "ask_without_topic", "asked back"),
        ((), "ask", "answered"),
        ((), "ask_several", "answered"),
        (("a/what",), "ask", "fair"),
    ],
)
def test_fate(also: tuple[str, ...], intent: str, expected: str) -> None:
    assert fate(message(*also), heard(intent).engine) == expected


def test_figures() -> None:
    inside = [heard("ask", share / 20) for share in range(1, 21)]
    outside = [
        (message(), heard("nlu_fallback", 0.0)),
        (message("complain"), heard("complain", 0.07)),
        (message(register="bn"), heard("ask", 0.9)),
        (message(register="bn"), heard("unsure", 0.09)),
    ]
    found = figures(inside, outside)
    assert (found["count"], found["questions"]) == (4, 20)
    assert found["threshold"] == 0.1
    assert found["declined_at_threshold"] == 75
    assert found["registers"]["all"] == {
        "count": 4, "declined": 25, "fair": 25, "asked back": 25, "answered": 25, "good": 50, "language": 100
    }  # fmt: skip
    assert found["registers"]["bn"]["answered"] == 50
