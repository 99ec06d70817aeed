"""`/api/officials/handovers`: for officials' programs, conversations that people want to have with a human being."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints
from starlette.exceptions import HTTPException

from bot.api.chat import Sound
from bot.clock import Clock
from bot.conversation.handover import Desk
from bot.db.session import Database
from bot.services import handover
from bot.services.handover import NotNow, Status, UnknownWish

PREFIX = "/api/officials/handovers"
TEXT_LIMIT = handover.TEXT_LIMIT
PAGE = 50


def _filled(value: str) -> str:
    if not value:
        raise ValueError("Write something: blanks alone are not enough.")
    return value


Named = Annotated[Sound, StringConstraints(strip_whitespace=True, max_length=64), AfterValidator(_filled)]
WishId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="id of the conversation")]


class Act(BaseModel):
    """Who acts."""

    model_config = ConfigDict(extra="forbid")

    official: Named = Field(description="who acts: the same name in each act on a conversation; people do not see it")


class Take(Act):
    """An official takes a conversation."""

    shown_as: Named | None = Field(None, description="what the person is told; left out: the help desk")


class Say(Act):
    """An official answers."""

    shown_as: Named | None = Field(None, description="what stands above the answer; left out: the help desk")
    text: Annotated[Sound, StringConstraints(strip_whitespace=True, max_length=TEXT_LIMIT), AfterValidator(_filled)]


class HandoverModel(BaseModel):
    """A conversation. Nothing in it says who the person is."""

    id: str
    status: Status
    channel: str
    topic: str | None = Field(description="what the conversation was about when the person asked")
    language: str
    created_at: dt.datetime
    official: str | None
    taken_at: dt.datetime | None
    active_at: dt.datetime | None = Field(description="when an official last did something")
    ended_at: dt.datetime | None


class HandoversModel(BaseModel):
    """A page of conversations, the oldest wish first."""

    total: int
    handovers: list[HandoverModel]


class MessageModel(BaseModel):
    """What was said. `text` is null once it is erased."""

    id: int
    official: bool
    text: str | None
    at: dt.datetime


class MessagesModel(BaseModel):
    """Messages, the oldest first."""

    messages: list[MessageModel]


class SaidModel(BaseModel):
    """The number of a message that is on its way."""

    id: int


def create_router(
    database: Database, desk: Desk, clock: Clock, token: SecretStr | None, wake: Callable[[], None]
) -> APIRouter:
    """The routes. `token`: what officials' programs show as bearer; None: there are no such routes (404).

    `wake`: called when something waits to be sent.
    """
    guard = Depends(_guard(token))
    router = APIRouter(
        prefix=PREFIX, tags=["officials"], dependencies=[guard], include_in_schema=token is not None,
        responses={
            401: {"description": "The bearer token is missing or wrong"},
            404: {"description": "There is no such conversation"},
            409: {"description": "The conversation is in another state, or another official has it"},
        },
    )  # fmt: skip

    @router.get("", response_model=HandoversModel, summary="List conversations, the oldest wish first")
    async def listed(
        status: Annotated[Status | None, Query(description="only in this state")] = None,
        topic: Annotated[str | None, Query(max_length=32, description="only about this topic")] = None,
        offset: Annotated[int, Query(ge=0, le=1_000_000, description="how many to leave out")] = 0,
        limit: Annotated[int, Query(ge=1, le=200, description="how many at most")] = PAGE,
    ) -> Any:
        found, total = await database.run(handover.wishes, status, topic, offset, limit)
        return {"total": total, "handovers": [vars(one) for one in found]}

    @router.get("/{wish_id}/messages", response_model=MessagesModel, summary="Read what was said")
    async def messages(
        wish_id: WishId,
        after: Annotated[int, Query(ge=0, le=2**62, description="number of the last message already seen")] = 0,
        limit: Annotated[int, Query(ge=1, le=200, description="how many at most")] = 100,
    ) -> Any:
        with _explained():
            found = await database.run(handover.conversation, wish_id, after, limit)
        return {"messages": [vars(one) for one in found]}

    async def done(work: Callable[..., Any], *arguments: Any) -> Any:
        with _explained():
            result = await database.run(work, *arguments, clock())
        wake()
        return result

    @router.post("/{wish_id}/take", status_code=204, summary="Take a conversation: the bot is silent from now on")
    async def take(wish_id: WishId, body: Take) -> Response:
        await done(desk.take, wish_id, body.official, body.shown_as)
        return Response(status_code=204)

    @router.post("/{wish_id}/say", response_model=SaidModel, status_code=202, summary="Answer the person")
    async def say(wish_id: WishId, body: Say) -> Any:
        return {"id": await done(partial(desk.say, shown=body.shown_as), wish_id, body.official, body.text)}

    @router.post("/{wish_id}/close", status_code=204, summary="End a conversation: the bot answers again")
    async def close(wish_id: WishId, body: Act) -> Response:
        await done(desk.close, wish_id, body.official)
        return Response(status_code=204)

    @router.post("/{wish_id}/give-back", status_code=204, summary="Let go of a conversation, for another to take it")
    async def give_back(wish_id: WishId, body: Act) -> Response:
        await done(desk.give_back, wish_id, body.official)
        return Response(status_code=204)

    return router


def _guard(token: SecretStr | None) -> Callable[..., Awaitable[None]]:
    wanted = token.get_secret_value() if token is not None else ""

    async def guard(authorization: Annotated[str, Header(include_in_schema=False)] = "") -> None:
        if not wanted:
            raise HTTPException(404, "Not Found")
        scheme, _, shown = authorization.partition(" ")
        right = hmac.compare_digest(shown.strip().encode("utf-8", "replace"), wanted.encode())
        if scheme.lower() != "bearer" or not right:
            raise HTTPException(401, "Show the officials' token as bearer", {"WWW-Authenticate": "Bearer"})

    return guard


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except UnknownWish:
        raise HTTPException(404, "There is no such conversation; GET the list for those there are.") from None
    except NotNow as error:
        raise HTTPException(409, str(error)) from None
