"""What people said of sessions, for officials: averages and sentences, never who said it, and nothing of fewer than
five people."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Agency, Course, Enrolment, Feedback, TrainingSession
from bot.services.officers import Officer
from bot.services.scrub import scrub
from bot.services.statistics.intervals import of_mean
from bot.services.statistics.suppression import is_small
from bot.services.training import scope

NEWEST: Final = 2_000
"""Answers that an average rests on at most: the latest."""


@dataclass(frozen=True)
class Mark:
    """The average answer to a question (1 to 5) with its 95 per cent interval (Student's t; None: none can be given).
    `spread`: how many gave each answer; empty where one of them is a number of fewer than five people."""

    question: str
    people: int
    mean: float | None
    low: float | None
    high: float | None
    spread: tuple[int, ...]


@dataclass(frozen=True)
class Sentence:
    """What somebody wrote, without numbers and names. `month`: first day of the month of the session; `course`: its
    code; `id`: for the next page."""

    id: str
    text: str
    course: str
    month: dt.date


@dataclass(frozen=True)
class Opinions:
    """`people`: who answered, None: fewer than five, and nothing else is shown then. `more`: further sentences
    follow."""

    people: int | None
    marks: tuple[Mark, ...]
    sentences: tuple[Sentence, ...]
    more: bool


def opinions(
    db: Session, officer: Officer, questions: list[str], *, agency: str = "", course: str = "", session: str = "",
    limit: int = 25, after: tuple[dt.datetime, str] | None = None,
) -> tuple[Opinions, tuple[dt.datetime, str] | None]:  # fmt: skip
    """What was said of sessions that are the official's to see, narrowed by codes; and the key of the last sentence.
    Sentences are shown only of courses of which at least five people said something. Raises `Forbidden`."""
    officer.need(scope.RIGHT)
    where: list[ColumnElement[bool]] = [Feedback.done_at.is_not(None), *scope.conditions(officer)]
    for column, value in ((Agency.code, agency), (Course.code, course), (TrainingSession.code, session)):
        if value:
            where.append(column == value)
    joined = (
        select(Feedback.answers, Course.id)
        .join(Enrolment, Enrolment.id == Feedback.enrolment_id)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .join(Course, Course.id == TrainingSession.course_id)
        .join(Agency, Agency.id == Course.agency_id)
        .where(*where)
    )
    rows = db.execute(joined.order_by(Feedback.done_at.desc()).limit(NEWEST)).tuples().all()
    if is_small(len(rows)) or not rows:
        return Opinions(None, (), (), False), None
    marks = tuple(_mark(name, [one[name] for one, _ in rows if name in one]) for name in questions)
    of_course = Counter(key for _, key in rows)
    enough = [key for key, number in of_course.items() if not is_small(number)]
    told = (
        joined.with_only_columns(
            Feedback.enrolment_id, Feedback.words, Course.code, TrainingSession.starts_at, Feedback.done_at
        )
        .where(Feedback.words.is_not(None), func.length(Feedback.words) > 0, Course.id.in_(enough))
        .order_by(Feedback.done_at.desc(), Feedback.enrolment_id.desc())
    )
    if after is not None:
        at, one = after
        told = told.where((Feedback.done_at < at) | ((Feedback.done_at == at) & (Feedback.enrolment_id < one)))
    found = db.execute(told.limit(limit + 1)).tuples().all()
    sentences = tuple(
        # Scrubbed once more: the rules may have grown since it was kept.
        Sentence(key, scrub(words or ""), code, starts_at.astimezone(INDIA).date().replace(day=1))
        for key, words, code, starts_at, _ in found[:limit]
    )
    last = found[:limit][-1] if found else None
    following = (last[4], last[0]) if last is not None and last[4] is not None and len(found) > limit else None
    return Opinions(len(rows), marks, sentences, len(found) > limit), following


def _mark(question: str, values: list[int]) -> Mark:
    if is_small(len(values)) or not values:
        return Mark(question, 0, None, None, None, ())
    between = of_mean(values)
    numbers = Counter(values)
    spread = tuple(numbers[value] for value in range(1, 6))
    shown = () if any(is_small(number) for number in spread) else spread
    mean = sum(values) / len(values)
    return Mark(
        question, len(values), mean, between.low if between is not None else None,
        between.high if between is not None else None, shown,
    )  # fmt: skip
