"""What came of a broadcast: figures by channel, language, district and hour, with what they are shares of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, literal, select
from sqlalchemy.orm import Session

from bot.broadcasts import running
from bot.broadcasts.record import Broadcast, of_rows, read
from bot.broadcasts.running import Progress
from bot.clock import INDIA
from bot.db.models import Contact, Learner, OutboxMessage, Worker, WorkerContact
from bot.delivery.outbox import DEAD, EXPIRED, SENT, UNKNOWN, WITHHELD
from bot.services.officers import Officer

NOT_KNOWN: Final = ""
"""The key of people of whom a district or language is not known."""


@dataclass(frozen=True)
class Line:
    """Numbers of messages to a group of people. `sent`: the channel took them; `delivered`, `read`: as the channel
    tells it (Telegram and the web chat tell neither); `failed`: given up; `others`: withheld, expired or unknown."""

    key: str
    recipients: int
    sent: int
    delivered: int
    read: int
    failed: int
    others: int

    @property
    def sent_share(self) -> float | None:
        """Sent of all recipients, 0 to 1; None without recipients."""
        return self.sent / self.recipients if self.recipients else None

    @property
    def delivered_share(self) -> float | None:
        """Delivered of sent, 0 to 1; None if none was sent."""
        return self.delivered / self.sent if self.sent else None

    @property
    def read_share(self) -> float | None:
        """Read of sent, 0 to 1; None if none was sent."""
        return self.read / self.sent if self.sent else None

    @property
    def failed_share(self) -> float | None:
        """Failed of all recipients, 0 to 1; None without recipients."""
        return self.failed / self.recipients if self.recipients else None


@dataclass(frozen=True)
class Report:
    """`by_hour`: hours of India, as their beginning; only those in which something was sent."""

    broadcast: Broadcast
    progress: Progress
    whole: Line
    by_channel: list[Line]
    by_language: list[Line]
    by_district: list[Line]
    by_hour: list[tuple[dt.datetime, int]]
    failures: dict[str, int]
    at: dt.datetime


def report(session: Session, officer: Officer, broadcast_id: str, now: dt.datetime) -> Report:
    """The figures as they are now. Districts and languages are those that people have today. Raises `Forbidden` and
    `UnknownBroadcast`."""
    row = read(session, officer, broadcast_id)
    lines: dict[str, list[Line]] = {"channel": [], "language": [], "district": []}
    whole, hours = Line("", 0, 0, 0, 0, 0, 0), []
    if row.campaign_id is not None:
        rows = _grouped(session, row.campaign_id)
        for place, name in enumerate(lines):
            lines[name] = _summed((each[place] or NOT_KNOWN, each[3:]) for each in rows)
        if rows:
            (whole,) = _summed(("", each[3:]) for each in rows)
        hours = _hours(session, row.campaign_id)
    progress = running.progress(session, officer, broadcast_id)
    return Report(
        of_rows(session, [row])[0], progress, whole, lines["channel"], lines["language"], lines["district"], hours,
        progress.by_reason, now,
    )  # fmt: skip


def _grouped(session: Session, campaign_id: str) -> list[Any]:
    """(channel, language, district, recipients, sent, delivered, read, failed, others), each combination once."""
    outbox = OutboxMessage
    entries = (
        select(WorkerContact.contact_id, func.min(Worker.district).label("district"))
        .join(Worker, and_(Worker.id == WorkerContact.worker_id, Worker.status == "active"))
        .where(WorkerContact.role == "self")
        .group_by(WorkerContact.contact_id)
        .subquery()
    )
    district = func.coalesce(entries.c.district, Learner.district)
    wanted = (
        select(
            outbox.channel, Contact.language, district, func.count(), _number(outbox.status == SENT),
            _number(outbox.delivered_at.is_not(None)), _number(outbox.read_at.is_not(None)),
            _number(outbox.status == DEAD), _number(outbox.status.in_((WITHHELD, EXPIRED, UNKNOWN))),
        )
        .join(Contact, Contact.id == outbox.contact_id)
        .outerjoin(entries, entries.c.contact_id == outbox.contact_id)
        .outerjoin(Learner, Learner.contact_id == outbox.contact_id)
        .where(outbox.key == f"campaign:{campaign_id}")
        .group_by(outbox.channel, Contact.language, district)
    )  # fmt: skip
    return list(session.execute(wanted))


def _number(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _summed(rows: Iterable[tuple[str, Any]]) -> list[Line]:
    """Lines by their key, the largest first."""
    found: dict[str, list[int]] = {}
    for key, numbers in rows:
        line = found.setdefault(key, [0] * 6)
        for place, number in enumerate(numbers):
            line[place] += int(number)
    return sorted((Line(key, *numbers) for key, numbers in found.items()), key=lambda one: (-one.recipients, one.key))


def _hours(session: Session, campaign_id: str) -> list[tuple[dt.datetime, int]]:
    outbox = OutboxMessage
    if session.get_bind().dialect.name == "sqlite":
        hour: ColumnElement[str] = func.strftime("%Y-%m-%dT%H", outbox.sent_at, literal("+330 minutes"))
    else:
        hour = func.to_char(func.timezone("Asia/Kolkata", outbox.sent_at), 'YYYY-MM-DD"T"HH24')
    wanted = (
        select(hour.label("hour"), func.count())
        .where(outbox.key == f"campaign:{campaign_id}", outbox.status == SENT, outbox.sent_at.is_not(None))
        .group_by("hour")
        .order_by("hour")
    )
    rows = session.execute(wanted).all()
    return [(dt.datetime.fromisoformat(f"{each}:00").replace(tzinfo=INDIA), number) for each, number in rows]
