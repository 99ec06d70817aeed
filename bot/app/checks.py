"""What /readyz and the console ask of this process: does each part work?"""

from __future__ import annotations

import asyncio
from functools import partial

from sqlalchemy import text

from bot.api import health
from bot.app.parts import SENDER, WEB, Parts
from bot.db import migrate
from bot.db.session import Database
from bot.delivery import states


def checks(parts: Parts) -> dict[str, health.Check]:
    """What /readyz asks of this process, by name."""
    found: dict[str, health.Check] = {"database": lambda: _database_ready(parts.database)}
    if parts.settings.role in SENDER:
        found["sender"] = partial(_sending, parts)
    if parts.clockwork is not None:
        found["scheduler"] = parts.clockwork.fault
    if parts.settings.role in WEB:
        found["engine"] = parts.engine.healthy
    return found


def channel_checks(parts: Parts) -> dict[str, health.Check]:
    """The same of the channels."""
    return {name: partial(_channel_up, parts, name) for name in parts.channels}


async def faults(parts: Parts) -> dict[str, str | None]:
    """The same for the console: each part and channel with what is the matter, None where all is well."""
    return {name: await check() for name, check in {**checks(parts), **channel_checks(parts)}.items()}


async def _sending(parts: Parts) -> str | None:
    return "ended: see the log" if parts.sending is None or parts.sending.done() else None


async def _channel_up(parts: Parts, name: str) -> str | None:
    """Why a channel is off, or until when it is paused; then what waits there is not lost."""
    standing = await parts.database.run(states.read, name)
    if standing.down is not None:
        return f"does not accept us: {standing.down}"
    if standing.paused_until is not None and standing.paused_until > parts.clock():
        return f"paused until {standing.paused_until.isoformat(timespec='seconds')}"
    return None


async def _database_ready(database: Database) -> str | None:
    def look() -> str | None:
        if not migrate.is_current(database):
            return "not migrated"
        with database.session() as session:
            # Takes the write lock without changing anything: a full disk or a read-only file shows here.
            session.execute(text("UPDATE contacts SET turns = turns WHERE id = ''"))
        return None

    return await asyncio.to_thread(look)
