"""The Rasa engine as the gateway sees it: one turn in, message keys out; everything that can go wrong is one error."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

import aiohttp

logger = logging.getLogger(__name__)


class EngineFailure(Exception):
    """The engine gave no answer that can be used: dead, late, in error, or empty."""


@dataclass(frozen=True)
class Say:
    """What to say: a key of the content and values for it."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)


class Engine:
    """A client of the engine's REST channel."""

    def __init__(self, url: str, timeout_seconds: float) -> None:
        """`url`: address of the engine, for example http://127.0.0.1:5005."""
        self._url = url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)
        self._session: aiohttp.ClientSession | None = None
        self.failures = 0  # since the last good turn
        self.store_failures = 0

    @property
    def url(self) -> str:
        """Where the engine is asked."""
        return self._url

    def move(self, url: str) -> None:
        """From now on asks another engine; turns under way end where they began."""
        self._url = url.rstrip("/")

    async def turn(self, sender: str, message: str, metadata: dict[str, Any]) -> list[Say]:
        """One message of a person to the engine and what it wants said. Raises `EngineFailure`.

        An empty list is a failure too: Rasa answers 200 and [] when something inside it broke.
        """
        body = {"sender": sender, "message": message, "metadata": metadata}
        try:
            async with self._client().post(f"{self._url}/webhooks/rest/webhook", json=body) as response:
                answers = await response.json() if response.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            return self._failed(type(error).__name__)
        if not answers:
            return self._failed("an empty answer" if answers == [] else f"status {response.status}")
        try:
            said = [_said(item["custom"]) for item in answers]
        except (AttributeError, KeyError, TypeError, ValueError):
            return self._failed("an answer without a message key")
        self.failures = 0
        return said

    async def healthy(self) -> str | None:
        """None if the engine is ready and its store sound; else what is wrong."""
        try:
            async with self._client().get(f"{self._url}/health") as response:
                health = await response.json()
            ready, failures = bool(health["ready"]), int(health.get("store_failures", 0))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            return f"no answer ({type(error).__name__})"
        except (AttributeError, KeyError, TypeError):
            return "an answer that is not an engine's"
        if not ready:
            return "no model loaded"
        if failures > self.store_failures:
            logger.error("the engine's tracker store failed %d times: conversations may have been lost", failures)
        fresh, self.store_failures = failures > self.store_failures, failures
        return "tracker store fails" if fresh else None

    async def close(self) -> None:
        """Ends the connections."""
        if self._session is not None:
            await self._session.close()

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=self._timeout, connector=aiohttp.TCPConnector(limit=64))
        return self._session

    def _failed(self, reason: str) -> list[Say]:
        self.failures += 1
        logger.error("engine failure (%d in a row): %s", self.failures, reason)
        raise EngineFailure(reason)


def _said(custom: dict[str, Any]) -> Say:
    key = custom["key"]
    if not isinstance(key, str):
        raise TypeError("a message key is a text")
    return Say(key, dict(custom.get("values") or {}))
