"""People who take part, as they described themselves. What they say of their enterprise and their group is asked for
only after they agreed to it, and serves the programme's counts alone."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any, Final

from sqlalchemy import Table
from sqlalchemy.orm import Session

from bot.db.models import Learner
from bot.db.upsert import upsert
from bot.services import identity

GROUPS: Final = ("sc", "st", "obc", "minority", "none")
"""What a person may say of themselves."""
NAME_LIMIT: Final = 120
"""Characters of a name."""

_LEARNERS: Table = Learner.__table__  # type: ignore[assignment]


def get(db: Session, contact_id: str) -> Learner | None:
    """What is known of a person as a learner; None: nothing yet."""
    return db.get(Learner, contact_id, populate_existing=True)


def name(db: Session, contact_id: str, text: str, now: dt.datetime) -> str | None:
    """Keeps the name as it is to stand on a certificate; the name as it is kept. None: this cannot be a name (no two
    letters, a digit in it, or too long), and nothing is kept."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    letters = sum(char.isalpha() for char in plain)
    if letters < 2 or len(plain) > NAME_LIMIT or any(char.isdigit() for char in plain):
        return None
    if any(unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs") for char in plain):
        return None
    _keep(db, contact_id, now, name=plain)
    return plain


def describe(
    db: Session,
    contact_id: str,
    women_led: bool | None,
    group: str | None,
    now: dt.datetime,
    *,
    sector: str | None = None,
    district: str | None = None,
) -> Learner:
    """Keeps what the person says; None: not said, what was known before stays. `group`: of `GROUPS`; `sector`,
    `district`: ids of the content. Raises ValueError for another group."""
    if group is not None and group not in GROUPS:
        raise ValueError(f"no group {group!r}")
    said = {"women_led": women_led, "social_group": group, "sector": sector, "district": district}
    return _keep(db, contact_id, now, **{column: value for column, value in said.items() if value is not None})


def withdraw(db: Session, contact_id: str, now: dt.datetime) -> None:
    """The person takes back what they said of their enterprise and their group."""
    if get(db, contact_id) is not None:
        _keep(db, contact_id, now, women_led=None, social_group=None)


def known_name(db: Session, contact_id: str) -> str | None:
    """The name for the certificate: as they gave it, else that of their own registration as a worker."""
    learner = get(db, contact_id)
    if learner is not None and learner.name:
        return learner.name
    own = identity.registered(db, contact_id)
    return own.name if own is not None else None


def _keep(db: Session, contact_id: str, now: dt.datetime, **values: Any) -> Learner:
    written = {**values, "updated_at": now}
    statement = upsert(db)(_LEARNERS).values(contact_id=contact_id, **written)
    db.execute(statement.on_conflict_do_update(index_elements=["contact_id"], set_=written))
    return db.get_one(Learner, contact_id, populate_existing=True)
