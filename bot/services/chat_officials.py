"""The chats from which officials may work (/broadcast): joined by a code that the console shows once."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.db.models import Contact, OfficerContact, WrongCode
from bot.db.models import Officer as Row
from bot.language import to_ascii_digits
from bot.services import audit, vault
from bot.services.officers import Officer, of_row

LASTS: Final = dt.timedelta(minutes=15)
TRIES: Final = 5
"""Wrong codes of one chat in a day."""
TRIES_OF_ALL: Final = 100
"""Wrong codes of all chats together in a day: a new chat costs nothing, a million of them would find a code."""
_DAY: Final = dt.timedelta(days=1)
_DIGITS: Final = 6
_FOR_CODES: Final = "officer-chat-code"
_KIND: Final = "official"
_DRAWS: Final = 20


def new_code(
    session: Session, officer: Officer, now: dt.datetime, draw: Callable[[int], int] = secrets.randbelow
) -> str:
    """A code for the official's own chat; an earlier one is void. It opens for 15 minutes, once. `draw(n)`: a random
    number below n."""
    row = session.get_one(Row, officer.id)
    for _ in range(_DRAWS):
        code = f"{draw(10**_DIGITS):0{_DIGITS}d}"
        other = session.scalar(select(Row).where(Row.chat_code == _hash(code)))
        if other is None or other.chat_code_until is None or now >= other.chat_code_until:
            break
    if other is not None:
        other.chat_code = other.chat_code_until = None
        session.flush()
    row.chat_code, row.chat_code_until = _hash(code), now + LASTS
    session.flush()
    audit.note(session, officer.name, "chat_code", now, about=officer.id, address=officer.address)
    return code


def link(session: Session, contact_id: str, code: str, now: dt.datetime) -> Officer | None:
    """Makes the chat that of the official whose code was typed there; None: it is nobody's, too old, or this chat has
    typed too many wrong ones today."""
    tries = session.get(WrongCode, (contact_id, _KIND))
    if tries is not None and now - tries.first_at >= _DAY:
        session.delete(tries)
        session.flush()
        tries = None
    if _blocked(session, tries, now):
        return None
    digits = "".join(char for char in to_ascii_digits(code[:40]) if char.isascii() and char.isdigit())
    row = session.scalar(select(Row).where(Row.chat_code == _hash(digits)).with_for_update())
    if row is None or row.revoked_at is not None or row.chat_code_until is None or now >= row.chat_code_until:
        if tries is None:
            session.add(WrongCode(contact_id=contact_id, kind=_KIND, count=1, first_at=now))
        else:
            tries.count += 1
        session.flush()
        return None
    row.chat_code = row.chat_code_until = None
    known = session.get(OfficerContact, contact_id)
    if known is None:
        session.add(OfficerContact(contact_id=contact_id, officer_id=row.id, verified_at=now))
    else:
        known.officer_id, known.verified_at = row.id, now
    session.flush()
    audit.note(session, row.name, "chat_linked", now, about=row.id)
    return of_row(row)


def blocked(session: Session, contact_id: str, now: dt.datetime) -> bool:
    """Whether no code is looked at from this chat now: too many wrong ones were typed, here or everywhere, within a
    day."""
    return _blocked(session, session.get(WrongCode, (contact_id, _KIND)), now)


def of_contact(session: Session, contact_id: str) -> Officer | None:
    """The official whose chat this is; None: it is nobody's (any more)."""
    row = session.scalar(
        select(Row).join(OfficerContact, OfficerContact.officer_id == Row.id)
        .where(OfficerContact.contact_id == contact_id, Row.revoked_at.is_(None))
    )  # fmt: skip
    return of_row(row) if row is not None else None


def linked(session: Session, officer: Officer) -> list[tuple[str, str, dt.datetime]]:
    """The official's own chats: id, channel, since when."""
    found = session.execute(
        select(OfficerContact.contact_id, Contact.channel, OfficerContact.verified_at)
        .join(Contact, Contact.id == OfficerContact.contact_id)
        .where(OfficerContact.officer_id == officer.id)
        .order_by(OfficerContact.verified_at)
    )
    return [(row.contact_id, row.channel, row.verified_at) for row in found]


def chats(session: Session) -> list[tuple[Officer, Contact]]:
    """All chats of officials who are at work, with whose they are."""
    found = session.execute(
        select(Row, Contact)
        .join(OfficerContact, OfficerContact.officer_id == Row.id)
        .join(Contact, Contact.id == OfficerContact.contact_id)
        .where(Row.revoked_at.is_(None), Contact.erased_at.is_(None))
        .order_by(OfficerContact.verified_at, Contact.id)
    )
    return [(of_row(row), contact) for row, contact in found]


def unlink(session: Session, officer: Officer, contact_id: str, now: dt.datetime) -> bool:
    """The chat is the official's no more. False: it was not theirs."""
    gone = session.execute(
        delete(OfficerContact)
        .where(OfficerContact.contact_id == contact_id, OfficerContact.officer_id == officer.id)
        .returning(OfficerContact.contact_id)
    ).all()
    if gone:
        audit.note(session, officer.name, "chat_unlinked", now, about=officer.id, address=officer.address)
    return bool(gone)


def _blocked(session: Session, tries: WrongCode | None, now: dt.datetime) -> bool:
    wrong = select(func.coalesce(func.sum(WrongCode.count), 0)).where(
        WrongCode.kind == _KIND, WrongCode.first_at > now - _DAY
    )
    own = tries is not None and tries.count >= TRIES and now - tries.first_at < _DAY
    return own or (session.scalar(wrong) or 0) >= TRIES_OF_ALL


def _hash(code: str) -> str:
    return vault.fingerprint(_FOR_CODES, code)
