"""Workers in the console: the list and its search, one worker, lists to take away, the table of a month."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import openpyxl
import pytest
from sqlalchemy import select

from bot.db.models import AuditEvent, Worker
from bot.services import consent
from bot.services.roles import ROLES
from tests.office import Client, Office
from tests.unit.console.registry import PHONE, WHY, consenting, people

NUMBER = re.compile(r'href="/console/workers/(WB-[\d-]+)"')


def signed(office: Office, role: str = "state_admin", *districts: str, language: str = "en") -> Client:
    return office.client(office.officer(f"Mita {role}", role, districts or None, language=language))


def audited(office: Office, act: str) -> list[AuditEvent]:
    with office.database.session() as db:
        return list(db.scalars(select(AuditEvent).where(AuditEvent.act == act)))


def test_sixty_workers_are_paged_through_each_once(office: Office) -> None:
    entered = people(office, 60)
    client, path, seen = signed(office), "/workers", []
    for _ in range(5):
        page = client.get(path)
        assert page.status_code == 200 and "60 workers" in page.text
        seen += NUMBER.findall(page.text)
        following = re.search(r'rel="next" href="/console(/workers\?after=[^"]+)"', page.text)
        if following is None:
            break
        path = following[1]
    assert len(seen) == 60 and seen == list(reversed(entered))  # the latest first


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_the_register(office: Office, role: str) -> None:
    [number] = people(office)
    client = signed(office, role)
    expected = 200 if "registry" in ROLES[role].rights else 403
    for path in ("/workers", f"/workers/{number}", "/workers/table", "/needs"):
        assert client.get(path).status_code == expected, path
    for path, right in {
        "/workers/export": "export", "/workers/import": "import", "/workers/trades": "import",
        "/workers/privacy": "privacy", "/referrals": "referrals", "/needs/new": "verify",
    }.items():  # fmt: skip
        assert client.get(path).status_code == (200 if right in ROLES[role].rights else 403), path


def test_nobody_of_another_district_is_shown(office: Office) -> None:
    [malda] = people(office, name="Fatima Bibi")
    people(office, district="nadia", place="Kalyani", name="Rahim Sk")
    client = signed(office, "district_officer", "nadia")
    assert "Rahim Sk" in client.get("/workers").text and "Fatima Bibi" not in client.get("/workers").text
    assert client.get(f"/workers/{malda}").status_code == 404
    assert client.get("/workers?district=malda").status_code == 403
    assert client.get(f"/workers/chosen?which={malda}").status_code == 404
    assert client.post(f"/workers/chosen?which={malda}", {"form": "csv"}).status_code == 404
    assert client.post(f"/workers/{malda}/unmask", {"reason": WHY}).status_code == 404


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_the_search_finds_by_every_part(office: Office, language: str) -> None:
    people(office, name="Fatima Bibi", gender="woman", experience_months=70, place="Gazole", wants=2)
    people(office, name="Rahim Sk", gender="man", experience_months=20)
    client = signed(office, language=language)
    today = office.clock().date()
    for query in (
        "gender=woman", "years_from=5&years_to=5", "place=Gazole", "want=training", "district=malda&gender=woman",
        f"trade=mason&years_from=3&since={today - dt.timedelta(days=2)}&until=&status=&place=",
    ):  # fmt: skip
        page = client.get(f"/workers?{query}").text
        assert "Fatima Bibi" in page and "Rahim Sk" not in page, query


@pytest.mark.parametrize("query", ["years_from=9&years_to=2", "since=2026-11-20&until=2026-11-01", "district=atlantis",
                                   "trade=wizard", "want=gold", "after=x", "years_from=x", "gender=it"])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "bn"])
def test_a_bad_search_says_so(office: Office, query: str, language: str) -> None:
    answer = signed(office, language=language).get(f"/workers?{query}")
    assert answer.status_code == 422
    assert ("Choose from" in answer.text) is False  # a service's own English sentence


def test_numbers_are_masked_until_a_reason_is_given(office: Office) -> None:
    [number] = people(office, phone=PHONE)
    client = signed(office)
    page = client.get(f"/workers/{number}")
    assert "98xxxxxx33" in page.text and PHONE not in page.text and "9811122233" not in client.get("/workers").text
    short = client.post(f"/workers/{number}/unmask", {"reason": "because"})
    assert short.status_code == 422 and "because" in short.text and PHONE not in short.text
    assert not audited(office, "unmask")
    opened = client.post(f"/workers/{number}/unmask", {"reason": WHY})
    assert opened.status_code == 200 and PHONE in opened.text
    [event] = audited(office, "unmask")
    assert event.reason == WHY and event.address == "127.0.0.1"
    assert WHY in client.get(f"/workers/{number}").text  # who looked, and why
    assert PHONE not in client.get(f"/workers/{number}").text


def test_an_auditor_changes_and_unmasks_nothing(office: Office) -> None:
    [number] = people(office, status="unconfirmed")
    client = signed(office, "auditor")
    for act in ("unmask", "confirm", "refuse", "withdraw"):
        assert client.post(f"/workers/{number}/{act}", {"reason": WHY}).status_code == 403


def test_what_a_person_says_at_the_office(office: Office) -> None:
    yes, no = people(office, 2, status="unconfirmed", source="import", phone=PHONE)
    client = signed(office, "district_officer", "malda")
    assert "Person 0" not in client.get("/workers").text
    assert "Person 0" in client.get("/workers?status=unconfirmed").text
    assert client.post(f"/workers/{yes}/confirm", {"reason": "no"}).status_code == 422
    assert client.post(f"/workers/{yes}/confirm", {"reason": WHY}).status_code == 303
    assert client.post(f"/workers/{yes}/confirm", {"reason": WHY}).status_code == 303  # once more: nothing happens
    assert client.post(f"/workers/{no}/refuse", {"reason": WHY}).headers["location"] == "/console/workers"
    assert client.get(f"/workers/{no}").status_code == 404
    with office.database.session() as db:
        [worker] = db.scalars(select(Worker)).all()
        assert worker.status == "active" and consent.latest(db, worker.id, "registry") == "granted"
        assert consent.history(db, [worker.id])[-1].via == "official"
    assert len(audited(office, "entry_confirmed")) == 1 and len(audited(office, "entry_refused")) == 1


def test_a_consent_is_taken_back(office: Office) -> None:
    [number] = people(office, phone=PHONE)
    with office.database.session() as db:
        worker = db.scalars(select(Worker)).one().id
        consenting(db, worker, "share_banks", office.clock())
    client = signed(office, "district_officer", "malda")
    for _ in range(2):
        client.post(f"/workers/{number}/withdraw", {"reason": WHY, "purpose": "share_banks"})
    client.post(f"/workers/{number}/withdraw", {"reason": WHY, "purpose": "registry"})
    with office.database.session() as db:
        assert [one.kind for one in consent.history(db, [worker])] == ["granted", "withdrawn"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", " ="])
def test_a_name_is_no_formula_in_a_list(office: Office, start: str) -> None:
    name = f'{start}HYPERLINK("http://evil.example","x")'
    [number] = people(office, name=name)
    client = signed(office)
    for path in ("/workers/export?district=malda", f"/workers/chosen?which={number}"):
        plain = client.post(path, {"form": "csv"})
        assert plain.headers["content-disposition"].startswith("attachment")
        cell = list(csv.reader(io.StringIO(plain.content.decode("utf-8-sig"))))[1][1]
        assert cell.startswith("'") and cell[1:].strip() == name.strip()
        book = openpyxl.load_workbook(io.BytesIO(client.post(path, {"form": "xlsx"}).content))
        assert book.active is not None and book.active["B2"].data_type == "s"


def test_whole_numbers_in_a_list_need_a_reason(office: Office) -> None:
    people(office, 2, phone=PHONE)
    client = signed(office)
    assert b"9811122233" not in client.post("/workers/export", {"form": "csv", "reason": WHY}).content
    for reason in ("", "short"):
        refused = client.post("/workers/export", {"form": "csv", "whole": "yes", "reason": reason})
        assert refused.status_code == 422 and "text/html" in refused.headers["content-type"]
    made = client.post("/workers/export", {"form": "csv", "whole": "yes", "reason": WHY})
    assert made.content.count(b"9811122233") == 2
    assert [event.details["open"] for event in audited(office, "export")] == [False, True]
    assert client.post("/workers/export", {"form": "exe"}).status_code == 422


def test_chosen_workers_are_named_before_they_are_taken_out(office: Office) -> None:
    numbers = people(office, 3)
    client = signed(office)
    query = "&".join(f"which={one}" for one in numbers[:2])
    page = client.get(f"/workers/chosen?{query}").text
    assert "Person 0" in page and "Person 1" in page and "Person 2" not in page
    made = client.post(f"/workers/chosen?{query}", {"form": "csv"}).content.decode("utf-8-sig")
    assert len(made.strip().splitlines()) == 3
    assert client.get("/workers/chosen").status_code == 422


def test_a_name_is_no_mark_up(office: Office) -> None:
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    [number] = people(office, name=bad, tools=bad, last_place=bad[:70])
    client = signed(office)
    for path in ("/workers", f"/workers/{number}", f"/workers/chosen?which={number}", f"/workers?place={bad}"):
        page = client.get(path).text
        assert "<script>alert" not in page and "<img" not in page, path


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_the_table_of_a_month_hides_small_numbers(office: Office, language: str) -> None:
    people(office, 7, registered_at=office.clock())
    people(office, 2, district="nadia", registered_at=office.clock())
    client = signed(office, language=language)
    page = client.get("/workers/table")
    assert page.status_code == 200 and {"en": ">7<", "bn": ">৭<", "hi": ">7<"}[language] in page.text
    assert {"en": "&lt;5", "bn": "&lt;৫", "hi": "&lt;5"}[language] in page.text
    assert client.get("/workers/table?month=2026-13").status_code == 422
    picture = client.get(f"/workers/table.svg?month={office.clock():%Y-%m}")
    assert picture.headers["content-type"].startswith("image/svg") and "script-src" not in picture.text
    assert {"en": "Mason", "bn": "রাজমিস্ত্রি", "hi": "राजमिस्त्री"}[language] in picture.text
