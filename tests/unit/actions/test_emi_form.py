"""What the EMI form reads of a message."""

from __future__ import annotations

import pytest

from rasa_project.actions.emi import AMOUNT, EXAMPLE_RATE, MONTHS, RATE, read


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
    assert read(text, asked, intent) == found
