"""People of the register for tests: made up, quickly entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from bot.db.models import Worker, WorkerTrade
from bot.services import numbers
from bot.services.officers import Officer
from bot.services.roles import RIGHTS

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)


def entered(session: Session, trades: Sequence[str] = ("mason",), **values: Any) -> str:
    """Enters somebody; their id. What is not given is like that of everybody else."""
    standard: dict[str, Any] = {
        "name": "Rahim Sk", "phone": "+919800012345", "district": "malda", "place": "English Bazar", "wants": 1,
        "registered_at": NOW, "updated_at": NOW,
    }  # fmt: skip
    worker = Worker(number=numbers.new(session), **(standard | values))
    session.add(worker)
    session.flush()
    session.add_all(
        WorkerTrade(worker_id=worker.id, place=place, trade=trade, district=worker.district, registered_at=NOW)
        for place, trade in enumerate(trades)
    )
    session.flush()
    return worker.id


def officer(*districts: str, rights: Sequence[str] = RIGHTS, name: str = "A. Roy") -> Officer:
    """An official of some districts; of none: of the whole state."""
    return Officer(name.lower(), name, frozenset(districts) if districts else None, frozenset(rights))
