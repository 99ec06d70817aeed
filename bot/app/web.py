"""What is served: the public application, the console, the action server."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from functools import partial

from fastapi import FastAPI

from bot.api import certificates, chat, health, page, problems, training_scorecard, whatsapp, workers, workers_import
from bot.api import handover as handover_api
from bot.api import needs as needs_api
from bot.api import referrals as referrals_api
from bot.api import training as training_api
from bot.api.actions import create_actions
from bot.api.channels import REGISTRY
from bot.api.officers import signed_in
from bot.api.rate import Rate
from bot.app import checks
from bot.app.parts import WEB, Parts, desk, schedule
from bot.app.run import running
from bot.console import site
from bot.conversation.referrals import LoanDesk

LARGER_BODIES = {whatsapp.WEBHOOK_PATH: whatsapp.BODY_LIMIT, workers_import.PATH: workers_import.BODY_LIMIT}
"""Paths that take more than a message of the chat, in bytes."""


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
    app.include_router(
        health.create_router(checks.checks(parts), checks.channel_checks(parts), lambda: parts.operations.training)
    )
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
        training_api.create_router(parts.database, parts.library, parts.clock, signed, partial(schedule, parts))
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
            schedule=partial(schedule, parts), wake=parts.sender.wake, take=Rate(settings.console_rate_limit).take,
            knock=Rate(settings.sign_in_limit).take, health=partial(checks.faults, parts),
            training=lambda: parts.operations.training, refresh=parts.live.refresh, live=lambda: parts.live.value,
        )
    )  # fmt: skip


def create_actions_app(parts: Parts) -> FastAPI:
    """The engine's action server, for loopback only."""
    return create_actions(parts.database, parts.clock, parts.library, parts.actions_token, parts.operations)
