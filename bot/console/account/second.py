"""The second factor: asked for at the sign-in, set up, switched off."""

from __future__ import annotations

from functools import partial
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from bot.console.account.shared import Next, after, agent, entered, knocked, whole
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import accounts, second_factor
from bot.services.passwords import MOST

WRONG: Final = N_(
    "This code does not fit. Wait for the next one in your app and type that. After five wrong codes the account rests "
    "for some minutes."
)
NOT_YET: Final = N_("This code does not fit. Check the time on your phone, and type the next code of the app.")


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    def enrolment(visit: Visit, status: int = 200, *, offer: str = "", then: str = "", error: str = "") -> Response:
        secret = second_factor.offered(offer, visit.officer.id, visit.now)
        if secret is None:
            offer = second_factor.offer(visit.officer.id, visit.now)
            secret = second_factor.offered(offer, visit.officer.id, visit.now) or ""
        return visit.page(
            "account/enrol.html", status, offer=offer, next=then, error=error,
            picture=second_factor.picture(secret, visit.officer.name), spelled=second_factor.spelled(secret),
            duty=not visit.signed.proven,
        )  # fmt: skip

    @routes.get("/second-factor")
    async def ask(then: Next = "", visit: Visit = visitor(site, half=True)) -> Response:
        if visit.signed.proven:
            return await visit.go(after(then))
        if not visit.signed.second:
            return enrolment(visit, then=after(then).lstrip("/"))
        return visit.page("account/second.html", next=after(then).lstrip("/"), error="")

    @routes.post("/second-factor")
    async def prove(visit: Visit = visitor(site, half=True)) -> Response:
        if visit.signed.proven:
            return await visit.go("/")
        knocked(site, visit.request)
        code, then = str(visit.form.get("code", ""))[:40], after(str(visit.form.get("next", ""))[:300]).lstrip("/")
        if visit.signed.second:
            work = partial(accounts.prove, agent=agent(visit.request))
            outcome = await visit.run(work, visit.signed, code, visit.now, site.span)
            if not outcome.cookie:
                return visit.page("account/second.html", 422, next=then, error=visit.say(WRONG))
            return entered(site, visit.request, outcome, then)
        offer = str(visit.form.get("offer", ""))[:600]
        enrol = partial(accounts.enrol, agent=agent(visit.request))
        outcome = await visit.run(enrol, visit.signed, offer, code, visit.now, site.span)
        if not outcome.cookie:
            return enrolment(visit, 422, offer=offer, then=then, error=visit.say(NOT_YET))
        return entered(site, visit.request, outcome, then)

    @routes.get("/account/second-factor")
    async def show(visit: Visit = visitor(site, half=True)) -> Response:
        whole(visit)
        if visit.signed.second:
            own = await visit.run(accounts.own, visit.signed)
            return visit.page("account/second_off.html", own=own, error="")
        return enrolment(visit)

    @routes.post("/account/second-factor")
    async def on(visit: Visit = visitor(site, half=True)) -> Response:
        whole(visit)
        knocked(site, visit.request)
        offer, code = str(visit.form.get("offer", ""))[:600], str(visit.form.get("code", ""))[:40]
        outcome = await visit.run(accounts.enrol, visit.signed, offer, code, visit.now, site.span)
        if outcome.step != "in":
            if visit.signed.second:
                return await visit.go("/account")
            return enrolment(visit, 422, offer=offer, error=visit.say(NOT_YET))
        return await visit.go("/account", visit.say(N_("The second step is on. From now on you need your phone too.")))

    @routes.post("/account/second-factor/off")
    async def off(visit: Visit = visitor(site, half=True)) -> Response:
        whole(visit)
        knocked(site, visit.request)
        password = str(visit.form.get("password", ""))[: MOST + 1]
        if await visit.run(accounts.without_second, visit.signed, password, visit.now):
            return await visit.go("/account", visit.say(N_("The second step is off.")))
        own = await visit.run(accounts.own, visit.signed)
        return visit.page("account/second_off.html", 422, own=own, error=visit.say(N_("The password is not right.")))

    return routes
