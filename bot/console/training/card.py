"""The scorecard: how a programme stands, by agency, course, district and session; the picture and the workbook."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException

from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.training import shared
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.names import names
from bot.services.officers import Officer
from bot.services.training import scorecard as cards
from bot.services.training import scorecard_files, scorecard_plot, sessions_list
from bot.services.training.scorecard import Scorecard
from bot.services.worker_export import XLSX

Code = Annotated[str, Query(max_length=24, pattern=r"^[A-Za-z0-9-]*$")]
Part = Literal["agencies", "courses", "districts", "sessions"]
PARTS: Final = {
    "agencies": N_("Agencies"), "courses": N_("Courses"), "districts": N_("Districts"), "sessions": N_("Sessions"),
}  # fmt: skip
COUNTS: Final = {
    "people": N_("People reached (each once)"), "came": N_("Came (once for each session)"),
    "absent": N_("Did not come"), "not_taken": N_("Attendance not taken"), "gave_up": N_("Gave up their place"),
    "women_led": N_("Women-led"), "sc": N_("SC"), "st": N_("ST"), "obc": N_("OBC"), "minority": N_("Minority"),
    "certified": N_("Certificates"), "not_tested": N_("Came, but no test after"),
}  # fmt: skip
LEARNING: Final = {
    "pre": N_("Score before"), "post": N_("Score after"), "gain": N_("Normalised gain"),
    "retention": N_("Retention after 30 days"), "gain_kept": N_("Gain kept after 30 days"),
}  # fmt: skip
SHARES: Final = ("pre", "post")
"""Figures that are shown in per cent; the others are numbers."""
ROWS: Final = 200
"""Sessions of a programme that the page shows; the workbook has all."""


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, shared.RIGHT)

    @routes.get("/training/scorecard")
    async def page(programme: Code = "", part: Part = "agencies", visit: Visit = by) -> Response:
        options = await _options(visit)
        if not options:
            return visit.page("training/scorecard_none.html", tabs=shared.tabs(visit))
        programme = programme or options[0][0]
        card = await _made(visit, programme, options)
        survey = site.content.surveys.get(scorecard_files.SURVEY)
        said = {one.id: one.text[visit.language] for one in survey.questions} if survey is not None else {}
        return visit.page(
            "training/scorecard.html", tabs=shared.tabs(visit), card=card, part=part, parts=shared.said(visit, PARTS),
            title=shared.titled(visit, card.title), options=options, counts=shared.said(visit, COUNTS),
            learning=shared.said(visit, LEARNING), shares=SHARES, questions=said, rows=getattr(card, part)[:ROWS],
            left=max(0, len(getattr(card, part)) - ROWS), places=shared.choices(visit, "district"),
            state_names=shared.said(visit, shared.STATUS), tones=shared.TONES,
        )  # fmt: skip

    @routes.get("/training/scorecard.svg")
    async def picture(programme: Code, visit: Visit = by) -> Response:
        card = await _made(visit, programme, await _options(visit))
        drawn = await asyncio.to_thread(scorecard_plot.drawn, card, site.content.messages, visit.language, "svg")
        # The picture brings its own style; nothing in it runs.
        policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        return Response(drawn, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})

    @routes.get("/training/scorecard.xlsx")
    async def workbook(programme: Code, visit: Visit = by) -> Response:
        options = await _options(visit)
        card = await _made(visit, programme, options)
        content = site.content
        data = await asyncio.to_thread(scorecard_files.workbook, card, content, names(content))
        await visit.run(_noted, visit.officer, programme, visit.now)
        return visit.file(data, scorecard_files.file_name(card, "xlsx"), XLSX)

    return routes


async def _options(visit: Visit) -> list[tuple[str, str]]:
    """The programmes of which the official sees something, real ones first."""
    found = await visit.run(sessions_list.stand, visit.officer)
    ordered = sorted(found, key=lambda one: one.programme.sample)
    return [(one.programme.code, shared.titled(visit, one.programme.title)) for one in ordered]


async def _made(visit: Visit, programme: str, options: list[tuple[str, str]]) -> Scorecard:
    if programme not in [code for code, _ in options]:
        raise HTTPException(404)

    def work() -> Scorecard:
        with visit.site.database.session() as db:
            return scorecard_files.made(db, cards.find(db, programme), visit.site.content, visit.now, visit.officer)

    # A thread of its own: on SQLite the database's one thread is needed for people.
    try:
        return await asyncio.to_thread(work)
    except cards.BadProgramme:
        raise HTTPException(404) from None


def _noted(db: Any, officer: Officer, programme: str, now: Any) -> None:
    scorecard_files.note(db, cards.find(db, programme), "xlsx", now, officer)
