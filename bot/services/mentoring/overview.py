"""Mentors and those whom they guide, for officials of the whole state: how it stands, and nobody's name but the
mentor's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from bot.db.models import Course, Mentor, Mentorship
from bot.services.mentoring.pairs import DAYS, SAID
from bot.services.officers import Forbidden, Officer
from bot.services.training import scope

STATES: Final = ("chosen", "wanted", "matched", "introduced", "declined", "ended")


@dataclass(frozen=True)
class Pair:
    """A mentorship. `checks`: (days, side) -> what was said: well, so or none."""

    row: Mentorship
    course: Course
    mentor: str
    checks: Mapping[tuple[int, str], str]


def pairs(
    db: Session, officer: Officer, limit: int, *, status: str = "", after: tuple[dt.datetime, str] | None = None
) -> tuple[list[Pair], bool]:
    """Mentorships, the latest first, and whether more follow. Raises `Forbidden`."""
    _state(officer)
    wanted = (
        select(Mentorship, Course, Mentor.name)
        .join(Course, Course.id == Mentorship.course_id)
        .outerjoin(Mentor, Mentor.id == Mentorship.mentor_id)
        .order_by(Mentorship.created_at.desc(), Mentorship.id.desc())
    )
    if status:
        wanted = wanted.where(Mentorship.status == status)
    if after is not None:
        wanted = wanted.where(tuple_(Mentorship.created_at, Mentorship.id) < after)
    rows = db.execute(wanted.limit(limit + 1)).tuples().all()
    return [Pair(row, course, name or "", _checks(row.checks)) for row, course, name in rows[:limit]], len(rows) > limit


def numbers(db: Session, officer: Officer) -> dict[str, int]:
    """How many mentorships are in which of `STATES`. Raises `Forbidden`."""
    _state(officer)
    counted = select(Mentorship.status, func.count()).group_by(Mentorship.status)
    found = {status: int(number) for status, number in db.execute(counted).tuples()}
    return {status: found.get(status, 0) for status in STATES}


def _state(officer: Officer) -> None:
    officer.need(scope.RIGHT)
    if not scope.state_wide(officer):
        raise Forbidden("Mentors are looked after by officials of the whole state.")


def _checks(kept: Mapping[str, Any]) -> dict[tuple[int, str], str]:
    found: dict[tuple[int, str], str] = {}
    for days in DAYS:
        for side in ("mentee", "mentor"):
            said = (kept.get(f"{days}:{side}") or {}).get("said")
            if said in SAID:
                found[days, side] = said
    return found
