"""Broadcasts by the clock: begins what is due, ends what is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.broadcasts import approval, running
from bot.conversation.surroundings import Surroundings
from bot.db.models import TimedTask

GONE: Final = "gone"
RETURNED: Final = "returned"


def begin(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """Begins the broadcast of a task: dropped if it is no longer approved, or went back to its author."""
    channels = around.broadcasts.capabilities.keys() if around.broadcasts is not None else None
    broadcast = running.begin(session, task.subject, around.content, now, channels=channels)
    if broadcast is None:
        return GONE
    return "" if broadcast.campaign_id is not None else RETURNED


HANDLERS: Mapping[str, Any] = MappingProxyType({approval.TASK: begin})
__all__ = ["GONE", "HANDLERS", "RETURNED", "begin"]
