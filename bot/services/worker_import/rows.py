"""One row of a list to a person, with what is wrong with it and what was guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from bot.language import for_matching, normalise
from bot.language.entities import explain_phone, find_experience, find_name
from bot.services.worker_import.columns import Columns
from bot.services.worker_import.entry import Entry, Fault, Findings
from bot.services.worker_import.headings import Field
from bot.services.worker_import.places import Region, find_district
from bot.services.worker_import.reading import Sheet
from bot.services.worker_import.samples import (
    ADULT,
    LEAST_AGE,
    MOST_AGE,
    Reader,
    age,
    birth_year,
    gender,
    is_ditto,
    is_empty,
    mobiles,
    rounded,
)
from bot.services.worker_import.words import (
    HOME,
    NO,
    OF_WHOM,
    PHONE_FAULTS,
    YES,
    garbled,
    is_no_person,
    is_total,
    titled,
)
from bot.services.worker_import.workbook import FORMULA
from bot.services.workers import UNKNOWN, WANTS, Registration, Trade

TRADES = 5
"""Most trades of one person."""
_NAME, _SAID, _PLACE, _TOOLS = 120, 80, 80, 200
_FORMULA_FAULT = "there is a formula without a result: open the list, save it and send it again"
_CARRIED: Final[tuple[Field, ...]] = (
    "district", "place", "address", "trade", "gender", "education", "last_state", "last_place", "experience", "bank",
    "eshram",
)  # fmt: skip


def entries(sheet: Sheet, columns: Columns, reader: Reader, region: Region) -> list[Entry]:
    """The people of a sheet, row by row; lines that are no people (totals, section titles, headings again) are left
    out."""
    found: list[Entry] = []
    above: dict[int, str] = {}
    section: str | None = None
    for row in sheet.rows[columns.first :]:
        if is_no_person(row, columns):
            said = [text for text in row.cells if not is_empty(text)]
            if len(said) == 1 and reader.places(said[0]) and not is_total(said[0]):
                section = said[0]  # a line "Block: Kaliachak II" above those who live there
            continue
        cells = list(row.cells) + [""] * (len(columns.titles) - len(row.cells))
        for name in _CARRIED:
            for column in columns.of.get(name, ()):
                if column < len(cells) and is_ditto(cells[column]):
                    cells[column] = above.get(column, "")
        above = dict(enumerate(cells))
        found.append(_Reading(sheet.name, row.number, cells, columns, reader, region, section).entry())
    return found


class _Reading:
    """One row while it is read."""

    def __init__(
        self, sheet: str, number: int, cells: Sequence[str], columns: Columns, reader: Reader, region: Region,
        section: str | None,
    ) -> None:  # fmt: skip
        self._sheet, self._number = sheet, number
        self._cells, self._columns = cells, columns
        self._reader, self._region, self._section = reader, region, section
        self._out = Findings()

    def entry(self) -> Entry:
        """The row as a person, or why it is none."""
        phone = self._phone()
        name, rest = self._name()
        trades = self._trades(rest)
        district, place = self._place(rest)
        out = self._out
        person = None
        if name and phone and district and trades and not out.faults:
            person = self._more(Registration(name, phone, district, trades, place))
        return Entry(
            self._sheet, self._number, person, tuple(out.faults), tuple(out.doubts), tuple(dict.fromkeys(out.notes))
        )

    # ---- what is required

    def _phone(self) -> str | None:
        own = self._said("phone")
        for _, text in own:
            if found := mobiles(text):
                if len(found) > 1:
                    self._out.notes.append("several numbers: the first one is taken")
                return found[0]
        looked = {column for column, _ in own}
        shut = {
            *looked,
            *self._columns.of.get("private", ()),
            *self._columns.of.get("bank", ()),
            *self._columns.of.get("serial", ()),
        }
        for column, text in enumerate(self._cells):
            if column not in shut and (found := mobiles(text)):
                if self._columns.of.get("phone"):
                    self._doubt(column, "the number was found here")
                return found[0]
        empty = next(iter(self._columns.of.get("phone", ())), None)
        where = own[0][0] if own else empty
        if not own:
            self._fault(where, "there is no mobile number")
        elif own[0][1] == FORMULA:
            self._fault(where, _FORMULA_FAULT)
        elif rounded(own[0][1]):
            self._fault(where, "the number was cut short by a spreadsheet: write the column as text")
        else:
            why = PHONE_FAULTS.get(explain_phone(own[0][1]) or "", "is no mobile number")
            self._fault(where, f"the number {why}")
        return None

    def _name(self) -> tuple[str | None, str]:
        """The name, and what else stood in its cell ("Sk. Rahim s/o Karim, Kaliachak, 98300 12345")."""
        said = self._said("name")
        column = said[0][0] if said else next(iter(self._columns.of.get("name", ())), None)
        if not said:
            # Everything may stand in one cell that has another heading, or none.
            merged = [
                (at, text) for at, text in enumerate(self._cells) if mobiles(text) and regex.search(r"\p{L}{3}", text)
            ]
            if not merged:
                self._fault(column, "there is no name")
                return None, ""
            column, said = merged[0][0], merged
        text = said[0][1]
        if text == FORMULA:
            self._fault(column, _FORMULA_FAULT)
            return None, ""
        if is_ditto(text):
            self._fault(column, "“as above” is no name")
            return None, ""
        if garbled(text):
            self._fault(column, "these letters are of an old font: type the name in Unicode or in English letters")
            return None, ""
        plain = OF_WHOM.sub("", re.sub(r"^\s*[0-9]{1,5}\s*[.)\-]\s*", "", text)).strip(" ,;:-–/\n")
        plain = re.sub(r"[\"“”„«»]+", " ", plain)
        part = re.split(r"[,;\n|(\[]|\s[-–]\s|\s/\s", plain)[0].strip()
        part = re.sub(r"[+0-9][0-9 \-]{5,}.*", "", part).strip(" .,:-–")
        found = find_name(part, expected=True)
        rest = text[text.find(part) + len(part) :] if part and part in text else ""
        rest = OF_WHOM.sub(lambda match: re.sub(r"^[^,;\n]*", "", match[0]), rest)
        if found is not None:
            name = found.name
            if len(for_matching(part).split()) - len(for_matching(name).split()) > 1:
                self._doubt(column, f"the name is read as “{name}”")
        elif regex.fullmatch(r"[\p{L}\p{M} .'’\-\u200c\u200d]{2,60}", part):
            name = titled(part)
            self._doubt(column, f"“{name}” may not be a name")
        else:
            self._fault(column, "there is no name of a person here")
            return None, rest
        if regex.search(r"\p{L}{3}", rest):
            self._doubt(column, f"more than a name stands here; the name is read as “{name}”")
        else:
            rest = ""
        return name[:_NAME], rest

    def _trades(self, rest: str) -> tuple[Trade, ...]:
        said = [(at, text) for at, text in self._said("trade") if not mobiles(text)]
        named = said or ([(-1, rest)] if rest and self._reader.trades(rest) else [])
        if not named:
            self._fault(next(iter(self._columns.of.get("trade", ())), None), "there is no trade")
            return ()
        trades: list[Trade] = []
        for column, text in named:
            if text == FORMULA:
                self._fault(column, _FORMULA_FAULT)
                return ()
            found = self._reader.trades(text)
            trades += [Trade(one.trades[0]) for one in found if len(one.trades) == 1]
            if column >= 0 and any(one.score < 90 for one in found):
                self._doubt(column, f"“{text[:_SAID]}” is spelt unlike any trade that is known")
            if not found or all(len(one.trades) > 1 for one in found):
                trades.append(Trade(UNKNOWN, text[:_SAID]))
                self._out.notes.append(
                    f"the trade “{text[:_SAID]}” is kept as it is written, for an official to decide"
                )
        return tuple(dict.fromkeys(trades))[:TRADES]

    def _place(self, rest: str) -> tuple[str | None, str | None]:
        """The district's id, and block or town."""
        smaller: tuple[Field, ...] = ("place", "address")
        places = [text for name in smaller for _, text in self._said(name)]
        result = find_district(
            [text for _, text in self._said("district")], [*places, *([rest] if rest else [])], self._section,
            self._reader, self._region,
        )  # fmt: skip
        column = next(iter(self._columns.of.get("district", self._columns.of.get("place", ()))), None)
        if result.fault:
            self._fault(column, result.fault)
        if result.doubt:
            self._doubt(column, result.doubt)
        return result.district, result.place

    # ---- what may be missing

    def _more(self, person: Registration) -> Registration:
        return replace(
            person, age=self._age(), experience=self._experience(), gender=self._gender(),
            last_place=self._first("last_place", _PLACE), last_state=self._state(),
            education=self._education(), wants=self._wants(), tools=self._first("tools", _TOOLS),
            bank=self._yes_no("bank"), eshram=self._yes_no("eshram"),
        )  # fmt: skip

    def _age(self) -> int | None:
        today = self._reader.today
        sources: tuple[Field, ...] = ("birth", "age")
        for name in sources:
            for column, text in self._said(name):
                year = birth_year(text, today) if name == "birth" or age(text) is None else None
                years = today.year - year if year is not None else age(text)
                if years is None:
                    self._out.notes.append(f"“{text[:20]}” is no age: left out")
                elif LEAST_AGE <= years < ADULT:
                    self._fault(column, f"{years} years old: only people of {ADULT} and over are registered")
                elif ADULT <= years <= MOST_AGE:
                    return years
                else:
                    self._doubt(column, f"an age of {years} cannot be: it is left out")
        return None

    def _experience(self) -> int | None:
        for _, text in self._said("experience"):
            if found := find_experience(text, expected=True):
                return found[0].low if found[0].low <= MOST_AGE * 12 else None
        return None

    def _gender(self) -> str | None:
        for _, text in self._said("gender"):
            return gender(text) or self._reader.choice("worker_gender", text)
        return None

    def _state(self) -> str | None:
        for _, text in self._said("last_state"):
            if for_matching(text) not in HOME:
                return self._reader.choice("state", text)
        return None

    def _wants(self) -> frozenset[str] | None:
        said = " ".join(text for _, text in self._said("wants"))
        found = {part for text in re.split(r"[,;/&\n]", said) if (part := self._reader.choice("worker_want", text))}
        return frozenset(found & WANTS.keys()) or None

    def _education(self) -> str | None:
        said = (self._reader.choice("worker_school", text) for _, text in self._said("education"))
        return next((found for found in said if found), None)

    def _yes_no(self, name: Field) -> bool | None:
        for _, text in self._said(name):
            plain = for_matching(text)
            if plain in YES or re.search(r"[0-9]{6}", plain):  # a number of an account says yes, and is not kept
                return True
            if plain in NO:
                return False
        return None

    def _first(self, name: Field, limit: int) -> str | None:
        return next((normalise(text)[:limit] for _, text in self._said(name) if text != FORMULA), None)

    # ---- cells and findings

    def _said(self, name: Field) -> list[tuple[int, str]]:
        """The cells of a field that say something, with their columns."""
        columns = self._columns.of.get(name, ())
        return [(at, self._cells[at]) for at in columns if at < len(self._cells) and not is_empty(self._cells[at])]

    def _called(self, column: int | None) -> str:
        return self._columns.title(column) if column is not None and column >= 0 else ""

    def _fault(self, column: int | None, text: str) -> None:
        self._out.faults.append(Fault(self._called(column), text))

    def _doubt(self, column: int | None, text: str) -> None:
        self._out.doubts.append(Fault(self._called(column), text))
