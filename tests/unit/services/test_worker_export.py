"""Lists to take away: what a spreadsheet makes of them, who may have whole numbers, what is written down."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.db.models import AuditEvent
from bot.db.session import Database
from bot.knowledge.names import Names
from bot.services import worker_export
from bot.services.officers import Forbidden
from bot.services.worker_export import HEADINGS, Form, export, harmless
from bot.services.worker_filter import BadFilter, Filter
from tests.register import NOW, entered, officer

NAMES = Names({"malda": "Malda"}, {"mason": "Mason", "tailor": "Tailor"})
WHY = "Calling them for the training."
STARTS = "=+-@\t\r\n＝＋－＠"


def lines(data: bytes, form: Form) -> list[list[Any]]:
    if form == "csv":
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.rows]


def take(database: Database, form: Form = "csv", who: Any = None, reason: str = "", **asked: Any) -> Any:
    with database.session() as session:
        return export(session, who or officer("malda"), Filter(**asked), form, NAMES, NOW, reason=reason)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_holds_what_is_known(database: Database, form: Form) -> None:
    with database.session() as session:
        entered(session, ("mason", "tailor"), name="রহিম শেখ", experience_months=30, wants=9, bank_account=True)
        entered(session, district="nadia")
    made = take(database, form)
    heading, row = lines(made.data, form)
    found = dict(zip(heading, row, strict=True))
    assert tuple(heading) == HEADINGS
    assert (found["Name"], found["Phone"], found["District"]) == ("রহিম শেখ", "98xxxxxx45", "Malda")
    assert (found["Trades"], found["Wants"], found["Bank account"]) == ("Mason, Tailor", "work, loan", "yes")
    assert str(found["Years of experience"]) == "2" and str(found["Registered on"]).startswith("2026-11-22")
    assert found["Number"].startswith("WB-") and (made.people, made.open) == (1, False)
    assert made.name == f"workers-2026-11-22.{form}"


def test_excel_reads_the_letters_of_a_csv(database: Database) -> None:
    assert take(database).data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("start", [*STARTS, " =", "\u00a0+", "\ufeff@"])
def test_no_cell_is_a_formula(database: Database, form: Form, start: str) -> None:
    words = f'{start}HYPERLINK("https://example.org","x")'
    with database.session() as session:
        entered(session, name=words, tools=words, last_place=words, place=words)
    data = take(database, form).data
    if form == "csv":
        _, row = lines(data, form)
        assert not [cell for cell in row if cell[:1] and cell[:1] in STARTS]
        assert sum(cell.startswith("'") for cell in row) == 4
        return
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    _, cells = sheet.rows
    assert not [cell for cell in cells if cell.data_type == "f"]


@given(st.text(max_size=30))
def test_a_harmless_text_stays_what_it_is(text: str) -> None:
    made = harmless(text)
    assert not made or made[0] not in STARTS
    assert made.removeprefix("'") == text.removeprefix("'") or any(ord(letter) < 32 for letter in text)


@pytest.mark.parametrize("name", ["Bell \x07", "Null \x00", "Escape \x1b[31m"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_signs_that_a_sheet_cannot_hold_are_left_out(database: Database, form: Form, name: str) -> None:
    with database.session() as session:
        entered(session, name=name)
    assert name.split()[0] in lines(take(database, form).data, form)[1][1]


def test_whole_numbers_need_the_right_and_a_reason(database: Database) -> None:
    with database.session() as session:
        entered(session)
    assert lines(take(database, reason=WHY).data, "csv")[1][2] == "9800012345"
    assert lines(take(database).data, "csv")[1][2] == "98xxxxxx45"
    with pytest.raises(BadFilter, match="at least 10 characters"):
        take(database, reason="because")
    with pytest.raises(Forbidden, match="unmask"):
        take(database, who=officer("malda", rights=("export",)), reason=WHY)
    with pytest.raises(Forbidden, match="export"):
        take(database, who=officer("malda", rights=("unmask",)))
    with pytest.raises(BadFilter, match=r"csv, xlsx"):
        take(database, "pdf")  # type: ignore[arg-type]


def test_every_list_is_written_down_without_names(database: Database) -> None:
    with database.session() as session:
        entered(session)
    take(database, "xlsx", reason=WHY)
    with database.session() as session:
        (event,) = session.scalars(select(AuditEvent)).all()
    assert (event.actor, event.act, event.reason, event.at) == ("A. Roy", "export", WHY, NOW)
    details = event.details
    assert (details["form"], details["people"], details["open"], details["districts"]) == ("xlsx", 1, True, ["malda"])
    assert "98000" not in str(details) and "Rahim" not in str(details)


def test_a_list_has_an_end(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_export, "ROWS", 5)
    monkeypatch.setattr(worker_export, "_AT_ONCE", 2)
    with database.session() as session:
        for _ in range(5):
            entered(session)
    assert take(database).people == 5 == len(lines(take(database).data, "csv")) - 1
    with database.session() as session:
        entered(session)
    with pytest.raises(BadFilter, match="More than 5 people fit") as raised:
        take(database)
    assert raised.value.field == "filter"
