"""How workers are shown to an official at the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from bot.clock import INDIA
from bot.commands.layout import wrapped
from bot.knowledge.names import Names
from bot.services import numbers
from bot.services.worker_search import Page


def lines(page: Page, names: Names) -> Iterator[str]:
    """How many; a worker each: number, day of registration, masked phone, name; then what they do and where."""
    yield f"{page.count} fit."
    for one in page.workers:
        day = f"{one.registered_at.astimezone(INDIA):%Y-%m-%d}"
        yield from wrapped(f"{numbers.shown(one.number)}  {day}  {one.phone}  {one.name}")
        years = f"{one.experience_months // 12} years" if one.experience_months is not None else ""
        trades = ", ".join(names.trades.get(trade, trade) for trade in one.trades)
        where = ", ".join(part for part in (one.place, names.districts.get(one.district, one.district)) if part)
        parts = (trades, years, where, f"wants {', '.join(one.wants)}" if one.wants else "")
        yield from wrapped("; ".join(part for part in parts if part), "    ")
    if page.cursor is not None:
        yield f"More: --cursor {page.cursor}"


def as_json(page: Page) -> dict[str, Any]:
    """For programs."""
    workers = [
        {name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in vars(one).items()}
        for one in page.workers
    ]
    return {"count": vars(page.count), "workers": workers, "cursor": page.cursor}
