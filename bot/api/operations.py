"""What the supervisor tells the running gateway: where the engine is now, and how the training stands."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from typing import Literal

from fastapi import FastAPI, Query, Response
from pydantic import BaseModel, ConfigDict

from bot.conversation.engine import Engine

logger = logging.getLogger(__name__)

Training = Literal["current", "needed", "running", "gate-failed"]
"""`needed`: questions changed, and training has not begun (the content may have errors); `gate-failed`: the new model
understood less and is not used."""


class Told(BaseModel):
    """What is told; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    engine_url: str | None = None
    training: Training | None = None


class Operations:
    """What was told last."""

    def __init__(self, engine: Engine, moved: Callable[[str], None]) -> None:
        """`moved` is told the engine's new address, once it is asked there."""
        self._engine = engine
        self._moved = moved
        self.training: Training | None = None

    def take(self, told: Told) -> None:
        """Acts on it."""
        if told.engine_url is not None and told.engine_url.rstrip("/") != self._engine.url:
            self._engine.move(told.engine_url)
            self._moved(self._engine.url)
            logger.info("another engine is asked from now on")
        if told.training is not None:
            self.training = told.training


def add_route(app: FastAPI, operations: Operations, token: str) -> None:
    """`POST /operations?token=...`, on a loopback port only: who can call it can lead all messages elsewhere."""

    @app.post("/operations", status_code=204)
    async def take(told: Told, presented: str = Query("", alias="token")) -> Response:
        if not hmac.compare_digest(presented.encode("utf-8", "replace"), token.encode()):
            return Response(status_code=401)
        operations.take(told)
        return Response(status_code=204)
