"""`bot workers show|trades|decide` on a register with two people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.db import migrate
from bot.db.models import AuditEvent, WorkerTrade
from bot.db.session import Database
from bot.services import workers
from bot.services.workers import Registration, Trade

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
TRADES = """trades:
  - id: plumber
    name: {en: Plumber, bn: প্লাম্বার, hi: प्लंबर}
    nco: null
"""


@pytest.fixture
def store(folders: Path) -> Database:
    (folders / "content" / "trades").mkdir(parents=True)
    (folders / "content" / "trades" / "building.yml").write_text(TRADES, encoding="utf-8")
    (folders / "data").mkdir(parents=True, exist_ok=True)
    address = f"sqlite:///{folders / 'data' / 'bot.sqlite3'}"
    migrate.upgrade(address)
    return Database(address)


@pytest.fixture
def number(store: Database) -> str:
    entry = Registration("Rahim Sheikh", "+919830012345", "malda", (Trade("?", "Nol mistri"),), bank=True)
    with store.session() as session:
        workers.register(session, Registration("Karim", "+919830054321", "malda", entry.trades), NOW)
        return workers.register(session, entry, NOW).number


def test_an_entry_is_shown_with_its_telephone_masked(command: Callable[..., Any], number: str) -> None:
    told = command("workers", "show", f"{number[:2]}-{number[2:6]} {number[6:]}")
    assert told.code == 0 and "Rahim Sheikh" in told.out and "98xxxxxx45" in told.out and "Nol mistri" in told.out
    assert "98300" not in told.out and "last place" not in told.out
    assert command("workers", "show", number, "--json").json["bank_account"] is True


@pytest.mark.parametrize("typed", ["WB-1234-5678-5", "nonsense"])
def test_a_wrong_number_is_explained(command: Callable[..., Any], store: Database, typed: str) -> None:
    told = command("workers", "show", typed)
    assert told.code != 0 and "check digit" in told.err


def test_a_number_that_nobody_has(command: Callable[..., Any], store: Database) -> None:
    assert "Nobody is registered" in command("workers", "show", "WB-1234-5678-4").err


def test_trades_are_listed_and_decided_for_everybody(command: Callable[..., Any], store: Database, number: str) -> None:
    assert command("workers", "trades", "--json").json == [{"said": "nol mistri", "language": "bn", "people": 2}]
    assert "nol mistri" in command("workers", "trades").out
    told = command("workers", "decide", "nol mistri", "plumber", "--officer", "A. Roy")
    assert told.code == 0 and "2 workers" in told.out
    assert "No trade waits" in command("workers", "trades").out
    with store.session() as session:
        assert session.scalars(select(WorkerTrade.trade)).all() == ["plumber", "plumber"]
        noted = session.scalars(select(AuditEvent)).one()
        assert (noted.actor, noted.act, noted.details["workers"]) == ("A. Roy", "decide_trade", 2)


@pytest.mark.parametrize(
    ("said", "trade", "why"), [("nol mistri", "plumbing", "no trade plumbing"), ("nothing", "plumber", "Nobody said")]
)
def test_what_cannot_be_decided_is_explained(
    command: Callable[..., Any], store: Database, number: str, said: str, trade: str, why: str
) -> None:
    told = command("workers", "decide", said, trade)
    assert told.code != 0 and why in told.err
