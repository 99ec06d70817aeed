"""The invented people of `bot demo`: where they take part, when they came, what they answered. Always the same people
with the same answers, so that what is shown with them can be shown again."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.db.models import Agency, Attempt, Contact, Enrolment, Feedback, Learner, Programme, TrainingSession
from bot.db.models import new_id as new
from bot.delivery.outbox import NOWHERE
from bot.knowledge.assessments import Assessment, Item
from bot.knowledge.library import Content
from bot.knowledge.programmes import SampleFile, SampleSession
from bot.knowledge.strict import LANGUAGES
from bot.services.assessment import attempts, scoring
from bot.services.assessment.marking import Given, right
from bot.services.assessment.sheet import shuffled
from bot.services.training import after, attendance, catalogue, enrolments, seats
from bot.services.training.catalogue import HELD, Upcoming
from bot.services.training.plans import Schedule

_KNOWN: Final = {"pre": (0.30, 0.35), "post": (0.52, 0.42), "late": (0.45, 0.42)}
"""How likely an answer is right in each test: for somebody who knows nothing, and how much more for who knows all."""
_WRITES: Final = {"pre": 0.9, "post": 0.92, "late": 0.8}
_GROUPS: Final = ("sc", "st", "obc", "minority", "none", "none", "none")
_DAY: Final = dt.timedelta(days=1)


def enter(db: Session, file: SampleFile, now: dt.datetime) -> list[str]:
    """Enters the people; their ids. Nothing can be sent to them, and they have no telephone number."""
    ids: list[str] = []
    contacts: list[dict[str, Any]] = []
    learners: list[dict[str, Any]] = []
    for number in range(1, file.people + 1):
        draw = random.Random(f"person {number}")
        language = draw.choices(LANGUAGES, (7, 2, 1))[0]
        ids.append(new())
        contacts.append(
            {
                "id": ids[-1], "channel": NOWHERE, "sender": f"sample-{number:03}", "language": language,
                "language_fixed": True, "roman": False, "turns": 0, "created_at": now, "seen_at": now, "state": {},
            }
        )  # fmt: skip
        learners.append(
            {
                "contact_id": ids[-1], "name": f"{file.person[language]} {number}", "sector": None, "district": None,
                "women_led": draw.random() < 0.45, "group": draw.choice(_GROUPS), "updated_at": now,
            }
        )  # fmt: skip
    db.execute(insert(Contact), contacts)
    db.execute(insert(Learner), learners)
    return ids


class Crowd:
    """Gives each session its people: nobody is twice in one course."""

    def __init__(self, people: Sequence[str], content: Content) -> None:
        self._people, self._content = people, content
        self._next: Counter[str] = Counter()

    def take_part(self, db: Session, upcoming: Upcoming, entry: SampleSession, now: dt.datetime) -> None:
        """Enrols the people of a session, and writes down who came and what they answered."""
        first = self._next[upcoming.course.id]
        self._next[upcoming.course.id] += entry.people
        rows: list[dict[str, Any]] = []
        for place in range(first, first + entry.people):
            person = self._people[place % len(self._people)]
            rows.append(_place(upcoming, person, place - first, place - first < entry.came, now))
        if rows:
            db.execute(insert(Enrolment), rows)
        bank = self._content.assessments.get(upcoming.course.assessment)
        if entry.result != "none":
            _feedback(db, upcoming, rows, self._content)
        if bank is not None and entry.result != "none":
            kinds: tuple[attempts.Kind, ...] = ("pre", "post", "late") if entry.result == "kept" else ("pre", "post")
            _tests(db, upcoming, rows, bank, kinds)


def join(db: Session, contact_id: str, content: Content, schedule: Schedule, now: dt.datetime) -> list[Upcoming]:
    """Puts a real person into sample sessions as somebody who was there: one that was yesterday, one a month ago, and
    a place in the one that runs. Returns those that they were not in yet."""
    rows = db.execute(
        catalogue.joined().join(Programme, Programme.id == Agency.programme_id)
        .where(Programme.sample, TrainingSession.starts_at <= now).order_by(TrainingSession.starts_at.desc())
    )  # fmt: skip
    over = [Upcoming(*row) for row in rows]
    wanted = [one for one in over if one.session.status != HELD][:1]
    wanted += [one for one in over if one.session.status == HELD and now - one.session.ends_at < 2 * _DAY][:1]
    wanted += [
        one for one in over
        if one.session.ends_at + attempts.LATE_AFTER <= now < one.session.ends_at + attempts.LATE_UNTIL
    ][:1]  # fmt: skip
    known = set(db.scalars(select(Enrolment.session_id).where(Enrolment.contact_id == contact_id)))
    joined = [one for one in wanted if one.session.id not in known]
    for upcoming in joined:
        locked = seats.lock(db, [upcoming.session.id])[upcoming.session.id]
        if locked.session.status != HELD:
            locked.session.capacity = max(locked.session.capacity, locked.session.seats + 1)
            seats.take(db, locked)
        enrolment = enrolments.seat(db, contact_id, locked, now, "import", "enrolled")
        if locked.session.status == HELD:
            enrolment.came_at, enrolment.came_by = locked.session.starts_at, "list"
            enrolment.presence = attendance.presence(locked, enrolment.came_at, None)
            db.flush()
            after.follow(db, locked, enrolment, now, schedule=schedule)
    return joined


def _place(upcoming: Upcoming, person: str, number: int, came: bool, now: dt.datetime) -> dict[str, Any]:
    session = upcoming.session
    draw = random.Random(f"{session.code} {number}")
    start, end = session.starts_at, session.ends_at
    came_at = left_at = presence = None
    if came:
        # Most are in time; some come late, some leave early.
        late = draw.choices((-10, 5, 25, 50), (5, 12, 2, 1))[0]
        came_at = min(start + dt.timedelta(minutes=late), max(now, start))
        if end <= now and draw.random() < 0.07:
            left_at = end - dt.timedelta(minutes=35)
    if end <= now:
        presence = attendance.presence(upcoming, came_at, left_at)
    return {
        "id": new(), "session_id": session.id, "contact_id": person, "status": "enrolled", "source": "import",
        "since": min(now, start - dt.timedelta(days=1 + number % 9)), "came_at": came_at, "left_at": left_at,
        "came_by": "list" if came else None, "presence": presence,
    }  # fmt: skip


def _feedback(db: Session, upcoming: Upcoming, rows: Sequence[dict[str, Any]], content: Content) -> None:
    survey = content.surveys.get("feedback")
    if survey is None:
        return
    questions = [one.id for one in survey.of(upcoming.session.mode)]
    given: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        draw = random.Random(f"feedback {upcoming.session.code} {number}")
        if row["presence"] and draw.random() < 0.75:
            answers = {question: draw.choices((1, 2, 3, 4, 5), (1, 2, 6, 12, 9))[0] for question in questions}
            at = upcoming.session.ends_at + dt.timedelta(hours=4)
            given.append({"enrolment_id": row["id"], "answers": answers, "begun_at": at, "done_at": at})
    if given:
        db.execute(insert(Feedback), given)


def _tests(
    db: Session, upcoming: Upcoming, rows: Sequence[dict[str, Any]], bank: Assessment, kinds: Sequence[attempts.Kind]
) -> None:
    session = upcoming.session
    at = {
        "pre": session.starts_at - _DAY, "post": session.ends_at + dt.timedelta(hours=1),
        "late": session.ends_at + attempts.LATE_AFTER + _DAY,
    }  # fmt: skip
    made: list[dict[str, Any]] = []
    version = attempts.version(bank)
    for number, row in enumerate(rows):
        draw = random.Random(f"tests {session.code} {number}")
        talent = draw.random()
        for kind in kinds:
            if not row["presence"] or draw.random() > _WRITES[kind]:
                continue
            base, more = _KNOWN[kind]
            given = {item.id: _answer(item, draw.random() < base + more * talent, draw) for item in bank.items}
            begun = at[kind] + dt.timedelta(minutes=number)
            made.append(_attempt(row["id"], kind, bank, given, begun, draw) | {"bank": version})
    if made:
        db.execute(insert(Attempt), made)


def _attempt(
    enrolment_id: str, kind: str, bank: Assessment, given: dict[str, Given], begun: dt.datetime, draw: random.Random
) -> dict[str, Any]:
    attempt_id, seconds = new(), draw.randrange(150, 600)
    sheet = shuffled(bank, attempt_id)
    score = scoring.score(bank, given)
    items = {item.id: item for item in bank.items}
    done = begun + dt.timedelta(seconds=seconds)
    return {
        "id": attempt_id, "enrolment_id": enrolment_id, "kind": kind, "number": 1,
        "sheet": {"items": list(sheet.items), "options": {item: list(order) for item, order in sheet.options.items()}},
        "answers": {
            item: {"given": list(one) if isinstance(one, list | tuple) else one, "right": right(items[item], one)}
            for item, one in given.items()
        },
        "right": score.right, "total": score.of,
        "modules": {module: [got, of] for module, (got, of) in score.modules.items() if of},
        "seconds": seconds, "begun_at": begun, "touched_at": done, "done_at": done,
    }  # fmt: skip


def _answer(item: Item, hit: bool, draw: random.Random) -> Given:
    """A right answer, or one of the wrong ones."""
    truth: Any = item.answer
    if item.kind == "true_false":
        return bool(truth) if hit else not truth
    if item.kind == "number":
        value = float(truth)
        return value if hit else value + (item.tolerance + 1) * draw.choice((2, 5))
    if hit:
        return str(truth) if item.kind == "single" else list(truth)
    wrong = [letter for letter in item.letters if letter not in item.right_letters]
    return draw.choice(wrong) if item.kind == "single" else [draw.choice(wrong)]
