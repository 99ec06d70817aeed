"""WhatsApp's place in the gateway: the channel from the settings, and the webhook's routes."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from bot.channels.base import Channel
from bot.channels.whatsapp import WEBHOOK_PATH, WhatsAppChannel
from bot.channels.whatsapp.client import GraphClient
from bot.knowledge.library import Library
from bot.knowledge.model import LANGUAGES
from bot.settings import Settings

__all__ = ["BODY_LIMIT", "WEBHOOK_PATH", "channel", "create_router"]

BODY_LIMIT = 4_000_000
"""Bytes of the largest request that the webhook takes; Meta's own limit is 3 MB."""


def channel(settings: Settings, library: Library) -> WhatsAppChannel:
    """The channel as the settings want it. They must name it (`Settings.whatsapp`)."""
    token, secret, verify = settings.whatsapp_token, settings.whatsapp_app_secret, settings.whatsapp_verify_token
    assert token is not None and secret is not None and verify is not None
    label = library.content().messages["list_choose"].text
    client = GraphClient(
        token.get_secret_value(),
        settings.whatsapp_phone_number_id,
        business_id=settings.whatsapp_business_id,
        base=settings.whatsapp_api_base,
    )
    return WhatsAppChannel(
        client,
        settings.whatsapp_phone_number_id,
        app_secret=secret.get_secret_value(),
        verify_token=verify.get_secret_value(),
        choose={language: label[language] for language in LANGUAGES},
        rate=settings.whatsapp_rate,
    )


def create_router(whatsapp: Channel | None) -> APIRouter:
    """The webhook's routes; 404 when the channel does not run."""
    router = APIRouter(include_in_schema=False)

    @router.get(WEBHOOK_PATH)
    async def challenge(request: Request) -> Response:
        if not isinstance(whatsapp, WhatsAppChannel):
            return Response(status_code=404)
        answer = whatsapp.challenge(request.query_params)
        return Response(status_code=403) if answer is None else Response(answer, media_type="text/plain")

    @router.post(WEBHOOK_PATH)
    async def webhook(request: Request) -> Response:
        if not isinstance(whatsapp, WhatsAppChannel):
            return Response(status_code=404)
        return Response(status_code=await whatsapp.handle_webhook(request.headers, await request.body()))

    return router
