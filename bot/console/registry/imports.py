"""A list of workers: brought, tried without changing anything, brought in, and its result taken away."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.lists import Page
from bot.console.registry import import_words, naming
from bot.console.registry.common import Key, missing, slowly, theirs
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.names import names
from bot.services import uploads, workers
from bot.services.uploads import GoneUpload
from bot.services.worker_export import XLSX
from bot.services.worker_import import plan as planning
from bot.services.worker_import import run
from bot.services.worker_import.faults import AlreadyImported, RefusedList, UnreadableList
from bot.services.worker_import.plan import OUTCOMES, Outcome, Plan, Understood
from bot.services.worker_import.result import workbook

ROWS: Final = 5_000
"""Rows of a list that is brought here: it is read while people chat. Longer ones go by the command."""
BYTES: Final = 4_000_000
KIND: Final = "workers"
RESULT: Final = "result"
GONE: Final = N_("The file is not kept any more: choose it again.")
_PAGE = 40

District = Annotated[str, Query(max_length=32)]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    async def form(visit: Visit, wrong: str = "") -> Response:
        return visit.page(
            "registry/import.html", 422 if wrong else 200, wrong=wrong, districts=naming.own_districts(visit),
            chosen=str(visit.form.get("district", "")), rows=ROWS, megabytes=BYTES // 1_000_000,
        )  # fmt: skip

    async def read(visit: Visit, upload: str, district: str) -> tuple[str, Understood]:
        name, data = await slowly(visit, uploads.data, visit.officer, KIND, upload, visit.now)
        with theirs():
            region = planning.region(visit.officer, district or None, names(site.content).districts)
        day = visit.now.astimezone(INDIA).date()
        return name, await asyncio.to_thread(planning.understand, data, site.content, day, region, ROWS)

    @routes.get("/workers/import")
    async def empty(visit: Visit = visitor(site, "import")) -> Response:
        return await form(visit)

    @routes.post("/workers/import")
    async def bring(visit: Visit = visitor(site, "import")) -> Response:
        file = visit.form.get("file")
        data = await file.read(BYTES + 1) if isinstance(file, UploadFile) else b""
        if not isinstance(file, UploadFile) or not data:
            return await form(visit, visit.say(N_("Choose a file with the list.")))
        if len(data) > BYTES:
            return await form(visit, visit.say(N_("The list is too long: split it into several files.")))
        district = str(visit.form.get("district", ""))
        if district and district not in dict(naming.own_districts(visit)):
            return await form(visit, visit.say(N_("Choose one of your districts.")))
        name = file.filename or "list"
        upload = await slowly(
            visit, uploads.keep, visit.officer, KIND, name, "application/octet-stream", data, visit.now
        )
        try:
            await read(visit, upload, district)
        except UnreadableList as error:
            await slowly(visit, uploads.drop, visit.officer, upload)
            return await form(visit, import_words.of_list(visit, str(error)))
        return await visit.go(f"/workers/import/{upload}" + (f"?district={district}" if district else ""))

    @routes.get("/workers/import/{upload}")
    async def tried(
        upload: Key, district: District = "", result: Outcome | None = None,
        after: Annotated[int, Query(ge=0, le=ROWS)] = 0, visit: Visit = visitor(site, "import"),
    ) -> Response:  # fmt: skip
        return await report(visit, upload, district, result, after)

    async def report(
        visit: Visit, upload: str, district: str, result: Outcome | None = None, after: int = 0, wrong: str = ""
    ) -> Response:
        try:
            name, understood = await read(visit, upload, district)
            plan, earlier = await slowly(visit, _planned, visit.officer, understood)
        except (GoneUpload, UnreadableList, RefusedList):
            return missing(visit, GONE, "/workers/import")
        lines = [one for one in plan.lines if result is None or one.outcome == result]
        rows = lines[after : after + _PAGE]
        following = str(after + _PAGE) if len(lines) > after + _PAGE else ""
        return visit.page(
            "registry/import_report.html", 422 if wrong else 200, upload=upload, name=name, district=district,
            result=result, plan=plan, counts=plan.counts, outcomes=naming.said(visit, naming.OUTCOMES),
            tones=naming.OUTCOME_TONES, order=OUTCOMES, page=Page(rows, following, after > 0), wrong=wrong,
            earlier=earlier, masked=workers.masked, known=naming.titled(site.content, visit.language),
            why=lambda text: import_words.of_row(visit, text), notes_=_notes(visit, plan),
            organisation=str(visit.form.get("organisation", "")), most=run.ORGANISATION,
        )  # fmt: skip

    @routes.post("/workers/import/{upload}")
    async def bring_in(upload: Key, district: District = "", visit: Visit = visitor(site, "import")) -> Response:
        organisation = " ".join(str(visit.form.get("organisation", "")).split())
        if not 2 <= len(organisation) <= run.ORGANISATION:
            wrong = visit.say(N_("Name who gave the list, in 2 to 120 characters: the people are told."))
            return await report(visit, upload, district, wrong=wrong)
        try:
            name, understood = await read(visit, upload, district)
            doubtful = visit.form.get("doubtful") == "yes"
            made = await slowly(
                visit, _brought, visit.officer, understood, organisation, visit.now, upload, name, doubtful
            )
        except AlreadyImported:
            return await visit.go("/workers/import", visit.say(N_("This list was brought in before.")), "busy")
        except RefusedList:
            nobody = visit.say(N_("Nobody of this list can be entered: look at the reasons row by row."))
            return await report(visit, upload, district, wrong=nobody)
        except (GoneUpload, UnreadableList):
            return missing(visit, GONE, "/workers/import")
        return await visit.go(f"/workers/import/{made}/done")

    @routes.get("/workers/import/{upload}/done")
    async def done(upload: Key, visit: Visit = visitor(site, "import")) -> Response:
        try:
            name, _ = await slowly(visit, uploads.data, visit.officer, RESULT, upload, visit.now)
        except GoneUpload:
            return missing(visit, GONE, "/workers/import")
        entered, _, name = name.partition(" ")
        return visit.page("registry/import_done.html", upload=upload, entered=int(entered), name=name)

    @routes.get("/workers/import/{upload}/result.xlsx")
    async def taken(upload: Key, district: District = "", visit: Visit = visitor(site, "import")) -> Response:
        """Of a list that was brought in, else of the trial."""
        try:
            try:
                _, made = await slowly(visit, uploads.data, visit.officer, RESULT, upload, visit.now)
            except GoneUpload:
                _, understood = await read(visit, upload, district)
                plan, _ = await slowly(visit, _planned, visit.officer, understood)
                made = await asyncio.to_thread(workbook, understood, plan)
        except (GoneUpload, UnreadableList, RefusedList):
            return missing(visit, GONE, "/workers/import")
        return visit.file(made, "result.xlsx", XLSX)

    @routes.post("/workers/import/{upload}/drop")
    async def drop(upload: Key, visit: Visit = visitor(site, "import")) -> Response:
        await slowly(visit, uploads.drop, visit.officer, upload)
        return await visit.go("/workers/import", visit.say(N_("The file is erased.")))

    return routes


def _planned(session: Any, officer: Any, understood: Understood) -> tuple[Plan, bool]:
    """What would become of the rows, and whether the list was brought in before."""
    try:
        run.check_new(session, understood)
    except AlreadyImported:
        return planning.plan(session, officer, understood), True
    return planning.plan(session, officer, understood), False


def _brought(
    session: Any, officer: Any, understood: Understood, organisation: str, now: Any, upload: str, name: str,
    doubtful: bool,
) -> str:  # fmt: skip
    """Enters the people; the list itself goes, and its result waits a day to be taken away. The id of the result."""
    brought = run.bring_in(session, officer, understood, organisation, now, doubtful=doubtful)
    made = workbook(understood, brought.plan)
    uploads.drop(session, officer, upload)
    return uploads.keep(session, officer, RESULT, f"{brought.entered} {name}", XLSX, made, now)


def _notes(visit: Visit, plan: Plan) -> list[str]:
    return list(dict.fromkeys(import_words.of_list(visit, note) for note in plan.notes))[:20]
