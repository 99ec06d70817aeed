"""Taking part in a session: a place, a place in the waiting list, giving it up, another date instead.

A person takes part in a course once: whoever has a place in one session of it, or was there, comes to another session
of it only instead (`transfer`). They may wait for another session meanwhile; the place that they are offered there and
accept then takes the place of the one they have.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Enrolment
from bot.services import timing
from bot.services.training import plans, reminding, seats, waiting
from bot.services.training.catalogue import CANCELLED, Upcoming
from bot.services.training.mine import ACTIVE as ACTIVE
from bot.services.training.mine import Mine as Mine
from bot.services.training.mine import clash_of, of_course, row_of
from bot.services.training.mine import get as get
from bot.services.training.mine import of_contact as of_contact
from bot.services.training.plans import Schedule
from bot.services.training.waiting import ahead_of
from bot.services.training.waiting import promote as promote

Kind = Literal[
    "enrolled", "waiting", "already", "waiting_already", "clash", "over", "cancelled", "declined", "offer_over"
]


@dataclass(frozen=True)
class Outcome:
    """What became of a wish. `kind`:
    enrolled: they have a place; `clash`: one in another session of the course that it takes the place of, or one that
    overlaps, if there is one;
    waiting: the session is full, they are in the waiting list, `ahead` others before them;
    already, waiting_already: that was so before. If `clash` is set, they have a place in (or were at) that other
    session of the same course, and `upcoming` is that one: nothing was changed;
    clash: they take part in `clash` at that time; nothing was changed;
    over: it has begun or is over, or there is no such session (`upcoming` None);
    cancelled: it does not take place; or, of `cancel`: their place is given up;
    declined, offer_over: of `answer`."""

    kind: Kind
    enrolment: Enrolment | None = None
    upcoming: Upcoming | None = None
    clash: Mine | None = None
    ahead: int = 0


def enrol(
    db: Session,
    contact_id: str,
    session_id: str,
    now: dt.datetime,
    *,
    schedule: Schedule,
    source: str = "chat",
    despite_clash: bool = False,
) -> Outcome:
    """A person wants to take part. Whoever is offered a place there accepts it so. `despite_clash`: they know of the
    clash. Reminders are switched on for whoever does this in the chat, unless they had switched them off."""
    upcoming = seats.lock(db, [session_id]).get(session_id)
    return _join(db, contact_id, upcoming, now, schedule, source, despite_clash)


def cancel(
    db: Session, contact_id: str, enrolment_id: str, now: dt.datetime, *, schedule: Schedule, reason: str = "self"
) -> Outcome | None:
    """A person gives up a place, an offer or their waiting; the next in the list are offered what is free. Kind
    cancelled (said again as well), or over if the session has begun. None: that is not theirs."""
    mine = _locked(db, contact_id, enrolment_id)
    if mine is None:
        return None
    enrolment, upcoming = mine.enrolment, mine.upcoming
    if enrolment.status in ACTIVE:
        if not upcoming.open(now):
            return Outcome("over", enrolment, upcoming)
        seats.end(db, upcoming, enrolment, reason, now)
        promote(db, upcoming.session.id, now, schedule=schedule)
    return Outcome("cancelled", enrolment, upcoming)


def answer(
    db: Session, contact_id: str, enrolment_id: str, yes: bool, now: dt.datetime, *, schedule: Schedule
) -> Outcome:
    """What a person says to the offer of a place. Kind enrolled, declined, or offer_over (too late, or it is not
    theirs). Said twice, the answer is the same."""
    other = None
    mine = get(db, contact_id, enrolment_id)
    if mine is not None and yes:
        other = of_course(db, contact_id, mine.upcoming.course.id, but=(enrolment_id,))
    mine = _locked(db, contact_id, enrolment_id, *([other.upcoming.session.id] if other is not None else []))
    if mine is None:
        return Outcome("offer_over")
    enrolment, upcoming = mine.enrolment, mine.upcoming
    if enrolment.status != "offered":
        if yes and enrolment.status == "enrolled" and upcoming.open(now):
            return Outcome("enrolled", enrolment, upcoming)
        declined = not yes and enrolment.status == "cancelled" and enrolment.reason == "declined"
        return Outcome("declined" if declined else "offer_over", enrolment, upcoming)
    in_time = upcoming.open(now) and enrolment.offer_until is not None and now < enrolment.offer_until
    if yes and in_time:
        return _accept(db, enrolment, upcoming, now, schedule)
    seats.end(db, upcoming, enrolment, "declined" if in_time else "offer_over", now)
    promote(db, upcoming.session.id, now, schedule=schedule)
    return Outcome("declined" if in_time else "offer_over", enrolment, upcoming)


def transfer(
    db: Session,
    contact_id: str,
    enrolment_id: str,
    session_id: str,
    now: dt.datetime,
    *,
    schedule: Schedule,
    despite_clash: bool = False,
) -> Outcome:
    """A person wants to take part in another session instead. If that one is full they wait for it and keep what they
    have until they are offered a place there and accept it. Kinds as those of `enrol`; over as well if what they have
    is not theirs or has begun."""
    locked = seats.lock(db, [session_id, *_session_of(db, enrolment_id)])
    mine = get(db, contact_id, enrolment_id)
    if mine is None or mine.enrolment.status not in ACTIVE or not mine.upcoming.open(now):
        return Outcome("over", mine.enrolment if mine else None, mine.upcoming if mine else None)
    if mine.upcoming.session.id == session_id:
        kind: Kind = "already" if mine.enrolment.status == "enrolled" else "waiting_already"
        return Outcome(kind, mine.enrolment, mine.upcoming, ahead=ahead_of(db, mine.enrolment))
    return _join(db, contact_id, locked.get(session_id), now, schedule, "chat", despite_clash, instead_of=mine)


def seat(db: Session, contact_id: str, upcoming: Upcoming, now: dt.datetime, source: str, status: str) -> Enrolment:
    """Writes that a person has a place (which was taken before) or waits, in a row of theirs that is over, or a new
    one. The session must be locked."""
    enrolment = row_of(db, contact_id, upcoming.session.id)
    if status == "waiting":
        now = waiting.behind(db, upcoming.session.id, now)
    if enrolment is None:
        enrolment = Enrolment(
            session_id=upcoming.session.id, contact_id=contact_id, status=status, source=source, since=now, round=1,
            reason="",
        )  # fmt: skip
        db.add(enrolment)
    elif enrolment.status in ACTIVE:
        enrolment.status, enrolment.offer_until = status, None
    else:
        enrolment.status, enrolment.round, enrolment.source, enrolment.since = status, enrolment.round + 1, source, now
        enrolment.reason, enrolment.offer_until, enrolment.ended_at, enrolment.moved_to = "", None, None, None
        enrolment.came_at = enrolment.left_at = enrolment.came_by = enrolment.presence = None
    db.flush()
    return enrolment


def _join(
    db: Session,
    contact_id: str,
    upcoming: Upcoming | None,
    now: dt.datetime,
    schedule: Schedule,
    source: str,
    despite_clash: bool,
    instead_of: Mine | None = None,
) -> Outcome:
    """`instead_of`: what they have, whose session is locked too."""
    if upcoming is None or not upcoming.open(now):
        cancelled = upcoming is not None and upcoming.session.status == CANCELLED
        return Outcome("cancelled" if cancelled else "over", None, upcoming)
    mine = row_of(db, contact_id, upcoming.session.id)
    if mine is not None and mine.status == "offered":
        in_time = mine.offer_until is not None and now < mine.offer_until
        if in_time:
            return _accept(db, mine, upcoming, now, schedule, instead_of)
        seats.end(db, upcoming, mine, "offer_over", now)
    if mine is not None and mine.status == "enrolled":
        return Outcome("already", mine, upcoming)
    but = (instead_of.enrolment.id,) if instead_of is not None else ()
    if (same := of_course(db, contact_id, upcoming.course.id, but)) is not None:
        return Outcome("already", same.enrolment, same.upcoming, same)
    clash = clash_of(db, contact_id, upcoming.session, but=but)
    if clash is not None and not despite_clash and (mine is None or mine.status != "waiting"):
        return Outcome("clash", None, upcoming, clash)
    promote(db, upcoming.session.id, now, schedule=schedule)
    if mine is not None and mine.status == "offered":  # by the line above: they were the next
        return _accept(db, mine, upcoming, now, schedule, instead_of)
    if not seats.take(db, upcoming):
        kind: Kind = "waiting_already" if mine is not None and mine.status == "waiting" else "waiting"
        enrolment = mine if kind == "waiting_already" and mine is not None else None
        enrolment = enrolment or seat(db, contact_id, upcoming, now, source, "waiting")
        reminding.switch_on(db, contact_id, now, source)
        return Outcome(kind, enrolment, upcoming, clash, ahead_of(db, enrolment))
    enrolment = seat(db, contact_id, upcoming, now, source, "enrolled")
    _settled(db, enrolment, upcoming, now, schedule, instead_of)
    reminding.switch_on(db, contact_id, now, source)
    return Outcome("enrolled", enrolment, upcoming, instead_of or clash)


def _accept(
    db: Session,
    enrolment: Enrolment,
    upcoming: Upcoming,
    now: dt.datetime,
    schedule: Schedule,
    instead_of: Mine | None = None,
) -> Outcome:
    """The offered place becomes theirs; one in another session of the course is given up for it."""
    other = instead_of or of_course(db, enrolment.contact_id, upcoming.course.id, but=(enrolment.id,))
    if other is not None and not other.upcoming.open(now):
        # They were there meanwhile: the course is done.
        seats.end(db, upcoming, enrolment, "took_part", now)
        promote(db, upcoming.session.id, now, schedule=schedule)
        return Outcome("offer_over", enrolment, upcoming, other)
    seats.unplan(db, now, subject=enrolment.id, reason="accepted")
    seat(db, enrolment.contact_id, upcoming, now, enrolment.source, "enrolled")
    _settled(db, enrolment, upcoming, now, schedule, other)
    clash = other or clash_of(db, enrolment.contact_id, upcoming.session, but=(enrolment.id,))
    return Outcome("enrolled", enrolment, upcoming, clash)


def _settled(
    db: Session, enrolment: Enrolment, upcoming: Upcoming, now: dt.datetime, schedule: Schedule, other: Mine | None
) -> None:
    """Plans the reminders of a new place; the one that it takes the place of is free."""
    timing.plan(db, plans.for_enrolment(schedule, upcoming, enrolment, now), now)
    if other is not None:
        seats.lock(db, [other.upcoming.session.id])
        seats.end(db, other.upcoming, other.enrolment, "moved", now)
        other.enrolment.moved_to = enrolment.id
        db.flush()
        promote(db, other.upcoming.session.id, now, schedule=schedule)


def _locked(db: Session, contact_id: str, enrolment_id: str, *more: str) -> Mine | None:
    """An enrolment of this person as it is once its session is locked."""
    seats.lock(db, [*_session_of(db, enrolment_id), *more])
    return get(db, contact_id, enrolment_id)


def _session_of(db: Session, enrolment_id: str) -> list[str]:
    return list(db.scalars(select(Enrolment.session_id).where(Enrolment.id == enrolment_id)))
