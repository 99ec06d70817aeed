"""A headless Chromium for tests of pages, and officials in it.

CHROMIUM names the browser (else it is looked for on PATH), SCREENSHOTS the folder for pictures of what was seen.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Playwright, Response, expect

from bot.services.officers import Officer
from tests.office import Office

ARGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE: Final = 20_000  # milliseconds: the machine may be busy
PHONE: Final = {"width": 360, "height": 740}
DESKTOP: Final = {"width": 1280, "height": 800}
HEAVIEST: Final = 150_000
"""Bytes of a page with its own files, as they come over the wire."""
RULES: Final = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
expect.set_options(timeout=PATIENCE)


def launch(playwright: Playwright) -> Browser:
    """The browser; a test without one fails and says so."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.fail("no browser: install Chromium or name one in CHROMIUM")
    return playwright.chromium.launch(executable_path=path, args=list(ARGS), timeout=60_000)


class Screen:
    """The console as one official sees it. `faults`: what the browser complained about."""

    def __init__(self, page: Page, url: str, name: str) -> None:
        self.page, self.url, self.name = page, url, name
        self.faults: list[str] = []
        self._weight = 0
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: self._heard(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        page.on("response", self._came)

    def open(self, path: str = "/") -> Screen:
        """A page by its address."""
        self._weight = 0
        answer = self.page.goto(self.url + path)
        assert answer is not None and answer.status < 400, f"{path}: {answer and answer.status}"
        return self

    def click(self, text: str, *, role: Any = "button") -> Screen:
        """Presses what is called so (`role`: button, link ...)."""
        self._weight = 0
        self.page.get_by_role(role, name=text, exact=True).first.click()
        self.page.wait_for_load_state()
        return self

    def fill(self, label: str, value: str) -> Screen:
        """Writes into a field; the star of what must be filled in is no part of its name."""
        self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s*\*)?\s*$")).first.fill(value)
        return self

    def unfold(self, summary: str) -> Screen:
        """Opens a part that is folded."""
        self.page.locator("summary", has_text=summary).first.click()
        return self

    def says(self, *texts: str) -> Screen:
        """Waits until the content says all of it."""
        for text in texts:
            expect(self.main).to_contain_text(text)
        return self

    @property
    def main(self) -> Locator:
        """The content of the page."""
        return self.page.locator("main")

    def looks(self, name: str, *, weigh: bool = True) -> None:
        """The page can be used by everybody (axe, WCAG 2.2 AA), fits the screen, is light; a picture is kept."""
        shot(self.page, f"{self.name}-{name}")
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name}: {wide} pixels wider than the screen"
        found = Axe().run(self.page, options=RULES)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        if weigh:
            assert self._weight <= HEAVIEST, f"{name}: {self._weight} bytes"
        assert not self.faults, self.faults

    def _heard(self, said: str) -> None:
        if "status of 422" in said:  # a form that was refused is shown again with its errors
            return
        if said.startswith("error") or "Content Security Policy" in said:
            self.faults.append(said)

    def _came(self, response: Response) -> None:
        if response.url.startswith(self.url):
            self._weight += int(response.headers.get("content-length", "0"))


def shot(page: Page, name: str) -> None:
    """A picture of the whole page."""
    folder = Path(os.environ.get("SCREENSHOTS") or Path(tempfile.gettempdir(), "screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)


@contextmanager
def screen(
    browser: Browser, office: Office, url: str, officer: Officer | None, *, phone: bool = False, script: bool = True,
    name: str = "",
) -> Iterator[Screen]:  # fmt: skip
    """The console for an official who is signed in (None: for nobody). `script`: whether JavaScript runs."""
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP,
        java_script_enabled=script,
        locale="en-IN",
        reduced_motion="reduce",  # type: ignore[arg-type]
    )
    try:
        if officer is not None:
            context.add_cookies([{"name": "console", "value": office.cookie(officer), "url": url}])
        shown = Screen(context.new_page(), url, f"{name or 'console'}-{'phone' if phone else 'desktop'}")
        yield shown
        assert not shown.faults, shown.faults
    finally:
        context.close()
