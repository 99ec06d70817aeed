"""Drafts: writing, listing, copying and throwing away broadcasts.

A draft is one official's page at a time: each change names the version that it was made from, and whoever comes second
is told (`Changed`) instead of overwriting the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from bot.broadcasts import attachments, doubles, segments
from bot.broadcasts.checks import Problem, problems
from bot.broadcasts.messages import Preview, goes_in, outgoing, preview
from bot.broadcasts.record import (
    APPROVED,
    DRAFT,
    WAITING,
    Broadcast,
    Changed,
    Draft,
    NotNow,
    UnknownBroadcast,
    covers,
    draft_of,
    locked,
    may_see,
    of_rows,
    read,
    seen,
    writers,
)
from bot.db import models
from bot.services import audit
from bot.services.officers import Officer

Which = Literal["all", "mine", "waiting"]
NAME_LIMIT: Final = 120
PAGE: Final = 25
_AT_ONCE: Final = 100
_MOST: Final[Mapping[str, int]] = {"texts": 4000, "values": 4000, "sender": 800, "link": 3000, "button": 800}


class TooMuch(ValueError):
    """More is written in a `field` than can be kept."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field}: that is more than can be kept. Shorten it.")
        self.field = field


@dataclass(frozen=True)
class Listed:
    """A page of broadcasts, the newest first. `after`: gives the next page, None on the last."""

    broadcasts: list[Broadcast]
    after: tuple[dt.datetime, str] | None


def one(session: Session, officer: Officer, broadcast_id: str) -> Broadcast:
    """One broadcast. Raises `Forbidden` and `UnknownBroadcast`."""
    return seen(session, officer, broadcast_id)


def listed(
    session: Session, officer: Officer, *, which: Which = "all", status: str = "",
    after: tuple[dt.datetime, str] | None = None, limit: int = PAGE,
) -> Listed:  # fmt: skip
    """Broadcasts of the official's districts. `which`: mine (written by them), waiting (for a decision that they may
    take), all; `status`: only those in it; `after`: of the page before. Raises `Forbidden`."""
    may_see(officer)
    found: list[models.Broadcast] = []
    table = models.Broadcast
    while True:
        wanted = select(table).order_by(table.created_at.desc(), table.id.desc()).limit(_AT_ONCE)
        if status or which == "waiting":
            wanted = wanted.where(table.status == (WAITING if which == "waiting" else status))
        if which == "mine":
            wanted = wanted.where(table.created_by == officer.id)
        if after is not None:
            moment, number = after
            wanted = wanted.where(or_(table.created_at < moment, and_(table.created_at == moment, table.id < number)))
        rows = list(session.scalars(wanted))
        for row in rows:
            if covers(officer, row.districts) and not (which == "waiting" and not _may_decide(officer, row)):
                if len(found) == limit:
                    return Listed(of_rows(session, found), (found[-1].created_at, found[-1].id))
                found.append(row)
        if len(rows) < _AT_ONCE:
            return Listed(of_rows(session, found), None)
        after = (rows[-1].created_at, rows[-1].id)


def create(session: Session, officer: Officer, draft: Draft, now: dt.datetime) -> Broadcast:
    """A new draft of the official's districts. Raises `Forbidden`, `TooMuch` and `BadSegment`."""
    officer.need("broadcast", change=True)
    row = models.Broadcast(
        districts=sorted(officer.districts) if officer.districts is not None else None, created_by=officer.id,
        created_at=now, updated_at=now, estimate={"writers": [officer.id]},
    )  # fmt: skip
    _write(session, officer, row, draft)
    session.add(row)
    session.flush()
    audit.note(session, officer.name, "broadcast_create", now, about=row.id, address=officer.address)
    return of_rows(session, [row])[0]


def change(
    session: Session, officer: Officer, broadcast_id: str, version: int, draft: Draft, now: dt.datetime
) -> Broadcast:
    """Writes a draft anew; `version`: of the one it was made from. Raises `Forbidden`, `UnknownBroadcast`, `NotNow`
    (it is no draft any more), `Changed`, `TooMuch` and `BadSegment`."""
    row = locked(session, officer, broadcast_id, DRAFT, version=version)
    _write(session, officer, row, draft)
    row.version, row.updated_at = row.version + 1, now
    if officer.id not in writers(row):
        row.estimate = {"writers": [*writers(row), officer.id]}
    session.flush()
    audit.note(
        session, officer.name, "broadcast_change", now, about=row.id, address=officer.address, version=row.version
    )
    return of_rows(session, [row])[0]


def copy(session: Session, officer: Officer, broadcast_id: str, name: str, now: dt.datetime) -> Broadcast:
    """A new draft with all that the other one says, written by this official. Raises `Forbidden`, `UnknownBroadcast`
    and `TooMuch`."""
    officer.need("broadcast", change=True)
    draft = draft_of(read(session, officer, broadcast_id))
    made = create(session, officer, replace(draft, name=name, upload_id=None), now)
    if draft.upload_id is not None:
        session.get_one(models.Broadcast, made.id).upload_id = draft.upload_id
        session.flush()
    return seen(session, officer, made.id)


def discard(session: Session, officer: Officer, broadcast_id: str, version: int, now: dt.datetime) -> None:
    """Throws a draft away. Raises `Forbidden`, `UnknownBroadcast`, `NotNow` and `Changed`."""
    row = locked(session, officer, broadcast_id, DRAFT, version=version)
    session.delete(row)
    session.flush()
    audit.note(session, officer.name, "broadcast_discard", now, about=broadcast_id, address=officer.address)


def _may_decide(officer: Officer, row: models.Broadcast) -> bool:
    return officer.may("approve") and not officer.reads and officer.id not in writers(row)


def _write(session: Session, officer: Officer, row: models.Broadcast, draft: Draft) -> None:
    for field, most in _MOST.items():
        if len(str(getattr(draft, field))) > most * 3:
            raise TooMuch(field)
    for field, limit in (("name", NAME_LIMIT), ("topic", 32), ("template", 64)):
        if len(getattr(draft, field)) > limit:
            raise TooMuch(field)
    definition = segments.parse(draft.segment)
    if draft.upload_id is not None and draft.upload_id != row.upload_id:
        attachments.own(session, officer, draft.upload_id)
    values: dict[str, Any] = asdict(draft) | {"segment": segments.dumped(definition)}
    for name, value in values.items():
        setattr(row, name, value)
    row.digest = doubles.digest(draft_of(row), row.districts)


__all__ = [
    "APPROVED", "NAME_LIMIT", "PAGE", "Broadcast", "Changed", "Draft", "Listed", "NotNow", "Preview", "Problem",
    "TooMuch", "UnknownBroadcast", "Which", "change", "copy", "create", "discard", "goes_in", "listed", "one",
    "outgoing", "preview", "problems",
]  # fmt: skip
