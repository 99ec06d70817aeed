"""The console as an application of its own, which the gateway mounts at /console."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from bot.channels.base import Capabilities, Channel
from bot.clock import Clock
from bot.conversation.handover import Desk
from bot.conversation.referrals import LoanDesk
from bot.db.session import Database
from bot.knowledge.library import Content, Library
from bot.services.console_sessions import Span
from bot.services.officers import Forbidden
from bot.services.training.plans import Schedule
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.console.visit import Visit

logger = logging.getLogger(__name__)

PATH: Final = "/console"
UPLOAD_LIMIT: Final = 6_000_000
"""Bytes of a request that brings a file; all others have that of a chat message."""
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",
}  # fmt: skip


class Wait(Exception):
    """Too many requests; `seconds` until the next."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class Site:
    """What the pages work with. `take`: of the rate limit, seconds to wait for a key (0: none); `knock`: the same for
    tries to sign in; `wake`: tells the sender that something waits; `health`: the checks of /readyz by name, None where
    all is well; `training`: how far a training of the engine is, as /readyz tells it; `refresh`: makes the other parts
    of this process look at the settings that officials changed; `live`: those settings."""

    database: Database
    library: Library
    clock: Clock
    settings: Settings
    channels: Mapping[str, Channel]
    desk: Desk
    loans: LoanDesk
    schedule: Callable[[], Schedule]
    wake: Callable[[], None]
    take: Callable[[str], float]
    health: Callable[[], Any]
    training: Callable[[], Any]
    live: Callable[[], Settings]
    knock: Callable[[str], float] = field(default=lambda _: 0.0)
    refresh: Callable[[], Awaitable[None]] | None = None

    @property
    def content(self) -> Content:
        """What is live now."""
        return self.library.content()

    @property
    def span(self) -> Span:
        """How long a session holds."""
        return Span(
            dt.timedelta(minutes=self.settings.console_idle_minutes),
            dt.timedelta(hours=self.settings.console_session_hours),
        )

    @property
    def capabilities(self) -> dict[str, Capabilities]:
        """Of the channels that run."""
        return {name: channel.capabilities for name, channel in self.channels.items()}


def create_console(site: Site) -> FastAPI:
    """The application. Every route but the sign-in asks `guard` who is there."""
    from bot.console import areas, guard

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.mount("/static", StaticFiles(directory=areas.STATIC), name="static")
    for router in areas.routers(site):
        app.include_router(router)

    @app.middleware("http")
    async def headers(request: Request, call_next: Any) -> Response:
        answer: Response = await call_next(request)
        for name, value in HEADERS.items():
            if name != "Cache-Control" or "/static/" not in request.url.path:
                answer.headers.setdefault(name, value)
        if "/static/" in request.url.path:
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer

    @app.exception_handler(guard.NotSignedIn)
    async def unknown(request: Request, error: guard.NotSignedIn) -> Response:
        return guard.to_sign_in(site, request, error)

    @app.exception_handler(Forbidden)
    async def forbidden(request: Request, error: Forbidden) -> Response:
        return await guard.trouble(site, request, 403, refused=error)

    @app.exception_handler(Wait)
    async def hurried(request: Request, error: Wait) -> Response:
        return await guard.trouble(site, request, 429, seconds=error.seconds)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return await guard.trouble(site, request, 422)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        return await guard.trouble(site, request, error.status_code)

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> Response:
        answer = await guard.trouble(site, request, 500)
        answer.headers.update(HEADERS)  # it does not come through the middleware
        return answer

    return app


Handler = Callable[["Visit"], Any]
