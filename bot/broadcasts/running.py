"""A broadcast under way: its beginning, pause and end, what came of it so far, and a second run for what failed.

It becomes a campaign of the outbox (`bot.delivery`); its numbers are the campaign's counts, which move in the
transactions that move the messages.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.broadcasts import attachments, doubles, segments
from bot.broadcasts.checks import problems
from bot.broadcasts.messages import ParametersError, goes_in, outgoing
from bot.broadcasts.record import (
    APPROVED,
    DONE,
    DRAFT,
    PAUSED,
    SENDING,
    STOPPED,
    WAITING,
    Broadcast,
    NotNow,
    draft_of,
    hold,
    locked,
    of_rows,
    read,
)
from bot.channels.base import Outgoing
from bot.db import models
from bot.delivery import campaigns, enqueue
from bot.delivery.outbox import DEAD, NOWHERE
from bot.delivery.policy import ANNOUNCEMENTS
from bot.knowledge.library import Content
from bot.services import audit, timing
from bot.services.officers import Officer
from bot.services.timing import Plan

logger = logging.getLogger(__name__)

LASTS: Final = dt.timedelta(days=7)
"""What has not gone out so long after the beginning is no news any more."""
LATE: Final = dt.timedelta(days=1)
"""A broadcast that could not begin for so long after its time goes back to its author."""
SERVICE: Final = "scheduler"
"""Who began and ended a broadcast, in the audit."""


@dataclass(frozen=True)
class Progress:
    """Numbers of messages. `queued` to `unknown`: in that state now, and all of them make up `recipients`, but for
    people who were erased meanwhile; `delivered`, `read`: of the sent ones; `failed`: given up; `by_reason`: of failed,
    withheld, expired and unknown ones, by `campaigns.REASONS`; `status`: of the broadcast."""

    queued: int
    paused: int
    sent: int
    delivered: int
    read: int
    failed: int
    withheld: int
    expired: int
    unknown: int
    recipients: int
    status: str
    by_reason: dict[str, int]

    @property
    def settled(self) -> int:
        """Messages whose fate is known."""
        return self.sent + self.failed + self.withheld + self.expired + self.unknown


def people(session: Session, row: models.Broadcast, now: dt.datetime) -> Select[tuple[str]]:
    """A select of the ids of those who are meant: of the segment, or those whose message failed."""
    if row.retry_of is None:
        return segments.people(session, row.districts, segments.parse(row.segment), now)
    contact = models.Contact
    campaign = session.scalar(select(models.Broadcast.campaign_id).where(models.Broadcast.id == row.retry_of))
    outbox = models.OutboxMessage
    failed = select(outbox.contact_id).where(outbox.key == f"campaign:{campaign}", outbox.status == DEAD)
    return select(contact.id).where(contact.erased_at.is_(None), contact.channel != NOWHERE, contact.id.in_(failed))


def begin(
    session: Session, broadcast_id: str, content: Content, now: dt.datetime, *,
    channels: Collection[str] | None = None,
) -> Broadcast | None:  # fmt: skip
    """Freezes who gets an approved broadcast and queues their messages; one that has begun is left alone, and one
    that is no longer approved (None).

    It goes back instead, with a `decision` for its author, if it is a day late (late), if its texts no longer fit the
    content (texts), or if the same has begun within a day (double); and it waits for a second official if it was to
    go without one and the segment has grown beyond the limit. `channels`: those that can send (None: all); people of
    others (the web chat, which only answers) are left out, as `reach` counts them: their messages would wait for ever.
    """
    row = hold(session, broadcast_id)
    if row is None or row.status != APPROVED:
        return of_rows(session, [row])[0] if row is not None and row.campaign_id is not None else None
    draft = draft_of(row)
    document = attachments.document(session, row.upload_id)
    wanted = people(session, row, now)
    if row.scheduled_at is not None and now - row.scheduled_at > LATE:
        return _back(session, row, DRAFT, "late", now)
    if problems(content, draft) or (row.upload_id is not None and document is None):
        return _back(session, row, DRAFT, "texts", now)
    if not row.again and row.retry_of is None and doubles.earlier(session, row, now, started=True) is not None:
        return _back(session, row, DRAFT, "double", now)
    if row.decided_by is None:
        number = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        if number > int(row.estimate.get("small", 0)):
            return _back(session, row, WAITING, "grown", now)
    try:
        messages: dict[str, Outgoing] = {
            each: outgoing(content, draft, each, document=document) for each in goes_in(draft)
        }
    except ParametersError:
        return _back(session, row, DRAFT, "texts", now)
    if channels is not None:
        wanted = wanted.where(models.Contact.channel.in_(sorted(channels)))
    campaign = enqueue.campaign(
        session, row.name, ANNOUNCEMENTS, messages, wanted, now, topic=row.topic, expires_at=now + LASTS
    )
    row.recipients = enqueue.reached(session, campaign.id).get("queued", 0)
    row.campaign_id, row.status, row.started_at = campaign.id, SENDING, now
    row.version, row.updated_at = row.version + 1, now
    session.flush()
    audit.note(session, SERVICE, "broadcast_begin", now, about=row.id, people=row.recipients, digest=row.digest[:16])
    logger.info("a broadcast begins: %d recipients", row.recipients)
    return of_rows(session, [row])[0]


def pause(session: Session, officer: Officer, broadcast_id: str, now: dt.datetime) -> Progress:
    """What has not gone out waits until `resume`; what is with a channel just now still arrives. Raises `Forbidden`,
    `UnknownBroadcast` and `NotNow`."""
    row, campaign = _running(session, officer, broadcast_id, SENDING)
    moved = campaigns.pause(session, campaign, now)
    return _moved(session, officer, row, PAUSED, "broadcast_pause", moved, now)


def resume(session: Session, officer: Officer, broadcast_id: str, now: dt.datetime) -> Progress:
    """A paused broadcast goes on. Raises as `pause`."""
    row, campaign = _running(session, officer, broadcast_id, PAUSED)
    moved = campaigns.resume(session, campaign)
    return _moved(session, officer, row, SENDING, "broadcast_resume", moved, now)


def stop(session: Session, officer: Officer, broadcast_id: str, now: dt.datetime) -> Progress:
    """What has not gone out never does. Raises as `pause`."""
    row, campaign = _running(session, officer, broadcast_id, SENDING, PAUSED)
    moved = campaigns.stop(session, campaign, now)
    row.finished_at = now
    return _moved(session, officer, row, STOPPED, "broadcast_stop", moved, now)


def retry_failed(session: Session, officer: Officer, broadcast_id: str, small: int, now: dt.datetime) -> Broadcast:
    """A new broadcast with the same words to those whose message failed; approved at once if they are at most
    `small`, else it waits for a second official. Those of whom nobody knows whether they got it are not among them.
    Raises `Forbidden`, `UnknownBroadcast` and `NotNow` (also retried: there is one already; none: nothing failed)."""
    row = locked(session, officer, broadcast_id, DONE, STOPPED)
    table = models.Broadcast
    if session.scalar(select(table.id).where(table.retry_of == row.id).limit(1)) is not None:
        raise NotNow("retried")
    made = models.Broadcast(
        **{name: getattr(row, name) for name in _KEPT}, status=WAITING, again=True, created_by=officer.id,
        created_at=now, updated_at=now, submitted_at=now, retry_of=row.id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    number = session.scalar(select(func.count()).select_from(people(session, made, now).subquery())) or 0
    if not number:
        session.delete(made)
        session.flush()
        raise NotNow("none")
    made.estimate = {"writers": [officer.id], "small": small, "total": number}
    if number <= small:
        made.status = APPROVED
    kind = "broadcast" if number <= small else "broadcast_ask"
    timing.plan(session, [Plan(kind, made.id, now, str(made.version))], now)
    session.flush()
    audit.note(
        session, officer.name, "broadcast_retry", now, about=made.id, address=officer.address, of=row.id, people=number
    )
    return of_rows(session, [made])[0]


def progress(session: Session, officer: Officer, broadcast_id: str) -> Progress:
    """How far a broadcast is; all nought before it has begun. Raises `Forbidden` and `UnknownBroadcast`."""
    return _progress(session, read(session, officer, broadcast_id))


def tend(session: Session, now: dt.datetime) -> int:
    """Ends the broadcasts of which nothing is queued any more, and lets what came back to the queue of a paused one
    wait with the rest; returns how many ended."""
    ended = 0
    table = models.Broadcast
    for number in session.scalars(select(table.id).where(table.status.in_((SENDING, PAUSED)))).all():
        row = hold(session, number)
        if row is None or row.campaign_id is None:
            continue
        if row.status == PAUSED:
            campaigns.pause(session, row.campaign_id, now)
        elif row.status == SENDING and not campaigns.open_rows(session, row.campaign_id):
            row.status, row.finished_at, row.updated_at = DONE, now, now
            row.version += 1
            session.flush()
            audit.note(session, SERVICE, "broadcast_finish", now, about=row.id, people=row.recipients)
            ended += 1
    return ended


_KEPT: Final = (
    "name", "topic", "texts", "fills", "values", "sender", "link", "button", "upload_id", "template", "segment",
    "districts", "digest",
)  # fmt: skip


def _running(session: Session, officer: Officer, broadcast_id: str, *statuses: str) -> tuple[models.Broadcast, str]:
    row = locked(session, officer, broadcast_id, *statuses)
    if row.campaign_id is None:
        raise NotNow("status", row.status)
    return row, row.campaign_id


def _moved(
    session: Session, officer: Officer, row: models.Broadcast, status: str, act: str, moved: int, now: dt.datetime
) -> Progress:
    row.status, row.updated_at, row.version = status, now, row.version + 1
    session.flush()
    audit.note(session, officer.name, act, now, about=row.id, address=officer.address, messages=moved)
    return _progress(session, row)


def _progress(session: Session, row: models.Broadcast) -> Progress:
    reached: dict[str, Any] = enqueue.reached(session, row.campaign_id) if row.campaign_id is not None else {}
    why = campaigns.reasons(session, row.campaign_id) if row.campaign_id is not None else {}
    states = ("queued", "paused", "sent", "delivered", "read", "withheld", "expired", "unknown")
    return Progress(
        **{state: reached.get(state, 0) for state in states}, failed=reached.get(DEAD, 0), recipients=row.recipients,
        status=row.status, by_reason=why,
    )  # fmt: skip


def _back(session: Session, row: models.Broadcast, status: str, why: str, now: dt.datetime) -> Broadcast:
    row.status, row.decision, row.version, row.updated_at = status, why, row.version + 1, now
    row.decided_by, row.decided_at = None, now
    session.flush()
    kind = "broadcast_ask" if status == WAITING else "broadcast_answer"
    timing.plan(session, [Plan(kind, row.id, now, str(row.version))], now)
    audit.note(session, SERVICE, "broadcast_returned", now, about=row.id, why=why)
    logger.warning("a broadcast did not begin and is %s again: %s", status, why)
    return of_rows(session, [row])[0]
