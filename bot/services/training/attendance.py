"""Who was there: by the code that the trainer shows, or by the trainer's list.

The code changes every minute (`checkin_code`), so whoever types it is there. Whoever comes without a place gets one on
the spot while there is one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.db.models import Enrolment, Trainer, TrainingSession
from bot.services import audit, consent, timing
from bot.services.officers import Officer
from bot.services.training import (
    after,
    catalogue,
    checkin_code,
    enrolments,
    plans,
    reminding,
    scope,
    seats,
    trainers,
    tries,
)
from bot.services.training.catalogue import CANCELLED, HELD, Refused, Upcoming
from bot.services.training.enrolments import Mine
from bot.services.training.plans import Schedule

EARLY: Final = dt.timedelta(minutes=30)
"""So long before the start the code is taken."""
GRACE: Final = dt.timedelta(minutes=15)
"""Who comes no later, or leaves no earlier than this, was there from the start, or to the end."""
LIMIT: Final = tries.Limit("check_in", 10, dt.timedelta(minutes=10))
"""Wrong codes of one person."""
_AROUND: Final = dt.timedelta(hours=12)
"""Sessions so far away are looked at to say that it is too early, or over."""

Kind = Literal["here", "late", "already", "back", "wrong_code", "too_early", "over", "unlisted", "walk_in", "full"]


@dataclass(frozen=True)
class CheckIn:
    """What became of a code. `kind`: here (in time), late (more than 15 minutes after the start), already, back (they
    had left), wrong_code, too_early (more than 30 minutes before), over, unlisted (they have no place; there is one,
    which they get if they agree to what is kept), walk_in (they had no place and have one now), full (they have none
    and there is none). `mine`: their place, of the first four and walk_in, and where they had one before; `upcoming`:
    the session of a right code; `blocked`: there were too many wrong codes, this one was not looked at: ten minutes
    later again."""

    kind: Kind
    mine: Mine | None = None
    upcoming: Upcoming | None = None
    blocked: bool = False


def new_secret() -> str:
    """What a session's codes are made of, as it is kept with the session."""
    return checkin_code.new_secret().hex()


def code(upcoming: Upcoming, now: dt.datetime) -> checkin_code.Code:
    """The code that the trainer shows now."""
    return checkin_code.current(upcoming.session.secret.encode(), now)


def check_in(
    db: Session, contact_id: str, typed: str, now: dt.datetime, *, schedule: Schedule, agreed: bool = False
) -> CheckIn:
    """Somebody types the code of a session. A message without six digits is a wrong code that does not count.
    `agreed`: to what is kept of those who take part; nothing is kept of a stranger who did not."""
    if checkin_code.find_code(typed) is None:
        return CheckIn("wrong_code")
    if tries.spent(db, contact_id, LIMIT, now):
        return CheckIn("wrong_code", blocked=True)
    found = _shown(db, contact_id, typed, now)
    if found is None:
        tries.wrong(db, contact_id, LIMIT, now)
        return CheckIn("wrong_code")
    upcoming = seats.lock(db, [found.session.id])[found.session.id]
    mine = _of(db, contact_id, upcoming)
    if mine is not None and mine.enrolment.status == "cancelled":
        mine = None
    if now > upcoming.session.ends_at or upcoming.session.status == HELD:
        return CheckIn("over", mine, upcoming)
    if now < upcoming.session.starts_at - EARLY:
        return CheckIn("too_early", mine, upcoming)
    if mine is None and not agreed and not consent.granted(db, contact_id, "training"):
        return CheckIn("unlisted" if upcoming.free else "full", None, upcoming)
    return _arrived(db, contact_id, mine, upcoming, now, schedule)


def leave(db: Session, contact_id: str, now: dt.datetime) -> Mine | None:
    """Somebody says that they go before the end; None if they are in no session now."""
    wanted = select(Enrolment.id).join(TrainingSession, TrainingSession.id == Enrolment.session_id).where(
        Enrolment.contact_id == contact_id, Enrolment.status == "enrolled", Enrolment.came_at.is_not(None),
        TrainingSession.status == catalogue.PLANNED, TrainingSession.starts_at <= now + EARLY,
        TrainingSession.ends_at > now,
    )  # fmt: skip
    found = db.scalars(wanted.order_by(Enrolment.came_at.desc())).first()
    mine = enrolments.get(db, contact_id, found) if found is not None else None
    if mine is not None:
        mine.enrolment.left_at = now
        db.flush()
    return mine


def mark(
    db: Session,
    by: Trainer | Officer,
    enrolment_id: str,
    came_at: dt.datetime | None,
    left_at: dt.datetime | None,
    now: dt.datetime,
    *,
    schedule: Schedule | None = None,
    reason: str = "",
) -> Enrolment:
    """A trainer or an official says when somebody came (None: they were not there) and left (None: they stayed to the
    end). After the session presence is worked out again, and with `schedule` what follows it is planned for whoever
    was there after all. `reason`: of an official, for the audit. Raises `Forbidden`, `Refused`."""
    if isinstance(by, Officer):
        by.need(scope.RIGHT, change=True)
    row = db.get(Enrolment, enrolment_id)
    upcoming = catalogue.get(db, row.session_id) if row is not None else None
    if row is None or upcoming is None or row.status != "enrolled":
        raise Refused("There is no such person with a place (any more). Open the list again.")
    if not _sees(by, upcoming):
        raise Refused("This session is not one of yours.")
    _check(upcoming.session, came_at, left_at, now)
    row.came_at, row.left_at = came_at, left_at if came_at is not None else None
    row.came_by = "list" if came_at is not None else None
    if upcoming.session.status == HELD:
        row.presence = presence(upcoming, row.came_at, row.left_at)
        if schedule is not None:
            db.flush()
            after.follow(db, upcoming, row, now, schedule=schedule)
    db.flush()
    audit.note(
        db, trainers.actor(by), "attendance_mark", now, about=row.id, reason=reason, came=came_at is not None,
        address=by.address if isinstance(by, Officer) else None,
    )  # fmt: skip
    return row


def let_in(db: Session, enrolment: Enrolment, upcoming: Upcoming, now: dt.datetime, schedule: Schedule) -> bool:
    """Somebody who waits or is offered a place is there: they get a place and are marked; false if none is free. The
    session must be locked."""
    done = _arrived(db, enrolment.contact_id, Mine(enrolment, upcoming), upcoming, now, schedule)
    if done.kind == "full":
        return False
    enrolment.came_by = "list"
    db.flush()
    return True


def presence(upcoming: Upcoming, came_at: dt.datetime | None, left_at: dt.datetime | None) -> int:
    """For how much of the session somebody was there: whole per cent of its minutes, rounded down, 0 to 100. Up to 15
    minutes late count as from the start, up to 15 minutes early as to the end; no `left_at`: they stayed. This is the
    programme's own rule, made here."""
    begin, end = upcoming.session.starts_at, upcoming.session.ends_at
    if came_at is None or came_at >= end or (left_at is not None and left_at <= max(came_at, begin)):
        return 0
    since = begin if came_at <= begin + GRACE else came_at
    until = end if left_at is None or left_at >= end - GRACE else left_at
    return max(0, int((until - since) / (end - begin) * 100)) if end > begin else 0


def _arrived(
    db: Session, contact_id: str, mine: Mine | None, upcoming: Upcoming, now: dt.datetime, schedule: Schedule
) -> CheckIn:
    if mine is not None and mine.enrolment.status == "enrolled":
        enrolment, walked_in = mine.enrolment, False
        if enrolment.came_at is not None:
            kind: Kind = "already" if enrolment.left_at is None else "back"
            enrolment.left_at = None
            db.flush()
            return CheckIn(kind, mine, upcoming)
    else:
        # The place of an offer that nobody ended is theirs already.
        offered = mine is not None and mine.enrolment.status == "offered"
        if not offered and not seats.take(db, upcoming):
            return CheckIn("full", mine, upcoming)
        if offered and mine is not None:
            seats.unplan(db, now, subject=mine.enrolment.id, reason="accepted")
        enrolment, walked_in = enrolments.seat(db, contact_id, upcoming, now, "walk_in", "enrolled"), not offered
        reminding.switch_on(db, contact_id, now)
        timing.plan(db, plans.for_enrolment(schedule, upcoming, enrolment, now), now)
    enrolment.came_at, enrolment.left_at, enrolment.came_by = now, None, "code"
    db.flush()
    late = now > upcoming.session.starts_at + GRACE
    kind = "walk_in" if walked_in else "late" if late else "here"
    return CheckIn(kind, Mine(enrolment, upcoming), upcoming)


def _shown(db: Session, contact_id: str, typed: str, now: dt.datetime) -> Upcoming | None:
    """The session that shows this code now: one of the person's own before others (two may show the same digits), one
    that runs before one that does not."""
    near: list[ColumnElement[bool]] = [
        TrainingSession.status != CANCELLED,
        TrainingSession.starts_at <= now + _AROUND,
        TrainingSession.ends_at >= now - _AROUND,
    ]
    own = set(db.scalars(select(Enrolment.session_id).where(
        Enrolment.contact_id == contact_id, Enrolment.status.in_(enrolments.ACTIVE))))  # fmt: skip
    found = [Upcoming(*row) for row in db.execute(catalogue.joined().where(*near))]
    right = [one for one in found if checkin_code.matches(one.session.secret.encode(), typed, now)]

    def order(one: Upcoming) -> tuple[bool, bool, dt.datetime]:
        runs = one.session.starts_at - EARLY <= now <= one.session.ends_at
        return (one.session.id not in own, not runs, one.session.starts_at)

    return min(right, key=order, default=None)


def _of(db: Session, contact_id: str, upcoming: Upcoming) -> Mine | None:
    wanted = select(Enrolment).where(Enrolment.contact_id == contact_id, Enrolment.session_id == upcoming.session.id)
    row = db.scalars(wanted.execution_options(populate_existing=True)).first()
    return Mine(row, upcoming) if row is not None else None


def _sees(by: Trainer | Officer, upcoming: Upcoming) -> bool:
    return scope.sees(by, upcoming) if isinstance(by, Officer) else trainers.sees(by, upcoming)


def _check(
    session: TrainingSession, came_at: dt.datetime | None, left_at: dt.datetime | None, now: dt.datetime
) -> None:
    if session.status == CANCELLED:
        raise Refused("This session was cancelled: nobody was there.")
    if now < session.starts_at - EARLY:
        raise Refused("Attendance can be taken from 30 minutes before the start.")
    if came_at is not None and not session.starts_at - EARLY <= came_at <= session.ends_at:
        raise Refused("That is not during the session: give a time between 30 minutes before its start and its end.")
    if came_at is not None and left_at is not None and left_at <= came_at:
        raise Refused("They cannot have left before they came: give the two times again.")
