"""Workers of a month by trade and district: the numbers, and the same as a picture."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Annotated

from babel.dates import format_skeleton
from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.clock import INDIA
from bot.console import render
from bot.console.guard import visitor
from bot.console.lists import Page
from bot.console.registry import naming
from bot.console.registry.common import fault, slowly
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import worker_plot, worker_table
from bot.services.worker_filter import BadFilter
from bot.services.worker_plot import Said

_ROWS = 30  # of 23 cells: about 40 kB
_PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Of the picture alone, whose marks carry their colours as styles; it holds no scripts."""
Month = Annotated[str, Query(max_length=10)]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/workers/table")
    async def table(
        month: Month = "", after: Annotated[int, Query(ge=0, le=1000)] = 0, visit: Visit = visitor(site, "registry")
    ) -> Response:
        this = f"{visit.now.astimezone(INDIA):%Y-%m}"
        known, wrong, status = naming.titled(site.content, visit.language), "", 200
        try:
            first = worker_table.month_of(month or this)
        except BadFilter as error:
            first, wrong, status = worker_table.month_of(this), fault(visit, error), 422
        found = await slowly(visit, worker_table.table, visit.officer, first, visit.now)
        rows = found.trades[after : after + _ROWS]
        page = Page(rows, str(after + _ROWS) if len(found.trades) > after + _ROWS else "", after > 0)
        months = [_before(first, 1), _before(first, -1) if f"{_before(first, -1):%Y-%m}" <= this else None]
        return visit.page(
            "registry/table.html", status, table=found, page=page, known=known, month=f"{first:%Y-%m}", wrong=wrong,
            months=[f"{one:%Y-%m}" if one else "" for one in months], small=worker_table.SMALL,
        )  # fmt: skip

    @routes.get("/workers/table.svg")
    async def picture(month: Month, visit: Visit = visitor(site, "registry")) -> Response:
        try:
            first = worker_table.month_of(month)
        except BadFilter as error:
            return Response(fault(visit, error), 422, media_type="text/plain")
        found = await slowly(visit, worker_table.table, visit.officer, first, visit.now)
        known = naming.titled(site.content, visit.language)
        drawn = await asyncio.to_thread(worker_plot.svg, found, known, _said(visit, first))
        return Response(drawn, media_type="image/svg+xml", headers={"Content-Security-Policy": _PICTURE})

    return routes


def _said(visit: Visit, month: dt.date) -> Said:
    """What stands on the picture."""
    small = render.number(worker_table.SMALL, visit.language)
    return Said(
        visit.say(N_("Workers registered in %(month)s, by trade and district"),
                  month=format_skeleton("yMMMM", month, locale=visit.language)),
        visit.say(N_("Nobody registered in this month.")),
        visit.say(
            N_("Whoever has two trades counts at both. Fewer than %(n)s people are not told as a number."), n=small
        ),
        visit.language, lambda text: render.digits(text, visit.language),
    )  # fmt: skip


def _before(month: dt.date, months: int) -> dt.date:
    place = month.year * 12 + month.month - 1 - months
    return dt.date(max(1, place // 12), place % 12 + 1, 1)
