"""`/api/officials/workers`: the register of workers, for officials' programs (docs/how-to/officials.md)."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.api.chat import Sound
from bot.api.officers import RESPONSES, SignedIn, explained
from bot.clock import Clock
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.knowledge.names import Names, names
from bot.services import worker_export, worker_plot, worker_search, worker_table
from bot.services.officers import Officer
from bot.services.worker_filter import YEARS, Filter, Status, named

PREFIX = "/api/officials/workers"
_MOST = 40  # values of one list in a request

Several = Annotated[list[Annotated[Sound, Field(max_length=32)]], Field(max_length=_MOST)]
Which = Annotated[str, Path(max_length=40, description="id of the worker, or the number: WB-1234-5678-4")]


class Asked(BaseModel):
    """Everything that is given must be fulfilled; of a list, one of its values."""

    model_config = ConfigDict(extra="forbid")

    district: Several = Field(default_factory=list, description="ids; none: all your districts")
    place: Annotated[Sound, Field(max_length=80)] | None = Field(
        None, description="block or town, in English as listed"
    )
    trade: Several = Field(default_factory=list, description="ids of trades")
    years_from: int | None = Field(None, ge=0, le=YEARS, description="years of experience, at least")
    years_to: int | None = Field(None, ge=0, le=YEARS, description="years of experience, at most")
    want: Several = Field(default_factory=list, description="work, training, tools, loan, business")
    gender: Literal["woman", "man", "other"] | None = None
    since: dt.date | None = Field(None, description="first day of registration")
    until: dt.date | None = Field(None, description="last day of registration")
    status: Status = Field("active", description="unconfirmed: entered from a list; needs the right import")

    def filter(self, known: Names) -> Filter:
        """As the services take it. Raises `BadFilter`."""
        asked = Filter(
            frozenset(self.district), self.place, frozenset(self.trade), self.years_from, self.years_to,
            frozenset(self.want), self.gender, self.since, self.until, self.status,
        )  # fmt: skip
        return named(asked, known.districts, known.trades)


class AskedPage(Asked):
    """A page of it."""

    cursor: str | None = Field(None, max_length=600, description="of the page before; left out: the first page")
    limit: int = Field(50, ge=1, le=worker_search.PAGE_LIMIT, description="how many at most")


class AskedList(Asked):
    """A list to take away."""

    format: worker_export.Form = "csv"
    reason: Annotated[Sound, Field(max_length=300)] = Field(
        "", description="what whole telephone numbers are needed for (right unmask); left out: they are masked"
    )


class Reason(BaseModel):
    """Why a telephone number is read."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[Sound, Field(max_length=300)] = Field(description="at least 10 characters; it is kept")


class CountModel(BaseModel):
    """How many fit. `more`: there are more than `number` (beyond 10,000 nobody is counted)."""

    number: int
    more: bool


class WorkerModel(BaseModel):
    """A worker. `phone` is masked. `trades`: ids, the main one first; a trade that nobody knew is in the person's own
    words."""

    id: str
    number: str
    status: str
    source: str
    name: str
    phone: str
    phone_proven: bool
    district: str
    place: str | None
    trades: list[str]
    experience_months: int | None
    last_place: str | None
    last_state: str | None
    birth_year: int | None
    gender: str | None
    education: str | None
    wants: list[str]
    tools: str | None
    bank_account: bool | None
    eshram: bool | None
    registered_at: dt.datetime
    updated_at: dt.datetime


class PageModel(BaseModel):
    """Workers, the latest registered first. `cursor`: for the next page; null: this is the last."""

    count: CountModel
    workers: list[WorkerModel]
    cursor: str | None


class PhoneModel(BaseModel):
    """A telephone number, in E.164."""

    phone: str


def create_router(database: Database, library: Library, clock: Clock, signed_in: SignedIn) -> APIRouter:
    """The routes. `signed_in`: see api/officers.py."""
    router = APIRouter(prefix=PREFIX, tags=["officials"], responses=RESPONSES)
    by = Depends(signed_in)

    def known() -> Names:
        return names(library.content())

    async def slowly(work: Callable[..., Any], *arguments: Any) -> Any:
        """As one transaction, in a thread of its own: on SQLite the database's one thread is needed for people."""

        def run() -> Any:
            with database.session() as session:
                return work(session, *arguments)

        return await asyncio.to_thread(run)

    @router.get("", response_model=PageModel, summary="Search, the latest registered first")
    async def search(asked: Annotated[AskedPage, Query()], officer: Officer = by) -> Any:
        with explained():
            page = await slowly(_searched, officer, asked.filter(known()), asked.cursor, asked.limit)
        found = [vars(one) for one in page.workers]
        return {"count": vars(page.count), "workers": found, "cursor": page.cursor}

    @router.get("/count", response_model=CountModel, summary="Count")
    async def count(asked: Annotated[Asked, Query()], officer: Officer = by) -> Any:
        with explained():
            return vars(await slowly(worker_search.count, officer, asked.filter(known())))

    @router.get("/table.svg", summary="Trades by district, registered in a month, as a picture",
                response_class=Response, responses={200: {"content": {"image/svg+xml": {}}}})  # fmt: skip
    async def table(
        month: Annotated[str, Query(max_length=10, description="a month: 2026-11")], officer: Officer = by
    ) -> Response:
        with explained():
            found = await slowly(worker_table.table, officer, worker_table.month_of(month), clock())
        drawn = await asyncio.to_thread(worker_plot.svg, found, known())
        return Response(drawn, media_type="image/svg+xml")

    @router.post("/export", summary="Take a list away (CSV or XLSX)", response_class=Response,
                 responses={200: {"content": {"text/csv": {}, worker_export.XLSX: {}}}})  # fmt: skip
    async def export(asked: AskedList, officer: Officer = by) -> Response:
        with explained():
            made = await slowly(_exported, officer, asked.filter(known()), asked.format, known(), clock(), asked.reason)
        headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
        return Response(made.data, media_type=made.media, headers=headers)

    missing: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such worker in your districts"}}

    @router.get("/{which}", response_model=WorkerModel, summary="One worker, by id or number", responses=missing)
    async def one(which: Which, officer: Officer = by) -> Any:
        with explained():
            return vars(await slowly(worker_search.one, officer, which))

    @router.post("/{which}/unmask", response_model=PhoneModel, summary="Read a telephone number", responses=missing)
    async def unmask(which: Which, body: Reason, response: Response, officer: Officer = by) -> Any:
        response.headers["Cache-Control"] = "no-store"
        with explained():
            return {"phone": await slowly(worker_search.unmask, officer, which, body.reason, clock())}

    return router


def _searched(session: Any, officer: Officer, asked: Filter, cursor: str | None, limit: int) -> worker_search.Page:
    return worker_search.search(session, officer, asked, cursor=cursor, limit=limit)


def _exported(
    session: Any, officer: Officer, asked: Filter, form: worker_export.Form, known: Names, now: dt.datetime, reason: str
) -> worker_export.Export:
    return worker_export.export(session, officer, asked, form, known, now, reason=reason)
