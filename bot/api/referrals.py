"""`/api/officials/referrals`: for the bank desks of the districts, loans that people asked help with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException

from bot.api.chat import Sound
from bot.api.officers import SignedIn
from bot.clock import Clock
from bot.conversation.referrals import LoanDesk
from bot.db.session import Database
from bot.services import referral_desk
from bot.services.officers import Forbidden, Officer
from bot.services.referrals import REASON, BadReason, NotNow, Status, UnknownReferral

PREFIX = "/api/officials/referrals"
PAGE = 50
Number = Annotated[str, Path(max_length=24, description="number of the request, in any grouping: L-1234-5678-4")]


class Change(BaseModel):
    """What the desk notes."""

    model_config = ConfigDict(extra="forbid")

    status: Status = Field(description="the new state; the present one again: only a note")
    reason: Annotated[Sound, StringConstraints(strip_whitespace=True, max_length=REASON[1])] = Field(
        "", description="what the person is to know about it; required for refused, dropped and a note"
    )


class Wanted(BaseModel):
    """Why the telephone number is needed."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[Sound, StringConstraints(strip_whitespace=True, max_length=300)]


class ReferralModel(BaseModel):
    """A request. `phone` is masked; `name` and `phone` are null once the person has taken back that banks may be
    told."""

    number: str
    status: Status
    waits: bool = Field(description="nothing was noted for so long that the desk is reminded: these come first")
    district: str
    purpose: str
    amount: int | None = Field(description="rupees; null: not said")
    documents: list[str] = Field(description="papers of the check list that are ready")
    name: str | None
    phone: str | None
    language: str
    reason: str | None = Field(description="what the desk noted with the present state")
    created_at: dt.datetime
    updated_at: dt.datetime


class ReferralsModel(BaseModel):
    """A page of requests."""

    total: int
    referrals: list[ReferralModel]


class StepModel(BaseModel):
    """One change. `by`: the official, "-" for the person."""

    status: str
    by: str
    reason: str | None
    at: dt.datetime


class WholeModel(ReferralModel):
    """A request with all its changes, the oldest first."""

    steps: list[StepModel]


class PhoneModel(BaseModel):
    """A telephone number in E.164."""

    phone: str


def create_router(
    database: Database, desk: LoanDesk, clock: Clock, signed_in: SignedIn, wake: Callable[[], None]
) -> APIRouter:
    """The routes. `signed_in`: see api/officers.py; `wake`: called when something waits to be sent."""
    router = APIRouter(
        prefix=PREFIX, tags=["officials"],
        responses={
            401: {"description": "The bearer token is missing or wrong"},
            403: {"description": "The official lacks the right “referrals”, or does not see the district"},
            404: {"description": "There is no such request, or it is not the official's to see"},
            409: {"description": "The request is in another state"},
        },
    )  # fmt: skip
    signed: Any = Depends(signed_in)

    @router.get("", response_model=ReferralsModel, summary="List loan requests, those that wait for the desk first")
    async def listed(
        officer: Officer = signed,
        district: Annotated[list[str], Query(description="only of these districts", max_length=30)] = [],  # noqa: B006
        status: Annotated[Status | None, Query(description="only in this state; left out: all under way")] = None,
        offset: Annotated[int, Query(ge=0, le=1_000_000, description="how many to leave out")] = 0,
        limit: Annotated[int, Query(ge=1, le=200, description="how many at most")] = PAGE,
    ) -> Any:
        look = partial(referral_desk.listed, districts=district, status=status, offset=offset, limit=limit)
        with _explained():
            found, total = await database.run(look, officer, clock())
        return {"total": total, "referrals": [vars(one) for one in found]}

    @router.get("/{number}", response_model=WholeModel, summary="Read one loan request with all its changes")
    async def whole(number: Number, officer: Officer = signed) -> Any:
        with _explained():
            found, steps = await database.run(referral_desk.seen, officer, number, clock())
        return {**vars(found), "steps": [vars(step) for step in steps]}

    @router.post("/{number}/state", response_model=WholeModel, summary="Move a request on, or note something")
    async def change(number: Number, body: Change, officer: Officer = signed) -> Any:
        with _explained():
            await database.run(desk.change, officer, number, body.status, body.reason, clock())
        wake()
        return await whole(number, officer)

    @router.post("/{number}/phone", response_model=PhoneModel, summary="Read the telephone number; this is noted")
    async def phone(number: Number, body: Wanted, officer: Officer = signed) -> Any:
        with _explained():
            found = await database.run(referral_desk.phone, officer, number, body.reason, clock())
        if found is None:
            raise HTTPException(409, "The person has taken back that banks may be told; do not call them.")
        return {"phone": found}

    return router


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Forbidden as error:
        raise HTTPException(403, str(error)) from None
    except UnknownReferral as error:
        raise HTTPException(404, str(error)) from None
    except NotNow as error:
        raise HTTPException(409, str(error)) from None
    except BadReason as error:
        raise HTTPException(422, str(error)) from None
