"""How long data are kept: what is due to go, and its going. The periods are settings; nothing here knows a clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, not_, select, update
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import (
    AuditEvent,
    Contact,
    Draft,
    Feedback,
    MarketingCount,
    Need,
    PhoneCode,
    Referral,
    TimedTask,
    TurnSpeed,
    TurnTally,
    Worker,
    WorkerContact,
    WrongCode,
)
from bot.services import audit_chain, timing
from bot.services.privacy import erase

AT_ONCE = 500
"""Rows of a kind that go in one transaction: others wait for it."""
_COUNTS_KEPT = dt.timedelta(days=31)
_CODES_KEPT = dt.timedelta(days=2)  # longer than the day in which codes are counted
CLOSED_NEEDS = ("filled", "closed", "rejected")
CLOSED_REFERRALS = ("sanctioned", "refused", "dropped")


@dataclass(frozen=True)
class Periods:
    """How long what is kept: forms begun and left; registrations from lists that nobody confirmed; registrations since
    they were changed or the person wrote; contacts since they wrote; needs and referrals since they were closed; notes
    of what officials did; the sentence of a feedback (its marks stay for the programme's counts); what was done at its
    time, or not; daily counts of messages, which nobody is in."""

    drafts: dt.timedelta
    unconfirmed: dt.timedelta
    workers: dt.timedelta
    contacts: dt.timedelta
    closed: dt.timedelta
    audit: dt.timedelta
    feedback: dt.timedelta = dt.timedelta(days=365)
    tasks: dt.timedelta = dt.timedelta(days=90)
    tallies: dt.timedelta = dt.timedelta(days=1095)


@dataclass(frozen=True)
class _Kind:
    name: str
    table: Any
    key: Any
    due: ColumnElement[bool]
    erase: Callable[[Session, str, dt.datetime], Any] | None = None  # None: the row is all there is
    forget: Callable[[Session, Sequence[int]], None] | None = None  # all of them at once, the earliest ones


def due(session: Session, periods: Periods, now: dt.datetime) -> dict[str, int]:
    """How many of each kind are due to go."""
    return {
        kind.name: session.scalar(select(func.count()).select_from(kind.table).where(kind.due)) or 0
        for kind in _kinds(periods, now)
    }


def enforce(session: Session, periods: Periods, now: dt.datetime) -> dict[str, int]:
    """Erases what is due, at most `AT_ONCE` of each kind; returns how many of each kind went. To be called until
    nothing goes any more, each time in a transaction of its own."""
    gone: dict[str, int] = {}
    for kind in _kinds(periods, now):
        keys = session.scalars(select(kind.key).where(kind.due).order_by(kind.key).limit(AT_ONCE)).all()
        if kind.forget is not None:
            if keys:
                kind.forget(session, keys)
        elif kind.erase is not None:
            for key in keys:
                kind.erase(session, key, now)
        elif keys:
            # The condition stands again: the key of some tables has further columns.
            session.execute(delete(kind.table).where(kind.key.in_(keys), kind.due))
        gone[kind.name] = len(keys)
    return gone


def _kinds(periods: Periods, now: dt.datetime) -> Iterator[_Kind]:
    silent = Contact.seen_at < now - periods.workers
    heard_of = exists().where(
        WorkerContact.worker_id == Worker.id, WorkerContact.contact_id == Contact.id, WorkerContact.role == "self",
        not_(silent),
    )  # fmt: skip
    yield _Kind("begun forms", Draft, Draft.contact_id, Draft.updated_at < now - periods.drafts)
    yield _Kind("codes", PhoneCode, PhoneCode.contact_id, PhoneCode.first_at < now - _CODES_KEPT)
    yield _Kind("wrong codes", WrongCode, WrongCode.contact_id, WrongCode.first_at < now - _CODES_KEPT)
    yield _Kind(
        "unconfirmed registrations", Worker, Worker.id,
        (Worker.status == "unconfirmed") & (Worker.registered_at < now - periods.unconfirmed), erase.worker,
    )  # fmt: skip
    yield _Kind(
        "registrations", Worker, Worker.id, (Worker.updated_at < now - periods.workers) & not_(heard_of), erase.worker
    )
    yield _Kind(
        "contacts", Contact, Contact.id,
        (Contact.seen_at < now - periods.contacts) & Contact.erased_at.is_(None), erase.contact,
    )  # fmt: skip
    old = now - periods.closed
    yield _Kind("needs", Need, Need.id, Need.status.in_(CLOSED_NEEDS) & (Need.updated_at < old))
    yield _Kind("referrals", Referral, Referral.id, Referral.status.in_(CLOSED_REFERRALS) & (Referral.updated_at < old))
    day = (now - _COUNTS_KEPT).astimezone(INDIA).date()
    yield _Kind("daily counts", MarketingCount, MarketingCount.contact_id, MarketingCount.day < day)
    acts = audit_chain.due(now - periods.audit)
    yield _Kind("notes of officials", AuditEvent, AuditEvent.id, acts, forget=audit_chain.forget)
    said = Feedback.words.is_not(None) & (Feedback.begun_at < now - periods.feedback)
    yield _Kind("words of feedback", Feedback, Feedback.enrolment_id, said, _without_words)
    settled = (TimedTask.status != timing.WAITING) & (TimedTask.done_at < now - periods.tasks)
    yield _Kind("timed tasks", TimedTask, TimedTask.id, settled)
    counted = (now - periods.tallies).astimezone(INDIA).date()
    yield _Kind("counts of messages", TurnTally, TurnTally.day, TurnTally.day < counted)
    yield _Kind("counts of times", TurnSpeed, TurnSpeed.day, TurnSpeed.day < counted)


def _without_words(session: Session, enrolment_id: str, now: dt.datetime) -> None:
    session.execute(update(Feedback).where(Feedback.enrolment_id == enrolment_id).values(words=None))
