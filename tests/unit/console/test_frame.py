"""What all pages of the console share: the sign-in before them, the menu, headers, tokens, errors."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from bot.clock import utc_now
from bot.db.models import ConsoleSession
from bot.services import console_sessions
from bot.services.roles import ROLES
from tests.office import Office


def test_nobody_sees_a_page_without_signing_in(office: Office) -> None:
    answer = office.client().get("/workers?district=malda")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/sign-in?next=workers")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_first_page_with_its_menu(office: Office, role: str) -> None:
    answer = office.client(office.officer("Mita Das", role)).get("/")
    assert answer.status_code == 200 and "Mita Das" in answer.text
    assert ("Audit" in answer.text) == ("audit" in ROLES[role].rights)


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_headers_of_pages(office: Office, language: str) -> None:
    answer = office.client(office.officer("Mita Das", "state_admin", language=language)).get("/")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert f'<html lang="{language}">' in answer.text


def test_a_form_without_the_token_changes_nothing(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin"))
    own = client.csrf
    for token in ("", "x" * len(own)):
        client.csrf = token
        assert client.post("/sign-out").status_code == 403
    client.csrf = own
    assert client.post("/sign-out", headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.get("/").status_code == 200


def test_a_session_ends_when_nobody_uses_it(office: Office) -> None:
    moment = [utc_now()]
    office.parts.clock = office.clock = lambda: moment[0]
    client = office.client(office.officer("Mita Das", "state_admin"))
    assert client.get("/").status_code == 200
    with office.database.session() as db:
        db.execute(update(ConsoleSession).values(seen_at=moment[0] - dt.timedelta(minutes=31)))
    assert client.get("/").status_code == 303


def test_unknown_pages_say_so(office: Office) -> None:
    answer = office.client(office.officer("Mita Das", "state_admin")).get("/nowhere")
    assert answer.status_code == 404 and "There is no such page" in answer.text


def test_a_page_that_asks_by_itself_does_not_keep_a_session_open(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin"))

    def seen(header: str) -> bool:
        """Whether a request counts as use."""
        before = utc_now() - dt.timedelta(minutes=20)
        with office.database.session() as db:
            db.execute(update(ConsoleSession).values(seen_at=before))
        assert client.get("/", headers={"X-Live": header} if header else {}).status_code == 200
        with office.database.session() as db:
            return db.scalars(select(ConsoleSession.seen_at)).one() > before

    assert (seen(""), seen("used"), seen("idle")) == (True, True, False)


def test_a_note_waits_for_a_page_that_is_read(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin"))
    with office.database.session() as db:
        console_sessions.note(db, db.scalars(select(ConsoleSession.id)).one(), "good", "Saved by you.")
    client.get("/", headers={"X-Live": "idle"})
    assert "Saved by you." in client.get("/").text
    assert "Saved by you." not in client.get("/").text


@pytest.mark.parametrize(
    ("language", "right", "reads"),
    [("en", "Your role has no right to this", "change nothing"), ("bn", "অনুমতি নেই", "বদলানো যায় না"),
     ("hi", "अधिकार नहीं", "बदल नहीं सकता")],
)  # fmt: skip
def test_refusals_are_said_in_the_readers_language(office: Office, language: str, right: str, reads: str) -> None:
    trainer = office.client(office.officer("Mita Das", "trainer", language=language)).get("/settings/limits")
    auditor = office.client(office.officer("Rupa Dey", "auditor", language=language)).post("/broadcasts/new")
    assert trainer.status_code == auditor.status_code == 403
    assert right in trainer.text and reads in auditor.text
    assert "You do not have the right" not in trainer.text
