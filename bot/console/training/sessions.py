"""The list of sessions with its filters, the week, and what is done with several at once."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Response

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.lists import LENGTH
from bot.console.site import Site
from bot.console.training import shared
from bot.console.training.explained import explained
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services.officers import Officer
from bot.services.training import roster, sessions_list
from bot.services.training.catalogue import Refused
from bot.services.training.office import Held
from bot.services.training.sessions_list import Asked

WEEK: Final = 120
"""Sessions of a week that are shown at most."""
View = Literal["list", "week"]
When = Literal["coming", "past", "days"]
Code = Annotated[str, Query(max_length=24, pattern=r"^[A-Za-z0-9-]*$")]
CSV: Final = "text/csv; charset=utf-8"


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, shared.RIGHT)

    @routes.get("/training/sessions")
    async def listed(
        programme: Code = "",
        agency: Code = "",
        course: Code = "",
        district: Annotated[str, Query(max_length=32)] = "",
        status: Literal["", "planned", "held", "cancelled"] = "",
        mode: Literal["", "classroom", "online"] = "",
        when: When = "coming",
        since: Annotated[str, Query(max_length=10)] = "",
        until: Annotated[str, Query(max_length=10)] = "",
        view: View = "list",
        after: Annotated[str, Query(max_length=200)] = "",
        visit: Visit = by,
    ) -> Response:
        first, last = _day(since), _day(until)
        today = visit.now.astimezone(INDIA).date()
        narrowed: dict[str, Any] = {"programme": programme, "agency": agency, "course": course, "district": district,
                    "status": status, "mode": mode}  # fmt: skip
        if view == "week":
            return await _week(visit, Asked(**narrowed), _monday(first or today), narrowed)
        if when == "coming":
            asked = Asked(**narrowed, since=shared.moment(today, dt.time()))
        elif when == "past":
            asked = Asked(**narrowed, until=visit.now, order="latest")
        else:
            asked = Asked(
                **narrowed, since=shared.moment(first, dt.time()) if first else None,
                until=shared.moment(last + dt.timedelta(days=1), dt.time()) if last else None,
            )  # fmt: skip
        (found, more), options = await visit.run(_read, visit.officer, asked, LENGTH, shared.keyed(after))
        ends = (found[-1].upcoming.session.starts_at, found[-1].upcoming.session.id) if found else None
        return visit.page(
            "training/sessions.html", page=shared.listed(found, more, ends, after), when=when, since=since,
            until=until, reason="", error="", ticked=[], **_frame(visit, found, options, narrowed),
        )  # fmt: skip

    @routes.post("/training/sessions")
    async def several(visit: Visit = by) -> Response:
        codes = [str(one)[:24] for one in visit.form.getlist("code")]
        act, reason = str(visit.form.get("act", "")), str(visit.form.get("reason", ""))[:200]
        try:
            if act == "export":
                found = await visit.run(sessions_list.chosen, visit.officer, codes, visit.now)
                return visit.file(
                    roster.sessions_csv(found), f"sessions-{visit.now.astimezone(INDIA):%Y-%m-%d}.csv", CSV
                )
            if act != "cancel":
                raise Refused("Choose at least one session.")
            told, left = await visit.run(
                sessions_list.cancel_all, visit.officer, codes, reason, site.schedule(), visit.now
            )
        except Refused as error:
            asked = Asked(since=shared.moment(visit.now.astimezone(INDIA).date(), dt.time()))
            (rows, more), options = await visit.run(_read, visit.officer, asked, LENGTH, None)
            ends = (rows[-1].upcoming.session.starts_at, rows[-1].upcoming.session.id) if rows else None
            return visit.page(
                "training/sessions.html", 422, page=shared.listed(rows, more, ends, ""), when="coming", since="",
                until="", reason=reason, error=explained(visit, str(error)), ticked=codes,
                **_frame(visit, rows, options, {}),
            )  # fmt: skip
        site.wake()
        note = visit.say(N_("Cancelled. People who are told: %(number)s."), number=told)
        if left:
            note += " " + visit.say(N_("Not cancelled, since they have begun or are over: %(codes)s."),
                                    codes=", ".join(left))  # fmt: skip
        return await visit.go("/training/sessions", note, "busy" if left else "good")

    return routes


async def _week(visit: Visit, asked: Asked, monday: dt.date, narrowed: dict[str, Any]) -> Response:
    asked = Asked(
        **narrowed, since=shared.moment(monday, dt.time()),
        until=shared.moment(monday + dt.timedelta(days=7), dt.time()),
    )  # fmt: skip
    (found, more), options = await visit.run(_read, visit.officer, asked, WEEK, None)
    days = [monday + dt.timedelta(days=number) for number in range(7)]
    of_day = {
        day: [one for one in found if one.upcoming.session.starts_at.astimezone(INDIA).date() == day] for day in days
    }
    return visit.page(
        "training/week.html", days=of_day, more=more, monday=monday, before=monday - dt.timedelta(days=7),
        following=monday + dt.timedelta(days=7), today=visit.now.astimezone(INDIA).date(),
        **_frame(visit, found, options, narrowed),
    )  # fmt: skip


def _frame(visit: Visit, found: list[Held], options: Any, narrowed: dict[str, Any]) -> dict[str, Any]:
    programmes, agencies, courses = options
    return {
        "tabs": shared.tabs(visit), "state_names": shared.said(visit, shared.STATUS), "tones": shared.TONES,
        "modes": shared.said(visit, shared.MODE), "places": shared.choices(visit, "district"),
        "titles": {one.upcoming.course.code: shared.titled(visit, one.upcoming.course.title) for one in found},
        "narrowed": narrowed, "changes": not visit.officer.reads,
        "options": {
            "programme": [(one.code, shared.titled(visit, one.title)) for one in programmes],
            "agency": [(one.code, f"{one.code} · {one.name}") for one in agencies],
            "course": [(one.code, f"{one.code} · {shared.titled(visit, one.title)}") for one in courses],
            "district": list(shared.districts(visit).items()),
            "status": list(shared.said(visit, shared.STATUS).items()),
            "mode": list(shared.said(visit, shared.MODE).items()),
        },
    }  # fmt: skip


def _read(db: Any, officer: Officer, asked: Asked, limit: int, after: Any) -> Any:
    return sessions_list.page(db, officer, asked, limit, after), (
        [one.programme for one in sessions_list.stand(db, officer)], sessions_list.agencies(db, officer),
        [one[0] for one in sessions_list.courses(db, officer)],
    )  # fmt: skip


def _day(text: str) -> dt.date | None:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
