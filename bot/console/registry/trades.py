"""Trades that nobody knew: what people said, and which trade it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from bot.console.guard import visitor
from bot.console.lists import LENGTH, Page, key, parts
from bot.console.registry import naming
from bot.console.registry.common import counted, missing, slowly
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import trade_desk
from bot.services.trade_desk import UnknownTrade
from bot.services.trade_reviews import NONE, UnknownReview

LANGUAGES = {"bn": N_("Bengali"), "hi": N_("Hindi"), "en": N_("English")}


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    async def page(visit: Visit, after: str, wrong: int = 0) -> Response:
        place = parts(after, 2) if after else None
        last = (place[0], place[1]) if place and all(type(one) is int for one in place) else None
        rows = await slowly(visit, trade_desk.queue, visit.officer, last, LENGTH + 1)
        shown = rows[:LENGTH]
        following = key(shown[-1].count, shown[-1].id) if len(rows) > LENGTH else ""
        return visit.page(
            "registry/trades.html", 422 if wrong else 200, page=Page(shown, following, last is not None), none=NONE,
            trades=naming.all_trades(visit), languages_=naming.said(visit, LANGUAGES), wrong=wrong,
            waiting=await slowly(visit, trade_desk.waiting, visit.officer),
        )  # fmt: skip

    @routes.get("/workers/trades")
    async def queue(
        after: Annotated[str, Query(max_length=120)] = "", visit: Visit = visitor(site, "import")
    ) -> Response:
        return await page(visit, after)

    @routes.post("/workers/trades/{review}")
    async def settle(
        review: Annotated[int, Path(ge=1, le=2**31 - 1)], visit: Visit = visitor(site, "import")
    ) -> Response:
        trade = str(visit.form.get("trade", ""))
        try:
            changed = await slowly(
                visit, trade_desk.settle, visit.officer, review, trade, site.content.trade_list, visit.now
            )
        except UnknownReview:
            return missing(visit, N_("These words are not in the queue any more."), "/workers/trades")
        except UnknownTrade:
            return await page(visit, "", review)
        said = counted(
            visit, N_("Decided. %(n)s worker has this trade now."), "Decided. %(n)s workers have this trade now.",
            changed,
        )  # fmt: skip
        if trade == NONE:
            said = visit.say(N_("Decided: these words name no trade."))
        return await visit.go("/workers/trades", said)

    return routes
