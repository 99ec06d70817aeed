"""What officials did: a line for each act, in the transaction of the act, never changed afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import AuditEvent
from bot.services import audit_chain
from bot.services.scrub import scrub, without_names

REASON_LIMIT = 300
"""Characters of a reason that are kept."""


@dataclass(frozen=True)
class Noted:
    """One act."""

    id: int
    at: dt.datetime
    actor: str
    act: str
    about: str
    reason: str
    details: dict[str, Any]


def note(
    session: Session,
    actor: str,
    act: str,
    now: dt.datetime,
    *,
    about: str = "",
    reason: str = "",
    names: Sequence[str] = (),
    address: str | None = None,
    **details: Any,
) -> None:
    """Writes an act down. `actor`: the official's name; `act`: a short word (unmask, export ...); `about`: id of a
    worker, need or referral; `reason`: kept without numbers and names, those of `names` above all, for it outlives
    them; `address`: from where the official works (`officer.address`); `details`: numbers and ids, never telephone
    numbers, names of people or texts.

    Nobody else can write an act down from here to the end of the transaction (services/audit_chain.py): note an act
    after its work, not before it."""
    kept = scrub(without_names(reason, names))[:REASON_LIMIT] if reason else ""
    event = AuditEvent(at=now, actor=actor, act=act, about=about, reason=kept, details=details)
    event.address = address[:64] if address else None
    audit_chain.append(session, event)


def says_enough(reason: str, least: int) -> bool:
    """Whether a reason still has so many characters when numbers and names are out of it."""
    return len(scrub(reason)) >= least


def of(session: Session, about: str, limit: int = 100) -> list[Noted]:
    """The latest acts about somebody or something, the latest first."""
    found = session.scalars(
        select(AuditEvent).where(AuditEvent.about == about).order_by(AuditEvent.id.desc()).limit(limit)
    )
    return [Noted(one.id, one.at, one.actor, one.act, one.about, one.reason, one.details) for one in found]
