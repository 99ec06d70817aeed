"""The list of what officials did, one entry, and the list to take away."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from bot.clock import INDIA
from bot.console import lists
from bot.console.audit.labels import ACTS, DETAILS, HEADS
from bot.console.guard import visitor
from bot.console.lists import LENGTH, Page
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import audit_list
from bot.services.audit_list import Asked

Short = Annotated[str, Query(max_length=64)]
Day = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}-\d\d-\d\d)?$")]
Id = Annotated[int, Path(ge=1, le=2**62)]
_FILE: Final = "audit-%s.csv"


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/audit")
    async def listed(
        actor: Short = "", act: Short = "", about: Short = "", since: Day = "", until: Day = "",
        after: Annotated[str, Query(max_length=200)] = "", visit: Visit = visitor(site, "audit"),
    ) -> Response:  # fmt: skip
        asked, fault = _asked(actor, act, about, since, until)
        found = []
        if not fault:
            found = await visit.run(partial(audit_list.search, after=_key(after)), visit.officer, asked)
        more = len(found) > LENGTH
        found = found[:LENGTH]
        following = lists.key(found[-1].at, found[-1].id) if more else ""
        return visit.page(
            "audit/list.html", 422 if fault else 200, page=Page(found, following, bool(_key(after))), acts=_acts(visit),
            state=await visit.run(audit_list.state, visit.officer), fault=visit.say(fault) if fault else "",
            actors=await visit.run(audit_list.actors, visit.officer), actor=actor, act=act, about=about, since=since,
            until=until,
        )  # fmt: skip

    @routes.get("/audit/list.csv")
    async def taken_out(
        actor: Short = "", act: Short = "", about: Short = "", since: Day = "", until: Day = "",
        visit: Visit = visitor(site, "audit"),
    ) -> Response:  # fmt: skip
        asked, fault = _asked(actor, act, about, since, until)
        if fault:
            return await visit.go("/audit", visit.say(fault), "bad")
        heads = [visit.say(head) for head in HEADS]
        acts = _acts(visit)
        try:
            data = await visit.run(audit_list.taken_out, visit.officer, asked, visit.now, heads, acts)
        except audit_list.TooMany:
            too_many = visit.say(N_("That is more than 50,000 entries. Please choose fewer days."))
            return await visit.go("/audit", too_many, "bad")
        return visit.file(data, _FILE % f"{visit.now.astimezone(INDIA):%Y-%m-%d}", "text/csv; charset=utf-8")

    @routes.get("/audit/{event_id}")
    async def one(event_id: Id, visit: Visit = visitor(site, "audit")) -> Response:
        event = await visit.run(audit_list.one, visit.officer, event_id)
        if event is None:
            raise HTTPException(404)
        details = [
            (visit.say(DETAILS[name]) if name in DETAILS else name, audit_list.value_of(value))
            for name, value in event.details.items() if value not in (None, "", [])
        ]  # fmt: skip
        return visit.page("audit/one.html", event=event, acts=_acts(visit), details=details)

    return routes


def _acts(visit: Visit) -> dict[str, str]:
    return {name: visit.say(text) for name, text in ACTS.items()}


def _key(after: str) -> tuple[dt.datetime, int] | None:
    found = lists.parts(after, 2) if after else None
    if found is None or not isinstance(found[0], dt.datetime) or type(found[1]) is not int:
        return None
    return (found[0], found[1]) if found[0].tzinfo is not None and abs(found[1]) < 2**62 else None


def _asked(actor: str, act: str, about: str, since: str, until: str) -> tuple[Asked, str]:
    """What was asked for; a sentence if a day is none."""
    try:
        days = [dt.date.fromisoformat(day) if day else None for day in (since, until)]
    except ValueError:
        return Asked(), N_("There is no such day. Please choose days from the calendar.")
    if days[0] and days[1] and days[0] > days[1]:
        return Asked(), N_("The first day is after the last one.")
    if any(day is not None and not 2000 <= day.year <= 2200 for day in days):
        return Asked(), N_("There is no such day. Please choose days from the calendar.")
    return Asked(" ".join(actor.split()), act.strip(), about.strip(), *days), ""
