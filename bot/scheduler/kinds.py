"""Who does what is due: a handler for each kind of timed task.

A handler writes what it does into the transaction that it is given and nowhere else: the task is settled in the same
one, so that either both are there or none. It may be called again for a task that failed, never for one that was done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy.orm import Session

from bot.conversation.broadcasting import telling
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import certificate, feedback, mentor_tasks, notices, owners, quiz
from bot.db.models import TimedTask
from bot.scheduler import broadcasts

Handler = Callable[[Session, TimedTask, Surroundings, dt.datetime], str]
"""(session, task, around, now) -> "" if it is done, else in a word why it is dropped (at most 40 characters)."""

KINDS: Mapping[str, Handler] = MappingProxyType(
    {
        **notices.HANDLERS,
        **owners.HANDLERS,
        **feedback.HANDLERS,
        **quiz.HANDLERS,
        **certificate.HANDLERS,
        **mentor_tasks.HANDLERS,
        **broadcasts.HANDLERS,
        **telling.HANDLERS,
    }
)
"""By kind. A kind without a handler fails, is tried again, and is dropped at last with an alarm."""
