"""Pages ask the database a bounded number of questions, however long their lists, and their addresses are measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import event, select

from benchmarks import console, console_data
from benchmarks.registry_people import NOW
from bot.db import models
from tests.office import Client, Office

LISTS: Final = (
    "/", "/conversations", "/conversations?tab=mine", "/conversations?tab=ended", "/conversations?tab=ended&q=loan",
    "/workers", "/workers?status=unconfirmed", "/workers/trades", "/needs?status=all", "/referrals?status=all",
    "/training", "/training/sessions?when=past", "/training/sessions?view=week", "/training/certificates",
    "/training/courses", "/training/feedback", "/training/trainers", "/training/mentors", "/training/pairs",
    "/broadcasts", "/knowledge", "/knowledge/questions", "/insights", "/audit", "/settings", "/settings/channels",
    "/settings/templates", "/settings/programs",
)  # fmt: skip
MOST: Final = 45
"""Queries of a page, with those that know who asks."""
GROWN: Final = 2
"""Queries more, where a list is twenty times as long: a further look at most, never one for each row."""


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Office]]:
    """One with few rows of each kind, one with more than a page of each."""
    few, many = (Office(Path(tmp_path_factory.mktemp(name)), lambda: NOW) for name in ("few", "many"))
    for office, number in ((few, 3), (many, 60)):
        kinds = ("workers", "learners", "sessions", "enrolments", "broadcasts", "wishes", "questions", "events",
                 "needs", "referrals")  # fmt: skip
        size = console_data.Size(
            contacts=max(120, number * 2), campaigns=2, tally_days=2, **dict.fromkeys(kinds, number)
        )
        console_data.make(office.database, office.parts.library.content(), size)
    yield few, many
    few.close()
    many.close()


def queries(office: Office, client: Client, path: str) -> int:
    """Of a page that was seen before."""
    assert client.get(path).status_code == 200, path
    found: list[str] = []

    def note(*about: Any) -> None:
        found.append(about[2])

    event.listen(office.database.engine, "before_cursor_execute", note)
    try:
        client.get(path)
    finally:
        event.remove(office.database.engine, "before_cursor_execute", note)
    return len(found)


def test_lists_ask_no_more_where_they_are_longer(offices: tuple[Office, Office]) -> None:
    few, many = offices
    clients = [office.client(office.officer("Bench", "state_admin")) for office in offices]
    wrong = []
    for path in LISTS:
        less, more = queries(few, clients[0], path), queries(many, clients[1], path)
        if more > MOST or more > less + GROWN:
            wrong.append(f"{path}: {less} queries with few rows, {more} with many")
    assert not wrong, "\n".join(wrong)


def test_every_page_is_measured_or_left_out_by_name(offices: tuple[Office, Office]) -> None:
    desk = console.Desk(offices[0].parts)
    made = console_data.Made(("malda",), *(["0" * 32] * 5))
    known = console.get_routes(desk.site)
    assert len(known) > 60 and console.LEFT_OUT.keys() <= set(known) and console.ASKED.keys() <= set(known)
    assert not [path for path in console.paths(desk.site, made) if "{" in path]


def test_ids_are_those_that_the_database_makes(offices: tuple[Office, Office]) -> None:
    with offices[0].database.session() as db:
        for table, name in (
            (models.Contact, "contact"),
            (models.HandoverWish, "wish"),
            (models.Enrolment, "enrolment"),
        ):
            assert db.scalar(select(table.id).where(table.id == console_data.key(name, 3))), name


def test_the_verdict() -> None:
    page = {"path": "/", "ms": 200.0, "kb": 150.0}
    slow = {"path": "/audit", "ms": 200.1, "kb": 20.0}
    acts = {"everybody, state_admin": {"ms": 900, "people": 5, "goes": 1}}
    good, bad = (
        console.rows({"SQLite": {"contacts": 1_000, "pages": pages, "acts": acts}}) for pages in ([page], [slow, page])
    )
    assert [row.met for row in good] == [True, True, None] and [row.met for row in bad] == [False, True, None]
    assert "1 above the aim" in bad[0].measured and "everybody" in bad[2].measured
