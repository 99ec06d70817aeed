"""Certificates: found by code or session, and taken back with a reason."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from bot.console.guard import visitor
from bot.console.lists import LENGTH
from bot.console.site import Site
from bot.console.training import shared
from bot.console.training.explained import explained
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services.training import certificate_code, proofs
from bot.services.training.catalogue import Refused

REASON = 200


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, shared.RIGHT)

    @routes.get("/training/certificates")
    async def certificates(
        code: Annotated[str, Query(max_length=40)] = "",
        session: Annotated[str, Query(max_length=24)] = "",
        after: Annotated[str, Query(max_length=200)] = "",
        visit: Visit = by,
    ) -> Response:
        return await _page(visit, code, session, after)

    @routes.post("/training/certificates/{code}/revoke")
    async def revoke(code: Annotated[str, Path(max_length=16, pattern=r"^[0-9A-Z]+$")], visit: Visit = by) -> Response:
        reason = str(visit.form.get("reason", ""))[:REASON]
        try:
            done = await visit.run(proofs.revoke, visit.officer, code, reason, visit.now)
        except Refused as error:
            return await _page(visit, code, "", "", wrong=code, reason=reason, error=explained(visit, str(error)))
        said = N_("The certificate counts no more.") if done else N_("The certificate was taken back before.")
        return await visit.go("/training/certificates", visit.say(said))

    return routes


async def _page(
    visit: Visit, code: str, session: str, after: str, *, wrong: str = "", reason: str = "", error: str = ""
) -> Response:
    def work(db: Any) -> Any:
        return proofs.page(db, visit.officer, LENGTH, typed=code, session=session, after=shared.keyed(after))

    found, more = await visit.run(work)
    last = (found[-1].certificate.issued_at, found[-1].certificate.code) if found else None
    return visit.page(
        "training/certificates.html", 422 if error else 200, tabs=shared.tabs(visit), code=code, session=session,
        page=shared.listed(found, more, last, after), wrong=wrong, reason=reason, error=error,
        shown=certificate_code.shown, changes=shared.opens(visit.officer, "office") and not visit.officer.reads,
        titles={one.upcoming.course.code: shared.titled(visit, one.upcoming.course.title) for one in found},
    )  # fmt: skip
