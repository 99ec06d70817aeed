"""The dry run: what would become of each row of a list, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Literal, get_args

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.db.models import ConsentEvent, Worker
from bot.knowledge.library import Content
from bot.services import consent, vault
from bot.services.officers import Officer
from bot.services.worker_import.columns import Columns, find_columns
from bot.services.worker_import.entry import Entry, Fault
from bot.services.worker_import.faults import RefusedList, UnreadableList
from bot.services.worker_import.places import Region
from bot.services.worker_import.reading import ROWS, Sheet, read
from bot.services.worker_import.rows import entries
from bot.services.worker_import.samples import Reader
from bot.services.workers import UNKNOWN, Registration, masked, same_name

Outcome = Literal["new", "doubtful", "registered", "duplicate", "left_out", "wrong"]
"""What a row comes to. new: is entered; doubtful: is entered if that is asked for, since something was guessed;
registered: the number is in the register already, and nothing changes without the person; duplicate: the number stands
further up in the list; left_out: the person refused earlier, or another district looks after them; wrong: cannot be
entered."""
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)

_WORKERS: Table = Worker.__table__  # type: ignore[assignment]
_EVENTS: Table = ConsentEvent.__table__  # type: ignore[assignment]
_AT_ONCE = 5_000


@dataclass(frozen=True)
class Understood:
    """A list as it was read, without a look at the register. `notes`: what holds for whole sheets."""

    sheets: tuple[Sheet, ...]
    entries: tuple[Entry, ...]
    columns: dict[str, Columns]
    notes: tuple[str, ...]
    digest: str


@dataclass(frozen=True)
class Line:
    """A row and what becomes of it. `texts`: why, a sentence each, with the column that it is about ("" for none);
    `person`: what was understood, None if that is not enough."""

    sheet: str
    number: int
    outcome: Outcome
    texts: tuple[Fault, ...]
    person: Registration | None

    @property
    def text(self) -> str:
        """Why, in one line."""
        return "; ".join(f"{one.column}: {one.text}" if one.column else one.text for one in self.texts)


@dataclass(frozen=True)
class Plan:
    """Every row in its order."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each outcome, all of them named."""
        found = Counter(line.outcome for line in self.lines)
        return {outcome: found[outcome] for outcome in OUTCOMES}


def understand(
    data: bytes, content: Content, today: dt.date, region: Region | None = None, most: int = ROWS
) -> Understood:
    """Reads a file of `most` rows at most; seconds for a large one, without the database. Raises `UnreadableList`."""
    reader = Reader(content, today)
    sheets = read(data, most)
    found: list[Entry] = []
    notes: list[str] = []
    columns: dict[str, Columns] = {}
    for sheet in sheets:
        named = f"Sheet {sheet.name}: " if sheet.name else ""
        of_sheet = find_columns(sheet, reader)
        if of_sheet is None:
            notes.append(f"{named}no list of people was found here.")
            continue
        columns[sheet.name] = of_sheet
        notes += [f"{named}{note}" for note in of_sheet.notes]
        found += entries(sheet, of_sheet, reader, region or Region())
    if not found:
        raise UnreadableList(
            "No list of people was found: it needs a row of headings with at least name and mobile, and rows below it."
        )
    return Understood(tuple(sheets), tuple(found), columns, tuple(notes), _digest(sheets))


def plan(session: Session, officer: Officer, understood: Understood) -> Plan:
    """What would become of each row. Changes nothing. Raises `Forbidden` without the right `import`."""
    officer.need("import")
    phones = {entry.person.phone for entry in understood.entries if entry.person is not None}
    registered = _registered(session, phones)
    refused = _refused(session, phones)
    seen: dict[str, Entry] = {}
    lines: list[Line] = []
    for entry in understood.entries:
        lines.append(_line(entry, officer, registered, refused, seen))
        if entry.person is not None:
            seen.setdefault(entry.person.phone, entry)
    return Plan(tuple(lines), understood.notes)


def region(officer: Officer, district: str | None, known: Collection[str]) -> Region:
    """Where a list of this official comes from: the district that is given, else their only one. Raises
    `RefusedList` for a district that there is not, `Forbidden` for one that is not theirs."""
    if district is not None and district not in known:
        raise RefusedList(f"There is no district {district}. Choose from: {', '.join(sorted(known))}.")
    if district is not None:
        officer.within([district])
    own = officer.districts
    only = next(iter(own)) if own is not None and len(own) == 1 else None
    return Region(district or only, own)


def _line(
    entry: Entry, officer: Officer, registered: dict[str, list[str]], refused: Collection[str], seen: dict[str, Entry]
) -> Line:
    def line(outcome: Outcome, *texts: str, more: tuple[Fault, ...] = ()) -> Line:
        said = (*more, *(Fault("", text) for text in texts))
        return Line(entry.sheet, entry.number, outcome, said, entry.person)

    person = entry.person
    if person is None:
        return line("wrong", more=(*entry.faults, *entry.doubts))
    if not officer.sees(person.district):
        return line("wrong", f"{person.district} is not among your districts")
    if (earlier := seen.get(person.phone)) is not None:
        where = f"row {earlier.number}" + (f" of {earlier.sheet}" if earlier.sheet != entry.sheet else "")
        if earlier.person is not None and same_name(earlier.person.name, person.name):
            return line("duplicate", f"stands in {where} too")
        return line("duplicate", f"{where} has the same number with another name: each person needs their own")
    districts = registered.get(person.phone, [])
    if any(officer.sees(one) for one in districts):
        return line("registered", "the number is in the register already; only the person can change what stands there")
    if districts or person.phone in refused:
        # Which of the two is not said: an official learns nothing about people of other districts, nor who refused.
        return line("left_out", "the person refused earlier, or is looked after by another district")
    notes = entry.notes
    if entry.doubts:
        return line("doubtful", *notes, more=entry.doubts)
    return line("new", *notes)


def _registered(session: Session, phones: Iterable[str]) -> dict[str, list[str]]:
    """The districts in which numbers are in the register."""
    found: dict[str, list[str]] = {}
    for some in _portions(phones):
        for row in session.execute(select(_WORKERS.c.phone, _WORKERS.c.district).where(_WORKERS.c.phone.in_(some))):
            found.setdefault(row.phone, []).append(row.district)
    return found


def _refused(session: Session, phones: Iterable[str]) -> set[str]:
    """The numbers whose owners said last that they do not want to be in the register."""
    of_subject = {consent.subject_of_phone(phone): phone for phone in phones}
    last: dict[str, str] = {}
    for some in _portions(of_subject):
        rows = session.execute(
            select(_EVENTS.c.subject, _EVENTS.c.kind)
            .where(_EVENTS.c.subject.in_(some), _EVENTS.c.purpose.in_(("registry", consent.EVERYTHING)))
            .order_by(_EVENTS.c.id)
        )
        last.update((row.subject, row.kind) for row in rows)
    return {of_subject[subject] for subject, kind in last.items() if kind != "granted"}


def _portions(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _digest(sheets: Sequence[Sheet]) -> str:
    """A keyed hash of everything that stands in the list: the same list under another name, or as CSV instead of
    XLSX, is the same; from the hash nobody can be guessed."""
    return vault.fingerprint("list", *("\x1f".join(row.cells) for sheet in sheets for row in sheet.rows))


def as_json(line: Line) -> dict[str, Any]:
    """A row for programs; the telephone number masked."""
    person = line.person
    return {
        "sheet": line.sheet,
        "row": line.number,
        "result": line.outcome,
        "why": [{"column": one.column, "text": one.text} for one in line.texts],
        "understood": None
        if person is None
        else {
            "name": person.name,
            "phone": masked(person.phone),
            "district": person.district,
            "place": person.place,
            "trades": [trade.said if trade.id == UNKNOWN else trade.id for trade in person.trades],
            "age": person.age,
        },
    }
