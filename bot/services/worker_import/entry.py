"""What a row of a list is understood as."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.services.workers import Registration


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row, and in which column (as its heading reads)."""

    column: str
    text: str


@dataclass(frozen=True)
class Entry:
    """A row that should be a person. `person`: None if something needed is missing or wrong (`faults` say what);
    `doubts`: what was guessed and should be looked at; `notes`: what was left out or put right and needs no look."""

    sheet: str
    number: int
    person: Registration | None
    faults: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Findings:
    """What is found while a row is read; the parts as in `Entry`."""

    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
