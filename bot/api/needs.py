"""`/api/officials/needs`: for officials' programs, what employers look for, and who was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from starlette.exceptions import HTTPException

from bot.api.chat import Sound
from bot.api.officers import RESPONSES, SignedIn
from bot.clock import Clock
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import needs, numbers, offers
from bot.services.needs import NoReason, NotNow, Posting, Status, UnknownNeed
from bot.services.officers import Forbidden, Officer
from bot.services.workers import masked

PREFIX = "/api/officials/needs"
PAGE = 50
Number = Annotated[str, Path(max_length=24, description="number of the need, in any grouping: N-1234-5678-4")]


class Why(BaseModel):
    """Why something is done: what was looked at, or what the reason is."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[Sound, StringConstraints(strip_whitespace=True, min_length=10, max_length=200)]


class New(Why):
    """A need that an official enters; `reason`: what they looked at to know the employer."""

    trade: str = Field(max_length=32, description="id of a trade of the content")
    count: int = Field(ge=1, le=500)
    district: str = Field(max_length=32, description="id of a district")
    place: Annotated[Sound, StringConstraints(strip_whitespace=True, max_length=80)] | None = None
    starts_on: dt.date | None = Field(None, description="left out: as soon as possible")
    months: int = Field(0, ge=0, le=480, description="least experience wanted, in months")
    employer: Annotated[Sound, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]
    phone: str = Field(max_length=24, description="mobile number in India")
    identity: Annotated[Sound, StringConstraints(strip_whitespace=True, max_length=20)] | None = Field(
        None, description="Udyam number or GSTIN"
    )

    @field_validator("phone")
    @classmethod
    def _mobile(cls, value: str) -> str:
        found = needs.mobile(value)
        if found is None:
            raise ValueError("Give one mobile number of ten digits.")
        return found

    def posting(self) -> Posting:
        """For the service."""
        return Posting(**self.model_dump(exclude={"reason"}))


class NeedModel(BaseModel):
    """A need. `phone` is masked."""

    number: str
    status: Status
    trade: str
    count: int
    district: str
    place: str | None
    starts_on: dt.date | None
    months: int
    employer: str
    phone: str
    identity: str | None
    reason: str | None = Field(description="why it was rejected")
    officer: str | None
    created_at: dt.datetime
    updated_at: dt.datetime

    @classmethod
    def of(cls, need: Any) -> Self:
        """From a row."""
        shown = {name: getattr(need, name) for name in cls.model_fields}
        return cls(**{**shown, "number": numbers.shown(need.number), "phone": masked(need.phone)})


class NeedsModel(BaseModel):
    """A page of needs, the newest first."""

    total: int
    needs: list[NeedModel]


class OfferModel(BaseModel):
    """A worker who was asked: number in the register alone."""

    worker: str
    status: str
    score: int = Field(description="of 100")
    reasons: list[Any] = Field(description="why they fit: keys and values")
    asked_at: dt.datetime
    answered_at: dt.datetime | None


class OffersModel(BaseModel):
    """Everybody who was asked about a need, the best first."""

    offers: list[OfferModel]


class IntroducedModel(BaseModel):
    """A worker who said yes and agreed that the employer gets their number."""

    worker: str
    name: str
    phone: str


class IntroductionsModel(BaseModel):
    """The workers who said yes."""

    workers: list[IntroducedModel]


class PhoneModel(BaseModel):
    """A telephone number in E.164."""

    phone: str


def create_router(database: Database, library: Library, clock: Clock, signed_in: SignedIn) -> APIRouter:
    """The routes. `signed_in`: see api/officers.py. Employers and workers are told within a minute."""
    router = APIRouter(
        prefix=PREFIX, tags=["officials"],
        responses={
            **RESPONSES,
            404: {"description": "There is no such need, or it is not the official's to see"},
            409: {"description": "The need is in another state"},
        },
    )  # fmt: skip
    signed: Any = Depends(signed_in)

    async def run(work: Callable[..., Any], *arguments: Any) -> Any:
        with _explained():
            return await database.run(work, *arguments)

    @router.get("", response_model=NeedsModel, summary="List needs, the newest first")
    async def listed(
        officer: Officer = signed,
        status: Annotated[list[Status], Query(description="only in these states", max_length=5)] = [],  # noqa: B006
        district: Annotated[str | None, Query(max_length=32, description="only of this district")] = None,
        offset: Annotated[int, Query(ge=0, le=1_000_000, description="how many to leave out")] = 0,
        limit: Annotated[int, Query(ge=1, le=200, description="how many at most")] = PAGE,
    ) -> Any:
        found, total = await run(needs.listed, officer, status, district, offset, limit)
        return NeedsModel(total=total, needs=[NeedModel.of(one) for one in found])

    @router.post("", response_model=NeedModel, status_code=201, summary="Enter a need of an employer you looked at")
    async def enter(body: New, officer: Officer = signed) -> Any:
        content = library.content()
        if body.trade not in content.trade_list:
            raise HTTPException(422, f"trade: there is no trade {body.trade}; use an id of content/trades.")
        if f"district.{body.district.replace('-', '_')}" not in content.choices:
            raise HTTPException(422, f"district: there is no district {body.district}; use an id of content/places.")
        return NeedModel.of(await run(needs.enter, officer, body.posting(), body.reason, clock()))

    @router.get("/{number}", response_model=NeedModel, summary="Read one need")
    async def one(number: Number, officer: Officer = signed) -> Any:
        return NeedModel.of(await run(needs.seen, officer, number))

    @router.get("/{number}/offers", response_model=OffersModel, summary="Who was asked, and why")
    async def asked(number: Number, officer: Officer = signed) -> Any:
        found = await run(offers.of_need, officer, number)
        return OffersModel(
            offers=[OfferModel(worker=numbers.shown(worker), **_plain(offer)) for offer, worker in found]
        )

    @router.post("/{number}/phone", response_model=PhoneModel, summary="Read the employer's number; the reason is kept")
    async def phone(number: Number, body: Why, officer: Officer = signed) -> Any:
        return PhoneModel(phone=await run(needs.phone, officer, number, body.reason, clock()))

    @router.post(
        "/{number}/introductions", response_model=IntroductionsModel,
        summary="Read names and numbers of those who said yes; the reason is kept",
    )  # fmt: skip
    async def introductions(number: Number, body: Why, officer: Officer = signed) -> Any:
        found = await run(offers.introductions, officer, number, body.reason, clock())
        return IntroductionsModel(
            workers=[
                IntroducedModel(worker=numbers.shown(x.worker.number), name=x.worker.name, phone=x.worker.phone)
                for x in found
            ]
        )

    @router.post("/{number}/verify", response_model=NeedModel, summary="The employer is real: workers are asked now")
    async def verify(number: Number, body: Why, officer: Officer = signed) -> Any:
        return NeedModel.of(await run(needs.verify, officer, number, body.reason, clock()))

    @router.post("/{number}/reject", response_model=NeedModel, summary="Refuse a need; the employer is told the reason")
    async def reject(number: Number, body: Why, officer: Officer = signed) -> Any:
        return NeedModel.of(await run(needs.reject, officer, number, body.reason, clock()))

    @router.post("/{number}/close", response_model=NeedModel, summary="Nobody else is asked")
    async def close(number: Number, body: Why, officer: Officer = signed) -> Any:
        return NeedModel.of(await run(needs.close, officer, number, body.reason, clock()))

    return router


def _plain(offer: Any) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in OfferModel.model_fields if name != "worker"}


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Forbidden as error:
        raise HTTPException(403, str(error)) from None
    except UnknownNeed as error:
        raise HTTPException(404, str(error)) from None
    except NotNow as error:
        raise HTTPException(409, str(error)) from None
    except NoReason as error:
        raise HTTPException(422, f"reason: {error}") from None
