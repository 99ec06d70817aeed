"""Numbers with the unit of time that follows them, for lengths of time, ages and years of work."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal, NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language.entities.numbers.counted import COUNTED, DAY, MONEY, MONTH, YEAR
from bot.language.entities.numbers.quantity_words import FOREIGN_AFTER
from bot.language.entities.numbers.ranges import Span, number_spans
from bot.language.entities.numbers.reading import Word

YEARS: Final = 12
LONGEST: Final = 1200  # months; a hundred years
_YEAR_OR_MONTH = regex.compile(rf"{YEAR.pattern}|{MONTH.pattern}")


class Measured(NamedTuple):
    """A number or range with the unit after it; `unit` None without one."""

    span: Span
    unit: Literal["year", "month", "percent"] | None
    end: int
    last: int  # place of the last word that belongs to it


class Length(NamedTuple):
    """Whole months, where they are in the text, and the places of their first and last word."""

    low: int
    high: int
    start: int
    end: int
    first: int
    last: int


def whole(value: Decimal) -> int:
    """Round to the nearest whole, halves up."""
    return int(value.to_integral_value(ROUND_HALF_UP))


def near(text: str, words: list[Word], index: int, end: int) -> Word | None:
    """Return the word at `index` when only blanks, a hyphen, dot or bracket stand before it."""
    if index >= len(words) or text[end : words[index].start].strip(" \u00a0-.()'’+"):
        return None
    return words[index]


def measured(text: str, words: list[Word]) -> Iterator[Measured]:
    """Yield the numbers of a text with the units of time after them; numbers of other things are left out."""
    for span in number_spans(text, _YEAR_OR_MONTH):
        last = span.last.last
        follower = near(text, words, last + 1, span.end)
        if follower is not None and follower.key in ("ta", "টা", "to", "টি", "ti") and last + 2 < len(words):
            unit_word = near(text, words, last + 2, follower.end)
            if unit_word is not None and _YEAR_OR_MONTH.fullmatch(unit_word.key):
                follower, last = unit_word, last + 1
        if follower is None:
            backwards = words[span.low.first - 1] if span.low.first else None
            about = (
                backwards is not None
                and _YEAR_OR_MONTH.fullmatch(backwards.key) is not None
                and words[last].key.endswith(("ek", "েক"))
            )
            if about and backwards is not None and span.high is None:  # বছর পাঁচেক
                kind: Literal["year", "month"] = "year" if YEAR.fullmatch(backwards.key) else "month"
                yield Measured(span._replace(start=backwards.start), kind, span.end, last)
                continue
            if not regex.match(r"\s*[%％]", text[span.end :]) and not span.last.glued:
                yield Measured(span, None, span.end, last)
        elif YEAR.fullmatch(follower.key):
            yield Measured(span, "year", follower.end, last + 1)
        elif MONTH.fullmatch(follower.key):
            yield Measured(span, "month", follower.end, last + 1)
        elif not span.last.glued and not (COUNTED.fullmatch(follower.key) and follower.key not in ("to",)):
            yield Measured(span, None, span.end, last)


def is_year(span: Span) -> bool:
    """Tell whether a number is more likely a calendar year."""
    return 1900 <= span.high_value <= 2100


def lengths(text: str, words: list[Word]) -> Iterator[Length]:
    """Yield the lengths of time of a text, calendar years left out; "3 bochor 6 mas" is one."""
    parts = [part for part in measured(text, words) if part.unit in ("year", "month")]
    index = 0
    while index < len(parts):
        part = parts[index]
        index += 1
        span = part.span
        if is_year(span) or span.low.alone:
            continue
        factor = YEARS if part.unit == "year" else 1
        low, high, end, last = whole(span.low_value * factor), whole(span.high_value * factor), part.end, part.last
        if part.unit == "year" and span.high is None and index < len(parts):
            more = parts[index]
            between = regex.sub(r"(?:and|o|ar|aur|ও|আর|এবং|और)", "", text[part.end : more.span.start]).strip(" ,-")
            if more.unit == "month" and more.span.high is None and not between and more.span.high_value < 12:
                low = high = low + whole(more.span.low_value)
                end, last, index = more.end, more.last, index + 1
        if 0 < low <= high <= LONGEST:
            yield Length(low, high, span.start, end, span.low.first, last)


def alone(text: str, words: list[Word], span: Span) -> bool:
    """Tell whether a number is all that a message says, but for a few small words and no other number."""
    others = words[: span.low.first] + words[span.last.last + 1 :]
    if any(word.kind == "digits" for word in others) or len(others) > 6 or span.last.glued:
        return False
    return not any(
        FOREIGN_AFTER.fullmatch(word.key) or MONEY.fullmatch(word.key) or DAY.fullmatch(word.key) for word in others
    )
