"""Whether the chain of what officials did holds."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import audit_list

BREAKS: Final = {
    "changed": N_("Entry %(number)s was changed afterwards, or another was put in its place."),
    "missing": N_("Entry %(number)s is missing."),
    "inserted": N_("Entry %(number)s was put in from outside."),
    "beginning": N_("The beginning is missing, from entry %(number)s on."),
    "end": N_("The end is missing, from entry %(number)s on."),
    "head": N_("The mark of the last entry (number %(number)s) was changed or taken away."),
}


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/audit/chain")
    async def check(visit: Visit = visitor(site, "audit")) -> Response:
        """Reads only, so that those who only read may do it too."""
        verdict = await visit.run(audit_list.verified, visit.officer)
        broken = ""
        if verdict.broken is not None:
            broken = visit.say(BREAKS[verdict.broken.kind], number=verdict.broken.event_id)
        return visit.page("audit/chain.html", verdict=verdict, broken=broken)

    return routes
