"""Figures: what people write, what becomes of it, and what comes of the service."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from fastapi.responses import Response

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.insights import figures
from bot.console.insights.asked import SPANS, Asked, Day, District, Spanned, asked
from bot.console.insights.figures import Found
from bot.console.registry.naming import own_districts
from bot.console.site import Site
from bot.console.visit import Visit
from bot.services.insights import talk, work

Key = Literal[
    "messages", "outcomes", "topics", "languages", "registers", "channels", "thumbs", "handovers", "districts",
    "trades", "needs", "loans", "trainings", "broadcasts",
]  # fmt: skip


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/insights")
    async def page(
        span: Spanned = "30", since: Day = "", until: Day = "", district: District = "",
        visit: Visit = visitor(site, "insights"),
    ) -> Response:  # fmt: skip
        about = asked(visit, span, since, until, district)
        found = await visit.run(_found, visit, about)
        shown = figures.made(visit, about, found)
        return visit.page(
            "insights/page.html", 422 if about.fault else 200, about=about, talk=found.talk, figures=shown,
            spans=[(key, visit.say(text)) for key, text in SPANS], districts=own_districts(visit),
            registered=sum(found.districts.values()), up=sum(one.up for one in found.thumbs),
            down=sum(one.down for one in found.thumbs),
        )  # fmt: skip

    @routes.get("/insights/{key}.csv")
    async def table(
        key: Annotated[Key, Path()], span: Spanned = "30", since: Day = "", until: Day = "", district: District = "",
        visit: Visit = visitor(site, "insights"),
    ) -> Response:  # fmt: skip
        about = asked(visit, span, since, until, district)
        figure = figures.made(visit, about, await visit.run(_found, visit, about))[key]
        name = f"{key}-{visit.now.astimezone(INDIA):%Y-%m-%d}.csv"
        return visit.file(figures.as_csv(figure), name, "text/csv; charset=utf-8")

    return routes


def _found(session: Any, visit: Visit, about: Asked) -> Found:
    question = (session, visit.officer, about.period, about.districts)
    districts, trades = work.registrations(*question)
    return Found(
        talk.talk(*question, visit.now), talk.thumbs(*question), work.handovers(*question), districts, trades,
        work.needs(*question), work.referrals(*question), work.trainings(*question), work.broadcasts(*question),
    )  # fmt: skip
