"""Taking a conversation, giving it back, ending it, passing it to a colleague."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Response

from bot.console.conversations import views
from bot.console.conversations.conversation import why_not
from bot.console.conversations.views import WishId
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.conversation.handover_acts import OfficerDesk
from bot.services import handover_desk
from bot.services.handover import NotNow
from bot.services.handover_desk import RIGHT, NotAble


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, RIGHT)
    desk = OfficerDesk(site.desk)

    async def done(visit: Visit, wish_id: str, work: Callable[..., Any], note: str, after: str) -> Response:
        try:
            await views.found(visit.run(work, visit.officer, wish_id, visit.now))
        except NotNow:
            return await visit.go(views.path(wish_id), await why_not(visit, wish_id), "bad")
        site.wake()
        return await visit.go(after, visit.say(note))

    @routes.post("/conversations/{wish_id}/take")
    async def take(wish_id: WishId, visit: Visit = by) -> Response:
        note = N_("You have this conversation. The person has been told.")
        return await done(visit, wish_id, desk.take, note, f"{views.path(wish_id)}#answer")

    @routes.post("/conversations/{wish_id}/give-back")
    async def give_back(wish_id: WishId, visit: Visit = by) -> Response:
        note = N_("Given back. The assistant answers until somebody takes it.")
        return await done(visit, wish_id, desk.give_back, note, views.path(wish_id))

    @routes.post("/conversations/{wish_id}/close")
    async def close(wish_id: WishId, visit: Visit = by) -> Response:
        return await done(visit, wish_id, desk.close, N_("Ended. The assistant answers again."), "/conversations")

    @routes.post("/conversations/{wish_id}/assign")
    async def assign(wish_id: WishId, visit: Visit = by) -> Response:
        name = str(visit.form.get("to", ""))[:64]
        try:
            await views.found(visit.run(handover_desk.assign, visit.officer, wish_id, name, visit.now))
        except NotAble:
            fault = visit.say(N_("%(name)s cannot take this conversation. Choose somebody of the list."), name=name)
            return await visit.go(views.path(wish_id), fault, "bad")
        except NotNow:
            return await visit.go(views.path(wish_id), await why_not(visit, wish_id), "bad")
        told = visit.say(N_("Passed to %(name)s."), name=name) if name else visit.say(N_("Anybody can take it now."))
        return await visit.go(views.path(wish_id), told)

    return routes
