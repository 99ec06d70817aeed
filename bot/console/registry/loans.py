"""Loan requests: the list of the desk, one with its steps, and what the desk notes."""

from __future__ import annotations

from typing import Annotated, Any, Final, get_args

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.console.guard import visitor
from bot.console.lists import Page, key
from bot.console.registry import naming
from bot.console.registry.common import REASON, Number, missing, slowly
from bot.console.registry.needs import moment_and_id
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import numbers, referral_desk
from bot.services.referrals import EXPLAINED, FOLLOWS, OPEN, BadReason, NotNow, Status, UnknownReferral

UNKNOWN: Final = N_("There is no such request in your districts.")
_ACTS: Final = {
    "contacted": N_("Note that the person was contacted"), "applied": N_("Note that they applied at the bank"),
    "sanctioned": N_("Note that the loan is sanctioned"), "refused": N_("Note that the bank refused"),
    "dropped": N_("Close the request"), "note": N_("Only note something"),
}  # fmt: skip


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/referrals")
    async def listed(
        status: Annotated[str, Query(max_length=12)] = "", district: Annotated[str, Query(max_length=32)] = "",
        by: Annotated[str, Query(max_length=64)] = "", late: Annotated[str, Query(max_length=3)] = "",
        after: Annotated[str, Query(max_length=200)] = "", visit: Visit = visitor(site, "referrals"),
    ) -> Response:  # fmt: skip
        last = moment_and_id(after)
        found, following = await slowly(
            visit, referral_desk.page, visit.officer, visit.now, districts=(district,) if district else (),
            status=status if status in get_args(Status) else None, by=by.strip(), late=late == "yes", after=last,
        )  # fmt: skip
        return visit.page(
            "registry/loans.html", page=Page(found, key(*following) if following else "", last is not None),
            wanted=status, district=district, by=by, late=late, districts=naming.own_districts(visit),
            states=naming.said(visit, naming.LOANS), tones=naming.LOAN_TONES, shown=numbers.shown,
            known=naming.titled(site.content, visit.language),
            purpose=lambda one: naming.choice(visit, "loan_purpose", one),
        )  # fmt: skip

    @routes.get("/referrals/{number}")
    async def one(number: Number, visit: Visit = visitor(site, "referrals")) -> Response:
        return await _page(visit, number)

    @routes.post("/referrals/{number}/state")
    async def change(number: Number, visit: Visit = visitor(site, "referrals")) -> Response:
        status, reason = str(visit.form.get("status", "")), " ".join(str(visit.form.get("reason", "")).split())
        try:
            if status == "note":
                found, _ = await slowly(visit, referral_desk.seen, visit.officer, number, visit.now)
                status = found.status
            if status not in get_args(Status):
                return await _page(visit, number, act="state", wrong=visit.say(N_("Choose what happened.")))
            await slowly(visit, site.loans.change, visit.officer, number, status, reason, visit.now)
        except UnknownReferral:
            return missing(visit, UNKNOWN, "/referrals")
        except NotNow:
            said = visit.say(N_("The request was changed by somebody else just now: look at it again."))
            return await visit.go(f"/referrals/{number}", said, "busy")
        except BadReason:
            wrong = visit.say(N_("Write in 3 to 200 characters what the person is to know about it."))
            return await _page(visit, number, act="state", wrong=wrong)
        site.wake()
        return await visit.go(f"/referrals/{number}", visit.say(N_("Noted.")))

    @routes.post("/referrals/{number}/phone")
    async def phone(number: Number, visit: Visit = visitor(site, "referrals")) -> Response:
        reason = str(visit.form.get("reason", ""))
        try:
            found = await slowly(visit, referral_desk.phone, visit.officer, number, reason, visit.now)
        except UnknownReferral:
            return missing(visit, UNKNOWN, "/referrals")
        except BadReason:
            return await _page(visit, number, act="phone", wrong=visit.say(REASON))
        if found is None:
            wrong = visit.say(N_("The person has taken back that banks may be told: do not call them."))
            return await visit.go(f"/referrals/{number}", wrong, "bad")
        return await _page(visit, number, phone=found)

    return routes


async def _page(visit: Visit, number: str, *, act: str = "", wrong: str = "", phone: str = "") -> Response:
    """`act`, `wrong`: of the form that was sent in vain; `phone`: just read."""
    try:
        found, steps = await slowly(visit, referral_desk.seen, visit.officer, number, visit.now)
    except UnknownReferral:
        return missing(visit, UNKNOWN, "/referrals")
    follows: tuple[Any, ...] = (*FOLLOWS[found.status], "note") if found.status in OPEN else ()
    return visit.page(
        "registry/loan.html", 422 if wrong else 200, one=found, steps=steps, number=numbers.shown(found.number),
        acts=[(each, visit.say(_ACTS[each])) for each in follows], act=act, wrong=wrong, phone=phone,
        reason=str(visit.form.get("reason", "")), chosen=str(visit.form.get("status", "")), explained=EXPLAINED,
        states=naming.said(visit, naming.LOANS), tones=naming.LOAN_TONES,
        known=naming.titled(visit.site.content, visit.language),
        choice=lambda group, value: naming.choice(visit, group, value),
    )  # fmt: skip
