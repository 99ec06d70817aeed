"""One look at what is due: small transactions, in each of which rows are claimed, done and settled together.

A row whose handler fails is rolled back alone and tried again later; the others of its transaction stand. If the
process is killed in the middle, nothing of the transaction is there, and the next one does all of it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from bot.conversation.surroundings import Surroundings
from bot.db.models import TimedTask
from bot.scheduler import lease
from bot.scheduler.kinds import KINDS, Handler
from bot.scheduler.lease import Held
from bot.services import timing

logger = logging.getLogger(__name__)

AT_ONCE: Final = 50
"""Rows of one transaction: on SQLite nobody else can write meanwhile."""
AGAIN: Final = (
    dt.timedelta(minutes=1), dt.timedelta(minutes=5), dt.timedelta(minutes=30), dt.timedelta(hours=3),
)  # fmt: skip
"""After the first, second ... failure; after the last one the row is dropped."""
LATE: Final = "late"
FAILED: Final = "failed"
_REASON_LIMIT = 40


@dataclass
class Batch:
    """What became of the rows of one transaction."""

    done: int = 0
    dropped: int = 0
    failed: int = 0

    @property
    def rows(self) -> int:
        """How many were looked at."""
        return self.done + self.dropped + self.failed

    def add(self, other: Batch) -> None:
        """Counts those of another one too."""
        self.done += other.done
        self.dropped += other.dropped
        self.failed += other.failed


def batch(
    session: Session, held: Held, around: Surroundings, now: dt.datetime, *, kinds: Mapping[str, Handler] = KINDS,
    limit: int = AT_ONCE,
) -> Batch:  # fmt: skip
    """Works off at most `limit` rows that are due, the longest due first. Raises `lease.Lost` before anything is
    written if another process is the scheduler now."""
    lease.renew(session, held, now)
    found = Batch()
    for task in timing.due(session, now, limit):
        # A handler before may have cancelled it: a session that ended, an offer that went to the next.
        session.refresh(task, ["status"])
        if task.status != timing.WAITING:
            found.dropped += 1
            continue
        if task.useful_until is not None and task.useful_until <= now:
            timing.settle(session, task, timing.DROPPED, now, LATE)
            found.dropped += 1
            continue
        found.add(_one(session, task, around, now, kinds))
    return found


def _one(
    session: Session, task: TimedTask, around: Surroundings, now: dt.datetime, kinds: Mapping[str, Handler]
) -> Batch:
    try:
        with session.begin_nested():
            reason = kinds[task.kind](session, task, around, now)
            status = timing.DROPPED if reason else timing.DONE
            timing.settle(session, task, status, now, reason[:_REASON_LIMIT])
    except Exception as error:
        _failed(session, task, error, now)
        return Batch(failed=1)
    return Batch(dropped=1) if reason else Batch(done=1)


def _failed(session: Session, task: TimedTask, error: Exception, now: dt.datetime) -> None:
    """Tries it again later, or gives it up. The log has the kind of error and where it was, never its words: they may
    hold a person's."""
    session.refresh(task)
    again = now + AGAIN[task.attempts] if task.attempts < len(AGAIN) else None
    if again is None or (task.useful_until is not None and again >= task.useful_until):
        timing.settle(session, task, timing.DROPPED, now, FAILED)
        logger.error(
            "timed task %d (%s) is given up after %d failures: %s", task.id, task.kind, task.attempts + 1, _where(error)
        )
        return
    logger.warning("timed task %d (%s) failed, tried again at %s: %s", task.id, task.kind, again, _where(error))
    timing.again(session, task, again)


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace is not None else "?"
    return f"{type(error).__name__} in {place}"
