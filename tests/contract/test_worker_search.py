"""The search in the register over SQLite and PostgreSQL: the same people as a plain comparison of everybody finds."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.clock import INDIA
from bot.db.models import Worker, WorkerTrade
from bot.db.session import Database
from bot.services import worker_search
from bot.services.officers import Forbidden
from bot.services.worker_filter import BadFilter, Filter
from bot.services.worker_search import UnknownWorker, count, search
from bot.services.workers import WANTS, bits
from tests.register import NOW, entered, officer

DISTRICTS = ("malda", "nadia", "howrah")
PLACES = ("Kaliachak I", "Kandi", None)
TRADES = ("mason", "tailor", "plumber", "painter")
STATE = officer()


@pytest.fixture
def people(database: Database) -> dict[str, dict[str, Any]]:
    """Three hundred of them: what is known of each, by id."""
    rng = random.Random(7)
    made: dict[str, dict[str, Any]] = {}
    with database.session() as session:
        for _ in range(300):
            values: dict[str, Any] = {
                "district": rng.choice(DISTRICTS), "place": rng.choice(PLACES), "wants": rng.randrange(32),
                "gender": rng.choice(("woman", "man", "other", None)),
                "experience_months": rng.choice((None, 0, 11, 12, 59, 60, 71, 119, 120, 359, 360, 500)),
                "status": rng.choice(("active", "active", "active", "unconfirmed")),
                # Several at the same moment: their order must hold from page to page.
                "registered_at": NOW - dt.timedelta(hours=rng.randrange(400)),
            }  # fmt: skip
            trades = rng.sample(TRADES, rng.randint(1, 3))
            made[entered(session, trades, **values)] = values | {"trades": trades}
    return made


def fits(one: dict[str, Any], asked: Filter, within: frozenset[str] | None) -> bool:
    years = one["experience_months"] // 12 if one["experience_months"] is not None else None
    day = one["registered_at"].astimezone(INDIA).date()
    return (
        (within is None or one["district"] in within)
        and (not asked.districts or one["district"] in asked.districts)
        and asked.place in (None, one["place"])
        and (not asked.trades or bool(asked.trades & set(one["trades"])))
        and (asked.years_from is None or (years is not None and years >= asked.years_from))
        and (asked.years_to is None or (years is not None and years <= asked.years_to))
        and (not asked.wants or bool(one["wants"] & bits(asked.wants)))
        and asked.gender in (None, one["gender"])
        and (asked.since is None or day >= asked.since)
        and (asked.until is None or day <= asked.until)
        and one["status"] == asked.status
    )


def some(rng: random.Random, names: Any) -> frozenset[str]:
    return frozenset(rng.sample(sorted(names), rng.randint(1, len(names))))


def question(rng: random.Random) -> Filter:
    day = (NOW - dt.timedelta(days=rng.randrange(18))).astimezone(INDIA).date()
    first = rng.choice((0, 1, 5, 9, 30))
    parts: dict[str, Any] = {
        "districts": some(rng, DISTRICTS), "place": rng.choice(PLACES[:2]), "trades": some(rng, TRADES),
        "years_from": first, "years_to": first + rng.choice((0, 1, 4, 20)), "wants": some(rng, WANTS),
        "gender": rng.choice(("woman", "man", "other")), "since": day - dt.timedelta(days=rng.randrange(6)),
        "until": day, "status": "unconfirmed",
    }  # fmt: skip
    return Filter(**{name: value for name, value in parts.items() if rng.random() < 0.3})


@pytest.mark.parametrize("counted", [10_000, 20])  # all in one look, and more than are counted
@pytest.mark.parametrize("seed", range(4))
def test_pages_hold_whom_a_plain_comparison_finds(
    database: Database, people: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch, seed: int, counted: int
) -> None:
    monkeypatch.setattr(worker_search, "COUNTED", counted)
    rng = random.Random(seed)
    for _ in range(25):
        asked = question(rng)
        who = rng.choice((STATE, officer("malda", "nadia")))
        try:
            who.within(asked.districts)
        except Forbidden:
            continue
        expected = sorted(
            (one for one, values in people.items() if fits(values, asked, who.districts)),
            key=lambda one: (people[one]["registered_at"], one),
            reverse=True,
        )
        found: list[str] = []
        cursor = None
        with database.session() as session:
            while True:
                page = search(session, who, asked, cursor=cursor, limit=17)
                found += [one.id for one in page.workers]
                assert (page.count.number, page.count.more) == (min(len(expected), counted), len(expected) > counted)
                cursor = page.cursor
                if cursor is None:
                    break
            assert count(session, who, asked) == page.count
        assert found == expected, asked


def test_a_row_shows_what_is_known_and_masks_the_number(database: Database) -> None:
    with database.session() as session:
        entered(session, ("tailor", "mason"), gender="woman", wants=9, experience_months=30)
        (one,) = search(session, officer("malda"), Filter()).workers
    assert (one.trades, one.wants, one.phone, one.gender) == (
        ("tailor", "mason"),
        ("work", "loan"),
        "98xxxxxx45",
        "woman",
    )
    assert one.registered_at == NOW


def test_a_trade_that_nobody_knew_is_shown_as_it_was_said(database: Database) -> None:
    with database.session() as session:
        who = entered(session, ())
        session.add(WorkerTrade(worker_id=who, place=0, trade="?", said="ghani", district="malda", registered_at=NOW))
        session.flush()
        assert search(session, STATE, Filter()).workers[0].trades == ("ghani",)


@pytest.mark.parametrize("which", ["number", "typed number", "id"])
def test_one_worker_by_number_or_id(database: Database, which: str) -> None:
    with database.session() as session:
        who = entered(session)
        number = session.get_one(Worker, who).number
        typed = {"number": number, "typed number": f"wb {number[2:6]} {number[6:]}", "id": who}[which]
        assert worker_search.one(session, officer("malda"), typed).id == who
        for foreign in (officer("nadia"), officer("malda", rights=())):
            if foreign.sees("malda"):
                session.get_one(Worker, who).status = "unconfirmed"
                session.flush()
            with pytest.raises(UnknownWorker, match="no such worker in your districts"):
                worker_search.one(session, foreign, typed)


@pytest.mark.parametrize("typed", ["", "WB-0000-0000-1", "' OR 1=1 --", "x" * 32, "\N{BENGALI DIGIT ONE}"])
def test_nobody_with_that_number(database: Database, typed: str) -> None:
    with database.session() as session, pytest.raises(UnknownWorker):
        worker_search.one(session, STATE, typed)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("gender", {"gender": "lady"}),
        ("status", {"status": "all"}),
        ("want", {"wants": frozenset({"money"})}),
        ("years_from", {"years_from": -1}),
        ("years_to", {"years_to": 81}),
        ("years_to", {"years_from": 5, "years_to": 4}),
        ("until", {"since": dt.date(2026, 2, 1), "until": dt.date(2026, 1, 31)}),
    ],
)
def test_a_filter_that_makes_no_sense(field: str, values: dict[str, Any]) -> None:
    with pytest.raises(BadFilter) as raised:
        Filter(**values)
    assert raised.value.field == field


def test_what_stands_at_the_trades_follows_the_worker(database: Database) -> None:
    with database.session() as session:
        who = entered(session, ("mason", "tailor"), gender="man", experience_months=24)
    later = NOW + dt.timedelta(days=3)
    with database.session() as session:
        worker = session.get_one(Worker, who)
        worker.district, worker.place, worker.gender, worker.experience_months = "nadia", "Kandi", "woman", 130
        worker.wants, worker.registered_at, worker.status = 2, later, "unconfirmed"
    with database.session() as session:
        worker = session.get_one(Worker, who)
        rows = session.scalars(select(WorkerTrade)).all()
        for row in rows:
            assert (row.district, row.area, row.months) == ("nadia", "Kandi", 130)
            assert (row.registered_at, row.cell) == (later, worker.cell)
        assert len(rows) == 2 and worker.cell == 2048 + 512 + 2 * 16 + 7


def test_a_writer_of_trades_need_not_know_of_the_copies(database: Database) -> None:
    with database.session() as session:
        who = entered(session, (), district="nadia", place="Kandi", experience_months=12)
        session.execute(
            text("INSERT INTO worker_trades (worker_id, place, trade, district, registered_at) "
                 "VALUES (:who, 0, 'mason', 'malda', :at)"), {"who": who, "at": "2001-01-01 00:00:00+00:00"},
        )  # fmt: skip
        assert [one.id for one in search(session, officer("nadia"), Filter(trades=frozenset({"mason"}))).workers] == [
            who
        ]
        assert search(session, officer("malda"), Filter(trades=frozenset({"mason"}))).workers == []
