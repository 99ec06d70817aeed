"""The step of a draft that says who gets it: conditions put together by buttons, counted, kept under a name."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from bot.broadcasts import drafts, segments
from bot.broadcasts.drafts import Broadcast
from bot.broadcasts.segments import BadSegment
from bot.console.broadcasts import choices, common, compose, rows
from bot.console.broadcasts.common import Id
from bot.console.broadcasts.rows import Builder
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_

_BAD: Final = {
    "many": N_("That is more than can be kept: at most 60 values in a condition."),
    "value": N_("There is something in it that cannot be chosen. Choose from the list."),
    "days": N_("Write a number of days from 1 to 3650."),
    "date": N_("Give the day as year, month and day, between 2000 and 2100."),
    "empty": N_("Choose something here, or take the condition away."),
}
_NAMES: Final = {
    "empty": N_("Write a name under which you will find it again."),
    "long": N_("Shorten the name to 80 characters."),
}


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.post("/broadcasts/{broadcast_id}/people")
    async def people(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        visit.officer.need(common.RIGHT, change=True)
        one = await common.found(visit, broadcast_id)
        act = common.typed(visit, "do", 20)
        built = rows.read(visit.form)
        known = await choices.load(visit, built.fields)
        if act == "look" or built.change(act, visit.form):
            rows.understand(built, known, complete=False)
            return await _again(visit, one, built, 200)
        rows.understand(built, known, complete=True)
        if built.faulty:
            return await _again(visit, one, built, 422)
        if act == "keep":
            return await _keep(visit, one, built)
        return await _save(visit, one, built, act)

    @routes.post("/broadcasts/{broadcast_id}/segments/{segment_id}")
    async def saved(
        broadcast_id: Id,
        segment_id: Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")],
        visit: Visit = visitor(site, common.RIGHT),
    ) -> Response:
        one = await common.found(visit, broadcast_id)
        if visit.form.get("do") == "drop":
            gone = await visit.run(segments.remove, visit.officer, segment_id, visit.now)
            note, tone = (N_("Forgotten."), "good") if gone else (N_("Only whoever kept it can forget it."), "bad")
            return await visit.go(f"/broadcasts/{one.id}?step=people", visit.say(note), tone)
        kept = next((each for each in await visit.run(segments.saved, visit.officer) if each.id == segment_id), None)
        if kept is None:
            raise HTTPException(404)
        return await _save(visit, one, rows.of_definition(segments.dumped(kept.definition)), "use")

    return routes


async def _again(visit: Visit, one: Broadcast, built: Builder, status: int, wrong: dict[str, str] | None = None,
                 keep: str = "") -> Response:  # fmt: skip
    """The step with what was sent, not saved."""
    # The version is the one that the page was made from, so that a change by somebody else is still noticed.
    shown = replace(one, version=common.version(visit))
    return await compose.page(visit, shown, "people", status, wrong=wrong, built=built, keep=keep)


async def _save(visit: Visit, one: Broadcast, built: Builder, act: str) -> Response:
    definition = built.definition()
    draft = replace(one.draft, segment=definition)
    try:
        await visit.run(drafts.change, visit.officer, one.id, common.version(visit), draft, visit.now)
    except common.REFUSALS as error:
        return await common.back(visit, one.id, error)
    except BadSegment as error:
        _mark(visit, built, error)
        return await _again(visit, one, built, 422, {} if built.faulty else {"segment": _bad(visit, error)})
    if act == "on":
        return await visit.go(f"/broadcasts/{one.id}?step=preview", visit.say(N_("Saved.")))
    counting = "&count=1#reach" if act == "count" else ""
    return await visit.go(f"/broadcasts/{one.id}?step=people{counting}", visit.say(N_("Saved.")))


async def _keep(visit: Visit, one: Broadcast, built: Builder) -> Response:
    name = common.typed(visit, "keep", 200)
    try:
        definition = segments.parse(built.definition())
        await visit.run(segments.save, visit.officer, name, definition, visit.now)
    except BadSegment as error:
        if error.field == "name":
            fault = visit.say(_NAMES.get(error.key, _NAMES["empty"]))
            return await _again(visit, one, built, 422, {"keep": fault}, name)
        _mark(visit, built, error)
        return await _again(visit, one, built, 422, {} if built.faulty else {"segment": _bad(visit, error)}, name)
    return await _save(visit, one, built, "keep")


def _mark(visit: Visit, built: Builder, error: BadSegment) -> None:
    """Puts the refusal beside the condition that it is about ("any.0.all.1...")."""
    parts = error.field.split(".")
    if len(parts) >= 4 and parts[0] == "any" and parts[2] == "all" and parts[1].isdigit() and parts[3].isdigit():
        groups = [group for group in built.groups if group]
        if int(parts[1]) < len(groups) and int(parts[3]) < len(groups[int(parts[1])]):
            groups[int(parts[1])][int(parts[3])].error = _bad(visit, error)


def _bad(visit: Visit, error: BadSegment) -> str:
    return visit.say(_BAD.get(error.key, _BAD["value"]))
