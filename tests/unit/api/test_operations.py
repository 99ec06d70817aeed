"""What the supervisor tells the gateway: taken only with the token, and only what is known."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from bot.api.operations import Operations, add_route
from bot.conversation.engine import Engine

OLD, NEW = "http://127.0.0.1:1", "http://127.0.0.1:2"


class Scene:
    def __init__(self) -> None:
        self.engine = Engine(OLD, 1.0)
        self.moves: list[str] = []
        self.operations = Operations(self.engine, self.moves.append)
        self.app = FastAPI()
        add_route(self.app, self.operations, "a token")


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def told(scene: Scene, http: Any, body: Any, token: str = "a token") -> int:
    async with http(scene.app) as client:
        return int((await client.post("/operations", params={"token": token}, json=body)).status_code)


async def test_another_engine(scene: Scene, http: Any) -> None:
    assert await told(scene, http, {"engine_url": NEW + "/"}) == 204
    assert (scene.engine.url, scene.moves, scene.operations.training) == (NEW, [NEW], None)
    assert await told(scene, http, {"engine_url": NEW}) == 204
    assert scene.moves == [NEW], "it is there already"


async def test_training(scene: Scene, http: Any) -> None:
    for state in ("needed", "running", "gate-failed", "current"):
        assert await told(scene, http, {"training": state}) == 204
        assert scene.operations.training == state
    assert scene.engine.url == OLD


@pytest.mark.parametrize(
    ("body", "token", "status"),
    [
        ({"engine_url": NEW, "training": "current"}, "another", 401),
        ({"engine_url": NEW, "training": "current"}, "", 401),
        ({"engine_url": NEW, "training": "nearly"}, "a token", 422),
        ({"engine_url": NEW, "colour": "red"}, "a token", 422),
        ("words", "a token", 422),
    ],
)
async def test_what_is_refused_changes_nothing(scene: Scene, http: Any, body: Any, token: str, status: int) -> None:
    assert await told(scene, http, body, token) == status
    assert (scene.engine.url, scene.moves, scene.operations.training) == (OLD, [], None)
