"""Lists as districts send them, made in code. Nobody in them exists."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]


def xlsx(rows: Rows, *, merge: Sequence[str] = (), hidden: bool = False, **more: Rows) -> bytes:
    """A workbook with a sheet "List" and further sheets by name. `merge`: ranges of the first sheet; `hidden`: the
    further sheets are hidden."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "List"
    for row in rows:
        first.append(list(row))
    for cells in merge:
        first.merge_cells(cells)
    for name, other in more.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if hidden else "visible"
        for row in other:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_list(rows: Rows, *, separator: str = ",", encoding: str = "utf-8", quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    """A CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode(encoding)


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook of which one part is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.namelist():
            made.writestr(part, content if part == name else source.read(part))
        if name not in source.namelist():
            made.writestr(name, content)
    return out.getvalue()
