"""Who a contact is, as far as the service knows it already: so that nobody is asked twice for name and number."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Contact, Need, Referral, Worker, WorkerContact

_SENDER = re.compile(r"\+?([1-9][0-9]{7,14})")
_NUMBERED = "whatsapp"
"""The channel whose ids of people are their telephone numbers."""


@dataclass(frozen=True)
class Identity:
    """What is known of a contact, each part or None. `phone_e164`: "+919830012345"; `proven`: the channel itself
    vouches that this number is theirs; `district`: an id of the content."""

    name: str | None = None
    phone_e164: str | None = None
    proven: bool = False
    district: str | None = None


def known(session: Session, contact_id: str) -> Identity:
    """From the person's own registration (not from one of somebody they helped), else the channel, else what they
    gave when they last asked for a loan or for workers."""
    own = registered(session, contact_id)
    vouched = channel_number(session, contact_id)
    if own is not None:
        return Identity(own.name, own.phone, own.phone_proven or own.phone == vouched, own.district)
    earlier = _earlier(session, contact_id)
    phone = vouched or earlier.phone_e164
    return Identity(earlier.name, phone, phone is not None and phone == vouched, earlier.district)


def registered(session: Session, contact_id: str) -> Worker | None:
    """The person's own registration; one that waits for their yes does not count."""
    return session.scalars(
        select(Worker)
        .join(WorkerContact, WorkerContact.worker_id == Worker.id)
        .where(WorkerContact.contact_id == contact_id, WorkerContact.role == "self", Worker.status == "active")
        .order_by(Worker.updated_at.desc(), Worker.id)
        .limit(1)
    ).first()


def channel_number(session: Session, contact_id: str) -> str | None:
    """The telephone number under which a channel knows the person, in E.164; None where it knows them otherwise."""
    contact = session.get(Contact, contact_id)
    if contact is None or contact.channel != _NUMBERED:
        return None
    for text in (contact.sender, contact.address or ""):
        if (match := _SENDER.fullmatch(text)) is not None and (number := _valid(f"+{match[1]}")) is not None:
            return number
    return None


def _valid(e164: str) -> str | None:
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return None
    # Possible, not valid: new series of numbers are in use before the library knows them.
    return e164 if phonenumbers.is_possible_number(parsed) else None


def _earlier(session: Session, contact_id: str) -> Identity:
    """Of the last referral; what it lacks, of the last need, whose name may be that of a business."""
    loan = session.scalars(
        select(Referral).where(Referral.contact_id == contact_id).order_by(Referral.updated_at.desc()).limit(1)
    ).first()
    if loan is not None:
        return Identity(loan.name, loan.phone, district=loan.district)
    need = session.scalars(
        select(Need).where(Need.contact_id == contact_id).order_by(Need.updated_at.desc()).limit(1)
    ).first()
    return Identity(need.employer, need.phone, district=need.district) if need is not None else Identity()
