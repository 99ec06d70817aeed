"""The outbox in the database: rows are leased, sent, and marked; a lease that runs out gives the row back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import null, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.db.models import Contact, OutboxMessage

LEASE = dt.timedelta(seconds=60)
MAX_ATTEMPTS = 8


@dataclass(frozen=True)
class Due:
    """A message to send now."""

    id: int
    channel: str
    contact_id: str
    recipient: str
    body: dict[str, Any]
    attempts: int


def claim(session: Session, channels: list[str], limit: int, now: dt.datetime) -> list[Due]:
    """Leases the messages that are due, oldest first, at most the first of each person: replies stay in order."""
    earlier = aliased(OutboxMessage)
    before = select(earlier.id).where(
        earlier.contact_id == OutboxMessage.contact_id, earlier.status == "queued", earlier.id < OutboxMessage.id
    )
    rows = (
        select(OutboxMessage, Contact.sender)
        .join(Contact, Contact.id == OutboxMessage.contact_id)
        .where(
            OutboxMessage.status == "queued",
            OutboxMessage.channel.in_(channels),
            OutboxMessage.next_attempt_at <= now,
            or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until < now),
            ~before.exists(),  # when the person's first message waits, the ones behind it wait too
        )
        .order_by(OutboxMessage.id)
        .limit(limit)
    )
    if session.get_bind().dialect.name == "postgresql":
        rows = rows.with_for_update(skip_locked=True, of=OutboxMessage)
    due: list[Due] = []
    for row, sender in session.execute(rows):
        row.leased_until = now + LEASE
        row.attempts += 1
        due.append(Due(row.id, row.channel, row.contact_id, sender, row.body or {}, row.attempts))
    return due


def sent(session: Session, outbox_id: int, external_id: str, now: dt.datetime) -> None:
    """The channel has taken the message."""
    _set(session, outbox_id, status="sent", external_id=external_id, sent_at=now, leased_until=None, error=None)


def later(session: Session, outbox_id: int, at: dt.datetime, error: str, counted: bool = True) -> None:
    """Not now: to be tried again at `at`. `counted` is false when the message is not to blame (a throttled channel)."""
    values: dict[str, Any] = {"next_attempt_at": at, "leased_until": None, "error": error[:200]}
    if not counted:
        values["attempts"] = OutboxMessage.attempts - 1
    _set(session, outbox_id, **values)


def dead(session: Session, outbox_id: int, error: str) -> None:
    """The message will not be sent; the row stays as evidence."""
    _set(session, outbox_id, status="dead", leased_until=None, error=error[:200])


def dead_for_contact(session: Session, contact_id: str, error: str) -> None:
    """Nothing that is queued for this person will be sent."""
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.contact_id == contact_id, OutboxMessage.status == "queued")
        .values(status="dead", leased_until=None, error=error[:200])
    )


def forget_texts(session: Session, before: dt.datetime) -> int:
    """Erases the texts of messages that were settled before a moment; returns how many."""
    done: Any = session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.status != "queued", OutboxMessage.created_at < before, OutboxMessage.body.is_not(null()))
        .values(body=null())  # None would be written as JSON's null, which is not SQL's
    )
    return int(done.rowcount)


def _set(session: Session, outbox_id: int, **values: Any) -> None:
    session.execute(update(OutboxMessage).where(OutboxMessage.id == outbox_id).values(**values))
