"""Officials who are signed in at the console: opened, found by their cookie, listed, ended. The cookie is kept as a
keyed hash only."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db.models import ConsoleSession
from bot.db.models import Officer as OfficerRow
from bot.services import vault
from bot.services.officers import Officer, of_row

_FOR_COOKIES = "console-session"
_TOUCH = dt.timedelta(minutes=1)  # a page that is looked at is noted no oftener


@dataclass(frozen=True)
class Span:
    """`idle`: without a page, after which a session is over; `whole`: how long one lasts at most."""

    idle: dt.timedelta
    whole: dt.timedelta


@dataclass(frozen=True)
class Signed:
    """A session that holds. `proven`: the second factor was shown, or the official has none; `must_change`: their
    password first; `second`: they have a second factor; `notes`: to show once, [tone, text]."""

    id: str
    officer: Officer
    csrf: str
    proven: bool
    must_change: bool
    second: bool
    language: str | None
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Listed:
    """A session as its official sees it in the list."""

    id: str
    address: str
    agent: str
    created_at: dt.datetime
    seen_at: dt.datetime


def start(
    session: Session, officer_id: str, now: dt.datetime, span: Span, *, address: str = "", agent: str = "",
    proven: bool = False,
) -> str:  # fmt: skip
    """A new session; the value of its cookie, which is kept nowhere. A session is never taken over from before the
    sign-in: each begins with a value of its own."""
    cookie = secrets.token_urlsafe(32)
    session.add(
        ConsoleSession(
            token=vault.fingerprint(_FOR_COOKIES, cookie), officer_id=officer_id, csrf=secrets.token_urlsafe(32),
            proven=proven, address=address[:64], agent=agent[:200], created_at=now, seen_at=now,
            expires_at=now + span.whole,
        )
    )  # fmt: skip
    session.flush()
    return cookie


def find(
    session: Session, cookie: str, now: dt.datetime, span: Span, address: str = "", touch: bool = True
) -> Signed | None:
    """The session of a cookie; None if it is over, revoked, or its official is. `touch`: it is used by this."""
    if not cookie or len(cookie) > 200:
        return None
    found = session.execute(
        select(ConsoleSession, OfficerRow)
        .join(OfficerRow, OfficerRow.id == ConsoleSession.officer_id)
        .where(ConsoleSession.token == vault.fingerprint(_FOR_COOKIES, cookie))
    ).one_or_none()
    if found is None:
        return None
    row, official = found
    over = row.revoked_at is not None or now >= row.expires_at or now - row.seen_at >= span.idle
    if over or official.revoked_at is not None:
        return None
    if touch and now - row.seen_at >= _TOUCH:
        row.seen_at = now
    notes = tuple((tone, text) for tone, text in row.notes)
    return Signed(
        row.id, of_row(official, address or None), row.csrf, row.proven, official.must_change,
        official.totp is not None, official.language, notes,
    )  # fmt: skip


def note(session: Session, session_id: str, tone: str, text: str) -> None:
    """What the next page shows once. `tone`: good, bad."""
    row = session.get(ConsoleSession, session_id)
    if row is not None:
        row.notes = [*row.notes, [tone, text[:500]]][-5:]


def shown(session: Session, session_id: str) -> None:
    """The notes were shown."""
    session.execute(update(ConsoleSession).where(ConsoleSession.id == session_id).values(notes=[]))


def listed(session: Session, officer_id: str, now: dt.datetime, span: Span) -> Sequence[Listed]:
    """The sessions of an official that hold, the latest used first."""
    rows = session.scalars(
        select(ConsoleSession)
        .where(
            ConsoleSession.officer_id == officer_id, ConsoleSession.revoked_at.is_(None),
            ConsoleSession.expires_at > now, ConsoleSession.seen_at > now - span.idle,
        )
        .order_by(ConsoleSession.seen_at.desc())
    )  # fmt: skip
    return [Listed(row.id, row.address, row.agent, row.created_at, row.seen_at) for row in rows]


def end(session: Session, officer_id: str, now: dt.datetime, *, session_id: str = "", but: str = "") -> int:
    """Ends one session of an official (`session_id`), or all of them (`but` one); how many."""
    where = [ConsoleSession.officer_id == officer_id, ConsoleSession.revoked_at.is_(None), ConsoleSession.id != but]
    if session_id:
        where.append(ConsoleSession.id == session_id)
    done: Any = session.execute(update(ConsoleSession).where(*where).values(revoked_at=now))
    return int(done.rowcount)
