"""Figures, the first page, the audit and the settings as officials look at them in a browser."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import text

from bot.clock import INDIA
from bot.db import triggers
from bot.db.models import Broadcast, HandoverWish, MessageTemplate, Need
from bot.services import audit, contacts, options, tallies
from bot.services.officers import Officer
from bot.services.tallies import Turn
from tests.e2e.browsers import Screen, screen
from tests.office import Office
from tests.register import entered

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", autouse=True)
def filled(office: Office) -> None:
    """Three weeks of messages in two districts, what waits, and an audit of some pages."""
    now = office.clock()
    today = now.astimezone(INDIA).date()
    with office.database.session() as db:
        for days in range(0, 21):
            for district, topic, outcome, number in (
                ("malda", "pmegp", "answered", 4), ("nadia", "udyam-registration", "answered", 2),
                ("malda", "", "declined", 1),
            ):  # fmt: skip
                for _ in range(number + days % 3):
                    day = today - dt.timedelta(days=days)
                    tallies.count(db, Turn(day, "web", "bn", "bn", topic, outcome, district, 400))
        for district in ("malda",) * 7 + ("nadia",) * 2:
            entered(db, district=district, registered_at=now)
        person = contacts.find_or_create(db, "web", "1", now).id
        db.add(HandoverWish(contact_id=person, language="bn", created_at=now))
        db.add(Broadcast(name="Fair", status="waiting", created_by="x", created_at=now, updated_at=now))
        db.add(Broadcast(name="=Camp", status="done", created_by="x", created_at=now, updated_at=now, started_at=now,
                         recipients=120))  # fmt: skip
        db.add(MessageTemplate(channel="whatsapp", name="announcement_general", language="bn", state="rejected",
                               category="utility", checked_at=now))  # fmt: skip
        db.add(Need(number="N1", employer="E", phone="+919800000000", trade="mason", count=1, district="malda",
                    language="bn", created_at=now, updated_at=now))  # fmt: skip
        for number in range(30):
            audit.note(db, f"Officer {number % 3}", "unmask" if number % 2 else "export",
                       now - dt.timedelta(hours=30 - number), about=f"w{number}", reason="A lender asked.",
                       address="203.0.113.9")  # fmt: skip


def admin(office: Office, language: str = "en") -> Officer:
    return office.officer("Asha Sen", "state_admin", language=language)


def numbers(seen: Screen, key: str) -> list[list[str]]:
    """The table behind a plot, which is opened for it."""
    figure = seen.page.locator(f"section[aria-labelledby='figure-{key}']")
    figure.locator("summary").click()
    expect(figure.locator("table")).to_be_visible()
    return [row.split("\t") for row in figure.locator("tbody").inner_text().split("\n")]


def test_figures_with_filters_tables_and_files(browser: Browser, office: Office, url: str) -> None:
    with screen(browser, office, url, admin(office), name="insights") as asha:
        asha.open("/insights")
        expect(asha.page.locator("section.figure svg").first).to_be_visible()
        assert ["Malda", "7"] in numbers(asha, "districts") or ["Malda", "7"] in [
            row[:2] for row in numbers(asha, "districts")
        ]
        asha.looks("all")
        whole = asha.page.locator(".cards .big").first.inner_text()
        asha.page.locator("#district").select_option("nadia")
        asha.page.locator("#days").select_option("7")
        asha.click("Show")
        nadia = asha.page.locator(".cards .big").first.inner_text()
        assert int(nadia) < int(whole)
        days = numbers(asha, "messages")
        assert len(days) == 7 and sum(int(number) for _, number in days) == int(nadia)
        with asha.page.expect_download() as taken:
            asha.page.locator("a[href*='messages.csv']").click()
        rows = list(csv.reader(io.StringIO(taken.value.path().read_text(encoding="utf-8-sig"))))
        assert [number for _, number in rows[1:]] == [number for _, number in days]
        asha.page.locator("#days").select_option("own")
        asha.page.locator("#since").fill("2026-11-02")
        asha.page.locator("#until").fill("2026-11-01")
        asha.page.get_by_role("button", name="Show").click()
        expect(asha.page.locator("#dates-error")).to_contain_text("before the first")
        asha.faults.clear()  # the browser reports the 422, which is meant
        asha.looks("wrong-dates")


def test_the_first_page_leads_to_what_waits(browser: Browser, office: Office, url: str) -> None:
    with screen(browser, office, url, admin(office), name="home") as asha:
        asha.open("/").looks("first")
        asha.page.locator(".waiting a[href*='conversations']").click()
        expect(asha.page.locator(".inbox li")).to_have_count(1)


def test_the_audit_is_filtered_and_its_seals_are_checked(browser: Browser, office: Office, url: str) -> None:
    with screen(browser, office, url, office.officer("Rupa Dey", "auditor"), name="audit") as rupa:
        rupa.open("/audit").looks("list")
        rupa.page.locator("#act").select_option("export")
        rupa.page.locator("#actor").fill("Officer 0")
        rupa.click("Show")
        expect(rupa.page.locator("tbody tr")).to_have_count(5)
        rupa.page.locator("tbody a").first.click()
        expect(rupa.main).to_contain_text("A lender asked.")
        rupa.looks("one")
        rupa.open("/audit").click("Check the seals now", role="link")
        expect(rupa.page.locator(".note.good")).to_contain_text("All seals hold")
        with office.database.engine.begin() as connection:
            triggers.drop(connection)
            connection.execute(text("UPDATE audit_events SET actor = 'X' WHERE id = 9"))
        rupa.open("/audit/chain")
        expect(rupa.page.get_by_role("alert")).to_contain_text("Entry 9 was changed")
        rupa.looks("broken")
        with office.database.engine.begin() as connection:
            connection.execute(text("UPDATE audit_events SET actor = 'Officer 2' WHERE id = 9"))
            triggers.create(connection)
        rupa.open("/audit/chain")
        expect(rupa.page.locator(".note.good")).to_contain_text("All seals hold")


def test_settings_are_changed_and_looked_at(browser: Browser, office: Office, url: str) -> None:
    with screen(browser, office, url, admin(office), name="settings") as asha:
        asha.open("/settings/limits")
        asha.page.locator("#quiet_from").fill("22:00")
        asha.page.locator("#announcements_per_day").fill("400")
        asha.page.locator("form.card button").evaluate("button => button.form.noValidate = true")
        asha.page.get_by_role("button", name="Save").click()
        expect(asha.page.locator("#announcements_per_day-error")).to_be_visible()
        expect(asha.page.locator("#quiet_from")).to_have_value("22:00")
        asha.faults.clear()  # the browser reports the 422, which is meant
        asha.looks("wrong")
        asha.page.locator("#announcements_per_day").fill("3")
        asha.click("Save")
        expect(asha.main).to_contain_text("Saved. It holds from now on.")
        for name in ("templates", "channels", "retention"):
            asha.page.locator(f".tabs a[href$='/settings/{name}']").click()
            asha.looks(name)
    with office.database.session() as db:
        assert options.stored(db)["announcements_per_day"] == 3


@pytest.mark.parametrize(("language", "phone"), [("bn", True), ("hi", False)])
def test_the_pages_in_other_languages(browser: Browser, office: Office, url: str, language: str, phone: bool) -> None:
    with screen(browser, office, url, admin(office, language), phone=phone, name=f"looks-{language}") as seen:
        for name, path in {
            "home": "/", "insights": "/insights", "audit": "/audit", "event": "/audit/4", "chain": "/audit/chain",
            "limits": "/settings/limits", "templates": "/settings/templates", "channels": "/settings/channels",
            "retention": "/settings/retention",
        }.items():  # fmt: skip
            seen.open(path).looks(name)


def test_without_javascript(browser: Browser, office: Office, url: str) -> None:
    with screen(browser, office, url, admin(office), script=False, name="insights-plain") as asha:
        asha.open("/insights")
        asha.page.locator("#district").select_option("nadia")
        asha.click("Show")
        assert ["Nadia", "<5"] in [row[:2] for row in numbers(asha, "districts")]
        asha.open("/audit").page.locator("#act").select_option("unmask")
        asha.click("Show")
        expect(asha.page.locator("tbody tr")).to_have_count(15)
        asha.open("/settings/limits")
        asha.page.locator("#broadcast_small").fill("20")
        asha.click("Save")
        expect(asha.main).to_contain_text("Saved. It holds from now on.")
