"""The chats from which an official may work."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from bot.console.account.shared import whole
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import chat_officials

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.post("/account/chat")
    async def code(visit: Visit = visitor(site, half=True)) -> Response:
        """The code stands on this page alone: it is not kept, and after loading again there is another one."""
        whole(visit)
        visit.officer.changes()
        made = await visit.run(chat_officials.new_code, visit.officer, visit.now)
        return visit.page("account/code.html", code=made, minutes=int(chat_officials.LASTS.total_seconds() // 60))

    @routes.post("/account/chats/{contact_id}/end")
    async def unlink(contact_id: Id, visit: Visit = visitor(site, half=True)) -> Response:
        whole(visit)
        await visit.run(chat_officials.unlink, visit.officer, contact_id, visit.now)
        return await visit.go("/account", visit.say(N_("That chat is not yours any more.")))

    return routes
