"""The bank desks' API: who may use it, what it takes, what it says when it refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI, Header
from sqlalchemy import select
from starlette.exceptions import HTTPException

from bot.api import problems
from bot.api import referrals as api
from bot.conversation.referrals import LoanDesk
from bot.db.models import AuditEvent, OutboxMessage
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import contacts, numbers, referrals
from bot.services.officers import Officer
from bot.services.referrals import Request
from bot.settings import get_settings

PEOPLE = {
    "malda": Officer("a" * 32, "Mita Das", frozenset({"malda"}), frozenset({"referrals"})),
    "nadia": Officer("b" * 32, "Amit Pal", frozenset({"nadia"}), frozenset({"referrals"})),
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
def woken() -> list[int]:
    return []


@pytest.fixture
async def client(
    database: Database, library: Library, clock: Any, http: Any, woken: list[int]
) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    problems.install(app)
    app.include_router(api.create_router(database, LoanDesk(library), clock, signed_in, lambda: woken.append(1)))
    async with http(app) as opened:
        opened.headers["Authorization"] = "Bearer malda"
        yield opened


@pytest.fixture
def number(database: Database, clock: Any) -> str:
    with database.session() as session:
        person = contacts.find_or_create(session, "telegram", "42", clock()).id
        referrals.answer(session, person, True, "1", "bn", clock())
        asked = Request("tools", 200_000, "malda", ("pan",), "Rina Das", "+919830012345", "bn")
        return referrals.create(session, person, asked, clock()).number


async def test_the_way_of_a_request(
    client: httpx.AsyncClient, database: Database, number: str, woken: list[int]
) -> None:
    listed = (await client.get(api.PREFIX)).json()
    (one,) = listed["referrals"]
    assert listed["total"] == 1 and (one["number"], one["phone"], one["waits"]) == (number, "98xxxxxx45", False)
    act = f"{api.PREFIX}/{numbers.shown(number)}"
    moved = await client.post(f"{act}/state", json={"status": "contacted", "reason": " কাল আসবেন "})
    assert moved.status_code == 200 and woken == [1]
    whole = (await client.get(act)).json()
    assert whole == moved.json() and whole["status"] == "contacted"
    assert [(step["status"], step["by"], step["reason"]) for step in whole["steps"]] == [
        ("new", "-", None), ("contacted", "Mita Das", "কাল আসবেন"),
    ]  # fmt: skip
    phone = await client.post(f"{act}/phone", json={"reason": "to tell about the missing paper"})
    assert phone.json() == {"phone": "+919830012345"}
    with database.session() as session:
        acts = [one.act for one in session.scalars(select(AuditEvent).order_by(AuditEvent.id))]
        assert acts == ["referral_contacted", "referral_unmask"]
        assert len(session.scalars(select(OutboxMessage)).all()) == 1


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("GET", "", None), ("GET", "/{}", None), ("POST", "/{}/state", {"status": "contacted"}),
     ("POST", "/{}/phone", {"reason": "to call about the loan"})],
)  # fmt: skip
async def test_who_may_not(
    client: httpx.AsyncClient, number: str, woken: list[int], method: str, path: str, body: Any
) -> None:
    for token, status in (("", 401), ("wrong", 401), ("guest", 403), ("nadia", 404 if path else 200)):
        answer = await client.request(
            method, api.PREFIX + path.format(number), json=body, headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code == status, token
        assert number not in answer.text.replace(path.format(number), "") and "98" not in answer.text
        if status != 200:
            assert answer.headers["content-type"] == problems.MEDIA_TYPE
    assert woken == []


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("state", {"status": "sanctioned"}, 409), ("state", {"status": "refused"}, 422),
        ("state", {"status": "x"}, 422),
        ("state", {}, 422), ("state", {"status": "contacted", "reason": "x" * 201}, 422),
        ("state", {"status": "contacted", "more": 1}, 422), ("phone", {"reason": "x"}, 422), ("phone", {}, 422),
    ],
)  # fmt: skip
async def test_refusals_say_what_to_do(
    client: httpx.AsyncClient, number: str, path: str, body: dict[str, Any], status: int
) -> None:
    answer = await client.post(f"{api.PREFIX}/{number}/{path}", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, problems.MEDIA_TYPE)
    assert len(answer.json()["detail"]) > 10


@pytest.mark.parametrize("which", ["L123456789", "x", "L-0000-0000-0"])
async def test_an_unknown_number(client: httpx.AsyncClient, number: str, which: str) -> None:
    answer = await client.get(f"{api.PREFIX}/{which}")
    assert answer.status_code == 404 and "look at the list" in answer.json()["detail"]


async def test_a_foreign_district_in_the_filter(client: httpx.AsyncClient) -> None:
    assert (await client.get(api.PREFIX, params={"district": "malda", "status": "applied"})).json()["total"] == 0
    assert (await client.get(api.PREFIX, params={"district": ["malda", "nadia"]})).status_code == 403
