"""How often a person may type a wrong code, counted in the database: nobody finds a code by trying them all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Table, case, delete
from sqlalchemy.orm import Session

from bot.db.models import WrongCode
from bot.db.upsert import upsert

_WRONG: Table = WrongCode.__table__  # type: ignore[assignment]
_KEYS: Final = ["contact_id", "kind"]


@dataclass(frozen=True)
class Limit:
    """`most` wrong codes of a `kind` within a `period`, which begins with the first."""

    kind: str
    most: int
    period: dt.timedelta


def spent(db: Session, contact_id: str, limit: Limit, now: dt.datetime) -> bool:
    """Whether the person has typed so many that no further one is looked at yet."""
    known = db.get(WrongCode, (contact_id, limit.kind), populate_existing=True)
    return known is not None and now < known.first_at + limit.period and known.count >= limit.most


def wrong(db: Session, contact_id: str, limit: Limit, now: dt.datetime) -> None:
    """Counts a wrong one."""
    old = _WRONG.c.first_at <= now - limit.period
    db.execute(
        upsert(db)(_WRONG)
        .values(contact_id=contact_id, kind=limit.kind, count=1, first_at=now)
        .on_conflict_do_update(
            index_elements=_KEYS,
            set_={
                "count": case((old, 1), else_=_WRONG.c.count + 1),
                "first_at": case((old, now), else_=_WRONG.c.first_at),
            },
        )
    )


def right(db: Session, contact_id: str, limit: Limit) -> None:
    """A right code ends the count."""
    db.execute(delete(_WRONG).where(_WRONG.c.contact_id == contact_id, _WRONG.c.kind == limit.kind))
