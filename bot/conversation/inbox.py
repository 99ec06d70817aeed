"""Inbound messages in the database: stored once, worked off once, forgotten when done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.channels.base import Inbound, Outgoing
from bot.channels.wire import from_json, to_json
from bot.db.models import Contact, InboundMessage, OutboxMessage
from bot.services import contacts


@dataclass(frozen=True)
class Accepted:
    """A stored message. `repeated`: it had arrived before."""

    id: int
    contact_id: str
    repeated: bool


@dataclass(frozen=True)
class Work:
    """What a turn needs to know."""

    id: int
    contact_id: str
    channel: str
    sender: str
    kind: str
    body: str
    language: str | None
    language_fixed: bool
    turns: int
    state: dict[str, Any]
    stopped: bool = False  # wants nothing sent unasked


def accept(session: Session, message: Inbound, now: dt.datetime) -> Accepted:
    """Stores a message under (channel, external id) before it is acknowledged; the same again is only recognised."""
    known = _find(session, message)
    if known is None:
        contact = contacts.find_or_create(session, message.channel, message.sender, now)
        row = InboundMessage(
            contact_id=contact.id, channel=message.channel, external_id=message.external_id, kind=message.kind,
            body=message.payload if message.kind == "payload" else message.text, status="new", received_at=now,
        )  # fmt: skip
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            known = _find(session, message)
        else:
            # English says nothing: most phones in Bengal are left in English.
            if contact.language is None and message.language_hint in ("bn", "hi"):
                contact.language = message.language_hint
            return Accepted(row.id, contact.id, repeated=False)
    assert known is not None
    return Accepted(known.id, known.contact_id, repeated=True)


def _find(session: Session, message: Inbound) -> InboundMessage | None:
    return session.scalar(
        select(InboundMessage).where(
            InboundMessage.channel == message.channel, InboundMessage.external_id == message.external_id
        )
    )


def load(session: Session, inbound_id: int) -> Work | None:
    """What is to be done for a message; None if it is done."""
    row = session.get(InboundMessage, inbound_id)
    contact = session.get(Contact, row.contact_id) if row is not None else None
    if row is None or contact is None or row.status != "new":
        return None
    return Work(
        row.id, contact.id, row.channel, contact.sender, row.kind, row.body or "", contact.language,
        contact.language_fixed, contact.turns, dict(contact.state), contact.stopped_at is not None,
    )  # fmt: skip


def unfinished(session: Session, channel: str) -> list[tuple[int, str]]:
    """(id, contact) of messages that a crash left, oldest first."""
    rows = session.execute(
        select(InboundMessage.id, InboundMessage.contact_id)
        .where(InboundMessage.status == "new", InboundMessage.channel == channel)
        .order_by(InboundMessage.id)
    )
    return [(row.id, row.contact_id) for row in rows]


@dataclass(frozen=True)
class Result:
    """What a turn came to. `language`: to remember as the person's (None: keep)."""

    replies: tuple[Outgoing, ...]
    state: dict[str, Any]
    language: str | None
    failed: bool = False


def finish(session: Session, work: Work, result: Result, delivered: bool, now: dt.datetime) -> list[int]:
    """Writes the replies into the outbox and forgets the person's words, in one transaction. Returns the outbox ids.

    `delivered`: the replies reach the person in the response itself (web), so they count as sent.
    """
    row = session.get(InboundMessage, work.id)
    contact = session.get(Contact, work.contact_id)
    if row is None or contact is None or row.status != "new":
        return []  # erased or done meanwhile
    row.status, row.done_at, row.body = ("failed" if result.failed else "done"), now, None
    contact.turns += 1
    contact.seen_at, contact.unreachable_at, contact.state = now, None, result.state
    if result.language is not None and not contact.language_fixed:
        contact.language = result.language
    rows = [
        OutboxMessage(
            key=f"reply:{work.id}:{number}", contact_id=contact.id, channel=work.channel, in_reply_to=work.id,
            body=to_json(reply), status="sent" if delivered else "queued", attempts=0, next_attempt_at=now,
            created_at=now, sent_at=now if delivered else None,
        )
        for number, reply in enumerate(result.replies)
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def forget_abandoned(session: Session, before: dt.datetime, now: dt.datetime) -> int:
    """Erases the words of messages that came before a moment and that a crash left for good; returns how many."""
    done: Any = session.execute(
        update(InboundMessage)
        .where(InboundMessage.status == "new", InboundMessage.received_at < before)
        .values(status="failed", body=None, done_at=now)
    )
    return int(done.rowcount)


def replies_to(session: Session, inbound_id: int) -> list[Outgoing]:
    """The replies that were given to a message, for one that arrives again."""
    rows = session.scalars(
        select(OutboxMessage).where(OutboxMessage.in_reply_to == inbound_id).order_by(OutboxMessage.id)
    )
    return [from_json(row.body) for row in rows if row.body is not None]
