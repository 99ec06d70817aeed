"""The first page: today's sessions, and how programmes and agencies stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import APIRouter, Response

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.training import shared
from bot.console.visit import Visit
from bot.services.officers import Officer
from bot.services.training import scope, sessions_list
from bot.services.training.sessions_list import Asked

TODAY = 50
"""Sessions of a day that are shown here; the list shows all."""


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, shared.RIGHT)

    @routes.get("/training")
    async def overview(visit: Visit = by) -> Response:
        begin = dt.datetime.combine(visit.now.astimezone(INDIA).date(), dt.time(), INDIA)
        asked = Asked(since=begin, until=begin + dt.timedelta(days=1))
        (today, more), standing = await visit.run(_read, visit.officer, asked)
        return visit.page(
            "training/overview.html", tabs=shared.tabs(visit), today=today, more=more, standing=standing,
            programmes={one.programme.code: shared.titled(visit, one.programme.title) for one in standing},
            titles={one.upcoming.course.code: shared.titled(visit, one.upcoming.course.title) for one in today},
            places=shared.choices(visit, "district"), state_names=shared.said(visit, shared.STATUS), tones=shared.TONES,
            modes=shared.said(visit, shared.MODE), wide=scope.state_wide(visit.officer),
        )  # fmt: skip

    return routes


def _read(db: Any, officer: Officer, asked: Asked) -> Any:
    return sessions_list.page(db, officer, asked, TODAY), sessions_list.stand(db, officer)
