"""Workers, employers' needs, loan requests."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.registry.exports import router as exports
from bot.console.registry.imports import router as imports
from bot.console.registry.loans import router as loans
from bot.console.registry.needs import router as needs
from bot.console.registry.new_need import router as new_need
from bot.console.registry.privacy import router as privacy
from bot.console.registry.table import router as table
from bot.console.registry.trades import router as trades
from bot.console.registry.workers import one_router as one_worker
from bot.console.registry.workers import router as workers
from bot.console.site import Site

PARTS = (
    workers, exports, table, trades, imports, privacy, one_worker,
    new_need, needs, loans,
)  # fmt: skip
"""In this order: a path with a number in it comes behind those with a word in its place."""


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    for part in PARTS:
        routes.include_router(part(site))
    return routes
