"""The parts of the gateway, built from the settings."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.api.channels import build as build_channels
from bot.api.operations import Operations
from bot.api.rate import Rate
from bot.api.speech import voice_notes
from bot.broadcasts import approval, reach
from bot.channels.base import Channel
from bot.clock import Clock, utc_now
from bot.conversation.engine import Engine
from bot.conversation.handover import Desk
from bot.conversation.surroundings import Surroundings
from bot.conversation.turns import Limits, Turns
from bot.conversation.voice import VoiceNotes
from bot.db import keys, migrate, rotation
from bot.db.session import Database
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

WEB, SENDER, SCHEDULER = (frozenset({"all", role}) for role in ("web", "sender", "scheduler"))
"""Roles of a process that do each part of the work."""


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
    live: options.Live[Settings]  # as officials changed them meanwhile
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
    rules = rules_of(settings)
    address = str(settings.public_url or "").rstrip("/")
    live = options.Live(database, partial(settings.changed, lenient=True))
    limits = Limits(
        text=settings.text_limit, default=settings.default_language, rules=rules, address=address,
        live=lambda: rules_of(live.value), broadcasts=lambda: broadcast_terms(live.value, channels),
    )  # fmt: skip
    knowledge = Knowledge(
        preferences.wants, templates.usable, settings.default_language, preferences.no_announcements,
        rules=lambda session: rules_of(settings.changed(options.stored(session), lenient=True)),
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
        operations=Operations(engine, partial(tell, run_file(settings), settings.port)),
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
        parts.clockwork = Clockwork(database, clock, partial(around, library, limits), sender.wake, duties.jobs())
    return parts


def run_file(settings: Settings) -> Path:
    """Where a running gateway tells `bot chat` how to reach it and its engine."""
    return settings.data_dir / "run.json"


def tell(file: Path, port: int, engine_url: str) -> None:
    """Writes it."""
    file.write_text(json.dumps({"port": port, "engine_url": engine_url}), encoding="utf-8")


def desk(parts: Parts) -> Desk:
    """What officials can do with conversations."""
    windows = {name: channel.capabilities.window for name, channel in parts.channels.items()}
    return Desk(parts.library, windows)


def rules_of(settings: Settings) -> Rules:
    """The night and the daily limit."""
    return Rules(*settings.night, settings.announcements_per_day)


def broadcast_terms(settings: Settings, channels: Mapping[str, Channel]) -> approval.Terms:
    """What the operator decides of broadcasts. `settings`: as officials changed them; `channels`: those that run."""
    return approval.Terms(
        small=settings.broadcast_small,
        prices=reach.prices({name: price for name, price in settings.broadcast_prices.items()}),
        rules=rules_of(settings),
        capabilities={name: channel.capabilities for name, channel in channels.items()},
        default_language=settings.default_language,
    )


def around(library: Library, limits: Limits) -> Surroundings:
    """What texts are made with outside of a conversation."""
    broadcasts = limits.broadcasts() if limits.broadcasts is not None else None
    return Surroundings(
        library.content(), limits.rules_now, limits.address, default=limits.default, broadcasts=broadcasts
    )


def schedule(parts: Parts) -> Schedule:
    """When people are reminded, within the night as officials set it."""
    return Schedule(parts.library.content().reminders, rules_of(parts.live.value))
