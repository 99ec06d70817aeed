"""What is due for a session, for somebody who is enrolled in it, and after it: pure, from content/reminders.yml.

Quiet hours of the night put a message off to their end. Where that would be too late to help, it comes in the evening
before instead, unless another one is due about then anyway. The joining link is never put off, and what has passed
already when somebody enrols is not planned. docs/operations.md (Scheduler) says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.clock import INDIA
from bot.delivery.policy import Rules, awake
from bot.knowledge.reminders import Kind, Reminder
from bot.services.timing import Plan

if TYPE_CHECKING:
    from bot.db.models import Enrolment, TrainingSession
    from bot.services.training.catalogue import Upcoming

EVENING: Final = dt.timedelta(minutes=30)
"""So long before the quiet hours comes what they leave no other time for: long enough to send it to many."""
APART: Final = dt.timedelta(hours=3)
"""Nearer than that to another reminder, the one of the evening falls away."""
TO_READ: Final = dt.timedelta(hours=2)
"""News that could be told only so short before the session, or later, is told at night."""
_BEFORE: Final[tuple[Kind, ...]] = ("days3", "day1", "hours2", "link", "pre_test")
_AFTER: Final[tuple[Kind, ...]] = ("feedback", "post_test", "late_test")
_AGAIN: Final[Mapping[Kind, Kind]] = {"feedback": "feedback_again", "late_test": "late_again"}
_AGAIN_APART: Final = dt.timedelta(hours=12)


@dataclass(frozen=True)
class Schedule:
    """Which messages there are, and when the night is."""

    reminders: Mapping[Kind, Reminder]
    quiet: Rules


def version(session: TrainingSession, enrolment: Enrolment) -> str:
    """Of a task about an enrolment: another one when the session is moved, or when somebody enrols again."""
    return f"{session.version}.{enrolment.round}"


def is_of(task_version: str, session: TrainingSession, enrolment: Enrolment) -> bool:
    """Whether a task was planned for the session and the enrolment as they are now."""
    return ".".join(task_version.split(".")[:2]) == version(session, enrolment)


def for_enrolment(schedule: Schedule, upcoming: Upcoming, enrolment: Enrolment, now: dt.datetime) -> list[Plan]:
    """The reminders of somebody who is enrolled; of an offered place the offer and its end; else nothing."""
    session = upcoming.session
    if session.status != "planned":
        return []
    if enrolment.status == "offered":
        return for_offer(schedule, upcoming, enrolment, now)
    if enrolment.status != "enrolled":
        return []
    due: dict[Kind, _Due] = {}
    for kind in _BEFORE:
        reminder = _wanted(schedule, kind, upcoming)
        # Whoever enrols at the last moment needs the link all the same.
        catches_up = now if kind == "link" else None
        found = _placed(reminder, session.starts_at, schedule.quiet, catches_up) if reminder is not None else None
        if found is not None:
            due[kind] = found
    kept = {kind: one for kind, one in due.items() if now <= one.at < one.until and not _crowded(kind, due)}
    return [
        Plan(kind, enrolment.id, one.at, version(session, enrolment), one.until, session.id)
        for kind, one in kept.items()
    ]


def for_offer(schedule: Schedule, upcoming: Upcoming, enrolment: Enrolment, now: dt.datetime) -> list[Plan]:
    """That a place is free for them, and the end of the offer. At night nobody is told; an offer that ends before the
    morning passes on untold. Nothing without `offer_until`."""
    end = enrolment.offer_until
    if end is None:
        return []
    session = upcoming.session
    of = version(session, enrolment)
    plans = [Plan("offer_end", enrolment.id, max(end, now), of, None, session.id)]
    reminder = schedule.reminders.get("offer")
    at = awake(now, schedule.quiet) or now
    if reminder is not None and at < end:
        plans.append(Plan("offer", enrolment.id, at, of, end, session.id))
    return plans


def news(
    schedule: Schedule, kind: Kind, upcoming: Upcoming, enrolment: Enrolment, now: dt.datetime,
    *, before: dt.datetime | None = None,
) -> list[Plan]:  # fmt: skip
    """That the session was moved (`changed`) or does not take place (`cancelled`), useful until it begins. `before`:
    when they would set out otherwise, if that is earlier: the start as it was. Put off by the night, unless it would
    then come less than two hours before that: then at once (`urgent` among the values)."""
    session, reminder = upcoming.session, schedule.reminders.get(kind)
    if reminder is None:
        return []
    first = min(session.starts_at, before) if before is not None and before > now else session.starts_at
    until = min(max(session.starts_at, before or session.starts_at), now + reminder.until)
    morning = awake(now, schedule.quiet) if reminder.shift else None
    urgent = morning is not None and morning + TO_READ > first
    at = now if morning is None or urgent else morning
    if at >= until:
        return []
    values = {"urgent": True} if urgent else {}
    return [Plan(kind, enrolment.id, at, version(session, enrolment), until, session.id, values)]


def link_now(upcoming: Upcoming, enrolments: Iterable[Enrolment], now: dt.datetime) -> list[Plan]:
    """The joining link at once, as a trainer wishes; useful until the end of the session, once a minute at most."""
    session, minute = upcoming.session, int(now.timestamp()) // 60 % 100_000
    return [
        Plan("link", one.id, now, f"{version(session, one)}.{minute}", session.ends_at, session.id)
        for one in enrolments
        if one.status == "enrolled" and session.status == "planned" and now < session.ends_at
    ]


def for_session(schedule: Schedule, upcoming: Upcoming, now: dt.datetime) -> list[Plan]:
    """The end of the session, when presence is worked out; and the announcement to others, where it is to be made."""
    session = upcoming.session
    if session.status != "planned":
        return []
    of = str(session.version)
    plans = [Plan("session_end", session.id, session.ends_at, of, None, session.id)]
    reminder = schedule.reminders.get("announce")
    if session.announce and reminder is not None:
        found = _placed(reminder, session.starts_at, schedule.quiet)
        if found is not None and (at := max(found.at, now)) < found.until:
            plans.append(Plan("announce", session.id, at, of, found.until, session.id))
    return plans


def after_session(schedule: Schedule, upcoming: Upcoming, enrolment: Enrolment, now: dt.datetime) -> list[Plan]:
    """Feedback and tests of somebody who was there; nothing for who was not. What should have come before (nothing ran
    at the end of the session) comes now if it still helps; a second asking comes twelve hours after the first or not
    at all."""
    if not enrolment.presence:
        return []
    session, plans = upcoming.session, []
    of = version(session, enrolment)
    for kind in _AFTER:
        reminder = _wanted(schedule, kind, upcoming)
        first = _placed(reminder, session.ends_at, schedule.quiet, now) if reminder is not None else None
        if first is None or first.at >= first.until:
            continue
        plans.append(Plan(kind, enrolment.id, first.at, of, first.until, session.id))
        again = _AGAIN.get(kind)
        second = _wanted(schedule, again, upcoming) if again is not None else None
        found = _placed(second, session.ends_at, schedule.quiet) if second is not None else None
        if again is not None and found is not None and first.at + _AGAIN_APART <= found.at < found.until:
            plans.append(Plan(again, enrolment.id, found.at, of, found.until, session.id))
    return plans


def about(
    schedule: Schedule, kind: Kind, subject: str, anchor: dt.datetime, now: dt.datetime, *, version: str = "1",
    group: str = "",
) -> list[Plan]:  # fmt: skip
    """One message about anything else (a mentorship, a certificate), counted from `anchor`; nothing if it would come
    too late to help."""
    reminder = schedule.reminders.get(kind)
    found = _placed(reminder, anchor, schedule.quiet, now) if reminder is not None else None
    if found is None or found.at >= found.until:
        return []
    return [Plan(kind, subject, found.at, version, found.until, group)]


def daily(schedule: Schedule, now: dt.datetime) -> list[Plan]:
    """The digests of today and tomorrow that are still to come. Tomorrow's is planned today, so that it is sent late
    rather than not at all where nothing ran in the night."""
    reminder, plans = schedule.reminders.get("digest"), []
    if reminder is None:
        return []
    today = now.astimezone(INDIA).date()
    for day in (today, today + dt.timedelta(days=1)):
        midnight = dt.datetime.combine(day, dt.time(0), INDIA).astimezone(dt.UTC)
        found = _placed(reminder, midnight, schedule.quiet)
        if found is not None and now <= found.at < found.until:
            plans.append(Plan("digest", "daily", found.at, day.isoformat(), found.until))
    return plans


# ---- When


@dataclass(frozen=True)
class _Due:
    """`early`: it comes in the evening before, since the night leaves no other time."""

    at: dt.datetime
    until: dt.datetime
    early: bool = False


def _wanted(schedule: Schedule, kind: Kind, upcoming: Upcoming) -> Reminder | None:
    reminder = schedule.reminders.get(kind)
    if reminder is None or (reminder.online and upcoming.session.mode != "online"):
        return None
    return None if reminder.tested and not upcoming.course.assessment else reminder


def _placed(
    reminder: Reminder, anchor: dt.datetime, quiet: Rules, not_before: dt.datetime | None = None
) -> _Due | None:
    """When it comes, the night heeded; None if the night leaves no time for it. `not_before`: what is past comes
    then."""
    until = anchor + reminder.until
    at = _moment(reminder, anchor)
    late = not_before is not None and at < not_before
    at = max(at, not_before) if not_before is not None else at
    morning = awake(at, quiet) if reminder.shift else None
    if morning is None:
        return _Due(at, until)
    if morning < until:
        return _Due(morning, until)
    evening = _evening(at, quiet)
    return None if late or awake(evening, quiet) is not None else _Due(evening, until, early=True)


def _moment(reminder: Reminder, anchor: dt.datetime) -> dt.datetime:
    moment = anchor + reminder.at
    if reminder.clock is not None:
        day = moment.astimezone(INDIA).date()
        moment = dt.datetime.combine(day, reminder.clock, INDIA).astimezone(dt.UTC)
    return max(moment, anchor + reminder.earliest) if reminder.earliest is not None else moment


def _evening(at: dt.datetime, quiet: Rules) -> dt.datetime:
    """Just before the quiet hours in which a moment lies."""
    here = at.astimezone(INDIA)
    yesterday = here.time() < quiet.quiet_from
    begin = dt.datetime.combine(here.date() - dt.timedelta(days=int(yesterday)), quiet.quiet_from, INDIA)
    return (begin - EVENING).astimezone(dt.UTC)


def _crowded(kind: Kind, due: Mapping[Kind, _Due]) -> bool:
    """Whether a message of the evening would come beside another one."""
    mine = due[kind]
    return mine.early and any(other != kind and abs(one.at - mine.at) < APART for other, one in due.items())
