"""When the nightly work was done last: a settled row for each night, so that one that was missed is made up for."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.models import TimedTask
from bot.services import timing
from bot.services.timing import Plan

KIND: Final = "nightly"
DAY: Final = dt.timedelta(hours=24)


def missed(session: Session, now: dt.datetime) -> bool:
    """Whether more than a day has passed since the last time. Where there was none, the day is counted from now. A
    time that lies ahead was written by a clock that was wrong, and counts as none."""
    last = session.scalar(select(func.max(TimedTask.done_at)).where(TimedTask.kind == KIND, TimedTask.done_at <= now))
    if last is None:
        note(session, now, "counted from here")
        return False
    return now - last > DAY


def note(session: Session, now: dt.datetime, reason: str = "") -> None:
    """It was done now."""
    # To the minute, in 16 characters.
    version = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M")
    timing.plan(session, [Plan(KIND, KIND, now, version)], now)
    found = select(TimedTask).where(TimedTask.kind == KIND, TimedTask.subject == KIND, TimedTask.version == version)
    timing.settle(session, session.scalars(found).one(), timing.DONE, now, reason)
