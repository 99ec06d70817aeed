"""The one place where the parts are wired."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import text

from bot.api import certificates, chat, health, page, problems, training_scorecard, whatsapp, workers, workers_import
from bot.api import handover as handover_api
from bot.api import needs as needs_api
from bot.api import referrals as referrals_api
from bot.api import training as training_api
from bot.api.actions import create_actions
from bot.api.channels import REGISTRY
from bot.api.channels import build as build_channels
from bot.api.officers import signed_in
from bot.api.operations import Operations
from bot.api.rate import Rate
from bot.api.speech import voice_notes
from bot.channels.base import Channel, ChannelDown
from bot.clock import Clock, utc_now
from bot.console import site
from bot.conversation.engine import Engine
from bot.conversation.handover import Desk
from bot.conversation.intake import Intake
from bot.conversation.referrals import LoanDesk
from bot.conversation.surroundings import Surroundings
from bot.conversation.turns import Limits, Turns
from bot.conversation.voice import VoiceNotes
from bot.db import keys, migrate, rotation
from bot.db.session import Database
from bot.delivery import states
from bot.delivery.budget import Budget
from bot.delivery.policy import Rules
from bot.delivery.prepare import Knowledge
from bot.delivery.sender import Sender
from bot.errors import RunError
from bot.housekeeping import Housekeeping
from bot.knowledge.consent import Terms
from bot.knowledge.library import Library
from bot.language import LanguageModel
from bot.scheduler.jobs import Duties
from bot.scheduler.service import Clockwork
from bot.services import options, preferences, templates
from bot.services.engine_memory import EngineMemory
from bot.services.training.plans import Schedule
from bot.settings import Settings

logger = logging.getLogger(__name__)

WEB, SENDER, SCHEDULER = (frozenset({"all", role}) for role in ("web", "sender", "scheduler"))
"""Roles of a process that do each part of the work."""
OPTIONS_SECONDS = 5.0
"""How soon the other parts know what officials changed at the console."""
LARGER_BODIES = {whatsapp.WEBHOOK_PATH: whatsapp.BODY_LIMIT, workers_import.PATH: workers_import.BODY_LIMIT}
"""Paths that take more than a message of the chat, in bytes."""


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
    memory: EngineMemory
    housekeeping: Housekeeping
    live: options.Live[Rules]
    channels: dict[str, Channel] = field(default_factory=dict)
    sending: asyncio.Task[None] | None = None  # the sender's loops, while they run
    voice: VoiceNotes | None = None
    clockwork: Clockwork | None = None  # the timed work, where this process may do it


def assemble(settings: Settings, model: LanguageModel, clock: Clock = utc_now) -> Parts:
    """Builds the parts from the settings; migrates the database. Nothing runs yet. Raises `RunError` if the keys of
    personal data are of no use."""
    url = settings.database
    database = Database(url)
    try:
        ring = keys.settled(keys.load(settings.keys_file, settings.data_keys.get_secret_value()))
        keys.use(ring)
        migrate.upgrade(url)
        with database.engine.connect() as connection:
            rotation.check(connection, ring)
    except keys.KeyFault as error:
        database.close()
        raise RunError(keys.explained(error, settings.keys_file)) from None
    terms = Terms(settings.grievance_contact, settings.worker_retention_days, settings.contact_retention_days)
    library = Library(settings.content_dir, terms=terms)
    memory = EngineMemory(settings.engine_database)
    engine = Engine(settings.engine_url, settings.engine_timeout_seconds)
    channels = build_channels(settings, library)
    rules = _rules(settings, {})
    address = str(settings.public_url or "").rstrip("/")
    live = options.Live(database, partial(_rules, settings))
    limits = Limits(
        text=settings.text_limit, default=settings.default_language, rules=rules, address=address,
        live=lambda: live.value,
    )  # fmt: skip
    knowledge = Knowledge(
        preferences.wants, templates.usable, settings.default_language, preferences.no_announcements,
        rules=lambda session: _rules(settings, options.stored(session)),
    )  # fmt: skip
    budget = Budget(settings.redis_url)
    idle = 1.0 if settings.role == "all" else 0.2
    sender = Sender(
        database, channels, clock, settings.data_dir / "outbox", knowledge, rules=rules, budget=budget, idle=idle
    )
    voice = voice_notes(settings, channels, database, clock, sender.wake)
    turns = Turns(database, engine, library, model, clock, limits, voice=voice, forget=memory.forget)
    parts = Parts(
        settings=settings,
        database=database,
        engine=engine,
        library=library,
        turns=turns,
        sender=sender,
        rate=Rate(settings.rate_limit),
        clock=clock,
        actions_token=settings.actions_token.get_secret_value() or secrets.token_urlsafe(24),
        operations=Operations(engine, partial(_tell, run_file(settings), settings.port)),
        memory=memory,
        live=live,
        housekeeping=Housekeeping(database, memory, settings, clock),
        channels=channels,
        voice=voice,
    )
    if settings.role in SCHEDULER:
        night = parts.housekeeping
        duties = Duties(
            database, library, clock, settings, channels, desk(parts), sender.wake, night.nightly, night.let_go
        )
        around = partial(_around, library, limits)
        parts.clockwork = Clockwork(database, clock, around, sender.wake, duties.jobs())
    return parts


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
    web = parts.settings.role in WEB
    app.include_router(health.create_router(_checks(parts), _channel_checks(parts), lambda: parts.operations.training))
    if not web:
        return app
    app.include_router(chat.create_router(parts.turns, parts.rate))
    for name, entry in REGISTRY.items():
        app.include_router(entry.router(parts.channels.get(name)))
    app.include_router(
        handover_api.create_router(
            parts.database, desk(parts), parts.clock, parts.settings.officials_token, parts.sender.wake
        )
    )
    # One for all: an official's requests are counted together.
    signed = signed_in(parts.database, Rate(parts.settings.officials_rate_limit))
    app.include_router(
        training_api.create_router(parts.database, parts.library, parts.clock, signed, partial(_schedule, parts))
    )
    for officials in (workers_import, workers, needs_api, training_scorecard):
        app.include_router(officials.create_router(parts.database, parts.library, parts.clock, signed))
    app.include_router(
        referrals_api.create_router(parts.database, LoanDesk(parts.library), parts.clock, signed, parts.sender.wake)
    )
    looking = Rate(parts.settings.rate_limit)  # apart from talking: a page that is looked at is no message
    app.include_router(
        certificates.create_router(
            parts.database, parts.library, certificates.issued, looking, parts.settings.default_language
        )
    )
    app.include_router(page.router)
    app.mount(site.PATH, create_console(parts))
    app.add_middleware(page.SecurityHeaders)
    app.add_middleware(chat.BodyLimit, larger=LARGER_BODIES, below={site.PATH: site.UPLOAD_LIMIT})
    return app


def create_console(parts: Parts) -> FastAPI:
    """The officials' pages."""
    settings = parts.settings
    return site.create_console(
        site.Site(
            database=parts.database, library=parts.library, clock=parts.clock, settings=settings,
            channels=parts.channels, desk=desk(parts), loans=LoanDesk(parts.library),
            schedule=partial(_schedule, parts), wake=parts.sender.wake, take=Rate(settings.console_rate_limit).take,
            knock=Rate(settings.sign_in_limit).take, health=partial(_faults, parts),
            training=lambda: parts.operations.training, refresh=parts.live.refresh,
        )
    )  # fmt: skip


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
    role = parts.settings.role
    sending: asyncio.Task[None] | None = None
    started: list[Channel] = []
    told = run_file(parts.settings)
    fresh = asyncio.create_task(_keep_fresh(parts.live))
    if role in WEB:
        await intake.resume()
        _tell(told, parts.settings.port, parts.engine.url)
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


def _tell(file: Path, port: int, engine_url: str) -> None:
    file.write_text(json.dumps({"port": port, "engine_url": engine_url}), encoding="utf-8")


def desk(parts: Parts) -> Desk:
    """What officials can do with conversations."""
    windows = {name: channel.capabilities.window for name, channel in parts.channels.items()}
    return Desk(parts.library, windows)


def _around(library: Library, limits: Limits) -> Surroundings:
    return Surroundings(library.content(), limits.rules_now, limits.address, default=limits.default)


def _rules(settings: Settings, values: Mapping[str, Any]) -> Rules:
    """What holds when officials set these values over the settings."""
    now = settings.changed(values, lenient=True)
    return Rules(*now.night, now.announcements_per_day)


async def _keep_fresh(live: options.Live[Rules]) -> None:
    """Officials may change settings at another process."""
    while True:
        await live.refresh()
        await asyncio.sleep(OPTIONS_SECONDS)


def _checks(parts: Parts) -> dict[str, health.Check]:
    """What /readyz asks of this process, by name."""
    checks: dict[str, health.Check] = {"database": lambda: _database_ready(parts.database)}
    if parts.settings.role in SENDER:
        checks["sender"] = partial(_sending, parts)
    if parts.clockwork is not None:
        checks["scheduler"] = parts.clockwork.fault
    if parts.settings.role in WEB:
        checks["engine"] = parts.engine.healthy
    return checks


def _channel_checks(parts: Parts) -> dict[str, health.Check]:
    return {name: partial(_channel_up, parts, name) for name in parts.channels}


async def _faults(parts: Parts) -> dict[str, str | None]:
    """The same for the console: each part and channel with what is the matter, None where all is well."""
    return {name: await check() for name, check in {**_checks(parts), **_channel_checks(parts)}.items()}


async def _sending(parts: Parts) -> str | None:
    return "ended: see the log" if parts.sending is None or parts.sending.done() else None


def _schedule(parts: Parts) -> Schedule:
    return Schedule(parts.library.content().reminders, parts.live.value)


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
