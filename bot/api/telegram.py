"""Telegram's place in the gateway: the channel from the settings, and the webhook's route."""

from __future__ import annotations

import hashlib

from fastapi import APIRouter, Request, Response

from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.knowledge.library import Library
from bot.knowledge.model import LANGUAGES
from bot.settings import Settings

PATH = "/telegram/webhook"
COMMANDS = ("start", "help", "menu", "language", "person", "stop")


def channel(settings: Settings, library: Library) -> TelegramChannel:
    """The channel as the settings want it. The token must be set."""
    assert settings.telegram_bot_token is not None
    token = settings.telegram_bot_token.get_secret_value()
    secret = settings.telegram_webhook_secret
    messages = library.content().messages
    return TelegramChannel(
        token=token,
        api_base=settings.telegram_api_base,
        webhook=f"{str(settings.public_url).rstrip('/')}{PATH}" if settings.public_url else None,
        # Made from the token if not set: the same after each restart, and nobody else can know it.
        webhook_secret=secret.get_secret_value() if secret else hashlib.sha256(f"webhook:{token}".encode()).hexdigest(),
        commands={
            language: {name: messages[f"command_{name}"].text[language] for name in COMMANDS} for language in LANGUAGES
        },
    )


def create_router(telegram: Channel | None) -> APIRouter:
    """The webhook's route; 404 when the channel does not run."""
    router = APIRouter(include_in_schema=False)

    @router.post(PATH)
    async def webhook(request: Request) -> Response:
        if not isinstance(telegram, TelegramChannel):
            return Response(status_code=404)
        return Response(status_code=await telegram.handle_webhook(request.headers, await request.body()))

    return router
