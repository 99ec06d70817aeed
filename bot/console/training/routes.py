"""The pages of trainings."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.site import Site
from bot.console.training import calendar, card, overview, people, projector, proofs, quality, session, sessions


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    for module in (overview, sessions, session, projector, quality, people, proofs, calendar, card):
        routes.include_router(module.router(site))
    return routes
