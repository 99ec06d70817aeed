"""What a bank desk sees of the loans that people asked help with: its own district only, what waits longest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from bot.db.models import Referral, ReferralStep
from bot.services import audit, consent
from bot.services.officers import Officer
from bot.services.referrals import OPEN, PURPOSE, RIGHT, BadReason, Status, holder, theirs
from bot.services.workers import masked

UNMASK_REASON = 10
"""Least characters of the reason for reading a number."""


@dataclass(frozen=True)
class Listed:
    """A request in a list. `name`, `phone` (masked): None once the person has taken back that banks may be told;
    `waits`: nothing was noted for so long that the desk is reminded; `amount`: rupees."""

    number: str
    status: Status
    waits: bool
    district: str
    purpose: str
    amount: int | None
    documents: list[str]
    name: str | None
    phone: str | None
    language: str
    reason: str | None
    created_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True)
class Step:
    """One change. `by`: the official's name, "-" for the person."""

    status: str
    by: str
    reason: str | None
    at: dt.datetime


def listed(
    session: Session,
    officer: Officer,
    now: dt.datetime,
    *,
    districts: Collection[str] = (),
    status: Status | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[Listed], int]:
    """Requests of the official's desks, those that wait first, and how many there are in all. `districts`: only these;
    `status`: only such, else those under way. Raises `Forbidden`."""
    officer.need(RIGHT)
    within = officer.within(districts)
    only: list[ColumnElement[bool]] = [Referral.status == status if status is not None else Referral.status.in_(OPEN)]
    if within is not None:
        only.append(Referral.district.in_(within))
    late = case((Referral.remind_at <= now, 0), else_=1)
    rows = session.scalars(
        select(Referral)
        .where(*only)
        .order_by(late, Referral.remind_at, Referral.updated_at.desc(), Referral.id)
        .offset(offset)
        .limit(limit)
    ).all()
    agreed = consent.granted_among(session, {holder(one) for one in rows}, PURPOSE)
    total = session.scalar(select(func.count()).select_from(Referral).where(*only)) or 0
    return [_shown(one, holder(one) in agreed, now) for one in rows], total


def seen(session: Session, officer: Officer, number: str, now: dt.datetime) -> tuple[Listed, list[Step]]:
    """One request with all its changes, the oldest first. Raises `Forbidden`, `UnknownReferral`."""
    found = theirs(session, officer, number)
    steps = select(ReferralStep).where(ReferralStep.referral_id == found.id).order_by(ReferralStep.id)
    agreed = consent.granted(session, holder(found), PURPOSE)
    return _shown(found, agreed, now), [Step(s.status, s.officer, s.reason, s.at) for s in session.scalars(steps)]


def phone(session: Session, officer: Officer, number: str, reason: str, now: dt.datetime) -> str | None:
    """The person's telephone number, for whoever calls them; noted with the reason. None if the person has taken back
    that banks may be told. Raises `Forbidden`, `UnknownReferral`, `BadReason`."""
    found = theirs(session, officer, number)
    reason = " ".join(reason.split())
    if not audit.says_enough(reason, UNMASK_REASON):
        raise BadReason(
            f"Write in {UNMASK_REASON} characters or more, without names and numbers, what the number is needed for."
        )
    if not consent.granted(session, holder(found), PURPOSE):
        return None
    audit.note(session, officer.name, "referral_unmask", now, about=found.id, reason=reason, names=(found.name,))
    return found.phone


def waiting(session: Session, now: dt.datetime) -> dict[str, int]:
    """How many requests of each district wait for a word of their desk, for the daily reminder."""
    rows = session.execute(
        select(Referral.district, func.count())
        .where(Referral.remind_at <= now, Referral.status.in_(OPEN))
        .group_by(Referral.district)
        .order_by(Referral.district)
    )
    return {district: number for district, number in rows}


def _shown(referral: Referral, agreed: bool, now: dt.datetime) -> Listed:
    waits = referral.remind_at is not None and referral.remind_at <= now
    status: Status = referral.status  # type: ignore[assignment]
    return Listed(
        referral.number, status, waits, referral.district, referral.purpose, referral.amount, referral.documents,
        referral.name if agreed else None, masked(referral.phone) if agreed else None, referral.language,
        referral.reason, referral.created_at, referral.updated_at,
    )  # fmt: skip
