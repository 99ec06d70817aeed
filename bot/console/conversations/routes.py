"""Conversations with people: the inbox, one conversation, its notes, prepared answers."""

from __future__ import annotations

from fastapi import APIRouter

from bot.console.conversations import acts, conversation, inbox, notes, numbers, replies
from bot.console.conversations.conversation import Pages
from bot.console.site import Site


def router(site: Site) -> APIRouter:
    """The routes. Prepared answers come first: their paths would be taken for a conversation's."""
    routes = APIRouter()
    pages = Pages(site.desk)
    for part in (replies, inbox, acts, numbers):
        routes.include_router(part.router(site))
    for with_page in (conversation, notes):
        routes.include_router(with_page.router(site, pages))
    return routes
