"""Settings that officials change while the service runs. What nobody changed is as the configuration says.

Only the names of `CHANGEABLE` are open: how long registrations and contacts are kept stands in the notices that people
agreed to, and is changed in the configuration alone."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from bot.db.models import Option
from bot.db.session import Database
from bot.db.upsert import upsert
from bot.services import audit
from bot.services.officers import Forbidden, Officer

logger = logging.getLogger(__name__)
T = TypeVar("T")

LIMITS: Final = ("quiet_hours", "announcements_per_day", "broadcast_small")
RETENTION: Final = (
    "reply_retention_days", "gap_retention_days", "draft_retention_days", "unconfirmed_retention_days",
    "tracker_retention_days", "closed_retention_days", "audit_retention_days", "feedback_retention_days",
    "task_retention_days", "tally_retention_days",
)  # fmt: skip
CHANGEABLE: Final = (*LIMITS, *RETENTION)
"""Names as in `bot.settings.Settings`."""

Check = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""The values of all names of `CHANGEABLE` when these are set over the configuration. Raises `ValueError`."""
_TABLE: Table = Option.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Set:
    """What an official set, and when."""

    value: Any
    by: str
    at: dt.datetime


def stored(session: Session) -> dict[str, Any]:
    """What officials set, by name."""
    rows = session.execute(select(_TABLE.c.name, _TABLE.c.value).where(_TABLE.c.name.in_(CHANGEABLE)))
    return {name: value for name, value in rows}


def listed(session: Session, officer: Officer) -> dict[str, Set]:
    """The same with who set it. Raises `Forbidden`."""
    officer.need("settings")
    columns = (_TABLE.c.name, _TABLE.c.value, _TABLE.c.changed_by, _TABLE.c.changed_at)
    rows = session.execute(select(*columns).where(_TABLE.c.name.in_(CHANGEABLE)))
    return {name: Set(value, by, at) for name, value, by, at in rows}


def change(
    session: Session, officer: Officer, values: Mapping[str, Any], check: Check, now: dt.datetime
) -> dict[str, tuple[Any, Any]]:
    """Sets values from now on; None: as the configuration says. Returns what is different now: name -> before and
    after, which is audited. Raises `Forbidden` (for officials of districts too: the settings are those of the state)
    and what `check` raises; then nothing is changed."""
    officer.need("settings", change=True)
    if officer.districts is not None:
        raise Forbidden("Settings hold for the whole state: an official of the state changes them.")
    if unknown := sorted(set(values) - set(CHANGEABLE)):
        raise ValueError(f"{', '.join(unknown)} cannot be changed here.")
    kept = _valid(check, stored(session))
    before = check(kept)
    wanted = {name: value for name, value in {**kept, **values}.items() if value is not None}
    after, plain = check(wanted), check({})
    changed = {name: (before[name], after[name]) for name in CHANGEABLE if before[name] != after[name]}
    for name in values:
        if after[name] == plain[name]:
            session.execute(delete(Option).where(Option.name == name))
        elif name in changed:
            _set(session, name, after[name], officer.name, now)
    for name, (old, new) in changed.items():
        audit.note(
            session, officer.name, "option", now, about=name, address=officer.address, before=old, after=new
        )  # fmt: skip
    return changed


class Live(Generic[T]):
    """Something made of the options (settings, rules), as it was when last looked: for those who hold no session."""

    def __init__(self, database: Database, make: Callable[[Mapping[str, Any]], T]) -> None:
        """`make`: from what officials set."""
        self._database, self._make = database, make
        self._value = make({})

    @property
    def value(self) -> T:
        """As it was last seen."""
        return self._value

    async def refresh(self) -> None:
        """Looks again; what cannot be read stays as it was."""
        try:
            self._value = self._make(await self._database.run(stored))
        except Exception as error:
            logger.warning("settings of officials could not be read, the last ones stay: %s", type(error).__name__)


def _valid(check: Check, kept: Mapping[str, Any]) -> dict[str, Any]:
    """What holds of what is stored: a value from before that is not valid any more counts as not set."""
    good: dict[str, Any] = {}
    for name, value in kept.items():
        try:
            check({**good, name: value})
        except ValueError:
            continue
        good[name] = value
    return good


def _set(session: Session, name: str, value: Any, by: str, now: dt.datetime) -> None:
    values = {"value": value, "changed_by": by, "changed_at": now}
    session.execute(
        upsert(session)(_TABLE).values(name=name, **values).on_conflict_do_update(index_elements=["name"], set_=values)
    )
