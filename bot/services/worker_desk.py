"""One worker before an official: the whole entry, what the person agreed to, who looked; and what an official may do
at the person's word: confirm an entry from a list, take it out, take a consent back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from bot.db.models import Contact, Worker, WorkerImport
from bot.services import audit, consent, offers, worker_search, workers
from bot.services.audit import Noted
from bot.services.candidates import PURPOSE as EMPLOYERS
from bot.services.officers import Officer
from bot.services.privacy import erase
from bot.services.worker_search import Listed

REGISTRY: Final = "registry"
SHARED: Final = tuple(purpose for purpose in consent.OF_WORKER if purpose != REGISTRY)
"""What an official may take back at the person's word; who wants to leave the register altogether is erased."""
UNCONFIRMED: Final = "unconfirmed"


class NotSo(Exception):
    """The entry, or what the person agreed to, is not (any more) as the act supposes."""


@dataclass(frozen=True)
class Agreed:
    """What was last said to a purpose (None: nothing), when, and through whom."""

    purpose: str
    kind: str | None
    at: dt.datetime | None
    via: str | None


@dataclass(frozen=True)
class Card:
    """`acts`: what officials did about the person, the latest first; `organisation`: who gave the list they came
    from."""

    worker: Listed
    language: str | None
    agreed: tuple[Agreed, ...]
    acts: tuple[Noted, ...]
    organisation: str | None


def card(session: Session, officer: Officer, which: str) -> Card:
    """A worker by id or number. Raises `Forbidden`, `UnknownWorker`."""
    row = worker_search.find(session, officer, which)
    said = {one.purpose: one for one in consent.history(session, [row.id])}
    agreed = tuple(
        Agreed(
            purpose, *((said[purpose].kind, said[purpose].at, said[purpose].via) if purpose in said else (None,) * 3)
        )
        for purpose in consent.OF_WORKER
    )
    given = session.get(WorkerImport, row.import_id) if row.import_id is not None else None
    listed = worker_search.load(session, [(row.registered_at, row.id)])[0]
    acts = tuple(audit.of(session, row.id, 50))
    return Card(listed, row.language, agreed, acts, given.organisation if given is not None else None)


def confirm(session: Session, officer: Officer, which: str, reason: str, now: dt.datetime) -> None:
    """The person told the office that they want to be in the register. `reason`: how they said it. Raises `Forbidden`,
    `UnknownWorker`, `BadFilter` (field `reason`), `NotSo`."""
    officer.need("import", change=True)
    row, reason = _waiting(session, officer, which, reason)
    _record(session, row, REGISTRY, "granted", now)
    workers.activate(session, row.id, now)
    _note(session, officer, row, "entry_confirmed", reason, now)


def refuse(session: Session, officer: Officer, which: str, reason: str, now: dt.datetime) -> None:
    """The person told the office that they do not want to be in the register: the entry is erased, and a keyed hash of
    the number keeps lists from bringing it back. Raises as `confirm`."""
    officer.need("import", change=True)
    row, reason = _waiting(session, officer, which, reason)
    _note(session, officer, row, "entry_refused", reason, now)
    _record(session, row, REGISTRY, "refused", now)
    known = workers.contacts_of(session, row.id)
    erase.worker(session, row.id, now)
    for contact_id in known:
        contact = session.get(Contact, contact_id)
        if contact is not None and contact.turns == 0:
            erase.contact(session, contact_id, now)  # known through the list alone


def withdraw(session: Session, officer: Officer, which: str, purpose: str, reason: str, now: dt.datetime) -> None:
    """The person told the office that this shall end. `purpose`: of `SHARED`. Raises as `confirm`."""
    officer.need("registry", change=True)
    reason = worker_search.checked_reason(reason)
    row = worker_search.find(session, officer, which)
    if purpose not in SHARED or not consent.granted(session, row.id, purpose):
        raise NotSo("The person does not agree to this now: there is nothing to take back.")
    _record(session, row, purpose, "withdrawn", now)
    if purpose == EMPLOYERS:
        offers.take_back_of(session, row.id, now)
    _note(session, officer, row, "consent_withdrawn", reason, now, purpose=purpose)


def _waiting(session: Session, officer: Officer, which: str, reason: str) -> tuple[Worker, str]:
    reason = worker_search.checked_reason(reason)
    row = worker_search.find(session, officer, which)
    if row.status != UNCONFIRMED:
        raise NotSo("The entry is confirmed already.")
    return row, reason


def _record(session: Session, row: Worker, purpose: str, kind: consent.Kind, now: dt.datetime) -> None:
    subject = consent.subject_of_phone(row.phone)
    consent.record(session, row.id, subject, purpose, kind, now, language=row.language or "", via="official")


def _note(
    session: Session, officer: Officer, row: Worker, act: str, reason: str, now: dt.datetime, **details: str
) -> None:
    audit.note(
        session, officer.name, act, now, about=row.id, reason=reason, names=(row.name,), address=officer.address,
        **details,
    )  # fmt: skip
