"""Trains while the service runs: sees that questions changed, has a model trained and measured, moves the engine."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.supervisor.control import Control
from bot.supervisor.process import Child, Program, Sink, Spawn
from bot.supervisor.successor import Place, Successor

LOOK_INTERVAL = 2.0
QUIET = 3.0
"""Seconds without another change before training begins: who edits saves more than once."""
PATIENCE = 10.0

TRAINING_LINE, MODEL_LINE = "training: ", "model: "
REFUSED, BROKEN = 3, 4  # exit codes of bot.retraining.program


@dataclass(frozen=True)
class Moved:
    """The engine that the gateway asks now."""

    child: Child
    program: Program


@dataclass
class _Retired:
    """An engine of before. `due`: when its last turns are done."""

    child: Child
    due: float
    told: bool = False


@dataclass(frozen=True)
class Means:
    """What a renewal works with. `look`: a value that changes when a file does; `trainer`: the training program for a
    running model, whose lines go to the sink; `place`: where an engine with a model is started; `drain`: seconds that
    turns under way may still need the old engine."""

    look: Callable[[], object]
    trainer: Callable[[Path, Sink], Program]
    place: Callable[[Path], Place]
    drain: float


class Renewal:
    """One thing after the other; each look at it is short."""

    def __init__(self, means: Means, model: Path, url: str, *, spawn: Spawn, control: Control, say: Sink) -> None:
        """`model`, `url`: of the engine that runs."""
        self._means, self._model, self._url = means, model, url
        self._spawn, self._control, self._say = spawn, control, say
        self._seen = self._worked_on = means.look()
        self._changed_at: float | None = None
        self._next_look = 0.0
        self._trainer: Child | None = None
        self._lines: deque[str] = deque()
        self._found: Path | None = None
        self._successor: Successor | None = None
        self._retired: list[_Retired] = []
        self._state = ""
        self._note("current")

    @property
    def state(self) -> str:
        """`current`, `needed`, `running` or `gate-failed`."""
        return self._state

    def tick(self, now: float) -> Moved | None:
        """One look; the engine that took over, when one did."""
        self._control.tick(now)
        self._end_retired(now)
        if self._successor is not None:
            return self._watch_successor(now)
        if self._trainer is not None:
            self._watch_trainer(now)
        elif self._due(now):
            self._worked_on, self._changed_at = self._seen, None
            self._found = None
            program = self._means.trainer(self._model, self._lines.append)
            self._trainer = self._spawn(program.command, program.env, program.sink)
        return None

    def retire(self, engine: Child, now: float) -> None:
        """The engine of before: it is ended when its last turns are done."""
        self._retired.append(_Retired(engine, now + self._means.drain))

    def end(self) -> None:
        """Ends all that it started but the engine that took over."""
        for old in self._retired:
            old.child.kill()
        for started in (self._trainer, self._successor.child if self._successor else None):
            if started is not None:
                started.kill()
        self._retired.clear()
        self._trainer = self._successor = None

    def _due(self, now: float) -> bool:
        """Whether something changed since the last training began, and the writer has paused."""
        if now < self._next_look:
            return False
        self._next_look = now + LOOK_INTERVAL
        seen = self._means.look()
        if seen != self._seen:
            self._seen, self._changed_at = seen, now
        return self._seen != self._worked_on and now - (self._changed_at or 0.0) >= QUIET

    def _watch_trainer(self, now: float) -> None:
        assert self._trainer is not None
        code = self._trainer.poll()
        while self._lines:
            self._heard(self._lines.popleft())
        if code is None:
            return
        self._trainer.kill()  # what it left behind
        self._trainer = None
        if code == 0 and self._found is not None:
            self._begin_move(self._found, now)
        elif code == 0:
            self._note("current")
        elif code == REFUSED:
            self._say("The new model is not used, since it understands less; the lines above say where.")
            self._note("gate-failed")
        elif code == BROKEN:
            self._say("The content has errors, so nothing is trained; `bot content check` lists them all.")
            self._note("needed")
        else:
            self._say(f"The training in the background failed (exit code {code}); the lines above say why.")
            self._note("needed")

    def _heard(self, line: str) -> None:
        if line.startswith(MODEL_LINE):
            self._found = Path(line.removeprefix(MODEL_LINE).strip())
        elif line.startswith(TRAINING_LINE):
            state = line.removeprefix(TRAINING_LINE).strip()
            if state == "needed" != self._state:
                self._say("Questions or names of topics changed: the engine has to be trained.")
            elif state == "running":
                self._say("Training in the background; meanwhile the model of before answers.")
            self._note(state)
        else:
            self._say(line)

    def _begin_move(self, model: Path, now: float) -> None:
        place = self._means.place(model)
        child = self._spawn(place.program.command, place.program.env, place.program.sink)
        self._successor = Successor(place, child, self._control, now)

    def _watch_successor(self, now: float) -> Moved | None:
        assert self._successor is not None and self._found is not None
        progress = self._successor.tick(now)
        if progress == "waiting":
            return None
        successor, self._successor = self._successor, None
        if progress == "failed":
            self._say("An engine with the new model did not come up; the one of before goes on.")
            self._control.tell(engine_url=self._url)  # it may have heard of the other, and only its answer was lost
            self._note("needed")
            return None
        self._model, self._url = self._found, successor.place.url
        self._say(f"The engine now runs {self._model.name}.")
        self._note("current")
        return Moved(successor.child, successor.place.program)

    def _end_retired(self, now: float) -> None:
        for old in list(self._retired):
            if old.child.poll() is not None or now >= old.due + PATIENCE:
                old.child.kill()
                self._retired.remove(old)
            elif now >= old.due and not old.told:
                old.told = True
                old.child.terminate()

    def _note(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self._control.tell(training=state)
