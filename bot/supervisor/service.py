"""The running service: starts the children, waits until they are ready, watches them, ends them."""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import RunError
from bot.supervisor.clock import Clock
from bot.supervisor.policy import FAILED_CHECKS, Restarts, Silence
from bot.supervisor.probe import Probe, Readiness
from bot.supervisor.process import Child, Program, Sink, Spawn
from bot.supervisor.renewal import Moved, Renewal

TICK = 0.2
START_LIMIT = 120.0
START_INTERVAL = 0.5
CHECK_INTERVAL = 10.0
GATEWAY_HEAD_START = 5.0  # of the ten seconds: open turns still need the engine
PATIENCE = 10.0


class Service:
    """The gateway and (unless it runs elsewhere) the engine."""

    def __init__(
        self,
        gateway: Program,
        engine: Program | None,
        *,
        restarts: Restarts,
        clock: Clock,
        spawn: Spawn,
        probe: Probe,
        say: Sink,
        announce: Callable[[], None],
        renewal: Renewal | None = None,
    ) -> None:
        """`renewal`: trains when questions change; None if nothing is trained while the service runs."""
        self._gateway_program, self._engine_program = gateway, engine
        self._restarts, self._clock, self._spawn, self._probe = restarts, clock, spawn, probe
        self._say, self._announce, self._renewal = say, announce, renewal
        self._gateway: Child | None = None
        self._engine: Child | None = None
        self._engine_due: float | None = None  # when a dead engine is started again
        self._engine_was_killed = False
        self._silence = Silence(clock.now())
        self._ready = False
        self._last = Readiness()
        self._next_check = 0.0
        self._began = clock.now()

    def run(self) -> int:
        """Work until somebody asks for the end (0) or the service cannot go on (RunError)."""
        try:
            if self._engine_program:
                self._start_engine()
            self._gateway = self._start(self._gateway_program)
            while not self._clock.stop_requests:
                self._tick()
                self._clock.wait(TICK)
            self._say("Ending ...")
            return 0
        finally:
            self._end()

    def _tick(self) -> None:
        now = self._clock.now()
        code = self._gateway.poll() if self._gateway else None
        if code is not None and not self._clock.stop_requests:
            raise RunError(
                f"The gateway ended by itself ({_ending(code)}), so everything is ended: its last lines say why."
            )
        self._watch_engine(now)
        if self._renewal and self._ready and (moved := self._renewal.tick(now)):
            self._take_over(moved, now)
        if now >= self._next_check:
            self._probe.ask()
            self._next_check = now + (CHECK_INTERVAL if self._ready else START_INTERVAL)
        answer = self._probe.answer()
        if answer:
            self._note(answer, now)
        if not self._ready and now - self._began >= START_LIMIT:
            raise RunError(f"Not ready after {START_LIMIT:.0f} seconds: {self._obstacle()}. The lines above say why.")

    def _watch_engine(self, now: float) -> None:
        if self._engine is not None:
            code = self._engine.poll()
            if code is None:
                return
            self._engine.kill()  # what it left behind
            self._engine = None
            if not self._engine_was_killed:
                self._say(f"The engine ended by itself ({_ending(code)}); people are told so meanwhile.")
            delay = self._restarts.delay(now)
            if delay is None:
                self._say("It is not started again, since ENGINE_RESTARTS is 0.")
                return
            self._engine_due = now + delay
            number = self._restarts.recent(now) + 1
            if number > self._restarts.limit:
                self._say(
                    f"It ended {number} times within ten minutes; the next attempt is in {delay:.0f} s. "
                    "The lines above say why it ends."
                )
            else:
                self._say(f"It is started again in {delay:.0f} s ({number} of {self._restarts.limit} in ten minutes).")
        elif self._engine_due is not None and now >= self._engine_due:
            self._restarts.note(now)
            self._start_engine()

    def _take_over(self, moved: Moved, now: float) -> None:
        """The gateway asks another engine from now on; the old one ends when its last turns are done."""
        if self._engine and self._renewal:
            self._renewal.retire(self._engine, now)
        self._engine, self._engine_program = moved.child, moved.program
        self._engine_due = None
        self._engine_was_killed = False
        self._silence = Silence(now)

    def _start_engine(self) -> None:
        if self._engine_program:
            self._engine_due = None
            self._engine_was_killed = False
            self._engine = self._start(self._engine_program)
            self._silence = Silence(self._clock.now())

    def _start(self, program: Program) -> Child:
        return self._spawn(program.command, program.env, program.sink)

    def _note(self, answer: Readiness, now: float) -> None:
        previous, self._last = self._last, answer
        if answer.ready and not self._ready:
            self._ready = True
            self._next_check = now + CHECK_INTERVAL
            self._announce()
        elif self._ready and not answer.answered and previous.answered:
            self._say("The gateway does not answer its health check.")
        elif self._ready and answer.failing and answer.failing.keys() != previous.failing.keys():
            self._say(f"Failing: {_listed(answer)}.")
        elif self._ready and answer.ready and not previous.ready:
            self._say("All is well again.")
        if answer.answered and self._engine and self._silence.note(answer.engine_failing, now):
            self._say(f"The engine did not answer {FAILED_CHECKS} checks in a row; it is killed and started again.")
            self._engine_was_killed = True
            self._engine.kill()

    def _obstacle(self) -> str:
        if not self._last.answered:
            return "the gateway does not answer"
        if self._last.failing:
            return f"failing: {_listed(self._last)}"
        return "the gateway says that it is not ready"

    def _end(self) -> None:
        """End the gateway, then the engine; after ten seconds, or at a second Ctrl-C, by force."""
        began = self._clock.now()
        if self._renewal:
            self._renewal.end()
        children = [child for child in (self._gateway, self._engine) if child]
        if self._gateway:
            self._gateway.terminate()
        engine_told = False
        try:
            while any(child.poll() is None for child in children):
                passed = self._clock.now() - began
                gateway_gone = not self._gateway or self._gateway.poll() is not None
                if self._engine and not engine_told and (gateway_gone or passed >= GATEWAY_HEAD_START):
                    self._engine.terminate()
                    engine_told = True
                if passed >= PATIENCE or self._clock.stop_requests > 1:
                    break
                self._clock.wait(0.1)
        finally:
            for child in children:
                child.kill()  # whole groups, so that nothing is left


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _listed(answer: Readiness) -> str:
    return ", ".join(f"{name} ({reason})" for name, reason in answer.failing.items())
