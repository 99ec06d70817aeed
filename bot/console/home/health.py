"""How the parts of the service stand, in words: nothing of it is a message of the program."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.console.visit import Visit
from bot.console.words import N_
from bot.delivery import overview
from bot.delivery.states import Standing
from bot.services import channel_view
from bot.services.channel_view import MANY

logger = logging.getLogger(__name__)

PATIENCE: Final = 1.5
"""Seconds that the checks may take, before they count as failed: a page must not wait for a part that hangs."""
CHANNELS: Final[Mapping[str, str]] = {"telegram": "Telegram", "whatsapp": "WhatsApp"}
_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "engine": (N_("Understanding of messages"), N_("does not answer: people are told to try again later")),
    "sender": (N_("Sending"), N_("stands still: replies and broadcasts wait")),
    "scheduler": (N_("Timed work (reminders, broadcasts)"), N_("is behind, or stands still")),
    "database": (N_("Database"), N_("cannot be written")),
    "checks": (N_("Checks of the service"), N_("do not answer: load the page again in a minute")),
}


@dataclass(frozen=True)
class Part:
    """`tone`: good, busy, bad."""

    title: str
    text: str
    tone: str


async def standing(visit: Visit) -> list[Part]:
    """Of each part that this process knows, and of each channel."""
    try:
        async with asyncio.timeout(PATIENCE):
            faults: dict[str, str | None] = await visit.site.health()
    except Exception as error:  # of whatever kind: the page is there all the same
        logger.warning("the parts of the service could not be asked how they are: %s", type(error).__name__)
        faults = {"checks": "late"}
    parts = []
    for name, (title, trouble) in _PARTS.items():
        if name in faults:
            well = faults[name] is None
            parts.append(Part(visit.say(title), visit.say(N_("works") if well else trouble), "good" if well else "bad"))
    channels = tuple(visit.site.channels)
    states, waiting = await visit.run(_channels, channels, visit.now)
    for name in channels:
        parts.append(channel(visit, name, states.get(name, Standing())))
    parts.append(_queue(visit, waiting))
    return parts


def channel(visit: Visit, name: str, found: Standing) -> Part:
    """How a channel that is set up stands."""
    title = CHANNELS.get(name, name)
    if found.down is not None:
        return Part(title, visit.say(N_("refuses us: nothing is sent there until somebody mends it")), "bad")
    if found.paused_until is not None and found.paused_until > visit.now:
        return Part(title, visit.say(N_("asked us to slow down: goes on by itself")), "busy")
    return Part(title, visit.say(N_("works")), "good")


def _queue(visit: Visit, waiting: int) -> Part:
    title = visit.say(N_("Messages waiting to be sent"))
    if not waiting:
        return Part(title, visit.say(N_("none")), "good")
    text = visit.say(N_("more than %(number)s"), number=MANY - 1) if waiting >= MANY else str(waiting)
    return Part(title, text, "busy" if waiting >= MANY else "good")


def _channels(session: Any, channels: tuple[str, ...], now: Any) -> tuple[dict[str, Standing], int]:
    waiting = sum(channel_view.queued(session, name, now) for name in channels)
    return overview.standings(session), min(MANY, waiting)
