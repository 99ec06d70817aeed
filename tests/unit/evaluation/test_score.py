"""Verdicts on what was understood."""

from __future__ import annotations

from typing import Any

import pytest

from bot.evaluation.score import by_group, confusions, judge, percent, table
from bot.evaluation.sets import Message


def message(expect: str, *also: str, register: str = "en", language: str = "en", name: str = "d-1") -> Message:
    return Message(name, register, "text", expect, also, None, language)


def several(*parts: str) -> dict[str, Any]:
    given = [part.split("/") for part in parts]
    return understood("ask_several", *given[-1], parts=given)


def understood(intent: str, topic: str | None = None, aspect: str | None = None, **more: Any) -> dict[str, Any]:
    found = {
        "intent": intent,
        "topic": topic,
        "aspect": aspect,
        "candidates": [],
        "together": [],
        "aspects": [],
        "confidence": 0.9,
    }
    return {**found, "milliseconds": 3.0, **more}


@pytest.mark.parametrize(
    ("right", "got", "verdict"),
    [
        (("pmegp/cost",), understood("ask", "pmegp", "cost"), "right"),
        (("pmegp/what", "pmegp/cost"), understood("ask", "pmegp", "cost"), "right"),
        (("greet",), understood("greet"), "right"),
        (("out_of_scope",), understood("nlu_fallback"), "right"),
        (("nlu_fallback",), understood("out_of_scope"), "right"),
        (("pmegp/cost",), understood("unsure", candidates=["mudra", "pmegp"]), "asked back"),
        (("pmegp/cost", "mudra/cost"), understood("unsure", candidates=["mudra"]), "asked back"),
        (("pmegp/cost",), understood("ask", "pmegp", "what"), "topic only"),
        (("pmegp/cost",), understood("unsure", candidates=["mudra"]), "wrong"),
        (("pmegp/cost",), understood("out_of_scope"), "declined"),
        (("pmegp/cost",), understood("nlu_fallback"), "declined"),
        (("pmegp/cost",), understood("ask", "mudra", "cost"), "wrong"),
        (("greet",), understood("ask", "pmegp", "what"), "wrong"),
        (("pmegp/cost",), understood("greet"), "wrong"),
        (("out_of_scope",), understood("greet"), "wrong"),
        (("greet",), understood("nlu_fallback"), "declined"),
        (("pmegp/cost",), understood("ask", "pmegp", "what", aspects=["cost", "time"]), "asked back"),
        (("pmegp/cost",), understood("ask", "pmegp", "what", together=["cost", "time"]), "right"),
        (("pmegp/cost",), several("pmegp/cost", "mudra/cost"), "asked back"),
        (("pmegp/cost", "mudra/cost"), several("pmegp/cost", "mudra/cost"), "right"),
        (("emi-interest/cost",), understood("calculate_emi"), "right"),
        (("calculate_emi",), understood("calculate_emi"), "right"),
        (("emi-interest/what",), understood("calculate_emi"), "topic only"),
        (("mudra/cost",), understood("calculate_emi"), "wrong"),
        (("pmegp/cost",), several("pmegp/what", "mudra/cost"), "topic only"),
        (("pmegp/cost",), several("mudra/what", "mudra/cost"), "wrong"),
        (("greet",), several("mudra/what", "mudra/cost"), "wrong"),
    ],
)
def test_verdicts(right: tuple[str, ...], got: dict[str, Any], verdict: str) -> None:
    judged = judge(message(*right), got, "en")
    assert judged.verdict == verdict
    assert judged.good == (verdict in ("right", "asked back"))
    assert (judged.confidence, judged.milliseconds) == (0.9, 3.0)


def test_what_was_got_is_written_like_what_was_meant() -> None:
    assert judge(message("greet"), understood("ask", "pmegp", "cost"), "en").got == "pmegp/cost"
    assert judge(message("greet"), understood("stop"), "en").got == "stop"


def test_the_table() -> None:
    judged = [
        judge(message("greet"), understood("greet"), "en"),
        judge(message("a/what"), understood("unsure", candidates=["a"]), "bn"),
        judge(message("a/what"), understood("ask", "a", "cost"), "en"),
        judge(message("a/what", register="bn", language="bn"), understood("greet"), "bn"),
    ]
    bengali, english, everything = table(judged)
    assert [row.name for row in (bengali, english, everything)] == ["bn", "en", "all"]
    assert (everything.count, everything.right, everything.asked_back, everything.topic, everything.language) == (
        4,
        25,
        25,
        75,
        75,
    )
    assert everything.both == 50
    assert (bengali.count, bengali.both, bengali.language) == (1, 0, 100)
    assert round(english.language) == 67
    assert table([]) == []


@pytest.mark.parametrize(
    ("expect", "context", "group"),
    [
        ("pmegp/cost", None, "schemes"),
        ("gst-rates/cost", "pmegp", "gst"),
        ("pmegp/cost", "pmegp", "follow-ups"),
        ("ask_without_topic", None, "follow-ups"),
        ("greet", "pmegp", "small talk and wishes"),
        ("out_of_scope", "pmegp", "out of scope"),
        ("nlu_fallback", None, "out of scope"),
    ],
)
def test_what_a_message_is_about(expect: str, context: str | None, group: str) -> None:
    meant = Message("d-1", "en", "text", expect, (), context, "en")
    areas = {"pmegp": "schemes", "gst-rates": "gst"}
    item = judge(meant, understood("greet"), "en")
    assert by_group(areas)(item) == group
    assert [row.name for row in table([item], by_group(areas))] == [group, "all"]


@pytest.mark.parametrize(
    ("got", "answered"),
    [
        (understood("ask", "pmegp", "cost"), True),
        (understood("greet"), True),
        (several("pmegp/cost", "mudra/cost"), True),
        (understood("unsure", candidates=["pmegp"]), False),
        (understood("ask_without_topic"), False),
        (understood("nlu_fallback"), False),
        (understood("out_of_scope"), False),
    ],
)
def test_what_counts_as_an_answer(got: dict[str, Any], answered: bool) -> None:
    assert judge(message("greet"), got, "en").answered == answered


def test_percent() -> None:
    assert (percent(1, 4), percent(0, 0)) == (25, 0)


def test_confusions() -> None:
    judged = [
        *[judge(message("a/what"), understood("greet"), "en")] * 3,
        judge(message("a/what"), understood("stop"), "en"),
        judge(message("a/what"), understood("ask", "a", "what"), "en"),
    ]
    assert confusions(judged) == [("a/what", "greet", 3), ("a/what", "stop", 1)]
    assert confusions(judged, most=1) == [("a/what", "greet", 3)]
