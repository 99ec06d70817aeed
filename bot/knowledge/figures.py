"""Puts the figures of a topic into its answers, in each language's habit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.knowledge.model import Figure, Language
from bot.language import format_date, format_percent, format_rupees


def show(figure: Figure, language: Language, today: dt.date) -> str:
    """₹5 lakh / ₹৫ লক্ষ / ₹5 लाख; 35% / ৩৫%; 1 April 2026 / ১ এপ্রিল ২০২৬ / 1 अप्रैल 2026; of a due date the next."""
    if figure.rupees is not None:
        return format_rupees(figure.rupees, language)
    if figure.percent is not None:
        return format_percent(figure.percent, language)
    if figure.due is not None:
        return day(figure.due.next(today), language)
    assert figure.date is not None
    return day(figure.date, language)


def day(date: dt.date, language: Language) -> str:
    """A calendar day in words."""
    return format_date(date, language)


def names(figures: Mapping[str, Figure]) -> set[str]:
    """The placeholders that texts may use: {name} of each, and {name_since} of those that tell since when they hold."""
    return {*figures, *(f"{name}_since" for name, figure in figures.items() if figure.since)}


def fill(text: str, figures: Mapping[str, Figure], language: Language, today: dt.date) -> str:
    """The text with its {names} replaced. The content check has made sure that all are known."""
    shown = {name: show(figure, language, today) for name, figure in figures.items()}
    since = {f"{name}_since": day(f.since, language) for name, f in figures.items() if f.since is not None}
    return text.format_map({**shown, **since})
