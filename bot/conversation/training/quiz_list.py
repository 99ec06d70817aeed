"""Which tests somebody can write now, and what came of those that they wrote."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.db.models import Attempt
from bot.knowledge.assessments import Assessment
from bot.services.assessment import attempts
from bot.services.assessment.attempts import KINDS, Kind, Stands
from bot.services.training import enrolments
from bot.services.training.catalogue import Upcoming
from bot.services.training.enrolments import Mine

MOST: Final = 8
"""Tests in one list: what every channel can show as choices."""
A_QUESTION: Final = dt.timedelta(seconds=30)
"""What is said of the time that a test takes, for each question."""


def payload(enrolment_id: str, kind: Kind) -> str:
    """The payload of a button that begins a test, or goes on with it."""
    return f"quiz:start:{enrolment_id}:{kind}"


def fill(session: Session, contact_id: str, say: Say, now: dt.datetime, around: Surroundings) -> list[Say]:
    """ "I want to do the test", "how many marks": what can be written now, and what came of those that were."""
    return [overview(session, contact_id, now, around)]


def overview(session: Session, contact_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """The person's tests: one that is open is offered at once, of several a list; below it the results."""
    mines = enrolments.of_contact(session, contact_id, now)
    standing = [
        (mine, kind, attempts.stands(session, mine.enrolment, mine.upcoming.session, bank(mine, around), kind, now))
        for mine in mines
        for kind in KINDS
    ]
    results = _results(session, mines)
    ready = [(mine, kind, how) for mine, kind, how in standing if how.standing in ("open", "begun")]
    if len(ready) == 1:
        mine, kind, how = ready[0]
        return Say("quiz_offer", {**offered(mine, kind, how, around), "results": results})
    if ready:
        lines, acts = [], []
        for number, (mine, kind, how) in enumerate(ready[:MOST], 1):
            lines.append({"key": "quiz_line", "values": {"number": number, **about(mine.upcoming, kind, how)}})
            acts.append({
                "title": "quiz_nth", "payload": payload(mine.enrolment.id, kind), "values": {"number": number},
            })  # fmt: skip
        return Say("quiz_which", {"lines": lines, "results": results, "acts": acts})
    coming = [
        {"key": f"quiz_coming_{kind}", "values": about(mine.upcoming, kind, how)}
        for mine, kind, how in standing
        if how.standing == "too_early" and how.until is not None
    ]
    if results or coming:
        return Say("quiz_nothing_open", {"results": results, "coming": coming})
    return Say("quiz_none")


def bank(mine: Mine, around: Surroundings) -> Assessment | None:
    """The questions of the course's test; None: it has none."""
    return around.content.assessments.get(mine.upcoming.course.assessment)


def offered(mine: Mine, kind: Kind, how: Stands, around: Surroundings) -> dict[str, Any]:
    """Values that offer a test: what it is, how long it takes, until when, and the button."""
    questions = bank(mine, around)
    count = len(questions.items) if questions is not None else 0
    begun = how.standing == "begun"
    act: dict[str, Any] = {
        "title": "quiz_go_on" if begun else "quiz_start", "payload": payload(mine.enrolment.id, kind), "values": {},
    }  # fmt: skip
    minutes = max(1, round(count * A_QUESTION / dt.timedelta(minutes=1)))
    return {**about(mine.upcoming, kind, how), "count": count, "minutes": minutes, "acts": [act]}


def about(upcoming: Upcoming, kind: Kind, how: Stands) -> dict[str, Any]:
    until = how.until.isoformat() if how.until is not None else None
    return {
        "title": {"said": upcoming.course.title}, "what": {"key": f"quiz_what_{kind}", "values": {}},
        "day": {"on": until} if until else "", "time": {"at": until} if until else "",
    }  # fmt: skip


def _results(session: Session, mines: list[Mine]) -> Any:
    """What came of the tests, course by course. That of the test before stands only beside the one after it."""
    lines = []
    for mine in mines:
        done = attempts.finished(session, mine.enrolment.id)
        if "post" not in done and "late" not in done:
            continue
        scores = [{"key": f"quiz_score_{kind}", "values": _marks(done[kind])} for kind in KINDS if kind in done]
        lines.append(
            {"key": "quiz_scores", "values": {"title": {"said": mine.upcoming.course.title}, "scores": scores}}
        )
    return lines or ""


def scored(attempt: Attempt, mine: Mine) -> dict[str, Any]:
    """Values of a test that is finished."""
    title = {"said": mine.upcoming.course.title}
    what = {"key": f"quiz_what_{attempt.kind}", "values": {}}
    if attempt.kind == "pre":
        return {"title": title, "what": what, "score": ""}
    return {"title": title, "what": what, "score": {"key": f"quiz_score_{attempt.kind}", "values": _marks(attempt)}}


def _marks(attempt: Attempt) -> dict[str, Any]:
    return {"right": attempt.right or 0, "count": attempt.total}
