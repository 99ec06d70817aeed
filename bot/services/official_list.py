"""The accounts of officials as administrators see them in a list, and what they choose from when they enter one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.models import Agency, Trainer
from bot.db.models import Officer as Row
from bot.services.officers import Officer, of_row
from bot.services.officials import RIGHT, Refused
from bot.services.roles import PROGRAM


@dataclass(frozen=True)
class Account:
    """An account in the list. `agency`, `trainer`: names; `waits`: the temporary password was not changed yet."""

    officer: Officer
    agency: str
    trainer: str
    language: str | None
    waits: bool
    second: bool
    locked_until: dt.datetime | None
    seen_at: dt.datetime | None
    created_at: dt.datetime
    revoked_at: dt.datetime | None


def listed(
    session: Session, officer: Officer, *, text: str = "", role: str = "", revoked: bool = False, after: str = "",
    limit: int = 25,
) -> list[Account]:  # fmt: skip
    """Accounts by name. `text`: within the name; `role`: of that one (`program`: tokens); `revoked`: those instead;
    `after`: the name before. One more than `limit`, if there are more."""
    officer.need(RIGHT)
    query = _query().order_by(Row.name).limit(limit + 1)
    query = query.where(Row.revoked_at.is_not(None) if revoked else Row.revoked_at.is_(None))
    query = query.where(Row.role == role) if role else query.where(Row.role != PROGRAM)
    if text:
        query = query.where(func.lower(Row.name).contains(text.lower(), autoescape=True))
    if after:
        query = query.where(Row.name > after)
    return [_account(*found) for found in session.execute(query).tuples()]


def one(session: Session, officer: Officer, officer_id: str) -> Account:
    """An account. Raises `Refused`."""
    officer.need(RIGHT)
    found = session.execute(_query().where(Row.id == officer_id)).tuples().one_or_none()
    if found is None:
        raise Refused("unknown")
    return _account(*found)


def agencies(session: Session, officer: Officer) -> list[tuple[str, str]]:
    """Agencies to choose from: id, name."""
    officer.need(RIGHT)
    return [(row.id, row.name) for row in session.execute(select(Agency.id, Agency.name).order_by(Agency.name))]


def trainers(session: Session, officer: Officer) -> list[tuple[str, str]]:
    """Trainers to choose from: id, name with the agency's."""
    officer.need(RIGHT)
    found = session.execute(
        select(Trainer.id, Trainer.name, Agency.name).join(Agency, Agency.id == Trainer.agency_id, isouter=True)
        .where(Trainer.revoked_at.is_(None)).order_by(Trainer.name, Trainer.id)
    )  # fmt: skip
    return [(key, f"{name} ({agency})" if agency else name) for key, name, agency in found.tuples()]


def _query() -> Any:
    return (
        select(Row, Agency.name, Trainer.name)
        .join(Agency, Agency.id == Row.agency_id, isouter=True)
        .join(Trainer, Trainer.id == Row.trainer_id, isouter=True)
    )


def _account(row: Row, agency: str | None, trainer: str | None) -> Account:
    return Account(
        of_row(row), agency or "", trainer or "", row.language, row.must_change, row.totp is not None,
        row.locked_until, row.seen_at, row.created_at, row.revoked_at,
    )  # fmt: skip
