"""What is said of registrations, from the database: own ones and those of people that one helped. Never through the
engine, which keeps what passes through it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.conversation.engine import Say
from bot.db.models import Worker
from bot.services import numbers, workers
from bot.services.training import catalogue
from bot.services.training.catalogue import Query

MOST: Final = 8
"""People in one list: what every channel can show as choices. The latest ones are in it."""
_BUTTON: Final = re.compile(r"reg:(?P<act>show|card):(?P<number>wb[0-9]{9})")


def payload(act: str, number: str) -> str:
    """The payload of a button on a registration: show or card."""
    return f"reg:{act}:{number.lower()}"


def shown(session: Session, contact_id: str, say: Say, now: dt.datetime) -> list[Say]:
    """ "Show my registration": the only one whole; of several a list."""
    known = workers.of_contact(session, contact_id)
    if not known:
        return [Say("registration_none")]
    if len(known) == 1:
        return [_whole(session, contact_id, known[0], now)]
    listed = [_person(session, contact_id, worker, now) for worker in known[:MOST]]
    return [Say("registration_list", {"people": listed, "count": len(known)})]


def saved(session: Session, contact_id: str, say: Say, now: dt.datetime) -> list[Say]:
    """What is said right after a registration was saved. `number` among the values: whose. `trainings`: whether there
    are any in their district."""
    worker = _of(session, contact_id, str(say.values.get("number")))
    if worker is None:
        return [Say("registration_none")]
    near = catalogue.find(session, Query(districts=(worker.district,), limit=1), now)
    values = {"person": _person(session, contact_id, worker, now), "trainings": bool(near)}
    return [Say(say.key, {**say.values, **values})]


def pressed(session: Session, contact_id: str, pressed_payload: str, now: dt.datetime) -> Say | None:
    """A button on one registration; None if it is another button. Nobody sees the registration of somebody whom they
    did not register."""
    match = _BUTTON.fullmatch(pressed_payload)
    if match is None:
        return None
    worker = _of(session, contact_id, match["number"])
    if worker is None:
        return Say("registration_none")
    if match["act"] == "show":
        return _whole(session, contact_id, worker, now)
    return Say("registration_card", {"person": _person(session, contact_id, worker, now)})


def _of(session: Session, contact_id: str, number: str) -> Worker | None:
    worker = workers.by_number(session, number)
    return worker if worker is not None and workers.role(session, worker.id, contact_id) is not None else None


def _whole(session: Session, contact_id: str, worker: Worker, now: dt.datetime) -> Say:
    return Say("registration_shown", {"person": _person(session, contact_id, worker, now)})


def _person(session: Session, contact_id: str, worker: Worker, now: dt.datetime) -> dict[str, Any]:
    """An entry as values; the number of the telephone is masked."""
    entry = workers.as_registered(session, worker, now.astimezone(INDIA).date())
    return {
        "number": worker.number,
        "own": workers.role(session, worker.id, contact_id) == workers.SELF,
        "active": worker.status == workers.ACTIVE,
        "on": worker.registered_at.astimezone(INDIA).date().isoformat(),
        "name": entry.name,
        "phone": workers.masked(entry.phone),
        "district": entry.district,
        "place": entry.place,
        "trades": [{"id": trade.id, "said": trade.said} for trade in entry.trades],
        "wants": [want for want in workers.WANTS if want in (entry.wants or ())],
        "experience": entry.experience,
        "last_place": entry.last_place,
        "last_state": entry.last_state,
        "age": entry.age,
        "gender": entry.gender,
        "education": entry.education,
        "tools": entry.tools,
        "bank": entry.bank,
        "eshram": entry.eshram,
        "shown": numbers.shown(worker.number),
    }
