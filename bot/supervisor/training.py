"""Training before the start: two programs, each of which ends at once if there is nothing new to learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.errors import RunError
from bot.supervisor.clock import Clock
from bot.supervisor.process import Child, Sink, Spawn

PATIENCE = 10.0
MODEL_LINE = "model: "


class Stopped(Exception):
    """The person asked for the end."""


def train_language(python: Path, env: Mapping[str, str], clock: Clock, spawn: Spawn, sink: Sink, force: bool) -> None:
    """Train what recognises the language of a message."""
    _finish([str(python), "-m", "bot.training.language", *_forced(force)], env, clock, spawn, sink)


def train_engine(
    python: Path, models: Path, env: Mapping[str, str], clock: Clock, spawn: Spawn, sink: Sink, force: bool
) -> Path:
    """Train the engine's model; its path."""
    command = [str(python), "-m", "rasa_project.train", "--models", str(models), *_forced(force)]
    lines = _finish(command, env, clock, spawn, sink)
    model = next((line.removeprefix(MODEL_LINE) for line in reversed(lines) if line.startswith(MODEL_LINE)), "").strip()
    if not model or not Path(model).exists():
        raise RunError(f"The training ended without a model in {models}: the lines above say why.")
    return Path(model)


def _forced(force: bool) -> list[str]:
    return ["--force"] if force else []


def _finish(command: Sequence[str], env: Mapping[str, str], clock: Clock, spawn: Spawn, sink: Sink) -> list[str]:
    """Run a program to its end, showing its lines; the lines."""
    lines: list[str] = []

    def keep(line: str) -> None:
        lines.append(line)
        sink(line)

    child = spawn(command, env, keep)
    try:
        while (code := child.poll()) is None:
            if clock.stop_requests:
                _end(child, clock)
                raise Stopped
            clock.wait(0.1)
    finally:
        child.kill()  # also what it left behind
    if code and clock.stop_requests:
        raise Stopped
    if code:
        raise RunError(f"The training failed (exit code {code}): the lines above say why.")
    return lines


def _end(child: Child, clock: Clock) -> None:
    child.terminate()
    until = clock.now() + PATIENCE
    while child.poll() is None and clock.now() < until and clock.stop_requests < 2:
        clock.wait(0.1)
