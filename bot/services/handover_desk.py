"""The conversations that officials of the console see: lists, one of them, who could take it, and passing it on.

An official sees the conversations of their districts, and those of people of whom nobody knows where they live.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Table,
    and_,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from bot.db.models import Contact, HandoverMessage, HandoverWish
from bot.db.models import Officer as OfficerRow
from bot.db.types import UtcDateTime
from bot.services import audit, officers
from bot.services.handover import NotNow, UnknownWish
from bot.services.officers import Officer
from bot.services.scrub import without_numbers

RIGHT: Final = "handovers"
Tab = Literal["waiting", "mine", "others", "ended"]
"""waiting: nobody has it; mine: the official has it, or should take it; others: a colleague has it."""
TABS: tuple[Tab, ...] = get_args(Tab)
MANY: Final = 100
"""Conversations are counted up to here: nobody needs to know how many more wait."""
_HITS: Final = 500
"""Messages with the words of a search that are looked at, the latest first."""

_WISHES: Table = HandoverWish.__table__  # type: ignore[assignment]
_MESSAGES: Table = HandoverMessage.__table__  # type: ignore[assignment]
_CONTACTS: Table = Contact.__table__  # type: ignore[assignment]
# As in the index of these: only by the very words of its condition does a database know that it may be used.
_UNDER_WAY: ColumnElement[bool] = literal_column("handover_wishes.status IN ('open', 'taken')", Boolean())

Key = tuple[dt.datetime, str]


@dataclass(frozen=True)
class Asked:
    """What a list is to hold; None: any. `topics`: those whose names hold the words of the search; `words`: these, to
    be found in what was said too."""

    tab: Tab = "waiting"
    topic: str | None = None
    language: str | None = None
    channel: str | None = None
    district: str | None = None
    words: str = ""
    topics: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Wish:
    """A conversation. Nothing of it says who the person is. `assigned_to`: the official who should take it; `district`:
    of the person, None where nobody knows; `waits_for_us`: the person said the last word."""

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
    assigned_to: str | None
    district: str | None
    waits_for_us: bool = False


def inbox(
    session: Session, officer: Officer, asked: Asked, after: Key | None, limit: int
) -> tuple[list[Wish], Key | None]:
    """A page of the official's conversations, and the key after which the next one begins (None: that was all). Those
    that wait and those that are taken come the oldest wish first, ended ones the last ended first. Raises `Forbidden`
    (a district that is not theirs)."""
    officer.need(RIGHT)
    only = [*_scope(officer), _in(asked.tab, officer.name)]
    if asked.district is not None:
        officer.within((asked.district,))
        only.append(_WISHES.c.district == asked.district)
    if asked.topic is not None:
        only.append(_WISHES.c.topic == asked.topic)
    if asked.language is not None:
        only.append(_WISHES.c.language == asked.language)
    if asked.channel is not None:
        only.append(_CONTACTS.c.channel == asked.channel)
    if asked.words:
        only.append(or_(_WISHES.c.topic.in_(asked.topics), _WISHES.c.id.in_(_said(session, asked.words))))
    at = _WISHES.c.ended_at if asked.tab == "ended" else _WISHES.c.created_at
    place = tuple_(at, _WISHES.c.id)
    if after is not None:
        last = tuple_(literal(after[0], UtcDateTime()), literal(after[1]))
        only.append(place < last if asked.tab == "ended" else place > last)
    order = (at.desc(), _WISHES.c.id.desc()) if asked.tab == "ended" else (at, _WISHES.c.id)
    rows = session.execute(_query().where(*only).order_by(*order).limit(limit + 1)).all()
    shown = rows[:limit]
    waiting = _waiting_for_us(session, [row.id for row in shown])
    found = [_wish(row, waiting) for row in shown]
    more = len(rows) > limit
    key = (shown[-1].ended_at if asked.tab == "ended" else shown[-1].created_at, shown[-1].id) if more else None
    return found, key


def counts(session: Session, officer: Officer) -> dict[Tab, int]:
    """How many wait, are the official's own, and are with colleagues: each up to `MANY`. Raises `Forbidden`."""
    officer.need(RIGHT)
    found: dict[Tab, int] = {}
    for tab in TABS[:-1]:
        some = select(_WISHES.c.id).where(*_scope(officer), _in(tab, officer.name)).limit(MANY).subquery()
        found[tab] = session.scalar(select(func.count()).select_from(some)) or 0
    return found


def one(session: Session, officer: Officer, wish_id: str) -> Wish:
    """A conversation of the official's. Raises `Forbidden`, `UnknownWish` (also for one that is not theirs to see)."""
    officer.need(RIGHT)
    row = session.execute(_query().where(_WISHES.c.id == wish_id, *_scope(officer))).first()
    if row is None:
        raise UnknownWish("There is no such conversation in your districts.")
    return _wish(row, _waiting_for_us(session, [row.id]))


def colleagues(session: Session, officer: Officer, wish_id: str) -> list[str]:
    """Names of the other officials who may answer this conversation, in order. Raises `Forbidden`, `UnknownWish`."""
    wish = one(session, officer, wish_id)
    rows = session.scalars(select(OfficerRow).where(OfficerRow.revoked_at.is_(None)).order_by(OfficerRow.name))
    able = (each for each in map(officers.of_row, rows) if each.may(RIGHT) and not each.reads)
    return [each.name for each in able if each.name != officer.name and _sees(each, wish.district)]


def assign(session: Session, officer: Officer, wish_id: str, colleague: str, now: dt.datetime) -> None:
    """One that waits is for a colleague to take (an empty name: for anybody); one that the official has goes to the
    colleague as it is. Raises `Forbidden`, `UnknownWish`, `NotNow` (a third official has it, or it is over), `NotAble`
    (there is no such colleague, or they do not see this conversation)."""
    officer.need(RIGHT, change=True)
    wish = one(session, officer, wish_id)
    if colleague and colleague not in colleagues(session, officer, wish_id):
        raise NotAble(colleague)
    waits, theirs = _WISHES.c.status == "open", and_(_WISHES.c.status == "taken", _WISHES.c.official == officer.name)
    done: Any = session.execute(
        update(_WISHES).where(_WISHES.c.id == wish.id, waits).values(assigned_to=colleague or None)
    )
    if not done.rowcount and colleague:
        values = {"assigned_to": colleague, "official": colleague, "active_at": now}
        done = session.execute(update(_WISHES).where(_WISHES.c.id == wish.id, theirs).values(**values))
    if not done.rowcount:
        raise NotNow("Another official has the conversation, or it is over.")
    audit.note(
        session, officer.name, "handover_assign", now, about=wish.id, address=officer.address, to=colleague or None
    )


class NotAble(ValueError):
    """Whoever was named cannot take the conversation."""


def _scope(officer: Officer) -> list[ColumnElement[bool]]:
    if officer.districts is None:
        return []
    if not officer.districts:
        return [false()]
    return [or_(_WISHES.c.district.is_(None), _WISHES.c.district.in_(officer.districts))]


def _sees(officer: Officer, district: str | None) -> bool:
    return officer.sees(district) if district is not None else officer.districts is None or bool(officer.districts)


def _in(tab: Tab, name: str) -> ColumnElement[bool]:
    status, official = _WISHES.c.status, _WISHES.c.official
    match tab:
        case "waiting":
            return and_(_UNDER_WAY, status == "open")
        case "mine":
            own = and_(status == "taken", official == name)
            return and_(_UNDER_WAY, or_(own, and_(status == "open", _WISHES.c.assigned_to == name)))
        case "others":
            return and_(_UNDER_WAY, status == "taken", official != name)
        case "ended":
            return _WISHES.c.ended_at.is_not(None)


def _query() -> Any:
    return select(
        _WISHES.c.id, _WISHES.c.status, _CONTACTS.c.channel, _WISHES.c.topic, _WISHES.c.language, _WISHES.c.created_at,
        _WISHES.c.official, _WISHES.c.taken_at, _WISHES.c.active_at, _WISHES.c.ended_at, _WISHES.c.assigned_to,
        _WISHES.c.district,
    ).join(_CONTACTS, _CONTACTS.c.id == _WISHES.c.contact_id)  # fmt: skip


def _wish(row: Any, waiting: Collection[str]) -> Wish:
    return Wish(**row._mapping, waits_for_us=row.id in waiting)


def _said(session: Session, words: str) -> Collection[str]:
    """Conversations in which somebody said this, as officials read it: a masked number is not found digit by digit."""
    wanted = words.casefold()
    rows = session.execute(
        select(_MESSAGES.c.wish_id, _MESSAGES.c.body)
        .where(_MESSAGES.c.body.is_not(None), func.lower(_MESSAGES.c.body).contains(words.lower(), autoescape=True))
        .order_by(_MESSAGES.c.at.desc())
        .limit(_HITS)
    )
    return {row.wish_id for row in rows if wanted in without_numbers(row.body).casefold()}


def _waiting_for_us(session: Session, ids: Sequence[str]) -> set[str]:
    """Those in which the person said the last word."""
    last = (
        select(func.max(_MESSAGES.c.id).label("id"))
        .where(_MESSAGES.c.wish_id.in_(ids))
        .group_by(_MESSAGES.c.wish_id)
        .subquery()
    )
    own = select(_MESSAGES.c.wish_id).join(last, last.c.id == _MESSAGES.c.id).where(_MESSAGES.c.official.is_(False))
    return set(session.scalars(own))
