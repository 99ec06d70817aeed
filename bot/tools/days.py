"""How late something is: in days, weeks or months, or since a date."""

from __future__ import annotations

import datetime as dt
from typing import Final

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.entities.dates import find_dates
from bot.language.entities.numbers import find_numbers

_UNITS: Final = (
    (1, r"(?:days?|din|dino?|diner|দিন\p{M}*|দিনের|दिन\p{M}*|दिनों)"),
    (7, r"(?:weeks?|soptaho?|saptaho?|hafte?|hafta|hopta|সপ্তাহ\p{M}*|হপ্তা|हफ़्ते|हफ्ते|हफ़्ता|हफ्ता|सप्ताह)"),
    (30, r"(?:months?|mas|mase?r?|mahine?|mahina|মাস\p{M}*|মাসের|महीने|महीना|माह|मास)"),
)
_AFTER: Final = tuple((days, regex.compile(rf"\s*[-]?\s*{unit}(?![\p{{L}}\p{{M}}])", regex.I)) for days, unit in _UNITS)


def find_days(text: str, today: dt.date, *, asked: bool = False) -> int | None:
    """Days late as of `today`: "40 din", "2 months" (of 30 days), or the due date. `asked`: a bare number counts too.
    Negative for a date in the future; None if nothing is said of it."""
    numbers = find_numbers(text)
    for number in numbers:
        for days, unit in _AFTER:
            if unit.match(text, number.end) and number.value == int(number.value):
                return int(number.value) * days
    for date in find_dates(text, today, toward="past"):
        if date.day == date.last:
            return (today - date.day).days
    whole = [number for number in numbers if number.value == int(number.value)]
    if asked and len(numbers) == len(whole) == 1 and not text[whole[0].end : whole[0].end + 1].isalpha():  # "3b"
        return int(whole[0].value)
    return None
