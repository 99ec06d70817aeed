"""The outbox in the database: rows are leased, sent, and settled; a lease that runs out gives the row back.

A lease moves `next_attempt_at` to its end as well, so that a leased row is not looked at again before. Settling takes
only rows that the sender still holds: what another one took over meanwhile is that one's to settle.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Table, bindparam, func, null, select, update
from sqlalchemy.orm import Session

from bot.db.alone import alone
from bot.db.models import CampaignCount, Contact, OutboxMessage
from bot.db.upsert import upsert

LEASE = dt.timedelta(seconds=60)
REPLY, BULK = 0, 1  # lanes
Unasked = Literal["service", "reminders", "announcements"]
Purpose = Literal["reply", "service", "reminders", "announcements"]
Status = Literal["queued", "paused", "sent", "dead", "expired", "withheld", "unknown"]
QUEUED: Final = "queued"
PAUSED: Final = "paused"
"""Its campaign is: no sender looks at it."""
SENT: Final = "sent"
DEAD: Final = "dead"
EXPIRED: Final = "expired"
WITHHELD: Final = "withheld"
UNKNOWN: Final = "unknown"
NOWHERE: Final = "sample"
"""Channel of the invented people of `bot demo`: nothing is ever queued for them."""

_AT_ONCE = 10_000  # keys in one statement: databases bound their parameters (SQLite 32,766, PostgreSQL 65,535)
_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]
_CONTACTS: Table = Contact.__table__  # type: ignore[assignment]
_COUNTS: Table = CampaignCount.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Due:
    """A leased message."""

    id: int
    channel: str
    lane: int
    purpose: Purpose
    topic: str
    campaign_id: str | None
    contact_id: str
    recipient: str
    language: str | None
    seen_at: dt.datetime
    unreachable: bool
    body: dict[str, Any] | None
    attempts: int
    parts_sent: int
    expires_at: dt.datetime | None
    in_doubt: bool


@dataclass(frozen=True)
class Outcome:
    """What became of a leased message. `status` queued: again at `at`; `counted`: the attempt was the message's own
    fault; `doubt`: it may have been sent all the same."""

    due: Due
    status: Status
    external_id: str | None = None
    error: str | None = None
    at: dt.datetime | None = None
    counted: bool = True
    parts_sent: int = 0
    doubt: bool = False


def claim(session: Session, channel: str, lane: int, limit: int, now: dt.datetime, sender: str) -> list[Due]:
    """Leases messages that are due, the longest due first, at most the first of each person in the lane: what a person
    gets stays in order. `sender`: who holds the lease."""
    alone(session)
    earlier = _OUTBOX.alias()
    before = select(earlier.c.id).where(
        earlier.c.contact_id == _OUTBOX.c.contact_id, earlier.c.lane == lane, earlier.c.status == QUEUED,
        earlier.c.id < _OUTBOX.c.id,
    )  # fmt: skip
    wanted = (
        select(
            _OUTBOX, _CONTACTS.c.sender, _CONTACTS.c.address, _CONTACTS.c.language, _CONTACTS.c.seen_at,
            _CONTACTS.c.unreachable_at,
        )
        .join(_CONTACTS, _CONTACTS.c.id == _OUTBOX.c.contact_id)
        .where(
            _OUTBOX.c.status == QUEUED, _OUTBOX.c.channel == channel, _OUTBOX.c.lane == lane,
            _OUTBOX.c.next_attempt_at <= now, ~before.exists(),
        )
        .order_by(_OUTBOX.c.next_attempt_at, _OUTBOX.c.id)
        .limit(limit)
    )  # fmt: skip
    if session.get_bind().dialect.name == "postgresql":
        wanted = wanted.with_for_update(skip_locked=True, of=_OUTBOX)
    found = session.execute(wanted).all()
    if not found:
        return []
    # A lease that ran out without being settled: its sender died, and nobody knows how far it came.
    due = [_due(row, row.in_doubt or row.leased_by is not None) for row in found]
    for doubt in {one.in_doubt for one in due}:
        session.execute(
            update(_OUTBOX)
            .where(_OUTBOX.c.id.in_([one.id for one in due if one.in_doubt == doubt]))
            .values(
                leased_until=now + LEASE, next_attempt_at=now + LEASE, leased_by=sender, in_doubt=doubt,
                attempts=_OUTBOX.c.attempts + 1,
            )
        )  # fmt: skip
    return due


def _due(row: Any, doubt: bool) -> Due:
    return Due(
        id=row.id, channel=row.channel, lane=row.lane, purpose=row.purpose, topic=row.topic,
        campaign_id=row.campaign_id, contact_id=row.contact_id, recipient=row.address or row.sender,
        language=row.language, seen_at=row.seen_at, unreachable=row.unreachable_at is not None, body=row.body,
        attempts=row.attempts + 1, parts_sent=row.parts_sent, expires_at=row.expires_at, in_doubt=doubt,
    )  # fmt: skip


def renew(session: Session, ids: Sequence[int], now: dt.datetime, sender: str) -> None:
    """The heart-beat of messages that are still being sent."""
    session.execute(
        update(_OUTBOX)
        .where(_OUTBOX.c.id.in_(ids), _OUTBOX.c.leased_by == sender, _OUTBOX.c.status == QUEUED)
        .values(leased_until=now + LEASE, next_attempt_at=now + LEASE)
    )


_SETTLE = (
    update(_OUTBOX)
    # Once more: on SQLite another process may have written since the row was read (a receipt says that it arrived).
    .where(_OUTBOX.c.id == bindparam("row"), _OUTBOX.c.status == QUEUED, _OUTBOX.c.leased_by == bindparam("holder"))
    .values(
        # What waits keeps the id of a sending that failed: it is told again, late, or not at all (`receipts`).
        status=bindparam("to"), external_id=func.coalesce(bindparam("external"), _OUTBOX.c.external_id),
        error=bindparam("why"),
        sent_at=bindparam("sent"), next_attempt_at=bindparam("next"), attempts=_OUTBOX.c.attempts - bindparam("minus"),
        parts_sent=bindparam("parts"), in_doubt=bindparam("doubt"), leased_until=None, leased_by=None,
    )
)  # fmt: skip


def settle(session: Session, outcomes: Iterable[Outcome], now: dt.datetime, sender: str) -> list[Outcome]:
    """Writes what became of messages that `sender` holds; returns those that were still its own."""
    alone(session)
    all_of_them = {one.due.id: one for one in outcomes}
    held = select(_OUTBOX.c.id).where(
        _OUTBOX.c.id.in_(all_of_them), _OUTBOX.c.status == QUEUED, _OUTBOX.c.leased_by == sender
    )
    if session.get_bind().dialect.name == "postgresql":
        held = held.order_by(_OUTBOX.c.id).with_for_update()  # in the order in which receipts lock them, too
    mine = [all_of_them[number] for number in session.scalars(held)]
    if not mine:
        return []
    session.execute(
        _SETTLE,
        [
            {
                "row": one.due.id, "holder": sender, "to": one.status, "external": one.external_id,
                "why": one.error and one.error[:200],
                "sent": now if one.status == SENT else None, "next": one.at or now, "minus": int(not one.counted),
                "parts": one.parts_sent, "doubt": one.doubt,
            }
            for one in mine
        ],
    )  # fmt: skip
    moved: Counter[tuple[str, str]] = Counter()
    for one in mine:
        if one.due.campaign_id and one.status != QUEUED:
            moved[one.due.campaign_id, QUEUED] -= 1
            moved[one.due.campaign_id, one.status] += 1
    count(session, moved)
    return mine


def count(session: Session, moved: Counter[tuple[str, str]]) -> None:
    """Adds to the counts of campaigns: (campaign, state) -> how many more."""
    for (campaign, state), more in sorted(moved.items()):
        if more:
            statement = upsert(session)(_COUNTS).values(campaign_id=campaign, state=state, count=more)
            session.execute(
                statement.on_conflict_do_update(
                    index_elements=["campaign_id", "state"], set_={"count": _COUNTS.c.count + more}
                )
            )


def held_by(session: Session, sender: str) -> list[Due]:
    """What a sender of this name held when it ended."""
    rows = session.execute(
        select(
            _OUTBOX, _CONTACTS.c.sender, _CONTACTS.c.address, _CONTACTS.c.language, _CONTACTS.c.seen_at,
            _CONTACTS.c.unreachable_at,
        )
        .join(_CONTACTS, _CONTACTS.c.id == _OUTBOX.c.contact_id)
        .where(_OUTBOX.c.leased_by == sender, _OUTBOX.c.status == QUEUED)
    )  # fmt: skip
    return [_due(row, row.in_doubt) for row in rows]


def dead_for_contact(session: Session, contact_id: str, error: str, purpose: str | None = None) -> None:
    """Nothing that is queued for this person (for `purpose`, or at all) will be sent, but for what is being sent."""
    waits = _OUTBOX.c.status.in_((QUEUED, PAUSED))
    where = [_OUTBOX.c.contact_id == contact_id, waits, _OUTBOX.c.leased_by.is_(None)]
    if purpose is not None:
        where.append(_OUTBOX.c.purpose == purpose)
    rows = session.execute(select(_OUTBOX.c.id, _OUTBOX.c.campaign_id, _OUTBOX.c.status).where(*where)).all()
    session.execute(
        update(_OUTBOX)
        .where(_OUTBOX.c.id.in_([row.id for row in rows]))
        .values(status=DEAD if purpose is None else WITHHELD, error=error[:200])
    )
    moved: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.campaign_id:
            moved[row.campaign_id, row.status] -= 1
            moved[row.campaign_id, DEAD if purpose is None else WITHHELD] += 1
    count(session, moved)


def withdraw(session: Session, keys: Collection[str], reason: str) -> int:
    """What is queued under these keys is not sent any more, since it no longer holds, leased or not; returns how many.
    A sender that is just sending one of them is not stopped: that message arrives, and its settling finds the row
    taken from it."""
    moved: Counter[tuple[str, str]] = Counter()
    done = 0
    names = sorted(keys)
    for start in range(0, len(names), _AT_ONCE):
        rows = session.execute(
            update(_OUTBOX)
            .where(_OUTBOX.c.key.in_(names[start : start + _AT_ONCE]), _OUTBOX.c.status == QUEUED)
            .values(status=WITHHELD, error=reason[:200], leased_until=None, leased_by=None)
            .returning(_OUTBOX.c.campaign_id)
        ).all()
        done += len(rows)
        for row in rows:
            if row.campaign_id:
                moved[row.campaign_id, QUEUED] -= 1
                moved[row.campaign_id, WITHHELD] += 1
    count(session, moved)
    return done


def requeue(session: Session, now: dt.datetime, *, channel: str | None = None, ids: Sequence[int] = ()) -> int:
    """Queues given-up messages again, as if they had never been tried; returns how many. Those whose text is erased or
    whose time is over stay as they are."""
    where = [_OUTBOX.c.status == DEAD, (_OUTBOX.c.expires_at.is_(None)) | (_OUTBOX.c.expires_at > now)]
    where.append(_OUTBOX.c.body.is_not(null()) | _OUTBOX.c.campaign_id.is_not(None))
    if channel is not None:
        where.append(_OUTBOX.c.channel == channel)
    if ids:
        where.append(_OUTBOX.c.id.in_(ids))
    rows = session.execute(select(_OUTBOX.c.id, _OUTBOX.c.campaign_id).where(*where)).all()
    session.execute(
        update(_OUTBOX)
        .where(_OUTBOX.c.id.in_([row.id for row in rows]))
        .values(status=QUEUED, attempts=0, next_attempt_at=now, error=None, failed_at=None)
    )
    moved: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.campaign_id:
            moved[row.campaign_id, DEAD] -= 1
            moved[row.campaign_id, QUEUED] += 1
    count(session, moved)
    return len(rows)


def forget_texts(session: Session, before: dt.datetime) -> int:
    """Erases the texts of messages that were settled before a moment; returns how many."""
    done: Any = session.execute(
        update(_OUTBOX)
        .where(_OUTBOX.c.status.not_in((QUEUED, PAUSED)), _OUTBOX.c.created_at < before, _OUTBOX.c.body.is_not(null()))
        .values(body=null())  # None would be written as JSON's null, which is not SQL's
    )
    return int(done.rowcount)
