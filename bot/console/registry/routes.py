"""Workers, employers' needs, loan requests."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.registry import exports, imports, loans, needs, new_need, privacy, table, trades, workers
from bot.console.site import Site

PARTS = (
    workers.router, exports.router, table.router, trades.router, imports.router, privacy.router, workers.one_router,
    new_need.router, needs.router, loans.router,
)  # fmt: skip
"""In this order: a path with a number in it comes behind those with a word in its place."""


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    for part in PARTS:
        routes.include_router(part(site))
    return routes
