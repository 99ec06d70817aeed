"""Signing in and out, and what officials set for themselves."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.account import chats, entrance, own, password, second
from bot.console.site import Site


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    for part in (entrance, second, password, own, chats):
        routes.include_router(part.router(site))
    return routes
