"""What the EMI calculator reads of a message, asks and works out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.knowledge.library import Content
from bot.tools.base import Context, Heard
from bot.tools.emi import AMOUNT, EXAMPLE_RATE, MONTHS, RATE, EmiTool

CONTEXT = Context(Content({}, {}, {}), dt.date(2026, 11, 22))
TOOL = EmiTool()


@pytest.mark.parametrize(
    ("text", "asked", "intent", "found"),
    [
        ("5 lakh", AMOUNT, "nlu_fallback", {AMOUNT: 500_000}),
        ("৫০ হাজার টাকা", AMOUNT, "ask", {AMOUNT: 50_000}),
        ("500000", AMOUNT, "nlu_fallback", {AMOUNT: 500_000}),
        ("500000", None, "ask", {}),
        ("5-6 lakh", AMOUNT, "ask", {AMOUNT: 600_000}),
        ("3", MONTHS, "nlu_fallback", {MONTHS: 36}),
        ("18 mas", MONTHS, "ask", {MONTHS: 18}),
        ("12", RATE, "nlu_fallback", {RATE: 12.0}),
        ("साढ़े आठ प्रतिशत", RATE, "ask", {RATE: 8.5}),
        ("jani na", RATE, "deny", {RATE: EXAMPLE_RATE}),
        ("5 lakh 3 bochor 12%", AMOUNT, "ask", {AMOUNT: 500_000, MONTHS: 36, RATE: 12.0}),
        ("na 4 lakh", MONTHS, "deny", {AMOUNT: 400_000}),
        # questions of their own
        ("59 minute loan ki bhabe pabo", MONTHS, "ask", {}),
        ("ki ki kagoj lagbe", MONTHS, "ask", {}),
        ("", AMOUNT, "nlu_fallback", {}),
    ],
)
def test_read(text: str, asked: str | None, intent: str, found: dict[str, float]) -> None:
    assert TOOL.read(text, asked, {}, Heard(CONTEXT, intent)) == found


@pytest.mark.parametrize(
    ("known", "slot"),
    [
        ({}, AMOUNT),
        ({AMOUNT: 1000}, MONTHS),
        ({RATE: 12.0, AMOUNT: 1000}, MONTHS),
        ({AMOUNT: 1000, MONTHS: 12}, RATE),
        ({AMOUNT: 1000, MONTHS: 12, RATE: 0.0}, None),  # no interest is a rate too
    ],
)
def test_next(known: dict[str, Any], slot: str | None) -> None:
    ask = TOOL.next(known, CONTEXT)
    assert (ask.slot if ask else None) == slot
    assert ask is None or ask.key == f"form_ask_emi_{slot}"


@pytest.mark.parametrize(
    ("slot", "value", "complains"),
    [
        (AMOUNT, 999, True),
        (AMOUNT, 1000, False),
        (AMOUNT, 100_000_001, True),
        (MONTHS, 361, True),
        (MONTHS, 360, False),
        (RATE, 60.0, False),
        (RATE, 60.5, True),
    ],
)
def test_complaint(slot: str, value: float, complains: bool) -> None:
    assert TOOL.complaint(slot, value, {}) == (f"emi_{slot}_impossible" if complains else None)


def test_result() -> None:
    ((key, values),) = TOOL.result({AMOUNT: 500_000, MONTHS: 36, RATE: 12.0}, CONTEXT)
    assert key == "emi_result"
    # 16,607 by the annuity formula; 36 unrounded instalments of 16,607.15 make 5,97,858
    assert (values["monthly"], values["total"]) == ({"rupees": 16_607}, {"rupees": 597_858})
    assert values["interest"] == {"rupees": 97_858}
