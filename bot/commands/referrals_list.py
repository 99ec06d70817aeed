"""How loans that people asked help with are shown to officials at the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from bot.clock import INDIA
from bot.commands.layout import wrapped
from bot.services import numbers
from bot.services.referral_desk import Listed, Step

_WITHDRAWN = "(no longer to be told to banks)"


def lines(found: Sequence[Listed], total: int) -> Iterator[str]:
    """A request each: number, state, "waits" where the desk is reminded, days and district; then what is wanted."""
    if not found:
        yield "There are no such requests."
        return
    for one in found:
        yield from _about(one)
    if total > len(found):
        yield f"{total - len(found)} more: --limit {total} shows them."


def whole(one: Listed, steps: Sequence[Step]) -> Iterator[str]:
    """One request with its changes."""
    yield from _about(one)
    yield from wrapped(f"ready: {', '.join(one.documents) or 'no papers yet'}", "    ")
    for step in steps:
        noted = f": {step.reason}" if step.reason else ""
        who = "the person" if step.by == "-" else step.by
        yield from wrapped(f"{_day(step.at)}  {step.status}, {who}{noted}", "    ", "  ")


def as_json(one: Listed | Step) -> dict[str, Any]:
    """For programs."""
    return {name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in vars(one).items()}


def _about(one: Listed) -> Iterator[str]:
    waits = "waits" if one.waits else ""
    yield f"{numbers.shown(one.number)}  {one.status:<10}  {waits:<5}  {_day(one.created_at)}  {one.district}"
    amount = f"{one.amount} rupees" if one.amount is not None else "amount not said"
    who = f"{one.name}, {one.phone}" if one.name is not None else _WITHDRAWN
    yield from wrapped(f"{one.purpose}, {amount}; {who}; last change {_day(one.updated_at)}", "    ")


def _day(moment: dt.datetime) -> str:
    return f"{moment.astimezone(INDIA):%Y-%m-%d}"
