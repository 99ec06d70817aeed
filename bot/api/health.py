"""`GET /healthz`: the process lives. `GET /readyz`: it can serve; if not, which part cannot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse

Check = Callable[[], Awaitable[str | None]]
"""None if the part is well, else what is wrong with it."""


def create_router(checks: Mapping[str, Check]) -> APIRouter:
    """The two routes. `checks` by the name of the part."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Is the process alive?")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @router.get("/readyz", summary="Can it serve? If not, which part cannot?", responses={503: {"description": "Not ready"}})
    async def readyz() -> JSONResponse:
        parts: dict[str, str] = {}
        for name, check in checks.items():
            try:
                parts[name] = await check() or "ok"
            except Exception as error:
                parts[name] = type(error).__name__
        ready = all(state == "ok" for state in parts.values())
        return JSONResponse({"status": "ready" if ready else "not ready", "parts": parts}, 200 if ready else 503)

    return router
