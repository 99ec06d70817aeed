"""Do answers hold the facts that were asked for?"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.evaluation.knowledge import figures, judge, numbers
from bot.evaluation.sets import Known
from bot.knowledge.library import Content

TODAY = dt.date(2026, 11, 22)


def row(topics: str = "alpha", aspects: str = "benefit", facts: str = "up to Rs 5 lakh") -> Known:
    return Known("a1", "en", "schemes", "how much?", tuple(topics.split("|")), tuple(aspects.split("|")), facts)


def ask(topic: str, aspect: str, *offered: str, together: tuple[str, ...] = ()) -> dict[str, Any]:
    along = {"together": list(together), "aspects": list(offered)}
    return {"intent": "ask", "topic": topic, "aspect": aspect, **along, "candidates": [], "parts": []}


UNSURE = {
    "intent": "unsure",
    "topic": None,
    "aspect": None,
    "together": [],
    "aspects": [],
    "candidates": ["beta", "alpha"],
    "parts": [],
}
DECLINED = {**UNSURE, "intent": "nlu_fallback", "candidates": []}


@pytest.mark.parametrize(
    ("known", "understood", "verdict", "missing"),
    [
        (row(), ask("alpha", "benefit"), "right", ()),
        (row(facts="35% ; Rs 5,00,000"), ask("alpha", "benefit"), "right", ()),
        (row(facts="subsidy 40%"), ask("alpha", "benefit"), "right topic", (40.0,)),
        (row(), ask("alpha", "cost"), "right topic", (500_000.0,)),
        (row(), ask("alpha", "cost", "benefit"), "asked back", (500_000.0,)),
        (row(), ask("alpha", "cost", together=("benefit",)), "right", ()),
        (row(aspects="cost", facts="free of charge"), ask("alpha", "cost"), "right", ()),
        (row(aspects="cost", facts="free of charge"), ask("alpha", "benefit"), "right topic", ()),
        (row(topics="alpha|beta"), ask("beta", "benefit"), "right", ()),
        (row(), ask("gamma", "benefit"), "wrong scheme", ()),
        (row(), UNSURE, "asked back", ()),
        (row(topics="gamma"), UNSURE, "declined", ()),
        (row(), DECLINED, "declined", ()),
    ],
)
def test_verdicts(
    content: Content, known: Known, understood: dict[str, Any], verdict: str, missing: tuple[float, ...]
) -> None:
    answered = judge(known, understood, content, TODAY)
    assert (answered.verdict, answered.missing) == (verdict, missing)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("₹5 lakh, 35%, 2.5 crore and 1,25,000", {500_000, 35, 25_000_000, 125_000}),
        ("GSTR-3B by 20 December 2026", {20, 2026}),
        ("20,000-30,000 and 20,001 to 1,00,000 gets 3,000", {20_000, 30_000, 20_001, 100_000, 3_000}),
        ("৩৫%", {35}),
        ("no number", set()),
    ],
)
def test_numbers(text: str, expected: set[float]) -> None:
    assert numbers(text) == expected


def test_shares_by_area_and_register(content: Content) -> None:
    found = [judge(row(), understood, content, TODAY) for understood in (ask("alpha", "benefit"), UNSURE, DECLINED)]
    shares = figures(found)
    assert list(shares) == ["area schemes", "register en", "all"]
    assert shares["all"]["count"] == 3
    assert shares["all"]["good"] == pytest.approx(200 / 3)
    assert shares["all"]["wrong scheme"] == 0
