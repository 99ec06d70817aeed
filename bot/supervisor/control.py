"""Tells the gateway where the engine is and how the training stands, without ever holding up the supervisor."""

from __future__ import annotations

import threading
from typing import Protocol

import httpx

TIMEOUT = 5.0
PAUSE = 1.0


class Control(Protocol):
    """What the gateway is told, until it has confirmed it."""

    def tell(self, **told: str) -> None:
        """From now on the gateway shall know this (`engine_url`, `training`), beside what it was told before."""

    def confirmed(self) -> bool:
        """Whether the gateway has taken all that it was told."""

    def tick(self, now: float) -> None:
        """Go on telling. `now`: seconds."""


class HttpControl:
    """The real one: each attempt in a thread of its own, a second apart until the gateway answers."""

    def __init__(self, url: str, token: str) -> None:
        """`url`: of the gateway's route for it; `token`: the secret of the action server."""
        self._url, self._token = url, token
        self._told: dict[str, str] = {}
        self._version = self._taken = 0
        self._thread: threading.Thread | None = None
        self._next = 0.0

    def tell(self, **told: str) -> None:
        self._told = self._told | told
        self._version += 1
        self._next = 0.0

    def confirmed(self) -> bool:
        return self._taken == self._version

    def tick(self, now: float) -> None:
        busy = self._thread is not None and self._thread.is_alive()
        if self.confirmed() or busy or now < self._next:
            return
        self._next = now + PAUSE
        self._thread = threading.Thread(target=self._post, args=(self._told, self._version), daemon=True)
        self._thread.start()

    def _post(self, told: dict[str, str], version: int) -> None:
        try:
            # Never through a proxy: this is our own machine.
            answer = httpx.post(self._url, params={"token": self._token}, json=told, timeout=TIMEOUT, trust_env=False)
        except httpx.HTTPError:
            return
        if answer.is_success:
            self._taken = version
