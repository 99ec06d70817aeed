"""The inbox: who waits, what is mine, what colleagues have, what is over."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException

from bot.console.conversations import views
from bot.console.guard import visitor
from bot.console.lists import LENGTH, Page, key, parts
from bot.console.site import Site
from bot.console.visit import Visit
from bot.services import handover_desk
from bot.services.handover_desk import MANY, RIGHT, TABS, Asked, Key, Tab

_Id = Annotated[str, Query(max_length=32, pattern=r"^[a-z0-9-]*$")]


def _place(after: str) -> Key | None:
    """The key of a page; None for the first one, and for what is none."""
    match parts(after, 2) if after else None:
        case (dt.datetime(tzinfo=dt.tzinfo()) as at, str(wish_id)):
            return at, wish_id
    return None


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, RIGHT)

    @routes.get("/conversations")
    async def inbox(
        tab: Tab = "waiting",
        topic: _Id = "",
        language: Annotated[str, Query(pattern=r"^(bn|hi|en)?$")] = "",
        channel: Annotated[str, Query(max_length=16, pattern=r"^[a-z]*$")] = "",
        district: _Id = "",
        q: Annotated[str, Query(max_length=100)] = "",
        after: Annotated[str, Query(max_length=200)] = "",
        visit: Visit = by,
    ) -> Response:
        if district and not visit.officer.sees(district):
            raise HTTPException(403)
        words = " ".join(q.replace("\x00", "").split())
        named = views.topics_named(visit, words) if words else frozenset()
        asked = Asked(
            tab, topic or None, language or None, channel or None, district or None, words, named
        )  # fmt: skip
        place = _place(after)
        found, following = await visit.run(handover_desk.inbox, visit.officer, asked, place, LENGTH)
        counts = await visit.run(handover_desk.counts, visit.officer)
        return visit.page(
            "conversations/inbox.html", asked=asked, tabs=TABS, counts=counts, many=MANY, views=views, visit=visit,
            page=Page(found, key(*following) if following is not None else "", place is not None),
            topics=views.topics(visit), districts=views.districts(visit),
            filtered=bool(topic or language or channel or district or words),
        )  # fmt: skip

    return routes
