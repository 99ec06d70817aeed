"""`/healthz` and `/readyz`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
from fastapi import FastAPI

from bot.api.health import create_router


def application(states: dict[str, str | Exception | None]) -> FastAPI:
    def check(name: str) -> Callable[[], Any]:
        async def look() -> str | None:
            state = states[name]
            if isinstance(state, Exception):
                raise state
            return state

        return look

    app = FastAPI()
    app.include_router(create_router({name: check(name) for name in states}))
    return app


async def test_alive_even_if_nothing_else_is(http: Any) -> None:
    async with http(application({"database": "gone"})) as client:
        answer: httpx.Response = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


async def test_ready(http: Any) -> None:
    async with http(application({"database": None, "engine": None})) as client:
        answer = await client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "parts": {"database": "ok", "engine": "ok"}}


async def test_not_ready_names_the_part(http: Any) -> None:
    async with http(
        application({"database": OSError("secret path"), "engine": "no model loaded", "x": None})
    ) as client:
        answer = await client.get("/readyz")
    assert answer.status_code == 503
    parts = {"database": "OSError", "engine": "no model loaded", "x": "ok"}
    assert answer.json() == {"status": "not ready", "parts": parts}


async def test_training_is_shown_once_it_is_known(http: Any) -> None:
    states: list[str | None] = [None, "running"]
    app = FastAPI()
    app.include_router(create_router({}, training=lambda: states.pop(0)))
    async with http(app) as client:
        assert "training" not in (await client.get("/readyz")).json()
        assert (await client.get("/readyz")).json() == {"status": "ready", "parts": {}, "training": "running"}
