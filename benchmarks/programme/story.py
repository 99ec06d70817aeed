"""What happens in the simulated programme: drawn before it begins, from a seed."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any, Literal

from benchmarks.programme.hands import CHANNEL
from bot.clock import INDIA
from bot.db.models import Agency, Course, Programme, TrainingSession
from bot.db.session import Database
from bot.services import contacts
from bot.services.training import attendance

BEGIN = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
STARTS = (dt.time(9), dt.time(10), dt.time(11, 30), dt.time(14), dt.time(15, 30))
"""In India. At 9 the reminder of two hours before falls into the night and comes at 8."""
DISTRICTS = ("malda", "nadia", "howrah", "purulia", "darjeeling")

Kind = Literal["enrol", "give_up", "move", "cancel", "answer"]


@dataclass(frozen=True)
class Size:
    """How much happens. `days`: from the first day to the last session; `kills`: of each of the two processes."""

    people: int = 3_000
    sessions: int = 60
    days: int = 120
    kills: int = 25


@dataclass(frozen=True, order=True)
class Event:
    """Something that somebody does. `who`: people of the simulation by number; `session`: likewise."""

    at: dt.datetime
    kind: Kind = field(compare=False)
    session: int = field(compare=False)
    who: tuple[int, ...] = field(default=(), compare=False)


@dataclass
class World:
    """`sessions`, `people`: ids in the database by number; `events`: in order; `down`: when no scheduler runs."""

    sessions: list[str]
    people: list[str]
    events: list[Event]
    down: list[tuple[dt.datetime, dt.datetime]]


def made(database: Database, size: Size, chance: random.Random) -> World:
    """Enters programme, sessions and people, and draws what will happen."""
    starts = [_start(chance, 5 + number * (size.days - 8) / size.sessions) for number in range(size.sessions)]
    with database.session() as db:
        people = [contacts.find_or_create(db, CHANNEL, f"{CHANNEL}-{n}", BEGIN).id for n in range(size.people)]
    sessions = _sessions(database, starts, size.people // size.sessions, chance)
    events: list[Event] = []
    order = list(range(size.people))
    chance.shuffle(order)
    each = size.people // size.sessions
    for number, start in enumerate(starts):
        mine = order[number * each : (number + 1) * each]
        mine += chance.sample(order, each // 5)  # who takes part in another one, too
        events += _of_session(chance, number, start, list(dict.fromkeys(mine)))
    # A scheduler that was off for more than a day, and one for some hours.
    first = _awake(BEGIN + chance.uniform(0.3, 0.4) * size.days * DAY, 8)
    second = _awake(BEGIN + chance.uniform(0.6, 0.7) * size.days * DAY, 9)
    return World(sessions, people, sorted(events), [(first, first + 26 * HOUR), (second, second + 5 * HOUR)])


def moved(chance: random.Random, start: dt.datetime, now: dt.datetime) -> dict[str, Any]:
    """What becomes of a session that is changed: another day, or only another place and link."""
    if chance.random() < 0.3:
        number = chance.randint(2, 99)
        return {"place": f"Hall {number}", "link": f"https://example.org/{number}"}
    days = (start.astimezone(INDIA).date() - now.astimezone(INDIA).date()).days + chance.randint(1, 5)
    return {"starts_at": _on(now.astimezone(INDIA).date() + days * DAY, chance.choice(STARTS))}


def _of_session(chance: random.Random, number: int, start: dt.datetime, mine: list[int]) -> list[Event]:
    events = []
    third = len(mine) // 3 + 1
    for some in (mine[at : at + third] for at in range(0, len(mine), third)):
        events.append(Event(_by_day(chance, start, 25), "enrol", number, tuple(some)))
    for person in mine:
        if chance.random() < 0.12:
            events.append(Event(_by_day(chance, start, 12), "give_up", number, (person,)))
        if chance.random() < 0.03:
            events.append(Event(_by_day(chance, start, 6), "enrol", number, (person,)))  # again, after all
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
        events.append(Event(_by_day(chance, start, chance.choice((0.2, 1, 2, 8))), "move", number))
    if chance.random() < 0.1:
        events.append(Event(_by_day(chance, start, chance.choice((0.2, 3))), "cancel", number))
    return events


def _by_day(chance: random.Random, start: dt.datetime, days: float) -> dt.datetime:
    """A moment of a day in the last so many days before a session, at an odd second."""
    at = max(BEGIN, start - chance.uniform(0.01, days) * DAY)
    here = at.astimezone(INDIA)
    if not 9 <= here.hour < 20:
        at = _on(here.date(), dt.time(chance.randint(9, 19), chance.randint(0, 59)))
    return max(BEGIN, min(at, start - dt.timedelta(minutes=2))) + dt.timedelta(seconds=chance.uniform(1, 50))


def _start(chance: random.Random, days: float) -> dt.datetime:
    return _on(BEGIN.astimezone(INDIA).date() + int(days) * DAY, chance.choice(STARTS))


def _awake(moment: dt.datetime, hour: int) -> dt.datetime:
    return _on(moment.astimezone(INDIA).date(), dt.time(hour, 10))


def _on(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, INDIA).astimezone(dt.UTC)


def _sessions(database: Database, starts: list[dt.datetime], each: int, chance: random.Random) -> list[str]:
    with database.session() as db:
        programme = Programme(code="P", title={"en": "Simulated"}, starts_on=BEGIN.date(), ends_on=starts[-1].date())
        db.add(programme)
        db.flush()
        agency = Agency(code="A", programme_id=programme.id, name="Simulated agency")
        db.add(agency)
        db.flush()
        title = {"en": "GST", "bn": "জিএসটি", "hi": "जीएसटी"}
        courses = [
            Course(code=f"C{n}", agency_id=agency.id, title=title, topic="gst", languages=["bn"],
                   assessment="digital-marketing" if n % 2 else "") for n in range(len(starts))
        ]  # fmt: skip
        db.add_all(courses)
        db.flush()
        found = [
            TrainingSession(
                code=f"S{n}", course_id=courses[n].id, district=chance.choice(DISTRICTS),
                mode="online" if n % 3 == 0 else "classroom", place="Hall 1", link="https://example.org/1",
                starts_at=start, ends_at=start + 3 * HOUR, capacity=max(2, int(each * 0.95)),
                secret=attendance.new_secret(), created_at=BEGIN,
            )
            for n, start in enumerate(starts)
        ]  # fmt: skip
        db.add_all(found)
        db.flush()
        return [one.id for one in found]
