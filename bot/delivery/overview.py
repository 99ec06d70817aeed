"""What lies in the outbox, for the operator: numbers, ages and reasons, never texts or who the people are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from bot.db.models import Campaign, CampaignCount, ChannelState, OutboxMessage
from bot.delivery.outbox import DEAD, PAUSED, QUEUED, UNKNOWN, WITHHELD, Status
from bot.delivery.states import Standing

GIVEN_UP: Final[tuple[Status, ...]] = (DEAD, UNKNOWN, WITHHELD)
SHOWN: Final[tuple[Status, ...]] = (QUEUED, PAUSED, *GIVEN_UP)

_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Pile:
    """The messages of one channel in one state. `oldest`: when the first of them was written."""

    channel: str
    status: str
    number: int
    oldest: dt.datetime


@dataclass(frozen=True)
class Row:
    """One message."""

    id: int
    channel: str
    status: str
    purpose: str
    campaign_id: str | None
    created_at: dt.datetime
    attempts: int
    error: str | None


@dataclass(frozen=True)
class Reached:
    """A campaign and how far it is: `counts` by state (queued, sent, dead ..., delivered, read)."""

    id: str
    name: str
    purpose: str
    created_at: dt.datetime
    expires_at: dt.datetime | None
    stopped_at: dt.datetime | None
    counts: dict[str, int]


def piles(session: Session, channel: str | None = None, statuses: Collection[str] = SHOWN) -> list[Pile]:
    """How much there is, by channel and state."""
    found = (
        select(_OUTBOX.c.channel, _OUTBOX.c.status, func.count(), func.min(_OUTBOX.c.created_at))
        .where(_OUTBOX.c.status.in_(statuses))
        .group_by(_OUTBOX.c.channel, _OUTBOX.c.status)
        .order_by(_OUTBOX.c.channel, _OUTBOX.c.status)
    )
    if channel is not None:
        found = found.where(_OUTBOX.c.channel == channel)
    return [Pile(*row) for row in session.execute(found)]


def rows(
    session: Session, channel: str | None = None, statuses: Collection[str] = GIVEN_UP, limit: int = 50
) -> list[Row]:
    """Single messages, the latest first."""
    columns = ("id", "channel", "status", "purpose", "campaign_id", "created_at", "attempts", "error")
    found = (
        select(*(_OUTBOX.c[name] for name in columns))
        .where(_OUTBOX.c.status.in_(statuses))
        .order_by(_OUTBOX.c.id.desc())
        .limit(limit)
    )
    if channel is not None:
        found = found.where(_OUTBOX.c.channel == channel)
    return [Row(*row) for row in session.execute(found)]


def standings(session: Session) -> dict[str, Standing]:
    """The channels that are off or were paused."""
    found = select(ChannelState.channel, ChannelState.paused_until, ChannelState.down).order_by(ChannelState.channel)
    return {name: Standing(paused, down) for name, paused, down in session.execute(found) if paused or down}


def campaign(session: Session, campaign_id: str) -> Reached | None:
    """None if there is no such campaign."""
    found = session.get(Campaign, campaign_id)
    if found is None:
        return None
    counts = select(CampaignCount.state, CampaignCount.count).where(CampaignCount.campaign_id == campaign_id)
    return Reached(
        found.id, found.name, found.purpose, found.created_at, found.expires_at, found.stopped_at,
        {state: number for state, number in session.execute(counts) if number},
    )  # fmt: skip
