"""Percentages and lengths of time in a message; ages and years of work are in `ages` and named here too."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.entities.numbers.ages import Age, Experience, find_ages, find_experience
from bot.language.entities.numbers.counted import COUNTED, PERCENT
from bot.language.entities.numbers.measured import LONGEST, YEARS, alone, is_year, lengths, measured, near, whole
from bot.language.entities.numbers.ranges import number_spans
from bot.language.entities.numbers.reading import read_words

__all__ = [
    "Age",
    "Duration",
    "Experience",
    "Percent",
    "find_ages",
    "find_durations",
    "find_experience",
    "find_percents",
]


class Percent(NamedTuple):
    """Per cent (10 means 10 %), `low` equal to `high` unless a range, in `text[start:end]`."""

    low: Decimal
    high: Decimal
    start: int
    end: int


class Duration(NamedTuple):
    """Whole months, `low` equal to `high` unless a range, in `text[start:end]`."""

    low: int
    high: int
    start: int
    end: int


def find_percents(text: str, *, expected: bool = False) -> list[Percent]:
    """Return the percentages of `text`: "12%", "১২ শতাংশ", "barah pratishat", "8 to 10 percent".

    `expected`: a form has just asked for one, so that a bare number of 0 to 100 counts. Never raises.
    """
    words = read_words(text)
    found: list[Percent] = []
    for span in number_spans(text, PERCENT, "%٪％"):
        if span.low.alone:
            continue
        sign = regex.match(r"\s*[%％٪]", text[span.end :])
        follower = near(text, words, span.last.last + 1, span.end)
        start, end = span.start, span.end
        per_hundred = words[span.low.first - 1] if span.low.first else None
        if sign is not None:
            end += sign.end()
        elif follower is not None and PERCENT.fullmatch(follower.key):
            end = follower.end
        elif (
            follower is not None
            and follower.key == "per"
            and (cent := near(text, words, span.last.last + 2, follower.end))
        ):
            if cent.key not in ("cent", "sent"):
                continue
            end = cent.end
        elif per_hundred is not None and per_hundred.key in ("শতকরা", "shotokora", "shatakara", "satakara", "sotokora"):
            start = per_hundred.start
        elif (
            not expected
            or not alone(text, words, span)
            or not span.high_value <= 100
            or (follower is not None and COUNTED.fullmatch(follower.key))
        ):
            continue
        if span.high_value < 100_000 and max(span.low.scale, span.last.scale) <= 100:
            found.append(Percent(span.low_value, span.high_value, start, end))
    return found


def find_durations(text: str, *, expected: bool = False, unit: Literal["years", "months"] = "years") -> list[Duration]:
    """Return the lengths of time of `text` in months: "দেড় বছর" 18, "3 bochor 6 mas" 42, "10-12 saal" 120 to 144.

    `expected`: a form has just asked for one, so that a bare number counts, in `unit`. Days and weeks do not count,
    nor does a calendar year ("saal 2024"). Never raises.
    """
    words = read_words(text)
    found = [Duration(low, high, start, end) for low, high, start, end, _, _ in lengths(text, words)]
    if found or not expected:
        return found
    for part in measured(text, words):
        if part.unit is None and alone(text, words, part.span):
            factor = YEARS if unit == "years" else 1
            low, high = (whole(value * factor) for value in (part.span.low_value, part.span.high_value))
            if 0 < low <= high <= LONGEST and not is_year(part.span):
                return [Duration(low, high, part.span.start, part.end)]
    return []
