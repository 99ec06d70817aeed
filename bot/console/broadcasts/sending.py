"""A broadcast under way: how far it is, pause, going on, stop, and a second run for what failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response

from bot.broadcasts import running
from bot.console.broadcasts import common, shown
from bot.console.broadcasts.common import Id
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_

_ACTS: Final[dict[str, tuple[Callable[..., Any], str]]] = {
    "pause": (running.pause, N_("Paused. What is on its way just now still arrives.")),
    "resume": (running.resume, N_("It goes on.")),
    "stop": (running.stop, N_("Stopped. Nothing more of it goes out.")),
}


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/broadcasts/{broadcast_id}/progress")
    async def progress(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        one = await common.found(visit, broadcast_id)
        found = await visit.run(running.progress, visit.officer, broadcast_id)
        answer = visit.page("broadcasts/live.html", progress=shown.bar(visit, found))
        # The page shows other buttons in another state, so that it is loaded anew then.
        answer.headers["X-Live"] = "on" if shown.live(one.status) else "over"
        return answer

    @routes.post("/broadcasts/{broadcast_id}/pause")
    async def pause(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        return await _act(visit, broadcast_id, "pause")

    @routes.post("/broadcasts/{broadcast_id}/resume")
    async def resume(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        return await _act(visit, broadcast_id, "resume")

    @routes.post("/broadcasts/{broadcast_id}/stop")
    async def stop(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        return await _act(visit, broadcast_id, "stop")

    @routes.post("/broadcasts/{broadcast_id}/retry")
    async def retry(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        small = site.live().broadcast_small
        try:
            made = await visit.run(running.retry_failed, visit.officer, broadcast_id, small, visit.now)
        except common.REFUSALS as error:
            return await common.back(visit, broadcast_id, error)
        waits = made.status == "waiting"
        note = (
            N_("This is the second run; a second official approves it.") if waits else N_("It begins within a minute.")
        )
        site.wake()
        return await visit.go(f"/broadcasts/{made.id}", visit.say(note))

    return routes


async def _act(visit: Visit, broadcast_id: str, name: str) -> Response:
    work, note = _ACTS[name]
    try:
        await visit.run(work, visit.officer, broadcast_id, visit.now)
    except common.REFUSALS as error:
        return await common.back(visit, broadcast_id, error)
    visit.site.wake()
    return await visit.go(f"/broadcasts/{broadcast_id}", visit.say(note))
