"""The code of this minute for the wall of the room: six digits and a picture to scan, as a page of its own."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from starlette.exceptions import HTTPException

from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.training import shared
from bot.console.training.session import SHOWS
from bot.console.visit import Visit
from bot.conversation.training.desk import scanned
from bot.documents import qr
from bot.services.training import attendance, office
from bot.services.training.catalogue import PLANNED
from bot.services.training.office import UnknownSession

Code = Annotated[str, Path(max_length=24, pattern=shared.CODE)]
EVERY = 5
"""Seconds between two looks, with JavaScript; the code itself changes every minute."""
LEAST = 2
"""Seconds after which a page without JavaScript is loaded again at the earliest."""


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, shared.RIGHT)

    @routes.get("/training/sessions/{code}/code")
    async def whole(code: Code, visit: Visit = by) -> Response:
        return visit.page("training/projector.html", **await _values(visit, code))

    @routes.get("/training/sessions/{code}/code/live")
    async def live(code: Code, visit: Visit = by) -> Response:
        return visit.page("training/projector_live.html", **await _values(visit, code))

    return routes


async def _values(visit: Visit, code: str) -> dict[str, Any]:
    try:
        held = await visit.run(office.seen, visit.officer, code)
    except UnknownSession:
        raise HTTPException(404) from None
    session, now = held.upcoming.session, visit.now
    shows = session.status == PLANNED and session.starts_at - SHOWS <= now <= session.ends_at
    values: dict[str, Any] = {
        "session": session, "counts": held.counts, "title": shared.titled(visit, held.upcoming.course.title),
        "shows": shows, "every": EVERY, "reload": 60, "opens": session.starts_at - SHOWS, "shown": None,
    }  # fmt: skip
    if shows:
        shown = attendance.code(held.upcoming, now)
        address = str(visit.site.settings.public_url or "").rstrip("/")
        size, dark = qr.dark_runs(scanned(shown.digits, address))
        values |= {
            "shown": shown, "digits": f"{shown.digits[:3]} {shown.digits[3:]}", "side": size + 2 * qr.QUIET,
            "path": "".join(f"M{x + qr.QUIET} {y + qr.QUIET}h{run}v1h-{run}z" for x, y, run in dark),
            "reload": max(LEAST, int((shown.changes_at - now).total_seconds()) + 1),
        }  # fmt: skip
    return values
