"""Loans that people asked help with, at the bank desk of their district: asked for, moved on by the desk, withdrawn.

Each change is one statement that names the state it starts from, a row of its own, and a line of what officials did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from bot.db.models import Contact, Referral, ReferralStep
from bot.services import audit, consent, identity, numbers
from bot.services.officers import Officer

PREFIX: Final = "L"
RIGHT: Final = "referrals"
PURPOSE: Final = "share_banks"
"""The consent without which nothing reaches a desk, and nothing stays there."""
PERSON: Final = "-"
"""Stands for the official in a step that the person took."""
MOST_OPEN: Final = 2
REASON: Final = (3, 200)
"""Least and most characters of what a desk notes."""

Status = Literal["new", "contacted", "applied", "sanctioned", "refused", "dropped"]
STATUSES: tuple[Status, ...] = get_args(Status)
FOLLOWS: Mapping[Status, tuple[Status, ...]] = MappingProxyType({
    "new": ("contacted", "refused", "dropped"),
    "contacted": ("applied", "refused", "dropped"),
    "applied": ("sanctioned", "refused", "dropped"),
    "sanctioned": (),
    "refused": (),
    "dropped": (),
})  # fmt: skip
"""What may become of each state. What is over stays so: whoever was refused asks anew."""
OPEN: tuple[Status, ...] = tuple(status for status in STATUSES if FOLLOWS[status])
EXPLAINED: tuple[Status, ...] = ("refused", "dropped")
"""States that a desk has to give a reason for, which the person reads."""
PATIENCE: Mapping[Status, dt.timedelta] = MappingProxyType({
    "new": dt.timedelta(days=3), "contacted": dt.timedelta(days=14), "applied": dt.timedelta(days=30),
})  # fmt: skip
"""After how long without a change the desk is reminded."""

_REFERRALS: Table = Referral.__table__  # type: ignore[assignment]


class UnknownReferral(Exception):
    """There is no such request, or it is not the official's to see: nobody learns which of the two."""


class NotNow(Exception):
    """The request is in a state from which this cannot follow. The text says what can."""


class BadReason(ValueError):
    """What the desk noted is missing, too short or too long. The text says what to write."""


class TooMany(Exception):
    """The person has as many open requests as one may have."""


@dataclass(frozen=True)
class Request:
    """What a person asks. `purpose`: of content/choices (loan_purpose); `amount`: rupees, None: not said; `documents`:
    of the check list (loan_paper), those that are ready; `phone`: in E.164; `language`: of the person."""

    purpose: str
    amount: int | None
    district: str
    documents: tuple[str, ...]
    name: str
    phone: str
    language: str


@dataclass(frozen=True)
class Saved:
    """`fresh`: a new request; else an earlier one, still unread, was changed."""

    number: str
    fresh: bool


@dataclass(frozen=True)
class Moved:
    """What a desk did. `step`: its row; `told`: the state is another one, of which the person is to be told."""

    referral: Referral
    step: ReferralStep
    told: bool


@dataclass(frozen=True)
class Standing:
    """A request as its person may see it: with what the desk noted last (None: nothing yet)."""

    referral: Referral
    noted: ReferralStep | None


def create(session: Session, contact_id: str, asked: Request, now: dt.datetime) -> Saved:
    """Keeps a request to which the person has agreed (the consent is recorded by the caller, before). The same purpose
    again changes the earlier request, as long as no desk has taken it up. Raises `TooMany`."""
    earlier = [one for one in opened(session, contact_id) if one.status == "new" and one.purpose == asked.purpose]
    own = identity.registered(session, contact_id)
    values: dict[str, Any] = {
        "worker_id": own.id if own is not None else None, "name": asked.name, "phone": asked.phone,
        "district": asked.district, "purpose": asked.purpose, "amount": asked.amount,
        "documents": list(asked.documents), "language": asked.language,
        "remind_at": now + PATIENCE["new"], "updated_at": now,
    }  # fmt: skip
    if earlier:
        referral = session.get_one(Referral, earlier[0].id, populate_existing=True, with_for_update=True)
        earlier = [referral] if referral.status == "new" else []  # a desk may just have taken it up
    if earlier:
        for name, value in values.items():
            setattr(referral, name, value)
    else:
        if not room(session, contact_id):
            raise TooMany
        number = numbers.new(session, PREFIX, Referral.number)
        referral = Referral(number=number, contact_id=contact_id, status="new", created_at=now, **values)
        session.add(referral)
    session.flush()
    _step(session, referral.id, "new", PERSON, None, now)
    return Saved(referral.number, not earlier)


def answer(session: Session, contact_id: str, yes: bool, version: str, language: str, now: dt.datetime) -> None:
    """Records what the person said to passing their request on. `version`: of the notice that they were shown."""
    own, contact = identity.registered(session, contact_id), session.get(Contact, contact_id)
    subject = consent.subject_of_phone(own.phone) if own else consent.subject_of_contact(session, contact_id)
    consent.record(
        session, own.id if own else contact_id, subject, PURPOSE, "granted" if yes else "refused", now,
        version=version, language=language, channel=contact.channel if contact is not None else "",
    )  # fmt: skip


def opened(session: Session, contact_id: str) -> Sequence[Referral]:
    """The person's requests that are not over, the latest first."""
    found = select(Referral).where(Referral.contact_id == contact_id, Referral.status.in_(OPEN))
    return session.scalars(found.order_by(Referral.created_at.desc(), Referral.id)).all()


def room(session: Session, contact_id: str) -> bool:
    """Whether the person may ask for one more."""
    found = select(func.count()).where(Referral.contact_id == contact_id, Referral.status.in_(OPEN))
    return (session.scalar(found) or 0) < MOST_OPEN


def own(session: Session, contact_id: str, limit: int = 3) -> list[Standing]:
    """The person's own requests: those under way first, then the latest of those that are over."""
    over = select(Referral).where(Referral.contact_id == contact_id, Referral.status.not_in(OPEN))
    rest = session.scalars(over.order_by(Referral.updated_at.desc(), Referral.id).limit(limit)).all()
    return [Standing(one, _noted(session, one.id)) for one in (*opened(session, contact_id), *rest)][:limit]


def drop(session: Session, contact_id: str, referral_id: str, now: dt.datetime) -> Referral | None:
    """The person withdraws a request of theirs; None if there is none of theirs that is under way."""
    found = session.scalar(select(Referral).where(Referral.id == referral_id, Referral.contact_id == contact_id))
    return _dropped(session, found, now) if found is not None else None


def drop_unshared(session: Session, now: dt.datetime) -> int:
    """Withdraws every request under way whose person has taken back that banks may be told; how many."""
    under_way = session.scalars(select(Referral).where(Referral.status.in_(OPEN))).all()
    agreed = consent.granted_among(session, {holder(one) for one in under_way}, PURPOSE)
    gone = [one for one in under_way if holder(one) not in agreed]
    return sum(_dropped(session, one, now) is not None for one in gone)


def change(session: Session, officer: Officer, number: str, status: Status, reason: str, now: dt.datetime) -> Moved:
    """The desk moves a request on, or with its present state only notes something. Raises
    `Forbidden`, `UnknownReferral`, `NotNow`, `BadReason`."""
    officer.need(RIGHT, change=True)
    referral = theirs(session, officer, number)
    before: Status = referral.status  # type: ignore[assignment]
    note = status == before and status in OPEN
    reason = " ".join(reason.split())
    if not note and status not in FOLLOWS[before]:
        after = " or ".join(FOLLOWS[before])
        raise NotNow(f"{number} is {before}; from there it can become {after}." if after else f"{number} is {before}.")
    if (note or status in EXPLAINED or reason) and not REASON[0] <= len(reason) <= REASON[1]:
        raise BadReason(f"Write in {REASON[0]} to {REASON[1]} characters what the person is to know about it.")
    if not _move(session, referral, before, status, reason or None, now):
        raise NotNow(f"{number} was changed by somebody else just now; look at it again.")
    step = _step(session, referral.id, status, officer.name, reason or None, now)
    # The reason stays with the request and goes with it; what is kept for years says only who moved what.
    act = "referral_note" if note else f"referral_{status}"
    audit.note(session, officer.name, act, now, about=referral.id, before=before, after=status, address=officer.address)
    return Moved(referral, step, not note)


def theirs(session: Session, officer: Officer, number: str) -> Referral:
    """The request of a number, in any grouping, if its desk is the official's. Raises `Forbidden`,
    `UnknownReferral`."""
    officer.need(RIGHT)
    stored = numbers.valid(number, PREFIX)
    found = session.scalar(select(Referral).where(Referral.number == stored)) if stored is not None else None
    if found is None or not officer.sees(found.district):
        raise UnknownReferral("There is no such request: look at the list for the numbers of yours.")
    return found


def holder(referral: Referral) -> str:
    """Whose consent a request rests on: the registered worker's, else the contact's."""
    return referral.worker_id or referral.contact_id


def _dropped(session: Session, referral: Referral, now: dt.datetime) -> Referral | None:
    before: Status = referral.status  # type: ignore[assignment]
    if before not in OPEN or not _move(session, referral, before, "dropped", None, now):
        return None
    _step(session, referral.id, "dropped", PERSON, None, now)
    audit.note(session, "person", "referral_dropped", now, about=referral.id, before=before, after="dropped")
    return referral


def _move(
    session: Session, referral: Referral, before: Status, after: Status, reason: str | None, now: dt.datetime
) -> bool:
    wait = PATIENCE.get(after)
    values = {"status": after, "reason": reason, "updated_at": now, "remind_at": now + wait if wait else None}
    moved: Any = session.execute(
        update(_REFERRALS).where(_REFERRALS.c.id == referral.id, _REFERRALS.c.status == before).values(**values)
    )
    session.refresh(referral)
    return bool(moved.rowcount)


def _step(
    session: Session, referral_id: str, status: str, officer: str, reason: str | None, now: dt.datetime
) -> ReferralStep:
    step = ReferralStep(referral_id=referral_id, status=status, officer=officer, reason=reason, at=now)
    session.add(step)
    session.flush()
    return step


def _noted(session: Session, referral_id: str) -> ReferralStep | None:
    found = select(ReferralStep).where(ReferralStep.referral_id == referral_id, ReferralStep.officer != PERSON)
    return session.scalars(found.order_by(ReferralStep.id.desc()).limit(1)).first()
