"""What a person has said in a form, kept for another day after they agreed to it: one for each person and form."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, delete
from sqlalchemy.orm import Session

from bot.db.models import Draft
from bot.db.upsert import upsert

_DRAFTS: Table = Draft.__table__  # type: ignore[assignment]
_LONGEST: Final = 5900  # bytes; sealed it must fit the column


@dataclass(frozen=True)
class Kept:
    """What was said, and the questions put so far."""

    known: dict[str, Any]
    asked: tuple[str, ...]
    updated_at: dt.datetime


def keep(
    session: Session, contact_id: str, tool: str, known: Mapping[str, Any], asked: Sequence[str], now: dt.datetime
) -> None:
    """Keeps what is known now in place of what was kept before. What is longer than any honest form is not kept."""
    text = json.dumps({"known": dict(known), "asked": list(asked)}, ensure_ascii=False)
    if len(text.encode()) > _LONGEST:
        return
    statement = upsert(session)(_DRAFTS).values(contact_id=contact_id, tool=tool, known=text, updated_at=now)
    changed = {"known": statement.excluded.known, "updated_at": now}
    session.execute(statement.on_conflict_do_update(index_elements=["contact_id", "tool"], set_=changed))


def get(session: Session, contact_id: str, tool: str) -> Kept | None:
    """What is kept of a form."""
    draft = session.get(Draft, (contact_id, tool), populate_existing=True)
    if draft is None:
        return None
    stored = json.loads(draft.known)
    return Kept(stored["known"], tuple(stored["asked"]), draft.updated_at)


def drop(session: Session, contact_id: str, tool: str) -> bool:
    """Forgets a form; false if nothing was kept."""
    done: Any = session.execute(delete(_DRAFTS).where(_DRAFTS.c.contact_id == contact_id, _DRAFTS.c.tool == tool))
    return bool(done.rowcount)
