"""`POST /api/chat`: one message of a person in, the replies out when the turn is done."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from starlette.exceptions import HTTPException

from bot.api.problems import problem
from bot.api.rate import Rate
from bot.channels import web
from bot.channels.base import Inbound, Outgoing
from bot.conversation.inbox import Accepted

BODY_LIMIT = 1_000_000  # bytes: longer bodies are refused before they are read into memory
TEXT_LIMIT = 200_000  # characters that are taken in at all; what is over the limit of a message gets a friendly reply

Name = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")]


def _sound(value: Any) -> Any:
    """Text without lone surrogates and NUL, which JSON can carry and databases cannot store."""
    return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "") if isinstance(value, str) else value


Sound = Annotated[str, BeforeValidator(_sound)]


class LocationModel(BaseModel):
    """Where a person is, in degrees north and east."""

    model_config = ConfigDict(extra="forbid")

    lat: float = Field(ge=-90, le=90, allow_inf_nan=False)
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False)


class ChatRequest(BaseModel):
    """A message. `sender`: a name of the person's own making, the same in each message; one of `text`, `payload` and
    `location`."""

    model_config = ConfigDict(extra="forbid")

    sender: Name
    text: Sound | None = Field(None, max_length=TEXT_LIMIT, description="what the person typed")
    payload: Sound | None = Field(None, min_length=1, max_length=64, description="the payload of the button pressed")
    location: LocationModel | None = Field(None, description="where the person is: used for the answer, not kept")

    @model_validator(mode="after")
    def _one(self) -> ChatRequest:
        if sum(part is not None for part in (self.text, self.payload, self.location)) != 1:
            raise ValueError("give either text or payload, or a location")
        return self


class ButtonModel(BaseModel):
    """A choice."""

    title: str
    payload: str


class SourceModel(BaseModel):
    """Where an answer comes from."""

    title: str
    url: str
    verified_on: str


class DocumentModel(BaseModel):
    """A file that goes with a reply: a picture, data to keep. `content`: in base64."""

    name: str
    mime: str
    content: str


class MessageModel(BaseModel):
    """One reply. `roman` is there and true for Bengali or Hindi in roman letters; `rating`: thumbs (up, down) to judge
    an answer with; `document`: a file that goes with it."""

    text: str
    language: str
    roman: bool = False
    buttons: list[ButtonModel]
    sources: list[SourceModel]
    rating: list[ButtonModel] = Field(default_factory=list)
    document: DocumentModel | None = None


class ChatResponse(BaseModel):
    """The replies, at least one."""

    messages: list[MessageModel]


class Conversation(Protocol):
    """What the API needs of the conversation."""

    async def accept(self, message: Inbound) -> Accepted: ...
    async def answer(self, accepted: Accepted) -> list[Outgoing]: ...


def create_router(conversation: Conversation, rate: Rate) -> APIRouter:
    """The route."""
    router = APIRouter()

    @router.post(
        "/api/chat",
        response_model=ChatResponse,
        tags=["chat"],
        summary="Send a message and get the replies",
        responses={
            413: {"description": "The body is too large"},
            422: {"description": "The request is not valid; the document names the field"},
            429: {"description": "Too many messages of this sender; Retry-After says when"},
        },
    )
    async def chat(
        body: ChatRequest,
        idempotency_key: Annotated[
            str | None,
            Header(
                min_length=1, max_length=64, description="The same key again gives the same replies, not a second turn"
            ),
        ] = None,
    ) -> Response:
        wait = rate.take(f"{web.NAME}:{body.sender}")
        if wait > 0:
            seconds = str(math.ceil(wait))
            return problem(429, "Too many messages", f"Please wait {seconds} seconds.", {"Retry-After": seconds})
        here = (body.location.lat, body.location.lon) if body.location else None
        message = web.parse(body.sender, body.text, body.payload, idempotency_key, here)
        return JSONResponse({"messages": web.show(await conversation.answer(await conversation.accept(message)))})

    return router


class BodyLimit:
    """Refuses bodies that are too large, by their announced length or as they come. `larger`: other limits of paths;
    `below`: of everything below a path."""

    def __init__(
        self, app: Any, limit: int = BODY_LIMIT, larger: Mapping[str, int] | None = None,
        below: Mapping[str, int] | None = None,
    ) -> None:  # fmt: skip
        self._app = app
        self._limit = limit
        self._larger = larger or {}
        self._below = below or {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        path = request.url.path
        below = next((limit for folder, limit in self._below.items() if path.startswith(folder + "/")), self._limit)
        limit = self._larger.get(path, below)
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > limit:
            await self._refuse(limit, scope, receive, send)
            return
        seen = 0

        async def counted() -> Any:
            nonlocal seen
            part = await receive()
            seen += len(part.get("body", b""))
            if seen > limit:
                raise _TooLarge(limit)
            return part

        try:
            await self._app(scope, counted, send)
        except _TooLarge:
            await self._refuse(limit, scope, receive, send)

    async def _refuse(self, limit: int, scope: Any, receive: Any, send: Any) -> None:
        await problem(413, "The body is too large", f"Send at most {limit} bytes.")(scope, receive, send)


class _TooLarge(HTTPException):
    """Of this kind because FastAPI takes every other error while it reads a body for a body that cannot be parsed."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"The body is too large: send at most {limit} bytes.")
