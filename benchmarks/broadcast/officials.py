"""Two officials at the console in a real browser: what they press, and what their pages say."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser

from benchmarks.broadcast.people import DISTRICT
from bot.clock import utc_now
from bot.db.models import Officer
from bot.db.session import Database
from bot.language import LANGUAGES
from bot.services import passwords
from tests.e2e.browsers import DESKTOP, Screen

WRITER, SECOND = "Mita Das, Malda", "Rafiq Alam, Malda"
PASSWORD: Final = "seven-lanterns-over-the-mahananda"
LONG: Final = 1800.0
"""Seconds in which everything must have been sent."""
_TABLES: Final = """() => Object.fromEntries([...document.querySelectorAll("main table")].map(table => [
    table.caption.innerText.trim(),
    Object.fromEntries([...table.tBodies[0].rows].filter(row => row.cells.length > 1).map(row => [
        row.cells[0].innerText.trim(), [...row.cells].slice(1).map(cell => cell.innerText.trim())]))]))"""


def enter(database: Database) -> None:
    """Both officials, of one district; neither is above the other."""
    with database.session() as session:
        for name in (WRITER, SECOND):
            session.add(
                Officer(
                    name=name,
                    role="district_officer",
                    districts=[DISTRICT],
                    rights=[],
                    language="en",
                    password=passwords.hashed(PASSWORD),
                    password_at=utc_now(),
                    created_at=utc_now(),
                )
            )


@contextmanager
def signed_in(browser: Browser, url: str, name: str) -> Iterator[Official]:
    """An official at a browser of their own, signed in with their password."""
    context = browser.new_context(viewport=DESKTOP, locale="en-IN")  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        official = Official(Screen(page, f"{url}/console", "broadcast"))
        official.screen.open("/sign-in")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        official.screen.click("Sign in")
        page.wait_for_url(re.compile(r"/console/(?!sign-in)"))
        yield official
        assert not official.screen.faults, official.screen.faults
    finally:
        context.close()


class Official:
    """What an official does."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.page = screen, screen.page

    def cookies(self) -> dict[str, str]:
        """Of the session, for requests beside the browser."""
        return {one["name"]: one["value"] for one in self.page.context.cookies()}

    def writes(self, name: str, texts: dict[str, str], sector: str, template: str = "") -> str:
        """A draft in three languages to people of a line of business, handed in; its id."""
        page, screen = self.page, self.screen
        screen.open("/broadcasts/new")
        page.fill("#name", name)
        screen.click("Begin")
        for language in LANGUAGES:
            page.fill(f'[name="sender.{language}"]', "DIC Malda")
            page.fill(f'[name="texts.{language}"]', texts[language])
        screen.click("Save and go on")
        if template:
            page.check(f'[name="template"][value="{template}"]')
        screen.click("Save and go on")
        page.select_option('[name="new"]', "sector")
        screen.click("Add the condition")
        page.check(f'[name="g0.r0.values"][value="{sector}"]')
        screen.click("Save and count now")
        page.wait_for_selector("#reach")
        screen.click("Save and go on")
        number = re.search(r"/broadcasts/([0-9a-f]{32})", page.url)
        assert number is not None, page.url
        screen.open(f"/broadcasts/{number[1]}?step=send")
        screen.click("Hand in")
        assert "Waiting for approval" in screen.main.inner_text()
        return number[1]

    def opens(self, broadcast: str) -> None:
        """The page of a broadcast."""
        self.screen.open(f"/broadcasts/{broadcast}")

    def cannot(self, text: str) -> bool:
        """Whether there is no such button."""
        return self.page.get_by_role("button", name=text, exact=True).count() == 0

    def presses(self, text: str, then: str) -> None:
        """A button, after which the page must say `then`."""
        self.screen.click(text)
        self.waits(lambda: then in self.screen.main.inner_text(), 60, then)

    def dealt(self) -> int:
        """How far it is, as the page shows it now without being loaded anew by us; 0 before it has begun."""
        bar = self.page.locator("progress")
        return int(float(bar.first.get_attribute("value") or 0)) if bar.count() else 0

    def waits(self, condition: Callable[[], Any], seconds: float = LONG, what: str = "", pause: float = 0.1) -> None:
        """Until it is so. Raises `TimeoutError`, with what the page shows."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"not within {seconds:.0f} s: {what}\n{self.screen.main.inner_text()[:2000]}")
            self.page.wait_for_timeout(pause * 1000)

    def reads_report(self, broadcast: str) -> dict[str, dict[str, list[int]]]:
        """The tables of the report: title -> row -> numbers, without their shares; a dash counts as -1."""
        self.screen.open(f"/broadcasts/{broadcast}/report")
        tables: dict[str, dict[str, list[str]]] = self.page.evaluate(_TABLES)
        return {title: {name: [_number(cell) for cell in cells] for name, cells in rows.items()}
                for title, rows in tables.items()}  # fmt: skip


def _number(cell: str) -> int:
    digits = re.sub(r"\(.*", "", cell).replace(",", "").strip()
    return int(digits) if digits.isdigit() else -1
