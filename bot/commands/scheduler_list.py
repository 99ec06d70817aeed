"""How timed work is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from bot.clock import INDIA
from bot.commands.layout import table
from bot.scheduler.health import Standing

Counted = tuple[str, str, str, int]
"""Kind, state, reason, number."""


def status_lines(standing: Standing, fault: str | None, now: dt.datetime) -> Iterator[str]:
    """Who works, what is due, what comes next, what is wrong."""
    if standing.holder is None or standing.until is None:
        yield "Nobody has done timed work yet."
    else:
        verb = "works" if standing.until > now else "worked last"
        yield f"{standing.holder} {verb}, until {_moment(standing.until)} (term {standing.term})"
    since = f", the oldest since {_moment(standing.oldest)}" if standing.oldest is not None else ""
    yield f"Due now: {standing.due}{since}"
    if standing.following is not None:
        yield f"Next: {_moment(standing.following)}"
    if fault is not None:
        yield f"Wrong: {fault}. See docs/operations.md, Scheduler."


def status_as_json(standing: Standing, fault: str | None) -> dict[str, Any]:
    """For programs."""
    plain = {
        name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in vars(standing).items()
    }
    return {**plain, "fault": fault}


def counts_lines(rows: Sequence[Counted]) -> Iterator[str]:
    """A line for each kind, state and reason."""
    if not rows:
        yield "Nothing was planned in this time."
        return
    yield from table(("kind", "state", "reason", "number"), rows)


def counts_as_json(rows: Sequence[Counted]) -> list[dict[str, Any]]:
    """For programs."""
    return [{"kind": kind, "status": state, "reason": why, "number": number} for kind, state, why, number in rows]


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(INDIA):%Y-%m-%d %H:%M}"
