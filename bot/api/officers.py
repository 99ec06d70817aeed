"""Officials at the HTTP API: who asks (a bearer token each), how often they may, and what they are told when they may
not. Which districts and rights they have is the services' business."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from bot.api.rate import Rate
from bot.db.session import Database
from bot.services.officers import Forbidden, Officer, authenticate
from bot.services.worker_filter import BadFilter
from bot.services.worker_search import UnknownWorker

RESPONSES: dict[int | str, dict[str, Any]] = {
    401: {"description": "The bearer token is missing, wrong or revoked"},
    403: {"description": "The official does not have the right, or does not see the district"},
    422: {"description": "The request is not valid; the document names the field and what to change"},
    429: {"description": "Too many requests of this official; Retry-After says when"},
}
"""What every route for officials may answer."""

_bearer = HTTPBearer(
    auto_error=False, scheme_name="officer", description="The token that `bot officers add` showed once."
)
Shown = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
SignedIn = Callable[..., Awaitable[Officer]]
"""The dependency that `signed_in` makes."""


def signed_in(database: Database, rate: Rate) -> SignedIn:
    """A dependency that gives the official whose token the request shows, or answers 401. `rate`: how many requests
    each may send to all routes that share the dependency; wrong tokens are limited by where they come from."""

    async def officer(request: Request, shown: Shown = None) -> Officer:
        found = await database.run(authenticate, shown.credentials.strip()) if shown is not None else None
        host = request.client.host if request.client is not None else ""
        limited(rate, f"officer:{found.id}" if found is not None else f"host:{host}")
        if found is None:
            raise HTTPException(401, "Show your own token as bearer.", {"WWW-Authenticate": "Bearer"})
        return found

    return officer


def limited(rate: Rate, key: str) -> None:
    """Answers 429 to whoever sends too much."""
    wait = rate.take(key)
    if wait > 0:
        seconds = str(math.ceil(wait))
        raise HTTPException(429, f"Too many requests: wait {seconds} seconds.", {"Retry-After": seconds})


@contextmanager
def explained() -> Iterator[None]:
    """Turns the refusals of the services into answers. Nothing in them tells whether somebody in another district
    exists."""
    try:
        yield
    except Forbidden as error:
        raise HTTPException(403, str(error)) from None
    except UnknownWorker as error:
        raise HTTPException(404, str(error)) from None
    except BadFilter as error:
        item = {"type": "value_error", "loc": ("request", error.field), "msg": str(error), "input": None}
        raise RequestValidationError([item]) from None
