"""Puts messages into the outbox, in the transaction that causes them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, Table, func, insert, literal, null, select, update
from sqlalchemy.orm import Session

from bot.channels.base import Outgoing
from bot.channels.wire import to_json
from bot.db.models import Campaign, CampaignCount, Contact, OutboxMessage
from bot.db.upsert import upsert
from bot.delivery.outbox import BULK, NOWHERE, QUEUED, REPLY, Purpose, count

_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]


def message(
    session: Session,
    contact_id: str,
    outgoing: Outgoing,
    key: str,
    now: dt.datetime,
    *,
    purpose: Purpose = "service",
    topic: str = "",
    expires_at: dt.datetime | None = None,
    bulk: bool = False,
) -> int | None:
    """Queues one message to a person on their channel. `key` names what causes it: the same again is not queued (None),
    nor is anything for the invented people of `bot demo`.

    `bulk`: it goes behind replies, and not at night. Raises LookupError for an unknown contact.
    """
    channel = session.scalar(select(Contact.channel).where(Contact.id == contact_id))
    if channel is None:
        raise LookupError("no such contact")
    if channel == NOWHERE:
        return None
    statement = upsert(session)(_OUTBOX).values(
        key=key, contact_id=contact_id, channel=channel, lane=BULK if bulk else REPLY, purpose=purpose, topic=topic,
        body=to_json(outgoing), status=QUEUED, attempts=0, next_attempt_at=now, expires_at=expires_at, created_at=now,
    )  # fmt: skip
    made: int | None = session.execute(statement.on_conflict_do_nothing().returning(_OUTBOX.c.id)).scalar()
    return made


def campaign(
    session: Session,
    name: str,
    purpose: Purpose,
    messages: Mapping[str, Outgoing],
    people: Select[Any],
    now: dt.datetime,
    *,
    topic: str = "",
    expires_at: dt.datetime | None = None,
) -> Campaign:
    """One text to many people: freezes who gets it, in this transaction. `messages`: by language, one at least;
    `people`: a select of contact ids.

    Whether each of them wants it is decided when it is sent, not now: who says stop meanwhile gets nothing.
    """
    made = Campaign(
        name=name, purpose=purpose, topic=topic, created_at=now, expires_at=expires_at,
        bodies={language: to_json(one) for language, one in messages.items()},
    )  # fmt: skip
    session.add(made)
    session.flush()
    moment = _OUTBOX.c.created_at.type
    values = (
        literal(f"campaign:{made.id}"), Contact.id, Contact.channel, literal(BULK), literal(purpose), literal(topic),
        literal(made.id), null(), literal(QUEUED), literal(0), literal(now, moment),
        literal(expires_at, moment) if expires_at else null(), literal(now, moment),
    )  # fmt: skip
    rows = _of(people, values).where(Contact.channel != NOWHERE).order_by(Contact.id)  # the order of the indexes
    columns = (
        "key", "contact_id", "channel", "lane", "purpose", "topic", "campaign_id", "body", "status", "attempts",
        "next_attempt_at", "expires_at", "created_at",
    )  # fmt: skip
    session.execute(insert(_OUTBOX).from_select(columns, rows, include_defaults=False))
    queued = session.scalar(select(func.count()).where(_OUTBOX.c.key == f"campaign:{made.id}")) or 0
    count(session, Counter({(made.id, QUEUED): queued}))
    return made


def _of(people: Select[Any], values: tuple[Any, ...]) -> Select[Any]:
    """The values for each of the people. A select from the contacts themselves is asked for them directly, which saves
    a look into a million ids."""
    if people.get_final_froms() == [Contact.__table__]:
        return people.with_only_columns(*values)
    return select(*values).where(Contact.id.in_(select(people.subquery().c[0])))


def stop_campaign(session: Session, campaign_id: str, now: dt.datetime) -> None:
    """What is still queued is not sent any more; the sender notes each row as withheld when it comes to it."""
    session.execute(
        update(Campaign).where(Campaign.id == campaign_id, Campaign.stopped_at.is_(None)).values(stopped_at=now)
    )


def reached(session: Session, campaign_id: str) -> dict[str, int]:
    """The counts of a campaign by state."""
    rows = session.execute(
        select(CampaignCount.state, CampaignCount.count).where(CampaignCount.campaign_id == campaign_id)
    )
    return {state: number for state, number in rows}


def depth(session: Session) -> dict[tuple[str, str], int]:
    """(channel, status) -> messages, of those that wait or were given up."""
    rows = session.execute(
        select(_OUTBOX.c.channel, _OUTBOX.c.status, func.count())
        .where(_OUTBOX.c.status.in_((QUEUED, "dead", "unknown")))
        .group_by(_OUTBOX.c.channel, _OUTBOX.c.status)
    )
    return {(row[0], row[1]): row[2] for row in rows}
