"""`POST /api/chat` with a conversation of the test's own: every wrong request is told by field, none is a 500."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.api import chat, problems
from bot.api.rate import Rate
from bot.channels.base import Button, Document, Inbound, Outgoing, SourceLink
from bot.conversation.inbox import Accepted

REPLY = Outgoing("নমস্কার", "bn", (Button("মেনু", "menu"),), (SourceLink("KVIC", "https://x.in", "2026-11-01"),))


class FakeConversation:
    def __init__(self) -> None:
        self.accepted: list[Inbound] = []
        self.error: Exception | None = None

    async def accept(self, message: Inbound) -> Accepted:
        if self.error is not None:
            raise self.error
        self.accepted.append(message)
        return Accepted(len(self.accepted), "c", repeated=False)

    async def answer(self, accepted: Accepted) -> list[Outgoing]:
        return [REPLY]


class FakeRate:
    def __init__(self) -> None:
        self.wait = 0.0
        self.keys: list[str] = []

    def take(self, key: str) -> float:
        self.keys.append(key)
        return self.wait


@pytest.fixture
def conversation() -> FakeConversation:
    return FakeConversation()


@pytest.fixture
def rate() -> FakeRate:
    return FakeRate()


def application(conversation: FakeConversation, rate: FakeRate | Rate) -> FastAPI:
    app = FastAPI()
    problems.install(app)
    app.include_router(chat.create_router(conversation, rate))  # type: ignore[arg-type]
    app.add_middleware(chat.BodyLimit)
    return app


@pytest.fixture
async def client(
    conversation: FakeConversation, rate: FakeRate, http: Callable[[Any], httpx.AsyncClient]
) -> AsyncIterator[httpx.AsyncClient]:
    async with http(application(conversation, rate)) as opened:
        yield opened


async def post(client: httpx.AsyncClient, body: Any, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.post("/api/chat", content=content, headers={"content-type": "application/json", **names})


def assert_problem(answer: httpx.Response, status: int, names: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == status
    assert document["type"] == "about:blank"
    assert document["title"]
    assert names in document["detail"]


async def test_replies(client: httpx.AsyncClient, conversation: FakeConversation, rate: FakeRate) -> None:
    answer = await post(client, {"sender": "me", "text": "PMEGP কী?"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == {
        "messages": [
            {
                "text": "নমস্কার",
                "language": "bn",
                "buttons": [{"title": "মেনু", "payload": "menu"}],
                "sources": [{"title": "KVIC", "url": "https://x.in", "verified_on": "2026-11-01"}],
            }
        ]
    }
    (message,) = conversation.accepted
    assert (message.channel, message.sender, message.kind, message.text, message.payload) == (
        "web",
        "me",
        "text",
        "PMEGP কী?",
        "",
    )
    assert rate.keys == ["web:me"]


async def test_a_payload(client: httpx.AsyncClient, conversation: FakeConversation) -> None:
    assert (await post(client, {"sender": "me", "payload": "menu"})).status_code == 200
    (message,) = conversation.accepted
    assert (message.kind, message.text, message.payload) == ("payload", "", "menu")


async def test_an_empty_text_is_a_message(client: httpx.AsyncClient, conversation: FakeConversation) -> None:
    assert (await post(client, {"sender": "me", "text": ""})).status_code == 200
    assert conversation.accepted[0].kind == "text"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "sender"),
        ({"sender": "me"}, "body: give either text or payload"),
        ({"sender": "me", "text": "x", "payload": "menu"}, "body: give either text or payload"),
        ({"sender": "me", "text": None, "payload": None}, "body: give either text or payload"),
        ({"text": "x"}, "sender"),
        ({"sender": "me", "text": "x", "lang": "bn"}, "lang"),
        ({"sender": 5, "text": "x"}, "sender"),
        ({"sender": None, "text": "x"}, "sender"),
        ({"sender": ["me"], "text": "x"}, "sender"),
        ({"sender": "me", "text": 5}, "text"),
        ({"sender": "me", "text": ["x"]}, "text"),
        ({"sender": "me", "text": True}, "text"),
        ({"sender": "me", "payload": {}}, "payload"),
        ({"sender": "me", "payload": ""}, "payload"),
        ({"sender": "me", "payload": "x" * 65}, "payload"),
        ({"sender": "me", "text": "x" * 200_001}, "text"),
        ({"sender": "", "text": "x"}, "sender"),
        ({"sender": "x" * 65, "text": "x"}, "sender"),
        ({"sender": "আমি", "text": "x"}, "sender"),
        ({"sender": "a b", "text": "x"}, "sender"),
        ({"sender": "me\n", "text": "x"}, "sender"),
        ({"sender": "a\x00", "text": "x"}, "sender"),
        ([], "body"),
        ("me", "body"),
        (5, "body"),
        (None, "body"),
    ],
)
async def test_wrong_requests_name_the_field(
    client: httpx.AsyncClient, conversation: FakeConversation, body: Any, field: str
) -> None:
    answer = await post(client, body)
    assert_problem(answer, 422, field)
    assert field.split(":")[0] in {error["field"] for error in answer.json()["errors"]}
    assert conversation.accepted == []


async def test_a_sender_of_64_characters(client: httpx.AsyncClient) -> None:
    assert (await post(client, {"sender": "x" * 64, "text": "x"})).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b'{"sender": "me", "text": }', 422),
        (b'{"sender": "me", "text": "\xff\xfe"}', 422),
        (b"[" * 50_000, 400),
        (b'{"sender": ' + b"1" * 5000 + b"}", 400),
        (b'{"sender": NaN, "text": "x"}', 422),
        (b'{"sender": "\\ud800", "text": "x"}', 422),
        (b'{"sender": "me", "text": "x", "\\ud800": 1}', 422),
        (b'\xef\xbb\xbf{"sender": "me"}', 422),
    ],
)
async def test_bodies_that_are_no_request(client: httpx.AsyncClient, body: bytes, status: int) -> None:
    answer = await post(client, body)
    assert_problem(answer, status, "")
    assert "body" in answer.text or "sender" in answer.text


async def test_a_body_of_another_kind(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/chat", content=b"sender=me&text=x", headers={"content-type": "text/plain"})
    assert_problem(answer, 422, "body")


@pytest.mark.parametrize("field", ["text", "payload"])
@pytest.mark.parametrize("raw", ["a\\ud800b", "a\\u0000b", "\\udc00\\ud800 a"])
async def test_what_no_database_can_store_is_left_out(
    client: httpx.AsyncClient, conversation: FakeConversation, field: str, raw: str
) -> None:
    assert (await post(client, f'{{"sender": "me", "{field}": "{raw}"}}'.encode())).status_code == 200
    kept = getattr(conversation.accepted[0], field)
    assert "\x00" not in kept
    assert kept.encode("utf-8")
    assert "a" in kept


async def test_emoji_stay_whole(client: httpx.AsyncClient, conversation: FakeConversation) -> None:
    await post(client, b'{"sender": "me", "text": "\\ud83d\\ude42"}')
    assert conversation.accepted[0].text == "🙂"


async def test_a_body_too_large_by_its_length(client: httpx.AsyncClient, conversation: FakeConversation) -> None:
    assert_problem(await post(client, b'"' + b"x" * chat.BODY_LIMIT + b'"'), 413, str(chat.BODY_LIMIT))
    assert conversation.accepted == []


@pytest.mark.parametrize("length", ["-1", "many", "1e3", "9" * 40])
async def test_a_length_that_is_none(client: httpx.AsyncClient, length: str) -> None:
    assert_problem(await post(client, b"{}", content_length=length), 413, "")


async def test_a_path_with_a_larger_limit(http: Callable[[Any], httpx.AsyncClient]) -> None:
    async def read_all(scope: Any, receive: Any, send: Any) -> None:
        await Response(str(len(await Request(scope, receive).body())))(scope, receive, send)

    client = http(chat.BodyLimit(read_all, 10, {"/large": 20}))
    sizes = {(path, size): (await client.post(path, content=b"x" * size)).status_code
             for path in ("/large", "/other") for size in (10, 15, 20, 21)}  # fmt: skip
    assert [key for key, status in sizes.items() if status == 200] == [("/large", 10), ("/large", 15), ("/large", 20),
                                                                        ("/other", 10)]  # fmt: skip


async def test_a_body_too_large_as_it_comes(client: httpx.AsyncClient) -> None:
    read = 0

    async def parts() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(100):
            read += 1
            yield b"x" * 100_000

    answer = await client.post("/api/chat", content=parts(), headers={"content-type": "application/json"})
    assert_problem(answer, 413, str(chat.BODY_LIMIT))
    assert read < 15  # the rest was not read into memory


async def test_a_streamed_body_of_fair_size(client: httpx.AsyncClient) -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield b'{"sender": "me", '
        yield b'"text": "x"}'

    answer = await client.post("/api/chat", content=parts(), headers={"content-type": "application/json"})
    assert answer.status_code == 200


async def test_the_same_key_is_the_same_message(client: httpx.AsyncClient, conversation: FakeConversation) -> None:
    for sender, key in (("me", "k1"), ("me", "k1"), ("me", "k2"), ("you", "k1")):
        await post(client, {"sender": sender, "text": "x"}, idempotency_key=key)
    first, again, other, another = [message.external_id for message in conversation.accepted]
    assert first == again
    assert len({first, other, another}) == 3


async def test_keys_of_different_people_never_meet(client: httpx.AsyncClient, conversation: FakeConversation) -> None:
    for sender, key in (
        ("a:b", "c"),
        ("a", "b:c"),
        ("x" * 64, "k" * 63 + "1"),
        ("x" * 64, "k" * 63 + "2"),
        ("me", "\xe9"),
    ):
        answer = await client.post(
            "/api/chat",
            json={"sender": sender, "text": "x"},
            headers={"idempotency-key": key.encode("latin-1")},  # type: ignore[dict-item]
        )
        assert answer.status_code == 200
    ids = [message.external_id for message in conversation.accepted]
    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) <= 128


async def test_without_a_key_each_is_a_new_message(client: httpx.AsyncClient, conversation: FakeConversation) -> None:
    for _ in range(2):
        await post(client, {"sender": "me", "text": "x"})
    assert len({message.external_id for message in conversation.accepted}) == 2


@pytest.mark.parametrize("key", ["", "k" * 65])
async def test_a_wrong_key(client: httpx.AsyncClient, key: str) -> None:
    assert_problem(await post(client, {"sender": "me", "text": "x"}, idempotency_key=key), 422, "idempotency-key")


async def test_too_many_messages(client: httpx.AsyncClient, conversation: FakeConversation, rate: FakeRate) -> None:
    rate.wait = 11.2
    answer = await post(client, {"sender": "me", "text": "x"})
    assert_problem(answer, 429, "12 seconds")
    assert answer.headers["retry-after"] == "12"
    assert conversation.accepted == []


async def test_an_error_that_nobody_foresaw_is_a_problem_too(
    client: httpx.AsyncClient, conversation: FakeConversation
) -> None:
    conversation.error = OSError("disk full at a secret place")
    answer = await post(client, {"sender": "me", "text": "x"})
    assert_problem(answer, 500, "try again")
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/api/chat", 405), ("PUT", "/api/chat", 405), ("GET", "/x", 404)]
)
async def test_other_errors_are_problems(client: httpx.AsyncClient, method: str, path: str, status: int) -> None:
    assert_problem(await client.request(method, path), status, "")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["sender", "text", "payload", "x"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.dictionaries(NAMES, JSON, max_size=4).map(json.dumps).map(str.encode), st.binary(max_size=60)))
async def test_nothing_that_is_sent_is_a_500(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await post(client, body)
    assert answer.status_code in (200, 400, 422)
    assert answer.status_code == 200 or answer.headers["content-type"] == "application/problem+json"


async def test_a_file_comes_with_its_reply(conversation: FakeConversation, client: httpx.AsyncClient) -> None:
    card = Outgoing("কার্ড", "bn", document=Document("WB-1234-5678-4.png", "image/png", b"picture"))

    async def answer(accepted: Accepted) -> list[Outgoing]:
        return [card]

    conversation.answer = answer  # type: ignore[method-assign]
    (shown,) = (await post(client, {"sender": "s", "text": "my card"})).json()["messages"]
    assert shown["document"] == {"name": "WB-1234-5678-4.png", "mime": "image/png", "content": "cGljdHVyZQ=="}
    assert chat.ChatResponse.model_validate({"messages": [shown]}).messages[0].document is not None
