"""Writes the people of a list into the register, many at once: one by one, a list of fifty thousand would keep
everybody else from writing for minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Worker, WorkerTrade, new_id
from bot.services import numbers, trade_reviews
from bot.services.workers import UNKNOWN, Registration, Trade, bits

UNCONFIRMED, IMPORT = "unconfirmed", "import"
"""Status and source of whoever is entered from a list."""
_PORTION = 500
_WORKERS: Table = Worker.__table__  # type: ignore[assignment]
_TRADES: Table = WorkerTrade.__table__  # type: ignore[assignment]


def enter(session: Session, people: Sequence[Registration], import_id: str, now: dt.datetime) -> int:
    """Enters people who are not in the register yet; returns how many. Unknown trades are queued for an official."""
    for first in range(0, len(people), _PORTION):
        some = people[first : first + _PORTION]
        taken: set[str] = set()
        rows = [_row(session, person, import_id, now, taken) for person in some]
        session.execute(insert(_WORKERS), rows)
        trades = [
            {
                "worker_id": row["id"], "place": place, "trade": trade.id, "said": trade.said,
                "district": row["district"], "registered_at": now,
            }
            for row, person in zip(rows, some, strict=True)
            for place, trade in enumerate(_trades(session, person, now))
        ]  # fmt: skip
        session.execute(insert(_TRADES), trades)
    return len(people)


def _row(session: Session, person: Registration, import_id: str, now: dt.datetime, taken: set[str]) -> dict[str, Any]:
    number = numbers.new(session)
    while number in taken:  # those of this portion are not in the table yet
        number = numbers.new(session)
    taken.add(number)
    return {
        "id": new_id(), "number": number, "status": UNCONFIRMED, "source": IMPORT, "import_id": import_id,
        "name": person.name, "phone": person.phone, "phone_proven": False, "district": person.district,
        "place": person.place, "experience_months": person.experience, "last_place": person.last_place,
        "last_state": person.last_state, "gender": person.gender, "education": person.education,
        "birth_year": now.astimezone(INDIA).year - person.age if person.age is not None else None,
        "wants": bits(person.wants or ()), "tools": person.tools, "bank_account": person.bank,
        "eshram": person.eshram, "language": person.language, "registered_at": now, "updated_at": now,
    }  # fmt: skip


def _trades(session: Session, person: Registration, now: dt.datetime) -> Iterator[Trade]:
    """Each trade once; of an unknown one, what an official decided earlier that it is."""
    seen: set[tuple[str, str | None]] = set()
    for trade in person.trades:
        if trade.id == UNKNOWN and trade.said:
            decided = trade_reviews.note(session, trade.said, person.language or "en", now)
            if decided == trade_reviews.NONE and len(person.trades) > 1:
                continue
            known = UNKNOWN if decided in (None, trade_reviews.NONE) else str(decided)
            trade = Trade(known, trade.said)
        key = (trade.id, trade.said if trade.id == UNKNOWN else None)
        if key not in seen:
            seen.add(key)
            yield trade
