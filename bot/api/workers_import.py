"""`POST /api/officials/workers/import`: a list of workers, as a dry run or for good (docs/how-to/import-workers.md)."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from bot.api.chat import Sound
from bot.api.officers import RESPONSES, SignedIn, explained, limited
from bot.api.rate import Rate
from bot.clock import INDIA, Clock
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.knowledge.names import names
from bot.services.officers import Officer
from bot.services.worker_import import plan as planning
from bot.services.worker_import import run
from bot.services.worker_import.faults import AlreadyImported, RefusedList, UnreadableList
from bot.services.worker_import.plan import Outcome, Plan, Understood
from bot.services.worker_import.result import workbook

PATH = "/api/officials/workers/import"
BODY_LIMIT = 4_000_000
"""Bytes of a list that is sent here."""
ROWS = 5_000
"""Rows of a list that is sent here: it is read while people chat. Longer ones go by the command."""
RATE = "10/minute"
"""How many lists an official may send."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WhyModel(BaseModel):
    """What is wrong or was guessed, and in which column (empty: in none)."""

    column: str
    text: str


class PersonModel(BaseModel):
    """What was understood; the telephone number masked."""

    name: str
    phone: str
    district: str
    place: str | None
    trades: list[str]
    age: int | None


class RowModel(BaseModel):
    """A row and what becomes of it."""

    sheet: str
    row: int
    result: Outcome
    why: list[WhyModel]
    understood: PersonModel | None


class ReportModel(BaseModel):
    """The whole list. `entered`: how many people are in the register now, unconfirmed until they say yes."""

    applied: bool
    entered: int
    counts: dict[str, int]
    notes: list[str]
    rows: list[RowModel]


class Asked(BaseModel):
    """How the list is to be taken."""

    organisation: Annotated[Sound, Field(max_length=run.ORGANISATION)] = Field(
        description="who gave the list; the people are told"
    )
    district: Annotated[Sound, Field(max_length=32)] | None = Field(
        None, description="id of the district of rows that name none"
    )
    apply: bool = Field(False, description="enter the people; else nothing is changed")
    doubtful: bool = Field(False, description="enter those of doubtful rows too")
    report: Literal["json", "xlsx"] = Field("json", description="xlsx: the list itself with the results beside it")


def create_router(database: Database, library: Library, clock: Clock, signed_in: SignedIn) -> APIRouter:
    """The route. `signed_in`: see api/officers.py."""
    by = Depends(signed_in)
    lists = Rate(RATE)  # beside the limit of all requests: a long list takes seconds to read
    router = APIRouter(tags=["officials"], responses=RESPONSES)

    @router.post(
        PATH, response_model=ReportModel, summary="Bring a list in: a dry run unless apply is true",
        responses={
            200: {"content": {XLSX: {}}}, 409: {"description": "The same list was brought in before"},
            413: {"description": "The list is too large"},
        },
    )  # fmt: skip
    async def bring_in(
        asked: Annotated[Asked, Query()],
        data: Annotated[bytes, Body(media_type="application/octet-stream", description="the file: XLSX or CSV")],
        officer: Officer = by,
    ) -> Any:
        limited(lists, officer.id)
        content = library.content()
        now = clock()
        with explained(), _said():
            officer.need("import")
            region = planning.region(officer, asked.district, names(content).districts)
            # Reading takes seconds and needs no database; then the transaction is short.
            understood = await asyncio.to_thread(
                planning.understand, data, content, now.astimezone(INDIA).date(), region, ROWS
            )
            plan, entered = await database.run(_work, officer, understood, asked, now)
        headers = {"Cache-Control": "no-store"}
        if asked.report == "xlsx":
            made = await asyncio.to_thread(workbook, understood, plan)
            named = {"Content-Disposition": 'attachment; filename="result.xlsx"', "X-Entered": str(entered)}
            return Response(made, media_type=XLSX, headers={**headers, **named})
        return ReportModel(
            applied=asked.apply, entered=entered, counts=plan.counts, notes=list(plan.notes),
            rows=[RowModel.model_validate(planning.as_json(line)) for line in plan.lines],
        )  # fmt: skip

    return router


def _work(
    session: Session, officer: Officer, understood: Understood, asked: Asked, now: dt.datetime
) -> tuple[Plan, int]:
    if asked.apply:
        done = run.bring_in(session, officer, understood, asked.organisation, now, doubtful=asked.doubtful)
        return done.plan, done.entered
    run.check_new(session, understood)
    return planning.plan(session, officer, understood), 0


@contextmanager
def _said() -> Iterator[None]:
    """Turns what is wrong with a list into an answer."""
    try:
        yield
    except AlreadyImported as error:
        raise HTTPException(409, str(error)) from None
    except (UnreadableList, RefusedList) as error:
        raise HTTPException(422, str(error)) from None
