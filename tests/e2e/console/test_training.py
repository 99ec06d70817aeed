"""The calendar, sessions, attendance and the scorecard, as officials and trainers work with them in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browsers import screen
from tests.office import serving
from tests.unit.console.training_office import School

pytestmark = pytest.mark.browser

HEAD: Final = "Session code,Course code,Start,End,District,Place,Capacity"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """An office with the invented programme; today is 25 November 2026, half past eleven."""
    made = School(tmp_path_factory.mktemp("school"))
    yield made
    made.office.close()


@pytest.fixture(scope="module")
def url(school: School) -> Iterator[str]:
    """Its address."""
    with serving(school.office) as address:
        yield address


def calendar(course: str) -> str:
    """A calendar with a session that is new and one that lies in the past."""
    rows = [f"NEW-{year},{course},5 December {year} 11:00,13:00,Malda,Town hall,40" for year in (2026, 2020)]
    return "\n".join([HEAD, *rows])


def test_a_calendar_is_tried_and_brought_in(browser: Browser, school: School, url: str) -> None:
    with screen(browser, school.office, url, school.official(), name="training") as seen:
        seen.open("/").click("Training", role="link").looks("overview")
        seen.click("Courses", role="link").looks("courses")
        course = re.findall(r"SAMPLE-GST", seen.main.inner_text())[0]
        seen.click("Calendar import", role="link").looks("import")
        file = {"name": "calendar.csv", "mimeType": "text/csv", "buffer": calendar(course).encode()}
        seen.page.get_by_label("File", exact=True).set_input_files([file])  # type: ignore[list-item]
        seen.click("Try the file").says("Nothing is changed yet.", "NEW-2026", "NEW-2020").looks("import-tried")
        seen.page.once("dialog", lambda asked: asked.accept())
        seen.click("Bring it in").says("Brought in: 1 sessions. Left out: 1.", "NEW-2026")


def test_a_session_is_moved(browser: Browser, school: School, url: str) -> None:
    code = school.coming[-1]
    with screen(browser, school.office, url, school.official(), name="training") as seen:
        seen.open("/training/sessions").looks("sessions")
        seen.open(f"/training/sessions/{code}").click("Move", role="link").looks("move")
        seen.fill("Day", "2027-01-20").fill("From", "10:00").fill("To", "09:00").fill("Place", "New hall")
        seen.fill("Reason, as people read it", "The hall is under water").click("Move and tell everybody")
        seen.says("The end is not after the start").looks("move-refused")
        seen.fill("To", "12:00").click("Move and tell everybody")
        seen.says("Moved. Everybody enrolled is told.", "20 January 2027", "New hall")


def test_the_code_on_the_wall_and_attendance_by_hand(browser: Browser, school: School, url: str) -> None:
    with screen(browser, school.office, url, school.official(), name="training") as seen:
        seen.open(f"/training/sessions/{school.running}").looks("session")
        seen.click("Show the code on the wall", role="link").looks("wall")
        expect(seen.main.locator(".digits")).to_have_text(re.compile(r"^\d{3} \d{3}$"))
        seen.click("Back to the session", role="link")
        seen.page.get_by_label("Choose number 1", exact=True).check()
        seen.page.get_by_label("Choose number 2", exact=True).check()
        seen.fill("Came at", "11:05").click("Were there").says("Write a reason of a few words")
        expect(seen.page.get_by_label("Choose number 2", exact=True)).to_be_checked()
        seen.fill("Reason", "She forgot her telephone").click("Were there").says("2 people were marked.", "by hand")


def test_the_scorecard(browser: Browser, school: School, url: str) -> None:
    with screen(browser, school.office, url, school.official(), name="training") as seen:
        seen.open("/training").click("Open the scorecard", role="link").says("Scorecard").looks("scorecard")
        seen.click("Districts", role="link").says("Malda")
        with seen.page.expect_download() as came:
            seen.click("Download as XLSX", role="link")
        assert came.value.suggested_filename.startswith("scorecard-sample-p1-")


def test_a_trainer_marks_attendance_without_javascript(browser: Browser, school: School, url: str) -> None:
    trainer = school.official("trainer", trainer_id=school.trainer_of[school.running])
    with screen(browser, school.office, url, trainer, name="plain", script=False) as seen:
        seen.open("/").click("Training", role="link")
        seen.open(f"/training/sessions/{school.running}").click("Show the code on the wall", role="link")
        expect(seen.main.locator(".digits")).to_have_text(re.compile(r"^\d{3} \d{3}$"))
        seen.click("Back to the session", role="link")
        seen.page.get_by_label("Choose number 3", exact=True).check()
        seen.fill("Reason", "No telephone with her").click("Were there").says("1 person was marked.")


@pytest.mark.parametrize("language, phone", [("bn", True), ("hi", False)])
def test_the_pages_in_other_languages(browser: Browser, school: School, url: str, language: str, phone: bool) -> None:
    coming = school.coming[0]
    pages = {
        "overview": "", "sessions": "/sessions", "week": "/sessions?view=week",
        "session": f"/sessions/{school.running}",
        "held": f"/sessions/{school.held[0]}", "wall": f"/sessions/{school.running}/code",
        "move": f"/sessions/{coming}/move", "cancel": f"/sessions/{coming}/cancel", "import": "/import",
        "scorecard": "/scorecard", "scorecard-sessions": "/scorecard?part=sessions", "feedback": "/feedback",
        "trainers": "/trainers", "mentors": "/mentors", "certificates": "/certificates", "tests": "/assessments",
        "courses": "/courses",
    }  # fmt: skip
    own = school.official(language=language)
    with screen(browser, school.office, url, own, phone=phone, name=f"training-{language}") as seen:
        for name, path in pages.items():
            seen.open(f"/training{path}").looks(name)
