"""Mentors in the chat: known by a code that they type once, as trainers are."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db.models import Mentor
from bot.services import audit
from bot.services.training import spoken_code, tries
from bot.services.training.catalogue import Refused

LIMIT: Final = tries.Limit("mentor", 5, dt.timedelta(hours=1))
"""Wrong codes of one person."""
_FOR_CODES: Final = "mentor-code"


def issue_code(
    db: Session,
    mentor_id: str,
    now: dt.datetime,
    *,
    by: str = "command line",
    draw: Callable[[int], int] = secrets.randbelow,
    address: str | None = None,
) -> str:
    """A new code for a mentor, to be read out to them: it is kept nowhere, opens once, and for seven days; an earlier
    one is void. Raises `Refused` for an unknown mentor, or one who has ended."""
    row = db.get(Mentor, mentor_id)
    if row is None or row.ended_at is not None:
        raise Refused("There is no such mentor (any more). Look at the list again.")
    code = spoken_code.new(draw)
    row.code, row.code_until = spoken_code.hashed(_FOR_CODES, code), now + spoken_code.LASTS
    db.flush()
    audit.note(db, by, "mentor_code", now, about=mentor_id, address=address)
    return code


def verify(db: Session, contact_id: str, typed: str, now: dt.datetime) -> Mentor | None:
    """The mentor whose code this is; from now on they are met in this chat, and in no other. None: it is no code, not
    a right one, too old, used, or this person has typed too many wrong ones (`blocked` tells)."""
    code = spoken_code.read(typed)
    if code is None or blocked(db, contact_id, now):
        return None
    row = db.scalars(select(Mentor).where(Mentor.code == spoken_code.hashed(_FOR_CODES, code))).first()
    if row is None or row.ended_at is not None or row.code_until is None or now >= row.code_until:
        tries.wrong(db, contact_id, LIMIT, now)
        return None
    tries.right(db, contact_id, LIMIT)
    db.execute(update(Mentor).where(Mentor.contact_id == contact_id, Mentor.id != row.id).values(contact_id=None))
    row.contact_id, row.code, row.code_until = contact_id, None, None
    db.flush()
    audit.note(db, f"mentor {row.id}", "mentor_verified", now, about=row.id)
    return row


def blocked(db: Session, contact_id: str, now: dt.datetime) -> bool:
    """Whether the person has typed five wrong codes within the hour, and none is looked at until it is over."""
    return tries.spent(db, contact_id, LIMIT, now)


def of_contact(db: Session, contact_id: str) -> Mentor | None:
    """As whom a chat speaks; None: as no mentor."""
    wanted = select(Mentor).where(Mentor.contact_id == contact_id, Mentor.ended_at.is_(None))
    return db.scalars(wanted.order_by(Mentor.id).limit(1)).first()


def revoke(db: Session, mentor_id: str, by: str, now: dt.datetime, *, address: str | None = None) -> bool:
    """The mentor is none any more; false if that was so before, or there is no such mentor. What becomes of the people
    they guide, whoever calls this decides."""
    row = db.get(Mentor, mentor_id)
    if row is None or row.ended_at is not None:
        return False
    row.ended_at, row.contact_id, row.code, row.code_until = now, None, None, None
    db.flush()
    audit.note(db, by, "mentor_revoke", now, about=mentor_id, address=address)
    return True
