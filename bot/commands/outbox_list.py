"""How the outbox and campaigns are shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.clock import INDIA
from bot.commands.layout import table, wrapped
from bot.delivery.overview import Pile, Reached, Row
from bot.delivery.states import Standing

_STATES = ("queued", "paused", "sent", "delivered", "read", "dead", "expired", "withheld", "unknown")
_NUMBER = re.compile(r"\+?\d(?:[\s-]?\d){7,}")


def lines(
    piles: Sequence[Pile], rows: Sequence[Row], standings: Mapping[str, Standing], total: int, now: dt.datetime
) -> Iterator[str]:
    """Channels that are off, then how much there is, then single messages."""
    for name, standing in standings.items():
        if standing.down is not None:
            yield from wrapped(f"{name} is off: {standing.down}", "    ", "")
        if standing.paused_until is not None and standing.paused_until > now:
            yield f"{name} is paused until {_day(standing.paused_until)}"
    if not piles:
        yield "Nothing waits, and nothing was given up."
        return
    yield from table(
        ("channel", "state", "messages", "oldest"),
        [(pile.channel, pile.status, pile.number, age(now - pile.oldest)) for pile in piles],
    )
    if rows:
        yield ""
    for row in rows:
        yield (
            f"{row.id:>8}  {row.channel:<9} {row.status:<8} {row.purpose:<13} {age(now - row.created_at):>6}  "
            f"{row.attempts} tried"
        )
        if why := reason(row):
            yield from wrapped(why, "          ")
    if total > len(rows):
        yield f"{total - len(rows)} more: --limit {total} shows them."


def as_json(
    piles: Sequence[Pile], rows: Sequence[Row], standings: Mapping[str, Standing], total: int
) -> dict[str, Any]:
    """For programs. `total`: of the messages that `messages` lists a part of."""
    return {
        "channels": {name: _plain(vars(standing)) for name, standing in standings.items()},
        "piles": [_plain(vars(pile)) for pile in piles],
        "total": total,
        "messages": [_plain(vars(row) | {"error": reason(row)}) for row in rows],
    }


def campaign_lines(one: Reached) -> Iterator[str]:
    """Name and times, then the numbers."""
    yield from wrapped(one.name)
    yield f"{one.purpose}, begun {_day(one.created_at)}"
    if one.expires_at is not None:
        yield f"worthless after {_day(one.expires_at)}"
    if one.stopped_at is not None:
        yield f"stopped {_day(one.stopped_at)}"
    for state in (*_STATES, *sorted(one.counts.keys() - {*_STATES})):
        if state in one.counts:
            yield f"{one.counts[state]:>9} {state}"


def campaign_as_json(one: Reached) -> dict[str, Any]:
    """For programs."""
    return _plain(vars(one))


def reason(row: Row) -> str | None:
    """Why; a service's own words may name a telephone number, which is left out. Its codes are shorter."""
    return _NUMBER.sub("…", row.error) if row.error else None


def age(passed: dt.timedelta) -> str:
    """In the largest unit that says enough: 40 s, 12 min, 5 h, 3 d."""
    seconds = max(0, int(passed.total_seconds()))
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def _day(moment: dt.datetime) -> str:
    return f"{moment.astimezone(INDIA):%Y-%m-%d %H:%M}"


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in values.items()}
