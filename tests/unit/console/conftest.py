"""The console without a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.office import Office


@pytest.fixture(scope="module")
def shared_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The console of a module: to make one takes longer than most tests."""
    made = Office(tmp_path_factory.mktemp("office"))
    yield made
    made.close()


@pytest.fixture
def office(shared_office: Office) -> Iterator[Office]:
    """A console in which nothing is stored yet."""
    shared_office.empty()
    before = shared_office.clock
    yield shared_office
    shared_office.clock = shared_office.parts.clock = before
