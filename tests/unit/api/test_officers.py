"""The register at the HTTP API: what it takes, how it refuses, how it is described. Who reaches whom:
tests/contract/test_access.py."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.api import problems, workers
from bot.api.officers import signed_in
from bot.api.rate import Rate
from bot.db.session import Database
from bot.services import officers
from tests.register import NOW, entered

PATH = workers.PREFIX


@pytest.fixture
def token(database: Database) -> str:
    with database.session() as session:
        return officers.add(session, "A. Roy", ["malda"], ["export", "unmask"], NOW, known={"malda"})


def application(database: Database, library: Any, clock: Any, limit: str = "1000/minute") -> FastAPI:
    app = FastAPI()
    problems.install(app)
    app.include_router(workers.create_router(database, library, clock, signed_in(database, Rate(limit))))
    return app


@pytest.fixture
async def client(
    database: Database, project_library: Any, clock: Any, http: Callable[..., httpx.AsyncClient], token: str
) -> AsyncIterator[httpx.AsyncClient]:
    async with http(application(database, project_library, clock)) as opened:
        opened.headers["Authorization"] = f"Bearer {token}"
        yield opened


@pytest.fixture
def worker(database: Database) -> str:
    with database.session() as session:
        return entered(session, ("mason", "tailor"), gender="man", experience_months=40)


async def test_a_search(client: httpx.AsyncClient, worker: str) -> None:
    asked = {"district": "malda", "trade": ["mason", "plumber"], "want": "work", "years_from": 3, "years_to": 3}
    found = (await client.get(PATH, params=asked)).json()
    assert found["count"] == {"number": 1, "more": False} and found["cursor"] is None
    (one,) = found["workers"]
    assert (one["id"], one["phone"], one["trades"]) == (worker, "98xxxxxx45", ["mason", "tailor"])
    assert (await client.get(f"{PATH}/count", params=asked)).json() == found["count"]
    assert (await client.get(f"{PATH}/{one['number']}")).json() == one


async def test_page_by_page(client: httpx.AsyncClient, database: Database, worker: str) -> None:
    with database.session() as session:
        ids = {worker, *(entered(session) for _ in range(4))}
    seen: list[str] = []
    cursor = None
    while True:
        page = (await client.get(PATH, params={"limit": 2, **({"cursor": cursor} if cursor else {})})).json()
        seen += [one["id"] for one in page["workers"]]
        cursor = page["cursor"]
        if cursor is None:
            break
    assert len(seen) == 5 and set(seen) == ids


async def test_a_list(client: httpx.AsyncClient, worker: str) -> None:
    answer = await client.post(f"{PATH}/export", json={"format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="workers-2026-11-21.csv"'
    assert answer.headers["cache-control"] == "no-store" and "Rahim Sk" in answer.text
    open_ = await client.post(f"{PATH}/export", json={"format": "csv", "reason": "Calling them for training."})
    assert "9800012345" in open_.text and "9800012345" not in answer.text


async def test_a_picture(client: httpx.AsyncClient, worker: str) -> None:
    answer = await client.get(f"{PATH}/table.svg", params={"month": "2026-11"})
    assert answer.headers["content-type"] == "image/svg+xml" and "Mason" in answer.text


async def test_a_number(client: httpx.AsyncClient, worker: str) -> None:
    answer = await client.post(f"{PATH}/{worker}/unmask", json={"reason": "She asked for a call."})
    assert answer.json() == {"phone": "+919800012345"} and answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"district": "nowhere"}, "district"),
        ({"trade": "magician"}, "trade"),
        ({"want": "money"}, "want"),
        ({"gender": "lady"}, "gender"),
        ({"years_from": -1}, "years_from"),
        ({"years_from": 5, "years_to": 4}, "years_to"),
        ({"since": "2026-02-30"}, "since"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "until"),
        ({"cursor": "forged"}, "cursor"),
        ({"limit": 201}, "limit"),
        ({"distrct": "malda"}, "distrct"),
        ({"status": "all"}, "status"),
    ],
)
async def test_a_wrong_question_names_the_field_and_the_mend(
    client: httpx.AsyncClient, params: dict[str, Any], field: str
) -> None:
    answer = await client.get(PATH, params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (422, problems.MEDIA_TYPE)
    (error,) = answer.json()["errors"]
    assert error["field"] == field and error["detail"]


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "said"),
    [
        ("GET", "", {"params": {"district": "nadia"}}, 403, "You do not see nadia"),
        ("GET", "", {"params": {"status": "unconfirmed"}}, 403, "import"),
        ("GET", "/table.svg", {"params": {"month": "x"}}, 422, "2026-11"),
        ("GET", "/WB-1234", {}, 404, "no such worker in your districts"),
        ("POST", "/0/unmask", {"json": {"reason": "short"}}, 422, "10 characters"),
        ("POST", "/0/unmask", {"json": {}}, 422, "reason"),
        ("POST", "/export", {"json": {"format": "pdf"}}, 422, "format"),
        ("POST", "/export", {"json": {"more": 1}}, 422, "more"),
    ],
)
async def test_refusals(
    client: httpx.AsyncClient, method: str, path: str, more: dict[str, Any], status: int, said: str
) -> None:
    answer = await client.request(method, PATH + path, **more)
    assert (answer.status_code, answer.headers["content-type"]) == (status, problems.MEDIA_TYPE)
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic {token}", "{token}"])
async def test_a_wrong_token(client: httpx.AsyncClient, token: str, shown: str) -> None:
    answer = await client.get(PATH, headers={"Authorization": shown.format(token=token)})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"] == problems.MEDIA_TYPE


async def test_each_official_has_a_rate_of_their_own(
    database: Database, project_library: Any, clock: Any, http: Any, token: str
) -> None:
    with database.session() as session:
        other = officers.add(session, "B. Sen", ["malda"], [], NOW, known={"malda"})
    async with http(application(database, project_library, clock, "2/minute")) as client:

        async def status(shown: str) -> httpx.Response:
            answer: httpx.Response = await client.get(f"{PATH}/count", headers={"Authorization": f"Bearer {shown}"})
            return answer

        assert [(await status(token)).status_code for _ in range(3)] == [200, 200, 429]
        assert int((await status(token)).headers["retry-after"]) >= 1
        assert (await status(other)).status_code == 200
        assert [(await status("guess")).status_code for _ in range(3)] == [401, 401, 429]


def test_the_description_names_every_route_and_the_token(database: Database, project_library: Any, clock: Any) -> None:
    described = application(database, project_library, clock).openapi()
    assert sorted(described["paths"]) == sorted(
        PATH + part for part in ("", "/count", "/export", "/table.svg", "/{which}", "/{which}/unmask")
    )
    assert described["components"]["securitySchemes"]["officer"]["scheme"] == "bearer"
    for path in described["paths"].values():
        for route in path.values():
            assert route["security"] == [{"officer": []}] and {"401", "403", "422", "429"} <= route["responses"].keys()
