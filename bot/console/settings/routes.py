"""Settings: officials, programs, and what the service does by itself."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.settings import channels, limits, message_templates, officials, officials_acts, programs
from bot.console.site import Site

PARTS = (officials, officials_acts, programs, limits, message_templates, channels)


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    for part in PARTS:
        routes.include_router(part.router(site))
    return routes
