"""Officials sign in at the console: name and password, then the second factor; new passwords; what they set for
themselves. Whatever does not fit is one answer, from which nobody learns who has an account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import ConsoleSession
from bot.db.models import Officer as Row
from bot.services import audit, console_sessions, passwords, second_factor
from bot.services.console_sessions import Signed, Span
from bot.services.officers import NAME_LIMIT, Officer, of_row

TRIES: Final = 5
"""Wrong passwords or codes in a row, after which the account rests."""
REST: Final = dt.timedelta(minutes=1)
LONGEST_REST: Final = dt.timedelta(hours=1)
NEEDS_SECOND: Final = frozenset({"state_admin", "auditor"})
"""Roles that see everything: never by a password alone."""
_NOBODY: Final = "nobody"

Step = Literal["in", "second", "enrol", "password", "wrong"]
"""in: all is done; second: the code of their app; enrol: they set up the second factor first; password: a new one
first; wrong: not let in, whatever the cause (no such name, wrong password, an account that rests)."""


@dataclass(frozen=True)
class Outcome:
    """`cookie`: of the new session, empty if there is none."""

    step: Step
    cookie: str = ""


def needs_second(role: str) -> bool:
    """Whether nobody of the role works without the second factor."""
    return role in NEEDS_SECOND


def sign_in(
    session: Session, name: str, password: str, now: dt.datetime, span: Span, *, address: str = "", agent: str = "",
    before: Signed | None = None,
) -> Outcome:  # fmt: skip
    """The first step. An unknown name costs the same time as a wrong password. `before`: the session that this browser
    had, which ends."""
    row = _row(session, " ".join(name.split())[:NAME_LIMIT])
    resting = row is not None and row.locked_until is not None and now < row.locked_until
    open_ = row is not None and row.revoked_at is None and row.password is not None
    right = passwords.fits(password, row.password if row is not None and open_ else None)
    if row is None or not open_ or row.password is None:
        audit.note(session, _NOBODY, "sign_in_failed", now, address=address)
        return Outcome("wrong")
    if resting:
        audit.note(session, row.name, "sign_in_failed", now, about=row.id, address=address, resting=True)
        return Outcome("wrong")
    if not right:
        _failed(session, row, now, address, "password")
        return Outcome("wrong")
    if passwords.outdated(row.password):
        row.password = passwords.hashed(password)
    if before is not None:
        console_sessions.end(session, before.officer.id, now, session_id=before.id)
    asked = row.totp is not None or needs_second(row.role)
    cookie = console_sessions.start(session, row.id, now, span, address=address, agent=agent, proven=not asked)
    if asked:
        # Wrong ones are forgotten only once the code fits too: else a known password would open endless tries.
        return Outcome("second" if row.totp is not None else "enrol", cookie)
    return Outcome(_entered(session, row, now, address), cookie)


def prove(session: Session, signed: Signed, code: str, now: dt.datetime, span: Span, *, agent: str = "") -> Outcome:
    """The second step: the code of the app. A session of its own begins, that of the first step ends."""
    row = _locked(session, signed.officer.id)
    address = signed.officer.address or ""
    if row.totp is None or (row.locked_until is not None and now < row.locked_until):
        return Outcome("wrong")
    step = second_factor.step_of(row.totp, code, now, row.totp_step)
    if step is None:
        _failed(session, row, now, address, "code")
        return Outcome("wrong")
    row.totp_step = step
    return _renewed(session, row, signed, now, span, address, agent)


def enrol(
    session: Session, signed: Signed, offer: str, code: str, now: dt.datetime, span: Span, *, agent: str = ""
) -> Outcome:
    """Switches the second factor on, with a code that shows the app has the secret of the offer."""
    row = _locked(session, signed.officer.id)
    secret = second_factor.offered(offer, row.id, now)
    step = second_factor.step_of(secret, code, now, None) if secret is not None else None
    if row.totp is not None or secret is None or step is None:
        return Outcome("wrong")
    row.totp, row.totp_step = secret, step
    address = signed.officer.address or ""
    audit.note(session, row.name, "totp_on", now, about=row.id, address=address)
    if signed.proven:
        console_sessions.end(session, row.id, now, but=signed.id)
        return Outcome("in")
    return _renewed(session, row, signed, now, span, address, agent)


def without_second(session: Session, signed: Signed, password: str, now: dt.datetime) -> bool:
    """Switches the second factor off, for whom it is not a duty and who shows the password again."""
    row = _locked(session, signed.officer.id)
    if needs_second(row.role) or not _again(session, row, password, signed, now):
        return False
    row.totp = row.totp_step = None
    audit.note(session, row.name, "totp_off", now, about=row.id, address=signed.officer.address)
    return True


def change_password(session: Session, signed: Signed, new: str, now: dt.datetime, *, old: str | None = None) -> bool:
    """A new password; all other sessions end. `old`: the present one, which is asked for unless a temporary one was
    just used. False: it is not that. Raises `passwords.Weak`."""
    row = _locked(session, signed.officer.id)
    if (old is not None or not row.must_change) and not _again(session, row, old or "", signed, now):
        return False
    passwords.judged(new, row.name, row.password)
    row.password, row.password_at, row.must_change = passwords.hashed(new), now, False
    ended = console_sessions.end(session, row.id, now, but=signed.id)
    audit.note(session, row.name, "password_changed", now, about=row.id, address=signed.officer.address, ended=ended)
    return True


def sign_out(session: Session, signed: Signed, now: dt.datetime) -> None:
    """Ends the session."""
    console_sessions.end(session, signed.officer.id, now, session_id=signed.id)
    officer = signed.officer
    audit.note(session, officer.name, "sign_out", now, about=officer.id, address=officer.address)


def end_session(session: Session, signed: Signed, session_id: str, now: dt.datetime) -> int:
    """Ends another session of one's own, or (empty) all others; how many ended."""
    officer = signed.officer
    if session_id:
        ended = console_sessions.end(session, officer.id, now, session_id=session_id)
    else:
        ended = console_sessions.end(session, officer.id, now, but=signed.id)
    if ended:
        audit.note(session, officer.name, "session_ended", now, about=officer.id, address=officer.address, ended=ended)
    return ended


def speak(session: Session, officer_id: str, language: str) -> None:
    """The console is in this language for the official from now on."""
    row = session.get(Row, officer_id)
    if row is not None:
        row.language = language


@dataclass(frozen=True)
class Own:
    """What officials see of their own account. `second`: the second factor is on; `duty`: it has to be."""

    officer: Officer
    language: str | None
    password_at: dt.datetime | None
    second: bool
    duty: bool


def own(session: Session, signed: Signed) -> Own:
    """One's own account."""
    row = session.get_one(Row, signed.officer.id)
    return Own(of_row(row), row.language, row.password_at, row.totp is not None, needs_second(row.role))


def _entered(session: Session, row: Row, now: dt.datetime, address: str) -> Step:
    row.failed, row.locked_until, row.seen_at = 0, None, now
    audit.note(session, row.name, "sign_in", now, about=row.id, address=address, second=row.totp is not None)
    return "password" if row.must_change else "in"


def _renewed(
    session: Session, row: Row, signed: Signed, now: dt.datetime, span: Span, address: str, agent: str
) -> Outcome:
    console_sessions.end(session, row.id, now, session_id=signed.id)
    cookie = console_sessions.start(session, row.id, now, span, address=address, agent=agent, proven=True)
    return Outcome(_entered(session, row, now, address), cookie)


def _failed(session: Session, row: Row, now: dt.datetime, address: str, what: str) -> None:
    """Counts a wrong try; from the fifth on the account rests, twice as long each time."""
    row.failed = min(row.failed + 1, 1000)
    over = row.failed - TRIES
    if over >= 0:
        row.locked_until = now + min(REST * 2 ** min(over, 10), LONGEST_REST)
        # Whoever knows the password and guesses codes has to show it again after each rest.
        half = select(ConsoleSession).where(
            ConsoleSession.officer_id == row.id, ConsoleSession.proven.is_(False), ConsoleSession.revoked_at.is_(None)
        )
        for one in session.scalars(half):
            one.revoked_at = now
    audit.note(session, row.name, "sign_in_failed", now, about=row.id, address=address, what=what)
    if over >= 0 and row.locked_until is not None:
        minutes = int((row.locked_until - now).total_seconds() // 60)
        audit.note(session, row.name, "locked", now, about=row.id, address=address, minutes=minutes)


def _again(session: Session, row: Row, password: str, signed: Signed, now: dt.datetime) -> bool:
    """The password, shown again by somebody who is signed in; wrong ones count as at the sign-in."""
    if row.locked_until is not None and now < row.locked_until:
        return False
    if passwords.fits(password, row.password):
        return True
    _failed(session, row, now, signed.officer.address or "", "password")
    return False


def _row(session: Session, name: str) -> Row | None:
    return session.scalar(select(Row).where(Row.name == name).with_for_update())


def _locked(session: Session, officer_id: str) -> Row:
    return session.scalars(
        select(Row).where(Row.id == officer_id).with_for_update().execution_options(populate_existing=True)
    ).one()
