"""What officials did, to be looked through: filtered, by pages, as a list to take away."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import AuditEvent, AuditHead
from bot.services import audit, audit_chain
from bot.services.officers import Officer
from bot.services.worker_export import harmless

RIGHT: Final = "audit"
ROWS: Final = 50_000
"""Most events in one list."""
_AT_ONCE: Final = 1_000
_ACTORS: Final = 300


@dataclass(frozen=True)
class Event:
    """An act. `digest`: its seal in the chain; None: from before the chain."""

    id: int
    at: dt.datetime
    actor: str
    act: str
    about: str
    reason: str
    details: Mapping[str, Any]
    address: str | None
    digest: str | None


@dataclass(frozen=True)
class Asked:
    """`actor`, `act`, `about`: exactly; `since`, `until`: days of India, both within. Empty: all."""

    actor: str = ""
    act: str = ""
    about: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


class TooMany(ValueError):
    """More events than a list holds."""


def search(
    session: Session, officer: Officer, asked: Asked, *, after: tuple[dt.datetime, int] | None = None, limit: int = 25
) -> list[Event]:
    """Events, the latest first, one more than `limit` if there are more. `after`: moment and number of the last one
    before these."""
    officer.need(RIGHT)
    query = select(AuditEvent).where(*_where(asked)).order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
    if after is not None:
        at, number = after
        query = query.where(AuditEvent.at <= at, or_(AuditEvent.at < at, AuditEvent.id < number))
    return [_event(row) for row in session.scalars(query.limit(limit + 1))]


def one(session: Session, officer: Officer, event_id: int) -> Event | None:
    """An event by its number; None: there is none."""
    officer.need(RIGHT)
    row = session.get(AuditEvent, event_id)
    return _event(row) if row is not None else None


def actors(session: Session, officer: Officer) -> list[str]:
    """Who did anything, to choose from. Found by leaps over the index, so that a million events cost no more than a
    few."""
    officer.need(RIGHT)
    found: list[str] = []
    name: str | None = session.scalar(select(func.min(AuditEvent.actor)))
    while name is not None and len(found) < _ACTORS:
        found.append(name)
        name = session.scalar(select(func.min(AuditEvent.actor)).where(AuditEvent.actor > name))
    return found


def taken_out(
    session: Session, officer: Officer, asked: Asked, now: dt.datetime, heads: Sequence[str], acts: Mapping[str, str]
) -> bytes:
    """The events as CSV (UTF-8 with a mark, moments of India), cells that a spreadsheet would take for formulas made
    harmless. `heads`: of number, moment, who, what, about, reason, details, address; `acts`: what acts are called. The
    list is noted itself. Raises `TooMany`."""
    officer.need(RIGHT)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(heads)
    count, after = 0, None
    while True:
        events = search(session, officer, asked, after=after, limit=_AT_ONCE)
        more, events = len(events) > _AT_ONCE, events[:_AT_ONCE]
        for event in events:
            cells = (event.actor, acts.get(event.act, event.act), event.about, event.reason, spelled(event.details),
                     event.address or "")  # fmt: skip
            moment = event.at.astimezone(INDIA)
            writer.writerow([event.id, f"{moment:%Y-%m-%d %H:%M:%S}", *(harmless(cell) for cell in cells)])
        count += len(events)
        if count > ROWS:
            raise TooMany
        if not more:
            break
        after = (events[-1].at, events[-1].id)
        session.expunge_all()  # a list may be long
    filters = sorted(name for name, value in vars(asked).items() if value)
    audit.note(session, officer.name, "audit_export", now, address=officer.address, events=count, filters=filters)
    return stream.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class State:
    """Of the chain, without a check. `events`: in it now; `last`: number of the latest; `erased`: those before the
    first one that is still there."""

    events: int
    last: int
    erased: int


def state(session: Session, officer: Officer) -> State:
    """How long the chain is: a look at its two ends."""
    officer.need(RIGHT)
    ends = {row.name: row.event_id for row in session.execute(select(AuditHead.name, AuditHead.event_id))}
    first, last = ends.get("first", 0), ends.get("last", 0)
    return State(last - first, last, first)


def verified(session: Session, officer: Officer) -> audit_chain.Verdict:
    """Checks the whole chain."""
    officer.need(RIGHT)
    return audit_chain.verify(session)


def spelled(details: Mapping[str, Any]) -> str:
    """Details in one line: name: value; name: value."""
    return "; ".join(f"{name}: {value_of(value)}" for name, value in details.items() if value not in (None, "", []))


def value_of(value: Any) -> str:
    """One value of the details as people read it."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(value_of, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if asked.actor:
        where.append(AuditEvent.actor == asked.actor)
    if asked.act:
        where.append(AuditEvent.act == asked.act)
    if asked.about:
        where.append(AuditEvent.about == asked.about)
    if asked.since is not None:
        where.append(AuditEvent.at >= _begins(asked.since))
    if asked.until is not None:
        where.append(AuditEvent.at < _begins(asked.until + dt.timedelta(days=1)))
    return [and_(*where)] if where else []


def _begins(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), INDIA)


def _event(row: AuditEvent) -> Event:
    return Event(row.id, row.at, row.actor, row.act, row.about, row.reason, row.details, row.address, row.digest)
