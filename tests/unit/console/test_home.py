"""The first page: what waits, by right and district; the health of the parts in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.clock import utc_now
from bot.console.home import routes
from bot.db.models import Broadcast, HandoverWish, MessageTemplate, Need
from bot.delivery import states
from bot.services import contacts
from bot.services.roles import ROLES
from tests.office import Office


def filled(office: Office) -> None:
    now = utc_now()
    with office.database.session() as session:
        person = contacts.find_or_create(session, "web", "1", now).id
        session.add(HandoverWish(contact_id=person, language="bn", created_at=now))
        session.add(Broadcast(name="Fair", status="waiting", created_by="x", created_at=now, updated_at=now))
        session.add(MessageTemplate(channel="whatsapp", name="x", language="bn", state="rejected", category="utility",
                                    checked_at=now))  # fmt: skip
        for number, district in enumerate(("malda", "malda", "nadia")):
            session.add(Need(number=f"N{number}", employer="E", phone="+919800000000", trade="mason", count=1,
                             district=district, language="bn", created_at=now, updated_at=now))  # fmt: skip


SEEN = {
    "approve": "wait for your approval", "handovers": "wait for somebody to talk to", "verify": "needs to check",
    "settings": "templates cannot be sent",
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_is_theirs(office: Office, role: str) -> None:
    filled(office)
    page = office.client(office.officer("Mita Das", role)).get("/")
    assert page.status_code == 200
    for right, text in SEEN.items():
        assert (text in page.text) == (right in ROLES[role].rights), right


def test_districts_bound_what_waits(office: Office) -> None:
    filled(office)
    text = office.client(office.officer("Mita Das", "district_officer", {"malda"})).get("/").text
    assert '<span class="big">2</span> Employers' in text.replace("&#39;", "'")
    assert "wait for your approval" not in text  # it goes to the whole state


@pytest.mark.parametrize(("language", "words"), [("en", "Where to begin"), ("bn", "কোথা থেকে শুরু করবেন"),
                                                  ("hi", "कहाँ से शुरू करें")])  # fmt: skip
def test_new_comers_are_told_where_to_begin(office: Office, language: str, words: str) -> None:
    page = office.client(office.officer("Mita Das", "trainer", language=language)).get("/")
    assert words in page.text and 'href="/console/training"' in page.text
    assert 'href="/console/broadcasts"' not in page.text


def test_every_card_leads_to_a_page(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin"))
    led = {path: client.request("HEAD", path).status_code for _, _, path, _ in routes._CARDS}
    assert 404 not in led.values(), led


def test_the_parts_in_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    client = office.client(office.officer("Mita Das", "help_desk", language="bn"))
    page = client.get("/").text
    assert "সাড়া দিচ্ছে না" in page and "no answer" not in page  # no engine runs here


def test_a_channel_that_refuses_us(tmp_path: Any) -> None:
    office = Office(tmp_path, telegram_bot_token="1:secret-token")
    with office.database.session() as session:
        states.down(session, "telegram", "401 Unauthorized <b>")
    page = office.client(office.officer("Mita Das", "state_admin")).get("/").text
    assert "refuses us" in page and "Unauthorized" not in page and "secret-token" not in page
    with office.database.session() as session:
        states.resume(session, "telegram")
        states.pause(session, "telegram", utc_now() + dt.timedelta(minutes=5))
    channels = office.client(office.officer("Mita Das", "state_admin")).get("/settings/channels").text
    assert "slow down" in channels and "secret-token" not in channels
    office.close()


def test_checks_that_hang_do_not_keep_the_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.console.home import health

    async def forever(_: Any) -> None:
        raise TimeoutError

    monkeypatch.setattr(type(office.parts.engine), "healthy", forever)
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    page = office.client(office.officer("Mita Das", "help_desk")).get("/")
    assert page.status_code == 200 and "do not answer" in page.text
