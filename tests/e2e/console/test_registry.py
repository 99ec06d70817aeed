"""Workers, employers' needs and loan requests, as officials work with them in a browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.db.models import Worker
from bot.services import numbers
from bot.services.officers import Officer
from tests.e2e.browsers import Screen, screen
from tests.office import Office
from tests.register import entered
from tests.unit.console.registry import loan, need

pytestmark = pytest.mark.browser

WHY = "They asked the office for help with a form."
LIST = """Name,Mobile,Trade,District,Age
Sabina Khatun,98300 11223,Mason,Malda,34
Bimal Das,9830011224,Kantha stitch,Malda,41
Rekha Mondal,98300112,Tailor,Malda,29
Sabina Khatun,9830011223,Mason,Malda,34
"""


class Register:
    """What the tests find: thirty workers of Malda, two to be erased, needs and loan requests."""

    def __init__(self, office: Office) -> None:
        with office.database.session() as db:
            for place in range(30):
                entered(db, ("mason", "plumber") if place % 2 else ("tailor",), name=f"Rahim Sk {place + 1}",
                        phone=f"+9198000{12300 + place}", experience_months=7 * place)  # fmt: skip
            last = [
                entered(db, ("tailor",), name=f"Jasmina Bibi {place}", phone=f"+91990001230{place}", district="nadia",
                        place="Krishnanagar") for place in range(2)
            ]  # fmt: skip
            self.gone = [numbers.shown(db.get_one(Worker, one).number) for one in last]
        self.needs = [need(office, employer=f"Lakshya Udyog {place}") for place in range(2)]
        self.loans = [loan(office, f"Fatima Bibi {place}") for place in range(2)]


@pytest.fixture(scope="module")
def register(office: Office) -> Iterator[Register]:
    return Register(office)


@pytest.fixture(scope="module")
def officer(office: Office) -> Officer:
    return office.officer("A. Roy, DIC Malda", "district_officer", {"malda"})


@pytest.fixture(scope="module")
def admin(office: Office) -> Officer:
    return office.officer("Mita Das, Nabanna", "state_admin")


def within(seen: Screen, button: str) -> Locator:
    """The form of a button."""
    return seen.main.locator("form").filter(has=seen.page.get_by_role("button", name=button, exact=True)).first


def because(seen: Screen, button: str, reason: str) -> Screen:
    """Gives the reason of an act and does it."""
    within(seen, button).locator("textarea").fill(reason)
    return seen.click(button)


def test_workers_are_found_opened_and_taken_out(
    browser: Browser, office: Office, url: str, register: Register, officer: Officer
) -> None:
    with screen(browser, office, url, officer, name="workers") as seen:
        seen.open("/").click("Workers", role="link").says("30 workers").looks("list")
        seen.click("More", role="link")
        expect(seen.main.locator("tbody tr")).to_have_count(5)
        seen.click("To the beginning", role="link").unfold("Trades")
        seen.page.get_by_label("Tailor", exact=True).check()
        seen.fill("Block or town", "ইংরেজবাজার").click("Search").says("15 workers").looks("found")

        seen.click("Rahim Sk 29", role="link").says("Nobody has read the number").looks("worker")
        expect(seen.main).not_to_contain_text("9800012328")
        seen.unfold("Read the whole number")
        because(seen, "Read the number", "why").says("Say why in 10 to 300 characters").looks("worker-refused")
        because(seen, "Read the number", WHY).says("9800012328", "Read the number", WHY).looks("worker-number")

        seen.click("All workers", role="link").click("Take this list out", role="link")
        seen.says("The file will hold 30 workers.").looks("export")
        seen.page.get_by_label("CSV", exact=True).check()
        with seen.page.expect_download() as came:
            seen.click("Take the list out")
        rows = list(csv.reader(io.StringIO(Path(came.value.path()).read_text(encoding="utf-8-sig"))))
        assert len(rows) == 31 and not any("98000123" in cell for row in rows for cell in row)


def test_a_list_is_tried_and_brought_in(
    browser: Browser, office: Office, url: str, register: Register, officer: Officer
) -> None:
    with screen(browser, office, url, officer, name="workers") as seen:
        seen.open("/workers/import").looks("import")
        file = {"name": "block list.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
        seen.page.get_by_label("List (XLSX or CSV)", exact=True).set_input_files([file])  # type: ignore[list-item]
        seen.click("Try the list").says("Nothing has been changed yet.", "Twice in the list").looks("import-tried")
        seen.fill("Who gave the list", "English Bazar Block Office").click("Bring in")
        seen.says("in the register now, not confirmed").looks("import-done")
        with seen.page.expect_download() as came:
            seen.click("Take the result out (XLSX, in English)", role="link")
        assert Path(came.value.path()).read_bytes()[:2] == b"PK"
        seen.click("See the people", role="link").says("Sabina Khatun", "Not confirmed yet")


def test_a_need_is_verified_and_a_loan_request_goes_its_way(
    browser: Browser, office: Office, url: str, register: Register, officer: Officer
) -> None:
    with screen(browser, office, url, officer, name="desks") as seen:
        seen.open("/needs").looks("needs")
        seen.open(f"/needs/{register.needs[0]}").says("To be checked").looks("need")
        because(seen, "The employer is real: open the need", "I visited the workshop and saw the licence.")
        seen.says("Open", "A. Roy, DIC Malda").looks("need-open")

        seen.open("/referrals").looks("loans")
        seen.open(f"/referrals/{register.loans[0]}").says("Fatima Bibi 0", "New").looks("loan")
        seen.page.get_by_label("Note that the person was contacted", exact=True).check()
        seen.click("Note it").says("Noted.", "Person contacted")
        seen.page.get_by_label("Note that the bank refused", exact=True).check()
        seen.click("Note it").says("Write in 3 to 200 characters").looks("loan-refused")
        because(seen, "Note it", "The bank wants another paper first").says("Refused").looks("loan-steps")


def test_a_person_is_erased_without_javascript(
    browser: Browser, office: Office, url: str, register: Register, admin: Officer
) -> None:
    number, kept = register.gone
    with screen(browser, office, url, admin, name="plain", script=False) as seen:
        seen.open(f"/workers/{number}").click("Give out or erase everything of this person", role="link")
        seen.says(f"Stored under {number}")
        because(seen, "Erase", WHY).says("It cannot be brought back.")
        seen.fill("Type the registration number once more", kept).click("Erase everything for good")
        seen.says("This is not the same number")
        seen.fill("Type the registration number once more", number).click("Erase everything for good")
        seen.says("Everything of this person is erased.")
        seen.fill("Registration number", number).click("Find")
        expect(seen.main.get_by_role("alert")).to_be_visible()
        assert "404" in seen.faults.pop()  # the browser notes it: there is no such person any more
    with office.database.session() as db:
        left = {numbers.shown(one.number) for one in db.query(Worker).filter(Worker.district == "nadia")}
    assert left == {kept}


@pytest.mark.parametrize("language, phone", [("bn", True), ("hi", False)])
def test_the_pages_in_other_languages(
    browser: Browser, office: Office, url: str, register: Register, language: str, phone: bool
) -> None:
    own = office.officer(f"Rina Pal {language}", "state_admin", language=language)
    worker = next(iter(_of_malda(office)))
    pages = {
        "workers": "/workers?trade=mason", "worker": f"/workers/{worker}", "table": "/workers/table",
        "export": "/workers/export", "import": "/workers/import", "trades": "/workers/trades",
        "privacy": f"/workers/privacy?number={worker}", "needs": "/needs", "need": f"/needs/{register.needs[1]}",
        "need-new": "/needs/new", "loans": "/referrals", "loan": f"/referrals/{register.loans[1]}",
    }  # fmt: skip
    with screen(browser, office, url, own, phone=phone, name=f"registry-{language}") as seen:
        for name, path in pages.items():
            seen.open(path).looks(name)


def _of_malda(office: Office) -> list[str]:
    with office.database.session() as db:
        return [numbers.shown(one.number) for one in db.query(Worker).filter(Worker.name == "Rahim Sk 7")]
