"""A second engine with a new model, started beside the running one; the gateway moves over when it is ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.supervisor.control import Control
from bot.supervisor.probe import Probe
from bot.supervisor.process import Child, Program

READY_LIMIT = 180.0
ASK_INTERVAL = 0.5
MOVE_LIMIT = 30.0

Progress = Literal["waiting", "moved", "failed"]


@dataclass(frozen=True)
class Place:
    """An engine that can be started: its program, its address, and the question whether it is ready."""

    program: Program
    url: str
    probe: Probe


class Successor:
    """One attempt. Nobody waits for it: until the gateway has confirmed the move, the old engine answers."""

    def __init__(self, place: Place, child: Child, control: Control, now: float) -> None:
        self.place, self.child = place, child
        self._control = control
        self._began = now
        self._next = now
        self._told_at: float | None = None

    def tick(self, now: float) -> Progress:
        """One look. After `failed` the old engine is asked as before, and this one is gone."""
        if self.child.poll() is not None:
            return self._given_up()
        if self._told_at is not None:
            if self._control.confirmed():
                return "moved"
            return self._given_up() if now - self._told_at >= MOVE_LIMIT else "waiting"
        answer = self.place.probe.answer()
        if answer is not None and answer.ready:
            self._control.tell(engine_url=self.place.url)
            self._told_at = now
        elif now >= self._next:
            self.place.probe.ask()
            self._next = now + ASK_INTERVAL
        return self._given_up() if self._told_at is None and now - self._began >= READY_LIMIT else "waiting"

    def _given_up(self) -> Progress:
        self.child.kill()
        return "failed"
