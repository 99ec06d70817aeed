"""How many messages there were and what became of them: counted with each turn, nobody is in the counts."""

from __future__ import annotations

import datetime as dt
import logging
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ScalarSelect, Table, func, literal, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.db.models import Learner, TurnSpeed, TurnTally, Worker, WorkerContact
from bot.db.upsert import upsert

logger = logging.getLogger(__name__)

OUTCOMES: Final = ("answered", "asked_back", "declined", "handed_over", "tool", "training", "failed", "other")
"""What can become of a message."""
BUCKETS: Final = (
    50, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500, 10_000, 15_000, 20_000, 30_000,
)  # fmt: skip
"""Upper ends of the classes of time, in milliseconds; what took longer is in the class 0."""

_TALLIES: Table = TurnTally.__table__  # type: ignore[assignment]
_SPEEDS: Table = TurnSpeed.__table__  # type: ignore[assignment]
_WORKERS: Table = Worker.__table__  # type: ignore[assignment]
_MET: Table = WorkerContact.__table__  # type: ignore[assignment]
_LEARNERS: Table = Learner.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Turn:
    """One message that was worked off. `day`: of India; `register`, `outcome`: as in `TurnTally`; `topic`: what it was
    about, or empty; `district`: None where it is to be looked up by the contact; `millis`: from its coming in to the
    answer."""

    day: dt.date
    channel: str
    language: str
    register: str
    topic: str
    outcome: str
    district: str | None
    millis: int


def count(session: Session, turn: Turn, contact_id: str = "") -> bool:
    """Counts a turn: one statement for the tally, one for its speed. It never fails: whatever is the matter with the
    counts, the turn goes on (False; the log tells). `contact_id`: whose district it is, unless the turn names it."""
    session.flush()  # what others left is their own fault
    millis = max(0, turn.millis)
    try:
        with session.begin_nested():
            session.execute(_tally(session, turn, millis, contact_id))
            session.execute(_speed(session, turn, bucket(millis)))
    except SQLAlchemyError as error:
        logger.error("a turn was not counted, it goes on all the same: %s", type(error).__name__)
        return False
    return True


def bucket(millis: int) -> int:
    """The class that a time belongs to: its upper end, 0 for longer than all."""
    place = bisect_left(BUCKETS, millis)
    return BUCKETS[place] if place < len(BUCKETS) else 0


def _tally(session: Session, turn: Turn, millis: int, contact_id: str) -> Any:
    district: Any = turn.district[:32] if turn.district is not None else _district(contact_id)
    key = {
        "day": turn.day, "channel": turn.channel[:16], "language": turn.language[:2], "register": turn.register[:16],
        "topic": turn.topic[:32], "outcome": turn.outcome[:12], "district": district,
    }  # fmt: skip
    made = upsert(session)(_TALLIES).values(**key, count=1, millis=millis)
    more = {"count": _TALLIES.c.count + 1, "millis": _TALLIES.c.millis + made.excluded.millis}
    return made.on_conflict_do_update(index_elements=list(key), set_=more)


def _speed(session: Session, turn: Turn, millis: int) -> Any:
    key = {"day": turn.day, "channel": turn.channel[:16], "bucket": millis}
    made = upsert(session)(_SPEEDS).values(**key, count=1)
    return made.on_conflict_do_update(index_elements=list(key), set_={"count": _SPEEDS.c.count + 1})


def _district(contact_id: str) -> Any:
    """Where somebody lives, as their registration says, or else as they said when they took part in a training."""
    own: ScalarSelect[str] = (
        select(_WORKERS.c.district)
        .join(_MET, _MET.c.worker_id == _WORKERS.c.id)
        .where(_MET.c.contact_id == contact_id, _MET.c.role == "self")
        .order_by(_MET.c.since.desc())
        .limit(1)
        .scalar_subquery()
    )
    learner = select(_LEARNERS.c.district).where(_LEARNERS.c.contact_id == contact_id).scalar_subquery()
    return func.coalesce(own, learner, literal(""))
