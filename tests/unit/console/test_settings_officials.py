"""Administrators enter, change, help and revoke officials; nobody else does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from bot.db.models import AuditEvent
from bot.db.models import Officer as Row
from bot.services import officers, passwords
from bot.services.roles import ROLES
from tests.office import Client, Office

FORM: dict[str, Any] = {"name": "B. Sen, DIC Malda", "role": "district_officer", "districts": ["malda"],
                        "agency": "", "trainer": "", "language": "bn"}  # fmt: skip


@pytest.fixture
def admin(office: Office) -> Client:
    return office.client(office.officer("Mita Das", "state_admin", password="x"))


def row(office: Office, name: str) -> Row:
    with office.database.session() as db:
        return db.scalars(select(Row).where(Row.name == name)).one()


def acts(office: Office) -> list[str]:
    with office.database.session() as db:
        return list(db.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


def test_entered_with_a_password_that_is_shown_once(office: Office, admin: Client) -> None:
    page = admin.post("/settings/officials/new", FORM)
    found = re.search(r"<code>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</code>", page.text)
    assert page.status_code == 200 and found
    entered = row(office, FORM["name"])
    assert passwords.fits(found[1], entered.password) and entered.must_change
    assert (entered.role, entered.districts, entered.language) == ("district_officer", ["malda"], "bn")
    listed = admin.get("/settings?text=sen").text
    assert FORM["name"] in listed and found[1] not in listed
    assert found[1] not in admin.get(f"/settings/officials/{entered.id}").text
    assert admin.post("/settings/officials/new", FORM).status_code == 422  # the name is taken


@pytest.mark.parametrize(
    "change, fault",
    [
        ({"name": ""}, "required"), ({"name": "x" * 65}, "64"), ({"districts": []}, "at least one district"),
        ({"districts": ["atlantis"]}, "not a valid choice"), ({"role": "king"}, "Not a valid choice"),
        ({"role": "agency"}, "choose the agency"), ({"role": "trainer"}, "choose the trainer"),
        ({"name": "Mita Das"}, "has this name already"), ({"role": "program"}, "Not a valid choice"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_beside_its_field(
    office: Office, admin: Client, change: dict[str, Any], fault: str
) -> None:
    answer = admin.post("/settings/officials/new", FORM | change)
    assert answer.status_code == 422 and fault in answer.text and 'class="error"' in answer.text
    with office.database.session() as db:
        assert len(db.scalars(select(Row)).all()) == 1


def test_changed_and_signed_out(office: Office, admin: Client) -> None:
    officer = office.officer("B. Sen", "help_desk", {"malda"}, password="x")
    theirs = office.client(officer)
    path = f"/settings/officials/{officer.id}"
    assert admin.post(path, FORM | {"name": "B. Sen", "role": "help_desk", "language": "hi"}).status_code == 303
    assert theirs.get("/account").status_code == 200  # another language signs nobody out
    assert admin.post(path, FORM | {"name": "B. Sen", "districts": ["nadia"]}).status_code == 303
    assert theirs.get("/account").status_code == 303
    assert row(office, "B. Sen").districts == ["nadia"] and acts(office) == ["officer_change"] * 2


def test_helped_with_signing_in(office: Office, admin: Client) -> None:
    officer = office.officer("B. Sen", "auditor", password="x", totp="A" * 32, failed=7, must_change=False,
                             locked_until=office.clock().replace(year=2100))  # fmt: skip
    theirs, path = office.client(officer), f"/settings/officials/{officer.id}"
    assert "Unlock now" in admin.get(path).text
    admin.post(f"{path}/unlock")
    admin.post(f"{path}/second-factor")
    assert theirs.get("/account").status_code == 303
    page = admin.post(f"{path}/password")
    now = row(office, "B. Sen")
    assert (now.failed, now.locked_until, now.totp, now.must_change) == (0, None, None, True)
    assert any(passwords.fits(one, now.password) for one in re.findall(r"<code>([a-z0-9-]+)</code>", page.text))
    assert acts(office) == ["unlocked", "totp_reset", "password_reset"]


def test_revoked_at_once(office: Office, admin: Client) -> None:
    officer = office.officer("B. Sen <b>x</b>", "help_desk", {"malda"}, password="x")
    theirs, path = office.client(officer), f"/settings/officials/{officer.id}"
    assert "Revoke B. Sen &lt;b&gt;x&lt;/b&gt;?" in admin.get(f"{path}/revoke").text
    assert admin.post(f"{path}/revoke").headers["location"] == "/console/settings"
    assert theirs.get("/account").status_code == 303
    assert "<b>x</b>" not in admin.get("/settings?revoked=1").text
    assert admin.post(f"{path}/revoke").status_code == 404


def test_the_last_administrator_stays(office: Office, admin: Client) -> None:
    own = row(office, "Mita Das")
    path = f"/settings/officials/{own.id}"
    assert admin.post(f"{path}/revoke").headers["location"] == f"/console{path}"
    assert "only administrator" in admin.get(path).text
    lower = admin.post(path, FORM | {"name": "Mita Das"})
    assert lower.status_code == 422 and "only administrator" in lower.text
    assert row(office, "Mita Das").role == "state_admin" and row(office, "Mita Das").revoked_at is None
    office.officer("Second Admin", "state_admin", password="x")
    assert admin.post(f"{path}/revoke").status_code == 303
    assert row(office, "Mita Das").revoked_at is not None


def test_a_token_of_a_program(office: Office, admin: Client) -> None:
    fields = {"name": "DIC lists", "state": "", "districts": ["malda"], "rights": ["export"]}
    page = admin.post("/settings/programs/new", fields)
    token = re.search(r"<code>([\w-]{40,})</code>", page.text)
    assert page.status_code == 200 and token
    with office.database.session() as db:
        found = officers.authenticate(db, token[1])
        assert found is not None and found.districts == {"malda"} and found.rights == {"export"}
    assert "DIC lists" in admin.get("/settings/programs").text
    admin.post(f"/settings/officials/{found.id}/revoke")
    with office.database.session() as db:
        assert officers.authenticate(db, token[1]) is None
    assert admin.post("/settings/programs/new", fields | {"districts": [], "name": "X"}).status_code == 422
    with office.database.session() as db:
        event = db.scalars(select(AuditEvent).where(AuditEvent.act == "officer_add")).one()
        assert event.actor == "Mita Das" and event.address


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", ["/settings", "/settings/officials/new", "/settings/programs", "/audit",
                                  "/audit/chain", "/audit/list.csv"])  # fmt: skip
def test_who_may(office: Office, role: str, path: str) -> None:
    client = office.client(office.officer("Mita Das", role, {"malda"}))
    right = "audit" if path.startswith("/audit") else "settings"
    may = right in ROLES[role].rights and not (path.endswith("/new") and ROLES[role].reads)
    assert client.get(path).status_code == (200 if may else 403)


def test_who_reads_only_changes_nothing(office: Office) -> None:
    officer = office.officer("B. Sen", "help_desk", {"malda"}, password="x")
    client = office.client(office.officer("An Auditor", "auditor"))
    page = client.get(f"/settings/officials/{officer.id}").text
    assert "Revoke" not in page and "Save" not in page
    for act in ("", "/revoke", "/password", "/second-factor", "/unlock"):
        assert client.post(f"/settings/officials/{officer.id}{act}", FORM).status_code == 403
    assert client.post("/settings/officials/new", FORM).status_code == 403
    assert acts(office) == []


@pytest.mark.parametrize("language, title", [("bn", "আধিকারিক যোগ করুন"), ("hi", "अधिकारी जोड़ें")])
def test_in_three_languages(office: Office, language: str, title: str) -> None:
    client = office.client(office.officer("Mita Das", "state_admin", language=language))
    page = client.get("/settings").text
    assert title in page and len(page.encode()) < 150_000
    answer = client.post("/settings/officials/new", FORM | {"districts": []})
    assert answer.status_code == 422 and "Please" not in answer.text
