"""What came of the service: registrations, needs, loan requests, trainings, hand-overs, broadcasts, in counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.models import (
    Broadcast,
    CampaignCount,
    Enrolment,
    HandoverWish,
    Need,
    Referral,
    TrainingSession,
    Worker,
    WorkerTrade,
)
from bot.services.insights.scope import Period, allowed
from bot.services.officers import Officer
from bot.services.worker_cells import UNCONFIRMED


@dataclass(frozen=True)
class Handovers:
    """`asked`: people who wanted a person; `taken`: whom an official answered; `minutes`: until they did, of half of
    them at most so long (None: nobody was taken)."""

    asked: int
    taken: int
    minutes: float | None


@dataclass(frozen=True)
class Trainings:
    """`sessions`: by status (planned, held, cancelled); `enrolled`: places in them; `present`: people who came."""

    sessions: Mapping[str, int]
    enrolled: int
    present: int


@dataclass(frozen=True)
class Sending:
    """One broadcast: people it was for, and how far it came."""

    name: str
    started_at: dt.datetime
    recipients: int
    sent: int
    delivered: int
    read: int


def registrations(
    session: Session, officer: Officer, period: Period, districts: Collection[str]
) -> tuple[Counter[str], Counter[str]]:
    """Workers who registered in the period, by district, and by trade (somebody with two trades counts at both). Those
    who have not confirmed their entry are not among them. Raises `Forbidden`."""
    scope = allowed(officer, districts)
    # By the cell, which the indexes hold, and not by the status, which they do not.
    by_district = select(Worker.district, func.count()).where(
        Worker.registered_at >= period.begin, Worker.registered_at < period.end, Worker.cell < UNCONFIRMED
    )
    by_trade = select(WorkerTrade.trade, func.count()).where(
        WorkerTrade.registered_at >= period.begin, WorkerTrade.registered_at < period.end,
        WorkerTrade.cell < UNCONFIRMED,
    )  # fmt: skip
    if scope is not None:
        by_district = by_district.where(Worker.district.in_(scope))
        by_trade = by_trade.where(WorkerTrade.district.in_(scope))
    return (
        _counter(session, by_district.group_by(Worker.district)),
        _counter(session, by_trade.group_by(WorkerTrade.trade)),
    )


def needs(session: Session, officer: Officer, period: Period, districts: Collection[str]) -> Counter[str]:
    """Needs of employers that were posted in the period, by state. Raises `Forbidden`."""
    return _by_status(session, Need, allowed(officer, districts), period)


def referrals(session: Session, officer: Officer, period: Period, districts: Collection[str]) -> Counter[str]:
    """Loan requests of the period, by state. Raises `Forbidden`."""
    return _by_status(session, Referral, allowed(officer, districts), period)


def handovers(session: Session, officer: Officer, period: Period, districts: Collection[str]) -> Handovers:
    """Wishes to talk to a person. Raises `Forbidden`."""
    scope = allowed(officer, districts)
    asked = select(HandoverWish.created_at, HandoverWish.taken_at).where(
        HandoverWish.created_at >= period.begin, HandoverWish.created_at < period.end
    )
    if scope is not None:
        asked = asked.where(HandoverWish.district.in_(scope))
    rows = session.execute(asked).all()
    waits = [(taken - created).total_seconds() / 60 for created, taken in rows if taken is not None]
    return Handovers(len(rows), len(waits), median(waits) if waits else None)


def trainings(session: Session, officer: Officer, period: Period, districts: Collection[str]) -> Trainings:
    """Sessions that begin in the period. Raises `Forbidden`."""
    scope = allowed(officer, districts)
    fits: list[Any] = [TrainingSession.starts_at >= period.begin, TrainingSession.starts_at < period.end]
    if scope is not None:
        fits.append(TrainingSession.district.in_(scope))
    sessions = _counter(
        session, select(TrainingSession.status, func.count()).where(*fits).group_by(TrainingSession.status)
    )
    people = session.execute(
        select(func.count(), func.count(Enrolment.came_at))
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(*fits, Enrolment.status == "enrolled")
    ).one()
    return Trainings(sessions, people[0], people[1])


def broadcasts(
    session: Session, officer: Officer, period: Period, districts: Collection[str], limit: int = 50
) -> list[Sending]:
    """Broadcasts that began in the period, the latest first. An official of districts sees those that went to no other
    district. Raises `Forbidden`."""
    scope = allowed(officer, districts)
    rows = session.execute(
        select(Broadcast.name, Broadcast.started_at, Broadcast.recipients, Broadcast.campaign_id, Broadcast.districts)
        .where(Broadcast.started_at >= period.begin, Broadcast.started_at < period.end)
        .order_by(Broadcast.started_at.desc(), Broadcast.id)
    ).all()
    seen = [row for row in rows if scope is None or (row.districts is not None and set(row.districts) <= scope)]
    seen = seen[:limit]
    counts: dict[tuple[str, str], int] = {
        (campaign, state): number
        for campaign, state, number in session.execute(
            select(CampaignCount.campaign_id, CampaignCount.state, CampaignCount.count).where(
                CampaignCount.campaign_id.in_([row.campaign_id for row in seen if row.campaign_id])
            )
        )
    }
    return [
        Sending(
            row.name, row.started_at, row.recipients,
            *(counts.get((row.campaign_id, state), 0) for state in ("sent", "delivered", "read")),
        )
        for row in seen
    ]  # fmt: skip


def _by_status(session: Session, table: Any, scope: frozenset[str] | None, period: Period) -> Counter[str]:
    asked = select(table.status, func.count()).where(table.created_at >= period.begin, table.created_at < period.end)
    if scope is not None:
        asked = asked.where(table.district.in_(scope))
    return _counter(session, asked.group_by(table.status))


def _counter(session: Session, asked: Any) -> Counter[str]:
    return Counter({name: int(number) for name, number in session.execute(asked)})
