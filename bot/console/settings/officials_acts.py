"""What is done to an official's account: password and second factor reset, unlocked, revoked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from bot.console.guard import visitor
from bot.console.settings.officials import found
from bot.console.settings.officials_form import FAULTS
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import officials
from bot.services.officials import Refused
from bot.services.roles import PROGRAM

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.post("/settings/officials/{officer_id}/password")
    async def reset_password(officer_id: Id, visit: Visit = visitor(site, "settings")) -> Response:
        account = await found(visit, officer_id)
        if officer_id == visit.officer.id:
            return await visit.go("/account/password")  # one's own is changed there, and nobody is signed out by it
        try:
            password = await visit.run(officials.reset_password, visit.officer, officer_id, visit.now)
        except Refused:
            raise HTTPException(404) from None
        return visit.page("settings/secret.html", kind="password", name=account.officer.name, secret=password)

    @routes.post("/settings/officials/{officer_id}/second-factor")
    async def reset_second(officer_id: Id, visit: Visit = visitor(site, "settings")) -> Response:
        try:
            await visit.run(officials.reset_second, visit.officer, officer_id, visit.now)
        except Refused:
            raise HTTPException(404) from None
        return await visit.go(_page(officer_id), visit.say(N_("The second step is off. They set it up anew.")))

    @routes.post("/settings/officials/{officer_id}/unlock")
    async def unlock(officer_id: Id, visit: Visit = visitor(site, "settings")) -> Response:
        try:
            await visit.run(officials.unlock, visit.officer, officer_id, visit.now)
        except Refused:
            raise HTTPException(404) from None
        return await visit.go(_page(officer_id), visit.say(N_("They can sign in again now.")))

    @routes.get("/settings/officials/{officer_id}/revoke")
    async def ask(officer_id: Id, visit: Visit = visitor(site, "settings")) -> Response:
        visit.officer.changes()
        account = await found(visit, officer_id)
        if account.revoked_at is not None:
            return await visit.go(_page(officer_id))
        return visit.page("settings/revoke.html", account=account)

    @routes.post("/settings/officials/{officer_id}/revoke")
    async def revoke(officer_id: Id, visit: Visit = visitor(site, "settings")) -> Response:
        account = await found(visit, officer_id)
        try:
            await visit.run(officials.revoke, visit.officer, officer_id, visit.now)
        except Refused as error:
            if error.fault != "last":
                raise HTTPException(404) from None
            return await visit.go(_page(officer_id), visit.say(FAULTS["last"][1]), "bad")
        back = "/settings/programs" if account.officer.role == PROGRAM else "/settings"
        text = N_("%(name)s is revoked and signed out everywhere.")
        return await visit.go(back, visit.say(text, name=account.officer.name))

    return routes


def _page(officer_id: str) -> str:
    return f"/settings/officials/{officer_id}"
