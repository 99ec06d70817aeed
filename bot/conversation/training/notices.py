"""What people are told of the sessions that they are enrolled in, at its time: reminders, the link, news, offers; and
the two duties of a session that nobody is told of: the end of an offer and the end of the session itself."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.conversation.surroundings import Surroundings
from bot.conversation.training import telling
from bot.db.models import Enrolment, TimedTask, TrainingSession
from bot.services.training import catalogue, mine, plans, sessions, waiting
from bot.services.training.catalogue import Query, Upcoming
from bot.services.training.plans import Schedule

logger = logging.getLogger(__name__)

OTHERS: Final = 3
"""Other sessions of a course that are named where one is cancelled."""
MINE: Final = {"title": "notice_mine", "payload": "me:trainings"}
FEWER: Final = {"title": "notice_fewer", "payload": "remind:fewer"}
SAID: Final = ("yes", "no")
GONE: Final = "gone"
MOVED: Final = "another version"
NOT_PLANNED: Final = "session not planned"
NOT_THEIRS: Final = "no place any more"


def remind(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """Reminders before a session: the words of each kind stand in the content."""
    found = _standing(session, task, "enrolled")
    if isinstance(found, str):
        return found
    enrolment, upcoming = found
    reminder = around.content.reminders[task.kind]  # type: ignore[index]
    values = {**telling.of_session(upcoming), "bring": _bring(upcoming), "acts": [MINE, FEWER]}
    return telling.tell(
        session, task, enrolment.contact_id, reminder.message or "", values, around, now,
        parameters=telling.in_words(upcoming), begins=upcoming.session.starts_at,
    )  # fmt: skip


def link(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """The joining link; that it is missing, if nobody has given one."""
    found = _standing(session, task, "enrolled")
    if isinstance(found, str):
        return found
    enrolment, upcoming = found
    values = telling.of_session(upcoming)
    if not upcoming.session.link:
        logger.warning("session %s begins without a joining link", upcoming.session.code)
        acts = {"acts": [MINE]}
        return telling.tell(session, task, enrolment.contact_id, "session_link_missing", values | acts, around, now)
    return telling.tell(
        session, task, enrolment.contact_id, "session_link", values | {"link": upcoming.session.link}, around, now,
        parameters=telling.in_words(upcoming, link=upcoming.session.link), link=("notice_join", upcoming.session.link),
        begins=upcoming.session.starts_at,
    )  # fmt: skip


def changed(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """That day, time, place or link changed, and with what it now falls together."""
    found = _standing(session, task, "enrolled", "waiting", "offered")
    if isinstance(found, str):
        return found
    enrolment, upcoming = found
    values: dict[str, Any] = {
        **telling.of_session(upcoming), "why": _why(upcoming.session), "clash": _clash(session, enrolment, upcoming),
        "acts": [MINE],
    }  # fmt: skip
    return telling.tell(
        session, task, enrolment.contact_id, "session_changed", values, around, now,
        parameters=telling.in_words(upcoming), begins=upcoming.session.starts_at,
    )  # fmt: skip


def cancelled(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """That a session does not take place, and when else the course is given."""
    enrolment = session.get(Enrolment, task.subject, populate_existing=True)
    upcoming = catalogue.get(session, enrolment.session_id) if enrolment is not None else None
    if enrolment is None or upcoming is None:
        return GONE
    if upcoming.session.status != "cancelled":
        return "not cancelled"
    others = [
        {"key": "session_other", "values": telling.of_session(one)}
        for one in catalogue.find(session, Query(topic=upcoming.course.topic, since=now, limit=50), now)
        if one.course.id == upcoming.course.id
    ][:OTHERS]
    values: dict[str, Any] = {
        **telling.of_session(upcoming), "why": _why(upcoming.session), "acts": [MINE],
        "others": [{"key": "session_others", "values": {}}, *others] if others else "",
    }  # fmt: skip
    return telling.tell(
        session, task, enrolment.contact_id, "session_cancelled", values, around, now,
        parameters=telling.in_words(upcoming), begins=upcoming.session.starts_at,
    )  # fmt: skip


def offer(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """That a place is free, and until when it is kept."""
    found = _standing(session, task, "offered")
    if isinstance(found, str):
        return found
    enrolment, upcoming = found
    end = enrolment.offer_until
    if end is None or end <= now:
        return "late"
    payloads = tuple(f"train:offer:{enrolment.id}:{said}" for said in SAID)
    until = {"until_day": {"on": end.isoformat()}, "until_time": {"at": end.isoformat()}}
    acts = [{"title": f"notice_offer_{said}", "payload": payload} for said, payload in zip(SAID, payloads, strict=True)]
    values = {**telling.of_session(upcoming), **until, "acts": acts}
    return telling.tell(
        session, task, enrolment.contact_id, "session_place_free", values, around, now,
        parameters=telling.in_words(upcoming, **until), payloads=payloads,
    )  # fmt: skip


def offer_end(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """The time to say yes is over: the place goes to the next who waits."""
    # The enrolment may be gone: somebody was erased, and their place is for the next.
    waiting.promote(session, task.group, now, schedule=schedule(around))
    return ""


def session_end(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """The session is over: presence is worked out, and what follows is planned."""
    held = session.get(TrainingSession, task.subject, populate_existing=True)
    if held is None:
        return GONE
    if held.status != "planned":
        return NOT_PLANNED
    if task.version != str(held.version):
        return MOVED
    sessions.hold(session, held.id, now, schedule=schedule(around))
    return ""


def schedule(around: Surroundings) -> Schedule:
    """What is planned by the content and the operator's rules of today."""
    return Schedule(around.content.reminders, around.rules)


HANDLERS: Mapping[str, Callable[[Session, TimedTask, Surroundings, dt.datetime], str]] = MappingProxyType(
    {
        "days3": remind, "day1": remind, "hours2": remind, "link": link, "changed": changed, "cancelled": cancelled,
        "offer": offer, "offer_end": offer_end, "session_end": session_end,
    }
)  # fmt: skip
"""By kind (see `bot.scheduler.kinds`)."""


# ---- What a message rests on


def _standing(session: Session, task: TimedTask, *statuses: str) -> tuple[Enrolment, Upcoming] | str:
    """The enrolment and its session as they are now; or why the message does not hold any more."""
    enrolment = session.get(Enrolment, task.subject, populate_existing=True)
    upcoming = catalogue.get(session, enrolment.session_id) if enrolment is not None else None
    if enrolment is None or upcoming is None:
        return GONE
    if upcoming.session.status != "planned":
        return NOT_PLANNED
    if enrolment.status not in statuses:
        return NOT_THEIRS
    return (enrolment, upcoming) if plans.is_of(task.version, upcoming.session, enrolment) else MOVED


def _bring(upcoming: Upcoming) -> Any:
    return (
        {"key": "session_bring", "values": {"what": {"said": upcoming.course.bring}}} if upcoming.course.bring else ""
    )


def _why(session: TrainingSession) -> Any:
    """What the official or trainer gave as reason, as they wrote it."""
    return {"key": "session_why", "values": {"reason": session.reason}} if session.reason else ""


def _clash(session: Session, enrolment: Enrolment, upcoming: Upcoming) -> Any:
    """Another session of theirs at the same time."""
    other = mine.clash_of(session, enrolment.contact_id, upcoming.session)
    return {"key": "session_clash", "values": telling.of_session(other.upcoming)} if other is not None else ""
