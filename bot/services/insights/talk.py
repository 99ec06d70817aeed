"""What people wrote and what became of it, from the daily counts.

The counts of a day that is over never change: those that were summed up once are remembered, so that a page of ninety
days reads the rows of today alone. Docs: docs/performance.md (The console's figures)."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Integer, Table, cast, func, select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import AnswerRating, Learner, TurnSpeed, TurnTally, Worker, WorkerContact
from bot.services.insights.scope import Period, allowed
from bot.services.officers import Officer
from bot.services.tallies import BUCKETS

DIMENSIONS: Final = ("channel", "language", "register", "topic", "outcome")
TOPICS: Final = 15
"""Topics that are named; the others are a sum."""
_SETTLES: Final = dt.timedelta(hours=1)
"""So long after midnight a turn of the day before may still be counted."""
_REMEMBERED: Final = 4_000
"""Sums of days that one process keeps: a few hundred numbers each."""
_TALLIES: Table = TurnTally.__table__  # type: ignore[assignment]
_SPEEDS: Table = TurnSpeed.__table__  # type: ignore[assignment]
_RATINGS: Table = AnswerRating.__table__  # type: ignore[assignment]

Day = Mapping[tuple[str, str], int]
"""(dimension, value) -> messages; ("", "") all of them; ("", "millis") the sum of their times."""
_Key = tuple[dt.date, frozenset[str] | None]
_days: WeakKeyDictionary[Engine, OrderedDict[_Key, Day]] = WeakKeyDictionary()
_lock = threading.Lock()


@dataclass(frozen=True)
class Talk:
    """`days`: messages by day; `parts`: by dimension and value; `average`: milliseconds to the answer, None where
    nothing was written; `median`, `slow`: of all answers half, and 95 per cent, came within so many milliseconds
    (upper ends of classes; 0: longer than the longest class; None: not known, since times are not kept by
    district)."""

    total: int
    days: Mapping[dt.date, int]
    parts: Mapping[str, Counter[str]]
    average: float | None
    median: int | None
    slow: int | None


@dataclass(frozen=True)
class Thumbs:
    """Of one topic."""

    topic: str
    up: int
    down: int


def talk(session: Session, officer: Officer, period: Period, districts: Collection[str], now: dt.datetime) -> Talk:
    """The messages of a period. Raises `Forbidden`."""
    scope = allowed(officer, districts)
    found = _summed(session, period, scope, now)
    parts: dict[str, Counter[str]] = {name: Counter() for name in DIMENSIONS}
    for day in found.values():
        for (dimension, value), number in day.items():
            if dimension:
                parts[dimension][value] += number
    total = sum(day.get(("", ""), 0) for day in found.values())
    millis = sum(day.get(("", "millis"), 0) for day in found.values())
    speeds = _speeds(session, period) if scope is None else Counter[int]()
    return Talk(
        total, {day: found[day].get(("", ""), 0) for day in period.days}, parts,
        millis / total if total else None, within(speeds, 0.5), within(speeds, 0.95),
    )  # fmt: skip


def thumbs(session: Session, officer: Officer, period: Period, districts: Collection[str]) -> list[Thumbs]:
    """Thumbs by topic, those with most first. Raises `Forbidden`."""
    scope = allowed(officer, districts)
    up = func.sum(cast(_RATINGS.c.helpful, Integer))
    asked = (
        select(_RATINGS.c.topic, up, func.count())
        .where(_RATINGS.c.rated_at >= period.begin, _RATINGS.c.rated_at < period.end)
        .group_by(_RATINGS.c.topic)
    )
    if scope is not None:
        met = (
            select(WorkerContact.contact_id)
            .join(Worker, Worker.id == WorkerContact.worker_id)
            .where(WorkerContact.role == "self", Worker.district.in_(scope))
        )
        taught = select(Learner.contact_id).where(Learner.district.in_(scope))
        asked = asked.where(_RATINGS.c.contact_id.in_(met) | _RATINGS.c.contact_id.in_(taught))
    rows = [Thumbs(topic, int(ups), int(total) - int(ups)) for topic, ups, total in session.execute(asked)]
    return sorted(rows, key=lambda one: (-(one.up + one.down), one.topic))


def within(speeds: Mapping[int, int], share: float) -> int | None:
    """The upper end of the class in which the answer lies that a share (0 to 1) of all were not slower than; None:
    there are none."""
    total = sum(speeds.values())
    if not total:
        return None
    seen = 0
    for end in (*BUCKETS, 0):
        seen += speeds.get(end, 0)
        if seen >= share * total:
            return end
    return 0


def _speeds(session: Session, period: Period) -> Counter[int]:
    days = _SPEEDS.c.day.between(period.first, period.last)
    rows = session.execute(select(_SPEEDS.c.bucket, func.sum(_SPEEDS.c.count)).where(days).group_by(_SPEEDS.c.bucket))
    return Counter({bucket: int(number) for bucket, number in rows})


def _summed(session: Session, period: Period, scope: frozenset[str] | None, now: dt.datetime) -> dict[dt.date, Day]:
    """The sums of each day; those of days that are over are read once."""
    over = (now - _SETTLES).astimezone(INDIA).date()
    engine = session.get_bind().engine
    with _lock:
        kept = _days.setdefault(engine, OrderedDict())
        known = {day: kept[day, scope] for day in period.days if (day, scope) in kept}
        for day in known:
            kept.move_to_end((day, scope))
    missing = [day for day in period.days if day not in known]
    read = _read(session, missing, scope)
    with _lock:
        kept.update({(day, scope): sums for day, sums in read.items() if day < over})
        while len(kept) > _REMEMBERED:
            kept.popitem(last=False)
    return known | read


def _read(session: Session, days: list[dt.date], scope: frozenset[str] | None) -> dict[dt.date, Day]:
    sums: dict[dt.date, dict[tuple[str, str], int]] = {day: {} for day in days}
    if not days:
        return {}
    fits: list[Any] = [_TALLIES.c.day.between(days[0], days[-1])]
    if scope is not None:
        fits.append(_TALLIES.c.district.in_(scope))
    # The index begins with the day: what is known already in between is few, and left out below.
    for name in DIMENSIONS:
        column = _TALLIES.c[name]
        rows = session.execute(
            select(_TALLIES.c.day, column, func.sum(_TALLIES.c.count), func.sum(_TALLIES.c.millis))
            .where(*fits)
            .group_by(_TALLIES.c.day, column)
        )
        _add(sums, name, rows, name == DIMENSIONS[0])
    return dict(sums)


def _add(sums: dict[dt.date, dict[tuple[str, str], int]], name: str, rows: Iterable[Any], total: bool) -> None:
    for day, value, number, millis in rows:
        if day not in sums:
            continue
        sums[day][name, value] = int(number)
        if total:
            sums[day]["", ""] = sums[day].get(("", ""), 0) + int(number)
            sums[day]["", "millis"] = sums[day].get(("", "millis"), 0) + int(millis)
