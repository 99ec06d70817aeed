"""Routes of this part."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.site import Site


def router(site: Site) -> APIRouter:
    """The routes."""
    return APIRouter()
