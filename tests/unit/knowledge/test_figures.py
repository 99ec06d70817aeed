"""Figures in the habit of each language."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.figures import day, fill, show
from bot.knowledge.model import Figure, Language


@pytest.mark.parametrize(
    ("figure", "bn", "hi", "en"),
    [
        (Figure(rupees=500_000), "₹৫ লক্ষ", "₹5 लाख", "₹5 lakh"),
        (Figure(rupees=0), "₹০", "₹0", "₹0"),
        (Figure(percent=35), "৩৫%", "35%", "35%"),
        (Figure(percent=0), "০%", "0%", "0%"),
        (Figure(percent=2.5), "২.৫%", "2.5%", "2.5%"),
        (Figure(date=dt.date(2026, 4, 1)), "১ এপ্রিল ২০২৬", "1 अप्रैल 2026", "1 April 2026"),
    ],
)
def test_figures(figure: Figure, bn: str, hi: str, en: str) -> None:
    assert [show(figure, language) for language in ("bn", "hi", "en")] == [bn, hi, en]


def test_a_text_is_filled() -> None:
    figures = {"money": Figure(rupees=1000), "unused": Figure(percent=1)}
    languages: list[Language] = ["bn", "en"]
    assert [fill("{money} / {money}", figures, language) for language in languages] == [
        "₹১,০০০ / ₹১,০০০",
        "₹1,000 / ₹1,000",
    ]
    assert fill("no figure, {{brace}}", figures, "en") == "no figure, {brace}"
    with pytest.raises(KeyError):
        fill("{unknown}", figures, "en")


def test_a_day() -> None:
    assert day(dt.date(2026, 11, 21), "bn") == "২১ নভেম্বর ২০২৬"
