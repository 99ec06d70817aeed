"""What officials did."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.audit import chain, events
from bot.console.site import Site


def router(site: Site) -> APIRouter:
    """The routes. The chain comes first: its path would be taken for an event's."""
    routes = APIRouter()
    for part in (chain, events):
        routes.include_router(part.router(site))
    return routes
