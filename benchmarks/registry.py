"""Search in the register of workers: random filters of officials of one district and of the whole state, on 1,000,000
generated workers (PostgreSQL) and on 100,000 (SQLite)."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.registry_people import DISTRICTS, NOW, TRADES, fill
from benchmarks.row import Row, Say
from benchmarks.stats import percentile
from bot.db import keys, migrate
from bot.db.session import Database
from bot.services.officers import Officer
from bot.services.worker_filter import Filter
from bot.services.worker_search import search
from bot.services.workers import WANTS
from scripts.with_postgres import postgres_server

AIM_MS = 100.0
NAMES = {"PostgreSQL": 1_000_000, "SQLite": 100_000}
SEED = 20261122
_WORST = 5


@dataclass(frozen=True)
class Size:
    """How much is measured. `share`: of the people."""

    questions: int = 1_000
    share: float = 1.0


def measured(quick: bool, say: Say, names: tuple[str, ...] = tuple(NAMES)) -> dict[str, Any]:
    """Each database by its name."""
    size = Size(100, 0.1) if quick else Size()
    keys.use(keys.Keyring.generate())
    found: dict[str, Any] = {}
    for name in names:
        people = round(NAMES[name] * size.share)
        with _database(name) as database:
            began = time.perf_counter()
            fill(database, people)
            say(f"{name}: {people:,} workers made in {time.perf_counter() - began:.0f} s")
            found[name] = {"people": people, **asked(database, size.questions)}
        say(f"{name}: p95 {found[name]['p95_ms']} ms, longest {found[name]['max_ms']} ms")
    return found


def asked(database: Database, questions: int) -> dict[str, Any]:
    """Times of the first pages, with their counts; each filter once before it is measured, so that what is measured is
    the search and not the disk."""
    rng = random.Random(SEED)
    times: list[tuple[float, str]] = []
    for _ in range(questions):
        officer, wanted = question(rng)
        for measured_now in (False, True):
            began = time.perf_counter()
            with database.session() as session:
                page = search(session, officer, wanted)
            took = (time.perf_counter() - began) * 1000
            if measured_now:
                times.append((took, f"{_words(officer, wanted)}: {page.count}"))
    alone = [took for took, _ in times]
    return {
        "questions": questions,
        "p50_ms": round(percentile(alone, 50), 1),
        "p95_ms": round(percentile(alone, 95), 1),
        "p99_ms": round(percentile(alone, 99), 1),
        "max_ms": round(max(alone), 1),
        "worst": [[round(took, 1), words] for took, words in sorted(times, reverse=True)[:_WORST]],
    }


def question(rng: random.Random) -> tuple[Officer, Filter]:
    """Somebody who asks, and what: each part of a filter is there or not, alone or with others, wide or narrow."""

    def some(names: tuple[str, ...] | list[str], most: int) -> frozenset[str]:
        return frozenset(rng.sample(list(names), rng.randint(1, most)))

    own = None if rng.random() < 0.6 else some(DISTRICTS, 3)
    officer = Officer("bench", "Bench", own, frozenset({"import"}))
    wanted: dict[str, Any] = {}
    if rng.random() < 0.4:
        wanted["districts"] = some(sorted(own), len(own)) if own else some(DISTRICTS, rng.choice((1, 3, 12)))
    if rng.random() < 0.15:
        inside = sorted(wanted.get("districts") or own or DISTRICTS)
        wanted["place"] = f"{rng.choice(inside)} {rng.randrange(15)}"
    if rng.random() < 0.5:
        wanted["trades"] = some(TRADES, rng.choice((1, 1, 3, 10, 30)))
    if rng.random() < 0.4:
        wanted["gender"] = rng.choice(("woman", "man", "other"))
    if rng.random() < 0.5:
        wanted["wants"] = some(list(WANTS), rng.choice((1, 1, 3, 5)))
    if rng.random() < 0.5:
        first = rng.randrange(0, 41)
        wanted["years_from"] = first
        if rng.random() < 0.7:
            wanted["years_to"] = first + rng.choice((0, 1, 3, 10, 30))
    if rng.random() < 0.4:
        since = NOW.date() - dt.timedelta(days=rng.randrange(0, 6 * 365))
        wanted["since"] = since
        if rng.random() < 0.7:
            wanted["until"] = since + dt.timedelta(days=rng.choice((0, 7, 31, 365, 1500)))
    if rng.random() < 0.1:
        wanted["status"] = "unconfirmed"
    return officer, Filter(**wanted)


def rows(found: dict[str, Any]) -> list[Row]:
    """The lines of the table. SQLite is for information: it is not meant for a whole state."""
    lines = []
    for name, result in found.items():
        aim = AIM_MS if name == "PostgreSQL" else None
        lines.append(
            Row(
                f"Register, {name}: first page and count among {result['people']:,} workers, "
                f"{result['questions']:,} random filters",
                f"p50 {result['p50_ms']} ms, p95 {result['p95_ms']} ms, p99 {result['p99_ms']} ms, "
                f"longest {result['max_ms']} ms",
                f"p95 ≤ {aim:.0f} ms" if aim else "",
                result["p95_ms"] <= aim if aim else None,
            )
        )
    return lines


@contextmanager
def _database(name: str) -> Iterator[Database]:
    if name == "PostgreSQL":
        with postgres_server() as url:
            yield from _migrated(url)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield from _migrated(f"sqlite:///{Path(folder) / 'registry.sqlite3'}")


def _migrated(url: str) -> Iterator[Database]:
    migrate.upgrade(url)
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def _words(officer: Officer, wanted: Filter) -> str:
    """A filter in words."""
    own = "whole state" if officer.districts is None else f"{len(officer.districts)} own districts"
    parts = [own]
    for field in ("districts", "trades", "wants"):
        values = getattr(wanted, field)
        parts += [f"{len(values)} {field}" if len(values) > 2 else "+".join(sorted(values))] if values else []
    for field in ("place", "gender", "years_from", "years_to", "since", "until"):
        parts += [f"{field} {getattr(wanted, field)}"] if getattr(wanted, field) is not None else []
    parts += [wanted.status] if wanted.status != "active" else []
    return ", ".join(parts)
