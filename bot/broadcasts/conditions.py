"""What each field of a segment means, as a condition on `contacts`.

A person's entry in the register is the confirmed one that they speak for themselves, never one that they made for
somebody else. Where something is said both in the entry and at a training, the entry counts. Nothing here is ever
unknown (SQL's NULL): what is not known of a person does not hold, so that "not" means the others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select, true, union
from sqlalchemy.orm import InstrumentedAttribute

from bot.clock import INDIA
from bot.db.models import (
    Contact,
    Course,
    Enrolment,
    Learner,
    Preference,
    TrainingSession,
    Worker,
    WorkerContact,
    WorkerTrade,
)

Truth = ColumnElement[bool]


def holds(field: str, values: Sequence[str], now: dt.datetime, *, negated: bool = False) -> Truth:
    """Whether one of the values is so of a contact; `negated`: whether none is."""
    found = _FIELDS[field](values, now)
    return not_(found) if negated else found


def all_of(some: Sequence[Truth]) -> Truth:
    """Whether all hold; none is always true."""
    return and_(true(), *some)


def lives_in(districts: Sequence[str]) -> Truth:
    """Whether a person's district is one of these: of their entry, else what they said at a training."""
    return or_(
        _entry(Worker.district.in_(districts)),
        and_(_learner(Learner.district.in_(districts)), not_(_entry(true()))),
    )


def at_home_in(districts: Sequence[str]) -> Truth:
    """As `lives_in`, for the whole of a select: the ids are gathered once, which is quicker where few live there."""
    own = (
        select(WorkerContact.contact_id)
        .join(Worker, Worker.id == WorkerContact.worker_id)
        .where(WorkerContact.role == "self", Worker.status == "active")
    )
    learners = select(Learner.contact_id).where(
        Learner.district.in_(districts), ~own.where(WorkerContact.contact_id == Learner.contact_id).exists()
    )
    return Contact.id.in_(union(own.where(Worker.district.in_(districts)), learners))


def _entry(which: Truth) -> Truth:
    """The person's own entry is so."""
    return exists(_entries().where(which))


def _entries() -> Select[Any]:
    return (
        select(WorkerContact.worker_id)
        .join(Worker, Worker.id == WorkerContact.worker_id)
        .where(WorkerContact.contact_id == Contact.id, WorkerContact.role == "self", Worker.status == "active")
        .correlate(Contact)
    )


def _learner(which: Truth) -> Truth:
    return exists(select(Learner.contact_id).where(Learner.contact_id == Contact.id, which).correlate(Contact))


def _trade(values: Sequence[str], now: dt.datetime) -> Truth:
    return exists(_entries().join(WorkerTrade, WorkerTrade.worker_id == Worker.id).where(WorkerTrade.trade.in_(values)))


def _enrolled(which: Truth) -> Truth:
    """Has a place in such a session now, or had it when it was held."""
    return exists(
        select(Enrolment.id)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .join(Course, Course.id == TrainingSession.course_id)
        .where(Enrolment.contact_id == Contact.id, Enrolment.status == "enrolled", which)
        .correlate(Contact)
    )


def _women_led(values: Sequence[str], now: dt.datetime) -> Truth:
    return _learner(or_(*(Learner.women_led.is_(value == "yes") for value in values)))


def _said(column: InstrumentedAttribute[Any]) -> Callable[[Sequence[str], dt.datetime], Truth]:
    return lambda values, now: and_(column.is_not(None), column.in_(values))


def _interest(values: Sequence[str], now: dt.datetime) -> Truth:
    last = Contact.state["topic"].as_string()
    wished = select(Preference.contact_id).where(
        Preference.contact_id == Contact.id, Preference.topic.in_(values), Preference.wanted.is_(True)
    )
    return or_(and_(last.is_not(None), last.in_(values)), exists(wished.correlate(Contact)))


def _active(values: Sequence[str], now: dt.datetime) -> Truth:
    return Contact.seen_at >= now - dt.timedelta(days=int(values[0]))


def _registered(values: Sequence[str], *, before: bool) -> Truth:
    """Days are those of India; "after" is from that day on, "before" up to the day before it."""
    day = dt.datetime.combine(dt.date.fromisoformat(values[0]), dt.time(), INDIA).astimezone(dt.UTC)

    def on_that_side(moment: InstrumentedAttribute[dt.datetime]) -> Truth:
        return moment < day if before else moment >= day

    return or_(
        _entry(on_that_side(Worker.registered_at)),
        and_(on_that_side(Contact.created_at), not_(_entry(true()))),
    )


_FIELDS: Final[dict[str, Callable[[Sequence[str], dt.datetime], Truth]]] = {
    "district": lambda values, now: lives_in(values),
    "block": lambda values, now: _entry(and_(Worker.place.is_not(None), Worker.place.in_(values))),
    "sector": lambda values, now: _learner(and_(Learner.sector.is_not(None), Learner.sector.in_(values))),
    "trade": _trade,
    "course": lambda values, now: _enrolled(Course.code.in_(values)),
    "session": lambda values, now: _enrolled(TrainingSession.code.in_(values)),
    "women_led": _women_led,
    "social_group": lambda values, now: _learner(and_(Learner.group.is_not(None), Learner.group.in_(values))),
    "language": _said(Contact.language),
    "channel": _said(Contact.channel),
    "interest": _interest,
    "active_within": _active,
    "registered_before": lambda values, now: _registered(values, before=True),
    "registered_after": lambda values, now: _registered(values, before=False),
}
