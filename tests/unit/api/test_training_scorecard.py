"""The officials' API of the scorecard: who may have it, in which forms, and what is kept of that."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from typing import Annotated, Any
from xml.etree import ElementTree

import httpx
import openpyxl
import pytest
from fastapi import FastAPI, Header
from sqlalchemy import select
from starlette.exceptions import HTTPException

from bot.api import problems
from bot.api import training_scorecard as api
from bot.db.models import AuditEvent
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services.officers import Officer
from bot.settings import get_settings
from tests.contract.scorecard_people import Made, made

PATH = f"{api.PREFIX}/scorecard"
PEOPLE = {
    "state": Officer("a" * 32, "A. Roy", None, frozenset({"training"})),
    "malda": Officer("b" * 32, "Amit Pal", frozenset({"malda"}), frozenset({"training"})),
    "guest": Officer("c" * 32, "Guest", None, frozenset({"export"})),
}


async def signed_in(authorization: Annotated[str, Header()] = "") -> Officer:
    if (found := PEOPLE.get(authorization.removeprefix("Bearer "))) is None:
        raise HTTPException(401, "Show your token as bearer", {"WWW-Authenticate": "Bearer"})
    return found


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(get_settings().content_dir)


@pytest.fixture
def programme(database: Database) -> Made:
    return made(database, 300, 24, 3)


@pytest.fixture
async def client(
    database: Database, programme: Made, library: Library, clock: Any, http: Any
) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    problems.install(app)
    app.include_router(api.create_router(database, library, clock, signed_in))
    async with http(app) as opened:
        opened.headers["Authorization"] = "Bearer state"
        yield opened


def acts(database: Database) -> list[tuple[str, str, Any]]:
    with database.session() as session:
        return [(one.actor, one.act, one.details["form"]) for one in session.scalars(select(AuditEvent))]


@pytest.mark.parametrize("end", ["", ".json"])
async def test_as_data(client: httpx.AsyncClient, database: Database, end: str) -> None:
    answer = await client.get(PATH + end)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    card = answer.json()
    assert card["whole"]["planned"] == 75 and len(card["agencies"]) == 3
    assert card["whole"]["counts"]["came"] == sum(row["counts"]["came"] for row in card["agencies"])
    assert {one["status"] for one in card["sessions"]} == {"held", "cancelled"}
    numbers = [
        value for rows in (card["agencies"], card["courses"], card["districts"]) for row in rows
        for value in row["counts"].values()
    ]  # fmt: skip
    assert None in numbers and not any(number in (1, 2, 3, 4) for number in numbers)
    assert acts(database) == [("A. Roy", "scorecard", "json")]


async def test_as_a_workbook(client: httpx.AsyncClient, database: Database) -> None:
    answer = await client.get(f"{PATH}.xlsx")
    assert answer.status_code == 200 and "scorecard-p-" in answer.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [
        "Overview", "Agencies", "Courses", "Districts", "Sessions", "Feedback", "Assessment", "Messages",
    ]  # fmt: skip
    card = (await client.get(PATH)).json()
    heads = [cell.value for cell in book["Agencies"][1]]
    rows = [
        dict(zip(heads, (cell.value for cell in row), strict=True)) for row in book["Agencies"].iter_rows(min_row=2)
    ]
    for row, one in zip(rows, card["agencies"], strict=False):
        for heading, name in (("Came (once for each session)", "came"), ("Women-led", "women_led"), ("SC", "sc")):
            number = one["counts"][name]
            assert row[heading] == ("–*" if number is None else number)
    learning = book["Assessment"]
    heads = [cell.value for cell in learning[1]]
    whole = dict(zip(heads, (cell.value for cell in learning[2]), strict=True))
    assert whole["Normalised gain"] == pytest.approx(card["whole"]["learning"]["gain"]["value"])
    assert whole["Normalised gain: people"] == card["whole"]["learning"]["gain"]["people"]
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell in (1, 2, 3, 4) for cell in cells_of_people(book))
    assert len(cells) > 500 and acts(database)[0] == ("A. Roy", "scorecard", "xlsx")


def cells_of_people(book: Any) -> list[Any]:
    """What stands in columns that count people."""
    found = []
    for name in ("Agencies", "Courses", "Districts"):
        heads = [cell.value for cell in book[name][1]]
        first = heads.index("People reached (each once)")
        last = heads.index("Share women-led (of those who said)")
        found += [cell.value for row in book[name].iter_rows(min_row=2) for cell in row[first:last]]
    for name in ("Feedback", "Assessment"):
        heads = [str(cell.value) for cell in book[name][1]]
        columns = [at for at, head in enumerate(heads) if head.endswith(": people")]
        found += [row[at].value for row in book[name].iter_rows(min_row=2) for at in columns]
    return found


async def test_as_a_picture(client: httpx.AsyncClient, database: Database) -> None:
    answer = await client.get(f"{PATH}.svg", params={"lang": "bn"})
    root = ElementTree.fromstring(answer.content)
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None and "Sample programme" in str(title.text) and root.get("lang") == "bn"
    assert answer.headers["content-type"] == api.SVG and acts(database) == [("A. Roy", "scorecard", "svg")]
    assert (await client.get(f"{PATH}.svg", params={"lang": "fr"})).status_code == 422


async def test_only_the_officials_districts(client: httpx.AsyncClient) -> None:
    client.headers["Authorization"] = "Bearer malda"
    card = (await client.get(PATH)).json()
    assert {one["district"] for one in card["sessions"]} == {"malda"} and card["restricted"] is True
    assert card["whole"]["planned"] is None


@pytest.mark.parametrize(("token", "status"), [("guest", 403), ("nobody", 401)])
@pytest.mark.parametrize("end", ["", ".xlsx", ".svg"])
async def test_who_may_not(client: httpx.AsyncClient, database: Database, token: str, status: int, end: str) -> None:
    client.headers["Authorization"] = f"Bearer {token}"
    assert (await client.get(PATH + end, params={"programme": "X"})).status_code == status
    assert acts(database) == []


async def test_a_programme_that_is_not_there(client: httpx.AsyncClient, programme: Made) -> None:
    answer = await client.get(PATH, params={"programme": "X"})
    assert answer.status_code == 422 and programme.programme[:6].upper() in answer.text
    code = f"P-{programme.programme[:6].upper()}"
    assert (await client.get(PATH, params={"programme": code})).json()["code"] == code
