"""The list of workers, and one worker."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.console.guard import visitor
from bot.console.lists import LENGTH, Page
from bot.console.registry import naming
from bot.console.registry.asking import Asked, written
from bot.console.registry.common import Number, fault, missing, slowly
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import numbers, worker_desk, worker_search
from bot.services.worker_desk import NotSo
from bot.services.worker_filter import BadFilter
from bot.services.worker_search import Count, UnknownWorker
from bot.services.workers import WANTS

NOBODY: Final = N_("There is no such worker in your districts.")
_DONE: Final = {
    "confirm": N_("The entry is confirmed."), "refuse": N_("The entry is taken out and will not come back by a list."),
    "withdraw": N_("The consent is taken back."),
}  # fmt: skip
_RIGHTS: Final = {"confirm": "import", "refuse": "import", "withdraw": "registry"}


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/workers")
    async def listed(asked: Annotated[Asked, Query()], visit: Visit = visitor(site, "registry")) -> Response:
        try:
            found = await slowly(
                visit, worker_search.search, visit.officer, asked.filter(site.content), cursor=asked.after, limit=LENGTH
            )
        except BadFilter as error:
            wrong = {error.field: fault(visit, error)}
            return _list(visit, asked, Page(()), Count(0, False), 422, wrong)
        return _list(visit, asked, Page(found.workers, found.cursor or "", bool(asked.after)), found.count)

    return routes


def one_router(site: Site) -> APIRouter:
    """One worker; behind all other paths below /workers."""
    routes = APIRouter()

    @routes.get("/workers/{which}")
    async def one(which: Number, visit: Visit = visitor(site, "registry")) -> Response:
        return await _card(visit, which)

    @routes.post("/workers/{which}/unmask")
    async def unmask(which: Number, visit: Visit = visitor(site, "unmask")) -> Response:
        reason = str(visit.form.get("reason", ""))
        try:
            phone = await slowly(visit, worker_search.unmask, visit.officer, which, reason, visit.now)
        except UnknownWorker:
            return missing(visit, NOBODY, "/workers")
        except BadFilter as error:
            return await _card(visit, which, 422, act="unmask", reason=reason, wrong=fault(visit, error))
        return await _card(visit, which, phone=phone)

    @routes.post("/workers/{which}/confirm")
    async def confirm(which: Number, visit: Visit = visitor(site, "import")) -> Response:
        return await _act(visit, which, "confirm")

    @routes.post("/workers/{which}/refuse")
    async def refuse(which: Number, visit: Visit = visitor(site, "import")) -> Response:
        return await _act(visit, which, "refuse")

    @routes.post("/workers/{which}/withdraw")
    async def withdraw(which: Number, visit: Visit = visitor(site, "registry")) -> Response:
        return await _act(visit, which, "withdraw")

    return routes


async def _act(visit: Visit, which: str, act: str) -> Response:
    reason, purpose = str(visit.form.get("reason", "")), str(visit.form.get("purpose", ""))
    work: Any = {"confirm": worker_desk.confirm, "refuse": worker_desk.refuse, "withdraw": worker_desk.withdraw}[act]
    about = (which, purpose) if act == "withdraw" else (which,)
    try:
        await slowly(visit, work, visit.officer, *about, reason, visit.now)
    except UnknownWorker:
        return missing(visit, NOBODY, "/workers")
    except NotSo:
        return await visit.go(f"/workers/{which}", visit.say(N_("This is done already; nothing was changed.")), "busy")
    except BadFilter as error:
        return await _card(visit, which, 422, act=act, reason=reason, wrong=fault(visit, error), purpose=purpose)
    return await visit.go("/workers" if act == "refuse" else f"/workers/{which}", visit.say(_DONE[act]))


def _list(
    visit: Visit, asked: Asked, page: Page[Any], count: Count, status: int = 200, wrong: dict[str, str] | None = None
) -> Response:
    known = naming.titled(visit.site.content, visit.language)
    return visit.page(
        "registry/workers.html", status, asked=asked, page=page, count=count, wrong=wrong or {}, known=known,
        districts=naming.own_districts(visit), trades=naming.all_trades(visit), shown=numbers.shown,
        wants=[(one, naming.choice(visit, "worker_want", one)) for one in WANTS],
        genders=[(one, naming.choice(visit, "worker_gender", one)) for one in ("woman", "man", "other")],
        statuses=naming.said(visit, naming.STATUSES), written=lambda place: written(visit, place),
    )  # fmt: skip


async def _card(
    visit: Visit, which: str, status: int = 200, *, phone: str = "", act: str = "", reason: str = "", wrong: str = "",
    purpose: str = "",
) -> Response:  # fmt: skip
    """One worker. `phone`: just read; `act`, `reason`, `wrong`: of the form that was sent in vain."""
    try:
        card = await slowly(visit, worker_desk.card, visit.officer, which)
    except UnknownWorker:
        return missing(visit, NOBODY, "/workers")
    said = {
        "statuses": naming.STATUSES, "sources": naming.SOURCES, "purposes": naming.PURPOSES, "kinds": naming.KINDS,
        "acts": naming.ACTS,
    }  # fmt: skip
    return visit.page(
        "registry/worker.html", status, card=card, one=card.worker, number=numbers.shown(card.worker.number),
        phone=phone, act=act, reason=reason, wrong=wrong, purpose=purpose, shared=worker_desk.SHARED,
        known=naming.titled(visit.site.content, visit.language), written=lambda place: written(visit, place),
        choice=lambda group, value: naming.choice(visit, group, value),
        **{name: naming.said(visit, texts) for name, texts in said.items()},
    )  # fmt: skip
