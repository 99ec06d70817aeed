"""Starting the parts and ending them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from bot.app.parts import SENDER, WEB, Parts, run_file, tell
from bot.channels.base import Channel, ChannelDown
from bot.conversation.intake import Intake
from bot.delivery import states
from bot.services import options
from bot.settings import Settings

logger = logging.getLogger(__name__)

OPTIONS_SECONDS = 5.0
"""How soon the other parts know what officials changed at the console."""


@contextlib.asynccontextmanager
async def running(parts: Parts) -> AsyncIterator[None]:
    """Starts channels, sender and housekeeping, and takes up what a crash left; ends them in the reverse order."""
    intake = Intake(
        parts.turns, parts.sender, parts.channels, parts.rate, parts.database, parts.library, parts.clock,
        parts.settings.default_language,
    )  # fmt: skip
    role = parts.settings.role
    sending: asyncio.Task[None] | None = None
    started: list[Channel] = []
    told = run_file(parts.settings)
    fresh = asyncio.create_task(_keep_fresh(parts.live))
    if role in WEB:
        await intake.resume()
        tell(told, parts.settings.port, parts.engine.url)
    if role in SENDER:
        sending = parts.sending = asyncio.create_task(parts.sender.run())
        sending.add_done_callback(_sender_ended)
    if parts.clockwork is not None:
        await parts.clockwork.start()
    try:
        if role in WEB:
            for name, channel in parts.channels.items():
                started += await _start(parts, intake, name, channel)
        yield
    finally:
        if role in WEB:
            told.unlink(missing_ok=True)
        for channel in started:
            await channel.stop()
        await parts.turns.drain()
        if parts.voice is not None:
            await parts.voice.close()
        if parts.clockwork is not None:
            await parts.clockwork.stop()
        if sending is not None:
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sending
        fresh.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await fresh
        await parts.engine.close()
        parts.memory.close()
        parts.database.close()


async def _start(parts: Parts, intake: Intake, name: str, channel: Channel) -> list[Channel]:
    try:
        await channel.start(intake.hooks(name))
    except ChannelDown as error:
        await parts.database.run(states.down, name, str(error))
        logger.critical("%s does not accept us: %s. The other channels go on.", name, error)
        return []
    await parts.database.run(states.up, name)
    return [channel]


def _sender_ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        logger.critical("the sender ended, nothing is sent any more", exc_info=task.exception())


async def _keep_fresh(live: options.Live[Settings]) -> None:
    """Officials may change settings at another process."""
    while True:
        await live.refresh()
        await asyncio.sleep(OPTIONS_SECONDS)
