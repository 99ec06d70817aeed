"""What those who run trainings are told each day, and how a session is made known to people who did not ask for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from bot.channels.base import Outgoing, TemplateCall
from bot.clock import INDIA
from bot.conversation.surroundings import Surroundings
from bot.conversation.texts import Texts
from bot.conversation.training import telling
from bot.db.models import (
    Contact,
    Course,
    Enrolment,
    Learner,
    Programme,
    TimedTask,
    Trainer,
    TrainingSession,
    Worker,
    WorkerContact,
)
from bot.delivery import enqueue
from bot.knowledge.model import LANGUAGES
from bot.knowledge.stale import stale
from bot.knowledge.templates import one_line
from bot.services import timing
from bot.services.training import catalogue
from bot.services.training.catalogue import Upcoming

MOST: Final = 12
"""Sessions in one digest; of more than that only the number is said."""
REVIEWS: Final = 5
"""Topics that are named; of more than that only the number is said."""
_DAY = dt.timedelta(days=1)


def digest(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """In the morning: today's sessions with how many are enrolled, those that were cancelled; to officials also the
    reminders that could not be sent and the answers of the content that are to be checked again. Whoever would read
    nothing in it gets none."""
    trainers = session.scalars(
        select(Trainer)
        .where(
            Trainer.role.in_(("agency", "official")), Trainer.contact_id.is_not(None),
            Trainer.verified_at.is_not(None), Trainer.revoked_at.is_(None),
        )
        .order_by(Trainer.id)
    ).all()  # fmt: skip
    told: set[str] = set()
    for trainer in trainers:
        values = _of_trainer(session, trainer, around, now)
        if values is None or trainer.contact_id is None or trainer.contact_id in told:
            continue
        told.add(trainer.contact_id)
        counts = {name: values[name] for name in ("number", "enrolled")}
        telling.tell(
            session, task, trainer.contact_id, "digest", values, around, now,
            parameters=lambda texts, language, counts=counts: {  # type: ignore[misc]
                name: texts.shown(name, value, language) for name, value in counts.items()
            },
        )  # fmt: skip
    return "" if told else "nobody to tell"


def announce(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """Makes a session known to people of its district who want announcements and take no part in it; once, however
    often it is moved."""
    upcoming = catalogue.get(session, task.subject)
    if upcoming is None:
        return "gone"
    if not upcoming.open(now) or not upcoming.session.announce:
        return "session not planned"
    if task.version != str(upcoming.session.version):
        return "another version"
    if not upcoming.free:
        return "full"
    if _told_before(session, task):
        return "announced before"
    texts = Texts(around.content, now.astimezone(INDIA).date())
    reminder = around.content.reminders["announce"]
    messages: dict[str, Outgoing] = {}
    for language in LANGUAGES:
        values = {**telling.of_session(upcoming), "who": upcoming.agency.name}
        values["acts"] = [{"title": "notice_trainings", "payload": "tool:training"}]
        message = texts.message("session_announced", language, **values)
        template = telling.chosen(around.content, reminder, None)
        if template is not None:
            news = texts.text("session_announced_news", language, **telling.of_session(upcoming))
            given = {"from": upcoming.agency.name, "news": news}
            places = tuple(one_line(given[one.name]) for one in template.parameters)
            message = replace(message, template=TemplateCall(template.name, language, places))
        messages[language] = message
    made = enqueue.campaign(
        session, f"training {upcoming.session.code}", "announcements", messages, _neighbours(upcoming), now,
        topic=reminder.topic, expires_at=task.useful_until,
    )  # fmt: skip
    task.values = {**task.values, "campaign": made.id}  # so that it can be withdrawn when the session is moved
    return ""


HANDLERS: Mapping[str, Callable[[Session, TimedTask, Surroundings, dt.datetime], str]] = MappingProxyType(
    {"digest": digest, "announce": announce}
)
"""By kind (see `bot.scheduler.kinds`)."""


# ---- The digest


def _of_trainer(session: Session, trainer: Trainer, around: Surroundings, now: dt.datetime) -> dict[str, Any] | None:
    today = now.astimezone(INDIA).date()
    begin = dt.datetime.combine(today, dt.time(0), INDIA).astimezone(dt.UTC)
    theirs: list[ColumnElement[bool]] = []
    if trainer.role == "agency":
        theirs.append(Course.agency_id == trainer.agency_id)
    found = session.execute(
        catalogue.joined()
        .where(TrainingSession.starts_at >= begin, TrainingSession.starts_at < begin + _DAY, *theirs)
        .order_by(TrainingSession.starts_at, TrainingSession.id)
    ).all()
    sessions = [Upcoming(*row) for row in found]
    planned = [one for one in sessions if one.session.status != "cancelled"]
    enrolled = _enrolled(session, [one.session.id for one in planned])
    lines: list[dict[str, Any]] = [
        {
            "key": "digest_session",
            "values": {
                **telling.of_session(one), "enrolled": enrolled.get(one.session.id, 0),
                "minimum": _minimum(session, one),
            },
        }
        for one in planned[:MOST]
    ]  # fmt: skip
    if len(planned) > MOST:
        lines.append({"key": "digest_more", "values": {"number": len(planned) - MOST}})
    lines += [
        {"key": "digest_cancelled", "values": telling.of_session(one)}
        for one in sessions if one.session.status == "cancelled"
    ][:MOST]  # fmt: skip
    if trainer.role == "official":
        lines += _dropped(session, now)
        lines += _reviews(around, today)
    if not lines:
        return None
    return {
        "day": {"on": now.isoformat()}, "lines": lines, "number": len(planned),
        "enrolled": sum(enrolled.values()),
    }  # fmt: skip


def _enrolled(session: Session, ids: list[str]) -> dict[str, int]:
    rows = session.execute(
        select(Enrolment.session_id, func.count())
        .where(Enrolment.session_id.in_(ids), Enrolment.status == "enrolled")
        .group_by(Enrolment.session_id)
    )
    return {name: number for name, number in rows}


def _minimum(session: Session, upcoming: Upcoming) -> int:
    programme = session.get(Programme, upcoming.agency.programme_id)
    return programme.minimum if programme is not None else 0


def _dropped(session: Session, now: dt.datetime) -> list[dict[str, Any]]:
    """Messages that were not sent since yesterday, by reason, those that nobody need care for left out."""
    rows = session.execute(
        select(TimedTask.reason, func.count())
        .where(
            TimedTask.status == timing.DROPPED,
            TimedTask.done_at >= now - _DAY,
            TimedTask.reason.in_(("late", "failed")),
        )
        .group_by(TimedTask.reason)
        .order_by(TimedTask.reason)
    )
    return [{"key": f"digest_dropped_{reason}", "values": {"number": number}} for reason, number in rows]


def _reviews(around: Surroundings, today: dt.date) -> list[dict[str, Any]]:
    """Answers whose facts are to be checked again."""
    past = stale(around.content.topics.values(), today).past
    if not past:
        return []
    names = ", ".join(one.topic for one in past[:REVIEWS])
    return [{"key": "digest_reviews", "values": {"number": len(past), "topics": names}}]


# ---- The announcement


def _told_before(session: Session, task: TimedTask) -> bool:
    return session.scalar(
        select(TimedTask.id).where(
            TimedTask.kind == task.kind, TimedTask.subject == task.subject, TimedTask.status == timing.DONE
        ).limit(1)
    ) is not None  # fmt: skip


def _neighbours(upcoming: Upcoming) -> Any:
    """People of the district, by their registration or as they told us when they took part in a training, who are not
    in this session and not in the same course. Whether each of them wants announcements is asked when they are sent."""
    district = upcoming.session.district
    learners = select(Learner.contact_id).where(Learner.district == district)
    workers = (
        select(WorkerContact.contact_id)
        .join(Worker, Worker.id == WorkerContact.worker_id)
        .where(Worker.district == district, Worker.status == "active")
    )
    part = (
        select(Enrolment.contact_id)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(TrainingSession.course_id == upcoming.course.id, Enrolment.status != "cancelled")
    )
    return select(Contact.id).where(
        or_(Contact.id.in_(learners), Contact.id.in_(workers)), Contact.id.not_in(part), Contact.erased_at.is_(None)
    )
