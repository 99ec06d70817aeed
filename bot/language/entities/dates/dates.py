"""Dates in a message, said or typed in Bengali, Hindi or English, in native or roman letters.

Rules: the day comes before the month in digits (India); weeks run from Monday; "kal" and "parso" are the day before or
after, which only the caller can settle by asking. Dates of the Bengali calendar are not read.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from bot.language.entities.dates.grammar import Context, Direction, Hit, Parts, dated, month_of, single, span
from bot.language.entities.dates.numeric import Digits, digit_dates
from bot.language.entities.dates.pieces import Piece
from bot.language.entities.dates.rules import RULES
from bot.language.entities.dates.tags import Tagged, tag
from bot.language.normalise import to_ascii_digits

__all__ = ["FoundDate", "find_dates"]

_TOUCHING: Final = re.compile(r"[\s,()\-–]*(?:(?:ko|ke|er|e|को|এ|ই)[\s,]+)?")
_LONGEST_READ: Final = 4000  # characters; longer texts are no chat messages


class FoundDate(NamedTuple):
    """A date or a run of days in a text: `text[start:end]` says `day` to `last` (the same for one day).

    `certain` is False where the words allow another reading that the person must confirm.
    """

    day: date
    last: date
    start: int
    end: int
    certain: bool


class _Place(NamedTuple):
    hit: Hit
    start: int
    end: int


def find_dates(text: str, today: date, *, toward: Direction = "future") -> list[FoundDate]:
    """Return the dates of `text` in order and without overlap, seen from `today`.

    `toward` tells in which direction a date without year, a weekday or "kal" lies. Only the first 4000 characters are
    read. Never raises.
    """
    context = Context(today, toward)
    text = to_ascii_digits(text[:_LONGEST_READ])
    places = _in_digits(text, context)
    masked = list(text)
    for place in places:
        masked[place.start : place.end] = "|" * (place.end - place.start)
    places += _in_words("".join(masked), context)
    places.sort(key=lambda place: place.start)
    return [
        FoundDate(hit.first, hit.last, start, end, hit.certain)
        for hit, start, end in _joined(places, text, context)
        if hit.first is not None and hit.last is not None
    ]


def _in_digits(text: str, context: Context) -> list[_Place]:
    return [
        _Place(_of_digits(found, context), found.start, found.end) for found in digit_dates(text, context.today.year)
    ]


def _of_digits(found: Digits, context: Context) -> Hit:
    if not found.valid:
        return single(None)
    if found.day is None and found.year is not None:
        return span(month_of(found.year, found.month))
    return single(dated(found.day or 0, found.month, found.year, context))


def _in_words(text: str, context: Context) -> list[_Place]:
    """The leftmost and there the longest reading, then on behind it."""
    tagged = tag(text)
    places: list[_Place] = []
    at = 0
    while at < len(tagged.code):
        best: tuple[int, Hit] | None = None
        for pattern, reading in RULES:
            match = pattern.match(tagged.code, at)
            if match is None or (best is not None and match.end() <= best[0]):
                continue
            try:
                hit = reading(Parts(match, tagged), context)
            except (OverflowError, ValueError):  # beyond the years 1 and 9999
                hit = single(None)
            if hit is not None and match.end() > at:
                best = match.end(), hit
        if best is None:
            at += 1
            continue
        pieces = _pieces(tagged, at, best[0])
        if pieces:
            places.append(_Place(best[1], pieces[0].start, pieces[-1].end))
        at = best[0]
    return places


def _pieces(tagged: Tagged, start: int, end: int) -> list[Piece]:
    return [piece for piece in tagged.pieces[start:end] if piece is not None]


def _joined(places: list[_Place], text: str, context: Context) -> list[_Place]:
    """Join a weekday with the date that it stands beside ("সোমবার ১৫ জুন", "kal sombar")."""
    joined: list[_Place] = []
    for place in places:
        before = joined[-1] if joined else None
        if before is not None and _TOUCHING.fullmatch(text, before.end, place.start):
            hit = _join(before.hit, place.hit, context)
            if hit is not None:
                joined[-1] = _Place(hit, before.start, place.end)
                continue
        joined.append(place)
    return joined


def _join(one: Hit, other: Hit, context: Context) -> Hit | None:
    if (one.kind == "weekday") == (other.kind == "weekday"):
        return None
    weekday, day = (one.weekday, other) if one.kind == "weekday" else (other.weekday, one)
    if day.first is None or weekday is None or day.kind not in ("day", "near", "kal"):
        return None
    fits = day.first.weekday() == weekday
    if day.kind == "day":
        return day._replace(certain=day.certain and fits)
    if fits:
        return day._replace(certain=True, kind="day")
    try:
        mirrored = context.today - (day.first - context.today)
    except OverflowError:
        return None
    if day.kind == "kal" and mirrored.weekday() == weekday:
        return Hit(mirrored, mirrored, True, "day")
    return None
