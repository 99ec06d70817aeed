"""What employers look for: posted in chat, looked at by an official, open until it is filled. What people are told of
it is written in `bot.conversation.offers`.

Whatever officials do goes through here with the officer first: their right and their district are asked each time, and
a need of another district does not exist for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from sqlalchemy import ColumnElement, Table, func, literal, select, tuple_, update
from sqlalchemy.orm import Session

from bot.db.models import Need
from bot.db.types import UtcDateTime
from bot.language.entities import find_phones
from bot.services import audit, numbers
from bot.services.officers import Forbidden, Officer

Status = Literal["unverified", "open", "filled", "closed", "rejected"]
STATUSES: tuple[Status, ...] = get_args(Status)
ALIVE: Final[tuple[Status, ...]] = ("unverified", "open")
PREFIX: Final = "N"
RIGHT: Final = "verify"
MOST_ALIVE: Final = 3
"""So many needs one person may have under way."""
LASTS: Final = dt.timedelta(days=30)
"""After the day on which the work was to begin (or the need came), a need that is still under way is closed."""
REASON_LEAST: Final = 10
"""Characters: what was looked at, or why something is refused, has to say something."""
_REASON_MOST: Final = 200
_NEEDS: Table = Need.__table__  # type: ignore[assignment]


class UnknownNeed(Exception):
    """There is no such need, or it belongs to another district."""


class NotNow(Exception):
    """The need is not in a state in which this can be done. The text says what is the matter."""


class NoReason(ValueError):
    """A reason is missing or says too little."""


@dataclass(frozen=True)
class Posting:
    """What an employer says. `trade`, `district`: ids of the content; `phone`: E.164; `starts_on`: None: at once;
    `months`: least experience; `identity`: Udyam number or GSTIN."""

    trade: str
    count: int
    district: str
    employer: str
    phone: str
    place: str | None = None
    starts_on: dt.date | None = None
    months: int = 0
    identity: str | None = None


def post(session: Session, posting: Posting, contact_id: str, language: str, now: dt.datetime) -> Need | None:
    """Keeps what an employer wrote in chat, until an official has looked at it; None if they have as many as may be."""
    if len(of_contact(session, contact_id)) >= MOST_ALIVE:
        return None
    return _made(session, posting, now, contact_id=contact_id, language=language, status="unverified")


def enter(session: Session, officer: Officer, posting: Posting, looked_at: str, now: dt.datetime) -> Need:
    """An official enters a need of an employer whom they have looked at: it is open at once. Raises `Forbidden`,
    `NoReason`."""
    officer.need(RIGHT, change=True)
    if not officer.sees(posting.district):
        raise Forbidden("This district is not yours: enter needs of your own district.")
    reason = _reason(looked_at)
    made = _made(session, posting, now, status="open", officer=officer.name, next_wave_at=now, language="bn")
    _note(session, officer, "need_entered", made, reason, now)
    return made


def verify(session: Session, officer: Officer, number: str, looked_at: str, now: dt.datetime) -> Need:
    """The employer is who they say: workers are asked from now on. `looked_at`: what the official looked at. Raises
    `Forbidden`, `UnknownNeed`, `NotNow`, `NoReason`."""
    changes = {"status": "open", "officer": officer.name, "next_wave_at": now, "untold": True}
    return _act(session, officer, number, ("unverified",), "need_verified", looked_at, changes, now)


def reject(session: Session, officer: Officer, number: str, reason: str, now: dt.datetime) -> Need:
    """The need is refused, or taken back after all; the employer is told why. Raises as `verify`."""
    changes = {"status": "rejected", "officer": officer.name, "reason": _reason(reason), "untold": True}
    return _act(session, officer, number, ALIVE, "need_rejected", reason, changes, now)


def close(session: Session, officer: Officer, number: str, reason: str, now: dt.datetime) -> Need:
    """Nobody else is asked. Raises as `verify`."""
    changes = {"status": "closed", "officer": officer.name, "untold": True}
    return _act(session, officer, number, ALIVE, "need_closed", reason, changes, now)


def fill(session: Session, contact_id: str, number: str, now: dt.datetime) -> Need | None:
    """The employer says that they need nobody any more; None if they have no such need under way."""
    need = session.scalar(
        select(Need).where(Need.number == number, Need.contact_id == contact_id, Need.status.in_(ALIVE))
    )
    if need is None or not _moved(session, need.id, ALIVE, {"status": "filled", "updated_at": now}):
        return None
    audit.note(session, "employer", "need_filled", now, about=need.id, number=need.number)
    session.refresh(need)
    return need


def over(session: Session, today: dt.date, now: dt.datetime) -> list[str]:
    """Closes what was to begin, or came, too long ago; the ids. The employers are told."""
    last = today - LASTS
    old: ColumnElement[bool] = func.coalesce(_NEEDS.c.starts_on, last) <= last
    came = (_NEEDS.c.created_at <= now - LASTS, _NEEDS.c.status.in_(ALIVE), old)
    values = {"status": "closed", "untold": True, "updated_at": now}
    return list(session.scalars(update(_NEEDS).where(*came).values(**values).returning(_NEEDS.c.id)))


def of_contact(session: Session, contact_id: str) -> list[Need]:
    """The needs that a person has under way, the oldest first."""
    return list(
        session.scalars(
            select(Need)
            .where(Need.contact_id == contact_id, Need.status.in_(ALIVE))
            .order_by(Need.created_at, Need.number)
        )
    )


def untold(session: Session) -> list[Need]:
    """The needs of whose state the employer has not yet been told."""
    return list(session.scalars(select(Need).where(Need.untold).order_by(Need.id)))


def listed(
    session: Session,
    officer: Officer,
    statuses: Sequence[Status] = (),
    district: str | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[Need], int]:
    """The needs that an officer sees, the newest first, and how many there are. Raises
    `Forbidden`."""
    officer.need("registry")
    where: list[ColumnElement[bool]] = [_NEEDS.c.status.in_(statuses)] if statuses else []
    if officer.districts is not None:
        where.append(_NEEDS.c.district.in_(sorted(officer.districts)))
    if district is not None:
        where.append(_NEEDS.c.district == district)
    total = session.scalar(select(func.count()).select_from(_NEEDS).where(*where)) or 0
    page = select(Need).where(*where).order_by(Need.created_at.desc(), Need.id).offset(offset).limit(limit)
    return list(session.scalars(page)), total


def page(
    session: Session,
    officer: Officer,
    statuses: Sequence[Status] = (),
    districts: Collection[str] = (),
    after: tuple[dt.datetime, str] | None = None,
    limit: int = 25,
) -> list[Need]:
    """The needs that an officer sees, the newest first, from behind `after` (when one came, and its id) on. Raises
    `Forbidden`."""
    officer.need("registry")
    within = officer.within(districts)
    where: list[ColumnElement[bool]] = [_NEEDS.c.status.in_(statuses)] if statuses else []
    if within is not None:
        where.append(_NEEDS.c.district.in_(sorted(within)))
    if after is not None:
        last = tuple_(literal(after[0], UtcDateTime()), literal(after[1]))
        where.append(tuple_(_NEEDS.c.created_at, _NEEDS.c.id) < last)
    wanted = select(Need).where(*where).order_by(Need.created_at.desc(), Need.id.desc()).limit(limit)
    return list(session.scalars(wanted))


def seen(session: Session, officer: Officer, number: str) -> Need:
    """One need, by its number in any grouping. Raises `Forbidden`, `UnknownNeed`: of one of another
    district too."""
    officer.need("registry")
    stored = numbers.valid(number, PREFIX)
    need = session.scalar(select(Need).where(Need.number == stored)) if stored is not None else None
    if need is None or not officer.sees(need.district):
        raise UnknownNeed("There is no such need: look at the list for the numbers of yours.")
    return need


def phone(
    session: Session, officer: Officer, number: str, reason: str, now: dt.datetime, naming: Sequence[str] = ()
) -> str:
    """The employer's telephone number, for an official who has to ask them; noted with the reason, without the names
    of the employer and of others (`naming`). Raises `Forbidden`, `UnknownNeed`, `NoReason`."""
    need = seen(session, officer, number)
    officer.need(RIGHT)
    _note(session, officer, "need_phone", need, _reason(reason), now, *naming)
    return need.phone


def mobile(text: str) -> str | None:
    """The one mobile number of a text, in E.164."""
    found = [one.e164 for one in find_phones(text, expected=True) if one.mobile]
    return found[0] if len(found) == 1 else None


def _act(
    session: Session,
    officer: Officer,
    number: str,
    before: tuple[Status, ...],
    act: str,
    reason: str,
    changes: dict[str, Any],
    now: dt.datetime,
) -> Need:
    need = seen(session, officer, number)
    officer.need(RIGHT, change=True)
    said = _reason(reason)
    if not _moved(session, need.id, before, {**changes, "updated_at": now}):
        session.refresh(need)
        raise NotNow(f"The need is {need.status} now: only one that is {' or '.join(before)} can be changed so.")
    _note(session, officer, act, need, said, now)
    session.refresh(need)
    return need


def _note(
    session: Session, officer: Officer, act: str, need: Need, reason: str, now: dt.datetime, *naming: str
) -> None:
    names = (need.employer, *naming)
    audit.note(
        session, officer.name, act, now, about=need.id, reason=reason, names=names, address=officer.address,
        number=need.number,
    )  # fmt: skip


def _made(session: Session, posting: Posting, now: dt.datetime, **values: Any) -> Need:
    need = Need(
        number=numbers.new(session, PREFIX, Need.number), created_at=now, updated_at=now, **vars(posting), **values
    )
    session.add(need)
    session.flush()
    return need


def _moved(session: Session, need_id: str, before: tuple[Status, ...], values: dict[str, Any]) -> bool:
    """One statement that names the state it starts from: of two at once only one succeeds."""
    done: Any = session.execute(
        update(_NEEDS).where(_NEEDS.c.id == need_id, _NEEDS.c.status.in_(before)).values(**values)
    )
    return bool(done.rowcount)


def _reason(text: str) -> str:
    said = " ".join(text.split())
    if not audit.says_enough(said, REASON_LEAST) or len(said) > _REASON_MOST:
        raise NoReason(
            f"Write {REASON_LEAST} to {_REASON_MOST} characters, names and numbers not counted: what you looked at, "
            "or why."
        )
    return said
