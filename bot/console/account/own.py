"""One's own account: who one is here, and where one is signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from bot.console.account.shared import ROLE_NAMES, device, district_names, whole
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import accounts, chat_officials, console_sessions

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/account")
    async def account(visit: Visit = visitor(site, half=True)) -> Response:
        whole(visit)
        own = await visit.run(accounts.own, visit.signed)
        sessions = await visit.run(console_sessions.listed, visit.officer.id, visit.now, site.span)
        chats = await visit.run(chat_officials.linked, visit.officer)
        names = district_names(visit)
        seen = visit.officer.districts
        districts = [names.get(one, one) for one in sorted(seen)] if seen is not None else None
        return visit.page(
            "account/account.html", own=own, sessions=sessions, chats=chats, districts=districts,
            role=visit.say(ROLE_NAMES.get(visit.officer.role, visit.officer.role)), this=visit.signed.id,
            devices={one.id: device(visit, one.agent) for one in sessions},
        )  # fmt: skip

    @routes.post("/account/sessions/{session_id}/end")
    async def end(session_id: Id, visit: Visit = visitor(site, half=True)) -> Response:
        whole(visit)
        if session_id == visit.signed.id:
            return await visit.go("/account", visit.say(N_("This is where you are now: use “Sign out”.")))
        await visit.run(accounts.end_session, visit.signed, session_id, visit.now)
        return await visit.go("/account", visit.say(N_("You are signed out there.")))

    @routes.post("/account/sessions/end")
    async def end_others(visit: Visit = visitor(site, half=True)) -> Response:
        whole(visit)
        await visit.run(accounts.end_session, visit.signed, "", visit.now)
        return await visit.go("/account", visit.say(N_("You are signed out everywhere else.")))

    return routes
