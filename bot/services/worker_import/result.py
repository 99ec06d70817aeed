"""The list as it came, with what became of each row beside it: a workbook to send back to the district."""

from __future__ import annotations

import io
import re
from typing import Any, Final

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from bot.services.worker_import.plan import Line, Outcome, Plan, Understood

WORDS: Final[dict[Outcome, str]] = {
    "new": "new",
    "doubtful": "doubtful",
    "registered": "registered before",
    "duplicate": "twice in the list",
    "left_out": "left out",
    "wrong": "wrong",
}
"""What an outcome is called for people."""
_FILLS: Final[dict[Outcome, str]] = {
    "new": "E2F0D9", "doubtful": "FFF2CC", "registered": "DDEBF7", "duplicate": "DDEBF7", "left_out": "EDEDED",
    "wrong": "F8CBAD",
}  # fmt: skip
_HEADS: Final = ("result", "why", "understood as")
_NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_WIDTHS = (18, 60, 50)


def workbook(understood: Understood, plan: Plan) -> bytes:
    """An XLSX file: every sheet with its rows as text, and three columns in front. Nothing in it is a formula, whatever
    the list held."""
    lines = {(line.sheet, line.number): line for line in plan.lines}
    book = openpyxl.Workbook(write_only=True)
    for number, sheet in enumerate(understood.sheets, 1):
        page = book.create_sheet(_NOT_IN_TITLES.sub(" ", sheet.name)[:31] or f"List {number}")
        for column, width in zip("ABC", _WIDTHS, strict=True):
            page.column_dimensions[column].width = width
        columns = understood.columns.get(sheet.name)
        for at, row in enumerate(sheet.rows):
            line = lines.get((sheet.name, row.number))
            is_heading = columns is not None and at == max(columns.first - 1, 0) and line is None
            front = _HEADS if is_heading else _front(line)
            page.append(
                [_cell(page, text, line, bold=is_heading) for text in front]
                + [_cell(page, text, None) for text in row.cells]
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _front(line: Line | None) -> tuple[str, str, str]:
    if line is None:
        return "", "", ""
    person = line.person
    read = ""
    if person is not None:
        trades = " + ".join(trade.said or trade.id for trade in person.trades)
        read = ", ".join(part for part in (person.name, person.phone, person.place, person.district, trades) if part)
    return WORDS[line.outcome], line.text, read


def _cell(page: Any, text: str, line: Line | None, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(page, _NOT_IN_CELLS.sub(" ", text) or None)
    if text:
        cell.data_type = "s"  # also what begins with =, which openpyxl would take for a formula
    if line is not None:
        cell.fill = PatternFill("solid", fgColor=_FILLS[line.outcome])
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
