"""From files to rows of text: encodings, separators, workbooks, and what is refused with a sentence."""

from __future__ import annotations

import datetime as dt
import io
import math
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.worker_import import reading, workbook
from bot.services.worker_import.faults import UnreadableList
from bot.services.worker_import.reading import cell_text, read
from tests.unit.services.worker_import.lists import repacked, text_list, xlsx

ROWS = [["নাম", "Mobile", "জেলা"], ["রহিম শেখ", "৯৮৩০০১২৩৪৫", "মালদা"], ["Hari Pal", "9733300001", "Nadia"]]
WESTERN = [["Name", "Mobile", "District"], ["René Das", "9733300001", "Nadia"]]


def trimmed(row: list[str]) -> list[str]:
    return row if not row or row[-1] else trimmed(row[:-1])


def cells(data: bytes) -> list[list[str]]:
    return [list(row.cells) for sheet in read(data) for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_gives_the_same_rows(encoding: str, separator: str) -> None:
    assert cells(text_list(ROWS, separator=separator, encoding=encoding)) == ROWS


def test_western_windows_letters_are_read() -> None:
    assert cells(text_list(WESTERN, separator=";", encoding="cp1252")) == WESTERN


def test_the_separator_that_a_file_declares_counts() -> None:
    assert cells(b"sep=;\r\nName;Mobile, second\r\nHari;9733300001") == [
        ["Name", "Mobile, second"],
        ["Hari", "9733300001"],
    ]


def test_quotes_and_line_breaks_inside_cells_are_kept_together() -> None:
    rows = [["Name", "Address", "Mobile"], ['Hari "Babu" Pal', "Vill: Haripur,\nP.O.: Chanchal", "9733300001"]]
    assert cells(text_list(rows)) == rows


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    (sheet,) = read(xlsx([["Name"], [None], [None], ["Hari Pal"]]))
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("Name",)), (4, ("Hari Pal",))]


def test_numbers_and_days_of_a_workbook_are_read_as_they_are_meant() -> None:
    row = [
        9830012345.0,
        35,
        dt.datetime(1990, 5, 12),
        dt.date(1990, 5, 12),
        True,
        2.5,
        " Hari  Pal\u200b ",
        None,
        "'9830012345",
    ]
    assert cells(xlsx([row])) == [
        ["9830012345", "35", "1990-05-12", "1990-05-12", "yes", "2.5", "Hari Pal", "", "9830012345"]
    ]


def test_cells_merged_over_rows_count_in_each_of_them() -> None:
    rows = [["Name", "Block"], ["Hari", "Chanchal I"], ["Anita", None], ["Rahim", None], ["Salim", None]]
    assert [row[1] for row in cells(xlsx(rows, merge=["B2:B4"])) if row[0] != "Salim"] == [
        "Block",
        "Chanchal I",
        "Chanchal I",
        "Chanchal I",
    ]


def test_cells_merged_over_columns_stay_one() -> None:
    assert cells(xlsx([["List of workers", None, None], ["a", "b", "c"]], merge=["A1:C1"]))[0] == ["List of workers"]


def test_a_formula_without_a_result_is_no_value() -> None:
    assert cells(xlsx([["Hari", "=B9+1", "9733300001"]])) == [["Hari", workbook.FORMULA, "9733300001"]]


def test_a_formula_with_its_result_is_that_result() -> None:
    data = xlsx([["Hari", "=1+1"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<v></v>" in sheet or b"<v/>" in sheet or b"<v />" in sheet
    for empty in (b"<v></v>", b"<v/>", b"<v />"):
        sheet = sheet.replace(empty, b"<v>9733300001</v>")
    assert cells(repacked(data, "xl/worksheets/sheet1.xml", sheet)) == [["Hari", "9733300001"]]


def test_every_visible_sheet_is_read_and_hidden_ones_are_not() -> None:
    shown = read(xlsx([["a"]], Second=[["b"]], Empty=[[None]]))
    assert [(sheet.name, sheet.rows[0].cells) for sheet in shown] == [("List", ("a",)), ("Second", ("b",))]
    assert [sheet.name for sheet in read(xlsx([["a"]], hidden=True, Second=[["b"]]))] == ["List"]


def test_a_sheet_that_claims_to_be_huge_is_read_as_large_as_it_is() -> None:
    data = xlsx([["Hari", "9733300001"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:B1"' in sheet
    sheet = sheet.replace(b'ref="A1:B1"', b'ref="A1:XFD1048576"')
    assert cells(repacked(data, "xl/worksheets/sheet1.xml", sheet)) == [["Hari", "9733300001"]]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made, made.open("xl/workbook.xml", "w") as part:
        for _ in range(workbook.UNPACKED_BYTES // 2**20 + 1):
            part.write(b" " * 2**20)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "only blanks": (b" \r\n ", "is empty"),
    "empty cells": (text_list([["", ""], [" ", ""]]), "nothing in the file"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "an old workbook": (OLE, "old Excel file"),
    "a PDF": (b"%PDF-1.7 ...", "is a PDF"),
    "a web page called .xls": (b"\xef\xbb\xbf<html><table><tr><td>Name", "web page"),
    "a picture": (b"\x89PNG\r\n\x1a\n....", "picture"),
    "OpenDocument": (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
    "a packed folder": (archive(list_xml=b"x"), "packed file"),
    "half a workbook": (xlsx(ROWS)[:900], "damaged"),
    "a workbook without sheets": (archive(xl__workbook_xml=b"<workbook/>"), "damaged"),
    "entities that grow": (repacked(xlsx(ROWS), "xl/sharedStrings.xml", LAUGHS), "damaged"),
    "a zip bomb": (bomb(), "unpacks to far more"),
    "bytes": (bytes(range(256)) * 8, "cannot be read|no table"),
    "an open quote": (b'Name,Mobile\n"Hari,9733300001\n' + b"Anita,9733300002\n" * 30, "quotation mark"),
    "too many rows": (b"Hari,9733300001\n" * (reading.ROWS + 1), "more than 50,000 rows"),
}


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableList, match=why):
        read(data)


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(UnreadableList, match="larger than 20 MB"):
        read(b"x" * (reading.FILE_BYTES + 1))


def test_a_damaged_stream_inside_a_workbook_is_refused() -> None:
    data = bytearray(xlsx([["Hari", str(number)] for number in range(500)]))
    for at in range(len(data) // 3, len(data) // 3 + 40):
        data[at] ^= 0xFF
    with pytest.raises(UnreadableList):
        read(bytes(data))


@given(st.binary(max_size=3000))
def test_any_bytes_are_a_list_or_refused(data: bytes) -> None:
    try:
        assert read(data)
    except UnreadableList as error:
        assert str(error).endswith(".")


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes()))
def test_any_cell_becomes_text_that_stays_as_it_is(value: Any) -> None:
    text = cell_text(value)
    assert cell_text(text) == text == text.strip()


@given(st.integers(6_000_000_000, 9_999_999_999), st.sampled_from([int, float, str, "{}.0".format, "'{}".format]))
def test_a_mobile_number_survives_every_kind_of_cell(number: int, kind: Any) -> None:
    assert cell_text(kind(number)) == str(number)
    assert math.isclose(float(cell_text(kind(number))), number)


WORDS = st.text(st.sampled_from("abcXYZ অআকখগ অাি अकखग 0123456789 ,;|\t\"'-./()"), max_size=30)


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=3, max_size=12))
def test_a_declared_csv_gives_back_what_was_written(rows: list[list[str]]) -> None:
    written = [[cell_text(cell) for cell in row] for row in rows]
    data = b"\xef\xbb\xbfsep=;\r\n" + text_list(written, separator=";")
    if not any(any(row) for row in written):
        with pytest.raises(UnreadableList):
            read(data)
        return
    assert cells(data) == [trimmed(row) for row in written if any(row)]
