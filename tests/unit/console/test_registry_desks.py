"""Needs, loan requests, imports, unknown trades and data requests in the console."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select

from bot.db.models import AuditEvent, Need, NeedOffer, Referral, Upload, Worker, WorkerTrade
from bot.services import trade_reviews
from tests.office import Client, Office
from tests.unit.console.registry import PHONE, WHY, loan, need, people
from tests.unit.console.test_registry_workers import audited, signed

LIST = (
    "Name,Mobile,District,Trade\nFatima Bibi,9831012345,Malda,Mason\n"
    "<b>=Evil</b> Sk,9831012346,Malda,Mason\nNo Phone,,Malda,Mason\n"
)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def brought(client: Client, text: str = LIST) -> Any:
    return client.post("/workers/import", files={"file": ("list.csv", text.encode(), "text/csv")})


def test_a_need_is_looked_at_and_opened(office: Office) -> None:
    number = need(office)
    client = signed(office, "district_officer", "malda")
    assert number in client.get("/needs").text
    assert PHONE not in client.get(f"/needs/{number}").text
    assert client.post(f"/needs/{number}/verify", {"reason": "ok"}).status_code == 422
    assert client.post(f"/needs/{number}/verify", {"reason": WHY}).status_code == 303
    assert client.post(f"/needs/{number}/verify", {"reason": WHY}).status_code == 303
    assert "by somebody else" in client.get(f"/needs/{number}").text  # it was open already
    assert PHONE in client.post(f"/needs/{number}/phone", {"reason": WHY}).text
    client.post(f"/needs/{number}/reject", {"reason": "The address does not exist."})
    with office.database.session() as db:
        assert db.scalars(select(Need.status)).one() == "rejected"
    assert {"need_verified", "need_phone", "need_rejected"} <= {one.act for one in _events(office)}


def test_who_said_yes_is_introduced(office: Office) -> None:
    number = need(office, status="open")
    [worker] = people(office, phone=PHONE, name="Fatima Bibi")
    with office.database.session() as db:
        ids = db.scalars(select(Need.id)).one(), db.scalars(select(Worker.id)).one()
        fits = [["fit_same_trade", {"trade": {"trade": "mason"}}]]
        db.add(NeedOffer(need_id=ids[0], worker_id=ids[1], score=90, reasons=fits, status="yes",
                         asked_at=office.clock(), answered_at=office.clock()))  # fmt: skip
    client = signed(office)
    page = client.get(f"/needs/{number}").text
    assert worker in page and "Said yes" in page and "Fatima Bibi" not in page
    assert "Fatima Bibi" in client.post(f"/needs/{number}/introductions", {"reason": WHY}).text


def test_several_needs_are_closed_at_once(office: Office) -> None:
    numbers = [need(office), need(office, status="open"), need(office, status="filled"), need(office)]
    client = signed(office)
    query = "&".join(f"which={one}" for one in numbers[:3])
    assert all(one in client.get(f"/needs/chosen?{query}").text for one in numbers[:3])
    assert client.post(f"/needs/chosen?{query}", {"reason": ""}).status_code == 422
    assert client.post(f"/needs/chosen?{query}", {"reason": WHY}).status_code == 303
    assert "2 needs are closed." in client.get("/needs").text
    with office.database.session() as db:
        states = sorted(db.scalars(select(Need.status)))
    assert states == ["closed", "closed", "filled", "unverified"]


def test_a_need_is_entered_by_an_official(office: Office) -> None:
    client = signed(office, "district_officer", "malda", "nadia", language="bn")
    good = {"trade": "mason", "count": "3", "district": "malda", "employer": "Sen & Sons", "phone": "98111 22233",
            "reason": "The office and its Udyam certificate."}  # fmt: skip
    for wrong in ({"phone": "12"}, {"trade": "wizard"}, {"district": "hooghly"}, {"count": "0"}, {"reason": "x"},
                  {"starts_on": "2020-01-01"}, {"employer": ""}, {"reason": "9811122233 9811122233"}):  # fmt: skip
        answer = client.post("/needs/new", good | wrong)
        assert answer.status_code == 422 and ("Sen &amp; Sons" in answer.text or "employer" in wrong)
    assert client.post("/needs/new", good).status_code == 303
    with office.database.session() as db:
        [row] = db.scalars(select(Need)).all()
    assert (row.status, row.phone, row.count, row.officer) == ("open", PHONE, 3, "Mita district_officer")


def test_needs_of_other_districts_are_not_there(office: Office) -> None:
    number = need(office)
    client = signed(office, "district_officer", "nadia")
    assert number not in client.get("/needs").text and client.get(f"/needs/{number}").status_code == 404
    assert client.get("/needs?district=malda").status_code == 403
    assert client.post(f"/needs/{number}/close", {"reason": WHY}).status_code == 404


def test_needs_are_paged_through_each_once(office: Office) -> None:
    numbers = {need(office, created_at=office.clock() - dt.timedelta(hours=hour // 2)) for hour in range(60)}
    client, path, seen = signed(office), "/needs", []
    for _ in range(4):
        page = client.get(path).text
        seen += re.findall(r'href="/console/needs/(N-[\d-]+)"', page)
        following = re.search(r'rel="next" href="/console(/needs\?after=[^"]+)"', page)
        path = following[1] if following else path
    assert len(seen[:60]) == 60 and set(seen[:60]) == numbers


def test_a_loan_request_goes_its_way(office: Office) -> None:
    number = loan(office, remind_at=office.clock() - dt.timedelta(days=1))
    loan(office, "Rahim Sk")
    client = signed(office, "district_officer", "malda")
    late = client.get("/referrals?late=yes").text
    assert "Fatima Bibi" in late and "Rahim Sk" not in late and "Late" in late
    assert client.get("/referrals").text.index("Fatima Bibi") < client.get("/referrals").text.index("Rahim Sk")
    assert client.post(f"/referrals/{number}/state", {"status": "gone"}).status_code == 422
    assert client.post(f"/referrals/{number}/state", {"status": "refused"}).status_code == 422
    assert client.post(f"/referrals/{number}/state", {"status": "note", "reason": "Nobody at home"}).status_code == 303
    assert client.post(f"/referrals/{number}/state", {"status": "contacted"}).status_code == 303
    assert client.post(f"/referrals/{number}/state", {"status": "sanctioned"}).status_code == 303  # not from here
    page = client.get(f"/referrals/{number}").text
    assert "Nobody at home" in page and "Person contacted" in page and "98xxxxxx33" in page
    mine = client.get("/referrals?by=Mita district_officer").text
    assert "Fatima Bibi" in mine and "Rahim Sk" not in mine
    with office.database.session() as db:
        assert sorted(db.scalars(select(Referral.status))) == ["contacted", "new"]
    assert PHONE in client.post(f"/referrals/{number}/phone", {"reason": WHY}).text
    assert len(audited(office, "referral_unmask")) == 1


def test_who_took_the_consent_back_is_not_named(office: Office) -> None:
    number = loan(office, agreed=False)
    client = signed(office)
    assert "Fatima" not in client.get("/referrals").text and "Fatima" not in client.get(f"/referrals/{number}").text
    assert PHONE not in client.post(f"/referrals/{number}/phone", {"reason": WHY}).text


def test_an_auditor_reads_loan_requests_and_no_numbers(office: Office) -> None:
    number = loan(office)
    client = signed(office, "auditor")
    assert "Fatima Bibi" in client.get(f"/referrals/{number}").text
    assert client.post(f"/referrals/{number}/phone", {"reason": WHY}).status_code == 403
    assert client.post(f"/referrals/{number}/state", {"status": "contacted"}).status_code == 403


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_a_list_is_tried_and_brought_in(office: Office, language: str) -> None:
    client = signed(office, "district_officer", "malda", language=language)
    path = brought(client).headers["location"].removeprefix("/console")
    page = client.get(path)
    assert page.status_code == 200 and "Fatima Bibi" in page.text and "<b>=Evil" not in page.text
    assert "9831012345" not in page.text and ("there is no mobile number" in page.text) == (language == "en")
    assert _count(office, Worker) == 0
    assert client.post(path, {"organisation": ""}).status_code == 422
    done = client.post(path, {"organisation": "Gazole Panchayat", "doubtful": "yes"})
    assert done.status_code == 303
    place = done.headers["location"].removeprefix("/console")
    assert client.get(place).status_code == 200
    entered = _count(office, Worker)
    assert entered >= 1
    book = openpyxl.load_workbook(io.BytesIO(client.get(place.replace("/done", "/result.xlsx")).content))
    assert all(cell.data_type in ("s", "n") for sheet in book for row in sheet for cell in row)
    listed = client.get("/workers?status=unconfirmed").text
    assert "Fatima Bibi" in listed and "<b>" not in listed
    with office.database.session() as db:
        assert db.scalars(select(Upload.kind)).all() == ["result"]  # the list itself is gone
    again = brought(client).headers["location"].removeprefix("/console")
    assert 'name="organisation"' not in client.get(again).text
    client.post(again, {"organisation": "Gazole Panchayat"})
    assert _count(office, Worker) == entered
    client.post(place.replace("/done", "/drop"))
    client.post(again + "/drop")
    assert _count(office, Upload) == 0


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4 x", b"PK\x03\x04 broken", b"Only,Words\nwithout,people\n", b"\x00\xff\x00"]
)
@pytest.mark.parametrize("language", ["en", "bn"])
def test_what_is_no_list_is_refused(office: Office, data: bytes, language: str) -> None:
    client = signed(office, language=language)
    answer = client.post("/workers/import", files={"file": ("x.xlsx", data, WORKBOOK)})
    assert answer.status_code == 422 and _count(office, Upload) == 0
    assert language == "en" or "list" not in re.findall(r'id="file-error"[^>]*>([^<]*)', answer.text)[0]


def test_a_file_is_its_bringers_alone_and_goes(office: Office) -> None:
    path = brought(signed(office, "district_officer", "malda")).headers["location"].removeprefix("/console")
    assert signed(office).get(path).status_code == 404
    assert signed(office).get(path + "/result.xlsx").status_code == 404
    signed(office).post(path + "/drop")
    assert _count(office, Upload) == 1


def test_an_unknown_trade_is_decided(office: Office) -> None:
    people(office)
    with office.database.session() as db:
        worker = db.scalars(select(Worker)).one()
        trade_reviews.note(db, "<i>jari</i> kaaj", "en", office.clock())
        db.add(WorkerTrade(worker_id=worker.id, place=1, trade="?", said="<i>jari</i> kaaj", district="malda",
                           registered_at=office.clock()))  # fmt: skip
    client = signed(office, "district_officer", "malda")
    page = client.get("/workers/trades").text
    assert "jari" in page and "<i>" not in page
    review = re.search(r"/console(/workers/trades/\d+)", page)
    assert review is not None
    assert client.post(review[1], {"trade": "wizard"}).status_code == 422
    assert client.post(review[1], {"trade": "tailor"}).status_code == 303
    assert "1 worker has this trade now." in client.get("/workers/trades").text
    with office.database.session() as db:
        assert set(db.scalars(select(WorkerTrade.trade))) == {"mason", "tailor"}
    assert client.post("/workers/trades/99", {"trade": "mason"}).status_code == 404
    assert len(audited(office, "trade_decided")) == 1


def test_a_person_is_given_everything_or_erased(office: Office) -> None:
    number, other = people(office, 2, phone=PHONE)
    client = signed(office)
    assert client.get("/workers/privacy?number=WB-0000-0000-1").status_code == 404
    assert "Person 0" in client.get(f"/workers/privacy?number={number}").text
    assert client.post("/workers/privacy/export", {"number": number, "reason": ""}).status_code == 422
    file = client.post("/workers/privacy/export", {"number": number, "reason": WHY})
    assert file.json()["registrations"][0]["phone"] == PHONE and "engine" in file.json()
    sent = {"number": number, "reason": WHY}
    asked = client.post("/workers/privacy/erase", sent)
    assert asked.status_code == 200 and 'name="again"' in asked.text and _count(office, Worker) == 2
    assert client.post("/workers/privacy/erase", sent | {"again": other}).status_code == 422
    assert _count(office, Worker) == 2
    assert client.post("/workers/privacy/erase", sent | {"again": number.replace("-", " ")}).status_code == 303
    assert client.get(f"/workers/{number}").status_code == 404 and client.get(f"/workers/{other}").status_code == 200
    [event] = audited(office, "erase_person")
    assert "Person" not in event.reason
    assert signed(office, "district_officer", "malda").post("/workers/privacy/erase", sent).status_code == 403


@pytest.mark.parametrize("path", ["/workers", "/workers/table", "/workers/import", "/workers/trades", "/needs",
                                  "/needs/new", "/workers/privacy", "/referrals"])  # fmt: skip
def test_pages_have_one_heading_and_a_token_in_every_form(office: Office, path: str) -> None:
    people(office)
    page = signed(office).get(path).text
    assert page.count("<h1") == 1 and "style=" not in page
    for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL):
        assert 'name="csrf"' in form


def _events(office: Office) -> list[AuditEvent]:
    with office.database.session() as db:
        return list(db.scalars(select(AuditEvent)))


def _count(office: Office, table: Any) -> int:
    with office.database.session() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0
