"""The speech service's stand-in, and a client of it that nobody has to wait for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.speech.bhashini import Bhashini
from tests.standins.bhashini_server import BhashiniServer


class Steps:
    """Seconds that only a test moves on, and pauses that end at once."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


@pytest.fixture
def steps() -> Steps:
    return Steps()


@pytest.fixture
async def bhashini() -> AsyncIterator[BhashiniServer]:
    async with BhashiniServer() as server:
        yield server


@pytest.fixture
async def speech(bhashini: BhashiniServer, steps: Steps) -> AsyncIterator[Bhashini]:
    opened = Bhashini(bhashini.account, 30, now=steps, sleep=steps.pause)
    yield opened
    await opened.close()
