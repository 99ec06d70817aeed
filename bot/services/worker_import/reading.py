"""From a file to rows of text: XLSX workbooks, and CSV in the encodings and with the separators that offices use.

What a file is, its content says and not its name. Nothing is guessed where a guess could change somebody's number: a
formula without a result and a number that a spreadsheet has rounded stay what they are and are refused later.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.language import normalise
from bot.services.worker_import.faults import UnreadableList
from bot.services.worker_import.workbook import read_workbook

ROWS = 50_000
"""Most rows with anything in them, over all sheets."""
COLUMNS = 60
"""Most columns that are looked at."""
FILE_BYTES = 20 * 1024 * 1024
"""Largest file, in bytes."""

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 50
_BROKEN_LINES = 20  # more of them in one cell: a quote that was opened and never closed
_TOTAL_CELL = 4_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True)
class Row:
    """One row: its number in the sheet, from 1, and its cells as text up to the last one that is not empty."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet with the rows in which something stands. `name`: "" for a CSV file."""

    name: str
    rows: tuple[Row, ...]


def read(data: bytes, most: int = ROWS) -> list[Sheet]:
    """The sheets of a file with `most` rows at most. Raises `UnreadableList` with a sentence that says what to do."""
    if len(data) > FILE_BYTES:
        raise UnreadableList(f"The file is larger than {FILE_BYTES // 2**20} MB: split the list into several files.")
    if not data.strip():
        raise UnreadableList("The file is empty: send the list again.")
    if data.startswith(b"PK\x03\x04"):
        found: Iterable[Sheet] = (_sheet(name, rows) for name, rows in read_workbook(data, COLUMNS))
    else:
        _refuse_others(data)
        found = [_sheet("", _csv_rows(_decoded(data)))]
    sheets: list[Sheet] = []
    total = 0
    for sheet in found:
        total += len(sheet.rows)
        if total > most:
            raise UnreadableList(f"The list has more than {most:,} rows: split it into several files.")
        if sheet.rows:
            sheets.append(sheet)
    if not sheets:
        raise UnreadableList("There is nothing in the file: send the list again.")
    return sheets


def cell_text(value: object) -> str:
    """A cell as it is meant: 9830012345.0 is 9830012345, a day is 1990-05-12, blanks around and inside are evened out.
    Never raises."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            if not math.isfinite(value):
                return ""
            return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
        case dt.datetime():
            return value.date().isoformat()
        case dt.date():
            return value.isoformat()
    text = normalise(str(value)[:_TOTAL_CELL]).strip()
    # Text that a spreadsheet wrote of a number: an apostrophe in front, a decimal nought behind.
    text = re.sub(r"^'(?=[+0-9])", "", text)
    return re.sub(r"^(\d{5,})\.0+$", r"\1", text)


def _sheet(name: str, rows: Iterable[tuple[int, Iterable[object]]]) -> Sheet:
    found: list[Row] = []
    for number, values in rows:
        cells = [cell_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            found.append(Row(number, tuple(cells)))
        if len(found) > ROWS:
            break
    return Sheet(name, tuple(found))


def _refuse_others(data: bytes) -> None:
    """Formats that are often sent and that are not read."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableList(
                "The file is locked with a password: open it, take the password off and save it again."
            )
        raise UnreadableList("This is an old Excel file (.xls): open it and save it as .xlsx or .csv.")
    if head.startswith(b"%pdf"):
        raise UnreadableList("This is a PDF: send the list as .xlsx or .csv.")
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        raise UnreadableList("This is a web page and not a table: open it in a spreadsheet and save it as .xlsx.")
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise UnreadableList("This is a picture or a document and not a table: send the list as .xlsx or .csv.")


def _decoded(data: bytes) -> str:
    """The text of a CSV file: UTF-8, UTF-16 with or without its mark, else Windows' western letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16")
    sample = data[:4096]
    if sample.count(0) > len(sample) // 6:
        return _strictly(data, "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be")
    if 0 in data:
        # Bengali in UTF-16 has few noughts: only its blanks and line ends.
        for encoding in ("utf-16-le", "utf-16-be"):
            if _is_text(text := data.decode(encoding, "replace")):
                return text
        raise UnreadableList("This is no table that can be read: send the list as .xlsx or as .csv in UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    if not _is_text(text):
        raise UnreadableList("The letters of the file cannot be read: save it as .xlsx, or as .csv in UTF-8.")
    return text.removeprefix("\ufeff")


def _is_text(text: str) -> bool:
    """Whether a decoding can be right: letters of our writings, and hardly anything else."""
    sample = text[:4096]
    usual = sum(
        char in "\r\n\t" or " " <= char <= "~" or "\u0900" <= char <= "\u09ff" or "\u2000" <= char <= "\u206f"
        for char in sample
    )
    return bool(sample) and usual >= 0.9 * len(sample)


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    declared = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    lines = text[declared.end() :] if declared else text
    separator = declared[1] if declared else _separator(lines)
    first = 1 + bool(declared)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator)
    began = 0
    try:
        for cells in reader:
            number, began = began + first, reader.line_num
            if any(cell.count("\n") > _BROKEN_LINES for cell in cells):
                raise UnreadableList(f"A quotation mark is opened at line {number} and not closed: mend that line.")
            yield number, cells[:COLUMNS]
    except csv.Error:
        raise UnreadableList(f"Line {began + first} cannot be read: look for a quotation mark too many.") from None


def _separator(text: str) -> str:
    """What parts the columns: that by which most lines have equally many, and more than one."""

    def evenness(separator: str) -> tuple[int, int]:
        counts: Counter[int] = Counter()
        try:
            for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
                counts[len(cells)] += 1
                if number >= _SAMPLE:
                    break
        except csv.Error:
            return 0, 0
        several = [(rows, width) for width, rows in counts.items() if width > 1]
        return max(several, default=(0, 0))

    return max(_SEPARATORS, key=evenness)
