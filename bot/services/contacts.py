"""People on their channels: known by an opaque id, with a language, its letters and a wish to be written to or not."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.db.models import Contact, HandoverWish, new_id
from bot.knowledge.model import Language

_CONTACTS: Table = Contact.__table__  # type: ignore[assignment]


class Person(NamedTuple):
    """A contact's id, the language if it is known, and whether they read Bengali and Hindi in roman letters."""

    id: str
    language: str | None
    roman: bool = False


def find_or_create(session: Session, channel: str, sender: str, now: dt.datetime) -> Person:
    """A channel's person; safe when two messages of a new person arrive at once."""
    wanted = select(_CONTACTS.c.id, _CONTACTS.c.language, _CONTACTS.c.roman).where(
        _CONTACTS.c.channel == channel, _CONTACTS.c.sender == sender
    )
    found = session.execute(wanted).first()
    if found is None:
        values = {
            "id": new_id(), "channel": channel, "sender": sender, "language_fixed": False, "roman": False,
            "turns": 0, "created_at": now, "seen_at": now, "state": {},
        }  # fmt: skip
        statement = upsert(session)(_CONTACTS).values(**values)
        session.execute(statement.on_conflict_do_nothing(index_elements=["channel", "sender"]))
        found = session.execute(wanted).one()
    return Person(found.id, found.language, found.roman)


def upsert(session: Session) -> Any:
    """The `insert` of the session's database that knows ON CONFLICT."""
    return sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert


def set_language(session: Session, contact_id: str, language: Language) -> None:
    """The language that the person chose, in its own letters; it stays until they choose another. An unknown contact is
    left alone."""
    set_script(session, contact_id, language, roman=False)


def set_script(session: Session, contact_id: str, language: Language, *, roman: bool) -> None:
    """The language that the person chose, and whether they read it in roman letters. As `set_language`."""
    contact = session.get(Contact, contact_id)
    if contact is not None:
        contact.language, contact.language_fixed, contact.roman = language, True, roman


def language_and_script(session: Session, contact_id: str) -> tuple[str | None, bool]:
    """The language if it is known, and whether it is read in roman letters; (None, False) of an unknown contact."""
    contact = session.get(Contact, contact_id)
    return (None, False) if contact is None else (contact.language, contact.roman)


def stop(session: Session, contact_id: str, now: dt.datetime) -> None:
    """The person wants to be sent nothing unasked."""
    contact = session.get(Contact, contact_id)
    if contact is not None and contact.stopped_at is None:
        contact.stopped_at = now


def start(session: Session, contact_id: str) -> bool:
    """The person may be written to again; false if that was so before."""
    contact = session.get(Contact, contact_id)
    if contact is None or contact.stopped_at is None:
        return False
    contact.stopped_at = None
    return True


def unreachable(session: Session, channel: str, sender: str, now: dt.datetime) -> None:
    """The channel says that the person blocked us or is gone."""
    contact = session.scalar(select(Contact).where(Contact.channel == channel, Contact.sender == sender))
    if contact is not None:
        contact.unreachable_at = now


def wish_for_person(
    session: Session, contact_id: str, topic: str | None, language: str, now: dt.datetime
) -> tuple[dt.datetime, bool]:
    """Notes that the person wants to talk to a human being: the day of the note, and whether it is new."""
    earlier = session.scalar(
        select(HandoverWish).where(HandoverWish.contact_id == contact_id, HandoverWish.status == "open")
    )
    if earlier is not None:
        return earlier.created_at, False
    if session.get(Contact, contact_id) is not None:
        session.add(HandoverWish(contact_id=contact_id, topic=topic, language=language, status="open", created_at=now))
    return now, True
