"""Who the person of a conversation is, as far as officials may know: enough to answer well, and nothing more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.db.models import Contact, HandoverWish
from bot.knowledge.consent import PURPOSES, Purpose
from bot.services import consent, handover_desk, numbers, preferences, workers
from bot.services.officers import Officer
from bot.services.preferences import Overview


@dataclass(frozen=True)
class Registered:
    """The person's own entry in the register. `number` as it is shown; `phone` is masked."""

    number: str
    phone: str
    district: str
    confirmed: bool


@dataclass(frozen=True)
class Person:
    """`roman`: reads Bengali and Hindi in roman letters; `since`: first wrote; `seen_at`: last wrote; `gone_at`: the
    channel says that they are gone; `agreed`: what was said last, by purpose (granted, refused, withdrawn; None: never
    asked); `registered`: None also where the entry is of a district that the official does not see."""

    channel: str
    language: str | None
    roman: bool
    since: dt.datetime
    seen_at: dt.datetime
    gone_at: dt.datetime | None
    agreed: dict[Purpose, str | None]
    gets: Overview | None
    registered: Registered | None


def person(session: Session, officer: Officer, wish_id: str) -> Person:
    """The person of a conversation. Raises `Forbidden`, `UnknownWish`."""
    handover_desk.one(session, officer, wish_id)
    contact = session.get_one(Contact, session.get_one(HandoverWish, wish_id).contact_id)
    own = workers.own(session, contact.id)
    agreed: dict[Purpose, str | None] = {}
    for purpose in PURPOSES:
        of_worker = purpose in consent.OF_WORKER
        if of_worker and own is None:
            continue  # nobody is asked before there is an entry
        agreed[purpose] = consent.latest(session, own.id if of_worker and own is not None else contact.id, purpose)
    registered = None
    if own is not None and officer.sees(own.district):
        confirmed = own.status == workers.ACTIVE
        registered = Registered(numbers.shown(own.number), workers.masked(own.phone), own.district, confirmed)
    return Person(
        contact.channel, contact.language, contact.roman, contact.created_at, contact.seen_at, contact.unreachable_at,
        agreed, preferences.overview(session, contact.id), registered,
    )  # fmt: skip
