"""The workbook that goes back to the district."""

from __future__ import annotations

import io

import openpyxl
import pytest

from bot.knowledge.library import Content
from bot.services.worker_import.plan import Line, Plan, understand
from bot.services.worker_import.result import workbook
from tests.unit.services.worker_import.conftest import TODAY
from tests.unit.services.worker_import.lists import text_list, xlsx

EVIL = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1"]


def result(data: bytes, content: Content) -> openpyxl.Workbook:
    understood = understand(data, content, TODAY)
    lines = [
        Line(one.sheet, one.number, "new" if one.person else "wrong", one.faults, one.person)
        for one in understood.entries
    ]
    return openpyxl.load_workbook(io.BytesIO(workbook(understood, Plan(tuple(lines), understood.notes))))


def test_each_row_has_its_result_in_front_and_stays_as_it_was(content: Content) -> None:
    people = [["Hari Pal", "9733300001", "Malda", "Mason"], ["Anita Das", "97333", "Malda", "Tailor"]]
    rows = [["List of workers"], [], ["Name", "Mobile", "District", "Trade"], *people, ["Total", "2"]]
    page = result(xlsx(rows), content).worksheets[0]
    values = [list(row) for row in page.iter_rows(values_only=True)]
    assert page.title == "List"
    assert values[1][:3] == ["result", "why", "understood as"]
    assert values[2][0] == "new" and str(values[2][2]).startswith("Hari Pal, +919733300001, malda, mason")
    assert values[3][:3] == ["wrong", "Mobile: the number has fewer than ten digits", None]
    assert values[4][:3] == [None, None, None] and values[4][3:5] == ["Total", "2"]
    assert [row[3] for row in values] == ["List of workers", "Name", "Hari Pal", "Anita Das", "Total"]


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_in_it_is_a_formula(evil: str, content: Content) -> None:
    rows = [["Name", "Mobile", "District", "Trade", "Address"], ["Hari Pal", "9733300001", "Malda", evil, evil]]
    page = result(text_list(rows), content).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert evil.strip() in [cell.value for cell in cells]


def test_titles_of_sheets_that_workbooks_do_not_allow(content: Content) -> None:
    row = ["Hari Pal", "9733300001", "Malda", "Mason"]
    assert result(text_list([row, ["Anita Das", "9733300002", "Malda", "Tailor"]]), content).sheetnames == ["List 1"]
