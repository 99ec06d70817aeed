"""The officials' API: who may use it, what it takes, what it says when it refuses."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from bot.api import handover as api
from bot.api import problems
from bot.conversation.handover import Desk
from bot.db.session import Database
from bot.knowledge.library import Content
from bot.services import contacts, handover

TOKEN = "officials"
RIGHT = {"Authorization": f"Bearer {TOKEN}"}


class FixedLibrary:
    def __init__(self, content: Content) -> None:
        self.now = content

    def content(self) -> Content:
        return self.now


def application(database: Database, content: Content, clock: Any, token: str | None, woken: list[int]) -> FastAPI:
    app = FastAPI()
    problems.install(app)
    desk = Desk(FixedLibrary(content), {})  # type: ignore[arg-type]
    secret = SecretStr(token) if token is not None else None
    app.include_router(api.create_router(database, desk, clock, secret, lambda: woken.append(1)))
    return app


@pytest.fixture
def woken() -> list[int]:
    return []


@pytest.fixture
async def client(
    database: Database, content: Content, clock: Any, http: Any, woken: list[int]
) -> AsyncIterator[httpx.AsyncClient]:
    async with http(application(database, content, clock, TOKEN, woken)) as opened:
        opened.headers.update(RIGHT)
        yield opened


@pytest.fixture
def wish(database: Database, clock: Any) -> str:
    with database.session() as session:
        person = contacts.find_or_create(session, "telegram", "+919800000000", clock()).id
        handover.wish(session, person, "alpha", "bn", clock())
    with database.session() as session:
        return handover.wishes(session)[0][0].id


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic officials", "officials", "Bearer officials2"]
)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("GET", f"/{'0' * 32}/messages"), ("POST", f"/{'0' * 32}/take")]
)
async def test_a_wrong_token(client: httpx.AsyncClient, shown: str, method: str, path: str) -> None:
    answer = await client.request(method, api.PREFIX + path, headers={"Authorization": shown}, json={"official": "a"})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == problems.MEDIA_TYPE
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("token", [None, ""])
@pytest.mark.parametrize("shown", ["Bearer ", "Bearer x", ""])
async def test_without_a_token_there_is_no_api(
    database: Database, content: Content, clock: Any, http: Any, token: str | None, shown: str
) -> None:
    async with http(application(database, content, clock, token, [])) as client:
        answer = await client.get(api.PREFIX, headers={"Authorization": shown})
    assert answer.status_code == 404


async def test_a_conversation(client: httpx.AsyncClient, wish: str, woken: list[int]) -> None:
    listed = (await client.get(api.PREFIX, params={"status": "open", "topic": "alpha"})).json()
    assert (listed["total"], listed["handovers"][0]["id"], listed["handovers"][0]["channel"]) == (1, wish, "telegram")
    assert "9800000000" not in str(listed)
    act = f"{api.PREFIX}/{wish}"
    assert (await client.post(f"{act}/take", json={"official": "অমিত", "shown_as": "Amit"})).status_code == 204
    said = await client.post(f"{act}/say", json={"official": "অমিত", "text": " নমস্কার\nবলুন "})
    assert said.status_code == 202
    messages = (await client.get(f"{act}/messages")).json()["messages"]
    assert [(one["id"], one["official"], one["text"]) for one in messages] == [(said.json()["id"], True, "নমস্কার\nবলুন")]
    assert (await client.post(f"{act}/give-back", json={"official": "অমিত"})).status_code == 204
    assert (await client.post(f"{act}/close", json={"official": "b"})).status_code == 204
    assert len(woken) == 4, "each act has something to send"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("take", {"official": "b"}, 409),
        ("say", {"official": "b", "text": "x"}, 409),
        ("say", {"official": "a", "text": " "}, 422),
        ("say", {"official": "a", "text": "x" * (api.TEXT_LIMIT + 1)}, 422),
        ("say", {"official": "a"}, 422),
        ("say", {"official": " ", "text": "x"}, 422),
        ("say", {"official": "a" * 65, "text": "x"}, 422),
        ("close", {"official": "a", "more": 1}, 422),
        ("close", {}, 422),
        ("dance", {"official": "a"}, 404),
    ],
)
async def test_refusals(
    client: httpx.AsyncClient, database: Database, clock: Any, wish: str, path: str, body: dict[str, Any], status: int
) -> None:
    with database.session() as session:
        handover.take(session, wish, "a", clock())
    answer = await client.post(f"{api.PREFIX}/{wish}/{path}", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, problems.MEDIA_TYPE)
    assert answer.json()["detail"]


@pytest.mark.parametrize("path", ["messages", "take", "say", "close", "give-back"])
async def test_an_unknown_conversation(client: httpx.AsyncClient, path: str) -> None:
    method = "GET" if path == "messages" else "POST"
    body = {"official": "a"} | ({"text": "x"} if path == "say" else {})
    for name, status in (("0" * 32, 404), ("x", 422), ("0" * 33, 422)):
        answer = await client.request(method, f"{api.PREFIX}/{name}/{path}", json=body)
        assert answer.status_code == status


@pytest.mark.parametrize("query", [{"status": "x"}, {"limit": 0}, {"limit": 201}, {"offset": -1}, {"topic": "x" * 33}])
async def test_a_wrong_query(client: httpx.AsyncClient, query: dict[str, Any]) -> None:
    assert (await client.get(api.PREFIX, params=query)).status_code == 422


async def test_acts_are_logged_without_words_and_names(
    client: httpx.AsyncClient, wish: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    for act, more in (("take", {"shown_as": "hidden"}), ("say", {"text": "hidden"}), ("close", {})):
        await client.post(f"{api.PREFIX}/{wish}/{act}", json={"official": "hidden", **more})
    assert [line.split(": ")[1] for line in caplog.messages if wish in line] == ["taken", "answered", "closed"]
    assert "hidden" not in caplog.text


async def test_the_description_names_every_route(database: Database, content: Content, clock: Any) -> None:
    paths = application(database, content, clock, TOKEN, []).openapi()["paths"]
    assert sorted(paths) == sorted(
        api.PREFIX + part
        for part in ("", *(f"/{{wish_id}}/{act}" for act in ("messages", "take", "say", "close", "give-back")))
    )
    assert application(database, content, clock, None, []).openapi()["paths"] == {}
