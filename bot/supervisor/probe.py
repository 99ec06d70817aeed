"""Asks the gateway's `/readyz` how it and the engine are, without ever holding up the supervisor.

`/readyz` answers 200 (ready) or 503, and in both cases JSON: `{"checks": {"engine": "ok", "database": "failing"}}`.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

TIMEOUT = 15.0
_FAILING = ("fail", "down", "error", "unreachable")


@dataclass(frozen=True)
class Readiness:
    """What the gateway said."""

    answered: bool = False
    ready: bool = False
    failing: tuple[str, ...] = ()

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


def failing_parts(body: Any) -> tuple[str, ...]:
    """Names of the parts that `/readyz` calls failing."""
    checks = body.get("checks") if isinstance(body, dict) else None
    if not isinstance(checks, dict):
        return ()
    return tuple(str(name) for name, state in checks.items() if _is_failing(state))


def _is_failing(state: Any) -> bool:
    if isinstance(state, dict):
        state = state.get("status", state.get("ok"))
    if isinstance(state, str):
        return state.lower().startswith(_FAILING)
    return state is False
