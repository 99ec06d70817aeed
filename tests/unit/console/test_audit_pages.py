"""What officials did, as it is looked through."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.console.audit.labels import ACTS
from bot.db import triggers
from bot.services import audit
from tests.office import Client, Office


@pytest.fixture
def auditor(office: Office) -> Client:
    now = office.clock()
    with office.database.session() as db:
        for number in range(60):
            audit.note(
                db, "=HYPERLINK(1)" if number == 3 else f"Officer {number % 3}", "unmask" if number % 2 else "export",
                now - dt.timedelta(days=60 - number), about=f"w{number}", reason="<script>alert(1)</script> asked",
                address="203.0.113.9", people=number, open=True,
            )  # fmt: skip
    return office.client(office.officer("An Auditor", "auditor"))


def numbers(page: str) -> list[int]:
    return [int(one) for one in re.findall(r'href="/console/audit/(\d+)"', page)]


def test_page_by_page(auditor: Client) -> None:
    seen: list[int] = []
    path = "/audit"
    while path:
        page = auditor.get(path).text
        assert "<script>alert" not in page
        seen += numbers(page)
        after = re.search(r'rel="next" href="/console([^"]+)"', page)
        path = after[1].replace("&amp;", "&") if after else ""
    assert seen == list(range(60, 0, -1))


def test_filters(office: Office, auditor: Client) -> None:
    def found(query: str) -> list[int]:
        return numbers(auditor.get(f"/audit?{query}").text)

    assert found("about=w7") == [8]
    assert set(found("actor=Officer 1")) == {n + 1 for n in range(60) if n % 3 == 1}
    assert found("act=export&actor=Officer 0&about=w6") == [7]
    day = (office.clock() - dt.timedelta(days=10)).astimezone(dt.timezone(dt.timedelta(hours=5.5))).date()
    assert found(f"since={day}&until={day}") == [51]
    assert found("actor=' OR 1=1 --") == []


@pytest.mark.parametrize("query", ["since=2026-02-31", "since=2026-05-02&until=2026-05-01", "since=0001-01-01"])
def test_days_that_are_none(auditor: Client, query: str) -> None:
    answer = auditor.get(f"/audit?{query}")
    assert answer.status_code == 422 and "day" in answer.text


@pytest.mark.parametrize("query", ["after=x", "after=W10", "actor=" + "x" * 65, "since=yesterday"])
def test_nonsense_in_the_address(auditor: Client, query: str) -> None:
    assert auditor.get(f"/audit?{query}").status_code in (200, 422)


def test_one_entry(auditor: Client) -> None:
    page = auditor.get("/audit/4")
    assert page.status_code == 200 and "203.0.113.9" in page.text and "With whole numbers" in page.text
    assert auditor.get("/audit/99999").status_code == 404


def test_the_list_to_take_away_is_harmless_and_noted(office: Office, auditor: Client) -> None:
    answer = auditor.get("/audit/list.csv?act=unmask")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Number", "When", "Who"] and len(rows) == 31
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in rows for cell in line)
    assert any("=HYPERLINK(1)" in line[2] for line in rows)
    assert "audit_export" in auditor.get("/audit").text or "Audit taken out" in auditor.get("/audit").text


def test_the_seals(office: Office, auditor: Client) -> None:
    page = auditor.get("/audit/chain").text
    assert "All seals hold" in page and ">60<" in page
    with office.database.engine.begin() as connection:
        triggers.drop(connection)
        connection.execute(text("UPDATE audit_events SET actor = 'X' WHERE id = 9"))
    assert "Entry 9 was changed" in auditor.get("/audit/chain").text


def test_each_act_of_the_code_has_a_name() -> None:
    """What is written down by services and pages is named in words, not by its code."""
    root = Path(audit.__file__).parents[1]
    code = "".join(file.read_text(encoding="utf-8") for file in root.rglob("*.py"))
    noted = re.findall(r'audit\.note\(\s*\w+,\s*[\w.]+,\s*"(\w+)"', code)
    noted += re.findall(r'\b_note\(\s*\w+,\s*officer,\s*(?:\w+,\s*)?"(\w+)"', code)
    moved = re.findall(r'_moved\(session, officer, row, \w+, "(\w+)"', code)
    acts = set(noted) | set(moved)
    assert {"broadcast_submit", "broadcast_pause", "handover_take"} <= acts
    assert not acts - ACTS.keys(), sorted(acts - ACTS.keys())
