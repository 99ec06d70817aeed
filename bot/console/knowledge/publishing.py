"""From draft to live: what differs, publishing with a note, history, putting an earlier version back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Response

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.knowledge import differing, faults, work
from bot.console.lists import Page
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.lines import DuplicateKey, NotYaml
from bot.services import content_desk
from bot.services.content_desk import Faulty, LiveChanged, NoDraft, NoNote, Outdated
from bot.services.content_files import Unwritable

NO_NOTE = N_("Say in a few words what you changed and why (5 to 300 characters).")
FAULTY = N_("This cannot go live yet: something is still wrong in it.")
LIVE_CHANGED = N_("What is live has changed since this draft was begun. Carry the draft over first.")
UNWRITABLE = N_("The file could not be written: the service may not write there, or the disk is full. Nothing changed.")


def router(site: Site) -> APIRouter:
    """The pages behind the editor."""
    routes = APIRouter()
    folder_dir = site.settings.content_dir

    @routes.get("/knowledge/{folder}/{name}/changes")
    async def changes(folder: work.Folder, name: work.Name, visit: Visit = visitor(site, "content")) -> Response:
        return _changes(visit, await work.opened(visit, folder, name))

    @routes.post("/knowledge/{folder}/{name}/publish")
    async def publish(folder: work.Folder, name: work.Name, visit: Visit = visitor(site, "publish")) -> Response:
        path, topics = work.path_of(folder, name), list(site.content.topics.values())
        seen, note = str(visit.form.get("seen", "")), str(visit.form.get("note", ""))
        where = f"{folder}/{name}"
        try:
            await visit.run(content_desk.publish, visit.officer, folder_dir, path, seen, note, topics, visit.now)
        except NoNote:
            found = await work.opened(visit, folder, name)
            return _changes(visit, found, 422, note=note, note_error=visit.say(NO_NOTE))
        except Faulty:
            return _changes(visit, await work.opened(visit, folder, name), 422, note=note, error=visit.say(FAULTY))
        except (Outdated, LiveChanged, Unwritable) as error:
            found = await work.opened(visit, folder, name)
            return _changes(visit, found, 409, note=note, error=visit.say(_refusal(error)))
        except NoDraft:
            return await work.back(visit, _home(where), work.NOTHING_WRITTEN)
        await work.live_now(visit)
        return await visit.go(f"/knowledge/{_home(where)}", visit.say(N_("Published. People get the new text now.")))

    @routes.post("/knowledge/{folder}/{name}/discard")
    async def discard(folder: work.Folder, name: work.Name, visit: Visit = visitor(site, "content")) -> Response:
        where, seen = f"{folder}/{name}", str(visit.form.get("seen", ""))
        try:
            await visit.run(content_desk.discard, visit.officer, work.path_of(folder, name), seen, visit.now)
        except Outdated:
            return await work.back(visit, f"{where}/changes", work.CHANGED_MEANWHILE)
        except NoDraft:
            return await work.back(visit, _home(where), work.NOTHING_WRITTEN)
        new = not (folder_dir / work.path_of(folder, name)).exists()
        said = visit.say(N_("The draft was thrown away. What is live stays."))
        return await visit.go("/knowledge" if new else f"/knowledge/{_home(where)}", said)

    @routes.post("/knowledge/{folder}/{name}/carry-over")
    async def carry_over(folder: work.Folder, name: work.Name, visit: Visit = visitor(site, "content")) -> Response:
        where, seen = f"{folder}/{name}", str(visit.form.get("seen", ""))
        path = work.path_of(folder, name)
        try:
            await visit.run(content_desk.carry_over, visit.officer, folder_dir, path, seen, visit.now)
        except Outdated:
            return await work.back(visit, f"{where}/changes", work.CHANGED_MEANWHILE)
        except NoDraft:
            return await work.back(visit, _home(where), work.NOTHING_WRITTEN)
        except (NotYaml, DuplicateKey):
            return await work.back(visit, f"{where}/changes", work.UNREADABLE)
        said = N_(
            "The draft now rests on what is live. Where both had changed the same text, yours was kept: look at it."
        )
        return await visit.go(f"/knowledge/{where}/changes", visit.say(said))

    @routes.get("/knowledge/{folder}/{name}/history")
    async def history(
        folder: work.Folder,
        name: work.Name,
        after: Annotated[str, Query(pattern=r"^\d{0,9}$")] = "",
        visit: Visit = visitor(site, "content"),
    ) -> Response:
        found = await work.opened(visit, folder, name, checked=False)
        versions, more = await visit.run(content_desk.history, visit.officer, found.path, int(after) if after else None)
        page = Page(versions, str(versions[-1].id) if more else "", bool(after))
        return visit.page("knowledge/history.html", page=page, **work.frame(visit, found, "history"))

    @routes.get("/knowledge/{folder}/{name}/history/{number}")
    async def version(
        folder: work.Folder, name: work.Name, number: work.Number, visit: Visit = visitor(site, "content")
    ) -> Response:
        return await _version(visit, folder, name, number)

    @routes.post("/knowledge/{folder}/{name}/history/{number}/restore")
    async def restore(
        folder: work.Folder, name: work.Name, number: work.Number, visit: Visit = visitor(site, "publish")
    ) -> Response:
        topics, note = list(site.content.topics.values()), str(visit.form.get("note", ""))
        which: Literal["body", "before"] = "before" if visit.form.get("which") == "before" else "body"
        try:
            await visit.run(
                content_desk.restore, visit.officer, folder_dir, work.path_of(folder, name), number, which, note,
                topics, visit.now,
            )  # fmt: skip
        except NoNote:
            return await _version(visit, folder, name, number, 422, note=note, note_error=visit.say(NO_NOTE))
        except Faulty as error:
            texts = [faults.said(problem, visit.say) for problem in error.problems[:10]]
            said = visit.say(N_("That version cannot go live any more: it no longer fits to the rest."))
            return await _version(visit, folder, name, number, 422, note=note, error=said, rest=texts)
        except Unwritable as error:
            return await _version(visit, folder, name, number, 409, note=note, error=visit.say(_refusal(error)))
        except NoDraft:
            said = N_("That version is live already, or it does not exist.")
            return await work.back(visit, f"{folder}/{name}/history", said)
        await work.live_now(visit)
        done = visit.say(N_("The earlier version is live again."))
        return await visit.go(f"/knowledge/{folder}/{name}/history", done)

    return routes


def _changes(visit: Visit, found: work.Opened, status: int = 200, **values: Any) -> Response:
    """`values`: what went wrong."""
    today = visit.now.astimezone(INDIA).date()
    rows = differing.differences(visit, found.path, found.working.live or "", found.working.text, today)
    texts = [(work.part_of(problem), faults.said(problem, visit.say)) for problem in found.problems]
    shown = {"rows": rows, "faults": list(dict.fromkeys(texts)), "note": "", "note_error": "", "error": ""} | values
    return visit.page("knowledge/changes.html", status, **work.frame(visit, found, "changes"), **shown)


async def _version(visit: Visit, folder: str, name: str, number: int, status: int = 200, **values: Any) -> Response:
    found = await work.opened(visit, folder, name, checked=False)
    try:
        one = await visit.run(content_desk.version, visit.officer, found.path, number)
    except NoDraft:
        raise HTTPException(404) from None
    today = visit.now.astimezone(INDIA).date()
    shown = {
        "one": one, "rows": differing.differences(visit, found.path, one.before, one.body, today), "note": "",
        "note_error": "", "error": "", "rest": [], "is_live": one.body == found.working.live,
        "before_is_live": one.before == found.working.live,
    } | values  # fmt: skip
    return visit.page("knowledge/version.html", status, **work.frame(visit, found, "history"), **shown)


def _refusal(error: Exception) -> str:
    if isinstance(error, LiveChanged):
        return LIVE_CHANGED
    return UNWRITABLE if isinstance(error, Unwritable) else work.CHANGED_MEANWHILE


def _home(where: str) -> str:
    """The first page of a file: messages have a list, topics a page each."""
    folder, name = where.split("/")
    return where if folder != "messages" else f"messages/{name}"
