"""Goes at a test: what can be written when, one question after the other, the score.

Three tests belong to a session of a course that has a bank of questions: one before, one right after, one a month
later. Each can be written once unless a trainer or an official allows another go. Answers are kept at once. The last
go that was finished counts.

A bank may be mended while somebody is at it. They go on with the questions of their sheet that are still there with
the same options, as they read now; all of their answers are marked by the bank as it is when they finish.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Attempt, Enrolment, TrainingSession
from bot.db.models.base import new_id
from bot.db.upsert import upsert
from bot.knowledge.assessments import Assessment, Item
from bot.services import audit
from bot.services.assessment.marking import Given, right
from bot.services.assessment.results import Result as Result
from bot.services.assessment.results import results as results
from bot.services.assessment.scoring import score
from bot.services.assessment.sheet import Sheet, shuffled
from bot.services.training.catalogue import CANCELLED
from bot.services.training.feedback import was_there

Kind = Literal["pre", "post", "late"]
"""Before the session, right after it, a month later."""
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
Standing = Literal["open", "begun", "done", "too_early", "over", "not_there", "none"]
"""`none`: there is no such test for them (any more)."""

PRE_GRACE: Final = dt.timedelta(minutes=30)
"""How long into the session the test before it can be written: trainers often begin with it."""
POST_EARLY: Final = dt.timedelta(minutes=15)
"""How long before the end the test after it can be begun: trainers often end with it."""
POST_OPEN: Final = dt.timedelta(days=7)
LATE_AFTER, LATE_UNTIL = dt.timedelta(days=30), dt.timedelta(days=40)
"""When the late test can be written, from the end of the session; on the first day from midnight in India."""
AGAIN_FOR: Final = dt.timedelta(days=7)
"""How long another go can be written once it is allowed."""
BREAK: Final = dt.timedelta(minutes=10)
"""Who answers nothing for longer has put the telephone away: that time does not count."""

_ATTEMPTS: Table = Attempt.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Stands:
    """How it stands with a test of one person. `attempt`: the go under way, or the last one that was finished; `until`:
    for what is open until when, for `too_early` from when."""

    standing: Standing
    attempt: Attempt | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True)
class Place:
    """The question that comes next: the `number`-th of `of`."""

    number: int
    of: int
    item: Item


def version(bank: Assessment) -> str:
    """What tells the questions of a bank from an earlier or later state of them, as it is kept with each attempt."""
    whole = json.dumps(bank.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return f"{bank.id}@{hashlib.sha256(whole.encode()).hexdigest()[:12]}"


def window(session: TrainingSession, kind: Kind) -> tuple[dt.datetime | None, dt.datetime]:
    """From when (None: at once) until when a test can be written."""
    if kind == "pre":
        return None, session.starts_at + PRE_GRACE
    if kind == "post":
        return session.ends_at - POST_EARLY, session.ends_at + POST_OPEN
    day = (session.ends_at + LATE_AFTER).astimezone(INDIA)
    return day.replace(hour=0, minute=0, second=0, microsecond=0), session.ends_at + LATE_UNTIL


def stands(
    db: Session, enrolment: Enrolment, session: TrainingSession, bank: Assessment | None, kind: Kind, now: dt.datetime
) -> Stands:
    """Whether somebody can begin or go on with a test now. `bank`: of the course; None: it has none."""
    if bank is None or enrolment.status != "enrolled" or session.status == CANCELLED:
        return Stands("none")
    goes = _goes(db, enrolment.id, kind)
    last = goes[-1] if goes else None
    opens, closes = window(session, kind)
    if last is not None and last.done_at is not None:
        if last.again_until is None or now >= last.again_until:
            return Stands("done", last)
        closes = last.again_until
    elif len(goes) > 1 and goes[-2].again_until is not None:
        closes = goes[-2].again_until
    if opens is not None and now < opens:
        return Stands("too_early", until=opens)
    if kind != "pre" and not was_there(enrolment):
        return Stands("not_there")
    if now >= closes:
        return Stands("over")
    if last is not None and last.done_at is None:
        return Stands("begun" if _asked(last, bank) else "none", last, closes)
    return Stands("open", until=closes)


def begin(
    db: Session, enrolment: Enrolment, session: TrainingSession, bank: Assessment, kind: Kind, now: dt.datetime
) -> Stands:
    """Begins a test, or finds the go under way. Anything but `begun`: it cannot be written now."""
    found = stands(db, enrolment, session, bank, kind, now)
    if found.standing != "open":
        return found
    attempt_id, goes = new_id(), _goes(db, enrolment.id, kind)
    sheet = shuffled(bank, attempt_id)
    values = {
        "id": attempt_id, "enrolment_id": enrolment.id, "kind": kind, "number": len(goes) + 1, "bank": version(bank),
        "sheet": {"items": list(sheet.items), "options": {item: list(order) for item, order in sheet.options.items()}},
        "answers": {}, "total": len(sheet.items), "modules": {}, "seconds": 0, "begun_at": now, "touched_at": now,
    }  # fmt: skip
    db.execute(upsert(db)(_ATTEMPTS).values(values).on_conflict_do_nothing())
    return stands(db, enrolment, session, bank, kind, now)


def own(db: Session, contact_id: str, attempt_id: str) -> tuple[Attempt, Enrolment] | None:
    """A go of this person, locked where the store can, and the place that it belongs to now; None: it is not theirs, or
    is not there."""
    attempt = db.get(Attempt, attempt_id, populate_existing=True, with_for_update=True)
    enrolment = db.get(Enrolment, attempt.enrolment_id, populate_existing=True) if attempt is not None else None
    while enrolment is not None and enrolment.moved_to is not None and enrolment.status != "enrolled":
        enrolment = db.get(Enrolment, enrolment.moved_to, populate_existing=True)
    if attempt is None or enrolment is None or enrolment.contact_id != contact_id:
        return None
    return attempt, enrolment


def sheet(attempt: Attempt) -> Sheet:
    """The order in which questions and options are shown to them."""
    options = {item: tuple(order) for item, order in attempt.sheet["options"].items()}
    return Sheet(tuple(attempt.sheet["items"]), options)


def next_place(attempt: Attempt, bank: Assessment) -> Place | None:
    """The question that is not answered yet; None: they came to the end."""
    asked = _asked(attempt, bank)
    for number, item in enumerate(asked, 1):
        if item.id not in attempt.answers:
            return Place(number, len(asked), item)
    return None


def resume(db: Session, attempt: Attempt, bank: Assessment, now: dt.datetime) -> Place | None:
    """The question at which they stopped; None: they came to the end, be it that the rest is no longer in the bank."""
    place = next_place(attempt, bank)
    if place is None and attempt.done_at is None and _asked(attempt, bank):
        _finish(attempt, bank, now)
    touch(db, attempt, now)
    return place


def answer(
    db: Session, attempt: Attempt, bank: Assessment, item_id: str, given: Given | None, now: dt.datetime
) -> bool | None:
    """Keeps an answer (`given` None: they do not know); whether it is right. None: that question is answered, or not
    in this test, and nothing changes. After the last one the score is worked out."""
    item = next((one for one in _asked(attempt, bank) if one.id == item_id), None)
    if item is None or item_id in attempt.answers or attempt.done_at is not None:
        return None
    hit = given is not None and right(item, given)
    kept = given if given is None or isinstance(given, str | bool | int | float) else list(given)
    attempt.answers = {**attempt.answers, item_id: {"given": kept, "right": hit}}
    touch(db, attempt, now)
    if next_place(attempt, bank) is None:
        _finish(attempt, bank, now)
    db.flush()
    return hit


def touch(db: Session, attempt: Attempt, now: dt.datetime) -> None:
    """Somebody is at it: the time since the last touch counts, unless it was a break."""
    spent = now - attempt.touched_at
    if dt.timedelta() < spent <= BREAK:
        attempt.seconds += round(spent.total_seconds())
    attempt.touched_at = now
    db.flush()


def allow_again(
    db: Session, enrolment_id: str, kind: Kind, by: str, now: dt.datetime, *, address: str | None = None
) -> dt.datetime | None:
    """A trainer or an official (`by`) allows another go; until when it can be written. None: it was never finished, or
    it is the test before a session that has begun, which would measure nothing any more."""
    goes = _goes(db, enrolment_id, kind)
    enrolment = db.get(Enrolment, enrolment_id)
    if enrolment is None or not goes or goes[-1].done_at is None:
        return None
    until = now + AGAIN_FOR
    if kind == "pre":
        until = min(until, window(db.get_one(TrainingSession, enrolment.session_id), kind)[1])
    if until <= now:
        return None
    goes[-1].again_until = until
    audit.note(db, by, "test_again", now, about=enrolment_id, address=address, kind=kind, number=goes[-1].number)
    return until


def finished(db: Session, enrolment_id: str) -> dict[Kind, Attempt]:
    """The goes that count: of each test the last one that was finished."""
    found: dict[Kind, Attempt] = {}
    for kind in KINDS:
        done = [one for one in _goes(db, enrolment_id, kind) if one.done_at is not None]
        if done:
            found[kind] = done[-1]
    return found


def _goes(db: Session, enrolment_id: str, kind: Kind) -> list[Attempt]:
    """The goes at a test, the first one first. The test before that somebody wrote for a date that they gave up for
    this one counts here."""
    places = {enrolment_id}
    while kind == "pre":
        earlier = set(db.scalars(select(Enrolment.id).where(Enrolment.moved_to.in_(places)))) - places
        if not earlier:
            break
        places |= earlier
    wanted = (
        select(Attempt)
        .where(Attempt.enrolment_id.in_(places), Attempt.kind == kind)
        .order_by(Attempt.begun_at, Attempt.number)
    )
    return list(db.scalars(wanted.execution_options(populate_existing=True)))


def _asked(attempt: Attempt, bank: Assessment) -> list[Item]:
    """The questions of the sheet, in its order, that the bank still has with the options that the sheet has."""
    known = {item.id: item for item in bank.items}
    order: dict[str, list[str]] = attempt.sheet["options"]
    found = (known[one] for one in attempt.sheet["items"] if one in known)
    return [item for item in found if set(item.letters) == set(order.get(item.id, ()))]


def _finish(attempt: Attempt, bank: Assessment, now: dt.datetime) -> None:
    asked = _asked(attempt, bank)
    given: dict[str, Any] = {
        item.id: attempt.answers[item.id]["given"] for item in asked if attempt.answers[item.id]["given"] is not None
    }
    result = score(bank.model_copy(update={"items": asked}), given)
    attempt.answers = {
        item.id: {"given": attempt.answers[item.id]["given"], "right": item.id in given and right(item, given[item.id])}
        for item in asked
    }
    attempt.right, attempt.total = result.right, result.of
    attempt.modules = {module: [got, of] for module, (got, of) in result.modules.items() if of}
    attempt.done_at = now
