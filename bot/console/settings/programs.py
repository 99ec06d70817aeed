"""Programs that work through the API with a token."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.console import lists
from bot.console.account.shared import district_names
from bot.console.guard import visitor
from bot.console.lists import LENGTH, Page
from bot.console.settings.officials import scope
from bot.console.settings.officials_form import RIGHT_NAMES, program_form, refused
from bot.console.site import Site
from bot.console.visit import Visit
from bot.knowledge.names import names
from bot.services import official_list, officials
from bot.services.officials import Refused
from bot.services.roles import PROGRAM


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/settings/programs")
    async def listed(
        after: Annotated[str, Query(max_length=400)] = "", visit: Visit = visitor(site, "settings")
    ) -> Response:
        key = lists.parts(after, 1) if after else None
        before = str(key[0]) if key is not None and isinstance(key[0], str) else ""
        asked = partial(official_list.listed, role=PROGRAM, after=before, limit=LENGTH)
        found = await visit.run(asked, visit.officer)
        more, found = len(found) > LENGTH, found[:LENGTH]
        return visit.page(
            "settings/programs.html", scope=partial(scope, visit, district_names(visit)),
            page=Page(found, lists.key(found[-1].officer.name) if more else "", bool(before)),
            rights={right: visit.say(text) for right, text in RIGHT_NAMES.items()},
        )  # fmt: skip

    @routes.get("/settings/programs/new")
    async def new(visit: Visit = visitor(site, "settings")) -> Response:
        visit.officer.changes()
        return visit.page("settings/program_new.html", form=program_form(visit))

    @routes.post("/settings/programs/new")
    async def enter(visit: Visit = visitor(site, "settings")) -> Response:
        form = program_form(visit)
        if form.validate():
            districts = None if form.state.data == "all" else form.districts.data or []
            rights, known = form.rights.data or [], names(site.content).districts
            try:
                token = await visit.run(
                    officials.enter_program, visit.officer, form.name.data or "", districts, rights, visit.now, known
                )
            except Refused as error:
                refused(visit, form, error)
            else:
                return visit.page("settings/secret.html", kind="token", name=form.name.data, secret=token)
        return visit.page("settings/program_new.html", 422, form=form)

    return routes
