"""The registration between the form and the register: what the form knows as an entry, and an entry as the form's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.services import consent, preferences, workers
from bot.services.workers import Registration, Trade
from bot.tools import worker_slots as slots
from bot.tools.base import Known

ENTRY = "entry"
"""Known of the entry that is changed: its id, where that is not the person's own."""
SEPARATE = "separate"
"""Known when the number is somebody else's too and nothing proves that they are the same person."""
SHARES: Mapping[str, str] = {name: f"share_{name}" for name in slots.SHARED}
"""Purposes of consent by what the form calls those whom data are passed on to."""


def agreed(known: Known) -> bool:
    """Whether consent was given in this form."""
    return known.get(slots.CONSENT) == slots.YES


def registration(known: Known, language: str) -> Registration:
    """What the form knows, as it is entered."""
    trades = tuple(Trade(str(one["id"]), one.get("said")) for one in known.get(slots.TRADES) or ())
    wants = known.get(slots.WANTS)
    return Registration(
        str(known[slots.NAME]), str(known[slots.PHONE]), str(known[slots.DISTRICT]), trades,
        place=known.get(slots.PLACE), wants=frozenset(wants) if wants is not None else None,
        experience=known.get(slots.EXPERIENCE), last_place=known.get(slots.LAST_PLACE),
        last_state=known.get(slots.LAST_STATE), age=known.get(slots.AGE), gender=known.get(slots.GENDER),
        education=known.get(slots.EDUCATION), tools=known.get(slots.TOOLS), bank=_truth(known.get(slots.BANK)),
        eshram=_truth(known.get(slots.ESHRAM)), language=language,
    )  # fmt: skip


def of_entry(session: Session, worker_id: str, contact_id: str, now: dt.datetime) -> dict[str, Any] | None:
    """An entry as the form knows it when it is changed; None if there is no such entry (any more)."""
    worker = workers.get(session, worker_id)
    if worker is None:
        return None
    entry = workers.as_registered(session, worker, now.astimezone(INDIA).date())
    own = workers.role(session, worker_id, contact_id) == workers.SELF
    known: dict[str, Any] = {
        slots.KNOWN_ALREADY: True, slots.CONSENT: slots.YES, slots.NAME: entry.name, slots.PHONE: entry.phone,
        slots.DISTRICT: entry.district, slots.PLACE: entry.place,
        slots.TRADES: [{"id": one.id, **({"said": one.said} if one.said else {})} for one in entry.trades],
        slots.WANTS: [want for want in slots.WANTED if want in (entry.wants or ())] or None,
        slots.EXPERIENCE: entry.experience, slots.LAST_PLACE: entry.last_place, slots.LAST_STATE: entry.last_state,
        slots.AGE: entry.age, slots.GENDER: entry.gender, slots.EDUCATION: entry.education, slots.TOOLS: entry.tools,
        slots.BANK: _word(entry.bank), slots.ESHRAM: _word(entry.eshram),
        slots.SHARE: [one for one, purpose in SHARES.items() if consent.granted(session, worker_id, purpose)] or None,
    }  # fmt: skip
    if own:
        wishes = preferences.overview(session, contact_id)
        known[slots.UPDATES] = slots.YES if wishes is not None and wishes.on["announcements"] else None
    else:
        known[slots.OTHER], known[ENTRY] = True, worker_id
    return {slot: value for slot, value in known.items() if value is not None}


def for_somebody_else(before: Known, known: Known) -> dict[str, Any]:
    """What is known once it turns out that somebody else is registered: what was said, and nothing that the register
    knows of the person who writes. They must agree for themselves."""
    own = {slots.OWN_PHONE, slots.KNOWN_ALREADY, slots.CONSENT, ENTRY, SEPARATE, slots.CODE_SENT}
    of_register = before if before.get(slots.KNOWN_ALREADY) else {}
    fresh = {slot: value for slot, value in known.items() if slot not in of_register or of_register[slot] != value}
    return {slot: value for slot, value in fresh.items() if slot not in own} | {
        slots.OTHER: True, slots.NOTICE: known.get(slots.NOTICE),
    }  # fmt: skip


def _truth(value: Any) -> bool | None:
    return None if value is None else value == slots.YES


def _word(value: bool | None) -> str | None:
    return None if value is None else slots.YES if value else slots.NO
