"""Employers' needs: the list, one with its offers, and what an official does with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.lists import LENGTH, Page, key, parts
from bot.console.registry import naming
from bot.console.registry.asking import written
from bot.console.registry.common import REASON, Number, counted, missing, slowly
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.conversation.texts import Texts
from bot.services import needs, numbers, offers
from bot.services.needs import NoReason, NotNow, UnknownNeed
from bot.services.officers import Officer
from bot.services.workers import masked

UNKNOWN: Final = N_("There is no such need in your districts.")
ELSEWISE: Final = N_("The need was changed by somebody else just now: look at it again.")
ACTS: Final[dict[str, tuple[Callable[..., Any], str]]] = {
    "verify": (needs.verify, N_("The need is open: workers are asked within a minute.")),
    "reject": (needs.reject, N_("The need is rejected; the employer is told why.")),
    "close": (needs.close, N_("The need is closed: nobody else is asked.")),
}
Which = Annotated[list[Annotated[str, Query(max_length=24)]], Query(max_length=LENGTH)]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/needs")
    async def listed(
        status: Annotated[str, Query(max_length=12)] = "", district: Annotated[str, Query(max_length=32)] = "",
        after: Annotated[str, Query(max_length=200)] = "", visit: Visit = visitor(site, "registry"),
    ) -> Response:  # fmt: skip
        states = (status,) if status in needs.STATUSES else needs.STATUSES if status == "all" else needs.ALIVE
        last = moment_and_id(after)
        within = (district,) if district else ()
        rows = await slowly(visit, needs.page, visit.officer, states, within, last, LENGTH + 1)
        shown = rows[:LENGTH]
        following = key(shown[-1].created_at, shown[-1].id) if len(rows) > LENGTH else ""
        return visit.page(
            "registry/needs.html", page=Page(shown, following, last is not None), wanted=status, district=district,
            districts=naming.own_districts(visit), states=naming.said(visit, naming.NEEDS), tones=naming.NEED_TONES,
            shown=numbers.shown, known=naming.titled(site.content, visit.language),
        )  # fmt: skip

    async def several(visit: Visit, which: list[str], wrong: str = "") -> Response:
        try:
            found = await slowly(visit, _several, visit.officer, which)
        except UnknownNeed:
            return missing(visit, UNKNOWN, "/needs")
        if not found:
            return await visit.go("/needs", visit.say(N_("Choose at least one need.")), "busy")
        return visit.page(
            "registry/needs_close.html", 422 if wrong else 200, found=found, wrong=wrong, shown=numbers.shown,
            reason=str(visit.form.get("reason", "")), which=which, known=naming.titled(site.content, visit.language),
        )  # fmt: skip

    @routes.get("/needs/chosen")
    async def chosen(which: Which = [], visit: Visit = visitor(site, "verify")) -> Response:  # noqa: B006
        return await several(visit, which)

    @routes.post("/needs/chosen")
    async def close_chosen(which: Which = [], visit: Visit = visitor(site, "verify")) -> Response:  # noqa: B006
        try:
            reason = str(visit.form.get("reason", ""))
            closed = await slowly(visit, _close, visit.officer, which, reason, visit.now)
        except UnknownNeed:
            return missing(visit, UNKNOWN, "/needs")
        except NoReason:
            return await several(visit, which, visit.say(reason_text()))
        said = counted(visit, N_("%(n)s need is closed."), "%(n)s needs are closed.", closed)
        return await visit.go("/needs", said)

    @routes.get("/needs/{number}")
    async def one(number: Number, visit: Visit = visitor(site, "registry")) -> Response:
        return await _page(visit, number)

    @routes.post("/needs/{number}/phone")
    async def phone(number: Number, visit: Visit = visitor(site, "verify")) -> Response:
        return await _opened(visit, number, "phone", needs.phone)

    @routes.post("/needs/{number}/introductions")
    async def introductions(number: Number, visit: Visit = visitor(site, "verify")) -> Response:
        return await _opened(visit, number, "introductions", offers.introductions)

    @routes.post("/needs/{number}/{act}")
    async def change(number: Number, act: str, visit: Visit = visitor(site, "verify")) -> Response:
        if act not in ACTS:
            return missing(visit, UNKNOWN, "/needs")
        work, done = ACTS[act]
        try:
            await slowly(visit, work, visit.officer, number, str(visit.form.get("reason", "")), visit.now)
        except UnknownNeed:
            return missing(visit, UNKNOWN, "/needs")
        except NotNow:
            return await visit.go(f"/needs/{number}", visit.say(ELSEWISE), "busy")
        except NoReason:
            return await _page(visit, number, act=act, wrong=visit.say(reason_text()))
        return await visit.go(f"/needs/{number}", visit.say(done))

    return routes


def reason_text() -> str:
    """What a reason must be."""
    return N_("Say in 10 to 200 characters, without names and numbers, what you looked at or why.")


def moment_and_id(after: str) -> tuple[dt.datetime, str] | None:
    """The key of a list that goes by a moment; None for anything else."""
    found = parts(after, 2) if after else None
    if found is None or not isinstance(found[0], dt.datetime) or found[0].tzinfo is None:
        return None
    return (found[0], found[1]) if isinstance(found[1], str) and len(found[1]) <= 32 else None


async def _opened(visit: Visit, number: str, act: str, work: Callable[..., Any]) -> Response:
    """Numbers that are read with a reason: on the page once, and nowhere else."""
    try:
        found = await slowly(visit, work, visit.officer, number, str(visit.form.get("reason", "")), visit.now)
    except UnknownNeed:
        return missing(visit, UNKNOWN, "/needs")
    except NoReason:
        return await _page(visit, number, act=act, wrong=visit.say(REASON))
    return await _page(visit, number, **{act: found})


async def _page(
    visit: Visit, number: str, *, act: str = "", wrong: str = "", phone: str = "", introductions: Any = None
) -> Response:
    """`act`, `wrong`: of the form that was sent in vain; `phone`, `introductions`: just read."""
    content = visit.site.content
    try:
        need, asked = await slowly(visit, _whole, visit.officer, number)
    except UnknownNeed:
        return missing(visit, UNKNOWN, "/needs")
    texts = Texts(content, visit.now.astimezone(INDIA).date())

    def fits(reasons: list[Any]) -> list[str]:
        return [texts.text(name, visit.language, **values) for name, values in reasons if name in content.messages]

    return visit.page(
        "registry/need.html", 422 if wrong else 200, need=need, number=numbers.shown(need.number), asked=asked,
        masked=masked, act=act, wrong=wrong, reason=str(visit.form.get("reason", "")), phone=phone,
        introductions=introductions, states=naming.said(visit, naming.NEEDS), tones=naming.NEED_TONES,
        answers=naming.said(visit, naming.OFFERS), shown=numbers.shown, fits=fits, alive=needs.ALIVE,
        known=naming.titled(content, visit.language), written=lambda place: written(visit, place),
    )  # fmt: skip


def _whole(session: Any, officer: Officer, number: str) -> tuple[Any, Any]:
    return needs.seen(session, officer, number), offers.of_need(session, officer, number)


def _several(session: Any, officer: Officer, which: list[str]) -> list[Any]:
    return [needs.seen(session, officer, each) for each in dict.fromkeys(which)]


def _close(session: Any, officer: Officer, which: list[str], reason: str, now: dt.datetime) -> int:
    """Closes those that are still under way; how many."""
    found = [one for one in _several(session, officer, which) if one.status in needs.ALIVE]
    for one in found:
        needs.close(session, officer, one.number, reason, now)
    return len(found)
