"""The same text to the same people twice is nearly always a mistake: whoever hands it in again is asked first."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.broadcasts.record import DRAFT, Broadcast, Draft, of_rows
from bot.db import models

WITHIN: Final = dt.timedelta(days=1)


class Again(Exception):
    """The same was handed in within a day. `earlier`: that one."""

    def __init__(self, earlier: Broadcast) -> None:
        super().__init__("The same text was handed in for the same people within a day.")
        self.earlier = earlier


def digest(draft: Draft, districts: list[str] | None) -> str:
    """Of what people would read and who they are: 64 characters. Spaces and the name make no difference."""
    said = {language: " ".join(text.split()) for language, text in draft.texts.items() if text.strip()}
    whole = [
        said, draft.fills, draft.values, draft.link, draft.button, draft.upload_id or "", draft.segment,
        sorted(districts) if districts is not None else None,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def earlier(session: Session, row: models.Broadcast, now: dt.datetime, *, started: bool = False) -> Broadcast | None:
    """The latest other broadcast with the same text and segment that was handed in, or began, within a day; `started`:
    only one that began."""
    table = models.Broadcast
    moment = table.started_at if started else func.coalesce(table.started_at, table.submitted_at)
    wanted = (
        select(table)
        .where(
            table.digest == row.digest, table.id != row.id, table.status != DRAFT, table.retry_of.is_(None),
            moment > now - WITHIN,
        )
        .order_by(moment.desc(), table.id)
        .limit(1)
    )  # fmt: skip
    found = session.scalars(wanted).first()
    return of_rows(session, [found])[0] if found is not None else None
