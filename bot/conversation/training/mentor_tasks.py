"""What is due about mentors: the questions to both, once more to who is silent, the introduction, how it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import mentors, telling
from bot.db.models import Mentor, Mentorship, TimedTask
from bot.services.mentoring.pairs import Theirs
from bot.services.mentoring.selection_run import version

GONE: Final = "gone"
PASSED: Final = "another state"


def ask(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """The question, proposal or introduction of the state that the mentorship is in."""
    row = session.get(Mentorship, task.subject, populate_existing=True)
    if row is None:
        return GONE
    if version(row) != task.version:
        return PASSED
    return _both(session, row, task, around, now, only_silent=False)


def again(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """The same once more, to who has not answered."""
    row = session.get(Mentorship, task.subject, populate_existing=True)
    if row is None:
        return GONE
    if version(row) != task.version or row.status not in ("chosen", "matched"):
        return PASSED
    return _both(session, row, task, around, now, only_silent=True)


def check(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """How it goes, after 30 and 90 days."""
    row = session.get(Mentorship, task.subject, populate_existing=True)
    if row is None:
        return GONE
    if row.status != "introduced":
        return PASSED
    days = int(task.kind.rpartition("_")[2])
    for one in _sides(session, row):
        _tell(session, task, one, mentors.how_it_goes(one, days), around, now)
    return ""


def _both(
    session: Session, row: Mentorship, task: TimedTask, around: Surroundings, now: dt.datetime, *, only_silent: bool
) -> str:
    told = 0
    for one in _sides(session, row):
        said = row.mentee_said if one.side == "mentee" else row.mentor_said
        if only_silent and said is not None:
            continue
        if row.status == "chosen" and one.side == "mentor":
            continue
        _tell(session, task, one, mentors.standing(session, one), around, now)
        told += 1
    return "" if told else "nobody to tell"


def _sides(session: Session, row: Mentorship) -> list[Theirs]:
    mentor = session.get(Mentor, row.mentor_id) if row.mentor_id is not None else None
    found = [Theirs(row, "mentee", mentor)]
    if mentor is not None and mentor.contact_id is not None and mentor.ended_at is None:
        found.append(Theirs(row, "mentor", mentor))
    return found


def _tell(session: Session, task: TimedTask, one: Theirs, say: Say, around: Surroundings, now: dt.datetime) -> None:
    contact_id = one.mentorship.contact_id if one.side == "mentee" or one.mentor is None else one.mentor.contact_id
    if contact_id is None:
        return
    # The template has no places: it only says that there is news, and its button shows it.
    telling.tell(
        session, task, contact_id, say.key, say.values, around, now, parameters=lambda texts, language: {},
        payloads=("mentor:mine",),
    )  # fmt: skip


HANDLERS: Mapping[str, Callable[[Session, TimedTask, Surroundings, dt.datetime], str]] = MappingProxyType(
    {"mentor_ask": ask, "mentor_again": again, "mentor_30": check, "mentor_90": check}
)
"""By kind."""
