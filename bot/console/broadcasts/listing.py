"""The list of broadcasts, and how one begins: anew, as a copy, or not at all."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.broadcasts import drafts
from bot.broadcasts.drafts import Draft, Which
from bot.console import lists
from bot.console.broadcasts import common, labels
from bot.console.broadcasts.common import Id
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_

_VIEWS = {"all": N_("All"), "mine": N_("Mine"), "waiting": N_("Waiting for my word")}


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/broadcasts")
    async def listed(
        view: Annotated[Which, Query()] = "all",
        status: Annotated[str, Query(pattern=r"^[a-z]{0,10}$")] = "",
        after: Annotated[str, Query(max_length=200)] = "",
        visit: Visit = visitor(site, common.RIGHT),
    ) -> Response:
        place = _place(after)
        rows = await visit.run(
            lambda db: drafts.listed(
                db, visit.officer, which=view, status="" if view == "waiting" else status, after=place,
                limit=lists.LENGTH,
            )
        )  # fmt: skip
        page = lists.Page(rows.broadcasts, lists.key(*rows.after) if rows.after else "", place is not None)
        views = [(key, visit.say(text)) for key, text in _VIEWS.items() if key != "waiting" or _decides(visit)]
        return visit.page(
            "broadcasts/list.html", page=page, view=view, chosen=status, views=views, tones=labels.TONES,
            statuses=labels.of(visit, labels.STATUSES), writes=common.may_write(visit),
        )  # fmt: skip

    @routes.get("/broadcasts/new")
    async def new(visit: Visit = visitor(site, common.RIGHT)) -> Response:
        visit.officer.need(common.RIGHT, change=True)
        return visit.page("broadcasts/new.html", name="", wrong={})

    @routes.post("/broadcasts/new")
    async def begin(visit: Visit = visitor(site, common.RIGHT)) -> Response:
        name = " ".join(common.typed(visit, "name").split())
        if fault := named(visit, name):
            return visit.page("broadcasts/new.html", 422, name=name, wrong={"name": fault})
        made = await visit.run(drafts.create, visit.officer, Draft(name=name), visit.now)
        return await visit.go(f"/broadcasts/{made.id}")

    @routes.post("/broadcasts/{broadcast_id}/copy")
    async def copy(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        before = await common.found(visit, broadcast_id)
        name = visit.say(N_("Copy of %(name)s"), name=before.draft.name)[: drafts.NAME_LIMIT]
        made = await visit.run(drafts.copy, visit.officer, broadcast_id, name, visit.now)
        return await visit.go(f"/broadcasts/{made.id}", visit.say(N_("This is the copy; change what you like.")))

    @routes.post("/broadcasts/{broadcast_id}/discard")
    async def discard(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        try:
            await visit.run(drafts.discard, visit.officer, broadcast_id, common.version(visit), visit.now)
        except common.REFUSALS as error:
            return await common.back(visit, broadcast_id, error)
        return await visit.go("/broadcasts", visit.say(N_("The draft is gone.")))

    return routes


def named(visit: Visit, name: str) -> str:
    """What is wrong with the name of a broadcast; empty if nothing is."""
    if not name:
        return visit.say(N_("Write a name, so that you find it again."))
    if len(name) > drafts.NAME_LIMIT:
        return visit.say(N_("Shorten the name to %(n)s characters."), n=drafts.NAME_LIMIT)
    return ""


def _decides(visit: Visit) -> bool:
    return visit.officer.may("approve") and not visit.officer.reads


def _place(after: str) -> tuple[dt.datetime, str] | None:
    found = lists.parts(after, 2) if after else None
    if found is None or not isinstance(found[0], dt.datetime) or not isinstance(found[1], str):
        return None
    return (found[0], found[1]) if found[0].tzinfo is not None else None
