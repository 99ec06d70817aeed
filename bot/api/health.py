"""`GET /healthz`: the process lives. `GET /readyz`: it can serve; if not, which part cannot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse

Check = Callable[[], Awaitable[str | None]]
"""None if the part is well, else what is wrong with it."""


def create_router(
    checks: Mapping[str, Check],
    channels: Mapping[str, Check] | None = None,
    training: Callable[[], str | None] = lambda: None,
) -> APIRouter:
    """The two routes. `checks`, by the name of the part: without these nothing works. `channels`: shown too, but a
    channel that is down does not make the service unready, since the others go on. `training`: how the training in the
    background stands; shown if it is known."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Is the process alive?")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @router.get(
        "/readyz", summary="Can it serve? If not, which part cannot?", responses={503: {"description": "Not ready"}}
    )
    async def readyz() -> JSONResponse:
        parts = {name: await _state(check) for name, check in checks.items()}
        ready = all(state == "ok" for state in parts.values())
        parts.update({name: await _state(check) for name, check in (channels or {}).items()})
        told = {"training": state} if (state := training()) else {}
        return JSONResponse(
            {"status": "ready" if ready else "not ready", "parts": parts, **told}, 200 if ready else 503
        )

    return router


async def _state(check: Check) -> str:
    try:
        return await check() or "ok"
    except Exception as error:
        return type(error).__name__
