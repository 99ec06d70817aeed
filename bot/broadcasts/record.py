"""A broadcast as officials see it, and who may see which.

A broadcast belongs to the districts of the official who wrote it and never reaches beyond them. An official sees those
whose districts are all theirs.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db import models
from bot.services.officers import Forbidden, Officer

DRAFT: Final = "draft"
WAITING: Final = "waiting"
APPROVED: Final = "approved"
SENDING: Final = "sending"
PAUSED: Final = "paused"
STOPPED: Final = "stopped"
DONE: Final = "done"
STATUSES: Final = (DRAFT, WAITING, APPROVED, SENDING, PAUSED, STOPPED, DONE)


class UnknownBroadcast(LookupError):
    """There is no such broadcast, or it is not one of the official's districts."""


class Changed(Exception):
    """Somebody has changed the broadcast meanwhile: it is to be read again first."""


class NotNow(Exception):
    """That cannot be done with a broadcast in its present state. `key`: status (it is in another state: `status`), own
    (written or handed in by the same official), reason (a refusal wants one), early, night, far (of a time that was
    asked for), retried (its failed messages are repeated already), none (nothing failed)."""

    def __init__(self, key: str, status: str = "") -> None:
        super().__init__(f"That cannot be done now: {key}{f' ({status})' if status else ''}.")
        self.key = key
        self.status = status


@dataclass(frozen=True)
class Draft:
    """What is written of a broadcast. `topic`: of the content, or empty (preferences are asked for it); `texts`:
    language -> what is said, with places {like_this}; `fills`: a language without a text -> the one that stands in for
    it; `values`: what fills the places: name -> language -> text; `sender`: who speaks, by language; `link`: {"title":
    {language: text}, "url": address} or empty; `button`: {"title": {language: text}, "payload": what it brings back} or
    empty; `upload_id`: an attachment (`attachments.keep`); `template`: of WhatsApp, by name; `segment`: as `segments`
    dumps it."""

    name: str = ""
    topic: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    sender: dict[str, str] = field(default_factory=dict)
    link: dict[str, Any] = field(default_factory=dict)
    button: dict[str, Any] = field(default_factory=dict)
    upload_id: str | None = None
    template: str = ""
    segment: dict[str, Any] = field(default_factory=dict)


FIELDS: Final = tuple(one.name for one in fields(Draft))


@dataclass(frozen=True)
class Broadcast:
    """A broadcast. `author`, `decider`: names of officials; `writers`: ids of all who wrote in it, none of whom may
    approve it; `estimate`: counts and cost as they were when it was handed in (`approval.submit`)."""

    id: str
    status: str
    draft: Draft
    version: int
    districts: tuple[str, ...] | None
    author_id: str
    author: str
    writers: tuple[str, ...]
    created_at: dt.datetime
    updated_at: dt.datetime
    estimate: dict[str, Any]
    again: bool
    submitted_at: dt.datetime | None
    decided_by: str | None
    decider: str
    decided_at: dt.datetime | None
    decision: str
    scheduled_at: dt.datetime | None
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    recipients: int
    campaign_id: str | None
    retry_of: str | None


def covers(officer: Officer, districts: list[str] | None) -> bool:
    """Whether all of the districts are the official's."""
    if officer.districts is None:
        return True
    return districts is not None and set(districts) <= officer.districts


def may_see(officer: Officer) -> None:
    """Raises `Forbidden` for an official who has nothing to do with broadcasts."""
    if not officer.may("approve"):
        officer.need("broadcast")


def read(session: Session, officer: Officer, broadcast_id: str) -> models.Broadcast:
    """The row. Raises `Forbidden` and `UnknownBroadcast`."""
    may_see(officer)
    row = session.get(models.Broadcast, broadcast_id)
    if row is None or not covers(officer, row.districts):
        raise UnknownBroadcast("There is no such broadcast in your districts.")
    return row


def locked(
    session: Session, officer: Officer, broadcast_id: str, *statuses: str, right: str = "broadcast",
    version: int | None = None,
) -> models.Broadcast:  # fmt: skip
    """The row for a change, which nobody else can begin until this transaction ends. Raises `Forbidden`,
    `UnknownBroadcast`, `NotNow` (it is in none of `statuses`) and `Changed` (it is not at `version`)."""
    officer.need(right, change=True)
    hold(session, broadcast_id)
    row = read(session, officer, broadcast_id)
    if row.status not in statuses:
        raise NotNow("status", row.status)
    if version is not None and row.version != version:
        raise Changed("Somebody has changed this broadcast meanwhile. Open it again and repeat your change.")
    return row


def hold(session: Session, broadcast_id: str) -> models.Broadcast | None:
    """The row for a change by the service itself; None if there is none."""
    # A write that changes nothing takes the lock on both stores before anything is read.
    session.execute(
        update(models.Broadcast).where(models.Broadcast.id == broadcast_id).values(version=models.Broadcast.version)
    )
    return session.get(models.Broadcast, broadcast_id, populate_existing=True)


def seen(session: Session, officer: Officer, broadcast_id: str) -> Broadcast:
    """One broadcast. Raises `Forbidden` and `UnknownBroadcast`."""
    return of_rows(session, [read(session, officer, broadcast_id)])[0]


def draft_of(row: models.Broadcast) -> Draft:
    """What is written in the row."""
    return Draft(**{name: getattr(row, name) for name in FIELDS})


def writers(row: models.Broadcast) -> tuple[str, ...]:
    """Ids of all who wrote in it."""
    return tuple(row.estimate.get("writers") or [row.created_by])


def of_rows(session: Session, rows: list[models.Broadcast]) -> list[Broadcast]:
    """The rows as they are shown."""
    people = {one for row in rows for one in (row.created_by, row.decided_by) if one}
    officer = models.Officer
    found = session.execute(select(officer.id, officer.name).where(officer.id.in_(people))) if people else ()
    names = {number: name for number, name in found}
    return [
        Broadcast(
            id=row.id, status=row.status, draft=draft_of(row), version=row.version,
            districts=tuple(row.districts) if row.districts is not None else None, author_id=row.created_by,
            author=names.get(row.created_by, ""), writers=writers(row), created_at=row.created_at,
            updated_at=row.updated_at, estimate=row.estimate, again=row.again, submitted_at=row.submitted_at,
            decided_by=row.decided_by, decider=names.get(row.decided_by or "", ""), decided_at=row.decided_at,
            decision=row.decision, scheduled_at=row.scheduled_at, started_at=row.started_at,
            finished_at=row.finished_at, recipients=row.recipients, campaign_id=row.campaign_id,
            retry_of=row.retry_of,
        )
        for row in rows
    ]  # fmt: skip


__all__ = [
    "APPROVED", "DONE", "DRAFT", "FIELDS", "PAUSED", "SENDING", "STATUSES", "STOPPED", "WAITING", "Broadcast",
    "Changed", "Draft", "Forbidden", "NotNow", "UnknownBroadcast", "covers", "draft_of", "hold", "locked", "may_see",
    "of_rows", "read", "seen", "writers",
]  # fmt: skip
