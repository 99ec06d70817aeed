"""Conversations that a person wants to have with a human being: wished, taken by an official, ended. Only the tables;
what people are told of it is written in `bot.conversation.handover`.

Every change is one statement that names the state it starts from, so that of two officials only one takes a
conversation, and a clock that returns it does not overtake an official who is just answering.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from bot.db.models import Contact, HandoverMessage, HandoverNote, HandoverWish, Learner
from bot.services import workers

Status = Literal["open", "taken", "closed", "returned"]
STATUSES: tuple[Status, ...] = get_args(Status)
TEXT_LIMIT = 3500
"""Characters of an official's message: with the line above it, it fits into one message of every channel."""

_WISHES: Table = HandoverWish.__table__  # type: ignore[assignment]
_MESSAGES: Table = HandoverMessage.__table__  # type: ignore[assignment]
_NOTES: Table = HandoverNote.__table__  # type: ignore[assignment]
_CONTACTS: Table = Contact.__table__  # type: ignore[assignment]


class UnknownWish(Exception):
    """There is no such conversation (any more)."""


class NotNow(Exception):
    """The conversation is not in a state in which this can be done. The text says what is the matter."""


@dataclass(frozen=True)
class Ended:
    """A conversation that went back to the bot by itself. `unanswered`: nobody ever took it."""

    wish_id: str
    contact_id: str
    unanswered: bool


@dataclass(frozen=True)
class Listed:
    """A wish as officials see it: nothing of it says who the person is."""

    id: str
    status: str
    channel: str
    topic: str | None
    language: str
    created_at: dt.datetime
    official: str | None
    taken_at: dt.datetime | None
    active_at: dt.datetime | None
    ended_at: dt.datetime | None


@dataclass(frozen=True)
class Said:
    """One message of a conversation; `text` is None once it is erased."""

    id: int
    official: bool
    text: str | None
    at: dt.datetime


def wish(
    session: Session, contact_id: str, topic: str | None, language: str, now: dt.datetime
) -> tuple[dt.datetime, bool]:
    """Notes that the person wants to talk to a human being: the moment of the note, and whether it is new. An unknown
    contact is left alone."""
    earlier = session.scalar(
        select(_WISHES.c.created_at).where(_WISHES.c.contact_id == contact_id, _WISHES.c.status.in_(("open", "taken")))
    )
    if earlier is not None:
        return earlier, False
    if session.get(Contact, contact_id) is not None:
        session.add(
            HandoverWish(
                contact_id=contact_id, topic=topic, language=language, status="open", created_at=now,
                district=district_of(session, contact_id),
            )
        )  # fmt: skip
        session.flush()
    return now, True


def district_of(session: Session, contact_id: str) -> str | None:
    """Where the person is, by their own entry in the register, else by what they said for a training; None: nobody
    knows."""
    own = workers.own(session, contact_id)
    if own is not None:
        return own.district
    return session.scalar(select(Learner.district).where(Learner.contact_id == contact_id))


def taken(session: Session, contact_id: str) -> str | None:
    """The conversation of a contact that an official has; None: the bot answers."""
    return session.scalar(
        select(_WISHES.c.id).where(_WISHES.c.contact_id == contact_id, _WISHES.c.status == "taken").limit(1)
    )


def take(session: Session, wish_id: str, official: str, now: dt.datetime) -> HandoverWish:
    """An official takes an open conversation. Raises `UnknownWish`, `NotNow`."""
    _change(
        session, wish_id, ("open",), None, {"status": "taken", "official": official, "taken_at": now, "active_at": now}
    )
    return _wish(session, wish_id)


def said_by_official(session: Session, wish_id: str, official: str, text: str, now: dt.datetime) -> int:
    """Keeps what the official says; number of the message. Raises `UnknownWish`, `NotNow`."""
    _change(session, wish_id, ("taken",), official, {"active_at": now})
    return _store(session, wish_id, True, text, now)


def heard_from_person(session: Session, wish_id: str, text: str, now: dt.datetime) -> None:
    """Keeps what the person says to the official."""
    _store(session, wish_id, False, text, now)


def close(session: Session, wish_id: str, official: str, now: dt.datetime) -> HandoverWish:
    """The official is done, with a conversation of theirs or a wish that needs none. Raises `UnknownWish`, `NotNow`."""
    _change(session, wish_id, ("open", "taken"), official, {"status": "closed", "ended_at": now})
    return _wish(session, wish_id)


def give_back(session: Session, wish_id: str, official: str, now: dt.datetime) -> HandoverWish:
    """The official lets go: the bot answers, and another official may take the conversation. Raises `UnknownWish`,
    `NotNow`."""
    freed = {"status": "open", "official": None, "taken_at": None, "active_at": now}
    _change(session, wish_id, ("taken",), official, freed)
    return _wish(session, wish_id)


def leave(session: Session, contact_id: str, now: dt.datetime) -> bool:
    """The person goes back to the bot; false if no official had the conversation."""
    done: Any = session.execute(
        update(_WISHES)
        .where(_WISHES.c.contact_id == contact_id, _WISHES.c.status == "taken")
        .values(status="closed", ended_at=now)
    )
    return bool(done.rowcount)


def overdue(session: Session, now: dt.datetime, open_for: dt.timedelta, idle_for: dt.timedelta) -> list[Ended]:
    """Returns to the bot what nobody took within `open_for` of the wish (or of being given back), and what was taken
    and saw no act of its official for `idle_for`. Each is reported once."""
    waits = func.coalesce(_WISHES.c.active_at, _WISHES.c.created_at)
    ended: list[Ended] = []
    cases: list[tuple[ColumnElement[bool], bool]] = [
        ((_WISHES.c.status == "open") & (waits <= now - open_for), True),
        ((_WISHES.c.status == "taken") & (_WISHES.c.active_at <= now - idle_for), False),
    ]
    for late, unanswered in cases:
        rows = session.execute(
            update(_WISHES)
            .where(late)
            .values(status="returned", ended_at=now)
            .returning(_WISHES.c.id, _WISHES.c.contact_id)
        ).all()
        ended += [Ended(row.id, row.contact_id, unanswered) for row in rows]
    return ended


def wishes(
    session: Session, status: Status | None = None, topic: str | None = None, offset: int = 0, limit: int = 50
) -> tuple[list[Listed], int]:
    """Wishes, the oldest first, and how many there are in all. `status`, `topic`: only such."""
    only = [_WISHES.c.status == status] if status else []
    only += [_WISHES.c.topic == topic] if topic else []
    rows = session.execute(
        select(
            _WISHES.c.id, _WISHES.c.status, _CONTACTS.c.channel, _WISHES.c.topic, _WISHES.c.language,
            _WISHES.c.created_at, _WISHES.c.official, _WISHES.c.taken_at, _WISHES.c.active_at, _WISHES.c.ended_at,
        )
        .join(_CONTACTS, _CONTACTS.c.id == _WISHES.c.contact_id)
        .where(*only)
        .order_by(_WISHES.c.created_at, _WISHES.c.id)
        .offset(offset)
        .limit(limit)
    )  # fmt: skip
    listed = [Listed(*row) for row in rows]
    return listed, session.scalar(select(func.count()).select_from(_WISHES).where(*only)) or 0


def conversation(session: Session, wish_id: str, after: int = 0, limit: int = 100) -> list[Said]:
    """What was said, the oldest first; `after`: number of the last message already seen. Raises `UnknownWish`."""
    _wish(session, wish_id)
    rows = session.execute(
        select(_MESSAGES.c.id, _MESSAGES.c.official, _MESSAGES.c.body, _MESSAGES.c.at)
        .where(_MESSAGES.c.wish_id == wish_id, _MESSAGES.c.id > after)
        .order_by(_MESSAGES.c.id)
        .limit(limit)
    )
    return [Said(*row) for row in rows]


def forget_texts(session: Session, before: dt.datetime) -> int:
    """Erases what was said before a moment in conversations that are over, and what officials noted there; returns how
    many messages."""
    over = select(_WISHES.c.id).where(_WISHES.c.status.in_(("closed", "returned")))
    session.execute(delete(_NOTES).where(_NOTES.c.at < before, _NOTES.c.wish_id.in_(over)))
    done: Any = session.execute(
        update(_MESSAGES)
        .where(
            _MESSAGES.c.at < before,
            _MESSAGES.c.body.is_not(None),
            _MESSAGES.c.wish_id.in_(over),
        )
        .values(body=None)
    )
    return int(done.rowcount)


def _store(session: Session, wish_id: str, official: bool, text: str, now: dt.datetime) -> int:
    number: int = session.execute(
        insert(_MESSAGES).values(wish_id=wish_id, official=official, body=text, at=now).returning(_MESSAGES.c.id)
    ).scalar_one()
    return number


def _wish(session: Session, wish_id: str) -> HandoverWish:
    found = session.get(HandoverWish, wish_id, populate_existing=True)
    if found is None:
        raise UnknownWish(wish_id)
    return found


def _change(
    session: Session, wish_id: str, states: Sequence[Status], official: str | None, values: dict[str, Any]
) -> None:
    """One step from one of `states`; with `official`, only of a conversation that is theirs or nobody's."""
    mine = [_WISHES.c.official.is_(None) | (_WISHES.c.official == official)] if official is not None else []
    done: Any = session.execute(
        update(_WISHES).where(_WISHES.c.id == wish_id, _WISHES.c.status.in_(states), *mine).values(**values)
    )
    if done.rowcount:
        return
    found = _wish(session, wish_id)
    if found.status not in states:
        raise NotNow(f"The conversation is {found.status}; this needs one that is {' or '.join(states)}.")
    raise NotNow("Another official has the conversation.")
