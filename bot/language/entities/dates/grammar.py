"""What runs of date tags mean: every rule is a pattern over the tags of `tags` and a reading of its parts.

A reading gives a `Hit` (a date, or a place that is known to be none and is passed over) or None where the words are
not what the pattern takes them for.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from bot.language.entities.dates.tags import Tagged
from bot.language.entities.dates.words import DAY, MONTH, WEEK

Direction = Literal["future", "past"]


class Hit(NamedTuple):
    """A reading: `first..last`, `kind` says what it may be joined with; `first` is None for "no date here"."""

    first: date | None
    last: date | None
    certain: bool
    kind: Literal["day", "near", "kal", "weekday", "range", "none"]
    weekday: int | None = None


NOTHING: Final = Hit(None, None, True, "none")


class Context(NamedTuple):
    """The day from which is counted and where a date without year is looked for."""

    today: date
    toward: Direction


class Parts:
    """The parts of a match: `value("d")` is the value of the tag at the start of group d."""

    def __init__(self, match: re.Match[str], tagged: Tagged) -> None:
        self.match = match
        self.tagged = tagged

    def has(self, name: str) -> bool:
        return self.match[name] is not None

    def value(self, name: str) -> int:
        """Value of a group; of several tags the last that has one counts ("N t" is N, "n O" twenty first)."""
        start, end = self.match.span(name)
        values = self.tagged.values[start:end]
        code = self.tagged.code[start:end]
        if len(code) == 2 and code[1] == "O":
            return values[0] + values[1] if values[0] in (20, 30) and values[1] < 10 else 99
        return values[0]

    def code(self, name: str) -> str:
        return self.match[name] or ""

    def word(self, name: str) -> str:
        piece = self.tagged.pieces[self.match.start(name)]
        return piece.key if piece else ""

    def before(self) -> str:
        return self.tagged.code[self.match.start() - 1] if self.match.start() else ""

    def after(self, distance: int = 0) -> str:
        end = self.match.end() + distance
        return self.tagged.code[end] if end < len(self.tagged.code) else ""

    def word_at(self, offset: int) -> str:
        """The word `offset` tags behind the match (0 is the next, -1 the one before it)."""
        index = self.match.end() + offset if offset >= 0 else self.match.start() + offset
        piece = self.tagged.pieces[index] if 0 <= index < len(self.tagged.pieces) else None
        return piece.key if piece else ""


def shifted(day: date, months: int) -> date:
    """Return `day` some months on or back, the last of the month where it has no such day. OverflowError beyond the
    calendar.
    """
    month = day.year * 12 + day.month - 1 + months
    year = month // 12
    if not 1 <= year <= 9999:
        raise OverflowError("outside the calendar")
    return date(year, month % 12 + 1, min(day.day, monthrange(year, month % 12 + 1)[1]))


def month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def dated(day: int, month: int, year: int | None, context: Context) -> date | None:
    """Return the date, without a year the nearest in the direction of the context; None if there is none."""
    today = context.today
    years = [year] if year is not None else [today.year + step for step in range(-8, 9)]
    days = [date(y, month, day) for y in years if 1 <= y <= 9999 and 1 <= month <= 12 and _exists(y, month, day)]
    if year is not None:
        return days[0] if days else None
    if context.toward == "future":
        return min((found for found in days if found >= today), default=None)
    return max((found for found in days if found <= today), default=None)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= monthrange(year, month)[1]


def near_month(month: int, context: Context) -> tuple[date, date]:
    """The nearest such month in the direction of the context; the running one counts."""
    today = context.today
    year = today.year
    if context.toward == "future" and month < today.month:
        year += 1
    elif context.toward == "past" and month > today.month:
        year -= 1
    return month_of(year, month)


def day_of_month(day: int, context: Context) -> date | None:
    """The nearest such day of a month in the direction of the context, today included."""
    today = context.today
    step = 1 if context.toward == "future" else -1
    for months in range(4):
        first = shifted(today.replace(day=1), step * months)
        if _exists(first.year, first.month, day):
            found = first.replace(day=day)
            if (found - today).days * step >= 0:
                return found
    return None


def unit_range(unit: int, move: int, context: Context) -> tuple[date, date]:
    """The week, month or year that lies `move` units from the running one; of the running one the rest, toward the
    past what has gone by of it.
    """
    today = context.today
    if unit == WEEK:
        first = today - timedelta(days=today.weekday()) + timedelta(days=7 * move)
        last = first + timedelta(days=6)
    elif unit == MONTH:
        first = shifted(today.replace(day=1), move)
        last = month_of(first.year, first.month)[1]
    else:
        first, last = date(today.year + move, 1, 1), date(today.year + move, 12, 31)
    if move == 0:
        return (today, last) if context.toward == "future" else (first, today)
    return first, last


def near_weekday(weekday: int, mark: str, context: Context) -> Hit:
    """A weekday: "next" and "last" never mean today; "this" may; without any of them it is not sure on that day."""
    today = context.today
    ahead = (weekday - today.weekday()) % 7
    backward = mark == "-" or (mark != "+" and context.toward == "past")
    if ahead == 0 and mark == "=":
        return Hit(today, today, False, "weekday", weekday)
    move = (ahead or 7) - (7 if ahead else 14) if backward else ahead or 7
    day = today + timedelta(days=move)
    return Hit(day, day, ahead != 0 or mark in ("+", "-"), "weekday", weekday)


def moved(start: date, count: int, unit: int) -> date:
    if unit in (DAY, WEEK):
        return start + timedelta(days=count * unit)
    return shifted(start, count * (1 if unit == MONTH else 12))


def is_year(value: int) -> bool:
    return 1900 <= value <= 2099


def single(day: date | None, certain: bool = True, kind: Literal["day", "near", "kal"] = "day") -> Hit:
    return Hit(day, day, certain, kind) if day is not None else NOTHING


def span(days: tuple[date, date], certain: bool = True) -> Hit:
    return Hit(days[0], days[1], certain, "range")


Reading = Callable[[Parts, Context], "Hit | None"]
