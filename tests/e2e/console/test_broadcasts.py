"""Broadcasts as officials make them in a browser: written, counted, tried, approved by another one, watched."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from bot.broadcasts import running
from bot.channels.telegram.sending import CAPABILITIES
from bot.db.models import Broadcast, Contact, OfficerContact, OutboxMessage, Preference, Worker, WorkerContact
from bot.delivery import outbox
from bot.delivery.outbox import BULK, Outcome
from bot.services.officers import Officer
from tests.e2e.browsers import Screen, screen
from tests.office import Office

pytestmark = pytest.mark.browser

NOON = dt.datetime(2026, 11, 23, 6, 30, tzinfo=dt.UTC)
"""Noon in India, on a working day."""
WRITTEN = {
    "sender.en": "DIC Malda", "sender.bn": "ডিআইসি মালদা", "sender.hi": "डीआईसी मालदा",
    "texts.en": "A handicraft fair opens on {date}. Come and show your work.",
    "texts.bn": "{date} হস্তশিল্প মেলা শুরু। আপনার কাজ নিয়ে আসুন।",
}  # fmt: skip
STEPS = ("texts", "extras", "people", "preview", "send")


class Moment:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture(scope="module")
def moment() -> Moment:
    return Moment()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, moment: Moment) -> Iterator[Office]:
    """A console at noon, with Telegram running and five people in Malda, of whom one reads Hindi and one wants no
    announcements."""
    made = Office(tmp_path_factory.mktemp("broadcasts"), moment, broadcast_small=1, console_idle_minutes=300, demo=True)
    channel: Any = SimpleNamespace(name="telegram", capabilities=CAPABILITIES)
    channels: Any = made.parts.channels
    channels["telegram"] = channel
    for number in range(5):
        person(made, number, language="hi" if number == 3 else "bn", wants=number != 4)
    yield made
    made.close()


def person(office: Office, number: int, *, language: str = "bn", wants: bool = True) -> str:
    """Somebody of the register in Malda who writes on Telegram; their contact."""
    with office.database.session() as db:
        contact = Contact(channel="telegram", sender=f"s{number}", language=language, turns=3, created_at=NOON,
                          seen_at=NOON, state={})  # fmt: skip
        worker = Worker(number=f"W{number}", name="Rahima", phone=f"+9198300{number:05d}", district="malda",
                        registered_at=NOON, updated_at=NOON)  # fmt: skip
        db.add_all([contact, worker])
        db.flush()
        db.add(WorkerContact(worker_id=worker.id, contact_id=contact.id, role="self", since=NOON))
        if wants:
            db.add(Preference(contact_id=contact.id, purpose="announcements", topic="", wanted=True, changed_at=NOON))
        return contact.id


def writer(office: Office, language: str = "en") -> Officer:
    return office.officer("Mita Das", "district_officer", {"malda"}, language=language)


def second(office: Office) -> Officer:
    return office.officer("Arun Roy", "district_officer", {"malda"})


def typed(seen: Screen, values: dict[str, str]) -> None:
    for name, value in values.items():
        seen.page.locator(f'[name="{name}"]').fill(value)


def number(seen: Screen) -> str:
    """The id of the broadcast that is open."""
    return seen.page.url.partition("?")[0].partition("#")[0].rpartition("/")[2]


def row(office: Office, number: str) -> Broadcast:
    with office.database.session() as db:
        found = db.get_one(Broadcast, number)
        db.expunge(found)
        return found


def sent(office: Office, moment: Moment, *statuses: Any) -> None:
    """The sender takes as many messages as there are statuses, and this comes of them."""
    with office.database.session() as db:
        leased = outbox.claim(db, "telegram", BULK, len(statuses), moment(), "sender")
        assert len(leased) == len(statuses)
        outcomes = [
            Outcome(due, status, at=moment(), error="contact stopped: blocked" if status == "dead" else None)
            for due, status in zip(leased, statuses, strict=True)
        ]
        outbox.settle(db, outcomes, moment(), "sender")


def write(seen: Screen) -> None:
    """The first step, with texts that are whole; Hindi readers get Bengali."""
    typed(seen, WRITTEN)
    seen.page.locator('[name="fills.hi"]').select_option("bn")
    seen.page.get_by_text("Words in brackets and their values").click()
    typed(seen, {"v0.name": "date", "v0.en": "5 December", "v0.bn": "৫ ডিসেম্বর", "v0.hi": "5 दिसंबर"})


def test_from_the_first_word_to_the_report(
    browser: Browser, office: Office, url: str, moment: Moment, tmp_path_factory: pytest.TempPathFactory
) -> None:
    author = writer(office)
    own = person(office, 9, wants=False)
    with office.database.session() as db:
        db.add(OfficerContact(contact_id=own, officer_id=author.id, verified_at=NOON))
    with (
        screen(browser, office, url, author, name="broadcasts") as mita,
        screen(browser, office, url, second(office), name="approval") as arun,
    ):
        for one in (mita, arun):
            one.page.on("dialog", lambda asked: asked.accept())
        mita.open("/broadcasts").click("Write a broadcast", role="link")
        mita.fill("Name of this broadcast *", "Fair in Malda").click("Begin")
        mita.click("Save and go on")  # nothing written yet: that may wait, and is said where it is handed in
        mita.open(f"/broadcasts/{number(mita)}?step=send")
        expect(mita.main).to_contain_text("This must be mended first")
        mita.looks("to-mend")
        mita.open(f"/broadcasts/{number(mita)}?step=texts")
        write(mita)
        mita.click("Save and go on")
        mita.page.locator("#topic").select_option("udyam-registration")
        mita.click("Save and go on")

        # Only Malda, and nobody who reads Hindi: two conditions of one group, the second one turned round.
        mita.page.locator("#new").select_option("district")
        mita.click("Add the condition")
        mita.page.get_by_label("Malda", exact=True).check()
        mita.page.locator('[name="g0.add"]').select_option("language")
        mita.click("Add the condition")
        mita.page.locator('[name="g0.r1.not"]').select_option("1")
        mita.page.locator('[name="g0.r1.values"][value="hi"]').check()
        mita.click("Save and count now")
        expect(mita.page.locator("#reach")).to_contain_text("3get it now")
        expect(mita.page.locator("#reach")).to_contain_text("They did not ask for announcements, or stopped them")
        mita.looks("counted")

        mita.open(f"/broadcasts/{number(mita)}?step=preview&lang=bn")
        expect(mita.main).to_contain_text("৫ ডিসেম্বর হস্তশিল্প মেলা শুরু")
        mita.looks("preview")
        mita.click("Send it to me")
        with office.database.session() as db:
            (test,) = db.scalars(select(OutboxMessage))
            assert test.contact_id == own and "৫ ডিসেম্বর" in str(test.body)
            db.delete(test)

        mita.open(f"/broadcasts/{number(mita)}?step=send")
        mita.page.get_by_label("On a day and at a time").check()
        typed(mita, {"day": "2026-11-23", "time": "12:30"})
        mita.click("Hand in")
        expect(mita.main).to_contain_text("You wrote in this broadcast yourself")
        broadcast = number(mita)
        assert row(office, broadcast).status == "waiting"

        arun.open("/")
        arun.page.get_by_text("wait for your approval").or_(arun.page.get_by_text("waits for your approval")).click()
        arun.click("Fair in Malda", role="link")
        arun.looks("waiting")
        arun.click("Approve")
        expect(arun.main).to_contain_text("Approved, not begun")
        assert row(office, broadcast).scheduled_at == NOON + dt.timedelta(minutes=30)

        moment.now = NOON + dt.timedelta(minutes=31)
        with office.database.session() as db:
            begun = running.begin(db, broadcast, office.parts.library.content(), moment())
        assert begun is not None and begun.recipients == 5
        mita.open(f"/broadcasts/{broadcast}")
        expect(mita.main).to_contain_text("0 of 5 dealt with")
        sent(office, moment, "sent")
        expect(mita.main).to_contain_text("1 of 5 dealt with")  # without pressing anything
        mita.click("Pause")
        expect(mita.main).to_contain_text("Held back by the pause")
        mita.looks("paused")
        mita.click("Go on")
        sent(office, moment, "sent", "dead", "withheld", "withheld")
        with office.database.session() as db:
            assert running.tend(db, moment()) == 1
        expect(mita.page.locator(".badge.good").first).to_have_text("Finished")  # the page saw it by itself
        expect(mita.main).to_contain_text("5 of 5 dealt with")

        mita.click("Report", role="link")
        figures = mita.page.get_by_role("table").first
        for text in ("2 (40%)", "1 (20%)"):
            expect(figures).to_contain_text(text)
        mita.looks("report")
        with mita.page.expect_download() as taken:
            mita.page.get_by_role("link", name="Download as a table (XLSX)").click()
        book = load_workbook(io.BytesIO(taken.value.path().read_bytes()))
        assert 5 in [cell.value for sheet in book for line in sheet.iter_rows() for cell in line]


@pytest.mark.parametrize(("language", "phone"), [("bn", True), ("hi", False)])
def test_its_pages_in_other_languages(
    browser: Browser, office: Office, url: str, language: str, phone: bool, moment: Moment
) -> None:
    with office.database.session() as db:
        found = db.scalars(select(Broadcast.id).where(Broadcast.status == "done")).one()
    with screen(browser, office, url, writer(office, language), phone=phone, name=f"broadcasts-{language}") as seen:
        seen.open("/broadcasts").looks("list")
        seen.open(f"/broadcasts/{found}").looks("one")
        seen.open(f"/broadcasts/{found}/report").looks("report")
        seen.page.goto(f"{seen.url}/broadcasts/{found}")
        seen.page.locator("form[action$='/copy'] button").click()
        copy = number(seen)
        for step in STEPS:
            seen.open(f"/broadcasts/{copy}?step={step}" + ("&count=1" if step == "people" else "")).looks(step)


def test_without_javascript(browser: Browser, office: Office, url: str, moment: Moment) -> None:
    moment.now = NOON + dt.timedelta(hours=1)
    author, other = writer(office), second(office)
    with (
        screen(browser, office, url, author, script=False, name="broadcasts-plain") as mita,
        screen(browser, office, url, other, script=False, name="broadcasts-plain") as arun,
    ):
        mita.open("/broadcasts/new").fill("Name of this broadcast *", "Loan camp").click("Begin")
        write(mita)
        typed(mita, {"texts.en": "A loan camp is held on {date}.", "texts.bn": "{date} ঋণ শিবির।"})
        mita.click("Save and go on")
        mita.click("Save and go on")
        mita.page.locator("#new").select_option("language")
        mita.click("Add the condition")
        mita.page.locator('[name="g0.r0.values"][value="bn"]').check()
        mita.click("Save and count now")
        expect(mita.page.locator("#reach")).to_contain_text("3get it now")
        mita.open(f"/broadcasts/{number(mita)}?step=send").click("Hand in")
        broadcast = number(mita)
        arun.open(f"/broadcasts/{broadcast}")
        arun.page.locator("#reason").fill("Which day?")
        arun.click("Send back")
        mita.open(f"/broadcasts/{broadcast}")
        expect(mita.main).to_contain_text("Sent back by Arun Roy: Which day?")
        mita.open(f"/broadcasts/{broadcast}?step=send").click("Hand in")
        arun.open(f"/broadcasts/{broadcast}").click("Approve")
        with office.database.session() as db:
            begun = running.begin(db, broadcast, office.parts.library.content(), moment())
        assert begun is not None and begun.recipients == 5
        sent(office, moment, "sent")
        mita.open(f"/broadcasts/{broadcast}")
        expect(mita.main).to_contain_text("1 of 5 dealt with")
        mita.click("Stop for good")
        expect(mita.main).to_contain_text("The broadcast was stopped")
        assert row(office, broadcast).status == "stopped"
