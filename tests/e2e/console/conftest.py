"""One console for the tests of a module, with a browser. Everything of Playwright ends with the module: its loop must
not run on under other modules' asynchronous tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browsers import launch
from tests.office import Office, serving


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as started:
        opened = launch(started)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A console with the repository's content and an empty database."""
    made = Office(tmp_path_factory.mktemp("office"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def url(office: Office) -> Iterator[str]:
    """Its address."""
    with serving(office) as address:
        yield address
