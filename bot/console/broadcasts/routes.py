"""Routes of the broadcasts: list, draft, people, approval, sending, report."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.broadcasts import handing, listing, reports, saving, segmenting, sending
from bot.console.site import Site


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    for part in (listing, handing, saving, segmenting, sending, reports):
        routes.include_router(part.router(site))
    return routes
