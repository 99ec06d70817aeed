"""Lists over HTTP: the dry run, the import, and who may not."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from bot.api import chat, problems, workers_import
from bot.api.officers import signed_in
from bot.api.rate import Rate
from bot.db.models import Base, Worker
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import officers
from bot.settings import ROOT
from tests.unit.services.worker_import.lists import text_list, xlsx

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
LIST = [
    ["Name", "Mobile", "District", "Trade"],
    ["Hari Pal", "9733300001", "Malda", "Mason"],
    ["Rahim Sk", "9733300003", "Nadia", "Mason"],
]
GIVEN = {"organisation": "Malda DIC"}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(ROOT / "content")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def tokens(database: Database) -> dict[str, str]:
    rights = {"importer": ["import"], "clerk": ["export"]}
    with database.session() as session:
        return {
            name: officers.add(session, name, ["malda"], of, NOW, known=["malda", "nadia"])
            for name, of in rights.items()
        }


@pytest.fixture
def client(database: Database, library: Library, http: Callable[[Any], httpx.AsyncClient]) -> httpx.AsyncClient:
    app = FastAPI()
    problems.install(app)
    app.include_router(
        workers_import.create_router(database, library, lambda: NOW, signed_in(database, Rate("100/minute")))
    )
    app.add_middleware(chat.BodyLimit, larger={workers_import.PATH: workers_import.BODY_LIMIT})
    return http(app)


async def send(client: httpx.AsyncClient, token: str, data: bytes, **query: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"}
    return await client.post(workers_import.PATH, params={**GIVEN, **query}, headers=headers, content=data)


def phones(database: Database) -> list[str]:
    with database.session() as session:
        return list(session.scalars(select(Worker.phone)))


async def test_a_dry_run_and_then_the_import(
    client: httpx.AsyncClient, tokens: dict[str, str], database: Database
) -> None:
    dry = await send(client, tokens["importer"], text_list(LIST))
    assert dry.status_code == 200 and (dry.json()["applied"], dry.json()["entered"]) == (False, 0)
    assert [row["result"] for row in dry.json()["rows"]] == ["new", "wrong"]
    assert "97333000" not in dry.text and phones(database) == []
    done = await send(client, tokens["importer"], text_list(LIST), apply=True)
    assert done.json()["entered"] == 1 and phones(database) == ["+919733300001"]
    again = await send(client, tokens["importer"], xlsx(LIST), apply=True)
    assert again.status_code == 409 and again.headers["content-type"] == problems.MEDIA_TYPE
    assert phones(database) == ["+919733300001"]


async def test_the_list_with_its_results(client: httpx.AsyncClient, tokens: dict[str, str]) -> None:
    reply = await send(client, tokens["importer"], xlsx(LIST), report="xlsx")
    assert reply.headers["content-type"] == workers_import.XLSX and reply.headers["cache-control"] == "no-store"
    page = openpyxl.load_workbook(io.BytesIO(reply.content)).worksheets[0]
    assert [row[0].value for row in page.iter_rows()] == ["result", "new", "wrong"]


async def test_who_may_not(client: httpx.AsyncClient, tokens: dict[str, str], database: Database) -> None:
    assert (await send(client, "wrong", text_list(LIST), apply=True)).status_code == 401
    assert (await send(client, tokens["clerk"], text_list(LIST), apply=True)).status_code == 403
    elsewhere = await send(client, tokens["importer"], text_list(LIST), apply=True, district="nadia")
    assert elsewhere.status_code == 403
    assert phones(database) == []


@pytest.mark.parametrize(
    ("data", "query", "status", "why"),
    [
        (b"%PDF-1.7", {}, 422, "PDF"),
        (b"", {}, 422, ""),
        (text_list(LIST), {"organisation": "", "apply": True}, 422, "organisation"),
        (text_list(LIST), {"district": "mladia"}, 422, "no district mladia"),
        (text_list([LIST[0], *([LIST[1]] * (workers_import.ROWS + 1))]), {}, 422, "more than 5,000 rows"),
        (b"x" * (workers_import.BODY_LIMIT + 1), {}, 413, "too large"),
    ],
    ids=["a PDF", "nothing", "no organisation", "no such district", "too many rows", "too large"],
)
async def test_what_is_wrong_is_said(
    client: httpx.AsyncClient, tokens: dict[str, str], data: bytes, query: dict[str, Any], status: int, why: str
) -> None:
    reply = await send(client, tokens["importer"], data, **query)
    assert reply.status_code == status and why in reply.text
    assert reply.headers["content-type"] == problems.MEDIA_TYPE
