"""Campaigns under way: pause, resume, stop, and why messages did not go out. Counts move with the rows.

A row that a sender holds just now is left to it: the policy sees that its campaign is paused or stopped when the row
comes up again.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any, Final, Literal, get_args

from sqlalchemy import Table, func, select, text, update
from sqlalchemy.orm import Session

from bot.db.models import Campaign, CampaignCount, OutboxMessage
from bot.delivery.outbox import DEAD, EXPIRED, PAUSED, QUEUED, UNKNOWN, WITHHELD, count
from bot.delivery.policy import STOPPED_REASON
from bot.delivery.receipts import MOST_TRIES

Reason = Literal[
    "not_wanted", "unreachable", "contact_stopped", "stopped", "no_template", "refused", "gave_up", "text_gone", "late",
    "crash",
]  # fmt: skip
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
"""not_wanted: the person wants none of them; unreachable: their channel had said before that they are gone;
contact_stopped: the channel said so when it was sent (blocked, gone); stopped: the campaign was; no_template: the
window was closed and no template there; refused: the channel will never take it; gave_up: too many tries failed;
text_gone: its text was erased; late: its time was over; crash: the sender died, and nobody knows whether it went
out."""

_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]
_COUNTS: Table = CampaignCount.__table__  # type: ignore[assignment]
# As the index ix_outbox_failed has it, word for word, so that it is used.
_FAILED: Final = text("campaign_id IS NOT NULL AND status IN ('dead','withheld','expired','unknown')")


def pause(session: Session, campaign_id: str, now: dt.datetime) -> int:
    """What is queued waits; returns how many rows."""
    session.execute(
        update(Campaign).where(Campaign.id == campaign_id, Campaign.paused_at.is_(None)).values(paused_at=now)
    )
    return _move(session, campaign_id, QUEUED, PAUSED)


def resume(session: Session, campaign_id: str) -> int:
    """What waited is queued again; returns how many rows."""
    session.execute(update(Campaign).where(Campaign.id == campaign_id).values(paused_at=None))
    return _move(session, campaign_id, PAUSED, QUEUED)


def stop(session: Session, campaign_id: str, now: dt.datetime) -> int:
    """What is queued or waits never goes out; returns how many rows."""
    session.execute(
        update(Campaign).where(Campaign.id == campaign_id, Campaign.stopped_at.is_(None)).values(stopped_at=now)
    )
    return sum(_move(session, campaign_id, before, WITHHELD, STOPPED_REASON) for before in (QUEUED, PAUSED))


def open_rows(session: Session, campaign_id: str) -> int:
    """Messages whose fate is open."""
    wanted = select(func.coalesce(func.sum(_COUNTS.c.count), 0)).where(
        _COUNTS.c.campaign_id == campaign_id, _COUNTS.c.state.in_((QUEUED, PAUSED))
    )
    return int(session.scalar(wanted) or 0)


def reasons(session: Session, campaign_id: str) -> dict[str, int]:
    """Why messages of a campaign did not go out: `REASONS` -> how many, the most frequent first."""
    rows = session.execute(
        select(_OUTBOX.c.status, _OUTBOX.c.error, _OUTBOX.c.attempts, func.count())
        .where(_OUTBOX.c.campaign_id == campaign_id, _FAILED)
        .group_by(_OUTBOX.c.status, _OUTBOX.c.error, _OUTBOX.c.attempts)
    )
    found: Counter[str] = Counter()
    for status, error, attempts, number in rows:
        found[reason(status, error, attempts)] += number
    return dict(found.most_common())


def reason(status: str, error: str | None, attempts: int) -> Reason:
    """The reason of a row that did not go out; the words are those of the policy and the sender."""
    if status == EXPIRED:
        return "late"
    if status == UNKNOWN:
        return "crash"
    said = error or ""
    if status == WITHHELD:
        if said == STOPPED_REASON:
            return "stopped"
        return "unreachable" if said == "the contact is not reachable" else "not_wanted"
    assert status == DEAD
    if said.startswith("contact stopped"):
        return "contact_stopped"
    if "window" in said or "template" in said:
        return "no_template"
    if said == "its text is gone":
        return "text_gone"
    return "gave_up" if attempts >= MOST_TRIES else "refused"


def _move(session: Session, campaign_id: str, before: str, after: str, error: str | None = None) -> int:
    # By the key, which has an index: every row of a campaign has the same.
    values: dict[str, Any] = {"status": after} | ({"error": error} if error is not None else {})
    done: Any = session.execute(
        update(_OUTBOX)
        .where(_OUTBOX.c.key == f"campaign:{campaign_id}", _OUTBOX.c.status == before, _OUTBOX.c.leased_by.is_(None))
        .values(**values)
    )
    moved = int(done.rowcount)
    count(session, Counter({(campaign_id, before): -moved, (campaign_id, after): moved}))
    return moved
