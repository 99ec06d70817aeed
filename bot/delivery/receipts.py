"""What services tell of messages that they took: sent, delivered, read, failed; in any order, repeated, too early.

Each moment is written once, and a campaign's counts move with it. A receipt of a message that is still leased, or in
doubt after a crash, settles it: it has gone out.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from bot.channels.base import (
    ChannelDown,
    ContactStopped,
    NeedsTemplate,
    Permanent,
    Receipt,
    Retryable,
    SendError,
    TemplateRefused,
    Throttled,
)
from bot.db.alone import alone
from bot.db.models import EarlyReceipt, OutboxMessage
from bot.db.upsert import upsert
from bot.delivery import states
from bot.delivery.outbox import DEAD, PAUSED, QUEUED, SENT, count

logger = logging.getLogger(__name__)

AGAIN = dt.timedelta(minutes=5)
"""After a failure that passes by itself or can be mended, told after the message was taken."""
MOST_TRIES = 8
"""After so many sendings that failed in such a way the message is given up."""
FORGET_EARLY = dt.timedelta(days=8)
"""Services tell again for up to seven days."""

_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]
_EARLY: Table = EarlyReceipt.__table__  # type: ignore[assignment]
_WHOLE, _PART = "o", "p"
_OPEN = (QUEUED, PAUSED)
_PASSING = (Retryable, Throttled, ChannelDown, TemplateRefused)
_MARKETING = "NoAnnouncements"
_KINDS: dict[str, type[SendError]] = {
    kind.__name__: kind for kind in (ContactStopped, NeedsTemplate, TemplateRefused, Permanent, ChannelDown)
}


def key_of(outbox_id: int, *, last: bool = True) -> str:
    """What the service is asked to give back with the receipts of a message. Of a text in several messages only the
    `last` one tells that it has arrived."""
    return f"{_WHOLE if last else _PART}{outbox_id}"


def take(session: Session, channel: str, receipt: Receipt, now: dt.datetime) -> str | None:
    """Notes a receipt; one that belongs to no message yet is kept until it does. Returns the contact of a message that
    failed because the person is gone or wants no announcements."""
    if receipt.key.startswith(_PART):
        return None
    alone(session)  # else a sender of another process could settle the row between our look and our writing
    row = _find(session, channel, receipt)
    if row is None:
        session.execute(
            upsert(session)(_EARLY)
            .values(
                channel=channel, external_id=receipt.external_id, state=receipt.state, at=receipt.at,
                error=_written(receipt.error),
            )
            .on_conflict_do_nothing()
        )  # fmt: skip
        return None
    return _apply(session, row, receipt, now)


def _apply(session: Session, row: OutboxMessage, receipt: Receipt, now: dt.datetime) -> str | None:
    if row.status in _OPEN and row.external_id == receipt.external_id:
        return None  # of a sending that failed before, told again or late: the message goes out anew
    if receipt.state == "failed" and row.status not in _OPEN and row.external_id not in (None, receipt.external_id):
        return None  # the same, when it has gone out anew
    moved: Counter[tuple[str, str]] = Counter()
    campaign = row.campaign_id
    if row.external_id is None or row.status in _OPEN:
        row.external_id = receipt.external_id
    if row.status in (*_OPEN, "unknown") and receipt.state != "failed":
        if campaign:
            moved[campaign, row.status] -= 1
            moved[campaign, SENT] += 1
        row.status, row.sent_at, row.in_doubt = SENT, receipt.at, False
        row.leased_by, row.leased_until, row.error = None, None, None
    reached = {"delivered": ("delivered",), "read": ("delivered", "read")}.get(receipt.state, ())
    for state in reached:
        if getattr(row, f"{state}_at") is None:
            setattr(row, f"{state}_at", receipt.at)
            if campaign:
                moved[campaign, state] += 1
    gone = None
    if receipt.state == "failed" and row.failed_at is None and row.delivered_at is None:
        gone = _failed(session, row, receipt, now, moved)
    count(session, moved)
    return gone


def _failed(
    session: Session, row: OutboxMessage, receipt: Receipt, now: dt.datetime, moved: Counter[tuple[str, str]]
) -> str | None:
    """What passes or can be mended is tried again; the rest is given up, where it can be seen and queued again."""
    error = receipt.error
    before = row.status
    text = row.body is not None or row.campaign_id is not None
    passing = text and isinstance(error, _PASSING) and row.attempts < MOST_TRIES
    # As the sender writes it: the reasons of a report are read from here.
    prefix = "contact stopped: " if isinstance(error, ContactStopped) else ""
    row.error = f"{prefix}{error}"[:200] if error else "failed"
    row.leased_by, row.leased_until, row.in_doubt = None, None, False
    if passing:
        row.status, row.sent_at, row.parts_sent, row.next_attempt_at = QUEUED, None, 0, now + AGAIN
    else:
        row.status, row.failed_at = DEAD, receipt.at
    if row.campaign_id and before != row.status:
        moved[row.campaign_id, before] -= 1
        moved[row.campaign_id, row.status] += 1
    if isinstance(error, ChannelDown):
        states.down(session, row.channel, str(error))  # the senders see it and raise the alarm
    elif isinstance(error, TemplateRefused):
        logger.critical("%s refuses the template of message %d after it was taken: %s", row.channel, row.id, error)
    elif isinstance(error, NeedsTemplate):
        logger.error("message %d failed after it was taken: the window had closed", row.id)
    return row.contact_id if isinstance(error, ContactStopped) else None


def take_early(session: Session, channel: str, sent: dict[str, int], now: dt.datetime) -> list[tuple[str, bool]]:
    """Receipts that had come before their message was settled. `sent`: the service's id -> ours. Returns contacts as
    `take` does, each with whether they only want no announcements."""
    rows = session.execute(select(_EARLY).where(_EARLY.c.channel == channel, _EARLY.c.external_id.in_(sent))).all()
    if not rows:
        return []
    gone: list[tuple[str, bool]] = []
    for one in sorted(rows, key=lambda row: row.at):
        message = session.get(OutboxMessage, sent[one.external_id])
        if message is not None:
            error = _read(one.error)
            contact = _apply(session, message, Receipt(one.external_id, one.state, one.at, error=error), now)
            if contact is not None:
                gone.append((contact, isinstance(error, ContactStopped) and error.marketing))
    session.execute(delete(_EARLY).where(_EARLY.c.id.in_([row.id for row in rows])))
    return gone


def _written(error: SendError | None) -> str | None:
    """A reason as it is kept; `_read` reads it."""
    if error is None:
        return None
    kind = _MARKETING if isinstance(error, ContactStopped) and error.marketing else type(error).__name__
    return f"{kind}: {error}"[:200]


def _read(error: str | None) -> SendError | None:
    if not error:
        return None
    kind, _, reason = error.partition(": ")
    return ContactStopped(reason, marketing=True) if kind == _MARKETING else _KINDS.get(kind, Retryable)(reason)


def forget_early(session: Session, now: dt.datetime) -> None:
    """Receipts of messages that are not ours (sent by another program under this number)."""
    session.execute(delete(_EARLY).where(_EARLY.c.at < now - FORGET_EARLY))


def _find(session: Session, channel: str, receipt: Receipt) -> OutboxMessage | None:
    if receipt.key.startswith(_WHOLE) and receipt.key[1:].isdigit():
        found = session.get(OutboxMessage, int(receipt.key[1:]), with_for_update=True)
        if found is not None and found.channel == channel:
            return found
    wanted = select(OutboxMessage).where(
        OutboxMessage.channel == channel, OutboxMessage.external_id == receipt.external_id
    )
    return session.scalars(wanted.with_for_update()).first()
