"""Lists to take away: of a search, or of chosen workers. One page says what happens before it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.console.guard import visitor
from bot.console.registry import naming
from bot.console.registry.asking import Asked
from bot.console.registry.common import fault, missing, slowly
from bot.console.registry.workers import NOBODY
from bot.console.site import Site
from bot.console.visit import Visit
from bot.services import numbers, worker_export, worker_search
from bot.services.officers import Officer
from bot.services.worker_export import Export
from bot.services.worker_filter import BadFilter
from bot.services.worker_search import Listed, UnknownWorker

Which = Annotated[list[Annotated[str, Query(max_length=24)]], Query(max_length=worker_search.PAGE_LIMIT)]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    async def page(visit: Visit, asked: Asked, wrong: BadFilter | None = None) -> Response:
        try:
            count = await slowly(visit, worker_search.count, visit.officer, asked.filter(site.content))
        except BadFilter as error:
            count, wrong = worker_search.Count(0, False), error
        return _page(visit, wrong, count=count, people=[], query=asked.query(), action="/workers/export")

    @routes.get("/workers/export")
    async def before(asked: Annotated[Asked, Query()], visit: Visit = visitor(site, "export")) -> Response:
        return await page(visit, asked)

    @routes.post("/workers/export")
    async def export(asked: Annotated[Asked, Query()], visit: Visit = visitor(site, "export")) -> Response:
        try:
            made = await _made(visit, worker_export.export, asked.filter(site.content))
        except BadFilter as error:
            return await page(visit, asked, error)
        return visit.file(made.data, made.name, made.media)

    async def chosen_page(visit: Visit, which: list[str], wrong: BadFilter | None = None) -> Response:
        try:
            people = await slowly(visit, _chosen, visit.officer, which)
        except UnknownWorker:
            return missing(visit, NOBODY, "/workers")
        if not people:
            wrong = BadFilter("which", "")
        count = worker_search.Count(len(people), False)
        return _page(visit, wrong, count=count, people=people, query={"which": which}, action="/workers/chosen")

    @routes.get("/workers/chosen")
    async def chosen(which: Which = [], visit: Visit = visitor(site, "export")) -> Response:  # noqa: B006
        return await chosen_page(visit, which)

    @routes.post("/workers/chosen")
    async def export_chosen(which: Which = [], visit: Visit = visitor(site, "export")) -> Response:  # noqa: B006
        try:
            made = await _made(visit, worker_export.selected, which)
        except UnknownWorker:
            return missing(visit, NOBODY, "/workers")
        except BadFilter as error:
            return await chosen_page(visit, which, error)
        return visit.file(made.data, made.name, made.media)

    return routes


async def _made(visit: Visit, work: Callable[..., Export], about: Any) -> Export:
    """The list in the form and with the numbers that were asked for."""
    form, whole = str(visit.form.get("form", "")), visit.form.get("whole") == "yes"
    # Whole numbers without a reason are refused; a reason alone does not open them.
    reason = (str(visit.form.get("reason", "")).strip() or "-") if whole else ""
    known = naming.titled(visit.site.content, visit.language)
    return await slowly(visit, work, visit.officer, about, form, known, visit.now, reason=reason)


def _chosen(session: Any, officer: Officer, which: list[str]) -> list[Listed]:
    return [worker_search.one(session, officer, each) for each in dict.fromkeys(which)]


def _page(visit: Visit, wrong: BadFilter | None, **values: Any) -> Response:
    said = {wrong.field: fault(visit, wrong)} if wrong is not None else {}
    kept = {name: str(visit.form.get(name, "")) for name in ("form", "whole", "reason")}
    return visit.page(
        "registry/export.html", 422 if wrong is not None else 200, wrong=said, kept=kept, shown=numbers.shown, **values
    )
