"""In, out, and the language of the pages."""

from __future__ import annotations

import hmac
import secrets
from functools import partial
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.console import guard
from bot.console.account.shared import Next, after, agent, entered, knocked, outside, present, step
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit, inside
from bot.console.words import N_, words
from bot.services import accounts
from bot.services.accounts import Outcome
from bot.services.officers import NAME_LIMIT, Forbidden
from bot.services.passwords import MOST

_YEAR: Final = 365 * 24 * 3600
WRONG: Final = N_(
    "Name or password is not right. After five wrong tries an account rests for some minutes; then try again, or ask "
    "your administrator."
)
OLD: Final = N_("The page was too old. Please sign in once more.")


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    before = "__Host-console-before" if guard.secure(site) else "console-before"

    def page(request: Request, status: int = 200, *, name: str = "", then: str = "", error: str = "") -> Response:
        # Nobody is signed in, so no session has a token: the form shows that of a cookie (double submit), which no
        # other site can read or, with the prefix, set.
        token = secrets.token_urlsafe(32)
        said = words(guard.spoken(site, request, None))
        values = {"csrf": token, "name": name, "next": then, "error": said.gettext(error) if error else ""}
        answer = outside(site, request, "account/sign_in.html", status, **values)
        answer.set_cookie(before, token, path="/", secure=guard.secure(site), httponly=True, samesite="lax")
        return answer

    @routes.get("/sign-in")
    async def form(request: Request, then: Next = "") -> Response:
        signed = await present(site, request)
        if signed is not None and signed.proven:
            outcome = Outcome("in" if not signed.must_change else "password")
            return RedirectResponse(inside(request, step(outcome, then)), 303)
        return page(request, then=after(then).lstrip("/"))

    @routes.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        sent = await request.form(max_files=0, max_fields=10)
        name, password = str(sent.get("name", ""))[:NAME_LIMIT], str(sent.get("password", ""))[: MOST + 1]
        then = after(str(sent.get("next", ""))[:300]).lstrip("/")
        token = request.cookies.get(before, "")
        shown = str(sent.get("csrf", ""))
        if not token or not hmac.compare_digest(token.encode(), shown.encode("utf-8", "replace")):
            return page(request, 403, name=name, then=then, error=OLD)
        try:
            guard.genuine(site, request, token, shown)
        except Forbidden:
            return page(request, 403, name=name, then=then, error=OLD)
        knocked(site, request)
        now, earlier = site.clock(), await present(site, request)
        enter = partial(accounts.sign_in, address=guard.address(request), agent=agent(request), before=earlier)
        outcome = await site.database.run(enter, name, password, now, site.span)
        if not outcome.cookie:
            return page(request, 422, name=name, then=then, error=WRONG)
        answer = entered(site, request, outcome, then)
        answer.delete_cookie(before, path="/", secure=guard.secure(site), httponly=True, samesite="lax")
        return answer

    @routes.post("/sign-out")
    async def sign_out(visit: Visit = visitor(site, half=True)) -> Response:
        await visit.run(accounts.sign_out, visit.signed, visit.now)
        return guard.give(site, RedirectResponse(inside(visit.request, "/sign-in"), 303), "")

    @routes.get("/language")
    async def language(
        request: Request, to: Literal["bn", "hi", "en"], back: Annotated[str, Query(max_length=300)] = "/"
    ) -> Response:
        signed = await present(site, request)
        if signed is not None:
            await site.database.run(accounts.speak, signed.officer.id, to)
        answer = RedirectResponse(inside(request, after(back)), 303)
        answer.set_cookie(
            guard.LANGUAGE_COOKIE, to, max_age=_YEAR, path="/", secure=guard.secure(site), httponly=True, samesite="lax"
        )
        return answer

    return routes
