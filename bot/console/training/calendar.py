"""The calendar as a file: what it would do, shown first; then done."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Response
from starlette.datastructures import UploadFile

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.training import shared
from bot.console.training.explained import UNKNOWN_ROW, explained
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import uploads
from bot.services.training.calendar_import import run
from bot.services.training.calendar_import.run import Line, Report
from bot.services.training.catalogue import Refused
from bot.services.worker_import.faults import UnreadableList

KIND: Final = "calendar"
LARGEST: Final = 5_000_000
"""Bytes of a file."""
SHOWN: Final = 400
"""Rows of a report that are shown; those that are wrong come first."""
OUTCOME: Final = {
    "new": N_("New"), "moved": N_("Moved: everybody enrolled is told"), "changed": N_("Changed"),
    "same": N_("As before"), "wrong": N_("Wrong: left out"),
}  # fmt: skip
TONE: Final = {"new": "good", "moved": "busy", "changed": "busy", "same": "calm", "wrong": "bad"}
GONE: Final = N_("The file is gone: bring it again.")
Id = Annotated[str, Path(pattern=shared.ID)]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, shared.RIGHT)

    @routes.get("/training/import")
    async def start(visit: Visit = by) -> Response:
        shared.require(visit, "import")
        return visit.page("training/import.html", tabs=shared.tabs(visit), error="")

    @routes.post("/training/import")
    async def brought(visit: Visit = by) -> Response:
        shared.require(visit, "import")
        file = visit.form.get("file")
        data = await file.read(LARGEST + 1) if isinstance(file, UploadFile) else b""
        name = (file.filename or "") if isinstance(file, UploadFile) else ""
        error = ""
        if not data:
            error = visit.say(N_("Choose a file first: XLSX or CSV."))
        elif len(data) > LARGEST:
            error = visit.say(N_("The file is larger than a calendar can be: save only the calendar, as .csv."))
        else:
            try:
                await _understood(visit, data)
            except UnreadableList as unreadable:
                error = explained(visit, str(unreadable), _UNREADABLE)
        if error:
            return visit.page("training/import.html", 422, tabs=shared.tabs(visit), error=error)
        kept = await visit.run(uploads.keep, visit.officer, KIND, name, "application/octet-stream", data, visit.now)
        return await visit.go(f"/training/import/{kept}")

    @routes.get("/training/import/{upload}")
    async def tried(upload: Id, visit: Visit = by) -> Response:
        shared.require(visit, "import")
        return await _done(visit, upload, apply=False)

    @routes.post("/training/import/{upload}/apply")
    async def applied(upload: Id, visit: Visit = by) -> Response:
        shared.require(visit, "import")
        return await _done(visit, upload, apply=True)

    return routes


_UNREADABLE: Final = N_("The file could not be read. Save it as XLSX or CSV and bring it again.")


async def _understood(visit: Visit, data: bytes) -> run.Understood:
    today = visit.now.astimezone(INDIA).date()
    # A thread of its own: reading a workbook takes a while, and the database is not needed.
    return await asyncio.to_thread(run.understand, data, visit.site.content, today)


async def _done(visit: Visit, upload: str, *, apply: bool) -> Response:
    site = visit.site
    try:
        name, data = await visit.run(uploads.data, visit.officer, KIND, upload, visit.now)
        understood = await _understood(visit, data)
        report = await visit.run(_import, visit, understood, site.schedule, visit.now, upload, apply)
    except uploads.GoneUpload:
        return await visit.go("/training/import", visit.say(GONE), "bad")
    except (Refused, UnreadableList) as error:
        return visit.page(
            "training/import.html", 422, tabs=shared.tabs(visit), error=explained(visit, str(error), _UNREADABLE)
        )
    if apply:
        site.wake()
        done = sum(number for outcome, number in report.counts.items() if outcome not in ("same", "wrong"))
        left = report.counts["wrong"]
        note = visit.say(N_("Brought in: %(done)s sessions. Left out: %(left)s."), done=done, left=left)
        return await visit.go("/training/sessions", note, "busy" if left else "good")
    lines = sorted(report.lines, key=lambda line: line.outcome != "wrong")
    return visit.page(
        "training/import_report.html", tabs=shared.tabs(visit), name=name, upload=upload, counts=report.counts,
        lines=[(line, _texts(visit, line)) for line in lines[:SHOWN]], hidden=max(0, len(lines) - SHOWN),
        entered=len(report.entered), outcomes=shared.said(visit, OUTCOME), tones=TONE,
        notes=[explained(visit, note, UNKNOWN_ROW) for note in report.notes],
        useful=bool(report.entered) or any(line.outcome not in ("same", "wrong") for line in lines),
    )  # fmt: skip


def _import(
    db: Any, visit: Visit, understood: run.Understood, schedule: Callable[[], Any], now: dt.datetime, upload: str,
    apply: bool,
) -> Report:  # fmt: skip
    report = run.bring_in(db, visit.officer, understood, visit.site.content, schedule(), now, apply=apply)
    if apply:
        uploads.drop(db, visit.officer, upload)
    return report


def _texts(visit: Visit, line: Line) -> list[str]:
    """What is wrong with a row and what was guessed, in the official's language. Columns keep the heading of the
    file."""
    wrong = [
        f"{fault.column}: {explained(visit, fault.text, UNKNOWN_ROW)}" if fault.column
        else explained(visit, fault.text, UNKNOWN_ROW)
        for fault in line.faults
    ]  # fmt: skip
    return [*wrong, *(explained(visit, note, UNKNOWN_ROW) for note in line.notes)]
