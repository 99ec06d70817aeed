"""The chain of audit events. Each event has a seal that is made of its own fields and of the seal before, with a key
that is not in the database: whoever changes, takes out, swaps or puts in a row breaks the chain at that place.

Numbers of events go up by one without gaps, for they are given out under the lock of the row `last` of `audit_heads`.
`seal(number, digest)` of the latest event stands in that row, and of the last one that retention erased in `first`:
neither end can be moved without the key. What no chain inside a database can show is that the whole database was put
back to an earlier state: `bot audit verify` prints number and seal, to be kept elsewhere."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from sqlalchemy import ColumnElement, Table, delete, exists, func, select, text, update
from sqlalchemy.orm import Session

from bot.db.models import AuditEvent, AuditHead
from bot.services import vault

_FOR_EVENTS: Final = "audit-event"
_FOR_ENDS: Final = "audit-head"
_AT_ONCE: Final = 5_000
_HEADS: Final = cast(Table, AuditHead.__table__)
_LAST: Final = _HEADS.c.name == "last"
_FIRST: Final = _HEADS.c.name == "first"
_EVENTS: Final = cast(Table, AuditEvent.__table__)

Kind = Literal["changed", "missing", "inserted", "beginning", "end", "head"]


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold. `kind`: changed (the row, or another was put in its place), missing (the row),
    inserted (a row that nobody wrote through this service), beginning or end (rows from or up to this one are missing
    there), head (the row of `audit_heads` itself)."""

    event_id: int
    kind: Kind


@dataclass(frozen=True)
class Verdict:
    """`events`: how many hold, up to the break if there is one; `last`: number of the latest event; `seal`: of the end
    of the chain; `unchained`: events from before there was a chain, of which nothing can be said."""

    events: int
    last: int
    seal: str
    broken: Break | None = None
    unchained: int = 0


@dataclass(frozen=True)
class _Head:
    event_id: int
    digest: str


def append(session: Session, event: AuditEvent) -> None:
    """Writes the event as the next of the chain. Until the transaction ends, nobody else can append."""
    head = _taken(session)
    event.id = head.event_id + 1
    event.digest = _digest(
        head.digest, event.id, event.at, event.actor, event.act, event.about, event.reason, event.details, event.address
    )
    session.add(event)
    session.flush()
    values = {"event_id": event.id, "digest": _seal(event.id, event.digest)}
    session.execute(update(_HEADS).where(_LAST).values(values))


def _taken(session: Session) -> _Head:
    # The change comes before the look: it takes the row's lock on PostgreSQL, and on SQLite makes this the writer.
    take = update(_HEADS).where(_LAST).values(count=_HEADS.c.count + 1).returning(_HEADS.c.event_id, _HEADS.c.digest)
    found = session.execute(take).one_or_none()
    if found is None:
        _begin(session)
        found = session.execute(take).one()
    return _Head(found.event_id, found.digest)


def _begin(session: Session) -> None:
    """The two ends, after what was written before there was a chain."""
    start = text(
        "INSERT INTO audit_heads (name, event_id, digest, count) VALUES (:name, :id, :digest, 0) "
        "ON CONFLICT (name) DO NOTHING"
    )
    before = session.scalar(select(func.coalesce(func.max(_EVENTS.c.id), 0))) or 0
    for name in ("first", "last"):
        session.execute(start, {"name": name, "id": before, "digest": _seal(before, "")})


def due(before: dt.datetime) -> ColumnElement[bool]:
    """Which events may go when those of before a moment do: none that follows one that stays, for the chain is cut at
    its beginning only."""
    stays = select(func.min(_EVENTS.c.id)).where(_EVENTS.c.at >= before).scalar_subquery()
    return (AuditEvent.at < before) & (AuditEvent.id < func.coalesce(stays, 2**62))


def forget(session: Session, ids: Sequence[int]) -> None:
    """Erases the earliest events, all up to the highest of `ids`, and moves the beginning of the chain there."""
    final = max(ids)
    digest = session.scalar(select(_EVENTS.c.digest).where(_EVENTS.c.id == final))
    if digest is not None:
        session.execute(update(_HEADS).where(_FIRST).values(event_id=final, digest=_seal(final, digest)))
    session.execute(delete(_EVENTS).where(_EVENTS.c.id <= final))


def verify(session: Session) -> Verdict:
    """Checks every event (about 20 seconds for a million: it goes through all of them, in portions)."""
    while True:
        first = _head(session, _FIRST)
        verdict = _walk(session, first)
        if verdict.broken is None or _head(session, _FIRST) == first:
            return verdict  # else retention went on meanwhile


def _walk(session: Session, first: _Head | None) -> Verdict:
    last = _head(session, _LAST)
    if first is None or last is None:
        stray = session.scalar(select(func.min(_EVENTS.c.id)).where(_EVENTS.c.digest.is_not(None)))
        broken = Break(stray or 0, "head") if stray is not None or first is not last else None
        return Verdict(0, 0, "", broken, _unchained(session))
    seen, seal, count = first.event_id, first.digest, 0

    def end(broken: Break | None) -> Verdict:
        return Verdict(count, seen, seal, broken, _unchained(session, first.event_id))

    stray = session.scalar(select(func.min(_EVENTS.c.id)).where(
        _EVENTS.c.id <= first.event_id, _EVENTS.c.digest.is_not(None)))  # fmt: skip
    if stray is not None:
        return end(Break(stray, "inserted"))
    while True:
        last = _head(session, _LAST) or last
        rows = session.execute(
            select(_EVENTS).where(_EVENTS.c.id > seen, _EVENTS.c.id <= last.event_id)
            .order_by(_EVENTS.c.id).limit(_AT_ONCE)
        ).all()  # fmt: skip
        for row in rows:
            if row.id != seen + 1:
                return end(Break(seen + 1, "missing" if count else "beginning"))
            digest = _digest(seal, row.id, row.at, row.actor, row.act, row.about, row.reason, row.details, row.address)
            if row.digest != digest:
                return end(Break(row.id, "changed"))
            seen, seal, count = row.id, _seal(row.id, digest), count + 1
        if not rows:
            break
    if seen < last.event_id:
        return end(Break(seen + 1, "end"))
    if (seen, seal) != (last.event_id, last.digest):
        return end(Break(seen, "head"))
    # One statement, so that no event which is written meanwhile counts as a stray one.
    final = select(_HEADS.c.event_id).where(_LAST).scalar_subquery()
    stray = session.scalar(select(func.min(_EVENTS.c.id)).where(_EVENTS.c.id > final))
    return end(Break(stray, "inserted") if stray is not None else None)


def _unchained(session: Session, up_to: int | None = None) -> int:
    where = [_EVENTS.c.digest.is_(None), *([_EVENTS.c.id <= up_to] if up_to is not None else [])]
    if not session.scalar(select(exists().where(*where))):
        return 0
    return session.scalar(select(func.count()).select_from(_EVENTS).where(*where)) or 0


def _head(session: Session, which: ColumnElement[bool]) -> _Head | None:
    found = session.execute(select(_HEADS.c.event_id, _HEADS.c.digest).where(which)).one_or_none()
    return _Head(found.event_id, found.digest) if found is not None else None


def _seal(event_id: int, digest: str) -> str:
    return vault.fingerprint(_FOR_ENDS, str(event_id), digest)


def _digest(before: str, event_id: int, at: dt.datetime, *fields: Any) -> str:
    """As JSON, so that no two different events are the same text."""
    whole = [before, event_id, at.astimezone(dt.UTC).isoformat(), *fields]
    return vault.fingerprint(_FOR_EVENTS, json.dumps(whole, ensure_ascii=False, sort_keys=True, default=list))
