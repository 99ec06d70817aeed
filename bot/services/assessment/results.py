"""What came of the tests, person by person: for the scorecard, the choice of the best, and the authors of questions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from bot.db.models import Agency, Attempt, Course, Enrolment, Learner, TrainingSession
from bot.knowledge.assessments import Assessment
from bot.services.statistics.items import Paper, Question

_Row = TypeVar("_Row", bound=tuple[Any, ...])


@dataclass(frozen=True)
class Result:
    """A person's place in a session. `pre`, `post`, `late`: share of the questions that they had right, 0 to 1, of the
    last go that was finished; None: not written. `presence`: per cent of the session. `women_led`, `group`: as they
    said themselves; None: not said. `post_done_at`: when they finished the test right after."""

    contact_id: str
    enrolment_id: str
    session_id: str
    course_id: str
    status: str
    presence: int | None
    women_led: bool | None
    group: str | None
    pre: float | None = None
    post: float | None = None
    late: float | None = None
    post_done_at: dt.datetime | None = None


@dataclass(frozen=True)
class Papers:
    """What people answered to a bank as it is now, for `statistics.items.analyse`. `others`: finished goes at other
    versions of the bank, by version; their questions may have been others, so they are left out."""

    questions: tuple[Question, ...]
    papers: tuple[Paper, ...]
    others: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def results(
    db: Session,
    *,
    course_ids: Collection[str] | None = None,
    session_ids: Collection[str] | None = None,
    programme_id: str | None = None,
) -> list[Result]:
    """Everybody who is enrolled (not those who cancelled or wait), in the order of session and enrolment. What is not
    given does not narrow it. Three queries, however many people. Who wrote the test before and then took another date
    has it there."""
    scores: dict[str, dict[str, tuple[float, dt.datetime]]] = {}
    asked = _narrowed(
        select(Attempt.enrolment_id, Attempt.kind, Attempt.right, Attempt.total, Attempt.done_at)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Attempt.done_at.is_not(None), Attempt.total > 0)
        .order_by(Attempt.number),
        course_ids, session_ids, programme_id,
    )  # fmt: skip
    for enrolment_id, kind, right, total, done_at in db.execute(asked):
        scores.setdefault(enrolment_id, {})[kind] = ((right or 0) / total, done_at)  # a later go takes its place
    people = _narrowed(
        select(
            Enrolment.contact_id, Enrolment.id, Enrolment.session_id, TrainingSession.course_id, Enrolment.status,
            Enrolment.presence, Learner.women_led, Learner.group,
        )
        .outerjoin(Learner, Learner.contact_id == Enrolment.contact_id)
        .order_by(Enrolment.session_id, Enrolment.id),
        course_ids, session_ids, programme_id,
    )  # fmt: skip
    moved = _moved(db)
    return [
        Result(
            row.contact_id, row.id, row.session_id, row.course_id, row.status, row.presence, row.women_led, row.group,
            scored["pre"][0] if "pre" in scored else moved.get(row.id),
            scored["post"][0] if "post" in scored else None,
            scored["late"][0] if "late" in scored else None,
            scored["post"][1] if "post" in scored else None,
        )
        for row in db.execute(people)
        for scored in (scores.get(row.id, {}),)
    ]  # fmt: skip


def papers(db: Session, bank: Assessment, version: str, kind: str) -> Papers:
    """The finished goes at a bank in one of the three tests. `version`: of the bank as it is (`attempts.version`)."""
    rows = db.execute(
        select(Attempt.bank, Attempt.answers).where(
            Attempt.bank.startswith(f"{bank.id}@", autoescape=True), Attempt.kind == kind, Attempt.done_at.is_not(None)
        )
    ).all()
    return Papers(
        tuple(Question(item.id, item.letters, tuple(sorted(item.right_letters))) for item in bank.items),
        tuple(_paper(answers) for of, answers in rows if of == version),
        Counter(of for of, _ in rows if of != version),
    )


def _paper(answers: Mapping[str, Mapping[str, object]]) -> Paper:
    taken = {item: _letters(one["given"]) for item, one in answers.items()}
    return Paper({item: bool(one["right"]) for item, one in answers.items()}, taken)


def _letters(given: object) -> tuple[str, ...]:
    """The options that were taken: none of a number, of true and false, of a question that was left out."""
    if isinstance(given, str):
        return (given,)
    return tuple(map(str, given)) if isinstance(given, list) else ()


def _moved(db: Session) -> dict[str, float]:
    """Of those who wrote the test before and then took another date: the place that they took -> the share."""
    rows = db.execute(
        select(Enrolment.id, Enrolment.moved_to, Attempt.right, Attempt.total)
        .outerjoin(Attempt, and_(Attempt.enrolment_id == Enrolment.id, Attempt.kind == "pre", Attempt.total > 0,
                                 Attempt.done_at.is_not(None)))
        .where(Enrolment.moved_to.is_not(None))
        .order_by(Attempt.number)
    ).all()  # fmt: skip
    onward = {row.id: row.moved_to for row in rows}
    found: dict[str, float] = {}
    for row in rows:
        if not row.total:
            continue
        place, passed = row.id, {row.id}
        while (further := onward.get(place)) is not None and further not in passed:  # back to an earlier date, too
            passed.add(further)
            place = further
        found[place] = (row.right or 0) / row.total
    return found


def _narrowed(
    wanted: Select[_Row],
    course_ids: Collection[str] | None,
    session_ids: Collection[str] | None,
    programme_id: str | None,
) -> Select[_Row]:
    wanted = wanted.join(TrainingSession, TrainingSession.id == Enrolment.session_id)
    wanted = wanted.where(Enrolment.status == "enrolled")
    if course_ids is not None:
        wanted = wanted.where(TrainingSession.course_id.in_(list(course_ids)))
    if session_ids is not None:
        wanted = wanted.where(Enrolment.session_id.in_(list(session_ids)))
    if programme_id is not None:
        wanted = wanted.join(Course, Course.id == TrainingSession.course_id)
        wanted = wanted.join(Agency, Agency.id == Course.agency_id).where(Agency.programme_id == programme_id)
    return wanted
