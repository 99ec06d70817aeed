"""How `bot training` prints sessions and what became of a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bot.clock import INDIA
from bot.commands.layout import count, wrapped

if TYPE_CHECKING:
    from bot.services.training.calendar_import.run import Report
    from bot.services.training.office import Held


def row(one: Held) -> dict[str, Any]:
    """A session for a program."""
    session, counts = one.upcoming.session, one.counts
    return {
        "id": session.id, "code": session.code, "course": one.upcoming.course.code,
        "agency": one.upcoming.agency.code, "title": one.upcoming.course.title, "district": session.district,
        "mode": session.mode, "place": session.place, "link": session.link, "status": session.status,
        "starts_at": session.starts_at.isoformat(), "ends_at": session.ends_at.isoformat(),
        "capacity": session.capacity, "minimum": counts.minimum, "enrolled": counts.enrolled,
        "waiting": counts.waiting, "came": counts.came, "version": session.version, "reason": session.reason,
    }  # fmt: skip


def lines(found: Sequence[Held]) -> Iterator[str]:
    """Sessions for people."""
    for one in found:
        session, counts = one.upcoming.session, one.counts
        yield f"{session.code}  {_when(one)}  {session.district}  {session.mode}  {session.status}"
        title = one.upcoming.course.title.get("en") or next(iter(one.upcoming.course.title.values()), "")
        numbers = f"{counts.enrolled} of {session.capacity} enrolled, {counts.waiting} waiting, {counts.came} came"
        yield from wrapped(f"{title}; {numbers}", "    ")
    if not found:
        yield "There are no such sessions: `bot training import` brings a calendar in."


def details(one: Held) -> Iterator[str]:
    """One session for people."""
    for name, value in row(one).items():
        if name not in ("title", "id") and value != "":
            yield f"{name:<10} {value}"


def report(made: Report, *, applied: bool) -> dict[str, Any]:
    """What became of a calendar, for a program."""
    return {
        "applied": applied, "counts": made.counts, "notes": list(made.notes),
        "entered": [{"kind": one.kind, "code": one.code, "outcome": one.fate} for one in made.entered],
        "rows": [
            {
                "sheet": line.sheet, "row": line.number, "code": line.code, "outcome": line.outcome,
                "faults": [{"column": one.column, "text": one.text} for one in line.faults], "notes": list(line.notes),
            }
            for line in made.lines
        ],
    }  # fmt: skip


def report_lines(made: Report) -> Iterable[str]:
    """What became of a calendar, for people: wrong rows first."""
    yield from made.notes
    for one in made.entered:
        if one.fate != "same":
            yield f"{one.kind} {one.code}: {one.fate}"
    for line in sorted(made.lines, key=lambda each: (each.outcome != "wrong", each.sheet, each.number)):
        if line.outcome == "same":
            continue
        where = f"{line.sheet} row {line.number}" if line.sheet else f"row {line.number}"
        yield from wrapped(f"{where}: {line.code or '-'} {line.outcome}{': ' + line.text if line.text else ''}", "    ")
    counts = ", ".join(f"{number} {name}" for name, number in made.counts.items() if number)
    yield f"{count(len(made.lines), 'row')}: {counts or 'nothing'}"


def _when(one: Held) -> str:
    session = one.upcoming.session
    start, end = (at.astimezone(INDIA) for at in (session.starts_at, session.ends_at))
    return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}"
