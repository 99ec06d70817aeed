"""Asks the gateway's `/readyz` how it and the engine are, without ever holding up the supervisor.

`/readyz` answers 200 (ready) or 503, and in both cases JSON: `{"parts": {"engine": "ok", "database": "what ails"}}`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

TIMEOUT = 15.0


@dataclass(frozen=True)
class Readiness:
    """What the gateway said."""

    answered: bool = False
    ready: bool = False
    failing: Mapping[str, str] = field(default_factory=dict)  # part -> what is wrong with it

    @property
    def engine_failing(self) -> bool:
        return "engine" in self.failing


class Probe(Protocol):
    """Asks in the background."""

    def ask(self) -> None:
        """Begin a question, unless one is still open."""

    def answer(self) -> Readiness | None:
        """The answer to the question asked last, once."""


class HttpProbe:
    """The real probe."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._answers: list[Readiness] = []
        self._thread: threading.Thread | None = None

    def ask(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._ask, daemon=True)
            self._thread.start()

    def answer(self) -> Readiness | None:
        return self._answers.pop(0) if self._answers else None

    def _ask(self) -> None:
        try:
            # Never through a proxy: this is our own machine.
            response = httpx.get(self._url, timeout=TIMEOUT, trust_env=False)
        except httpx.HTTPError:
            self._answers.append(Readiness())
            return
        try:
            body = response.json()
        except ValueError:
            body = None
        self._answers.append(Readiness(True, response.status_code == httpx.codes.OK, failing_parts(body)))


def failing_parts(body: Any) -> dict[str, str]:
    """The parts that `/readyz` does not call "ok", and what it says of them."""
    parts = body.get("parts") if isinstance(body, dict) else None
    if not isinstance(parts, dict):
        return {}
    return {str(name): str(state) for name, state in parts.items() if state != "ok"}
