"""Inbound messages in the database: stored once, worked off once, forgotten when done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, case, insert, select, update
from sqlalchemy.orm import Session

from bot.channels.base import Inbound, Outgoing
from bot.channels.wire import from_json, to_json
from bot.clock import INDIA
from bot.conversation.aloud import Aloud
from bot.conversation.handover import owed
from bot.conversation.outcome import Counted
from bot.db.models import Contact, InboundMessage, OutboxMessage
from bot.db.upsert import upsert as _insert
from bot.services import contacts, gaps, handover, ratings, tallies
from bot.services.gaps import Gap
from bot.services.ratings import Judgement

# Each message passes here: plain statements on the tables cost a third of what the mapped classes do.
_INBOUND: Table = InboundMessage.__table__  # type: ignore[assignment]
_CONTACTS: Table = Contact.__table__  # type: ignore[assignment]
_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Accepted:
    """A stored message. `repeated`: it had arrived before."""

    id: int
    contact_id: str
    repeated: bool


@dataclass(frozen=True)
class Work:
    """What a turn needs to know."""

    id: int
    contact_id: str
    channel: str
    sender: str
    kind: str
    body: str
    language: str | None
    language_fixed: bool
    turns: int
    state: dict[str, Any]
    stopped: bool = False  # wants nothing sent unasked
    roman: bool = False  # reads Bengali and Hindi in roman letters
    official: str | None = None  # id of the hand-over under way: an official answers, not the bot
    pressed_in: str | None = None  # the message that carried the pressed button
    voice_replies: bool = False  # hears answers too
    received_at: dt.datetime | None = None


def accept(session: Session, message: Inbound, now: dt.datetime) -> Accepted:
    """Stores a message under (channel, external id) before it is acknowledged; the same again is only recognised."""
    contact_id, language, _ = contacts.find_or_create(
        session, message.channel, message.sender, now, address=message.address, formerly=message.formerly
    )
    new_id = session.execute(
        _insert(session)(_INBOUND)
        .values(
            contact_id=contact_id, channel=message.channel, external_id=message.external_id, kind=message.kind,
            body=message.payload if message.kind == "payload" else message.text, status="new", received_at=now,
            pressed_in=message.pressed_in,
        )
        .on_conflict_do_nothing(index_elements=["channel", "external_id"])
        .returning(_INBOUND.c.id)
    ).scalar()  # fmt: skip
    if new_id is None:
        known = session.execute(
            select(_INBOUND.c.id, _INBOUND.c.contact_id).where(
                _INBOUND.c.channel == message.channel, _INBOUND.c.external_id == message.external_id
            )
        ).one()
        return Accepted(known.id, known.contact_id, repeated=True)
    # English says nothing: most phones in Bengal are left in English.
    if language is None and message.language_hint in ("bn", "hi"):
        session.execute(update(_CONTACTS).where(_CONTACTS.c.id == contact_id).values(language=message.language_hint))
    return Accepted(new_id, contact_id, repeated=False)


def load(session: Session, inbound_id: int) -> Work | None:
    """What is to be done for a message; None if it is done."""
    row = session.execute(
        select(
            _INBOUND.c.id, _INBOUND.c.contact_id, _INBOUND.c.channel, _INBOUND.c.kind, _INBOUND.c.body,
            _INBOUND.c.pressed_in, _INBOUND.c.received_at,
            _CONTACTS.c.sender, _CONTACTS.c.language, _CONTACTS.c.language_fixed, _CONTACTS.c.turns, _CONTACTS.c.state,
            _CONTACTS.c.stopped_at, _CONTACTS.c.roman, _CONTACTS.c.voice_replies,
        )
        .join(_CONTACTS, _CONTACTS.c.id == _INBOUND.c.contact_id)
        .where(_INBOUND.c.id == inbound_id, _INBOUND.c.status == "new")
    ).first()  # fmt: skip
    if row is None:
        return None
    return Work(
        row.id, row.contact_id, row.channel, row.sender, row.kind, row.body or "", row.language, row.language_fixed,
        row.turns, dict(row.state), stopped=row.stopped_at is not None, roman=row.roman,
        voice_replies=row.voice_replies, official=handover.taken(session, row.contact_id), pressed_in=row.pressed_in,
        received_at=row.received_at,
    )  # fmt: skip


def unfinished(session: Session, channel: str) -> list[tuple[int, str, str]]:
    """(id, contact, the channel's id) of messages that a crash left, oldest first."""
    rows = session.execute(
        select(InboundMessage.id, InboundMessage.contact_id, InboundMessage.external_id)
        .where(InboundMessage.status == "new", InboundMessage.channel == channel)
        .order_by(InboundMessage.id)
    )
    return [(row.id, row.contact_id, row.external_id) for row in rows]


@dataclass(frozen=True)
class Result:
    """What a turn came to. `language`: to remember as the person's (None: keep); `gap`: a question that got no answer;
    `judged`: a thumb on an earlier answer; `for_official`: what the official who has the conversation is to read;
    `aloud`: what is spoken besides; `forget`: the engine is to forget the person; `counted`: what the turn was, for the
    counts."""

    replies: tuple[Outgoing, ...]
    state: dict[str, Any]
    language: str | None
    failed: bool = False
    gap: Gap | None = None
    judged: Judgement | None = None
    for_official: str | None = None
    aloud: Aloud | None = None
    forget: bool = False
    counted: Counted | None = None


def finish(session: Session, work: Work, result: Result, delivered: bool, now: dt.datetime) -> list[int]:
    """Writes the replies into the outbox and forgets the person's words, in one transaction. Returns the outbox ids.

    `delivered`: the replies reach the person in the response itself (web), so they count as sent.
    """
    done: Any = session.execute(
        update(_INBOUND)
        .where(_INBOUND.c.id == work.id, _INBOUND.c.status == "new")
        .values(status="failed" if result.failed else "done", done_at=now, body=None)
    )
    if not done.rowcount:
        return []  # erased or done meanwhile
    if result.gap is not None:
        gaps.record(session, result.gap, now.astimezone(INDIA).date(), work.contact_id)
    if result.judged is not None:
        ratings.rate(session, work.contact_id, result.judged, now)
    if result.for_official is not None and work.official is not None:
        handover.heard_from_person(session, work.official, result.for_official, now)
    owed(session, work.contact_id, now)
    values: dict[str, Any] = {
        "turns": _CONTACTS.c.turns + 1, "seen_at": now, "unreachable_at": None, "state": result.state,
    }  # fmt: skip
    if result.language is not None:
        # An action of this very turn may have fixed the language.
        values["language"] = case((_CONTACTS.c.language_fixed, _CONTACTS.c.language), else_=result.language)
    session.execute(update(_CONTACTS).where(_CONTACTS.c.id == work.contact_id).values(**values))
    rows = [
        {
            "key": f"reply:{work.id}:{number}", "contact_id": work.contact_id, "channel": work.channel,
            "in_reply_to": work.id, "body": to_json(reply), "status": "sent" if delivered else "queued",
            "attempts": 0, "next_attempt_at": now, "created_at": now, "sent_at": now if delivered else None,
        }
        for number, reply in enumerate(result.replies)
    ]  # fmt: skip
    queued = list(session.scalars(insert(_OUTBOX).returning(_OUTBOX.c.id), rows)) if rows else []
    _count(session, work, result, now)
    return queued


def _count(session: Session, work: Work, result: Result, now: dt.datetime) -> None:
    """Last of all: others wait for the row of the counts until the transaction ends."""
    about = result.counted or Counted(work.language or "")
    outcome = "failed" if result.failed else about.outcome
    millis = int((now - work.received_at).total_seconds() * 1000) if work.received_at is not None else 0
    day = now.astimezone(INDIA).date()
    turn = tallies.Turn(
        day, work.channel, about.language, about.register, about.topic, outcome, district=None, millis=millis
    )
    tallies.count(session, turn, work.contact_id)


def collect(session: Session, contact_id: str, inbound_id: int, now: dt.datetime) -> list[Outgoing]:
    """What waits for a person on a channel that only answers (web): it goes with the replies to this message."""
    rows = session.execute(
        select(_OUTBOX.c.id, _OUTBOX.c.body)
        .where(
            _OUTBOX.c.contact_id == contact_id,
            _OUTBOX.c.status == "queued",
            _OUTBOX.c.body.is_not(None),
            _OUTBOX.c.expires_at.is_(None) | (_OUTBOX.c.expires_at > now),
        )
        .order_by(_OUTBOX.c.id)
    ).all()
    if rows:  # hardly ever: a write for each message would be dear
        sent = update(_OUTBOX).where(_OUTBOX.c.id.in_([row.id for row in rows]))
        session.execute(sent.values(status="sent", sent_at=now, in_reply_to=inbound_id))
    return [from_json(row.body) for row in rows]


def forget_abandoned(session: Session, before: dt.datetime, now: dt.datetime) -> int:
    """Erases the words of messages that came before a moment and that a crash left for good; returns how many."""
    done: Any = session.execute(
        update(InboundMessage)
        .where(InboundMessage.status == "new", InboundMessage.received_at < before)
        .values(status="failed", body=None, done_at=now)
    )
    return int(done.rowcount)


def replies_to(session: Session, inbound_id: int) -> list[Outgoing]:
    """The replies that were given to a message, for one that arrives again."""
    rows = session.scalars(
        select(OutboxMessage).where(OutboxMessage.in_reply_to == inbound_id).order_by(OutboxMessage.id)
    )
    return [from_json(row.body) for row in rows if row.body is not None]
