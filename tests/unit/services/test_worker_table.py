"""The monthly table and its picture."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

import pytest

from bot.db.session import Database
from bot.knowledge.names import Names
from bot.services import worker_plot
from bot.services.worker_filter import BadFilter
from bot.services.worker_table import Table, month_of, table
from tests.register import NOW, entered, officer

NAMES = Names({"malda": "Malda", "nadia": "Nadia"}, {"mason": "Mason & Bricklayer", "tailor": "Tailor"})
NOVEMBER = dt.date(2026, 11, 1)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def filled(database: Database) -> Database:
    """Six masons and a tailor of Malda, a mason of Nadia, and some who do not count."""
    with database.session() as session:
        for _ in range(5):
            entered(session)
        entered(session, ("mason", "tailor"))
        entered(session, district="nadia")
        entered(session, status="unconfirmed")
        entered(session, ("?",))
        # In India: the last moment of October, and the first of December.
        entered(session, registered_at=dt.datetime(2026, 10, 31, 18, 29, tzinfo=dt.UTC))
        entered(session, registered_at=dt.datetime(2026, 11, 30, 18, 30, tzinfo=dt.UTC))
    return database


def test_who_registered_in_the_month(filled: Database) -> None:
    with filled.session() as session:
        found = table(session, officer(), NOVEMBER, NOW)
    assert dict(found.counts) == {("mason", "malda"): 6, ("tailor", "malda"): 1, ("mason", "nadia"): 1}
    assert (found.trades, found.districts) == (("mason", "tailor"), ("malda", "nadia"))
    assert [found.shown("mason", "malda"), found.shown("tailor", "malda"), found.shown("tailor", "nadia")] == [
        "6", "<5", "–",
    ]  # fmt: skip


def test_the_edges_of_the_month_are_those_of_india(filled: Database) -> None:
    with filled.session() as session:
        assert table(session, officer(), dt.date(2026, 10, 1), NOW).counts == {("mason", "malda"): 1}
        assert table(session, officer(), dt.date(2026, 12, 1), NOW).counts == {("mason", "malda"): 1}


def test_an_official_of_one_district_sees_one_column(filled: Database) -> None:
    with filled.session() as session:
        assert table(session, officer("nadia"), NOVEMBER, NOW).districts == ("nadia",)


@pytest.mark.parametrize("text", ["2026-13", "2026", "11-2026", "2026-1", "", "0000-01", "x"])
def test_no_month(text: str) -> None:
    with pytest.raises(BadFilter, match="2026-11"):
        month_of(text)


def test_a_month() -> None:
    assert month_of(" 2026-11 ") == NOVEMBER


def drawn(found: Table) -> ElementTree.Element:
    data = worker_plot.svg(found, NAMES)
    assert b"<!DOCTYPE" not in data
    return ElementTree.fromstring(data)


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()).strip() for element in root.iter(f"{SVG}text")]


def test_the_picture_has_texts_and_numbers_that_can_be_read(filled: Database) -> None:
    with filled.session() as session:
        root = drawn(table(session, officer(), NOVEMBER, NOW))
    shown = texts(root)
    assert {"Mason & Bricklayer", "Tailor", "Malda", "Nadia", "6", "<5", "–"} <= set(shown)
    assert "Workers registered in November 2026, by trade and district" in shown
    assert "1" not in shown, "a number below five is not shown"


def test_the_picture_can_be_heard(filled: Database) -> None:
    with filled.session() as session:
        root = drawn(table(session, officer(), NOVEMBER, NOW))
    assert (root[0].tag, root[1].tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.attrib["aria-labelledby"].split() == [root[0].attrib["id"], root[1].attrib["id"]]
    assert root.attrib["role"] == "img"
    assert "Mason & Bricklayer: Malda 6, Nadia <5" in (root[1].text or "")


def test_the_picture_refers_to_nothing_outside(filled: Database) -> None:
    with filled.session() as session:
        root = drawn(table(session, officer(), NOVEMBER, NOW))
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.endswith("href") or value.startswith("#")
            assert "url(" not in value or "url(#" in value
            assert "http" not in value
    assert not [element for element in root.iter() if element.tag in (f"{SVG}image", f"{SVG}script")]


def test_the_same_table_gives_the_same_picture_and_shades_hide_small_numbers() -> None:
    def picture(number: int) -> bytes:
        counts = {("mason", "malda"): 40, ("tailor", "malda"): number}
        return worker_plot.svg(Table(NOVEMBER, ("mason", "tailor"), ("malda",), counts), NAMES)

    assert picture(1) == picture(1) == picture(4) != picture(5)


def test_an_empty_month_says_so() -> None:
    assert "Nobody registered in this month." in texts(drawn(Table(NOVEMBER, (), (), {})))
