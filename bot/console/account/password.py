"""A new password: after a temporary one, and whenever somebody wants it."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter
from fastapi.responses import Response

from bot.console.account.shared import knocked, weak, whole
from bot.console.guard import NotSignedIn, visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import accounts, passwords

_DONE = N_("The new password holds. Elsewhere you were signed out.")


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/new-password")
    async def ask(visit: Visit = visitor(site, half=True)) -> Response:
        if not visit.signed.proven:
            raise NotSignedIn("second")
        if not visit.signed.must_change:
            return await visit.go("/account/password")
        return visit.page("account/password.html", first=True, errors={})

    @routes.post("/new-password")
    async def renew(visit: Visit = visitor(site, half=True)) -> Response:
        if not visit.signed.proven:
            raise NotSignedIn("second")
        if not visit.signed.must_change:
            return await visit.go("/account/password")
        errors = await _changed(visit, None)
        if errors:
            return visit.page("account/password.html", 422, first=True, errors=errors)
        return await visit.go("/", visit.say(_DONE))

    @routes.get("/account/password")
    async def form(visit: Visit = visitor(site, half=True)) -> Response:
        whole(visit)
        return visit.page("account/password.html", first=False, errors={})

    @routes.post("/account/password")
    async def change(visit: Visit = visitor(site, half=True)) -> Response:
        whole(visit)
        knocked(site, visit.request)
        errors = await _changed(visit, str(visit.form.get("old", ""))[: passwords.MOST + 1])
        if errors:
            return visit.page("account/password.html", 422, first=False, errors=errors)
        return await visit.go("/account", visit.say(_DONE))

    return routes


async def _changed(visit: Visit, old: str | None) -> dict[str, str]:
    """Changes it; errors by field."""
    new, again = (str(visit.form.get(key, ""))[: passwords.MOST + 1] for key in ("new", "again"))
    if new != again:
        return {"again": visit.say(N_("The two are not alike. Please type the new password twice."))}
    try:
        if await visit.run(partial(accounts.change_password, old=old), visit.signed, new, visit.now):
            return {}
    except passwords.Weak as error:
        return {"new": weak(visit, error)}
    return {"old": visit.say(N_("The password is not right."))}
