"""What officials ask the register for, and what of it they may see: the filter is rewritten to the official's own
districts here, so that nothing that comes later can forget it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from sqlalchemy import ARRAY, ColumnElement, SmallInteger, String, Table, and_, any_, exists, false, literal, select
from sqlalchemy.types import TypeEngine

from bot.clock import INDIA
from bot.db.models import Worker, WorkerTrade
from bot.services import worker_cells
from bot.services.officers import Officer
from bot.services.worker_cells import GENDERS
from bot.services.workers import WANTS, bits

Status = Literal["active", "unconfirmed"]
STATUSES: tuple[Status, ...] = get_args(Status)
YEARS = 80
"""Most years of experience that can be asked for."""

WORKERS: Table = Worker.__table__  # type: ignore[assignment]
TRADES: Table = WorkerTrade.__table__  # type: ignore[assignment]


class BadFilter(ValueError):
    """A part of a filter makes no sense; `field` names it, the message says what to change."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Filter:
    """Everything that is given must be fulfilled. `districts`, `trades`, `wants`: one of them; none: any. `years_from`,
    `years_to`: whole years of experience, both included (5 to 5: five years and less than six). `since`, `until`: days
    of registration in India, both included."""

    districts: frozenset[str] = frozenset()
    place: str | None = None
    trades: frozenset[str] = frozenset()
    years_from: int | None = None
    years_to: int | None = None
    wants: frozenset[str] = frozenset()
    gender: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    status: str = "active"

    def __post_init__(self) -> None:
        """Raises `BadFilter`."""
        if self.gender is not None and self.gender not in GENDERS:
            raise BadFilter("gender", f"There is no gender “{self.gender}”. Choose from: {', '.join(GENDERS)}.")
        if self.status not in STATUSES:
            raise BadFilter("status", f"There is no status “{self.status}”. Choose from: {', '.join(STATUSES)}.")
        if unknown := sorted(self.wants - WANTS.keys()):
            raise BadFilter("want", f"There is no wish {', '.join(unknown)}. Choose from: {', '.join(WANTS)}.")
        for field in ("years_from", "years_to"):
            years = getattr(self, field)
            if years is not None and not 0 <= years <= YEARS:
                raise BadFilter(field, f"Years of experience go from 0 to {YEARS}.")
        if self.years_from is not None and self.years_to is not None and self.years_from > self.years_to:
            raise BadFilter("years_to", "The most years of experience are fewer than the least: exchange them.")
        if self.since is not None and self.until is not None and self.since > self.until:
            raise BadFilter("until", "The last day is before the first: exchange them.")

    @property
    def months(self) -> tuple[int | None, int | None]:
        """Months of experience, from the first to below the second."""
        return (
            self.years_from * 12 if self.years_from is not None else None,
            (self.years_to + 1) * 12 if self.years_to is not None else None,
        )

    @property
    def moments(self) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Moments of registration, from the first to before the second."""
        return (
            _midnight(self.since) if self.since is not None else None,
            _midnight(self.until + dt.timedelta(days=1)) if self.until is not None else None,
        )

    def digest(self) -> str:
        """The same for the same filter only."""
        plain = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(self).items()}
        return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()


def named(asked: Filter, districts: Collection[str], trades: Collection[str]) -> Filter:
    """The filter, if its districts and trades exist among these ids. Raises `BadFilter`."""
    for field, given, known in (("district", asked.districts, districts), ("trade", asked.trades, trades)):
        if unknown := sorted(given - set(known)):
            raise BadFilter(
                field, f"There is no {field} {', '.join(unknown)}. Choose from: {', '.join(sorted(known))}."
            )
    return asked


@dataclass(frozen=True)
class Scoped:
    """A filter as it may be asked. Made by `scoped` alone. `districts`: None: the whole state."""

    asked: Filter
    districts: frozenset[str] | None


def scoped(officer: Officer, asked: Filter) -> Scoped:
    """The filter within what the official may see. Raises `Forbidden`."""
    officer.need("registry")
    if asked.status == "unconfirmed":
        officer.need("import")
    districts = officer.within(asked.districts)
    return Scoped(replace(asked, districts=districts or frozenset()), districts)


def condition(scope: Scoped, table: Table, *, arrays: bool) -> ColumnElement[bool]:
    """What rows of `WORKERS` or of `TRADES` must fulfil. `arrays`: the database takes a list as one value (PostgreSQL).
    Rows of `TRADES` come once for each trade that fits."""
    asked, columns = scope.asked, table.c
    of_trades = table is TRADES
    experience = columns.months if of_trades else columns.experience_months
    area = columns.area if of_trades else columns.place
    parts: list[ColumnElement[bool]] = []
    if scope.districts is not None:
        parts.append(among(columns.district, scope.districts, String(), arrays) if scope.districts else false())
    if asked.place is not None:
        parts.append(area == asked.place)
    parts += _cells(asked, columns.cell, arrays)
    low, high = asked.months
    parts += [experience >= low] if low is not None else []
    parts += [experience < high] if high is not None else []
    start, end = asked.moments
    parts += [columns.registered_at >= start] if start is not None else []
    parts += [columns.registered_at < end] if end is not None else []
    if asked.trades and of_trades:
        parts.append(among(columns.trade, asked.trades, String(), arrays))
    elif asked.trades:
        parts.append(
            exists(
                select(literal(1)).where(
                    TRADES.c.worker_id == columns.id, among(TRADES.c.trade, asked.trades, String(), arrays)
                )
            )
        )
    return and_(*parts)


def among(
    column: ColumnElement[Any], values: Collection[Any], type_: TypeEngine[Any], arrays: bool
) -> ColumnElement[bool]:
    """The column is one of the values."""
    listed = sorted(values)
    if len(listed) == 1:
        return column == literal(listed[0], type_)
    if not arrays:
        return column.in_(listed)
    one: ColumnElement[bool] = column == any_(literal(listed, ARRAY(type_)))
    return one


def _cells(asked: Filter, column: ColumnElement[int], arrays: bool) -> list[ColumnElement[bool]]:
    """The cells say status, gender and wants exactly, and experience roughly."""
    confirmed = asked.status == "active"
    wants = bits(asked.wants)
    if asked.gender is None and not wants and asked.months == (None, None):
        return [column < worker_cells.UNCONFIRMED if confirmed else column >= worker_cells.UNCONFIRMED]
    cells = worker_cells.matching(confirmed=confirmed, gender=asked.gender, wants=wants, months=asked.months)
    return [among(column, cells, SmallInteger(), arrays)]


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), INDIA)
