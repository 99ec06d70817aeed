"""What happens to a session: it is moved, cancelled, held. Everybody who has a place, waits or is offered one is told
once, what was planned for the old version falls away, and what was not sent yet is withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Enrolment, TrainingSession
from bot.services import audit, timing
from bot.services.training import after, attendance, plans, seats, waiting
from bot.services.training.catalogue import CANCELLED, CLASSROOM, HELD, ONLINE, PLANNED, Upcoming
from bot.services.training.catalogue import Refused as Refused
from bot.services.training.enrolments import ACTIVE
from bot.services.training.plans import Schedule

REASON_LIMIT: Final = 200
_PLACE, _LINK = 200, 500  # characters that the columns hold


@dataclass(frozen=True)
class Change:
    """What is different from now on; None: as it was. Who names a new start alone keeps the length."""

    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    place: str | None = None
    link: str | None = None
    mode: str | None = None


def move(
    db: Session,
    session_id: str,
    change: Change,
    reason: str,
    by: str,
    schedule: Schedule,
    now: dt.datetime,
    *,
    address: str | None = None,
) -> Upcoming:
    """Changes time, place, link or mode. A change of nothing does nothing. `by`, `address`: who does it and
    from where, for the audit; `reason`: as people are told it. Raises `Refused`."""
    upcoming = _planned(db, session_id, now, "moved")
    session, before = upcoming.session, upcoming.session.starts_at
    values = _values(session, change, now)
    if not values:
        return upcoming
    for column, value in values.items():
        setattr(session, column, value)
    session.version += 1
    session.reason = _reason(reason)
    db.flush()
    untold = _untold_offers(db, session_id, now)
    seats.unplan(db, now, group=session_id, reason="moved")
    timing.plan(db, plans.for_session(schedule, upcoming, now), now)
    for enrolment in _people(db, session_id):
        timing.plan(db, _after_move(db, upcoming, enrolment, before, enrolment.id in untold, schedule, now), now)
    waiting.promote(db, session_id, now, schedule=schedule)
    audit.note(
        db, by, "session_move", now, about=session_id, reason=reason, address=address, version=session.version,
        changed=sorted(values),
    )  # fmt: skip
    return upcoming


def cancel(
    db: Session,
    session_id: str,
    reason: str,
    by: str,
    now: dt.datetime,
    *,
    schedule: Schedule,
    address: str | None = None,
) -> Upcoming:
    """The session does not take place; everybody's place and waiting ends. Said again, it does nothing. Raises
    `Refused`."""
    known = seats.lock(db, [session_id]).get(session_id)
    if known is not None and known.session.status == CANCELLED:
        return known
    upcoming = _planned(db, session_id, now, "cancelled")
    session = upcoming.session
    people = _people(db, session_id)
    session.status, session.reason, session.seats = CANCELLED, _reason(reason), 0
    seats.unplan(db, now, group=session_id, reason="cancelled")
    for enrolment in people:
        enrolment.status, enrolment.reason, enrolment.ended_at = "cancelled", "session_cancelled", now
        enrolment.offer_until = None
        timing.plan(db, plans.news(schedule, "cancelled", upcoming, enrolment, now), now)
    db.flush()
    audit.note(db, by, "session_cancel", now, about=session_id, reason=reason, address=address, people=len(people))
    return upcoming


def hold(db: Session, session_id: str, now: dt.datetime, *, schedule: Schedule) -> Upcoming | None:
    """The end of a session has come: presence is worked out, and what follows is planned for those who were there.
    Where nobody checked in and nobody was marked, no attendance was taken: presence stays unknown, and it can still be
    taken (`attendance.mark`). None: there is nothing to do (it was moved, cancelled, or held before)."""
    upcoming = seats.lock(db, [session_id]).get(session_id)
    if upcoming is None or upcoming.session.status != PLANNED or now < upcoming.session.ends_at:
        return None
    upcoming.session.status = HELD
    people = _people(db, session_id)
    taken = any(one.came_at is not None for one in people)
    for enrolment in people:
        if enrolment.status != "enrolled":
            seats.end(db, upcoming, enrolment, "session_over", now)
        elif taken:
            enrolment.presence = attendance.presence(upcoming, enrolment.came_at, enrolment.left_at)
            db.flush()
            after.follow(db, upcoming, enrolment, now, schedule=schedule)
    db.flush()
    return upcoming


def _planned(db: Session, session_id: str, now: dt.datetime, what: str) -> Upcoming:
    upcoming = seats.lock(db, [session_id]).get(session_id)
    if upcoming is None:
        raise Refused("There is no such session (any more). Look at the list again.")
    if upcoming.session.status != PLANNED:
        raise Refused(f"The session is {upcoming.session.status} and cannot be {what}.")
    if now >= upcoming.session.starts_at:
        raise Refused(f"The session has begun and cannot be {what}. Plan another one.")
    return upcoming


def _values(session: TrainingSession, change: Change, now: dt.datetime) -> dict[str, Any]:
    """What is really different. Raises `Refused` if it cannot be so."""
    new = {one.name: getattr(change, one.name) for one in fields(change)}
    new = {name: value.strip() if isinstance(value, str) else value for name, value in new.items()}
    if new["starts_at"] is not None and new["ends_at"] is None:
        new["ends_at"] = session.ends_at + (new["starts_at"] - session.starts_at)
    values = {name: value for name, value in new.items() if value is not None and value != getattr(session, name)}
    whole = {name: values.get(name, getattr(session, name)) for name in new}
    if values and whole["starts_at"] <= now:
        raise Refused("A session cannot be moved into the past: give a time that is still to come.")
    if whole["ends_at"] <= whole["starts_at"]:
        raise Refused("The end is not after the start: give both times.")
    if whole["mode"] not in (CLASSROOM, ONLINE):
        raise Refused("A session is either classroom or online.")
    if values and whole["mode"] == CLASSROOM and not whole["place"]:
        raise Refused("A classroom session needs a place: give the address, too.")
    if len(whole["place"]) > _PLACE:
        raise Refused(f"The place is too long: at most {_PLACE} characters.")
    address = urlsplit(whole["link"])
    if "link" in values and whole["link"] and (address.scheme != "https" or not address.hostname):
        raise Refused("The link is not an address that begins with https://. Copy it again.")
    if len(whole["link"]) > _LINK:
        raise Refused(f"The link is too long: at most {_LINK} characters.")
    return values


def _people(db: Session, session_id: str) -> Sequence[Enrolment]:
    """Everybody with a place, an offer or waiting, in their order."""
    wanted = select(Enrolment).where(Enrolment.session_id == session_id, Enrolment.status.in_(ACTIVE))
    ordered = wanted.order_by(Enrolment.since, Enrolment.id)
    return db.scalars(ordered.execution_options(populate_existing=True)).all()


def _untold_offers(db: Session, session_id: str, now: dt.datetime) -> set[str]:
    """Those whose offer did not go out yet, which is withdrawn or no longer planned now."""
    offered = [one.id for one in _people(db, session_id) if one.status == "offered"]
    return {one for one in offered if seats.withdrawn(db, now, one, "offer")}


def _after_move(
    db: Session,
    upcoming: Upcoming,
    enrolment: Enrolment,
    before: dt.datetime,
    untold: bool,
    schedule: Schedule,
    now: dt.datetime,
) -> list[timing.Plan]:
    """The news, and what is due for the new version. An offer ends three hours before the new start at the latest; if
    that is past, they wait again."""
    if enrolment.status == "offered" and enrolment.offer_until is not None:
        enrolment.offer_until = min(enrolment.offer_until, upcoming.session.starts_at - waiting.BEFORE)
        if enrolment.offer_until <= now:
            seats.give_back(db, upcoming)
            enrolment.status, enrolment.offer_until = "waiting", None
        db.flush()
    due = plans.for_enrolment(schedule, upcoming, enrolment, now)
    told = plans.news(schedule, "changed", upcoming, enrolment, now, before=before)
    return [*told, *(one for one in due if one.kind != "offer" or untold)]


def _reason(reason: str) -> str:
    return " ".join(reason.split())[:REASON_LIMIT]
