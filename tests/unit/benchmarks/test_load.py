"""The senders, against a stand-in of the service."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from benchmarks.load import Job, run


class Standin:
    """Answers as told and notes who wrote."""

    def __init__(self) -> None:
        self.senders: list[str] = []
        self.texts: list[str] = []
        self.status = 200
        self.answer = "fine"
        self.pause = 0.0

    async def chat(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.senders.append(body["sender"])
        self.texts.append(body["text"])
        await asyncio.sleep(self.pause)
        return web.json_response({"messages": [{"text": self.answer}]}, status=self.status)


@pytest.fixture
def standin() -> Standin:
    return Standin()


@pytest.fixture
async def url(standin: Standin) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/api/chat", standin.chat)
    async with TestServer(app) as server:
        yield str(server.make_url("/api/chat"))


def job(url: str, **more: object) -> Job:
    return Job(**{"url": url, "sentences": ["one", "two", "three"], "count": 12, "sorry": ["sorry"], **more})  # type: ignore[arg-type]


async def test_it_stops_at_the_count(url: str, standin: Standin) -> None:
    found = await run(job(url, senders=4, count=12))
    assert len(found["milliseconds"]) == len(found["ended"]) == len(standin.senders) == 12
    assert found["errors"] == {}


async def test_it_stops_when_the_time_is_over(url: str, standin: Standin) -> None:
    standin.pause = 0.02
    found = await run(job(url, count=100_000, seconds=0.2))
    assert 1 <= len(found["milliseconds"]) <= 10
    assert 0.2 <= found["seconds"] < 2


async def test_the_warm_up_does_not_count(url: str, standin: Standin) -> None:
    found = await run(job(url, warm_up=5))
    assert len(found["milliseconds"]) == 12
    assert len(standin.senders) == 17


async def test_senders_change_after_a_conversation(url: str, standin: Standin) -> None:
    await run(job(url, count=12, turns=4))
    assert [standin.senders.count(sender) for sender in dict.fromkeys(standin.senders)] == [4, 4, 4]


async def test_each_sentence_comes_before_any_comes_again(url: str, standin: Standin) -> None:
    await run(job(url, count=6))
    assert sorted(standin.texts[:3]) == sorted(standin.texts[3:]) == ["one", "three", "two"]


@pytest.mark.parametrize(
    ("status", "answer", "reason"),
    [(500, "fine", "status 500"), (429, "fine", "status 429"), (200, "sorry", "the engine did not answer")],
)
async def test_what_is_no_answer_is_an_error(url: str, standin: Standin, status: int, answer: str, reason: str) -> None:
    standin.status, standin.answer = status, answer
    found = await run(job(url, count=3))
    assert found["milliseconds"] == []
    assert found["errors"] == {reason: 3}


async def test_a_service_that_is_not_there_is_an_error() -> None:
    found = await run(job("http://127.0.0.1:9/api/chat", count=2))
    assert found["errors"] == {"ClientConnectorError": 2}


async def test_history_speaks_with_the_old_and_with_new_ones_in_turns(url: str, standin: Standin) -> None:
    found = await run(job(url, kind="history", history=10, count=8, turns=4, old="the-old-one", prefix="h"))
    assert len(found["old"]) == len(found["new"]) == 8
    assert standin.senders[:10] == ["the-old-one"] * 10
    assert standin.senders.count("the-old-one") == 18
    assert standin.senders.count("h-new0") == standin.senders.count("h-new1") == 4
