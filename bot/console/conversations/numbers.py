"""A message with the numbers in it, for whoever may read them and says why."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from bot.console.conversations import views
from bot.console.conversations.views import Number, WishId
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import handover_desk, handover_talk
from bot.services.handover_desk import RIGHT
from bot.services.handover_talk import REASON_LENGTH, BadReason


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, RIGHT)

    @routes.get("/conversations/{wish_id}/messages/{number}/show")
    async def ask(wish_id: WishId, number: Number, visit: Visit = by) -> Response:
        visit.officer.need("unmask")
        return await _page(visit, wish_id, number)

    @routes.post("/conversations/{wish_id}/messages/{number}/show")
    async def show(wish_id: WishId, number: Number, visit: Visit = by) -> Response:
        """The answer is the page itself: what is shown once may not wait in a session."""
        reason = str(visit.form.get("reason", ""))
        work = handover_talk.unmask
        try:
            said = await views.found(visit.run(work, visit.officer, wish_id, number, reason, visit.now))
        except BadReason:
            fault = visit.say(
                N_("Say in at least %(least)s characters, without names and numbers, what the number is needed for."),
                least=REASON_LENGTH,
            )
            return await _page(visit, wish_id, number, 422, reason=reason[:1000], fault=fault)
        wish = await visit.run(handover_desk.one, visit.officer, wish_id)
        return visit.page("conversations/show.html", wish=wish, one=said, shown=True, reason="", fault="", views=views)

    return routes


async def _page(
    visit: Visit, wish_id: str, number: int, status: int = 200, *, reason: str = "", fault: str = ""
) -> Response:
    said = await views.found(visit.run(handover_talk.message, visit.officer, wish_id, number))
    wish = await visit.run(handover_desk.one, visit.officer, wish_id)
    return visit.page(
        "conversations/show.html", status, wish=wish, one=said, shown=False, reason=reason, fault=fault, views=views
    )
