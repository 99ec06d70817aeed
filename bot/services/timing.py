"""What is due at a time, in rows: planned here, done once, found again after a crash (`bot.scheduler` works it off).

A row is known by its kind, what it is about and a version. The same again is not planned twice; a change of what it is
about cancels the rows of the version before and plans new ones.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from bot.db.models import TimedTask
from bot.db.upsert import upsert

WAITING: Final = "waiting"
DONE: Final = "done"
DROPPED: Final = "dropped"
CANCELLED: Final = "cancelled"
_TASKS: Table = TimedTask.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Plan:
    """One thing to do. `useful_until`: what would come later than that is dropped instead (None: always of use);
    `group`: the session it belongs to; `values`: what the one who does it needs to know, without personal data."""

    kind: str
    subject: str
    due_at: dt.datetime
    version: str = "1"
    useful_until: dt.datetime | None = None
    group: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def plan(session: Session, plans: Iterable[Plan], now: dt.datetime) -> int:
    """Writes down what is to be done; returns how many are new. What is planned already stays as it is."""
    rows = [
        {
            "kind": one.kind, "subject": one.subject, "version": one.version, "belongs_to": one.group,
            "due_at": one.due_at, "useful_until": one.useful_until, "values": one.values, "status": WAITING,
            "reason": "", "attempts": 0, "created_at": now,
        }
        for one in plans
    ]  # fmt: skip
    if not rows:
        return 0
    made = session.execute(upsert(session)(_TASKS).values(rows).on_conflict_do_nothing().returning(_TASKS.c.id))
    return len(made.all())


def cancel(
    session: Session, now: dt.datetime, *, subjects: Collection[str] = (), group: str = "", kinds: Collection[str] = ()
) -> int:
    """What still waits about these subjects, or of this group, is not done any more; returns how many. `kinds`: only
    these (none named: all). One of `subjects` and `group` must be given."""
    if not subjects and not group:
        raise ValueError("name the subjects or the group")
    which = [_TASKS.c.status == WAITING]
    if subjects:
        which.append(_TASKS.c.subject.in_(list(subjects)))
    if group:
        which.append(_TASKS.c.belongs_to == group)
    if kinds:
        which.append(_TASKS.c.kind.in_(list(kinds)))
    done: Any = session.execute(update(_TASKS).where(*which).values(status=CANCELLED, done_at=now))
    return int(done.rowcount)


def due(session: Session, now: dt.datetime, limit: int) -> list[TimedTask]:
    """What is due, the longest due first. On PostgreSQL the rows are locked until the transaction ends, and rows that
    another one holds are left out."""
    wanted = (
        select(TimedTask)
        .where(TimedTask.status == WAITING, TimedTask.due_at <= now)
        .order_by(TimedTask.due_at, TimedTask.id)
        .limit(limit)
    )
    if session.get_bind().dialect.name == "postgresql":
        wanted = wanted.with_for_update(skip_locked=True)
    return list(session.scalars(wanted))


def settle(session: Session, task: TimedTask, status: str, now: dt.datetime, reason: str = "") -> None:
    """Notes that a thing was done or dropped, in the transaction that did it."""
    task.status, task.reason, task.done_at = status, reason, now
    session.flush()


def again(session: Session, task: TimedTask, at: dt.datetime) -> None:
    """It could not be done: it is tried again at that time."""
    task.attempts += 1
    task.due_at = at
    session.flush()


def counts(session: Session, since: dt.datetime | None = None) -> Counter[tuple[str, str, str]]:
    """(kind, status, reason) -> how many, of those planned from `since` on."""
    wanted = select(_TASKS.c.kind, _TASKS.c.status, _TASKS.c.reason, func.count()).group_by(
        _TASKS.c.kind, _TASKS.c.status, _TASKS.c.reason
    )
    if since is not None:
        wanted = wanted.where(_TASKS.c.created_at >= since)
    return Counter({(kind, status, reason): number for kind, status, reason, number in session.execute(wanted)})


def forget(session: Session, before: dt.datetime) -> int:
    """Deletes what was settled before; returns how many."""
    done: Any = session.execute(_TASKS.delete().where(_TASKS.c.status != WAITING, _TASKS.c.done_at < before))
    return int(done.rowcount)
