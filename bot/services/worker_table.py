"""How many workers of each trade registered in each district in a month: the figures, within what an official sees."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.services import audit
from bot.services.officers import Officer
from bot.services.worker_filter import TRADES, BadFilter, Filter, condition, scoped
from bot.services.workers import UNKNOWN

SMALL = 5
"""Fewer people than that are not shown as a number: one could be found among them."""
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Table:
    """`counts`: trade and district -> workers with this trade who registered in the month; a worker with two trades
    counts at both. What is missing is 0. Trades and districts are ids in the order of the table."""

    month: dt.date
    trades: tuple[str, ...]
    districts: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    def shown(self, trade: str, district: str) -> str:
        """The number as it may be shown: "<5" for 1 to 4, a dash for none."""
        number = self.counts.get((trade, district), 0)
        return "–" if not number else f"<{SMALL}" if number < SMALL else f"{number:,}"


def month_of(text: str) -> dt.date:
    """The first day of a month written as 2026-11. Raises `BadFilter` (field `month`)."""
    found = _MONTH.fullmatch(text.strip())
    if found is None or int(found[1]) == 0:
        raise BadFilter("month", f"“{text}” is no month: write it like 2026-11.")
    return dt.date(int(found[1]), int(found[2]), 1)


def table(session: Session, officer: Officer, month: dt.date, now: dt.datetime) -> Table:
    """The table of a month of India (`month`: its first day), of active workers in the districts that the official
    sees; those with most people first. Raises `Forbidden`."""
    officer.need("registry")
    following = (month + dt.timedelta(days=31)).replace(day=1)
    asked = Filter(since=month, until=following - dt.timedelta(days=1))
    fits = condition(scoped(officer, asked), TRADES, arrays=session.get_bind().dialect.name == "postgresql")
    lines = session.execute(
        select(TRADES.c.trade, TRADES.c.district, func.count(TRADES.c.worker_id.distinct()))
        .where(fits, TRADES.c.trade != UNKNOWN)
        .group_by(TRADES.c.trade, TRADES.c.district)
    )
    counts = {(trade, district): number for trade, district, number in lines}
    audit.note(session, officer.name, "table", now, month=f"{month:%Y-%m}", address=officer.address)
    return Table(month, _order(counts, 0), _order(counts, 1), counts)


def _order(counts: Mapping[tuple[str, str], int], part: int) -> tuple[str, ...]:
    totals: dict[str, int] = {}
    for key, number in counts.items():
        totals[key[part]] = totals.get(key[part], 0) + number
    return tuple(sorted(totals, key=lambda each: (-totals[each], each)))
