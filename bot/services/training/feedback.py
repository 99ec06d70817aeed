"""What people say of a session that they were at: five answers from 1 to 5, and a sentence in their own words.

Each answer is kept at once, so that somebody who is interrupted goes on where they stopped. Which questions there are
is content (`bot.knowledge.surveys`); here they are only ids.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

from sqlalchemy import Table
from sqlalchemy.orm import Session

from bot.db.models import Enrolment, Feedback, TrainingSession
from bot.db.upsert import upsert
from bot.services.scrub import scrub
from bot.services.training.catalogue import CANCELLED

OPEN_FOR: Final = dt.timedelta(days=14)
"""After the end of a session. Later people remember the course, not the afternoon."""
WORDS_LIMIT: Final = 500
"""Characters of the sentence that are kept."""
LOWEST, HIGHEST = 1, 5

Standing = Literal["open", "done", "too_early", "over", "not_there", "cancelled"]
"""`done`: they came to the end; answers can still be changed then. `too_early`: the session is not over."""

_FEEDBACK: Table = Feedback.__table__  # type: ignore[assignment]


def was_there(enrolment: Enrolment) -> bool:
    """Whether they took part, be it for a while. Until presence is worked out it counts that they came."""
    if enrolment.status != "enrolled":
        return False
    return enrolment.came_at is not None if enrolment.presence is None else enrolment.presence > 0


def stands(db: Session, enrolment: Enrolment, session: TrainingSession, now: dt.datetime) -> Standing:
    """Whether somebody can say something of a session now."""
    if session.status == CANCELLED:
        return "cancelled"
    left = enrolment.left_at is not None and enrolment.left_at <= now
    if now < session.ends_at and not (left and was_there(enrolment)):
        return "too_early"
    if not was_there(enrolment):
        return "not_there"
    if now >= session.ends_at + OPEN_FOR:
        return "over"
    known = get(db, enrolment.id)
    return "done" if known is not None and known.done_at is not None else "open"


def get(db: Session, enrolment_id: str) -> Feedback | None:
    """What they said so far; None: nothing."""
    return db.get(Feedback, enrolment_id, populate_existing=True)


def rate(db: Session, enrolment_id: str, question: str, value: int, now: dt.datetime) -> tuple[Feedback, bool]:
    """Keeps an answer; true if it takes the place of another one. Raises ValueError for a value that is not 1 to 5."""
    if not LOWEST <= value <= HIGHEST:
        raise ValueError(f"an answer is {LOWEST} to {HIGHEST}, not {value}")
    kept = _row(db, enrolment_id, now)
    changed = kept.answers.get(question, value) != value
    kept.answers = {**kept.answers, question: value}
    db.flush()
    return kept, changed


def finish(db: Session, enrolment_id: str, words: str | None, now: dt.datetime) -> Feedback:
    """They came to the end. `words`: their sentence, kept without telephone numbers, names and numbers of accounts, and
    cut to `WORDS_LIMIT` characters; None: they left it out, and one that they wrote before stays."""
    kept = _row(db, enrolment_id, now)
    if words is not None and words.strip():
        kept.words = scrub(words.strip(), WORDS_LIMIT)
    kept.done_at = kept.done_at or now
    db.flush()
    return kept


def _row(db: Session, enrolment_id: str, now: dt.datetime) -> Feedback:
    """The row, made if need be, and locked where the store can: two taps at once must not lose one."""
    made = upsert(db)(_FEEDBACK).values(enrolment_id=enrolment_id, answers={}, begun_at=now)
    db.execute(made.on_conflict_do_nothing())
    return db.get_one(Feedback, enrolment_id, populate_existing=True, with_for_update=True)
