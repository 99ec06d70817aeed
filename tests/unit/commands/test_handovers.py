"""`bot handovers list` on a database with some wishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.db import migrate
from bot.db.session import Database
from bot.services import contacts, handover

NOW = dt.datetime(2026, 11, 21, 20, 0, tzinfo=dt.UTC)


@pytest.fixture
def wishes(folders: Path) -> list[str]:
    """Ids of an open and a taken one."""
    address = f"sqlite:///{folders / 'data' / 'bot.sqlite3'}"
    (folders / "data").mkdir(parents=True, exist_ok=True)
    migrate.upgrade(address)
    database = Database(address)
    with database.session() as session:
        for number in range(2):
            person = contacts.find_or_create(session, "whatsapp", f"91980000000{number}", NOW).id
            handover.wish(session, person, "pmegp", "bn", NOW + dt.timedelta(minutes=number))
        ids = [one.id for one in handover.wishes(session)[0]]
        handover.take(session, ids[1], "A. Roy, DIC Malda", NOW)
    database.close()
    return ids


def test_the_list_for_people(command: Callable[..., Any], wishes: list[str]) -> None:
    told = command("handovers", "list")
    assert told.code == 0 and told.widest <= 80
    assert [told.out.index(one) for one in wishes] == sorted(told.out.index(one) for one in wishes)
    assert "2026-11-22 01:30" in told.out and "with A. Roy, DIC Malda" in told.out and "about pmegp" in told.out
    assert "9198" not in told.out, "no phone numbers"


def test_the_list_for_programs(command: Callable[..., Any], wishes: list[str]) -> None:
    found = command("handovers", "list", "--status", "taken", "--json").json
    assert found["total"] == 1
    (one,) = found["handovers"]
    assert (one["id"], one["official"], one["taken_at"]) == (wishes[1], "A. Roy, DIC Malda", NOW.isoformat())


def test_more_than_are_shown(command: Callable[..., Any], wishes: list[str]) -> None:
    assert "1 more" in command("handovers", "list", "--limit", "1").out


def test_nobody_waits(command: Callable[..., Any], folders: Path) -> None:
    assert "Nobody waits" in command("handovers", "list").out


def test_a_wrong_state_is_explained(command: Callable[..., Any], wishes: list[str]) -> None:
    told = command("handovers", "list", "--status", "waiting")
    assert told.code != 0 and "choose open, taken, closed, returned" in told.err
