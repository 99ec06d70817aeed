"""People on their channels: known by an opaque id, with a language, its letters and a wish to be written to or not."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from bot.db.models import Contact, new_id
from bot.db.upsert import upsert
from bot.knowledge.model import Language
from bot.services import consent

_CONTACTS: Table = Contact.__table__  # type: ignore[assignment]


class Person(NamedTuple):
    """A contact's id, the language if it is known, and whether they read Bengali and Hindi in roman letters."""

    id: str
    language: str | None
    roman: bool = False


def find_or_create(
    session: Session,
    channel: str,
    sender: str,
    now: dt.datetime,
    *,
    address: str | None = None,
    formerly: str | None = None,
) -> Person:
    """A channel's person; safe when two messages of a new person arrive at once. `address`: where replies go, if not to
    the sender; `formerly`: another id under which they may be known."""
    if formerly is not None and formerly != sender:
        _rename(session, channel, formerly, sender)
    person = _find_or_create(session, channel, sender, now)
    if address is not None:
        known = _CONTACTS.c.address
        changed = update(_CONTACTS).where(_CONTACTS.c.id == person.id, known.is_distinct_from(address))
        done: Any = session.execute(changed.values(address=address))
        if done.rowcount:
            # A number that somebody else had before: what is meant for them must not come here.
            session.execute(
                update(_CONTACTS)
                .where(
                    _CONTACTS.c.channel == channel,
                    _CONTACTS.c.address == address,
                    _CONTACTS.c.id != person.id,
                    _CONTACTS.c.erased_at.is_(None),
                )
                .values(address=None)
            )
    return person


def renumber(session: Session, channel: str, before: str, now: str, *, address: str | None = None) -> None:
    """The person has another id from now on. If both ids are known, they stay two people: nobody inherits a
    conversation that may not be theirs. Who is kept under a third id and was only written to at `before` is written to
    at `address` (None: at `now`)."""
    _rename(session, channel, before, now, address)
    written_to = (_CONTACTS.c.channel == channel, _CONTACTS.c.address == before, _CONTACTS.c.sender != before)
    session.execute(update(_CONTACTS).where(*written_to).values(address=address or now))


def named(session: Session, channel: str, name: str) -> str | None:
    """The contact of this id; if there is none, the one that is written to there."""
    for column in (_CONTACTS.c.sender, _CONTACTS.c.address):
        found: str | None = session.scalar(
            select(_CONTACTS.c.id).where(_CONTACTS.c.channel == channel, column == name).limit(1)
        )
        if found is not None:
            return found
    return None


def _rename(session: Session, channel: str, before: str, now: str, address: str | None = None) -> None:
    taken = select(_CONTACTS.c.id).where(_CONTACTS.c.channel == channel, _CONTACTS.c.sender == now)
    if session.scalar(taken) is None:
        session.execute(
            update(_CONTACTS)
            .where(_CONTACTS.c.channel == channel, _CONTACTS.c.sender == before)
            .values(sender=now, address=address)
        )


def _find_or_create(session: Session, channel: str, sender: str, now: dt.datetime) -> Person:
    wanted = select(_CONTACTS.c.id, _CONTACTS.c.language, _CONTACTS.c.roman, _CONTACTS.c.erased_at).where(
        _CONTACTS.c.channel == channel, _CONTACTS.c.sender == sender
    )
    found = session.execute(wanted).first()
    if found is not None and found.erased_at is not None:
        _step_aside(session, found.id)
        found = None
    if found is None:
        values = {
            "id": new_id(), "channel": channel, "sender": sender, "language_fixed": False, "roman": False,
            "turns": 0, "created_at": now, "seen_at": now, "state": {},
        }  # fmt: skip
        statement = upsert(session)(_CONTACTS).values(**values)
        session.execute(statement.on_conflict_do_nothing(index_elements=["channel", "sender"]))
        found = session.execute(wanted).one()
    return Person(found.id, found.language, found.roman)


def _step_aside(session: Session, contact_id: str) -> None:
    """Whoever was erased and writes again is somebody new. The old row only waits for its last message to go out."""
    contact = session.get_one(Contact, contact_id)
    contact.address, contact.sender = contact.address or contact.sender, f"erased:{contact_id}"
    session.flush()


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


def channel_of(session: Session, contact_id: str) -> str:
    """The name of a contact's channel; empty of an unknown contact."""
    contact = session.get(Contact, contact_id)
    return contact.channel if contact is not None else ""


def set_voice_replies(session: Session, contact_id: str, *, wanted: bool) -> None:
    """Whether the person wants to hear answers besides reading them. An unknown contact is left alone."""
    contact = session.get(Contact, contact_id)
    if contact is not None:
        contact.voice_replies = wanted


def stop(session: Session, contact_id: str, now: dt.datetime) -> None:
    """The person wants to be sent nothing unasked: what they agreed to be sent is withdrawn."""
    contact = session.get(Contact, contact_id)
    if contact is not None and contact.stopped_at is None:
        contact.stopped_at = now
        for purpose in consent.OF_CONTACT:
            consent.decide(session, contact_id, purpose, False, now, "self")


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
