"""Trainers, managers of agencies and officials of the programme in the chat: known by a code that they type once."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db.models import Officer as Account
from bot.db.models import Trainer
from bot.services import audit
from bot.services.officers import Officer
from bot.services.training import spoken_code, tries
from bot.services.training.catalogue import Refused, Upcoming

LIMIT: Final = tries.Limit("trainer", 5, dt.timedelta(hours=1))
"""Wrong codes of one person."""
_FOR_CODES: Final = "trainer-code"


def issue_code(
    db: Session,
    trainer_id: str,
    now: dt.datetime,
    *,
    by: str = "command line",
    draw: Callable[[int], int] = secrets.randbelow,
    address: str | None = None,
) -> str:
    """A new code for a trainer, to be read out to them: it is kept nowhere, opens once, and for seven days; an earlier
    one is void. Their chat of today stays theirs until the code is used. Raises `Refused` for an unknown trainer."""
    row = db.get(Trainer, trainer_id)
    if row is None:
        raise Refused("There is no such trainer. Look at the list again.")
    code = spoken_code.new(draw)
    row.code, row.code_until, row.revoked_at = spoken_code.hashed(_FOR_CODES, code), now + spoken_code.LASTS, None
    db.flush()
    audit.note(db, by, "trainer_code", now, about=trainer_id, address=address)
    return code


def verify(db: Session, contact_id: str, typed: str, now: dt.datetime) -> Trainer | None:
    """The trainer whose code this is; from now on they are met in this chat, and in no other. None: it is no code, not
    a right one, too old, used, or this person has typed too many wrong ones (`blocked` tells)."""
    code = spoken_code.read(typed)
    if code is None or blocked(db, contact_id, now):
        return None
    row = db.scalars(select(Trainer).where(Trainer.code == spoken_code.hashed(_FOR_CODES, code))).first()
    if row is None or row.revoked_at is not None or row.code_until is None or now >= row.code_until:
        tries.wrong(db, contact_id, LIMIT, now)
        return None
    tries.right(db, contact_id, LIMIT)
    db.execute(update(Trainer).where(Trainer.contact_id == contact_id, Trainer.id != row.id).values(contact_id=None))
    row.contact_id, row.verified_at, row.code, row.code_until = contact_id, now, None, None
    db.flush()
    audit.note(db, actor(row), "trainer_verified", now, about=row.id)
    return row


def blocked(db: Session, contact_id: str, now: dt.datetime) -> bool:
    """Whether the person has typed five wrong codes within the hour, and none is looked at until it is over."""
    return tries.spent(db, contact_id, LIMIT, now)


def of_contact(db: Session, contact_id: str) -> Trainer | None:
    """As whom a chat speaks; None: as no trainer."""
    wanted = select(Trainer).where(Trainer.contact_id == contact_id, Trainer.revoked_at.is_(None))
    return db.scalars(wanted.order_by(Trainer.verified_at.desc(), Trainer.id).limit(1)).first()


def revoke(db: Session, trainer_id: str, by: str, now: dt.datetime, *, address: str | None = None) -> bool:
    """The trainer is none any more: neither their chat nor a code nor their account at the console opens anything.
    False if that was so before, or there is no such trainer."""
    row = db.get(Trainer, trainer_id)
    if row is None or row.revoked_at is not None:
        return False
    row.revoked_at, row.contact_id, row.code, row.code_until = now, None, None, None
    db.flush()
    accounts = select(Account).where(Account.trainer_id == trainer_id, Account.revoked_at.is_(None))
    for account in db.scalars(accounts).all():
        account.revoked_at = now
        audit.note(db, by, "officer_revoke", now, about=account.id, address=address, name=account.name)
    audit.note(db, by, "trainer_revoke", now, about=trainer_id, address=address)
    return True


def sees(trainer: Trainer, upcoming: Upcoming) -> bool:
    """Whether a session is theirs: a trainer's own, all of the agency for its manager, all for an official."""
    if trainer.revoked_at is not None:
        return False
    if trainer.role == "official":
        return True
    if trainer.role == "agency":
        return trainer.agency_id == upcoming.agency.id
    return trainer.id == upcoming.session.trainer_id


def actor(by: Trainer | Officer) -> str:
    """How the audit names somebody: an official by name, a trainer by id, since the notes outlive them."""
    return by.name if isinstance(by, Officer) else f"trainer {by.id}"
