"""Attacks on the console that need no browser: forged requests, ways out, other people's ids, fields that a form does
not have, files that are none, lists that a spreadsheet would run. What a browser makes of planted texts is in
tests/e2e/console/test_security.py; the sign-in is in test_account.py."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.console.site import UPLOAD_LIMIT
from bot.db.models import Base, Broadcast
from bot.db.models import Officer as Row
from bot.services import passwords
from tests.office import Office
from tests.unit.console.broadcasting import officers, person, ready, run_telegram, version
from tests.unit.console.registry import loan, need, people
from tests.unit.console.routes import OPEN, RIGHTS_OF
from tests.unit.console.test_conversations import heard, wished
from tests.unit.console.test_routes import filled

ELSEWHERE = "evil.example"
WAYS_OUT = (
    f"//{ELSEWHERE}", f"https://{ELSEWHERE}/", f"/\\{ELSEWHERE}", f"\\\\{ELSEWHERE}", f"/%2f{ELSEWHERE}",
    f"https:{ELSEWHERE}", f"/console@{ELSEWHERE}", "javascript:alert(1)", "data:text/html,x", f"\t//{ELSEWHERE}",
    "workers\r\nSet-Cookie: console=x", "..//..//x", f"/.{ELSEWHERE}", f"///{ELSEWHERE}",
)  # fmt: skip
NOT_A_LIST = {
    "empty": b"", "a picture": b"\x89PNG\r\n\x1a\n" + b"0" * 200, "a program": b"MZ" + bytes(range(256)) * 20,
    "a page": b"<html><script>alert(1)</script></html>", "damaged": b"PK\x03\x04" + b"\0" * 500,
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One console for what changes nothing."""
    made = Office(tmp_path_factory.mktemp("security"))
    yield made
    made.close()


def stored(office: Office) -> dict[str, list[str]]:
    """Everything that is kept, but for the audit and for when a session was last used."""
    with office.database.session() as db:
        kept = [one for one in Base.metadata.sorted_tables if one.name != "console_sessions"]
        return {
            one.name: sorted(map(str, db.execute(select(one)).all()))
            for one in kept if not one.name.startswith("audit_")
        }  # fmt: skip


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to gigabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        with made.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(300):
                sheet.write(b"\0" * 1_000_000)
    return out.getvalue()


# Forged requests


@pytest.mark.parametrize("headers", [{"origin": f"https://{ELSEWHERE}"}, {"origin": "null"}, {"origin": "file://"},
                                     {"origin": f"http://test.{ELSEWHERE}"}, {"sec-fetch-site": "cross-site"},
                                     {"sec-fetch-site": "same-site"}])  # fmt: skip
def test_no_form_is_taken_from_elsewhere(shared: Office, headers: dict[str, str]) -> None:
    client = shared.client(shared.officer("Mita Das", "state_admin"))
    before = stored(shared)
    for route in sorted(RIGHTS_OF):
        method, path = route.split(" ", 1)
        if method == "POST":
            assert client.post(filled(path), headers=headers).status_code == 403, route
    assert stored(shared) == before


def test_the_token_of_another_session_is_worth_nothing(shared: Office) -> None:
    mita = shared.officer("Mita Das", "state_admin")
    here, there = shared.client(mita), shared.client(mita)
    assert here.csrf != there.csrf
    assert here.request("POST", "/account/sessions/end", data={"csrf": there.csrf}).status_code == 403
    assert here.get(f"/account?csrf={here.csrf}").status_code == 200
    assert here.request("POST", f"/account/sessions/end?csrf={here.csrf}").status_code == 403  # only in the form


def test_what_is_only_looked_at_stays_as_it_is(office: Office) -> None:
    wish = wished(office)
    number = heard(office, wish, "Hello")
    places = {
        "which": people(office)[0], "wish_id": wish, "number": str(number),
        "broadcast_id": ready(office.client(officers(office)[0])).rpartition("/")[2],
    }  # fmt: skip
    client = office.client(office.officer("Mita Das", "state_admin"))
    before, seen = stored(office), 0
    for route in sorted(RIGHTS_OF):
        method, path = route.split(" ", 1)
        if method != "GET":
            continue
        for name, value in places.items():
            path = path.replace(f"{{{name}}}", value)
        for verb in ("GET", "HEAD"):
            status = client.request(verb, filled(path)).status_code
            assert status < 500, route
            seen += status == 200
    assert stored(office) == before and seen > 40


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_do_nothing(shared: Office, method: str) -> None:
    client = shared.client(shared.officer("Mita Das", "state_admin"))
    before = stored(shared)
    for path in sorted({filled(route.split(" ", 1)[1]) for route in RIGHTS_OF}):
        assert client.request(method, path, headers={"x-http-method-override": "POST"}).status_code == 405, path
    assert stored(shared) == before


# Ways out, and whom an answer is for


@pytest.mark.parametrize("way", WAYS_OUT)
def test_nothing_leads_out(shared: Office, way: str) -> None:
    mita = shared.officer("Mita Das", "district_officer", {"malda"})
    for client, path, name in ((shared.client(mita), "/sign-in", "next"), (shared.client(mita), "/language", "back"),
                               (shared.client(mita), "/second-factor", "next"),
                               (shared.client(), "/language", "back")):  # fmt: skip
        answer = client.get(path, params={name: way, "to": "en"})
        assert answer.status_code == 303 and answer.headers["location"] == "/console/", (path, answer.headers)
        assert "x" not in answer.headers.get("set-cookie", "").partition("console=")[2][:1]
    assert ELSEWHERE not in shared.client().get("/sign-in", params={"next": way}).text


def test_no_answer_believes_the_host_that_a_request_names(shared: Office) -> None:
    client, nobody = shared.client(shared.officer("Mita Das", "state_admin")), shared.client()
    said = {"host": ELSEWHERE, "x-forwarded-host": ELSEWHERE, "forwarded": f"host={ELSEWHERE}"}
    paths = {filled(path) for method, path in (one.split(" ", 1) for one in RIGHTS_OF | dict.fromkeys(OPEN, ""))}
    for path in sorted(paths | {"", "/workers/", "/static", "/static/", "/nowhere"}):
        for one in (client, nobody):
            answer = one.get(path, headers=said)
            assert answer.status_code < 500
            assert ELSEWHERE not in answer.text + str(answer.headers), path


def test_every_page_forbids_what_it_does_not_need(shared: Office) -> None:
    client = shared.client(shared.officer("Mita Das", "state_admin"))
    for route in sorted(RIGHTS_OF):
        method, path = route.split(" ", 1)
        answer = client.request(method, filled(path)) if method == "GET" else client.get("/nowhere")
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe-eval" not in policy, route
        assert "script-src" not in policy or "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy or "sandbox" in policy, route
        assert "'unsafe-inline'" not in policy or (path.endswith(".svg") and "script-src" not in policy), route
        assert answer.headers.get("cache-control") == "no-store", route
        assert answer.headers["x-content-type-options"] == "nosniff", route


def test_cookies_of_an_encrypted_site(tmp_path: Path) -> None:
    made = Office(tmp_path, public_url="https://sathi.example")
    try:
        answer = made.client().get("/sign-in")
        language = made.client().get("/language?to=bn")
        told = [*answer.headers.get_list("set-cookie"), *language.headers.get_list("set-cookie")]
        assert len(told) == 2
        for one in told:
            low = one.lower()
            assert "httponly" in low and "secure" in low and "samesite=lax" in low and "domain=" not in low
        assert told[0].startswith("__Host-") and "path=/;" in told[0].lower() + ";"
    finally:
        made.close()


def test_an_unknown_name_costs_what_a_wrong_password_costs(shared: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The costly part is done as often, so that time tells nothing."""
    from bot.console.account import entrance

    counted: list[str | None] = []
    real = passwords.fits

    def fits(password: str, kept: str | None) -> bool:
        counted.append(kept)
        return real(password, kept)

    checks: list[str] = []
    hasher = type(passwords._HASHER)
    verify = hasher.verify
    monkeypatch.setattr(entrance.accounts.passwords, "fits", fits)
    monkeypatch.setattr(hasher, "verify", lambda self, *args: (checks.append("x"), verify(self, *args))[1])
    shared.officer("Known Name", "help_desk", {"malda"}, password=passwords.hashed("lotus ferry umbrella seven"))
    for name in ("Known Name", "Nobody At All"):
        client = shared.client()
        page = client.get("/sign-in")
        client.cookies |= dict(page.cookies)
        client.csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        assert client.post("/sign-in", {"name": name, "password": "a wrong password"}).status_code == 422
    assert len(counted) == 2 and len(checks) == 2


# Ids of others, and fields that a form does not have


def test_ids_of_another_district_open_nothing(office: Office) -> None:
    run_telegram(office)
    person(office, 1)
    wish = wished(office)
    heard(office, wish, "SECRET words")
    which, wanted, asked = people(office, name="SECRET Person")[0], need(office, employer="SECRET Ltd"), loan(office)
    writer, _, foreign = officers(office)
    draft = ready(office.client(writer))
    paths = (f"/workers/{which}", f"/needs/{wanted}", f"/referrals/{asked}", f"/conversations/{wish}",
             f"/conversations/{wish}/messages", f"/conversations/{wish}/messages/1/show", draft, f"{draft}/progress",
             f"{draft}/report", f"{draft}/plot.svg", f"{draft}/report.xlsx")  # fmt: skip
    acts = (f"/workers/{which}/unmask", f"/workers/{which}/withdraw", f"/needs/{wanted}/phone",
            f"/needs/{wanted}/close",
            f"/referrals/{asked}/phone", f"/referrals/{asked}/state", f"/conversations/{wish}",
            f"/conversations/{wish}/take", f"/conversations/{wish}/notes", f"{draft}/texts", f"{draft}/submit",
            f"{draft}/approve", f"{draft}/stop", f"{draft}/copy")  # fmt: skip
    client, own, before = office.client(foreign), office.client(writer), stored(office)
    form = {"reason": "She asked us to call her.", "status": "contacted", "text": "Hello there", "version": "1",
            "body": "A note", "purpose": "share_banks"}  # fmt: skip
    for path in paths:
        answer = client.get(path)
        assert answer.status_code in (403, 404), path
        assert "SECRET" not in answer.text and "Fatima" not in answer.text
    for path in acts:
        answer = client.post(path, form)
        assert answer.status_code in (403, 404), f"{path}: {answer.status_code}"
    assert stored(office) == before
    assert {own.get(path).status_code for path in paths[:5]} == {200}  # they are there for whose they are


def test_a_form_sets_only_what_it_shows(office: Office) -> None:
    writer, _, _ = officers(office)
    client = office.client(writer)
    more = {"role": "state_admin", "districts": ["nadia"], "rights": ["settings"], "reads": "", "id": "x",
            "must_change": "", "totp": "", "officer_id": "x", "proven": "1"}  # fmt: skip
    mine = (
        "/account",
        "/account/password",
        "/account/second-factor",
        "/account/second-factor/off",
        "/account/chat",
        "/account/sessions/end",
        "/language",
        "/settings/officials/new",
        f"/settings/officials/{writer.id}",
    )
    for path in mine:
        assert client.post(path, {**more, "name": "Mita Das"}).status_code in (200, 303, 403, 405, 422), path
    with office.database.session() as db:
        row = db.get_one(Row, writer.id)
        assert (row.role, row.districts, row.rights) == ("district_officer", ["malda"], [])
        assert db.scalars(select(Row.role).where(Row.role == "state_admin")).all() == []
    path = ready(client)
    forged = {"status": "approved", "created_by": "x", "decided_by": "x", "writers": "", "districts": "nadia",
              "recipients": "1", "number": "9", "version": version(client, path)}  # fmt: skip
    for step in ("texts", "extras", "people"):
        client.post(f"{path}/{step}", {**forged, "version": version(client, path)})
    with office.database.session() as db:
        kept = db.get_one(Broadcast, path.rpartition("/")[2])
        assert (kept.status, kept.decided_by) == ("draft", None) and not kept.recipients


# Files and paths


@pytest.mark.parametrize("path, field", [("/workers/import", "file"), ("/training/import", "file")])
@pytest.mark.parametrize("kind", [*NOT_A_LIST, "bomb"])
def test_what_is_no_list_is_not_taken(shared: Office, path: str, field: str, kind: str) -> None:
    client = shared.client(shared.officer("Mita Das", "state_admin"))
    data = bomb() if kind == "bomb" else NOT_A_LIST[kind]
    before = stored(shared)
    answer = client.post(path, files={field: ("../../<b>x</b>.xlsx", data, "application/octet-stream")})
    assert answer.status_code == 422 and "<b>x</b>" not in answer.text
    assert stored(shared) == before


@pytest.mark.parametrize("path", ["/workers/import", "/training/import", f"/broadcasts/{'0' * 32}/extras", "/sign-in"])
def test_what_is_too_large_is_not_read(shared: Office, path: str) -> None:
    client = shared.client(shared.officer("Mita Das", "state_admin"))
    before = stored(shared)
    answer = client.post(path, files={"file": ("x.csv", b"x" * UPLOAD_LIMIT, "text/csv")})
    assert answer.status_code == 413
    assert stored(shared) == before


def test_a_picture_that_is_none_goes_with_no_broadcast(office: Office) -> None:
    writer, _, _ = officers(office)
    client = office.client(writer)
    path = ready(client)
    for name, data in {**NOT_A_LIST, "vector": b"<svg onload=alert(1)>", "large": b"%PDF-" + b"0" * 5_100_000}.items():
        if not data:
            continue
        fields = {"csrf": client.csrf, "version": version(client, path)}
        answer = client.request("POST", f"{path}/extras", data=fields, files={"attachment": ("../x.pdf", data)})
        assert answer.status_code == 422, name
    with office.database.session() as db:
        assert db.get_one(Broadcast, path.rpartition("/")[2]).upload_id is None


@pytest.mark.parametrize("name", ["..%2f..%2fpyproject", "../../pyproject", "....//", "%2e%2e%2fkeys", "a%00b", "A.B",
                                  "..\\..\\x", "x" * 41])  # fmt: skip
def test_no_path_leads_out_of_the_content(shared: Office, name: str) -> None:
    client = shared.client(shared.officer("Mita Das", "state_admin"))
    for path in (f"/knowledge/schemes/{name}", f"/knowledge/{name}/gst", f"/knowledge/messages/{name}",
                 f"/knowledge/schemes/{name}/history", f"/static/{name}", f"/insights/{name}.csv",
                 f"/training/sessions/{name}/attendance.csv"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code in (404, 422) or answer.headers["location"].startswith("/console/"), path
        assert "[project]" not in answer.text and "requires-python" not in answer.text
    form: dict[str, Any] = {"folder": "..", "name": name, "area": "../..", "id": f"../{name}"}
    assert client.post("/knowledge/new", form).status_code == 422
