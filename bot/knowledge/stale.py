"""Which topics have to be checked again, and which rest on old sources."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.knowledge.model import Topic

SOON_DAYS = 30
OLD_SOURCE_DAYS = 365

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True)
class Due:
    """A topic and the day from which its facts must be checked again; `days` until then (0 or less: past)."""

    topic: str
    area: str
    review_by: dt.date
    days: int

    @property
    def past(self) -> bool:
        return self.days <= 0


@dataclass(frozen=True)
class OldSource:
    """A source more than a year old. `days`: its age at least, since a year or a month is taken at its end."""

    topic: str
    title: str
    as_of: str
    days: int


@dataclass(frozen=True)
class Stale:
    """What was found on a day."""

    on: dt.date
    past: tuple[Due, ...]
    soon: tuple[Due, ...]
    statuses: dict[str, int]
    sources: tuple[OldSource, ...]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        due = [
            {"topic": one.topic, "area": one.area, "review_by": one.review_by.isoformat(), "days": one.days}
            for one in (*self.past, *self.soon)
        ]
        old = [{"topic": s.topic, "title": s.title, "as_of": s.as_of, "days": s.days} for s in self.sources]
        return {"on": self.on.isoformat(), "due": due, "statuses": self.statuses, "old_sources": old}


def stale(topics: Iterable[Topic], on: dt.date) -> Stale:
    """What is due on a day: past `review_by` or within thirty days of it, and sources that are a year old."""
    topics = list(topics)
    due = [Due(topic.id, topic.area, topic.review_by, (topic.review_by - on).days) for topic in topics]
    due.sort(key=lambda one: (one.days, one.topic))
    old = [
        OldSource(topic.id, source.title, source.as_of, (on - latest).days)
        for topic in topics
        for source in topic.sources
        if source.as_of and (latest := latest_day(source.as_of)) and (on - latest).days > OLD_SOURCE_DAYS
    ]
    return Stale(
        on,
        tuple(one for one in due if one.past),
        tuple(one for one in due if not one.past and one.days <= SOON_DAYS),
        dict(Counter(topic.status for topic in topics).most_common()),
        tuple(sorted(old, key=lambda source: (-source.days, source.topic, source.title))),
    )


def latest_day(as_of: str) -> dt.date | None:
    """The last day that a year, a month or a day may mean; None of anything else ("undated")."""
    found = _DATE.fullmatch(as_of.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return dt.date(year, 12, 31)
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
