"""The import: each row is entered, changed or left, with the rights of the official; the dry run does exactly the same
and takes it back."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Agency, Course, Programme, Trainer, TrainingSession
from bot.knowledge.library import Content
from bot.knowledge.programmes import ProgrammeFile, parse
from bot.services import audit, timing
from bot.services.officers import Forbidden, Officer
from bot.services.training import attendance, catalogue, entering, plans, scope, sessions, waiting
from bot.services.training.calendar_import.headings import columns
from bot.services.training.calendar_import.rows import Entry, entry
from bot.services.training.calendar_import.sheets import part, read, records
from bot.services.training.catalogue import CLASSROOM, ONLINE, PLANNED, Upcoming
from bot.services.training.plans import Schedule
from bot.services.training.sessions import Change, Refused
from bot.services.worker_import.entry import Fault
from bot.services.worker_import.faults import UnreadableList

logger = logging.getLogger(__name__)

RIGHT: Final = scope.RIGHT
"""The right of officials that this, and everything else about sessions, needs."""
Outcome = Literal["new", "moved", "changed", "same", "wrong"]
"""What a row comes to. moved: time, place, link or mode changed, and everybody enrolled is told; changed: something
else; wrong: nothing is done with it."""
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
REASON: Final = ""
"""Of a move by the calendar: people are told what is new, and no reason, since the calendar gives none."""
_LOOK: Final = 20  # rows from the top in which the headings are looked for


@dataclass(frozen=True)
class Understood:
    """A file as it was read. `file`: what its other sheets bring, None for none; `notes`: what holds for whole
    sheets."""

    entries: tuple[Entry, ...]
    file: ProgrammeFile | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A row and what becomes of it; `faults` say what is wrong and how to mend it, `notes` what was guessed."""

    sheet: str
    number: int
    code: str
    outcome: Outcome
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Why, in one line."""
        return "; ".join(
            [*(f"{one.column}: {one.text}" if one.column else one.text for one in self.faults), *self.notes]
        )


@dataclass(frozen=True)
class Report:
    """Every row in its order, and what became of programmes, agencies and courses."""

    lines: tuple[Line, ...]
    entered: tuple[entering.Entered, ...]
    notes: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each outcome, all of them named."""
        found = Counter(line.outcome for line in self.lines)
        return {outcome: found[outcome] for outcome in OUTCOMES}


class _TakenBack(Exception):
    pass


def understand(data: bytes, content: Content, today: dt.date) -> Understood:
    """Reads a file without the database. Raises `UnreadableList`."""
    found: list[Entry] = []
    notes: list[str] = []
    parts: dict[str, list[dict[str, Any]]] = {}
    for sheet in read(data):
        if (named := part(sheet)) is not None:
            parts[named] = records(sheet)
            continue
        heads = next(((at, of) for at, row in enumerate(sheet.rows[:_LOOK]) if (of := columns(row.cells))), None)
        if heads is None:
            notes.append(f"Sheet {sheet.name or 1}: no calendar was found here.")
            continue
        first, of = heads
        titles = sheet.rows[first].cells
        found += [entry(sheet.name, row, of, titles, content, today) for row in sheet.rows[first + 1 :]]
    if not found and not parts:
        raise UnreadableList(
            "No calendar was found: it needs a row of headings with at least session code, course code and start, and "
            "rows below it."
        )
    try:
        file = parse(parts) if parts else None
    except ValidationError as error:
        first_error = error.errors()[0]
        where = " ".join(str(one + 2 if isinstance(one, int) else one) for one in first_error["loc"])
        raise UnreadableList(f"{where}: {first_error['msg']}. Mend this cell and send the file again.") from None
    return Understood(tuple(found), file, tuple(notes))


def bring_in(
    db: Session, officer: Officer, understood: Understood, content: Content, schedule: Schedule, now: dt.datetime, *,
    apply: bool,
) -> Report:  # fmt: skip
    """Does what the file says, row by row; a row that is wrong is left out. Without `apply` nothing stays of it. The
    same file again changes nothing. Raises `Forbidden` without the right, `Refused` if programmes, agencies or courses
    do not fit together."""
    officer.need(RIGHT, change=apply)
    if officer.role == scope.TRAINER or officer.trainer is not None:
        raise Forbidden("Calendars are brought in by agencies and officials, not by trainers.")
    report: Report | None = None
    try:
        with db.begin_nested():
            report = _done(db, officer, understood, content, schedule, now)
            if not apply:
                raise _TakenBack
    except _TakenBack:
        db.expire_all()
    assert report is not None
    if apply and any(line.outcome not in ("same", "wrong") for line in report.lines):
        audit.note(db, officer.name, "training_import", now, address=officer.address, **_counts(report))
        logger.info("calendar: %s", ", ".join(f"{number} {name}" for name, number in report.counts.items() if number))
    return report


def _counts(report: Report) -> dict[str, Any]:
    return {f"rows_{name}": number for name, number in report.counts.items()}


def _done(
    db: Session, officer: Officer, understood: Understood, content: Content, schedule: Schedule, now: dt.datetime
) -> Report:
    entered: Sequence[entering.Entered] = ()
    if understood.file is not None:
        if not scope.state_wide(officer):
            raise Refused("Programmes, agencies and courses are entered by officials of the whole state.")
        entered = entering.enter(db, understood.file, content, officer.name, now)
    seen: dict[str, Entry] = {}
    lines: list[Line] = []
    for one in understood.entries:
        earlier = seen.setdefault(one.code, one)
        if one.faults:
            lines.append(Line(one.sheet, one.number, one.code, "wrong", one.faults, one.notes))
        elif earlier is not one:
            text = f"{one.code} stands in row {earlier.number} too: give each session its own code"
            lines.append(Line(one.sheet, one.number, one.code, "wrong", (Fault("", text),)))
        else:
            lines.append(_row(db, officer, one, content, schedule, now))
    return Report(tuple(lines), tuple(entered), understood.notes)


def _row(db: Session, officer: Officer, one: Entry, content: Content, schedule: Schedule, now: dt.datetime) -> Line:
    def line(outcome: Outcome, *texts: str) -> Line:
        return Line(one.sheet, one.number, one.code, outcome, tuple(Fault("", text) for text in texts), one.notes)

    course = db.scalar(select(Course).where(Course.code == one.course))
    if course is None or not scope.sees_course(officer, course):
        return line("wrong", f"there is no course {one.course}: enter it first, or mend the code")
    agency = db.get_one(Agency, course.agency_id)
    known = catalogue.by_code(db, one.code)
    if known is not None and not scope.sees_course(officer, known.course):
        return line("wrong", f"{one.code} is the code of another session: give this one another code")
    if known is not None and known.course.id != course.id:
        return line("wrong", f"{one.code} is a session of course {known.course.code}: give this one another code")
    for district in (one.district, known.session.district if known is not None else None):
        if district is not None and not officer.sees(district):
            return line("wrong", f"{district} is not among your districts")
    trainer = _trainer(db, agency, one.trainer)
    if one.trainer and trainer is None:
        names = db.scalars(select(Trainer.name).where(Trainer.agency_id == agency.id, Trainer.revoked_at.is_(None)))
        there = ", ".join(sorted(names)) or "nobody yet"
        mend = f"`bot training trainers add` enters one ({agency.code} has: {there})"
        return line("wrong", f"agency {agency.code} has no trainer “{one.trainer}”: {mend}")
    try:
        with db.begin_nested():
            if known is None:
                return line(_new(db, one, course, agency, trainer, schedule, now))
            return line(_change(db, officer, one, known, trainer, schedule, now))
    except Refused as error:
        return line("wrong", str(error))


def _new(
    db: Session, one: Entry, course: Course, agency: Agency, trainer: Trainer | None, schedule: Schedule,
    now: dt.datetime,
) -> Outcome:  # fmt: skip
    mode = one.mode or (ONLINE if one.link and not one.place else CLASSROOM)
    missing = [name for name, value in (("district", one.district), ("capacity", one.capacity)) if not value]
    if mode == CLASSROOM and not one.place:
        missing.append("place")
    if missing or one.starts_at is None or one.ends_at is None or one.district is None or one.capacity is None:
        raise Refused(f"a new session needs {' and '.join(missing)}: fill the cell")
    if one.starts_at <= now:
        raise Refused("it begins in the past: mend the day, or leave the row out")
    programme = db.get_one(Programme, agency.programme_id)
    day = one.starts_at.astimezone(INDIA).date()
    if not programme.starts_on <= day <= programme.ends_on:
        raise Refused(
            f"the programme {programme.code} goes from {programme.starts_on} to {programme.ends_on}: mend the day"
        )
    row = TrainingSession(
        code=one.code, course_id=course.id, trainer_id=trainer.id if trainer is not None else None,
        district=one.district, mode=mode, place=one.place or "", link=one.link or "", starts_at=one.starts_at,
        ends_at=one.ends_at, capacity=one.capacity, seats=0, languages=list(one.languages), access=list(one.access),
        status=PLANNED, version=1, announce=True, secret=attendance.new_secret(), created_at=now,
    )  # fmt: skip
    db.add(row)
    db.flush()
    timing.plan(db, plans.for_session(schedule, Upcoming(row, course, agency), now), now)
    return "new"


def _change(
    db: Session, officer: Officer, one: Entry, known: Upcoming, trainer: Trainer | None, schedule: Schedule,
    now: dt.datetime,
) -> Outcome:  # fmt: skip
    """A known session: what the row leaves empty stays as it is."""
    session = known.session
    wanted = {
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "place": one.place,
        "link": one.link,
        "mode": one.mode,
    }
    other = {
        "district": one.district, "capacity": one.capacity, "languages": list(one.languages) or None,
        "access": list(one.access) or None, "trainer_id": trainer.id if trainer is not None else None,
    }  # fmt: skip
    moves: dict[str, Any] = {
        name: value for name, value in wanted.items() if value is not None and value != getattr(session, name)
    }
    changes = {name: value for name, value in other.items() if value is not None and value != getattr(session, name)}
    if not moves and not changes:
        return "same"
    if session.status != PLANNED or now >= session.starts_at:
        raise Refused("it has begun, is over or was cancelled, and cannot be changed: give a new one a new code")
    if one.capacity is not None and one.capacity < session.seats:
        raise Refused(f"{session.seats} people have a place already: capacity cannot be less")
    for name, value in changes.items():
        setattr(session, name, value)
    db.flush()
    if moves:
        sessions.move(db, session.id, Change(**moves), REASON, officer.name, schedule, now, address=officer.address)
        return "moved"
    if "capacity" in changes:
        waiting.promote(db, session.id, now, schedule=schedule)
    return "changed"


def _trainer(db: Session, agency: Agency, name: str) -> Trainer | None:
    plain = " ".join(name.split()).casefold()
    wanted = select(Trainer).where(Trainer.agency_id == agency.id, Trainer.revoked_at.is_(None)).order_by(Trainer.id)
    return next((one for one in db.scalars(wanted) if plain and " ".join(one.name.split()).casefold() == plain), None)
