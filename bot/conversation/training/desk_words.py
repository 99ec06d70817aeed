"""How a session is told to those who give it, as values of messages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from bot.services.training import attendance
from bot.services.training.catalogue import Upcoming
from bot.services.training.desk import Counts

GONE: Final = "desk_gone"
"""Key of what is said to a button about a session that is not (any more) theirs."""


def act(title: str, payload: str, **values: Any) -> dict[str, Any]:
    """A button."""
    return {"title": title, "payload": payload, "values": values}


def told(upcoming: Upcoming) -> dict[str, Any]:
    """What is taught, on which day, from when to when, and where."""
    one = upcoming.session
    return {
        "title": {"said": upcoming.course.title}, "day": {"on": one.starts_at.isoformat()},
        "time": {"at": one.starts_at.isoformat()}, "until": {"at": one.ends_at.isoformat()}, "place": where(upcoming),
    }  # fmt: skip


def where(upcoming: Upcoming) -> dict[str, Any]:
    """The place with its district, or that it is online."""
    one = upcoming.session
    if one.mode == "online":
        return {"key": "desk_online", "values": {}}
    district = {"choice": f"district.{one.district.replace('-', '_')}"}
    return {"key": "desk_place", "values": {"place": one.place, "district": district}} if one.place else district


def line(number: int, upcoming: Upcoming, people: Counts, now: dt.datetime) -> dict[str, Any]:
    """One line of the list of sessions."""
    key = "desk_line_over" if late(upcoming, now) else "desk_line_now" if begun(upcoming, now) else "desk_line"
    values = {"number": number, "enrolled": people.enrolled, "capacity": people.capacity, "came": people.came}
    return {"key": key, "values": {**told(upcoming), **values}}


def soon(upcoming: Upcoming, now: dt.datetime) -> bool:
    """Whether people may check in by now, or could until it ended."""
    return now >= upcoming.session.starts_at - attendance.EARLY


def begun(upcoming: Upcoming, now: dt.datetime) -> bool:
    """Whether it has begun."""
    return now >= upcoming.session.starts_at


def late(upcoming: Upcoming, now: dt.datetime) -> bool:
    """Whether it is over."""
    return now >= upcoming.session.ends_at
