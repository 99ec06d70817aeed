"""The import: everything that the dry run calls new, in one transaction, or nothing.

Whoever is entered is unconfirmed: no search shows them unasked, nothing is matched and nothing sent but the one
question whether they want to be in the register (bot/conversation/entries.py).
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import WorkerImport, new_id
from bot.services import audit
from bot.services.officers import Officer
from bot.services.worker_import.entering import enter
from bot.services.worker_import.faults import AlreadyImported, RefusedList
from bot.services.worker_import.plan import Outcome, Plan, Understood, plan

logger = logging.getLogger(__name__)

ORGANISATION = 120
"""Most characters of the name of who gave the list."""


@dataclass(frozen=True)
class Imported:
    """`entered`: how many people; `import_id`: of the list."""

    import_id: str
    plan: Plan
    entered: int


def check_new(session: Session, understood: Understood) -> None:
    """Raises `AlreadyImported` if the same list was brought in before."""
    earlier = session.scalar(select(WorkerImport).where(WorkerImport.digest == understood.digest))
    if earlier is not None:
        day = earlier.at.astimezone(INDIA).date()
        raise AlreadyImported(f"The same list was brought in on {day.isoformat()}: nothing is done again.")


def bring_in(
    session: Session, officer: Officer, understood: Understood, organisation: str, now: dt.datetime, *,
    doubtful: bool = False,
) -> Imported:  # fmt: skip
    """Enters the new people of a list, with `doubtful` those of doubtful rows too. `organisation`: who gave the list,
    as people know it; they are told. Raises `Forbidden`, `AlreadyImported`, `RefusedList`."""
    officer.need("import", change=True)
    given = " ".join(organisation.split())
    if not 2 <= len(given) <= ORGANISATION:
        raise RefusedList(f"Name the organisation that gave the list, in 2 to {ORGANISATION} characters.")
    check_new(session, understood)
    planned = plan(session, officer, understood)
    wanted: tuple[Outcome, ...] = ("new", "doubtful") if doubtful else ("new",)
    people = [line.person for line in planned.lines if line.outcome in wanted and line.person is not None]
    if not people:
        raise RefusedList("Nobody of this list can be entered; the dry run says why, row by row.")
    import_id = new_id()
    session.add(
        WorkerImport(
            id=import_id, digest=understood.digest, officer=officer.name, organisation=given,
            report=planned.counts, at=now,
        )
    )  # fmt: skip
    session.flush()
    entered = enter(session, people, import_id, now)
    counts = {f"rows_{name}": number for name, number in planned.counts.items()}
    details: dict[str, Any] = {"organisation": given, "entered": entered, "with_doubtful": doubtful, **counts}
    audit.note(session, officer.name, "import", now, about=import_id, address=officer.address, **details)
    logger.info("list %s: %d people entered, unconfirmed", import_id, entered)
    return Imported(import_id, planned, entered)
