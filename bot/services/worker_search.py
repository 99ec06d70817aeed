"""Search in the register of workers, for officials: who fits, how many they are, page by page.

How it stays quick among a million: first at most 10,001 that fit are looked up in an index, in any order. If that is
all of them, the page is the latest of these. If there are more, the page is read in the order of registration, where at
least one row of a hundred fits. docs/performance.md has the figures.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, Table, func, literal, select, true, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from bot.db.models import Worker, WorkerTrade
from bot.db.types import UtcDateTime
from bot.services import audit, numbers, vault
from bot.services.officers import Officer
from bot.services.worker_filter import TRADES, WORKERS, BadFilter, Filter, Scoped, condition, scoped
from bot.services.workers import UNKNOWN, WANTS, masked

COUNTED = 10_000
"""Numbers of people are exact up to here; beyond it nobody needs the last digit, and counting on would take long."""
PAGE_LIMIT = 200
REASON_LENGTH = 10
"""Characters of a reason at least."""
_AGAIN = (2, 8, None)
"""How many rows are read for each person to be counted, where a person has several; None: all."""
_STEER = {"jit": "off", "enable_seqscan": "off", "plan_cache_mode": "force_custom_plan"}
"""PostgreSQL: no compiling for a query of milliseconds, no reading of the whole table, and a plan for these values."""

Key = tuple[dt.datetime, str]


class UnknownWorker(Exception):
    """Nobody like that is among those whom the official may see."""


@dataclass(frozen=True)
class Listed:
    """A worker as officials see them. `phone` is masked; `trades`: ids, the main one first, or what the person said
    where no trade was found for it."""

    id: str
    number: str
    status: str
    source: str
    name: str
    phone: str
    phone_proven: bool
    district: str
    place: str | None
    trades: tuple[str, ...]
    experience_months: int | None
    last_place: str | None
    last_state: str | None
    birth_year: int | None
    gender: str | None
    education: str | None
    wants: tuple[str, ...]
    tools: str | None
    bank_account: bool | None
    eshram: bool | None
    registered_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True)
class Count:
    """How many fit. `more`: there are more than `number`."""

    number: int
    more: bool

    def __str__(self) -> str:
        return f"{self.number:,}+" if self.more else f"{self.number:,}"


@dataclass(frozen=True)
class Page:
    """Workers, the latest registered first. `cursor` leads to the next page; None: there is none."""

    workers: list[Listed]
    count: Count
    cursor: str | None


def search(session: Session, officer: Officer, asked: Filter, *, cursor: str | None = None, limit: int = 50) -> Page:
    """A page of those who fit and whom the official may see. Raises `Forbidden`, `BadFilter` (field `cursor` too: a
    cursor belongs to one official and one filter)."""
    scope = scoped(officer, asked)
    after = _opened(cursor, officer, scope) if cursor else None
    limit = max(1, min(limit, PAGE_LIMIT))
    number, keys = _candidates(session, scope, COUNTED + 1, after, limit + 1)
    if number > COUNTED:
        keys = _in_order(session, scope, after, limit + 1)
    shown = keys[:limit]
    following = cursor_after(officer, scope, shown[-1]) if len(keys) > limit else None
    return Page(load(session, shown), _count(number), following)


def count(session: Session, officer: Officer, asked: Filter) -> Count:
    """How many fit, of those whom the official may see. Raises `Forbidden`."""
    number, _ = _candidates(session, scoped(officer, asked), COUNTED + 1, None, 0)
    return _count(number)


def one(session: Session, officer: Officer, which: str) -> Listed:
    """A worker by id or number. Raises `UnknownWorker`, whether there is none or they are not this official's to
    see."""
    return load(session, [_key(find(session, officer, which))])[0]


def unmask(session: Session, officer: Officer, which: str, reason: str, now: dt.datetime) -> str:
    """The telephone number of a worker, in E.164; who read it and why is kept. Raises `Forbidden`, `BadFilter` (field
    `reason`), `UnknownWorker`."""
    officer.need("unmask")
    reason = checked_reason(reason)
    row = find(session, officer, which)
    audit.note(
        session, officer.name, "unmask", now, about=row.id, reason=reason, names=(row.name,), address=officer.address
    )
    return row.phone


def checked_reason(reason: str) -> str:
    """The reason without needless blanks. Raises `BadFilter`."""
    reason = " ".join(reason.split())
    if not audit.says_enough(reason, REASON_LENGTH):
        raise BadFilter(
            "reason",
            f"Say in at least {REASON_LENGTH} characters, without names and numbers, what the number is needed for.",
        )
    if len(reason) > audit.REASON_LIMIT:
        raise BadFilter("reason", f"A reason has at most {audit.REASON_LIMIT} characters: shorten it.")
    return reason


def find(session: Session, officer: Officer, which: str) -> Worker:
    """The row of a worker by id or number, if it is this official's to see. Raises `Forbidden`,
    `UnknownWorker`."""
    officer.need("registry")
    number = numbers.valid(which)
    row = session.scalar(select(Worker).where(Worker.number == number)) if number else session.get(Worker, which)
    if row is None or not officer.sees(row.district) or (row.status == "unconfirmed" and not officer.may("import")):
        raise UnknownWorker("There is no such worker in your districts.")
    return row


def keys_of(session: Session, scope: Scoped, most: int) -> list[Key]:
    """All who fit, the latest first, if they are not more than `most`; else `most` + 1 of them in any order."""
    return _candidates(session, scope, most + 1, None, most + 1)[1]


def load(session: Session, keys: Sequence[Key]) -> list[Listed]:
    """The workers of some keys, in this order, with their telephone numbers masked."""
    return [listed(row, trades, masked(row.phone)) for row, trades in rows(session, [key[1] for key in keys])]


def rows(session: Session, ids: Sequence[str]) -> list[tuple[Worker, tuple[str, ...]]]:
    """Rows and trades of workers, in the order of the ids."""
    found = {row.id: row for row in session.scalars(select(Worker).where(Worker.id.in_(ids)))}
    trades: dict[str, list[str]] = {}
    said = select(WorkerTrade.worker_id, WorkerTrade.trade, WorkerTrade.said).where(WorkerTrade.worker_id.in_(ids))
    for worker_id, trade, words in session.execute(said.order_by(WorkerTrade.worker_id, WorkerTrade.place)):
        trades.setdefault(worker_id, []).append(words or trade if trade == UNKNOWN else trade)
    return [(found[each], tuple(trades.get(each, ()))) for each in ids if each in found]


def listed(row: Worker, trades: tuple[str, ...], phone: str) -> Listed:
    """A row as officials see it, with this telephone number."""
    return Listed(
        row.id, row.number, row.status, row.source, row.name, phone, row.phone_proven, row.district, row.place, trades,
        row.experience_months, row.last_place, row.last_state, row.birth_year, row.gender, row.education,
        tuple(want for want, bit in WANTS.items() if row.wants & bit), row.tools, row.bank_account, row.eshram,
        row.registered_at, row.updated_at,
    )  # fmt: skip


def _candidates(session: Session, scope: Scoped, most: int, after: Key | None, limit: int) -> tuple[int, list[Key]]:
    """How many fit, counted up to `most`, and the latest of those that were counted."""
    arrays = _steered(session)
    # A place has few people: they are looked up first, and their trades one by one.
    by_trade = bool(scope.asked.trades) and scope.asked.place is None
    if not (by_trade and len(scope.asked.trades) > 1):
        number, _, keys = _looked_up(session, scope, TRADES if by_trade else WORKERS, most, after, limit, arrays)
        return number, keys
    for times in _AGAIN:  # who has several of the trades comes several times
        enough = most * times if times is not None else None
        number, read, keys = _looked_up(session, scope, TRADES, enough, after, limit, arrays)
        if number >= most or enough is None or read < enough:
            break
    return min(number, most), keys


def _looked_up(
    session: Session, scope: Scoped, table: Table, most: int | None, after: Key | None, limit: int, arrays: bool
) -> tuple[int, int, list[Key]]:
    """How many people are in the first `most` rows that fit, how many rows these are, and the latest of the people."""
    who = (table.c.worker_id if table is TRADES else table.c.id).label("id")
    fitting = select(table.c.registered_at, who).where(condition(scope, table, arrays=arrays)).limit(most)
    read = found = fitting.cte("fitting").prefix_with("MATERIALIZED")
    if table is TRADES and len(scope.asked.trades) > 1:
        found = select(read).distinct().cte("found").prefix_with("MATERIALIZED")
    number, lines = (select(func.count()).select_from(each).scalar_subquery() for each in (found, read))
    total = select(number.label("number"), lines.label("lines")).subquery("total")
    latest = _latest(select(found), found.c, after, limit).subquery("latest")
    query = select(total.c.number, total.c.lines, latest).select_from(total.join(latest, true(), isouter=True))
    rows = session.execute(query).all()
    return rows[0].number, rows[0].lines, _keys(row for row in rows if row.id is not None)


def _in_order(session: Session, scope: Scoped, after: Key | None, limit: int) -> list[Key]:
    """The latest who fit, where they are many."""
    query = select(WORKERS.c.registered_at, WORKERS.c.id).where(condition(scope, WORKERS, arrays=_steered(session)))
    return _keys(session.execute(_latest(query, WORKERS.c, after, limit)))


def _latest(
    query: Select[Any], columns: ReadOnlyColumnCollection[str, Any], after: Key | None, limit: int
) -> Select[Any]:
    """The latest of a query from `after` on."""
    at, who = columns.registered_at, columns.id
    if after is not None:
        query = query.where(tuple_(at, who) < tuple_(literal(after[0], UtcDateTime()), literal(after[1])))
    return query.order_by(at.desc(), who.desc()).limit(limit)


def _keys(lines: Iterable[Row[Any]]) -> list[Key]:
    return [(line.registered_at, line.id) for line in lines]


def _key(row: Worker) -> Key:
    return row.registered_at, row.id


def _count(number: int) -> Count:
    return Count(min(number, COUNTED), number > COUNTED)


def _steered(session: Session) -> bool:
    """Whether the database is PostgreSQL; then it is told how to plan, for this transaction."""
    if session.get_bind().dialect.name != "postgresql":
        return False
    session.execute(select(*(func.set_config(name, value, True) for name, value in _STEER.items())))
    return True


def cursor_after(officer: Officer, scope: Scoped, key: Key) -> str:
    """What leads to the page after a row. Sealed, so that nobody can write one; with official and filter, so that it
    opens nothing else."""
    return vault.seal(json.dumps([officer.id, scope.asked.digest(), key[0].isoformat(), key[1]]))


def _opened(cursor: str, officer: Officer, scope: Scoped) -> Key:
    try:
        who, question, moment, last = json.loads(vault.opened(cursor) or "")
        if (who, question) == (officer.id, scope.asked.digest()):
            return dt.datetime.fromisoformat(moment), last
    except (ValueError, TypeError):
        pass
    raise BadFilter("cursor", "This cursor belongs to another question: leave it out to begin at the first page.")
