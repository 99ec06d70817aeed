"""After a crash: what the journal says of messages that the dead sender held."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping

from sqlalchemy.orm import Session

from bot.channels.base import Channel
from bot.delivery import outbox
from bot.delivery.journal import Journal, Left
from bot.delivery.outbox import QUEUED, SENT, Due, Outcome

logger = logging.getLogger(__name__)

RECONCILE = dt.timedelta(seconds=60)
"""How long receipts are waited for that may tell of a message in doubt, before it is sent again."""


def recover(session: Session, journal: Journal, channels: Mapping[str, Channel], now: dt.datetime) -> None:
    """Settles each row that a sender of this name held: sent, not begun (free at once), or in doubt."""
    left, tells_all = journal.left(), journal.tells_all()
    held = outbox.held_by(session, journal.name)
    if not held:
        return
    outcomes = [_outcome(one, left.get(one.id, Left()), channels.get(one.channel), now, tells_all) for one in held]
    outbox.settle(session, outcomes, now, journal.name)
    doubtful = sum(one.doubt for one in outcomes)
    logger.warning("%d messages were under way when the sender ended; of %d it is not known whether they arrived",
                   len(held), doubtful)  # fmt: skip


def _outcome(due: Due, left: Left, channel: Channel | None, now: dt.datetime, tells_all: bool) -> Outcome:
    parts = due.parts_sent + left.parts
    if left.under_way or not (left.whole or tells_all):
        at = now + RECONCILE if channel is not None and channel.capabilities.echoes else now
        return Outcome(due, QUEUED, at=at, counted=False, parts_sent=parts, doubt=True)
    if left.whole:
        return Outcome(due, SENT, left.external_id or None, parts_sent=parts)
    return Outcome(due, QUEUED, at=now, counted=False, parts_sent=parts, doubt=due.in_doubt)
