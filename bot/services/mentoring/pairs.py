"""Who guides whom: wished for, matched, agreed by both, introduced, looked after, ended.

chosen: asked whether they want a mentor, and for what. wanted: they do; whoever fits best is looked for. matched: both
are asked, and each learns of the other only what fits, no name and no number. introduced: both said yes. A no of either
leads back to wanted, and never to the same mentor again. declined, ended: it is over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from bot.db.models import Agency, Contact, Course, Enrolment, Learner, Mentor, Mentorship, TrainingSession
from bot.language import LANGUAGES
from bot.services import audit, identity, timing, vault
from bot.services.matching import Land
from bot.services.mentoring import matching, people
from bot.services.mentoring.selection_run import ask
from bot.services.scrub import scrub
from bot.services.training import learners, plans
from bot.services.training.plans import Schedule

Side = Literal["mentee", "mentor"]
Said = Literal["well", "so", "none"]
SAID: Final = ("well", "so", "none")
DAYS: Final = (30, 90)
"""After so many days from the introduction both are asked how it goes; after the second time it is over."""
SILENT: Final = dt.timedelta(days=14)
"""So long an answer is waited for; then it counts as a no."""
ALIVE: Final = ("matched", "introduced")
"""States that take up a place of a mentor."""
OPEN: Final = ("chosen", "wanted", *ALIVE)
WORDS_LIMIT: Final = 300
_FOR_LOTS: Final = "mentor-match"
_MENTORSHIPS: Table = Mentorship.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Theirs:
    """A mentorship of somebody, and on which side they are."""

    mentorship: Mentorship
    side: Side
    mentor: Mentor | None


def theirs(db: Session, contact_id: str, mentorship_id: str) -> Theirs | None:
    """A mentorship that this chat has to do with; None: none of theirs."""
    row = db.get(Mentorship, mentorship_id, populate_existing=True, with_for_update=True)
    if row is None:
        return None
    mentor = db.get(Mentor, row.mentor_id) if row.mentor_id is not None else None
    if row.contact_id == contact_id:
        return Theirs(row, "mentee", mentor)
    if mentor is not None and mentor.contact_id == contact_id and mentor.ended_at is None:
        return Theirs(row, "mentor", mentor)
    return None


def of_contact(db: Session, contact_id: str) -> list[Theirs]:
    """All that are open, one's own first, then those whom one guides."""
    own = db.scalars(
        select(Mentorship).where(Mentorship.contact_id == contact_id, Mentorship.status.in_(OPEN))
        .order_by(Mentorship.created_at, Mentorship.id)
    )  # fmt: skip
    found = [Theirs(row, "mentee", db.get(Mentor, row.mentor_id) if row.mentor_id is not None else None) for row in own]
    mentor = people.of_contact(db, contact_id)
    if mentor is not None:
        guided = db.scalars(
            select(Mentorship).where(Mentorship.mentor_id == mentor.id, Mentorship.status.in_(ALIVE))
            .order_by(Mentorship.created_at, Mentorship.id)
        )  # fmt: skip
        found += [Theirs(row, "mentor", mentor) for row in guided]
    return found


def wish(db: Session, one: Theirs, help_wanted: str | None, now: dt.datetime) -> bool:
    """What the chosen person says to the first question: what help they want, None for none. False: too late."""
    row = one.mentorship
    if one.side != "mentee" or row.status not in ("chosen", "wanted"):
        return False
    _still(db, row, now)
    if help_wanted is None:
        row.status, row.reason = "declined", "mentee"
    else:
        row.status, row.help = "wanted", help_wanted
    db.flush()
    return True


def match(db: Session, land: Land, schedule: Schedule, now: dt.datetime) -> list[Mentorship]:
    """Brings those who wait for a mentor together with those who have a place, programme by programme, and plans that
    both are asked; returns those that are new."""
    waiting = db.scalars(select(Mentorship).where(Mentorship.status == "wanted").order_by(Mentorship.id)).all()
    made: list[Mentorship] = []
    by_programme: dict[str, list[tuple[Mentorship, Course]]] = {}
    for row in waiting:
        course = db.get_one(Course, row.course_id)
        by_programme.setdefault(_programme(db, course), []).append((row, course))
    for programme_id, rows in sorted(by_programme.items()):
        mentors = _mentors(db, programme_id)
        mentees = [_mentee(db, row, course) for row, course in rows]
        key = vault.fingerprint(_FOR_LOTS, programme_id).encode()
        found = matching.match(mentees, mentors, _nearest(land), key)
        of_id = {row.id: row for row, _ in rows}
        for pair in found.pairs:
            row = of_id[pair.mentee]
            row.status, row.mentor_id, row.mentee_said, row.mentor_said = "matched", pair.mentor, None, None
            row.reasons = [[name, values] for name, values in pair.reasons]
            db.flush()
            ask(db, row, schedule, now)
            made.append(row)
    return made


def answer(db: Session, one: Theirs, yes: bool, schedule: Schedule, now: dt.datetime) -> str:
    """What one of the two says to the proposal. Returns how it stands: introduced (both said yes), waiting (the other
    has not said), again (a no: another is looked for), over (too late)."""
    row = one.mentorship
    if row.status == "introduced":
        return "introduced" if yes else "over"
    if row.status != "matched" or row.mentor_id is None:
        return "over"
    said = "yes" if yes else "no"
    if one.side == "mentee":
        row.mentee_said = said
    else:
        row.mentor_said = said
    if not yes:
        _apart(db, row, now)
        return "again"
    if row.mentee_said != "yes" or row.mentor_said != "yes":
        db.flush()
        return "waiting"
    _still(db, row, now)
    row.status, row.introduced_at = "introduced", now
    db.flush()
    ask(db, row, schedule, now)
    for days in DAYS:
        kind: Any = f"mentor_{days}"
        timing.plan(db, plans.about(schedule, kind, row.id, now, now), now)
    audit.note(db, "mentor", "introduced", now, about=row.id)
    return "introduced"


def checked(db: Session, one: Theirs, days: int, said: Said, now: dt.datetime) -> bool:
    """How it goes, as one of the two says. False: that was not asked."""
    row = one.mentorship
    if row.status not in ("introduced", "ended") or row.introduced_at is None or days not in DAYS:
        return False
    row.checks = {**row.checks, f"{days}:{one.side}": {"said": said}}
    if days == DAYS[-1] and row.status == "introduced":
        row.status, row.reason = "ended", "time"
    db.flush()
    return True


def words(db: Session, one: Theirs, days: int, text: str) -> bool:
    """A sentence to it, kept without numbers and names. False: nothing was asked."""
    known = one.mentorship.checks.get(f"{days}:{one.side}")
    if known is None:
        return False
    kept = scrub(" ".join(text.split()))[:WORDS_LIMIT]
    one.mentorship.checks = {**one.mentorship.checks, f"{days}:{one.side}": {**known, "words": kept}}
    db.flush()
    return True


def end(db: Session, one: Theirs, now: dt.datetime) -> bool:
    """One of the two wants no more of it. False: it was over."""
    row = one.mentorship
    if row.status not in OPEN:
        return False
    if row.status == "matched":
        _apart(db, row, now)
        if one.side == "mentor":
            return True
    _still(db, row, now)
    row.status, row.reason = ("ended" if row.introduced_at is not None else "declined"), one.side
    db.flush()
    return True


def silence(db: Session, now: dt.datetime) -> int:
    """Who was asked two weeks ago and said nothing: a choice lapses, a proposal comes to nothing and another mentor is
    looked for, unless it was the chosen person who was silent. How many."""
    old = db.scalars(
        select(Mentorship).where(Mentorship.status.in_(("chosen", "matched")), Mentorship.asked_at <= now - SILENT)
    ).all()
    for row in old:
        silent = row.status == "chosen" or row.mentee_said is None
        if row.status == "matched":
            _apart(db, row, now)
        if silent:
            row.status, row.reason = "declined", "silent"
    db.flush()
    return len(old)


def phone_of(db: Session, contact_id: str) -> str | None:
    """A number to give to the mentor: that of the person's own registration, else the one that they chat from."""
    own = identity.registered(db, contact_id)
    if own is not None:
        return own.phone
    contact = db.get(Contact, contact_id)
    if contact is None or contact.channel != "whatsapp":
        return None
    digits = (contact.address or contact.sender).removeprefix("+")
    return f"+{digits}" if digits.isdecimal() else None


def sector_and_district(db: Session, row: Mentorship) -> tuple[str, str]:
    """What is known of the chosen person: as they said it, else of the course that they took."""
    learner = learners.get(db, row.contact_id) or Learner()
    course = db.get_one(Course, row.course_id)
    district = learner.district or db.scalar(
        select(TrainingSession.district).join(Enrolment, Enrolment.session_id == TrainingSession.id)
        .where(TrainingSession.course_id == course.id, Enrolment.contact_id == row.contact_id)
        .order_by(Enrolment.presence.desc()).limit(1)
    )  # fmt: skip
    return learner.sector or course.sector, district or ""


def _mentee(db: Session, row: Mentorship, course: Course) -> matching.Mentee:
    sector, district = sector_and_district(db, row)
    contact = db.get_one(Contact, row.contact_id)
    language = contact.language or LANGUAGES[0]
    needs = frozenset({row.help}) if row.help else frozenset[str]()
    return matching.Mentee(row.id, sector, (language,), district, needs, 100 - row.score, True, frozenset(row.refused))


def _mentors(db: Session, programme_id: str) -> list[matching.Mentor]:
    taken: Mapping[str | None, int] = dict(
        db.execute(
            select(_MENTORSHIPS.c.mentor_id, func.count())
            .where(_MENTORSHIPS.c.status.in_(ALIVE))
            .group_by(_MENTORSHIPS.c.mentor_id)
        )
        .tuples()
        .all()
    )
    rows = db.scalars(
        select(Mentor).where(Mentor.programme_id == programme_id, Mentor.ended_at.is_(None)).order_by(Mentor.id)
    )
    return [
        matching.Mentor(
            one.id, frozenset(one.sectors), tuple(one.languages), "|".join(one.districts), frozenset(one.helps),
            max(0, one.capacity - taken.get(one.id, 0)), one.contact_id is not None,
        )
        for one in rows
    ]  # fmt: skip


def _nearest(land: Land) -> matching.Distance:
    """The distance to the nearest of a mentor's districts."""

    def km(one: str, others: str) -> float | None:
        found = [away for other in others.split("|") if (away := land.km(one, other)) is not None]
        return min(found, default=None)

    return km


def _programme(db: Session, course: Course) -> str:
    return db.get_one(Agency, course.agency_id).programme_id


def _apart(db: Session, row: Mentorship, now: dt.datetime) -> None:
    """Not these two: the person waits for another."""
    _still(db, row, now)
    row.refused = [*row.refused, *([row.mentor_id] if row.mentor_id else [])]
    row.status, row.mentor_id, row.mentee_said, row.mentor_said = "wanted", None, None, None
    db.flush()


def _still(db: Session, row: Mentorship, now: dt.datetime) -> None:
    """What is planned about it is not said any more."""
    timing.cancel(db, now, subjects=[row.id])


def mentor_ended(db: Session, mentor_id: str, now: dt.datetime) -> int:
    """A mentor is none any more: whoever waits for their answer gets another. How many."""
    rows = db.scalars(select(Mentorship).where(Mentorship.mentor_id == mentor_id, Mentorship.status == "matched")).all()
    for row in rows:
        _apart(db, row, now)
    db.execute(
        update(_MENTORSHIPS)
        .where(_MENTORSHIPS.c.mentor_id == mentor_id, _MENTORSHIPS.c.status == "introduced")
        .values(status="ended", reason="mentor")
    )
    db.expire_all()
    return len(rows)
