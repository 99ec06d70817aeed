"""What was really so at each moment of the simulation, and from that alone, without the scheduler's plans: which
messages were due to whom. Times of reminders stand here a second time, on purpose."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from bot.clock import INDIA

FAR = dt.datetime.max.replace(tzinfo=dt.UTC)
ACTIVE = ("enrolled", "waiting", "offered")
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
BEFORE = {
    "days3": (72 * HOUR, 30 * HOUR), "day1": (24 * HOUR, 3 * HOUR), "hours2": (2 * HOUR, 20 * MINUTE),
    "link": (15 * MINUTE, -20 * MINUTE),
}  # fmt: skip
"""Kind -> how long before the start it is due, and until when it still helps."""
NIGHT = (21, 8)

Message = tuple[str, str, str]
"""Kind, enrolment, version."""


class Place(NamedTuple):
    """State of an enrolment from a moment on."""

    at: dt.datetime
    status: str
    round: int


class Session(NamedTuple):
    """State of a session from a moment on."""

    at: dt.datetime
    version: int
    starts_at: dt.datetime
    status: str
    mode: str


class Span(NamedTuple):
    """While both stayed as they were."""

    begin: dt.datetime
    end: dt.datetime
    place: Place
    session: Session


@dataclass
class History:
    """`worked`: when the scheduler had done all that was due."""

    of: dict[str, str] = field(default_factory=dict)  # enrolment -> session
    places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    sessions: dict[str, list[Session]] = field(default_factory=lambda: defaultdict(list))
    worked: list[dt.datetime] = field(default_factory=list)

    def saw(self, enrolment: str, session: str, place: Place) -> None:
        """Notes an enrolment, if it is another than before."""
        self.of[enrolment] = session
        known = self.places[enrolment]
        if not known or known[-1][1:] != place[1:]:
            known.append(place)

    def saw_session(self, session: str, state: Session) -> None:
        """Notes a session, likewise."""
        known = self.sessions[session]
        if not known or known[-1][1:] != state[1:]:
            known.append(state)

    def spans(self, enrolment: str) -> Iterator[Span]:
        """The life of an enrolment."""
        places, sessions = self.places[enrolment], self.sessions[self.of[enrolment]]
        edges = sorted({one.at for one in places} | {one.at for one in sessions if one.at > places[0].at})
        for begin, end in pairwise([*edges, FAR]):
            place = [one for one in places if one.at <= begin][-1]
            session = [one for one in sessions if one.at <= begin][-1]
            yield Span(begin, end, place, session)

    def at(self, enrolment: str, moment: dt.datetime) -> Span | None:
        """How it was then."""
        return next((one for one in self.spans(enrolment) if one.begin <= moment < one.end), None)

    def due(self) -> set[Message]:
        """Every reminder, change and cancellation that somebody had to be told."""
        found: set[Message] = set()
        for enrolment in self.places:
            spans = list(self.spans(enrolment))
            for number, span in enumerate(spans):
                found |= self._reminders(enrolment, spans, number)
                if number:
                    found |= self._news(enrolment, spans[number - 1], span)
        return found

    def done_at(self, moment: dt.datetime) -> dt.datetime:
        """When what was due at a moment was done."""
        place = bisect_left(self.worked, moment)
        return self.worked[place] if place < len(self.worked) else FAR

    def _reminders(self, enrolment: str, spans: list[Span], number: int) -> set[Message]:
        span = spans[number]
        found: set[Message] = set()
        if span.place.status != "enrolled" or span.session.status != "planned":
            return found
        if number and _same(spans[number - 1], span):
            return found
        for kind, (before, until) in BEFORE.items():
            if kind == "link" and span.session.mode != "online":
                continue
            due, last = span.session.starts_at - before, span.session.starts_at - until
            if kind == "link":
                due = max(due, span.begin)
            elif _night(due):
                due = due.astimezone(INDIA).replace(hour=NIGHT[1], minute=0).astimezone(dt.UTC)
            done = self.done_at(due)
            if span.begin <= due < last and done < min(span.end, last):
                found.add((kind, enrolment, f"{span.session.version}.{span.place.round}"))
        return found

    def _news(self, enrolment: str, before: Span, span: Span) -> set[Message]:
        old, new = before.session, span.session
        if before.place.status not in ACTIVE or old == new or old.status != "planned":
            return set()
        version = f"{new.version}.{span.place.round}"
        done = self.done_at(span.begin)
        first = max(old.starts_at, new.starts_at)
        if new.status == "cancelled":
            return {("cancelled", enrolment, version)} if done < first else set()
        then = self.at(enrolment, done)
        told = then is not None and then.session == new and then.place.status in ACTIVE and done < first
        return {("changed", enrolment, version)} if new.version != old.version and told else set()


def _same(one: Span, other: Span) -> bool:
    """Whether nothing that a reminder hangs on changed in between."""
    return one.session.version == other.session.version and one.place[1:] == other.place[1:]


def _night(moment: dt.datetime) -> bool:
    hour = moment.astimezone(INDIA).hour
    return hour >= NIGHT[0] or hour < NIGHT[1]
