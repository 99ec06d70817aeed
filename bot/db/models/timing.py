"""What is due at a time, and who works it off."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base, partial
from bot.db.types import UtcDateTime


class TimedTask(Base):
    """Something to be done at a time, once. `kind`: of content/reminders.yml or of a duty (bot/scheduler); `subject`:
    the id that it is about (an enrolment, a session, a mentorship); `version`: a change makes a new row instead of
    moving this one; `useful_until`: what comes later than that is dropped; `status`: waiting, done, dropped (`reason`:
    late, gone, not wanted), cancelled (its version is over); `attempts`: failures so far; `group`: the session, so that
    all that belongs to it can be found."""

    __tablename__ = "timed_tasks"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "version"),
        partial("ix_timed_tasks_due", "status = 'waiting'", "due_at", "id"),
        Index("ix_timed_tasks_group", "belongs_to", "status"),
        Index("ix_timed_tasks_subject", "subject", "status"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(32))
    version: Mapped[str] = mapped_column(String(16), default="1")
    group: Mapped[str] = mapped_column("belongs_to", String(32), default="")
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    useful_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    reason: Mapped[str] = mapped_column(String(40), default="")
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Lease(Base):
    """Who alone may do something until a moment, which they put off as long as they live. `term`: goes up with each
    holder, so that an old one can be told from the present."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    term: Mapped[int] = mapped_column(Integer, default=1)
    until: Mapped[dt.datetime] = mapped_column(UtcDateTime)
