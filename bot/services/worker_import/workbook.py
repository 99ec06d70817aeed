"""XLSX workbooks, read row by row, within limits: what unpacks to more than it may is refused before it is unpacked."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import openpyxl
from openpyxl.utils import range_boundaries

from bot.services.worker_import.faults import UnreadableList

UNPACKED_BYTES = 150 * 1024 * 1024
"""Most that a workbook may unpack to, in bytes."""
PARTS = 2_000
"""Most files inside a workbook."""
FORMULA: Final = "=?"
"""Stands for a formula whose result the file does not hold."""

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_MOST_MERGED = 100_000
_BLANK_ROWS = 100_000  # so many empty rows below one another: the list is over
_DAMAGED = "The workbook is damaged or no workbook: open it in a spreadsheet and save it as .xlsx again."


def read_workbook(data: bytes, columns: int) -> Iterator[tuple[str, Iterator[tuple[int, list[object]]]]]:
    """Name and rows of each sheet that is not hidden, each row with its number and its first cells. A cell that was
    merged over several rows counts in each of them. Raises `UnreadableList`, also while it is read."""
    _within_limits(data)
    # Kept apart from what comes later: openpyxl reads the parts as they are asked for.
    book: Any = _open(data, values=True)
    formulas: Any = _open(data, values=False) if _has_formulas(data) else None
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                twin = formulas[sheet.title] if formulas is not None else None
                yield sheet.title, _rows(sheet, twin, _merged(data, sheet), columns)
    finally:
        book.close()


def _open(data: bytes, *, values: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that openpyxl does not know
            return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    except Exception:  # openpyxl lets through whatever its parsers raise
        raise UnreadableList(_DAMAGED) from None


def _within_limits(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = set(archive.namelist())
            # A part never unpacks to more than it declares: zipfile stops there.
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
                raise UnreadableList("The workbook unpacks to far more than a list needs: save only the list, as .csv.")
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableList("The file is locked with a password: take the password off and save it again.")
            if "xl/workbook.xml" not in names:
                kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
                if kind.startswith(b"application/vnd.oasis"):
                    raise UnreadableList("This is an OpenDocument file (.ods): open it and save it as .xlsx.")
                raise UnreadableList("This is a packed file and no workbook: unpack it and send the list in it.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        if b"<!DOCTYPE" in opened.read(1024):
                            raise UnreadableList(_DAMAGED)
    except UnreadableList:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, KeyError):
        raise UnreadableList(_DAMAGED) from None


def _has_formulas(data: bytes) -> bool:
    """Whether any sheet has a formula: then it is read twice, for the results and for what has none."""
    return any(re.search(rb"<(?:\w+:)?f[ >/]", text) for _, text in _sheet_texts(data))


def _sheet_texts(data: bytes, only: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Name and text of the sheets, or of one of them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml") and only in (None, name):
                    yield name, archive.read(name)
    except Exception:  # a broken stream in one of the parts: zlib, zipfile and lzma each raise their own
        raise UnreadableList(_DAMAGED) from None


def _merged(data: bytes, sheet: Any) -> dict[tuple[int, int], int]:
    """(first row, column) -> last row of each cell that was merged over several rows."""
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    found: dict[tuple[int, int], int] = {}
    for _, text in _sheet_texts(data, path):
        for number, match in enumerate(_MERGED.finditer(text)):
            if number >= _MOST_MERGED:
                raise UnreadableList("The workbook has too many merged cells: save the list as .csv.")
            first_column, first_row, _, last_row = range_boundaries(match[1].decode())
            if first_row is not None and last_row is not None and first_column is not None and last_row > first_row:
                found[first_row, first_column] = last_row
    return found


def _rows(
    sheet: Any, twin: Any, merged: dict[tuple[int, int], int], columns: int
) -> Iterator[tuple[int, list[object]]]:
    held: dict[int, tuple[int, object]] = {}  # column -> (last row, value) of the merged cells that reach down here
    blank = 0
    try:
        for number, values in enumerate(_pairs(sheet, twin, columns), 1):
            for column, (last, value) in list(held.items()):
                if number > last:
                    del held[column]
                elif column <= len(values) and values[column - 1] is None:
                    values[column - 1] = value
            for column, value in enumerate(values, 1):
                if value is not None and (number, column) in merged:
                    held[column] = (merged[number, column], value)
            blank = 0 if any(value is not None for value in values) else blank + 1
            if blank > _BLANK_ROWS:
                return
            yield number, values
    except UnreadableList:
        raise
    except Exception:  # openpyxl lets through whatever its parsers raise
        raise UnreadableList(_DAMAGED) from None


def _pairs(sheet: Any, twin: Any, columns: int) -> Iterator[list[object]]:
    """The values of each row; a formula of which the file holds no result is `FORMULA`."""
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    if twin is None:
        for row in sheet.iter_rows(max_col=columns, values_only=True):
            yield list(row)
        return
    twin.reset_dimensions()
    both = (one.iter_rows(max_col=columns, values_only=True) for one in (sheet, twin))
    for values, written in zip(*both, strict=False):
        yield [
            FORMULA if value is None and isinstance(formula, str) and formula.startswith("=") else value
            for value, formula in zip(values, written, strict=False)
        ]
