"""Who takes part in a session, and marking by hand who came, came late or left early."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training.desk_words import GONE, act, begun, late, soon, told
from bot.db.models import Trainer
from bot.language import to_ascii_digits
from bot.language.entities import find_times
from bot.services.training import attendance, catalogue, plans, trainers
from bot.services.training import desk as service
from bot.services.training.catalogue import Refused, Upcoming
from bot.services.training.desk import Participant, page_of

_NUMBERS: Final = re.compile(r"\d{1,2}")
_BETWEEN: Final = re.compile(r"[\s\d,;:.&+/()।-]+")
_JOINERS: Final = frozenset(
    {
        "and", "ar", "aur", "o", "no", "nos", "number", "numbers", "nombor", "to", "se", "came", "come", "present",
        "here", "ache", "ese", "esechen", "aaye", "aye", "hai", "hain", "ও", "আর", "এবং", "নম্বর", "এসেছেন", "এসেছে",
        "আছেন", "আছে", "और", "नंबर", "आए", "आये", "हैं", "है",
    }
)  # fmt: skip
"""Words that may stand between the numbers of those who came; with any other word the text is not a list."""


def listed(db: Session, trainer: Trainer, upcoming: Upcoming, page: int, now: dt.datetime) -> Say:
    """A page of those with a place. Their numbers are buttons; several can be typed at once."""
    one = upcoming.session
    back = act("desk_back", f"desk:see:{one.id}")
    people, total = service.people(db, one.id, max(1, page), page_of(db, trainer))
    if not people:
        return Say("desk_list_empty", {"acts": [back]})
    first = people[0].number - 1
    lines = [_line(person, person.number - first, now, upcoming) for person in people]
    # Without names: the titles of buttons are remembered with the trainer's chat.
    acts = [act("desk_number", f"desk:who:{person.enrolment_id}", number=person.number - first) for person in people]
    if first + len(people) < total:
        acts.append(act("desk_next", f"desk:list:{one.id}:{page + 1}"))
    values = {**told(upcoming), "lines": lines, "total": total, "acts": [*acts, back]}
    if not soon(upcoming, now):
        return Say("desk_list_before", values | {"acts": [*acts[len(people) :], back]})
    return Say("desk_list", values | {"hears": f"desk:nos:{one.id}:{page}"})


def pressed(
    db: Session, trainer: Trainer, what: str, enrolment_id: str, rest: str, now: dt.datetime, around: Surroundings
) -> Say:
    """One person of the list: what can be marked, or the mark."""
    found = _theirs(db, trainer, enrolment_id)
    if found is None:
        return Say(GONE, {"acts": [act("desk_today", "desk:today")]})
    upcoming, person = found
    if what == "who" or not soon(upcoming, now):
        return _card(upcoming, person, now, page_of(db, trainer))
    session = upcoming.session
    match rest:
        case "here":
            return _marked(db, trainer, upcoming, person, session.starts_at, None, now, around)
        case "not":
            return _marked(db, trainer, upcoming, person, None, None, now, around)
        case "late" | "left" if late(upcoming, now):
            # When it was, only they know: it is asked.
            hears = f"desk:at:{enrolment_id}:{rest}"
            return Say("desk_when_late" if rest == "late" else "desk_when_left", {"hears": hears, **told(upcoming)})
        case "late":
            return _marked(db, trainer, upcoming, person, now, None, now, around)
        case "left":
            return _marked(db, trainer, upcoming, person, person.came_at or session.starts_at, now, now, around)
    return _card(upcoming, person, now, page_of(db, trainer))


def time_said(
    db: Session, trainer: Trainer, enrolment_id: str, what: str, text: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """When somebody came or left, typed after it was asked; None if the text names no time."""
    found, times = _theirs(db, trainer, enrolment_id), find_times(text, expected=True)
    if found is None or not times:
        return None
    upcoming, person = found
    session = upcoming.session
    at = _within(times[0].time, times[0].certain, upcoming)
    if at is None:
        return Say("desk_when_outside", {**told(upcoming), "hears": f"desk:at:{enrolment_id}:{what}"})
    came = at if what == "late" else person.came_at or session.starts_at
    left = at if what == "left" else person.left_at
    if left is not None and left <= came:
        return Say("desk_when_outside", {**told(upcoming), "hears": f"desk:at:{enrolment_id}:{what}"})
    return _marked(db, trainer, upcoming, person, came, left, now, around)


def numbers_said(
    db: Session, trainer: Trainer, upcoming: Upcoming, page: int, text: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """ "3, 5 and 8": these came. None if the text is no list of numbers."""
    plain = to_ascii_digits(text).casefold()
    numbers = {int(number) for number in _NUMBERS.findall(plain)}
    words = [word for word in _BETWEEN.split(plain) if word]
    if not numbers or any(word not in _JOINERS for word in words) or re.search(r"\d{3}", plain):
        return None
    people, _ = service.people(db, upcoming.session.id, max(1, page), page_of(db, trainer))
    wanted = [person for at, person in enumerate(people, 1) if at in numbers]
    if len(wanted) < len(numbers):
        hears = f"desk:nos:{upcoming.session.id}:{page}"
        return Say("desk_numbers_unknown", {"count": len(people), "hears": hears})
    schedule = plans.Schedule(around.content.reminders, around.rules)
    for person in wanted:
        if person.came_at is None:
            came = upcoming.session.starts_at
            attendance.mark(db, trainer, person.enrolment_id, came, None, now, schedule=schedule)
    back = act("desk_list", f"desk:list:{upcoming.session.id}:{page}")
    return Say("desk_marked_several", {"count": len(wanted), "acts": [back]})


def _theirs(db: Session, trainer: Trainer, enrolment_id: str) -> tuple[Upcoming, Participant] | None:
    found = service.participant(db, enrolment_id)
    upcoming = catalogue.get(db, found[0].session_id) if found is not None else None
    if found is None or upcoming is None or not trainers.sees(trainer, upcoming):
        return None
    return upcoming, found[1]


def _marked(
    db: Session, trainer: Trainer, upcoming: Upcoming, person: Participant, came: dt.datetime | None,
    left: dt.datetime | None, now: dt.datetime, around: Surroundings,
) -> Say:  # fmt: skip
    schedule = plans.Schedule(around.content.reminders, around.rules)
    try:
        attendance.mark(db, trainer, person.enrolment_id, came, left, now, schedule=schedule)
    except Refused:
        return Say(GONE, {"acts": [act("desk_today", "desk:today")]})
    after = service.participant(db, person.enrolment_id)
    shown = after[1] if after is not None else person
    return _card(upcoming, shown, now, page_of(db, trainer), "desk_marked")


def _card(upcoming: Upcoming, person: Participant, now: dt.datetime, size: int, key: str = "desk_person") -> Say:
    page = (person.number - 1) // size + 1
    back = act("desk_list", f"desk:list:{upcoming.session.id}:{page}")
    values = {"name": _name(person), "state": _state(person, now, upcoming)}
    marks = [act(f"desk_mark_{mark}", f"desk:came:{person.enrolment_id}:{mark}") for mark in _marks(upcoming, now)]
    return Say(key, values | {"acts": [*marks, back]})


def _marks(upcoming: Upcoming, now: dt.datetime) -> tuple[str, ...]:
    if not soon(upcoming, now):
        return ()
    return ("here", "late", "left", "not") if begun(upcoming, now) else ("here", "not")


def _line(person: Participant, number: int, now: dt.datetime, upcoming: Upcoming) -> dict[str, Any]:
    values = {"number": number, "name": _name(person), "state": _state(person, now, upcoming)}
    return {"key": "desk_list_line", "values": values}


def _name(person: Participant) -> str | dict[str, Any]:
    return person.name or {"key": "desk_no_name", "values": {}}


def _state(person: Participant, now: dt.datetime, upcoming: Upcoming) -> dict[str, Any] | str:
    if person.came_at is None:
        return {"key": "desk_state_not", "values": {}} if begun(upcoming, now) else ""
    came = {"came": {"at": person.came_at.isoformat()}}
    if person.left_at is not None:
        return {"key": "desk_state_left", "values": {**came, "left": {"at": person.left_at.isoformat()}}}
    return {"key": "desk_state_came", "values": came}


def _within(said: dt.time, certain: bool, upcoming: Upcoming) -> dt.datetime | None:
    """The moment of a time of day within the session; a time that may be morning or evening is whichever lies in
    it."""
    session = upcoming.session
    day = session.starts_at.astimezone(INDIA).date()
    hours = [said] if certain else [said, said.replace(hour=(said.hour + 12) % 24)]
    moments = [dt.datetime.combine(day, hour, INDIA) for hour in hours]
    return next((at for at in moments if session.starts_at <= at <= session.ends_at), None)
