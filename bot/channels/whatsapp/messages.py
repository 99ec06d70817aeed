"""One message of the webhook as what a person did. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.channels.base import Inbound, Renumbered, place
from bot.channels.whatsapp.shapes import Contact, Message, Press, System

CHANNEL = "whatsapp"
T = TypeVar("T")
_SILENT = frozenset({"reaction", "revoke", "request_welcome"})
"""Kinds that ask for no answer: a thumb on a message, a message taken back, a chat that was opened."""
_CHANGED = re.compile(r"changed from (\S+) to (\S+)$")


def read(raw: object, contacts: Sequence[Contact]) -> Iterable[Inbound | Renumbered]:
    """What a message says; nothing if it asks for no answer. `contacts`: those named beside it.

    Raises `ValueError` for one that is not as Meta describes it, or that is nobody's.
    """
    message = Message.model_validate(raw)
    if message.type == "system":
        return _changes(message, message.system or System())
    if message.type in _SILENT or message.group_id:
        return ()
    inbound = _inbound(message, _person(message, contacts))
    return () if inbound.kind == "edited" and not inbound.text else (inbound,)


def _person(message: Message, contacts: Sequence[Contact]) -> Contact:
    """Both ids of the one who wrote, as far as they are told anywhere."""
    number, user = message.sender, message.from_user_id
    beside = [c for c in contacts if (number and c.wa_id == number) or (user and c.user_id == user)]
    if not beside and len(contacts) == 1 and not number and not user:
        beside = list(contacts)
    for contact in beside:
        number, user = number or contact.wa_id, user or contact.user_id
    if not number and not user:
        raise ValueError("nobody's")
    return Contact(wa_id=number, user_id=user)


def _inbound(message: Message, person: Contact) -> Inbound:
    sender = person.user_id or person.wa_id or ""
    formerly = person.wa_id if person.user_id else None
    basis = Inbound(CHANNEL, message.id, sender, "empty", address=person.wa_id, formerly=formerly)
    match message.type:
        case "text":
            return _words(basis, _need(message.text).body)
        case "button":
            return _pressed(basis, _need(message.button))
        case "interactive":
            answer = _need(message.interactive)
            return _pressed(basis, answer.button_reply or answer.list_reply or Press())
        case "location":
            spot = _need(message.location)
            return replace(basis, kind="location", text=place(spot.latitude, spot.longitude))
        case "contacts":
            number = _own_number(message, person)
            return replace(basis, kind="contact", text=f"+{number}") if number else replace(basis, kind="media")
        case "audio" if message.audio and message.audio.voice:
            return replace(basis, kind="voice", text=message.audio.id)
        case "edit":
            return _edited(basis, _need(message.edit).message)
        case _:
            media = message.image or message.video or message.document
            return replace(basis, kind="media", text=media.caption.strip() if media else "")


def _words(basis: Inbound, text: str) -> Inbound:
    return replace(basis, kind="text", text=text.strip()) if text.strip() else basis


def _pressed(basis: Inbound, press: Press) -> Inbound:
    """A press. The quick reply of a template without an id of ours brings its own words, which are read as written."""
    payload, title = press.id or press.payload, press.title or press.text
    if not payload or payload == title:
        return _words(basis, title)
    return replace(basis, kind="payload", payload=payload)


def _edited(basis: Inbound, raw: dict[str, object]) -> Inbound:
    """A corrected message or caption; only its words count."""
    message = Message.model_validate({"id": basis.external_id, **raw})
    media = message.image or message.video or message.document
    words = message.text.body if message.text else media.caption if media else ""
    return replace(basis, kind="edited", text=words.strip())


def _own_number(message: Message, person: Contact) -> str | None:
    """The writer's own number among the contacts that they shared: somebody else's is not ours to know. Shared by
    WhatsApp's own button it is theirs (`origin`)."""
    numbers = [phone.wa_id or _digits(phone.phone) for card in message.contacts for phone in card.phones]
    if message.origin == "contact_request":
        return next((number for number in numbers if number), None)
    return person.wa_id if person.wa_id and person.wa_id in numbers else None


def _digits(phone: str | None) -> str:
    return re.sub(r"\D", "", phone or "")


def _changes(message: Message, system: System) -> tuple[Renumbered, ...]:
    """A person's new ids. Under which of the old ones we know them is not ours to tell, so each is named."""
    now = system.user_id or system.wa_id
    if system.type not in ("user_changed_number", "user_changed_user_id", "customer_changed_number") or not now:
        return ()
    told = _CHANGED.search(system.body.strip())
    before = (system.previous_user_id, message.from_user_id, message.sender, told and told[1])
    former = dict.fromkeys(old for old in before if old and old not in (system.user_id, system.wa_id))
    address = system.wa_id if system.user_id else None
    return tuple(Renumbered(old, now, address) for old in former)


def _need(part: T | None) -> T:
    """The part that a message of its type must have."""
    if part is None:
        raise ValueError("a part is missing")
    return part
