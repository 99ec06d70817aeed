"""Reading helpers that tools share: each takes a message and whether the value was just asked for, and gives a plain
value or None. Of a range the upper end counts unless both are asked for."""

from __future__ import annotations

from bot.language.entities.numbers import find_ages, find_amounts, find_durations, find_numbers, find_percents
from bot.tools.choosing import find_choice, find_choices
from bot.tools.words import asks, unknown, yes_no

__all__ = [
    "age",
    "amount",
    "amount_range",
    "asks",
    "find_choice",
    "find_choices",
    "months",
    "number",
    "percent",
    "unknown",
    "yes_no",
]


def amount(text: str, *, asked: bool = False) -> int | None:
    """Whole rupees; of a range the upper end, so that nobody plans with too little."""
    found = find_amounts(text, expected=asked)
    return found[0].high if found else None


def amount_range(text: str, *, asked: bool = False) -> tuple[int, int] | None:
    """Whole rupees from and to; equal unless a range was said."""
    found = find_amounts(text, expected=asked)
    return (found[0].low, found[0].high) if found else None


def months(text: str, *, asked: bool = False) -> int | None:
    """A length of time in whole months; a bare number that was asked for is years."""
    found = find_durations(text, expected=asked)
    return found[0].high if found else None


def percent(text: str, *, asked: bool = False) -> float | None:
    """Per cent: 12.5 means 12.5 %."""
    found = find_percents(text, expected=asked)
    return float(found[0].high) if found else None


def age(text: str, *, asked: bool = False) -> int | None:
    """Completed years of life, possible or not (see `Tool.complaint`)."""
    found = find_ages(text, expected=asked)
    return (found[0].high or found[0].low) if found else None


def number(text: str) -> int | float | None:
    """The first number of the message, whatever it counts: only for a question that asks for one."""
    found = find_numbers(text)
    if not found:
        return None
    value = found[0].value
    return int(value) if value == int(value) else float(value)
