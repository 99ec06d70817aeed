"""The senders, in a process of their own: `python -m benchmarks.load` reads a job as JSON, writes what came of it."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import aiohttp

TIMEOUT = 30.0
NO_PAUSE_FROM_ERRORS = 0.05  # seconds: a service that refuses at once must not be flooded


@dataclass
class Job:
    """`kind`: "chat" (side by side senders) or "history" (an old conversation and new ones in turns).

    `turns`: messages of a conversation, after which its sender gives place to a new one. `sorry`: texts of replies
    that are errors. `channel`: "api" is the service, "rest" Rasa's own REST channel. `old`: sender of the old
    conversation.
    """

    url: str
    sentences: list[str]
    senders: int = 1
    seconds: float = 10.0
    count: int = 3000
    turns: int = 8
    warm_up: int = 0
    history: int = 0
    kind: str = "chat"
    channel: str = "api"
    prefix: str = "load"
    old: str = ""
    seed: int = 1
    sorry: list[str] = field(default_factory=list)


class Senders:
    """Sends the messages of a job and notes how long each answer took."""

    def __init__(self, job: Job, session: aiohttp.ClientSession) -> None:
        self._job = job
        self._session = session
        self._sorry = frozenset(job.sorry)
        self._begun = 0.0
        self._left = 0
        self._measured: list[tuple[float, float]] = []  # milliseconds, second of the answer
        self._errors: dict[str, int] = {}

    async def chat(self) -> dict[str, Any]:
        """All senders side by side until count or time is used up, after a warm-up that does not count."""
        if self._job.warm_up:
            await self._round(self._job.warm_up, TIMEOUT, "warm")
        seconds = await self._round(self._job.count, self._job.seconds, "run")
        return {
            "seconds": seconds,
            "milliseconds": [milliseconds for milliseconds, _ in self._measured],
            "ended": [ended for _, ended in self._measured],
            "errors": self._errors,
        }

    async def history(self) -> dict[str, Any]:
        """`history` messages of one sender, then `count` of that sender and of new ones, in turns."""
        old, words = self._job.old, self._words(0)
        for _ in range(self._job.history):
            await self._send(old, next(words))
        times: dict[str, list[float]] = {"old": [], "new": []}
        for number in range(self._job.count):
            word, new = next(words), f"{self._job.prefix}-new{number // self._job.turns}"
            pair = [("old", old), ("new", new)]
            for which, sender in pair if number % 2 else reversed(pair):
                taken = await self._send(sender, word)
                if taken is not None:
                    times[which].append(taken)
        return {**times, "errors": self._errors}

    async def _round(self, count: int, seconds: float, name: str) -> float:
        self._measured, self._errors, self._left = [], {}, count
        self._begun = time.perf_counter()
        until = self._begun + seconds
        await asyncio.gather(*(self._one(number, name, until) for number in range(self._job.senders)))
        return time.perf_counter() - self._begun

    async def _one(self, number: int, name: str, until: float) -> None:
        words, said = self._words(number), 0
        while self._left > 0 and time.perf_counter() < until:
            self._left -= 1
            sender = f"{self._job.prefix}-{name}-{number}-{said // self._job.turns}"
            taken = await self._send(sender, next(words))
            said += 1
            if taken is None:
                await asyncio.sleep(NO_PAUSE_FROM_ERRORS)
            else:
                self._measured.append((taken, time.perf_counter() - self._begun))

    def _words(self, number: int) -> Iterator[str]:
        """All sentences in one order after the other, each sender in orders of their own."""
        order = random.Random(self._job.seed * 1000 + number)
        while True:
            yield from order.sample(self._job.sentences, len(self._job.sentences))

    async def _send(self, sender: str, text: str) -> float | None:
        """Milliseconds until the whole answer was there; None (and a noted error) if it is not a good one."""
        key = "text" if self._job.channel == "api" else "message"
        began = time.perf_counter()
        try:
            async with self._session.post(self._job.url, json={"sender": sender, key: text}) as response:
                body = await response.read()
                status = response.status
        except (TimeoutError, aiohttp.ClientError) as error:
            return self._failed(type(error).__name__)
        taken = (time.perf_counter() - began) * 1000
        if status != 200:
            return self._failed(f"status {status}")
        answer = json.loads(body)
        messages = answer["messages"] if self._job.channel == "api" else answer
        if not messages:
            return self._failed("an empty answer")
        if any(message.get("text") in self._sorry for message in messages):
            return self._failed("the engine did not answer")
        return taken

    def _failed(self, reason: str) -> None:
        self._errors[reason] = self._errors.get(reason, 0) + 1


async def run(job: Job) -> dict[str, Any]:
    """Does a job."""
    timeout = aiohttp.ClientTimeout(total=TIMEOUT)
    connector = aiohttp.TCPConnector(limit=job.senders)
    # trust_env is off: this never goes through a proxy.
    async with aiohttp.ClientSession(timeout=timeout, connector=connector, trust_env=False) as session:
        senders = Senders(job, session)
        return await (senders.history() if job.kind == "history" else senders.chat())


def to_json(job: Job) -> str:
    """For the process of the senders."""
    return json.dumps(asdict(job))


def main() -> None:
    """Job on standard input, result on standard output."""
    job = Job(**json.load(sys.stdin))
    try:
        import uvloop
    except ImportError:
        result = asyncio.run(run(job))
    else:
        result = uvloop.run(run(job))
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
