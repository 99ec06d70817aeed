"""What a bank desk sees of the loans that people asked help with: its own district only, what waits longest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, literal, select, tuple_
from sqlalchemy.orm import Session

from bot.db.models import Referral, ReferralStep
from bot.db.types import UtcDateTime
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


def page(
    session: Session,
    officer: Officer,
    now: dt.datetime,
    *,
    districts: Collection[str] = (),
    status: Status | None = None,
    by: str = "",
    late: bool = False,
    after: tuple[dt.datetime, str] | None = None,
    limit: int = 25,
) -> tuple[list[Listed], tuple[dt.datetime, str] | None]:
    """Requests of the official's desks: those under way (or of a `status` that is) by the day on which the desk is
    reminded, so that the late ones come first; those that are over the latest first. `by`: only such on which this
    official worked; `late`: only such that wait. With them the key that leads on (`after`), None at the end. Raises
    `Forbidden`."""
    officer.need(RIGHT)
    within = officer.within(districts)
    under_way = status is None or status in OPEN
    moment = Referral.remind_at if under_way else Referral.updated_at
    only: list[ColumnElement[bool]] = [Referral.status == status if status is not None else Referral.status.in_(OPEN)]
    if within is not None:
        only.append(Referral.district.in_(within))
    if by:
        theirs_ = select(ReferralStep.referral_id).where(ReferralStep.officer == by)
        only.append(Referral.id.in_(theirs_))
    if late:
        only.append(Referral.remind_at <= now)
    key = tuple_(moment, Referral.id)
    if after is not None:
        last = tuple_(literal(after[0], UtcDateTime()), literal(after[1]))
        only.append(key > last if under_way else key < last)
    order = (moment, Referral.id) if under_way else (moment.desc(), Referral.id.desc())
    rows = session.scalars(select(Referral).where(*only).order_by(*order).limit(limit + 1)).all()
    shown = rows[:limit]
    agreed = consent.granted_among(session, {holder(one) for one in shown}, PURPOSE)
    found = [_shown(one, holder(one) in agreed, now) for one in shown]
    following = None
    if len(rows) > limit:
        tail = shown[-1]
        at = tail.remind_at if under_way else tail.updated_at
        following = (at, tail.id) if at is not None else None
    return found, following


def seen(session: Session, officer: Officer, number: str, now: dt.datetime) -> tuple[Listed, list[Step]]:
    """One request with all its changes, the oldest first. Raises `Forbidden`, `UnknownReferral`."""
    found = theirs(session, officer, number)
    steps = select(ReferralStep).where(ReferralStep.referral_id == found.id).order_by(ReferralStep.id)
    agreed = consent.granted(session, holder(found), PURPOSE)
    return _shown(found, agreed, now), [Step(s.status, s.officer, s.reason, s.at) for s in session.scalars(steps)]


def phone(session: Session, officer: Officer, number: str, reason: str, now: dt.datetime) -> str | None:
    """The person's telephone number, for whoever calls them; noted with the reason. None if the person has taken back
    that banks may be told. Raises `Forbidden`, `UnknownReferral`, `BadReason`."""
    officer.changes()  # who only reads has nobody to call
    found = theirs(session, officer, number)
    reason = " ".join(reason.split())
    if not audit.says_enough(reason, UNMASK_REASON):
        raise BadReason(
            f"Write in {UNMASK_REASON} characters or more, without names and numbers, what the number is needed for."
        )
    if not consent.granted(session, holder(found), PURPOSE):
        return None
    audit.note(
        session, officer.name, "referral_unmask", now, about=found.id, reason=reason, names=(found.name,),
        address=officer.address,
    )  # fmt: skip
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
