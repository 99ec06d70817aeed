"""What a trainer or an agency sees of its sessions: which come, how many people, and who they are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from bot.db.models import Agency, Contact, Course, Enrolment, Learner, Programme, TimedTask, Trainer, TrainingSession
from bot.delivery.outbox import NOWHERE
from bot.services import audit, consent, timing
from bot.services.training import learners, plans, trainers
from bot.services.training.catalogue import Upcoming

PAGE: Final = 20
"""Names on one page."""
_SHORT: Final = {"whatsapp": 8}
"""Names of one page where a list has ten rows, two of which lead on and back."""
AFTER: Final = dt.timedelta(hours=48)
"""So long after its end a session stays in the list, so that attendance can be mended."""
LINK_AGAIN: Final = dt.timedelta(minutes=10)
"""The joining link is not sent to the same people more often than this."""
_ENROLMENTS: Table = Enrolment.__table__  # type: ignore[assignment]
_TASKS: Table = TimedTask.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Counts:
    """How many people of one session. `came`: those who were marked or checked in; `minimum`: of the programme."""

    enrolled: int
    waiting: int
    came: int
    capacity: int
    minimum: int


@dataclass(frozen=True)
class Participant:
    """Somebody with a place. `name`: None where they did not give it, or do not agree (any more) that trainers see
    it; `number`: their place in the list, from 1."""

    number: int
    enrolment_id: str
    name: str | None
    came_at: dt.datetime | None
    left_at: dt.datetime | None


def of_trainer(db: Session, trainer: Trainer, now: dt.datetime, limit: int = 8) -> list[Upcoming]:
    """The sessions of a trainer, of an agency's manager all of the agency's: those that ended less than two days ago,
    those that run, and the next ones, by their start."""
    if trainer.agency_id is None:
        return []
    wanted = (
        select(TrainingSession, Course, Agency)
        .join(Course, Course.id == TrainingSession.course_id)
        .join(Agency, Agency.id == Course.agency_id)
        .where(TrainingSession.status != "cancelled", TrainingSession.ends_at > now - AFTER)
        .where(Agency.id == trainer.agency_id)
        .order_by(TrainingSession.starts_at, TrainingSession.id)
        .limit(limit)
    )
    if trainer.role != "agency":
        wanted = wanted.where(TrainingSession.trainer_id == trainer.id)
    return [Upcoming(*row) for row in db.execute(wanted)]


def counts(db: Session, upcoming: Upcoming) -> Counts:
    """How many people a session has."""
    return counts_of(db, [upcoming])[upcoming.session.id]


def counts_of(db: Session, sessions: Collection[Upcoming]) -> dict[str, Counts]:
    """The same of several sessions, by the id of the session."""
    ids = [one.session.id for one in sessions]
    rows = db.execute(
        select(_ENROLMENTS.c.session_id, _ENROLMENTS.c.status, func.count(), func.count(_ENROLMENTS.c.came_at))
        .where(_ENROLMENTS.c.session_id.in_(ids))
        .group_by(_ENROLMENTS.c.session_id, _ENROLMENTS.c.status)
    )
    number: Counter[tuple[str, str]] = Counter()
    came: Counter[str] = Counter()
    for session_id, status, how_many, were_there in rows:
        number[session_id, status] += how_many
        came[session_id] += were_there if status == "enrolled" else 0
    programmes = select(Agency.id, Programme.minimum).join(Programme, Programme.id == Agency.programme_id)
    least: dict[str, int] = {
        agency: minimum
        for agency, minimum in db.execute(programmes.where(Agency.id.in_({one.agency.id for one in sessions})))
    }
    return {
        one.session.id: Counts(
            number[one.session.id, "enrolled"], number[one.session.id, "waiting"] + number[one.session.id, "offered"],
            came[one.session.id], one.session.capacity, least.get(one.agency.id, 0),
        )
        for one in sessions
    }  # fmt: skip


def page_of(db: Session, trainer: Trainer) -> int:
    """How many names one page has in the chat of this trainer."""
    channel = db.scalar(select(Contact.channel).where(Contact.id == trainer.contact_id))
    return _SHORT.get(channel or "", PAGE)


def people(db: Session, session_id: str, page: int = 1, size: int = PAGE) -> tuple[list[Participant], int]:
    """A page of those with a place, in the order in which they enrolled, and how many they are in all."""
    enrolled = (Enrolment.session_id == session_id, Enrolment.status == "enrolled")
    total = db.scalar(select(func.count()).select_from(Enrolment).where(*enrolled)) or 0
    rows = list(
        db.scalars(
            select(Enrolment).where(*enrolled).order_by(Enrolment.since, Enrolment.id)
            .offset((page - 1) * size).limit(size)
        )
    )  # fmt: skip
    agreed = _agreed(db, [row.contact_id for row in rows])
    found = [
        Participant(
            number, row.id, learners.known_name(db, row.contact_id) if row.contact_id in agreed else None,
            row.came_at, row.left_at,
        )
        for number, row in enumerate(rows, 1 + (page - 1) * size)
    ]  # fmt: skip
    return found, total


def names(db: Session, contact_ids: Collection[str]) -> dict[str, str]:
    """The names of those who gave one and agree that trainers and officials of trainings see it."""
    agreed = _agreed(db, contact_ids)
    found = dict(
        db.execute(select(Learner.contact_id, Learner.name).where(Learner.contact_id.in_(agreed), Learner.name != ""))
        .tuples()
        .all()
    )
    for one in agreed - found.keys():
        if (known := learners.known_name(db, one)) is not None:
            found[one] = known
    return {key: name for key, name in found.items() if name}


def _agreed(db: Session, contact_ids: Collection[str]) -> set[str]:
    """Those whose names trainers may see: who agreed to it, and the invented people of `bot demo`."""
    invented = db.scalars(select(Contact.id).where(Contact.id.in_(contact_ids), Contact.channel == NOWHERE))
    return consent.granted_among(db, contact_ids, "training") | set(invented)


def participant(db: Session, enrolment_id: str) -> tuple[Enrolment, Participant] | None:
    """One of them by the id of the enrolment; None if there is no such person with a place (any more)."""
    row = db.get(Enrolment, enrolment_id)
    if row is None or row.status != "enrolled":
        return None
    before = db.scalar(
        select(func.count())
        .select_from(Enrolment)
        .where(
            Enrolment.session_id == row.session_id,
            Enrolment.status == "enrolled",
            (Enrolment.since < row.since) | ((Enrolment.since == row.since) & (Enrolment.id < row.id)),
        )
    )
    name = learners.known_name(db, row.contact_id) if _agreed(db, [row.contact_id]) else None
    return row, Participant(int(before or 0) + 1, row.id, name, row.came_at, row.left_at)


def send_link(db: Session, trainer: Trainer, upcoming: Upcoming, now: dt.datetime) -> int | None:
    """Plans the joining link for everybody with a place, now; returns to how many. What was planned for later about
    the same session falls away, so that nobody gets it twice. None if it went out less than ten minutes ago."""
    session = upcoming.session
    last = db.scalar(
        select(func.max(_TASKS.c.due_at)).where(
            _TASKS.c.belongs_to == session.id, _TASKS.c.kind == "link", _TASKS.c.due_at <= now,
            _TASKS.c.status.in_((timing.WAITING, timing.DONE)),
        )
    )  # fmt: skip
    if last is not None and now - last < LINK_AGAIN:
        return None
    timing.cancel(db, now, group=session.id, kinds=["link"])
    enrolled = select(Enrolment).where(Enrolment.session_id == session.id, Enrolment.status == "enrolled")
    planned = timing.plan(db, plans.link_now(upcoming, db.scalars(enrolled), now), now)
    audit.note(db, trainers.actor(trainer), "training_link", now, about=session.id, people=planned)
    return planned
