"""Telegram's place in the gateway: the channel from the settings, and the webhook's route."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.channel import WEBHOOK_PATH
from bot.channels.telegram.commands import COMMANDS
from bot.knowledge.library import Library
from bot.knowledge.model import LANGUAGES
from bot.settings import Settings

SHARES = ("location", "contact")


def channel(settings: Settings, library: Library) -> TelegramChannel:
    """The channel as the settings want it. The token must be set."""
    assert settings.telegram_bot_token is not None
    secret = settings.telegram_webhook_secret
    messages = library.content().messages
    return TelegramChannel(
        settings.telegram_bot_token.get_secret_value(),
        {language: {name: messages[f"command_{name}"].text[language] for name in COMMANDS} for language in LANGUAGES},
        api_base=settings.telegram_api_base,
        public_url=str(settings.public_url) if settings.public_url else None,
        webhook_secret=secret.get_secret_value() if secret else None,
        default_language=settings.default_language,
        shares={
            language: {what: messages[f"share_{what}"].text[language] for what in SHARES} for language in LANGUAGES
        },
        rate=settings.telegram_rate,
    )


def create_router(telegram: Channel | None) -> APIRouter:
    """The webhook's route; 404 when the channel does not run."""
    router = APIRouter(include_in_schema=False)

    @router.post(WEBHOOK_PATH)
    async def webhook(request: Request) -> Response:
        if not isinstance(telegram, TelegramChannel):
            return Response(status_code=404)
        return Response(status_code=await telegram.handle_webhook(request.headers, await request.body()))

    return router
