"""Figures in the habit of each language."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.figures import day, fill, names, show
from bot.knowledge.model import DueDate, Figure, Language

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("figure", "bn", "hi", "en"),
    [
        (Figure(rupees=500_000), "₹৫ লক্ষ", "₹5 लाख", "₹5 lakh"),
        (Figure(rupees=0), "₹০", "₹0", "₹0"),
        (Figure(percent=35), "৩৫%", "35%", "35%"),
        (Figure(percent=0), "০%", "0%", "0%"),
        (Figure(percent=2.5), "২.৫%", "2.5%", "2.5%"),
        (Figure(date=dt.date(2026, 4, 1)), "১ এপ্রিল ২০২৬", "1 अप्रैल 2026", "1 April 2026"),
        (Figure(due=DueDate(day=20)), "২০ ডিসেম্বর ২০২৬", "20 दिसंबर 2026", "20 December 2026"),
    ],
)
def test_figures(figure: Figure, bn: str, hi: str, en: str) -> None:
    assert [show(figure, language, TODAY) for language in ("bn", "hi", "en")] == [bn, hi, en]


def test_a_text_is_filled() -> None:
    figures = {"money": Figure(rupees=1000), "unused": Figure(percent=1)}
    languages: list[Language] = ["bn", "en"]
    assert [fill("{money} / {money}", figures, language, TODAY) for language in languages] == [
        "₹১,০০০ / ₹১,০০০",
        "₹1,000 / ₹1,000",
    ]
    assert fill("no figure, {{brace}}", figures, "en", TODAY) == "no figure, {brace}"
    with pytest.raises(KeyError):
        fill("{unknown}", figures, "en", TODAY)


def test_a_day() -> None:
    assert day(dt.date(2026, 11, 21), "bn") == "২১ নভেম্বর ২০২৬"


@pytest.mark.parametrize(
    ("due", "today", "expected"),
    [
        (DueDate(day=20), dt.date(2026, 11, 20), dt.date(2026, 11, 20)),
        (DueDate(day=20), dt.date(2026, 11, 21), dt.date(2026, 12, 20)),
        (DueDate(day=13, months=(1, 4, 7, 10)), dt.date(2026, 10, 14), dt.date(2027, 1, 13)),
        (DueDate(day=31, months=(12,)), dt.date(2026, 12, 31), dt.date(2026, 12, 31)),
        (DueDate(day=30, months=(6,)), dt.date(2026, 7, 1), dt.date(2027, 6, 30)),
        (DueDate(day=31, months=(2,)), dt.date(2027, 3, 1), dt.date(2028, 2, 29)),
    ],
)
def test_the_next_due_date(due: DueDate, today: dt.date, expected: dt.date) -> None:
    assert due.next(today) == expected


def test_since_when_a_rate_holds() -> None:
    figures = {"rate": Figure(percent=5, since=dt.date(2025, 9, 22))}
    assert names(figures) == {"rate", "rate_since"}
    assert fill("{rate} since {rate_since}", figures, "en", TODAY) == "5% since 22 September 2025"
