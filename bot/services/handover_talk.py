"""What was said in a conversation as officials read it, with numbers masked; and what officials note for each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from bot.db.models import HandoverMessage, HandoverNote, HandoverWish
from bot.services import audit, handover_desk, workers
from bot.services.handover import UnknownWish
from bot.services.handover_desk import RIGHT
from bot.services.officers import Officer
from bot.services.scrub import without_numbers

REASON_LENGTH: Final = 10
"""Least characters of the reason for reading a number."""
NOTE_LIMIT: Final = 1000
"""Characters of a note."""
_NOTES_SHOWN: Final = 100

_MESSAGES: Table = HandoverMessage.__table__  # type: ignore[assignment]


class BadReason(ValueError):
    """The reason does not say enough, or too much."""


class BadNote(ValueError):
    """A note without words, or one that is too long."""


@dataclass(frozen=True)
class Said:
    """One message. `text`: None once it is erased; `hidden`: a number in it is masked."""

    id: int
    official: bool
    text: str | None
    at: dt.datetime
    hidden: bool = False


@dataclass(frozen=True)
class Note:
    """What an official noted, with numbers masked."""

    id: int
    officer: str
    text: str
    at: dt.datetime


def messages(
    session: Session, officer: Officer, wish_id: str, before: int | None = None, limit: int = 50
) -> tuple[list[Said], bool]:
    """The latest messages, the oldest of them first, and whether there are earlier ones. `before`: number of the
    message before which they end. Raises `Forbidden`, `UnknownWish`."""
    handover_desk.one(session, officer, wish_id)
    only = [_MESSAGES.c.wish_id == wish_id]
    if before is not None:
        only.append(_MESSAGES.c.id < before)
    rows = session.execute(select(_MESSAGES).where(*only).order_by(_MESSAGES.c.id.desc()).limit(limit + 1)).all()
    return [_said(row) for row in reversed(rows[:limit])], len(rows) > limit


def last_of_person(session: Session, officer: Officer, wish_id: str) -> str | None:
    """What the person said last, unmasked, for a search in the contents; never to be shown. Raises `Forbidden`,
    `UnknownWish`."""
    handover_desk.one(session, officer, wish_id)
    return session.scalar(
        select(_MESSAGES.c.body)
        .where(_MESSAGES.c.wish_id == wish_id, _MESSAGES.c.official.is_(False), _MESSAGES.c.body.is_not(None))
        .order_by(_MESSAGES.c.id.desc())
        .limit(1)
    )


def message(session: Session, officer: Officer, wish_id: str, number: int) -> Said:
    """One message, masked. Raises `Forbidden`, `UnknownWish`."""
    handover_desk.one(session, officer, wish_id)
    return _said(_row(session, wish_id, number))


def unmask(session: Session, officer: Officer, wish_id: str, number: int, reason: str, now: dt.datetime) -> Said:
    """One message with its numbers; who read it and why is kept. Raises `Forbidden`, `UnknownWish`, `BadReason`."""
    officer.need("unmask", change=True)
    handover_desk.one(session, officer, wish_id)
    row = _row(session, wish_id, number)
    reason = " ".join(reason.split())
    if not audit.says_enough(reason, REASON_LENGTH) or len(reason) > audit.REASON_LIMIT:
        raise BadReason
    own = workers.own(session, session.get_one(HandoverWish, wish_id).contact_id)
    audit.note(
        session, officer.name, "handover_unmask", now, about=wish_id, reason=reason, address=officer.address,
        names=(own.name,) if own is not None else (), message=number,
    )  # fmt: skip
    return Said(row.id, row.official, row.body, row.at)


def note(session: Session, officer: Officer, wish_id: str, text: str, now: dt.datetime) -> None:
    """Keeps a note for the officials of this conversation. Raises `Forbidden`, `UnknownWish`, `BadNote`."""
    officer.need(RIGHT, change=True)
    handover_desk.one(session, officer, wish_id)
    text = text.strip()
    if not 1 <= len(text) <= NOTE_LIMIT:
        raise BadNote
    row = HandoverNote(wish_id=wish_id, officer=officer.name, body=text, at=now)
    session.add(row)
    session.flush()
    audit.note(session, officer.name, "handover_note", now, about=wish_id, address=officer.address, note=row.id)


def notes(session: Session, officer: Officer, wish_id: str) -> list[Note]:
    """The latest notes, the oldest of them first. Raises `Forbidden`, `UnknownWish`."""
    handover_desk.one(session, officer, wish_id)
    rows = session.scalars(
        select(HandoverNote).where(HandoverNote.wish_id == wish_id).order_by(HandoverNote.id.desc()).limit(_NOTES_SHOWN)
    ).all()
    return [Note(row.id, row.officer, without_numbers(row.body), row.at) for row in reversed(rows)]


def drop_note(session: Session, officer: Officer, wish_id: str, note_id: int, now: dt.datetime) -> bool:
    """Deletes a note of the official's own; false if there is none such. Raises `Forbidden`, `UnknownWish`."""
    officer.need(RIGHT, change=True)
    handover_desk.one(session, officer, wish_id)
    done: Any = session.execute(
        delete(HandoverNote).where(
            HandoverNote.id == note_id, HandoverNote.wish_id == wish_id, HandoverNote.officer == officer.name
        )
    )
    if done.rowcount:
        audit.note(session, officer.name, "handover_note_drop", now, about=wish_id, address=officer.address)
    return bool(done.rowcount)


def _row(session: Session, wish_id: str, number: int) -> Any:
    row = session.execute(select(_MESSAGES).where(_MESSAGES.c.wish_id == wish_id, _MESSAGES.c.id == number)).first()
    if row is None:
        raise UnknownWish("There is no such message in this conversation.")
    return row


def _said(row: Any) -> Said:
    if row.official or row.body is None:
        return Said(row.id, row.official, row.body, row.at)
    text = without_numbers(row.body)
    return Said(row.id, False, text, row.at, hidden=text != row.body)
