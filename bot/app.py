"""The one place where the parts are wired."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import logging
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI
from sqlalchemy import text

from bot.api import chat, health, page, problems, telegram
from bot.api.actions import create_actions
from bot.api.operations import Operations
from bot.api.rate import Rate
from bot.channels.base import Channel, ChannelDown
from bot.clock import INDIA, Clock, today, utc_now
from bot.conversation import inbox
from bot.conversation.engine import Engine
from bot.conversation.intake import Intake
from bot.conversation.turns import Limits, Turns
from bot.db import migrate
from bot.db.session import Database
from bot.delivery import outbox
from bot.delivery.sender import Sender
from bot.knowledge.library import Library
from bot.language import LanguageModel
from bot.services import contacts, gaps
from bot.settings import Settings

logger = logging.getLogger(__name__)


@dataclass
class Parts:
    """Everything that runs in the gateway."""

    settings: Settings
    database: Database
    engine: Engine
    library: Library
    turns: Turns
    sender: Sender
    rate: Rate
    clock: Clock
    actions_token: str
    operations: Operations
    channels: dict[str, Channel] = field(default_factory=dict)


def assemble(settings: Settings, model: LanguageModel, clock: Clock = utc_now) -> Parts:
    """Builds the parts from the settings; migrates the database. Nothing runs yet."""
    url = settings.database
    database = Database(url)
    migrate.upgrade(url)
    library = Library(settings.content_dir)
    engine = Engine(settings.engine_url, settings.engine_timeout_seconds)
    limits = Limits(text=settings.text_limit, default=settings.default_language)
    turns = Turns(database, engine, library, model, clock, limits)
    channels: dict[str, Channel] = {}
    if settings.telegram_bot_token is not None:

        async def blocked(sender: str) -> None:
            await database.run(contacts.unreachable, "telegram", sender, clock())

        channels["telegram"] = telegram.channel(settings, library, blocked)
    return Parts(
        settings=settings,
        database=database,
        engine=engine,
        library=library,
        turns=turns,
        sender=Sender(database, channels, clock),
        rate=Rate(settings.rate_limit),
        clock=clock,
        actions_token=settings.actions_token.get_secret_value() or secrets.token_urlsafe(24),
        operations=Operations(engine, partial(_tell, run_file(settings), settings.port)),
        channels=channels,
    )


def create_app(parts: Parts) -> FastAPI:
    """The public application: chat page, chat API, health, webhooks."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with running(parts):
            yield

    app = FastAPI(
        title="Udyog Sathi",
        summary="Answers for West Bengal's small enterprises on schemes, GST, ONDC and loans",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    problems.install(app)
    app.include_router(chat.create_router(parts.turns, parts.rate))
    app.include_router(
        health.create_router(
            {"database": lambda: _database_ready(parts.database), "engine": parts.engine.healthy},
            {name: partial(_channel_up, parts.sender, name) for name in parts.channels},
            lambda: parts.operations.training,
        )
    )
    app.include_router(telegram.create_router(parts.channels.get("telegram")))
    app.include_router(page.router)
    app.add_middleware(page.SecurityHeaders)
    app.add_middleware(chat.BodyLimit)
    return app


def create_actions_app(parts: Parts) -> FastAPI:
    """The engine's action server, for loopback only."""
    return create_actions(parts.database, parts.clock, parts.library, parts.actions_token, parts.operations)


def run_file(settings: Settings) -> Path:
    """Where a running gateway tells `bot chat` how to reach it and its engine."""
    return settings.data_dir / "run.json"


@contextlib.asynccontextmanager
async def running(parts: Parts) -> AsyncIterator[None]:
    """Starts channels, sender and housekeeping, and takes up what a crash left; ends them in the reverse order."""
    intake = Intake(
        parts.turns, parts.sender, parts.channels, parts.rate, parts.database, parts.library, parts.clock,
        parts.settings.default_language,
    )  # fmt: skip
    await intake.resume()
    sender = asyncio.create_task(parts.sender.run())
    scheduler = AsyncIOScheduler(timezone=INDIA)
    scheduler.add_job(_forget_texts, "cron", [parts], hour=3, minute=30, id="forget texts of old replies")
    scheduler.start()
    started: list[Channel] = []
    told = run_file(parts.settings)
    _tell(told, parts.settings.port, parts.engine.url)
    try:
        for name, channel in parts.channels.items():
            try:
                await channel.start(intake.receiver(name))
            except ChannelDown as error:
                parts.sender.down.add(name)
                logger.critical("%s does not accept us: %s. The other channels go on.", name, error)
            else:
                started.append(channel)
        yield
    finally:
        told.unlink(missing_ok=True)
        for channel in started:
            await channel.stop()
        await parts.turns.drain()
        scheduler.shutdown(wait=False)
        sender.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sender
        await parts.engine.close()
        parts.database.close()


def _tell(file: Path, port: int, engine_url: str) -> None:
    file.write_text(json.dumps({"port": port, "engine_url": engine_url}), encoding="utf-8")


async def _forget_texts(parts: Parts) -> None:
    before = parts.clock() - dt.timedelta(days=parts.settings.reply_retention_days)
    count = await parts.database.run(outbox.forget_texts, before)
    logger.info("texts of %d old replies erased", count)
    abandoned = await parts.database.run(inbox.forget_abandoned, before, parts.clock())
    oldest = today(parts.clock) - dt.timedelta(days=parts.settings.gap_retention_days)
    await parts.database.run(gaps.forget, oldest)
    if abandoned:
        logger.warning("%d messages were never answered; their words are erased now", abandoned)


async def _channel_up(sender: Sender, name: str) -> str | None:
    return "does not accept us: see the log" if name in sender.down else None


async def _database_ready(database: Database) -> str | None:
    def look() -> str | None:
        if not migrate.is_current(database):
            return "not migrated"
        with database.session() as session:
            # Takes the write lock without changing anything: a full disk or a read-only file shows here.
            session.execute(text("UPDATE contacts SET turns = turns WHERE id = ''"))
        return None

    return await asyncio.to_thread(look)
