"""Whether timed work is done: somebody holds the lease, and nothing that is due waits for long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.models import TimedTask
from bot.scheduler import lease
from bot.services import timing

UNHELD: Final = dt.timedelta(minutes=3)
BEHIND: Final = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Standing:
    """`holder`: who works, or worked last; `until`: end of their lease; `oldest`: since when the oldest row is due,
    None: nothing is; `due`: how many are; `following`: when the next one is."""

    holder: str | None
    term: int
    until: dt.datetime | None
    oldest: dt.datetime | None
    due: int
    following: dt.datetime | None


def read(session: Session, now: dt.datetime) -> Standing:
    """How the scheduler stands."""
    held = lease.read(session)
    waiting = TimedTask.status == timing.WAITING
    oldest, due = session.execute(
        select(func.min(TimedTask.due_at), func.count()).where(waiting, TimedTask.due_at <= now)
    ).one()
    following = session.scalar(select(func.min(TimedTask.due_at)).where(waiting, TimedTask.due_at > now))
    known = held is not None and held.holder != ""
    return Standing(
        held.holder if held is not None and known else None, held.term if held is not None else 0,
        held.until if held is not None and known else None, oldest, due, following,
    )  # fmt: skip


def fault(standing: Standing, now: dt.datetime, since: dt.datetime) -> str | None:
    """What is wrong; None: nothing. `since`: when this process began to look; what was before counts for nothing."""
    free = max(standing.until, since) if standing.until is not None else since
    if now - free > UNHELD:
        return f"nobody has done timed work for {_minutes(now - free)} minutes"
    if standing.oldest is not None and now - max(standing.oldest, since) > BEHIND:
        return f"timed work is {_minutes(now - standing.oldest)} minutes behind ({standing.due} rows)"
    return None


def _minutes(passed: dt.timedelta) -> int:
    return int(passed.total_seconds() // 60)
