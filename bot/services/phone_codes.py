"""Codes that prove that whoever registers with a number is the person who registered with it before. A code goes to the
channels of that person; here stands only its keyed hash."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.models import PhoneCode
from bot.language import to_ascii_digits
from bot.services import vault

LASTS: Final = dt.timedelta(minutes=10)
ATTEMPTS: Final = 5
"""Wrong answers to one code."""
A_DAY: Final = 3
"""Codes in a day that one person may ask for, and that one worker is sent."""
_DAY: Final = dt.timedelta(days=1)
_DIGITS: Final = 6

Outcome = Literal["right", "wrong", "late", "spent", "none"]
"""late: older than `LASTS`; spent: too many wrong answers; none: no code was sent."""


@dataclass(frozen=True)
class Checked:
    """`worker_id`: whose code it was, if it is right; `left`: answers that may still be given."""

    outcome: Outcome
    worker_id: str | None = None
    left: int = 0


def issue(
    session: Session,
    contact_id: str,
    worker_id: str,
    now: dt.datetime,
    draw: Callable[[int], int] = secrets.randbelow,
) -> str | None:
    """A new code of six digits for a contact that says they are this worker; an earlier one is void. None: no more
    today. `draw(n)`: a random number below n."""
    known = session.get(PhoneCode, contact_id)
    if known is not None and now - known.first_at >= _DAY:
        session.delete(known)
        session.flush()
        known = None
    sent_to_worker = session.scalar(
        select(func.coalesce(func.sum(PhoneCode.sent), 0)).where(
            PhoneCode.worker_id == worker_id, PhoneCode.first_at > now - _DAY
        )
    )
    if (known is not None and known.sent >= A_DAY) or int(sent_to_worker or 0) >= A_DAY:
        return None
    code = f"{draw(10**_DIGITS):0{_DIGITS}d}"
    values = {"worker_id": worker_id, "code": _hash(contact_id, code), "attempts": 0, "expires_at": now + LASTS}
    if known is None:
        session.add(PhoneCode(contact_id=contact_id, sent=1, first_at=now, **values))
    else:
        known.sent += 1
        for column, value in values.items():
            setattr(known, column, value)
    session.flush()
    return code


def check(session: Session, contact_id: str, said: str, now: dt.datetime) -> Checked:
    """Whether this is the code. A right one is used up; a wrong one counts."""
    known = session.get(PhoneCode, contact_id)
    if known is None or not known.code:
        return Checked("none")
    if known.attempts >= ATTEMPTS:
        return Checked("spent")
    if now >= known.expires_at:
        return Checked("late")
    digits = "".join(char for char in to_ascii_digits(said) if char.isdigit())
    if hmac.compare_digest(known.code, _hash(contact_id, digits)):
        known.code = ""
        session.flush()
        return Checked("right", known.worker_id)
    known.attempts += 1
    session.flush()
    left = ATTEMPTS - known.attempts
    return Checked("wrong" if left else "spent", left=left)


def _hash(contact_id: str, code: str) -> str:
    return vault.fingerprint("phone code", contact_id, code)
