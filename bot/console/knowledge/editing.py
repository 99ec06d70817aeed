"""The editor of a topic: one part at a time, three languages side by side, saved as a draft."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from bot.console.guard import visitor
from bot.console.knowledge import boxes, faults, typed, work
from bot.console.knowledge.boxes import Group
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.rewriting import rewrite
from bot.services import content_desk
from bot.services.content_desk import Outdated, TooLong

Part = Annotated[str, Path(pattern=r"^(about|answers|sources|questions)$")]


def router(site: Site) -> APIRouter:
    """Reading and saving a part."""
    routes = APIRouter()

    @routes.get("/knowledge/{folder}/{name}/edit/{part}")
    async def form(folder: work.Area, name: work.Name, part: Part, visit: Visit = visitor(site, "content")) -> Response:
        found = await work.opened(visit, folder, name)
        if not found.readable:
            return await work.back(visit, f"{found.where}/changes", work.UNREADABLE)
        return _page(visit, found, part, boxes.groups(visit, part, found.working.text, found.data))

    @routes.post("/knowledge/{folder}/{name}/edit/{part}")
    async def save(folder: work.Area, name: work.Name, part: Part, visit: Visit = visitor(site, "content")) -> Response:
        found = await work.opened(visit, folder, name)
        if not found.readable:
            return await work.back(visit, f"{found.where}/changes", work.UNREADABLE)
        sent = {key: value for key, value in visit.form.items() if isinstance(value, str)}
        shown = boxes.groups(visit, part, found.working.text, found.data)
        mine = {box.name for group in shown for box in group.boxes}
        given = typed.taken({key: value for key, value in sent.items() if key in mine}, found.data)
        seen = sent.get("seen", "")
        if seen != found.working.seen:
            return _meanwhile(visit, found, part, shown, sent)
        if given.long or given.unreadable:
            _keep(shown, sent)
            for box in (box for group in shown for box in group.boxes):
                box.errors += [visit.say(work.TOO_LONG)] * (box.name in given.long)
                unreadable = visit.say(N_("This cannot be read: look at indents, colons and quotes."))
                box.errors += [unreadable] * (box.name in given.unreadable)
            return _page(visit, found, part, shown, status=422)
        body = rewrite(found.working.text, given.data, given.verbatim)
        try:
            await visit.run(
                content_desk.save, visit.officer, site.settings.content_dir, found.path, body, seen, visit.now
            )
        except Outdated:
            fresh = await work.opened(visit, folder, name)
            return _meanwhile(visit, fresh, part, boxes.groups(visit, part, fresh.working.text, fresh.data), sent)
        except TooLong:
            _keep(shown, sent)
            return _page(visit, found, part, shown, status=422, rest=[visit.say(work.TOO_LONG)])
        onward = {"preview": f"{found.where}/preview", "changes": f"{found.where}/changes"}
        target = onward.get(sent.get("next", ""), f"{found.where}/edit/{part}")
        if body == found.working.text:
            return await visit.go(f"/knowledge/{target}", visit.say(N_("Nothing was changed.")), "calm")
        return await visit.go(f"/knowledge/{target}", visit.say(N_("Saved as a draft. People still see what is live.")))

    return routes


def _page(
    visit: Visit, found: work.Opened, part: str, shown: list[Group], *, status: int = 200, rest: list[str] | None = None
) -> Response:
    by_name = {box.name: box for group in shown for box in group.boxes}
    by_group = {group.name: group for group in shown}
    of_part = [problem for problem in found.problems if work.part_of(problem) == part]
    beside, others = faults.placed(of_part, {*by_name, *by_group}, visit.say)
    for name, texts in beside.items():
        into = by_name.get(name) or by_group[name]
        into.errors += texts
    values: dict[str, Any] = {"groups": shown, "part": part, "rest": [*(rest or ()), *others]}
    return visit.page("knowledge/edit.html", status, **work.frame(visit, found, f"edit/{part}"), **values)


def _keep(shown: list[Group], sent: dict[str, str]) -> None:
    """What was typed stands in the fields again."""
    for box in (box for group in shown for box in group.boxes):
        box.value = sent.get(box.name, box.value)


def _meanwhile(visit: Visit, found: work.Opened, part: str, shown: list[Group], sent: dict[str, str]) -> Response:
    """What was typed, and beside it what stands there now: pressing again is a decision."""
    for box in (box for group in shown for box in group.boxes):
        now = box.value
        box.value = sent.get(box.name, box.value)
        if typed.clean(box.value).strip() != typed.clean(now).strip():
            box.now = now or visit.say(N_("(nothing)"))
    return _page(visit, found, part, shown, status=409, rest=[visit.say(work.CHANGED_MEANWHILE)])
