"""`/api/officials/training`: sessions, their places and the calendar (docs/how-to/training.md). Names and telephone
numbers of people are in none of it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query
from pydantic import AwareDatetime, BaseModel, Field
from starlette.exceptions import HTTPException

from bot.api.chat import Sound
from bot.api.officers import RESPONSES, SignedIn, limited
from bot.api.rate import Rate
from bot.clock import INDIA, Clock
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services.officers import Forbidden, Officer
from bot.services.training import office
from bot.services.training.calendar_import import run
from bot.services.training.catalogue import Refused
from bot.services.training.office import Held, UnknownSession
from bot.services.training.plans import Schedule
from bot.services.training.sessions import Change
from bot.services.worker_import.faults import UnreadableList

PREFIX = "/api/officials/training"
RATE = "10/minute"
"""How many calendars an official may send."""
PAGE = 50
Code = Annotated[str, Path(max_length=24, description="code of the session")]


class SessionModel(BaseModel):
    """A session with its numbers."""

    code: str
    course: str
    agency: str
    title: dict[str, str]
    district: str
    mode: str
    place: str
    link: str
    status: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    capacity: int
    minimum: int
    enrolled: int
    waiting: int
    came: int
    version: int
    reason: str

    @classmethod
    def of(cls, one: Held) -> SessionModel:
        """Of a session as the services know it."""
        session, counts = one.upcoming.session, one.counts
        return cls(
            code=session.code, course=one.upcoming.course.code, agency=one.upcoming.agency.code,
            title=one.upcoming.course.title, district=session.district, mode=session.mode, place=session.place,
            link=session.link, status=session.status, starts_at=session.starts_at, ends_at=session.ends_at,
            capacity=session.capacity, minimum=counts.minimum, enrolled=counts.enrolled, waiting=counts.waiting,
            came=counts.came, version=session.version, reason=session.reason,
        )  # fmt: skip


class SessionsModel(BaseModel):
    """Sessions, the soonest first."""

    sessions: list[SessionModel]


class PlaceModel(BaseModel):
    """Somebody's place, without who they are. `presence`: per cent of the session; `tests`: share of right answers."""

    id: str
    status: str
    since: dt.datetime
    came_at: dt.datetime | None
    left_at: dt.datetime | None
    presence: int | None
    tests: dict[str, float]


class PlacesModel(BaseModel):
    """The places of a session, the earliest first."""

    places: list[PlaceModel]


class Why(BaseModel):
    """Why a session is cancelled."""

    reason: Annotated[Sound, Field(min_length=4, max_length=200)] = Field(description="everybody enrolled reads it")


class Moved(Why):
    """What is different from now on; what is left out stays."""

    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    place: Annotated[Sound, Field(max_length=200)] | None = None
    link: Annotated[Sound, Field(max_length=500)] | None = None
    mode: Annotated[Sound, Field(max_length=10)] | None = None

    def change(self) -> Change:
        """As the services take it."""
        return Change(self.starts_at, self.ends_at, self.place, self.link, self.mode)


class FaultModel(BaseModel):
    """What is wrong, and in which column (empty: in none)."""

    column: str
    text: str


class RowModel(BaseModel):
    """A row of the calendar and what becomes of it."""

    sheet: str
    row: int
    code: str
    outcome: run.Outcome
    faults: list[FaultModel]
    notes: list[str]


class ReportModel(BaseModel):
    """The whole calendar."""

    applied: bool
    counts: dict[str, int]
    notes: list[str]
    rows: list[RowModel]


def create_router(
    database: Database, library: Library, clock: Clock, signed_in: SignedIn, schedule: Callable[[], Schedule]
) -> APIRouter:
    """The routes. `signed_in`: see api/officers.py; `schedule`: which messages there are today, and when it is
    night."""
    by: Any = Depends(signed_in)
    lists = Rate(RATE)  # beside the limit of all requests
    router = APIRouter(
        prefix=PREFIX, tags=["officials"],
        responses={
            **RESPONSES,
            404: {"description": "There is no such session, or it is not the official's to see"},
            409: {"description": "That cannot be done with the session as it is"},
        },
    )  # fmt: skip

    async def done(work: Callable[..., Any], *arguments: Any) -> Any:
        with _explained():
            return await database.run(work, *arguments)

    @router.get("/sessions", response_model=SessionsModel, summary="List sessions that are not over, the soonest first")
    async def listed(
        officer: Officer = by,
        past_days: Annotated[int, Query(ge=0, le=400, description="also those of so many days before")] = 0,
        offset: Annotated[int, Query(ge=0, le=1_000_000, description="how many to leave out")] = 0,
        limit: Annotated[int, Query(ge=1, le=200, description="how many at most")] = PAGE,
    ) -> Any:
        since = clock() - dt.timedelta(days=past_days)

        def work(session: Any) -> list[Held]:
            return office.listed(session, officer, since, limit=limit, offset=offset)

        return SessionsModel(sessions=[SessionModel.of(one) for one in await done(work)])

    @router.get("/sessions/{code}", response_model=SessionModel, summary="Read one session")
    async def one(code: Code, officer: Officer = by) -> Any:
        return SessionModel.of(await done(office.seen, officer, code))

    @router.get("/sessions/{code}/enrolments", response_model=PlacesModel, summary="Places, without who has them")
    async def enrolments(code: Code, officer: Officer = by) -> Any:
        found = await done(office.enrolments, officer, code)
        return PlacesModel(
            places=[
                PlaceModel(
                    id=each.enrolment.id, status=each.enrolment.status, since=each.enrolment.since,
                    came_at=each.enrolment.came_at, left_at=each.enrolment.left_at,
                    presence=each.enrolment.presence, tests=each.tests,
                )
                for each in found
            ]
        )  # fmt: skip

    @router.post("/sessions/{code}/move", response_model=SessionModel, summary="Move a session; everybody is told once")
    async def move(code: Code, body: Moved, officer: Officer = by) -> Any:
        made = await done(office.move, officer, code, body.change(), body.reason, schedule(), clock())
        return SessionModel.of(made)

    @router.post("/sessions/{code}/cancel", response_model=SessionModel, summary="Cancel a session; everybody is told")
    async def cancel(code: Code, body: Why, officer: Officer = by) -> Any:
        await done(office.cancel, officer, code, body.reason, schedule(), clock())
        return SessionModel.of(await done(office.seen, officer, code))

    @router.post("/import", response_model=ReportModel, summary="Bring a calendar in: a dry run unless apply is true")
    async def bring_in(
        data: Annotated[bytes, Body(media_type="application/octet-stream", description="the file: XLSX or CSV")],
        apply: Annotated[bool, Query(description="enter and change the sessions; else nothing is changed")] = False,
        officer: Officer = by,
    ) -> Any:
        limited(lists, officer.id)
        content, now = library.content(), clock()
        with _explained():
            officer.need(run.RIGHT)
            understood = await asyncio.to_thread(run.understand, data, content, now.astimezone(INDIA).date())
            report = await database.run(_import, officer, understood, content, schedule(), now, apply)
        return ReportModel(
            applied=apply, counts=report.counts, notes=list(report.notes),
            rows=[
                RowModel(
                    sheet=line.sheet, row=line.number, code=line.code, outcome=line.outcome, notes=list(line.notes),
                    faults=[FaultModel(column=each.column, text=each.text) for each in line.faults],
                )
                for line in report.lines
            ],
        )  # fmt: skip

    return router


def _import(
    session: Any, officer: Officer, understood: run.Understood, content: Any, schedule: Schedule, now: dt.datetime,
    apply: bool,
) -> run.Report:  # fmt: skip
    return run.bring_in(session, officer, understood, content, schedule, now, apply=apply)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Forbidden as error:
        raise HTTPException(403, str(error)) from None
    except UnknownSession as error:
        raise HTTPException(404, str(error)) from None
    except Refused as error:
        raise HTTPException(409, str(error)) from None
    except UnreadableList as error:
        raise HTTPException(422, str(error)) from None
