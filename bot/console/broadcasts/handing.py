"""A broadcast's own page, and what decides whether it goes out: handing in, approval, taking back."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.broadcasts import approval
from bot.broadcasts.approval import Unready
from bot.broadcasts.doubles import Again
from bot.broadcasts.drafts import Broadcast, NotNow
from bot.broadcasts.segments import BadSegment
from bot.clock import INDIA
from bot.console.broadcasts import common, compose, reached, shown, terms
from bot.console.broadcasts.common import Id, Lang, Step
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_

_TIMES: Final = ("early", "night", "far")
_NO_TIME: Final = N_("Give a day and a time, or choose “As soon as it is approved”.")
_SAY_SO: Final = N_("Tick this if you really mean to send it once more.")


class BadTime(ValueError):
    """No day and time can be made of what was typed."""


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/broadcasts/{broadcast_id}")
    async def one(
        broadcast_id: Id,
        step: Step = "texts",
        lang: Lang = "",
        check: Annotated[bool, Query()] = False,
        count: Annotated[bool, Query()] = False,
        visit: Visit = visitor(site, common.RIGHT),
    ) -> Response:
        found = await common.found(visit, broadcast_id)
        if found.status != "draft":
            return await shown.page(visit, found, language=lang)
        more: dict[str, Any] = {}
        if step == "people" and count:
            try:
                more["reach"] = await reached.count(visit, found)
            except BadSegment:
                more["wrong"] = {"segment": visit.say(N_("These conditions can no longer be understood."))}
        return await compose.page(visit, found, step, check=check, language=lang, **more)

    @routes.post("/broadcasts/{broadcast_id}/submit")
    async def submit(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        found = await common.found(visit, broadcast_id)
        typed = {"day": common.typed(visit, "day", 10), "time": common.typed(visit, "time", 5)}
        if common.typed(visit, "when", 5) != "later":
            typed = {"day": "", "time": ""}
        try:
            when = _moment(typed) if common.typed(visit, "when", 5) == "later" else None
            meant, asked = visit.form.get("again") == "1", terms.terms(site)
            made = await visit.run(
                lambda db: approval.submit(
                    db, visit.officer, site.content, broadcast_id, common.version(visit), asked, visit.now,
                    when=when, again=meant,
                )
            )  # fmt: skip
        except BadTime:
            return await _again(visit, found, typed, {"when": visit.say(_NO_TIME)})
        except Again as error:
            earlier = error.earlier
            named = {"id": earlier.id, "name": earlier.draft.name, "at": earlier.started_at or earlier.submitted_at}
            wrong = {"again": visit.say(_SAY_SO)}
            return await _again(visit, found, typed, wrong, earlier=named)
        except Unready as error:
            if any(problem.key == "nobody" for problem in error.problems):
                note = visit.say(N_("Nobody fits these conditions: change them first."))
                return await visit.go(f"/broadcasts/{broadcast_id}?step=people", note, "bad")
            return await compose.page(visit, found, "send", 422)
        except NotNow as error:
            if error.key in _TIMES:
                return await _again(visit, found, typed, {"when": common.why(visit, error)})
            return await common.back(visit, broadcast_id, error)
        except common.REFUSALS as error:
            return await common.back(visit, broadcast_id, error)
        site.wake()
        if made.status == "waiting":
            note = N_("Handed in. A second official approves it or sends it back.")
        elif when is not None:
            note = N_("Handed in. It goes out at its time.")
        else:
            note = N_("Handed in. It begins within a minute.")
        return await visit.go(f"/broadcasts/{broadcast_id}", visit.say(note))

    @routes.post("/broadcasts/{broadcast_id}/approve")
    async def approve(broadcast_id: Id, visit: Visit = visitor(site, "approve")) -> Response:
        try:
            await visit.run(approval.approve, visit.officer, broadcast_id, common.version(visit), visit.now)
        except common.REFUSALS as error:
            return await common.back(visit, broadcast_id, error)
        return await visit.go(f"/broadcasts/{broadcast_id}", visit.say(N_("Approved. It goes out at its time.")))

    @routes.post("/broadcasts/{broadcast_id}/refuse")
    async def refuse(broadcast_id: Id, visit: Visit = visitor(site, "approve")) -> Response:
        reason = common.typed(visit, "reason", 300)
        try:
            await visit.run(approval.refuse, visit.officer, broadcast_id, common.version(visit), reason, visit.now)
        except NotNow as error:
            if error.key != "reason":
                return await common.back(visit, broadcast_id, error)
            found = await common.found(visit, broadcast_id)
            return await shown.page(visit, found, 422, wrong={"reason": common.why(visit, error)}, reason=reason)
        except common.REFUSALS as error:
            return await common.back(visit, broadcast_id, error)
        return await visit.go("/broadcasts?view=waiting", visit.say(N_("Sent back to the writer with your reason.")))

    @routes.post("/broadcasts/{broadcast_id}/withdraw")
    async def withdraw(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        try:
            await visit.run(approval.withdraw, visit.officer, broadcast_id, common.version(visit), visit.now)
        except common.REFUSALS as error:
            return await common.back(visit, broadcast_id, error)
        return await visit.go(f"/broadcasts/{broadcast_id}", visit.say(N_("Taken back: it is a draft again.")))

    return routes


async def _again(visit: Visit, found: Broadcast, typed: dict[str, str], wrong: dict[str, str], **more: Any) -> Response:
    return await compose.page(visit, found, "send", 422, wrong=wrong, typed=typed, **more)


def _moment(typed: dict[str, str]) -> dt.datetime:
    """The moment of a day and a time of India. Raises `BadTime`."""
    try:
        day, time = dt.date.fromisoformat(typed["day"]), dt.time.fromisoformat(typed["time"])
    except ValueError as error:
        raise BadTime from error
    return dt.datetime.combine(day, time.replace(tzinfo=None), INDIA).astimezone(dt.UTC)
