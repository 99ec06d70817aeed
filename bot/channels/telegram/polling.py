"""Fetches updates by long polling so that none is lost.

Telegram forgets an update as soon as it is asked for a later one (`offset`). So the offset moves on only when an update
has been taken. One that could not be taken is fetched again after a pause, and those behind it wait, so that what a
person wrote stays in order.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.channels.telegram.errors import seconds

logger = logging.getLogger(__name__)

RawUpdate = dict[str, Any]
Fetch = Callable[[int | None], Awaitable[list[RawUpdate]]]
Take = Callable[[RawUpdate], Coroutine[Any, Any, None]]

LONGEST_PAUSE = 30.0


class Unreadable(ValueError):
    """What arrived is no update, or not one that can be understood. Fetching it again would not help."""


class Backoff:
    """Pauses that double from `first` up to half a minute, until something works again."""

    def __init__(self, first: float) -> None:
        self._first = first
        self._next = first

    def reset(self) -> None:
        self._next = self._first

    async def wait(self, at_least: float = 0.0) -> None:
        pause, self._next = self._next, min(self._next * 2, LONGEST_PAUSE)
        await asyncio.sleep(max(pause, at_least))


async def poll(fetch: Fetch, take: Take, backoff: Backoff) -> None:
    """Runs until it is cancelled; a `take` that has begun is finished even then."""
    offset: int | None = None
    while True:
        try:
            updates = await fetch(offset)
            offset = (
                None  # confirmed; not kept, since after a quiet week Telegram starts anew, maybe with lower numbers
            )
        except Exception as error:
            _report(error)
            await backoff.wait(seconds(error) if isinstance(error, RetryAfter) else 0.0)
            continue
        for update in updates:
            if not await _taken(update, take):
                await backoff.wait()
                break
            offset = update["update_id"] + 1
        else:
            backoff.reset()


async def _taken(update: RawUpdate, take: Take) -> bool:
    """Whether the update is done with. Of unknown errors only the kind is logged: they may quote what was written."""
    try:
        await _whole(take(update))
    except Unreadable as error:
        logger.error("Telegram update %s is skipped, it cannot be read: %s", update.get("update_id"), error)
    except Exception as error:
        logger.error("A Telegram update could not be stored (%s); it will be fetched again.", type(error).__name__)
        return False
    return True


async def _whole(work: Coroutine[Any, Any, None]) -> None:
    """Awaits `work` to its end, also when cancelled meanwhile: a message is stored or not, nothing in between."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


def _report(error: Exception) -> None:
    if isinstance(error, Conflict):
        logger.warning("Another program fetches this bot's messages, or it has a webhook; only one may. Trying again.")
    elif isinstance(error, InvalidToken):
        logger.error("Telegram does not accept the bot's token any more. Trying again.")
    else:
        logger.warning("Telegram cannot be reached (%s). Trying again.", type(error).__name__)
