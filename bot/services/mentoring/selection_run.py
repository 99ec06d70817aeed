"""Chooses the best of a course for a mentor, once, when all that counts is in (`selection` says by which rule)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Agency, Course, Mentorship, Programme, TimedTask, TrainingSession
from bot.services import timing, vault
from bot.services.assessment import attempts
from bot.services.assessment.results import Result
from bot.services.mentoring.floors import Group
from bot.services.mentoring.selection import Person, Rules, Selection
from bot.services.mentoring.selection import select as chosen_of
from bot.services.training import plans
from bot.services.training.catalogue import CANCELLED, HELD
from bot.services.training.plans import Schedule

MARK: Final = "mentor_select"
"""Kind of the row that says that a course's people were chosen; it is settled as soon as it is written."""
MARGINALISED: Final = frozenset({"sc", "st", "obc", "minority"})
_FOR_LOTS: Final = "mentor-lot"


@dataclass(frozen=True)
class Chosen:
    """What came of a course: the selection by its rules, and the mentorships that it began."""

    course_id: str
    selection: Selection
    made: tuple[Mentorship, ...]


def due(db: Session, now: dt.datetime) -> list[Course]:
    """The courses whose people can be chosen now and were not yet: all sessions are over, and everybody who can be
    chosen has written the test after 30 days, or 40 days are over."""
    held = select(TrainingSession.course_id).where(TrainingSession.status == HELD)
    marked = select(TimedTask.subject).where(TimedTask.kind == MARK)
    begun = select(Mentorship.course_id)
    courses = db.scalars(
        select(Course)
        .where(
            Course.id.in_(held), Course.id.not_in(marked), Course.id.not_in(begun), Course.assessment != "",
        )
        .order_by(Course.id)
    ).all()  # fmt: skip
    return [course for course in courses if _complete(db, course, now)]


def run(db: Session, course: Course, schedule: Schedule, now: dt.datetime) -> Chosen:
    """Chooses the people of a course and plans that they are asked. To be called once for each course of `due`."""
    programme = db.get_one(Programme, db.get_one(Agency, course.agency_id).programme_id)
    key = vault.fingerprint(_FOR_LOTS, course.id).encode()
    selection = chosen_of(_people(db, course), rules(programme), course.id, key)
    made = [
        Mentorship(
            course_id=course.id, contact_id=one.id, score=int(100 * one.score), status="chosen", created_at=now,
            reasons=[[name, values] for name, values in one.reasons],
        )
        for one in selection.standings
        if one.chosen and one.score is not None
    ]  # fmt: skip
    db.add_all(made)
    db.flush()
    for mentorship in made:
        ask(db, mentorship, schedule, now)
    timing.plan(db, [timing.Plan(MARK, course.id, now)], now)
    mark = db.scalars(select(TimedTask).where(TimedTask.kind == MARK, TimedTask.subject == course.id)).one()
    timing.settle(db, mark, timing.DONE, now)
    return Chosen(course.id, selection, tuple(made))


def ask(db: Session, mentorship: Mentorship, schedule: Schedule, now: dt.datetime) -> None:
    """Plans what is to be asked or told in the state that a mentorship is in now, and once more if nobody answers. The
    version names the state, so that an old question is never put."""
    mentorship.asked_at = now
    of = version(mentorship)
    planned: list[timing.Plan] = plans.about(schedule, "mentor_ask", mentorship.id, now, now, version=of)
    if mentorship.status != "introduced":
        planned += plans.about(schedule, "mentor_again", mentorship.id, now, now, version=of)
    timing.plan(db, planned, now)


def version(mentorship: Mentorship) -> str:
    """Of the tasks about a mentorship in its present state."""
    return f"{mentorship.status[:10]}.{len(mentorship.refused)}"


def rules(programme: Programme) -> Rules:
    """What a programme has agreed on. Its quota: group -> least per cent of the places, None: the group's own share."""
    floors: dict[Group, Fraction | None] = {
        group: Fraction(programme.quota[group], 100) if programme.quota[group] is not None else None
        for group in ("women_led", "marginalised")
        if group in programme.quota
    }
    return Rules(share=Fraction(programme.top_share, 100), floors=floors)


def _complete(db: Session, course: Course, now: dt.datetime) -> bool:
    sessions = db.execute(
        select(TrainingSession.status, TrainingSession.ends_at).where(
            TrainingSession.course_id == course.id, TrainingSession.status != CANCELLED
        )
    ).all()
    if any(status != HELD for status, _ in sessions):
        return False
    last = max(ends_at for _, ends_at in sessions)
    if now >= last + attempts.LATE_UNTIL:
        return True
    if now < last + attempts.LATE_AFTER:
        return False
    able = [one for one in _results(db, course) if (one.presence or 0) >= 80 and one.post is not None]
    return bool(able) and all(one.late is not None for one in able)


def _results(db: Session, course: Course) -> list[Result]:
    """Each person once: the place in which they were there for longest."""
    best: dict[str, Result] = {}
    for one in attempts.results(db, course_ids=[course.id]):
        known = best.get(one.contact_id)
        if one.status == "enrolled" and (known is None or (one.presence or 0) > (known.presence or 0)):
            best[one.contact_id] = one
    return list(best.values())


def _people(db: Session, course: Course) -> list[Person]:
    return [
        Person(
            one.contact_id, Fraction(one.presence or 0, 100), _exact(one.pre), _exact(one.post), _exact(one.late),
            one.post_done_at, _groups(one),
        )
        for one in _results(db, course)
    ]  # fmt: skip


def _groups(one: Result) -> frozenset[Group]:
    found: set[Group] = set()
    if one.women_led:
        found.add("women_led")
    if one.group in MARGINALISED:
        found.add("marginalised")
    return frozenset(found)


def _exact(share: float | None) -> Any:
    """A share of a test's questions, of which there are far fewer than a thousand."""
    return None if share is None else Fraction(share).limit_denominator(1000)
