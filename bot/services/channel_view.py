"""What moved on each channel lately, for officials: moments and numbers, nobody and no texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from bot.db.models import InboundMessage, OutboxMessage
from bot.delivery.outbox import DEAD, QUEUED
from bot.services.officers import Officer

LATEST: Final = 5_000
"""Messages that are looked at, the latest: the outbox may hold millions."""
MANY: Final = 1_000
"""What waits is counted up to here."""
_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]
_INBOUND: Table = InboundMessage.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Seen:
    """Of one channel, among the latest messages (None: none of them). `heard_at`: somebody wrote; `sent_at`: the
    channel took a message; `receipt_at`: it told what became of one; `failed`: given up within a day."""

    heard_at: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    receipt_at: dt.datetime | None = None
    failed: int = 0


def seen(session: Session, officer: Officer, now: dt.datetime) -> dict[str, Seen]:
    """By channel. Raises `Forbidden`."""
    officer.need("settings")
    columns = ("channel", "status", "created_at", "sent_at", "delivered_at", "read_at", "failed_at")
    latest = select(*(_OUTBOX.c[name] for name in columns)).order_by(_OUTBOX.c.id.desc()).limit(LATEST).subquery()
    moved = session.execute(
        select(
            latest.c.channel, func.max(latest.c.sent_at), func.max(latest.c.delivered_at), func.max(latest.c.read_at),
            func.max(latest.c.failed_at),
        ).group_by(latest.c.channel)
    )  # fmt: skip
    found = {
        channel: Seen(sent_at=sent, receipt_at=max((one for one in receipts if one is not None), default=None))
        for channel, sent, *receipts in moved
    }
    given_up = session.execute(
        select(latest.c.channel, func.count())
        .where(latest.c.status == DEAD, latest.c.created_at >= now - dt.timedelta(days=1))
        .group_by(latest.c.channel)
    )
    for channel, number in given_up:
        found[channel] = replace(found[channel], failed=number)
    heard = select(_INBOUND.c.channel, _INBOUND.c.received_at).order_by(_INBOUND.c.id.desc()).limit(LATEST).subquery()
    for channel, at in session.execute(
        select(heard.c.channel, func.max(heard.c.received_at)).group_by(heard.c.channel)
    ):
        found[channel] = replace(found.get(channel, Seen()), heard_at=at)
    return found


def queued(session: Session, channel: str, now: dt.datetime) -> int:
    """Messages that are due and wait to be sent, up to `MANY`."""
    due = select(_OUTBOX.c.id).where(
        _OUTBOX.c.status == QUEUED, _OUTBOX.c.channel == channel, _OUTBOX.c.lane.in_((0, 1)),
        _OUTBOX.c.next_attempt_at <= now,
    )  # fmt: skip
    return session.scalar(select(func.count()).select_from(due.limit(MANY).subquery())) or 0
