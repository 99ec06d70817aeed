"""From a file to rows of text. A day and a time of day in one cell of a workbook keep both."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.utils.datetime import from_excel

from bot.knowledge.strict import LANGUAGES
from bot.services.worker_import import reading
from bot.services.worker_import.faults import UnreadableList
from bot.services.worker_import.reading import Row, cell_text
from bot.services.worker_import.workbook import read_workbook

ROWS: Final = 2_000
"""Most rows with anything in them, over all sheets."""
COLUMNS: Final = 40
_FIRST_SERIAL, _LAST_SERIAL = 40_000, 60_000  # days since 1900 as spreadsheets count them: 2009 to 2064
_PARTS: Final = {"programmes": "programmes", "agencies": "agencies", "courses": "courses"}
_LISTS: Final = frozenset({"languages", "modules"})
_THREE: Final = re.compile(r"(?P<name>title|about|bring)_(?P<language>en|bn|hi)")


@dataclass(frozen=True)
class Sheet:
    """A sheet with the rows in which something stands. `name`: "" for a CSV file."""

    name: str
    rows: tuple[Row, ...]


def read(data: bytes) -> list[Sheet]:
    """The sheets of an XLSX or CSV file. Raises `UnreadableList` with a sentence that says what to do."""
    if not data.startswith(b"PK\x03\x04"):
        return [Sheet(sheet.name, sheet.rows) for sheet in reading.read(data, ROWS)]
    if len(data) > reading.FILE_BYTES:
        raise UnreadableList("The file is larger than a calendar can be: save only the calendar, as .csv.")
    found = [Sheet(name, tuple(_rows(rows))) for name, rows in read_workbook(data, COLUMNS)]
    if sum(len(sheet.rows) for sheet in found) > ROWS:
        raise UnreadableList(f"The calendar has more than {ROWS:,} rows: split it into several files.")
    if not any(sheet.rows for sheet in found):
        raise UnreadableList("There is nothing in the file: send the calendar again.")
    return [sheet for sheet in found if sheet.rows]


def part(sheet: Sheet) -> str | None:
    """Which part of the catalogue a sheet holds by its name (programmes, agencies, courses); None: it is another."""
    return _PARTS.get(re.sub(r"\W", "", sheet.name).lower())


def records(sheet: Sheet) -> list[dict[str, Any]]:
    """The rows of such a sheet, by the names of its columns as in the YAML form; texts in three languages stand in
    three columns (title_en, title_bn, title_hi), several languages in one cell ("bn, hi")."""
    titles = [re.sub(r"\W+", "_", title.strip().lower()).strip("_") for title in sheet.rows[0].cells]
    found = []
    for row in sheet.rows[1:]:
        record: dict[str, Any] = {}
        for title, text in zip(titles, row.cells, strict=False):
            if not title or not text:
                continue
            if (three := _THREE.fullmatch(title)) is not None:
                record.setdefault(three["name"], {})[three["language"]] = text
            elif title in _LISTS:
                record[title] = _listed(title, text)
            else:
                record[title] = text
        found.append(record)
    return found


def _listed(title: str, text: str) -> list[Any]:
    parts = [one.strip() for one in re.split(r"[,;|/]", text) if one.strip()]
    return parts if title == "languages" else [dict.fromkeys(LANGUAGES, one) for one in parts]


def _rows(rows: Iterable[tuple[int, Iterable[object]]]) -> Iterable[Row]:
    for number, values in rows:
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield Row(number, tuple(cells))


def _text(value: object) -> str:
    match value:
        case dt.datetime():
            shown = value.replace(second=0, microsecond=0)
            return shown.date().isoformat() if shown.time() == dt.time() else shown.strftime("%Y-%m-%d %H:%M")
        case dt.time():
            return value.strftime("%H:%M")
        case float() if 0 < value < 1:  # a time of day without the format of one
            minutes = round(value * 24 * 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
    return cell_text(value)


def serial(text: str) -> dt.datetime | None:
    """The moment of a number that spreadsheets keep days as (46361, 46361.4583); None if the text is no such."""
    if not re.fullmatch(r"\d{5}(\.\d+)?", text) or not _FIRST_SERIAL <= float(text) < _LAST_SERIAL:
        return None
    moment = from_excel(float(text))
    return moment.replace(microsecond=0) if isinstance(moment, dt.datetime) else None
