"""What each field of a segment means, as a condition on `contacts`.

A person's entry in the register is the confirmed one that they speak for themselves, never one that they made for
somebody else. Where something is said both in the entry and at a training, the entry counts. Nothing here is ever
unknown (SQL's NULL): what is not known of a person does not hold, so that "not" means the others.

What stands in other tables is gathered once as a set of ids and not asked of each contact in turn: among a million
contacts the difference is that of seconds and hours (docs/performance.md, Console).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select, true, union
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.selectable import CompoundSelect

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
Ids = Select[Any] | CompoundSelect[Any]
"""The ids of contacts."""


def holds(field: str, values: Sequence[str], now: dt.datetime, *, negated: bool = False, anti: bool = False) -> Truth:
    """Whether one of the values is so of a contact; `negated`: whether none is. `anti`: of PostgreSQL, which plans
    "there is no such row" well and "not in these many" badly; SQLite the other way round."""
    found = _FIELDS[field](values, now)
    if isinstance(found, ColumnElement):
        return not_(found) if negated else found
    if not negated:
        return Contact.id.in_(found)
    if not anti:
        return Contact.id.not_in(found)
    others = found.subquery()
    return ~select(others.c[0]).where(others.c[0] == Contact.id).correlate(Contact).exists()


def all_of(some: Sequence[Truth]) -> Truth:
    """Whether all hold; none is always true."""
    return and_(true(), *some)


def one_of(groups: Sequence[Sequence[Truth]]) -> Truth:
    """Whether all of one of the groups hold."""
    return Contact.id.in_(union(*(select(Contact.id).where(all_of(group)).correlate(None) for group in groups)))


def at_home_in(districts: Sequence[str]) -> Truth:
    """Whether a person's district is one of these: of their entry, else what they said at a training."""
    return Contact.id.in_(_at_home(districts))


def _at_home(districts: Sequence[str]) -> Ids:
    own = _own()
    learners = select(Learner.contact_id).where(
        Learner.district.in_(districts), ~own.where(WorkerContact.contact_id == Learner.contact_id).exists()
    )
    return union(own.where(Worker.district.in_(districts)), learners)


def _own() -> Select[Any]:
    """Those with an entry of their own."""
    return (
        select(WorkerContact.contact_id)
        .join(Worker, Worker.id == WorkerContact.worker_id)
        .where(WorkerContact.role == "self", Worker.status == "active")
    )


def _learners(which: Truth) -> Ids:
    return select(Learner.contact_id).where(which)


def _block(values: Sequence[str], now: dt.datetime) -> Ids:
    return _own().where(Worker.place.in_(values))


def _trade(values: Sequence[str], now: dt.datetime) -> Ids:
    return _own().join(WorkerTrade, WorkerTrade.worker_id == Worker.id).where(WorkerTrade.trade.in_(values))


def _enrolled(which: Truth) -> Ids:
    """Has a place in such a session now, or had it when it was held."""
    return (
        select(Enrolment.contact_id)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .join(Course, Course.id == TrainingSession.course_id)
        .where(Enrolment.status == "enrolled", which)
    )


def _women_led(values: Sequence[str], now: dt.datetime) -> Ids:
    return _learners(or_(*(Learner.women_led.is_(value == "yes") for value in values)))


def _said(column: InstrumentedAttribute[Any]) -> Callable[[Sequence[str], dt.datetime], Truth]:
    return lambda values, now: and_(column.is_not(None), column.in_(values))


def _interest(values: Sequence[str], now: dt.datetime) -> Ids:
    asked = aliased(Contact)
    wished = select(Preference.contact_id).where(Preference.topic.in_(values), Preference.wanted.is_(True))
    return union(wished, select(asked.id).where(asked.state["topic"].as_string().in_(values)))


def _active(values: Sequence[str], now: dt.datetime) -> Truth:
    return Contact.seen_at >= now - dt.timedelta(days=int(values[0]))


def _registered(values: Sequence[str], *, before: bool) -> Ids:
    """Days are those of India; "after" is from that day on, "before" up to the day before it."""
    day = dt.datetime.combine(dt.date.fromisoformat(values[0]), dt.time(), INDIA).astimezone(dt.UTC)

    def on_that_side(moment: InstrumentedAttribute[dt.datetime]) -> Truth:
        return moment < day if before else moment >= day

    own, known = _own(), aliased(Contact)
    unregistered = select(known.id).where(
        on_that_side(known.created_at), ~own.where(WorkerContact.contact_id == known.id).exists()
    )
    return union(own.where(on_that_side(Worker.registered_at)), unregistered)


_FIELDS: Final[dict[str, Callable[[Sequence[str], dt.datetime], Truth | Ids]]] = {
    "district": lambda values, now: _at_home(values),
    "block": _block,
    "sector": lambda values, now: _learners(Learner.sector.in_(values)),
    "trade": _trade,
    "course": lambda values, now: _enrolled(Course.code.in_(values)),
    "session": lambda values, now: _enrolled(TrainingSession.code.in_(values)),
    "women_led": _women_led,
    "social_group": lambda values, now: _learners(Learner.group.in_(values)),
    "language": _said(Contact.language),
    "channel": _said(Contact.channel),
    "interest": _interest,
    "active_within": _active,
    "registered_before": lambda values, now: _registered(values, before=True),
    "registered_after": lambda values, now: _registered(values, before=False),
}
