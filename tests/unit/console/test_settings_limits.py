"""Limits, periods, templates and channels at the console."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from bot.app.parts import rules_of
from bot.clock import utc_now
from bot.console.settings.limits import RETENTION
from bot.db.models import AuditEvent, MessageTemplate
from bot.services import options
from bot.services.roles import ROLES
from tests.office import Office

NAMES = frozenset({"Telegram", "WhatsApp"})
"""Written so in every language."""

PAGES = ("/settings/limits", "/settings/retention", "/settings/templates", "/settings/channels")
LIMITS = {"quiet_from": "22:00", "quiet_to": "07:00", "announcements_per_day": "3", "broadcast_small": "20"}


def stored(office: Office) -> dict[str, object]:
    with office.database.session() as session:
        return options.stored(session)


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_and_who_changes(office: Office, role: str) -> None:
    client = office.client(office.officer("Mita Das", role))
    expected = 200 if "settings" in ROLES[role].rights else 403
    assert {path: client.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, expected)
    answer = client.post("/settings/limits", LIMITS)
    assert answer.status_code == (303 if role == "state_admin" else 403)
    assert bool(stored(office)) == (role == "state_admin")


def test_limits_are_kept_audited_and_hold_at_once(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin"))
    answer = client.post("/settings/limits", LIMITS)
    assert answer.headers["location"] == "/console/settings/limits"
    page = client.get("/settings/limits").text
    assert "Saved." in page and 'value="22:00"' in page and "Last changed by Mita Das" in page
    assert stored(office) == {"quiet_hours": "22:00-07:00", "announcements_per_day": 3, "broadcast_small": 20}
    rules = rules_of(office.parts.live.value)
    assert (f"{rules.quiet_from:%H:%M}", rules.announcements_a_day) == ("22:00", 3)
    with office.database.session() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.act == "option")).all()
        assert {one.about: (one.details["before"], one.details["after"]) for one in events} == {
            "quiet_hours": ("21:00-08:00", "22:00-07:00"), "announcements_per_day": (2, 3), "broadcast_small": (50, 20),
        }  # fmt: skip
        assert all(one.actor == "Mita Das" and one.address for one in events)


def test_no_night(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin"))
    client.post("/settings/limits", {**LIMITS, "quiet_to": "22:00"})
    assert stored(office)["quiet_hours"] == "none"
    assert client.get("/settings/limits").status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [("announcements_per_day", "-1"), ("announcements_per_day", "101"), ("announcements_per_day", "many"),
     ("broadcast_small", ""), ("quiet_from", "25:00"), ("quiet_to", ""), ("broadcast_small", "9" * 30)],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "bn"])
def test_a_wrong_value_is_said_beside_its_field(office: Office, name: str, value: str, language: str) -> None:
    client = office.client(office.officer("Mita Das", "state_admin", language=language))
    answer = client.post("/settings/limits", {**LIMITS, name: value})
    assert answer.status_code == 422 and f'id="{name}-error"' in answer.text and stored(office) == {}
    if value:
        assert f'value="{value}"' in answer.text
    if language == "bn" and name == "announcements_per_day" and value != "many":
        assert "পূর্ণ সংখ্যা লিখুন" in answer.text


def test_periods(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin"))
    values = {name: str(getattr(office.parts.settings, name)) for name in RETENTION}
    assert set(values) == set(options.RETENTION)
    bad = client.post("/settings/retention", {**values, "audit_retention_days": "30"})
    assert bad.status_code == 422 and "at least 366" in bad.text and stored(office) == {}
    client.post("/settings/retention", {**values, "gap_retention_days": "100"})
    assert stored(office) == {"gap_retention_days": 100}
    client.post("/settings/retention", values)
    assert stored(office) == {}


def test_an_official_of_districts_changes_nothing(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin", {"malda"}, language="hi"))
    assert "पूरे राज्य का अधिकारी बदलता है" in client.get("/settings/limits").text
    answer = client.post("/settings/limits", LIMITS)
    assert answer.status_code == 403 and "पूरे राज्य" in answer.text and stored(office) == {}


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_templates_with_what_to_do(office: Office, language: str) -> None:
    name = next(iter(office.parts.library.content().templates))
    with office.database.session() as session:
        values = {"state": "rejected", "category": "marketing", "reason": "<script>alert(1)</script>"}
        session.add(MessageTemplate(channel="whatsapp", name=name, language="bn", checked_at=utc_now(), **values))
    page = office.client(office.officer("Mita Das", "state_admin", language=language)).get("/settings/templates").text
    assert {"en": "Word it anew", "bn": "নতুন করে লিখে", "hi": "नए सिरे से"}[language] in page
    assert "<script>alert" not in page and name in page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["bn", "hi"])
def test_no_english_sentence_is_left(office: Office, path: str, language: str) -> None:
    english = office.client(office.officer("A", "state_admin")).get(path).text
    other = office.client(office.officer("B", "state_admin", language=language)).get(path).text
    said = set(re.findall(r"<(?:h1|h2|label|legend|p)\b[^>]*>\s*([A-Z][^<]{6,})", english.split("<main")[1]))
    assert said and [text for text in said if text in other and text not in NAMES] == []
