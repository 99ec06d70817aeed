"""What an official does for a person who asks for their data, or that they go: found by the registration number, within
the official's districts, noted with the reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Worker
from bot.services import audit, numbers
from bot.services.officers import Officer
from bot.services.privacy import erase, export, people
from bot.services.privacy.erase import Erased
from bot.services.privacy.people import Person
from bot.services.worker_search import checked_reason

RIGHT: Final = "privacy"


class UnknownPerson(Exception):
    """Nobody is registered under the number in the official's districts."""


@dataclass(frozen=True)
class Seen:
    """How much is stored of a person. `number`: as it is stored; `channels`: how many they write on."""

    number: str
    summary: export.Summary
    channels: int


def look(session: Session, officer: Officer, number: str) -> Seen:
    """How much there is of a person, before anything is done. Raises `Forbidden`, `UnknownPerson`."""
    who, stored = _person(session, officer, number)
    return Seen(stored, export.summary(session, who), len(who.contacts))


def take_out(
    session: Session, officer: Officer, number: str, reason: str, now: dt.datetime
) -> tuple[dict[str, Any], Person]:
    """Everything that is stored of a person, for themselves. Raises as `look`, and `BadFilter` (field `reason`)."""
    reason = checked_reason(reason)
    who, _ = _person(session, officer, number)
    _note(session, officer, who, "export_person", reason, now)
    return export.everything(session, who, now), who


def erase_person(session: Session, officer: Officer, number: str, reason: str, now: dt.datetime) -> Erased:
    """Erases a person everywhere in this database, for good. What the engine remembers is the caller's to erase
    (services/engine_memory.py). Raises as `take_out`."""
    officer.need(RIGHT, change=True)
    reason = checked_reason(reason)
    who, _ = _person(session, officer, number)
    _note(session, officer, who, "erase_person", reason, now)
    done = erase.person(session, who, now)
    erase.purge(session, now)
    return done


def _person(session: Session, officer: Officer, number: str) -> tuple[Person, str]:
    officer.need(RIGHT)
    stored = numbers.valid(number)
    found = people.named(session, stored) if stored is not None else []
    who = found[0] if found else Person()
    districts = session.scalars(select(Worker.district).where(Worker.id.in_(who.workers))).all()
    if stored is None or not districts or not all(map(officer.sees, districts)):
        raise UnknownPerson("Nobody is registered under this number in your districts.")
    return who, stored


def _note(session: Session, officer: Officer, who: Person, act: str, reason: str, now: dt.datetime) -> None:
    noted = people.unnamed(session, who, reason)
    about = next(iter((*who.workers, *who.contacts)), "")
    audit.note(session, officer.name, act, now, about=about, reason=noted, address=officer.address)
