"""`/api/officials/training/scorecard`: how a programme stands, for officials (docs/how-to/training.md)."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from bot.api.officers import RESPONSES, SignedIn, explained
from bot.clock import Clock
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.knowledge.names import names
from bot.services.officers import Officer
from bot.services.training import scorecard as cards
from bot.services.training import scorecard_files, scorecard_plot
from bot.services.training.scorecard import Scorecard
from bot.services.worker_export import XLSX
from bot.services.worker_filter import BadFilter

PREFIX = "/api/officials/training"
SVG = "image/svg+xml"
Code = Annotated[str, Query(max_length=24, description="code of the programme; may be left out if there is one")]


def create_router(database: Database, library: Library, clock: Clock, signed_in: SignedIn) -> APIRouter:
    """The routes. `signed_in`: see api/officers.py. All need the right `training`, see sessions in the official's
    districts only, and write down who took what out."""
    router = APIRouter(prefix=PREFIX, tags=["officials"], responses=RESPONSES)
    by = Depends(signed_in)

    async def made(officer: Officer, code: str, form: str) -> Scorecard:
        def run() -> Scorecard:
            now = clock()
            with database.session() as session:
                try:
                    programme = cards.find(session, code)
                except cards.BadProgramme as error:
                    raise BadFilter("programme", str(error)) from None
                card = scorecard_files.made(session, programme, library.content(), now, officer)
                scorecard_files.note(session, programme, form, now, officer)
                return card

        with explained():
            officer.need(cards.RIGHT)  # before anything is said of programmes
            # A thread of its own: on SQLite the database's one thread is needed for people.
            return await asyncio.to_thread(run)

    @router.get("/scorecard", summary="The scorecard of a programme")
    @router.get("/scorecard.json", include_in_schema=False)
    async def scorecard(response: Response, programme: Code = "", officer: Officer = by) -> dict[str, Any]:
        response.headers["Cache-Control"] = "no-store"
        return scorecard_files.as_data(await made(officer, programme, "json"))

    @router.get("/scorecard.xlsx", summary="The scorecard as a workbook", response_class=Response,
                responses={200: {"content": {XLSX: {}}}})  # fmt: skip
    async def workbook(programme: Code = "", officer: Officer = by) -> Response:
        card = await made(officer, programme, "xlsx")
        content = library.content()
        data = await asyncio.to_thread(scorecard_files.workbook, card, content, names(content))
        disposition = f'attachment; filename="{scorecard_files.file_name(card, "xlsx")}"'
        headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
        return Response(data, media_type=XLSX, headers=headers)

    @router.get("/scorecard.svg", summary="Sessions and people against the plan, as a picture",
                response_class=Response, responses={200: {"content": {SVG: {}}}})  # fmt: skip
    async def picture(programme: Code = "", lang: Literal["bn", "hi", "en"] = "en", officer: Officer = by) -> Response:
        card = await made(officer, programme, "svg")
        drawn = await asyncio.to_thread(scorecard_plot.drawn, card, library.content().messages, lang, "svg")
        return Response(drawn, media_type=SVG, headers={"Cache-Control": "no-store"})

    return router
