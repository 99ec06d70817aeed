"""The benchmark of the register: its people, its questions, its verdict."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sqlalchemy import func, select

from benchmarks import registry
from benchmarks.registry_people import DISTRICTS, TRADES, fill
from bot.db.models import Worker, WorkerTrade
from bot.db.session import Database


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database, 400)
    return database


def test_people_are_as_different_as_the_questions_need(filled: Database) -> None:
    with filled.session() as session:
        assert session.scalar(select(func.count()).select_from(Worker)) == 400
        trades = session.scalars(select(WorkerTrade)).all()
        for column in (Worker.district, Worker.gender, Worker.wants, Worker.status, Worker.cell, Worker.place):
            assert (session.scalar(select(func.count(column.distinct()))) or 0) >= 2
        districts = set(session.scalars(select(Worker.district)))
        cells = dict(session.execute(select(Worker.id, Worker.cell)).all())  # type: ignore[arg-type]
    assert len(trades) > 400 and {one.trade for one in trades} <= set(TRADES) and districts <= set(DISTRICTS)
    assert all(one.cell == cells[one.worker_id] for one in trades)


def test_the_questions_are_the_same_each_time_and_of_every_kind() -> None:
    first, second = ([registry.question(rng) for _ in range(300)] for rng in (random.Random(1), random.Random(1)))
    assert first == second
    asked = [wanted for _, wanted in first]
    for field in ("districts", "place", "trades", "wants", "gender", "years_from", "since"):
        assert 0 < sum(bool(getattr(one, field)) for one in asked) < 300
    assert {one.status for one in asked} == {"active", "unconfirmed"}
    assert {officer.districts is None for officer, _ in first} == {True, False}


def test_what_was_slow_is_named(filled: Database) -> None:
    found = registry.asked(filled, 12)
    assert found["questions"] == 12 and 0 < found["p50_ms"] <= found["p95_ms"] <= found["max_ms"]
    assert found["worst"][0][0] == found["max_ms"] and len(found["worst"]) == 5


@pytest.mark.parametrize(
    ("name", "p95", "met"), [("PostgreSQL", 100.0, True), ("PostgreSQL", 100.1, False), ("SQLite", 900.0, None)]
)
def test_the_verdict(name: str, p95: float, met: bool | None) -> None:
    result: dict[str, Any] = {
        "people": 1_000_000,
        "questions": 1000,
        "p50_ms": 1.0,
        "p95_ms": p95,
        "p99_ms": p95,
        "max_ms": p95,
    }
    (row,) = registry.rows({name: result})
    assert row.met is met and "1,000,000" in row.what
