"""Signing in at the console, the second factor, new passwords, one's own sessions and chats."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest
from sqlalchemy import select, update

from bot.clock import utc_now
from bot.console import guard
from bot.db.models import AuditEvent, ConsoleSession, OfficerContact
from bot.db.models import Officer as Row
from bot.services import chat_officials, contacts, passwords
from tests.office import Client, Office

PASSWORD = "lotus ferry umbrella seven"
NEW = "copper window monsoon ladder"


class Moment:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def office(tmp_path: Path, moment: Moment) -> Iterator[Office]:
    made = Office(tmp_path, moment, sign_in_limit="1000/minute")
    yield made
    made.close()


@pytest.fixture(scope="module")
def kept() -> str:
    return passwords.hashed(PASSWORD)


def enter(office: Office, kept: str, role: str = "district_officer", **values: Any) -> Any:
    return office.officer("Mita Das", role, {"malda"}, password=kept, **values)


def absorbed(client: Client, answer: httpx.Response) -> httpx.Response:
    """As a browser: cookies are kept, the token of the page is found."""
    for name, value in answer.cookies.items():
        client.cookies[name] = value
    found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
    client.csrf = found[1] if found else client.csrf
    return answer


def sign_in(client: Client, password: str = PASSWORD, name: str = "Mita Das", **more: str) -> httpx.Response:
    absorbed(client, client.get("/sign-in" + (f"?next={more['next']}" if "next" in more else "")))
    return absorbed(client, client.post("/sign-in", {"name": name, "password": password, **more}))


def acts(office: Office) -> list[str]:
    with office.database.session() as db:
        return list(db.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


def test_in_and_out(office: Office, kept: str) -> None:
    enter(office, kept)
    client = office.client()
    answer = sign_in(client, next="workers")
    assert answer.status_code == 303 and answer.headers["location"] == "/console/workers"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie
    assert absorbed(client, client.get("/account")).status_code == 200
    out = client.post("/sign-out")
    assert out.headers["location"] == "/console/sign-in"
    assert client.get("/account").status_code == 303
    assert acts(office) == ["sign_in", "sign_out"]


def test_a_cookie_of_an_encrypted_site_is_bound_to_it(tmp_path: Path, kept: str) -> None:
    office = Office(tmp_path, public_url="https://udyog.example")
    enter(office, kept)
    client = office.client()
    answer = sign_in(client)
    office.close()
    assert answer.status_code == 303
    cookies = [one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-console=")]
    assert len(cookies) == 1 and "Secure" in cookies[0] and "Path=/" in cookies[0]


def test_wrong_names_and_passwords_are_one_answer(office: Office, kept: str) -> None:
    enter(office, kept)
    office.officer("A Program", "program", token="x")
    texts = set()
    for name, password in (("Mita Das", "wrong"), ("Nobody", PASSWORD), ("A Program", ""), ("A Program", PASSWORD)):
        client = office.client()
        answer = sign_in(client, password, name)
        assert answer.status_code == 422 and "console" not in answer.cookies
        texts.add(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(texts) == 1
    with office.database.session() as db:
        events = db.scalars(select(AuditEvent)).all()
        assert [one.act for one in events] == ["sign_in_failed"] * 4
        assert not any("Nobody" in str(vars(one)) for one in events)


def test_an_account_rests_longer_each_time(office: Office, kept: str, moment: Moment) -> None:
    officer = enter(office, kept)
    client = office.client()
    for _ in range(5):
        assert sign_in(client, "wrong").status_code == 422
    assert sign_in(client).status_code == 422  # right, but it rests
    moment.now += dt.timedelta(seconds=61)
    assert sign_in(client, "wrong").status_code == 422
    moment.now += dt.timedelta(seconds=61)
    assert sign_in(client).status_code == 422  # two minutes this time
    moment.now += dt.timedelta(seconds=61)
    assert sign_in(client).status_code == 303
    assert acts(office).count("locked") == 2
    with office.database.session() as db:
        assert db.get_one(Row, officer.id).failed == 0


def test_too_many_tries_from_one_address(tmp_path: Path, kept: str) -> None:
    office = Office(tmp_path, sign_in_limit="3/minute")
    enter(office, kept)
    client = office.client()
    codes = [sign_in(client, "wrong", f"Name {number}").status_code for number in range(4)]
    office.close()
    assert codes == [422, 422, 422, 429]


def test_a_forged_sign_in_is_refused(office: Office, kept: str) -> None:
    enter(office, kept)
    client = office.client()
    fields = {"name": "Mita Das", "password": PASSWORD}
    assert client.post("/sign-in", fields).status_code == 403  # no cookie
    absorbed(client, client.get("/sign-in"))
    assert client.post("/sign-in", fields, headers={"Origin": "https://evil.example"}).status_code == 403
    client.csrf = "another"
    assert client.post("/sign-in", fields).status_code == 403
    assert acts(office) == []


@pytest.mark.parametrize(
    "after",
    ["//evil.example", "https://evil.example", "/\\evil.example", "..%2f..%2fchat", "%0d%0aSet-Cookie:a", "a?b"],
)
def test_nothing_leads_out_of_the_console(office: Office, kept: str, after: str) -> None:
    enter(office, kept)
    client = office.client()
    assert sign_in(client, next=after).headers["location"] == "/console/"
    back = client.get(f"/language?to=bn&back={after}")
    assert back.headers["location"] == "/console/"


def test_a_session_is_never_taken_over(office: Office, kept: str) -> None:
    """Session fixation: a cookie that somebody planted is worth nothing afterwards, nor is that of the first step."""
    secret = pyotp.random_base32()
    enter(office, kept, totp=secret)
    client = office.client()
    client.cookies["console"] = "planted"
    sign_in(client)
    first = client.cookies["console"]
    assert first != "planted"
    absorbed(client, client.get("/second-factor"))
    code = pyotp.TOTP(secret).at(office.clock())
    assert absorbed(client, client.post("/second-factor", {"code": code})).headers["location"] == "/console/"
    assert client.cookies["console"] not in ("planted", first)
    assert client.get("/account").status_code == 200
    client.cookies["console"] = first
    assert client.get("/account").headers["location"].startswith("/console/sign-in")


def test_nothing_is_open_before_the_second_step(office: Office, kept: str) -> None:
    enter(office, kept, totp=pyotp.random_base32())
    client = office.client()
    assert sign_in(client, next="workers").headers["location"] == "/console/second-factor?next=workers"
    absorbed(client, client.get("/second-factor"))
    for path in ("/", "/workers", "/account", "/account/password", "/account/second-factor", "/new-password"):
        assert client.get(path).headers["location"] == "/console/second-factor", path
    for path in ("/account/password", "/account/chat", "/account/sessions/end", "/account/second-factor/off",
                 "/account/second-factor", "/new-password"):  # fmt: skip
        assert client.post(path).headers["location"] == "/console/second-factor", path


def test_a_code_opens_once(office: Office, kept: str, moment: Moment) -> None:
    secret = pyotp.random_base32()
    enter(office, kept, totp=secret)
    code = pyotp.TOTP(secret).at(moment.now)
    for expected in (303, 422):
        client = office.client()
        sign_in(client)
        absorbed(client, client.get("/second-factor"))
        assert client.post("/second-factor", {"code": code}).status_code == expected
    moment.now += dt.timedelta(seconds=30)
    bengali = pyotp.TOTP(secret).at(moment.now).translate({ord("0") + n: "০১২৩৪৫৬৭৮৯"[n] for n in range(10)})
    assert client.post("/second-factor", {"code": bengali}).status_code == 303


def test_guessed_codes_lock_the_account(office: Office, kept: str, moment: Moment) -> None:
    enter(office, kept, totp=pyotp.random_base32())
    client = office.client()
    for number in range(5):
        assert sign_in(client).status_code == 303  # the password alone does not forget wrong codes
        absorbed(client, client.get("/second-factor"))
        assert client.post("/second-factor", {"code": f"00000{number}"}).status_code == 422
    assert sign_in(client).status_code == 422
    assert client.get("/second-factor").headers["location"].startswith("/console/sign-in")


@pytest.mark.parametrize("role", ["state_admin", "auditor"])
def test_who_sees_everything_sets_the_second_step_up_first(office: Office, kept: str, role: str) -> None:
    officer = enter(office, kept, role, must_change=True)
    client = office.client()
    assert sign_in(client).headers["location"] == "/console/second-factor"
    page = absorbed(client, client.get("/second-factor"))
    assert "data:image/svg+xml" in page.text
    offer = re.search(r'name="offer" value="([^"]+)"', page.text)
    letters = re.search(r"<code>([A-Z2-7 ]{30,})</code>", page.text)
    assert offer and letters
    wrong = client.post("/second-factor", {"offer": offer[1], "code": "000000"})
    assert wrong.status_code == 422 and letters[1] in wrong.text  # the same secret: the app has it already
    code = pyotp.TOTP(letters[1].replace(" ", "")).at(office.clock())
    done = absorbed(client, client.post("/second-factor", {"offer": offer[1], "code": code}))
    assert done.headers["location"] == "/console/new-password"
    absorbed(client, client.get("/new-password"))
    assert client.get("/account").headers["location"] == "/console/new-password"
    renewed = client.post("/new-password", {"new": NEW, "again": NEW})
    assert renewed.headers["location"] == "/console/"
    assert client.get("/account").status_code == 200
    assert absorbed(client, client.get("/account/second-factor")).status_code == 200
    assert client.post("/account/second-factor/off", {"password": NEW}).status_code == 422  # a duty
    with office.database.session() as db:
        row = db.get_one(Row, officer.id)
        assert row.totp is not None and not row.must_change
    assert acts(office) == ["totp_on", "sign_in", "password_changed"]


def test_anothers_secret_is_not_taken(office: Office, kept: str) -> None:
    enter(office, kept, "state_admin")
    other = office.officer("B. Sen", "state_admin", password=kept)
    client = office.client()
    sign_in(client)
    absorbed(client, client.get("/second-factor"))
    from bot.services import second_factor

    offer = second_factor.offer(other.id, office.clock())
    secret = second_factor.offered(offer, other.id, office.clock())
    assert secret is not None
    code = pyotp.TOTP(secret).at(office.clock())
    assert client.post("/second-factor", {"offer": offer, "code": code}).status_code == 422


@pytest.mark.parametrize(
    "new, fault",
    [
        ("short", "at least 12"), ("passwordpassword", "guessed"), ("mita likes mangoes a lot", "name"),
        ("x" * 129, "at most 128"), (PASSWORD, "another one"),
    ],
)  # fmt: skip
def test_weak_passwords(office: Office, kept: str, new: str, fault: str) -> None:
    client = office.client(enter(office, kept))
    answer = client.post("/account/password", {"old": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 422 and fault in answer.text


def test_a_new_password_signs_out_elsewhere(office: Office, kept: str) -> None:
    officer = enter(office, kept)
    here, there = office.client(officer), office.client(officer)
    assert here.post("/account/password", {"old": "wrong", "new": NEW, "again": NEW}).status_code == 422
    assert here.post("/account/password", {"old": PASSWORD, "new": NEW, "again": "x"}).status_code == 422
    with office.database.session() as db:
        ids = {one.csrf: one for one in db.scalars(select(ConsoleSession))}
    assert there.csrf in ids
    assert here.post("/account/password", {"old": PASSWORD, "new": NEW, "again": NEW}).status_code == 303
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303
    client = office.client()
    assert sign_in(client).status_code == 422 and sign_in(client, NEW).status_code == 303


def test_own_sessions(office: Office, kept: str) -> None:
    officer = enter(office, kept)
    here, there, third = office.client(officer), office.client(officer), office.client(officer)
    foreign = office.client(office.officer("B. Sen", "help_desk", {"malda"}))
    with office.database.session() as db:
        by = {one.csrf: one.id for one in db.scalars(select(ConsoleSession))}
    assert here.post(f"/account/sessions/{by[there.csrf]}/end").status_code == 303
    here.post(f"/account/sessions/{by[foreign.csrf]}/end")
    codes = [one.get("/account").status_code for one in (here, there, third, foreign)]
    assert codes == [200, 303, 200, 200]
    here.post("/account/sessions/end")
    assert [one.get("/account").status_code for one in (here, third, foreign)] == [200, 303, 200]
    assert acts(office) == ["session_ended", "session_ended"]


def test_the_browsers_name_is_only_text(office: Office, kept: str) -> None:
    officer = enter(office, kept)
    with office.database.session() as db:
        db.execute(update(ConsoleSession).values(agent="<script>alert(1)</script>"))
    client = office.client(officer)
    with office.database.session() as db:
        db.execute(update(ConsoleSession).values(agent="<script>alert(1)</script>", address="<b>"))
    page = client.get("/account").text
    assert "<script>alert" not in page and "<td><b>" not in page


def test_a_code_for_ones_own_chat(office: Office, kept: str) -> None:
    officer = enter(office, kept)
    client = office.client(officer)
    page = client.post("/account/chat")
    found = re.search(r"/official (\d{6})", page.text)
    assert page.status_code == 200 and found
    with office.database.session() as db:
        contact = contacts.find_or_create(db, "telegram", "7", office.clock()).id
        assert chat_officials.link(db, contact, found[1], office.clock()) is not None
    assert "Telegram" in client.get("/account").text
    client.post(f"/account/chats/{contact}/end")
    with office.database.session() as db:
        assert db.get(OfficerContact, contact) is None


def test_who_reads_only_has_no_chat(office: Office, kept: str) -> None:
    client = office.client(enter(office, kept, "auditor", totp=pyotp.random_base32()))
    assert client.post("/account/chat").status_code == 403
    assert client.post("/account/password", {"old": PASSWORD, "new": NEW, "again": NEW}).status_code == 303
    assert client.post("/sign-out").status_code == 303


@pytest.mark.parametrize("language, title", [("en", "My account"), ("bn", "আমার অ্যাকাউন্ট"), ("hi", "मेरा खाता")])
def test_the_language_stays(office: Office, kept: str, language: str, title: str) -> None:
    client = office.client(enter(office, kept))
    answer = client.get(f"/language?to={language}&back=/account")
    assert answer.headers["location"] == "/console/account"
    assert answer.cookies[guard.LANGUAGE_COOKIE] == language
    assert title in client.get("/account").text
    assert client.get("/language?to=fr").status_code == 422
