"""Routes of the answers. Those with fixed words come before those with the name of a file."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.knowledge import editing, messages, preview, publishing, queue, topics, training
from bot.console.site import Site


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    for part in (queue, training, messages, publishing, editing, preview, topics):
        routes.include_router(part.router(site))
    return routes
