"""The officials' API on needs: who may use it, what it takes, what it says when it refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI, Header
from sqlalchemy import select
from starlette.exceptions import HTTPException

from bot.api import needs as api
from bot.api import problems
from bot.conversation import offers as telling
from bot.conversation.offers import Exchange
from bot.db.models import AuditEvent, NeedOffer
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import consent, contacts, workers
from bot.services.officers import Officer
from bot.services.workers import Registration, Trade
from bot.settings import get_settings

PEOPLE = {
    "malda": Officer("a" * 32, "A. Roy", frozenset({"malda"}), frozenset({"verify"})),
    "nadia": Officer("b" * 32, "Amit Pal", frozenset({"nadia"}), frozenset({"verify"})),
    "guest": Officer("c" * 32, "Guest", None, frozenset({"export"})),
}
WHY = {"reason": "trade licence and shop seen"}
NEW: dict[str, Any] = {
    "trade": "mason", "count": 2, "district": "malda", "place": "Chanchal", "starts_on": "2026-12-01", "months": 12,
    "employer": "রায় কনস্ট্রাকশন", "phone": "98300 99999", **WHY,
}  # fmt: skip


async def signed_in(authorization: Annotated[str, Header()] = "") -> Officer:
    if (found := PEOPLE.get(authorization.removeprefix("Bearer "))) is None:
        raise HTTPException(401, "Show your token as bearer", {"WWW-Authenticate": "Bearer"})
    return found


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(get_settings().content_dir)


@pytest.fixture
async def client(database: Database, library: Library, clock: Any, http: Any) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    problems.install(app)
    app.include_router(api.create_router(database, library, clock, signed_in))
    async with http(app) as opened:
        opened.headers["Authorization"] = "Bearer malda"
        yield opened


async def entered(client: httpx.AsyncClient) -> str:
    answer = await client.post(api.PREFIX, json=NEW)
    assert answer.status_code == 201
    return str(answer.json()["number"])


async def test_a_need_is_entered_listed_and_closed(client: httpx.AsyncClient) -> None:
    number = await entered(client)
    (one,) = (await client.get(api.PREFIX, params={"status": "open"})).json()["needs"]
    assert (one["number"], one["phone"], one["employer"]) == (number, "98xxxxxx99", NEW["employer"])
    assert (await client.get(f"{api.PREFIX}/{number.lower()}")).json() == one
    closed = await client.post(f"{api.PREFIX}/{number}/close", json={"reason": "the shop has found people"})
    assert closed.json()["status"] == "closed"
    again = await client.post(f"{api.PREFIX}/{number}/verify", json=WHY)
    assert again.status_code == 409 and "closed" in again.json()["detail"]


async def test_those_who_said_yes_are_read_with_a_reason(
    client: httpx.AsyncClient, database: Database, library: Library, clock: Any
) -> None:
    number = await entered(client)
    with database.session() as session:
        person = contacts.find_or_create(session, "telegram", "w", clock()).id
        registration = Registration("Rahim", "+919830012345", "malda", (Trade("mason"),), wants=frozenset({"work"}),
                                    experience=36)  # fmt: skip
        made = workers.register(session, registration, clock(), contact_id=person)
        consent.record(session, made.worker_id, "s", "share_employers", "granted", clock(), version="1")
        Exchange(library).work(session, clock())
        offer = session.scalars(select(NeedOffer)).one()
        act = f"{api.PREFIX}/{number}"
    (asked,) = (await client.get(f"{act}/offers")).json()["offers"]
    assert (asked["status"], asked["reasons"][0][0]) == ("asked", "fit_same_trade")
    assert "Rahim" not in str(asked) and "98300" not in str(asked)
    assert (await client.post(f"{act}/introductions", json=WHY)).json() == {"workers": []}
    with database.session() as session:
        telling.by_payload(session, person, telling.payload(offer.id, "yes"), clock())
    (given,) = (await client.post(f"{act}/introductions", json=WHY)).json()["workers"]
    assert (given["name"], given["phone"]) == ("Rahim", "+919830012345")
    assert (await client.post(f"{act}/phone", json=WHY)).json() == {"phone": "+919830099999"}
    with database.session() as session:
        acts = [one.act for one in session.scalars(select(AuditEvent).order_by(AuditEvent.id))]
    assert acts == ["need_entered", "need_phone", "introduced", "need_phone", "need_phone"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("POST", "", NEW),
        ("GET", "/N", None),
        ("GET", "/N/offers", None),
        *(("POST", f"/N/{act}", WHY) for act in ("phone", "introductions", "verify", "reject", "close")),
    ],
)
async def test_nobody_without_token_right_or_district(
    client: httpx.AsyncClient, method: str, path: str, body: Any
) -> None:
    number = await entered(client)
    address = api.PREFIX + path.replace("N", number)

    async def call(token: str) -> httpx.Response:
        return await client.request(method, address, json=body, headers={"Authorization": f"Bearer {token}"})

    assert (await call("nobody")).status_code == 401
    other = await call("nadia")
    if path == "":
        assert (other.json() == {"total": 0, "needs": []}) if method == "GET" else other.status_code == 403
    else:
        assert other.status_code == 404 and NEW["employer"] not in other.text
        unknown = await client.request(
            method, address.replace(number, "N-0000-0000-0"), json=body, headers={"Authorization": "Bearer nadia"}
        )
        assert unknown.json() == other.json(), "nothing tells that there is one elsewhere"
    if method == "POST":
        assert (await call("guest")).status_code == 403


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"trade": "wizard"}, "trade"),
        ({"district": "paris"}, "district"),
        ({"phone": "12345"}, "phone"),
        ({"count": 0}, "count"),
        ({"months": -1}, "months"),
        ({"reason": "ok"}, "reason"),
        ({"employer": ""}, "employer"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_bad_input_is_named(client: httpx.AsyncClient, change: dict[str, Any], named: str) -> None:
    answer = await client.post(api.PREFIX, json={**NEW, **change})
    assert answer.status_code == 422 and named in answer.json()["detail"]
    assert answer.headers["content-type"] == problems.MEDIA_TYPE
