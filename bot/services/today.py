"""What waits for an official: how much of each kind, by their rights and within what they see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Broadcast, MessageTemplate, Need, Referral, TrainingSession, Unanswered
from bot.services import channel_view, handover_desk, trade_desk
from bot.services.officers import Officer
from bot.services.templates import PENDING, SENDABLE
from bot.services.training import catalogue, scope

MANY: Final = 1_000
"""Counted up to here: more than that is the same to whoever looks."""
SESSIONS: Final = 10
"""Sessions of today that are named."""
_OPEN: Final = ("new", "contacted", "applied")


@dataclass(frozen=True)
class OfToday:
    """A session of today. `title`: by language."""

    code: str
    title: dict[str, str]
    district: str
    starts_at: dt.datetime
    status: str


@dataclass(frozen=True)
class Today:
    """Numbers by kind; what the official may not see is not in it. A number of `MANY` means so many or more."""

    counts: dict[str, int]
    sessions: tuple[OfToday, ...] = ()


def waiting(session: Session, officer: Officer, now: dt.datetime) -> Today:
    """What the official may see of: approvals, handovers, mine, sessions, needs, loans, trades, questions, templates,
    failed."""
    counts: dict[str, int] = {}
    if officer.may("approve"):
        counts["approvals"] = _approvals(session, officer)
    if officer.may(handover_desk.RIGHT):
        tabs = handover_desk.counts(session, officer)
        counts["handovers"], counts["mine"] = tabs["waiting"], tabs["mine"]
    sessions: tuple[OfToday, ...] = ()
    if officer.may(scope.RIGHT):
        counts["sessions"], sessions = _sessions(session, officer, now)
    if officer.may(trade_desk.RIGHT):
        counts["trades"] = min(MANY, trade_desk.waiting(session, officer))
    if officer.may("verify"):
        counts["needs"] = _some(session, _within(officer, select(Need.id).where(Need.status == "unverified"), Need))
    if officer.may("referrals"):
        due = select(Referral.id).where(Referral.remind_at <= now, Referral.status.in_(_OPEN))
        counts["loans"] = _some(session, _within(officer, due, Referral))
    if officer.may("content"):
        counts["questions"] = _some(session, select(Unanswered.id).where(Unanswered.handled_as.is_(None)))
    if officer.may("settings"):
        well = (*SENDABLE, *PENDING)
        counts["templates"] = _some(session, select(MessageTemplate.name).where(MessageTemplate.state.not_in(well)))
        counts["failed"] = sum(one.failed for one in channel_view.seen(session, officer, now).values())
    return Today(counts, sessions)


def _approvals(session: Session, officer: Officer) -> int:
    rows = session.execute(
        select(Broadcast.districts).where(Broadcast.status == "waiting", Broadcast.created_by != officer.id).limit(MANY)
    )
    own = officer.districts
    return sum(own is None or (districts is not None and own.issuperset(districts)) for (districts,) in rows)


def _sessions(session: Session, officer: Officer, now: dt.datetime) -> tuple[int, tuple[OfToday, ...]]:
    begin = dt.datetime.combine(now.astimezone(INDIA).date(), dt.time(0), INDIA).astimezone(dt.UTC)
    wanted = catalogue.joined().where(
        TrainingSession.starts_at >= begin, TrainingSession.starts_at < begin + dt.timedelta(days=1),
        TrainingSession.status != "cancelled", *scope.conditions(officer),
    )  # fmt: skip
    found = [
        catalogue.Upcoming(*row) for row in session.execute(wanted.order_by(TrainingSession.starts_at).limit(MANY))
    ]
    named = tuple(
        OfToday(
            one.session.code, dict(one.course.title), one.session.district, one.session.starts_at, one.session.status
        )
        for one in found[:SESSIONS]
    )
    return len(found), named


def _within(officer: Officer, asked: Any, table: Any) -> Any:
    return asked if officer.districts is None else asked.where(table.district.in_(officer.districts))


def _some(session: Session, asked: Any) -> int:
    return session.scalar(select(func.count()).select_from(asked.limit(MANY).subquery())) or 0
