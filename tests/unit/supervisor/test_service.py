"""What the supervisor does when. Time, processes and the health check are stand-ins: hours pass in milliseconds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence

import pytest

from bot.errors import RunError
from bot.supervisor.policy import Restarts
from bot.supervisor.probe import Readiness
from bot.supervisor.process import Sink
from bot.supervisor.service import Program, Service

WELL = Readiness(answered=True, ready=True)
ENGINE_FAILING = Readiness(answered=True, ready=False, failing={"engine": "no answer"})
SILENT = Readiness()


class FakeClock:
    """Time that passes only by waiting; `at` plans what happens."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.stop_requests = 0
        self._plans: list[tuple[float, Callable[[], object]]] = []

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.time += seconds
        due = [plan for plan in self._plans if plan[0] <= self.time]
        self._plans = [plan for plan in self._plans if plan[0] > self.time]
        for _, action in sorted(due, key=lambda plan: plan[0]):
            action()
        if self.time > 100_000:
            raise AssertionError("the test never ends")

    def at(self, seconds: float, action: Callable[[], object]) -> None:
        self._plans.append((1000.0 + seconds, action))

    def stop(self) -> None:
        self.stop_requests += 1


class FakeChild:
    """A process that does as it is told, unless it is stubborn."""

    def __init__(self, clock: FakeClock, name: str, log: list[tuple[float, str]]) -> None:
        self.clock, self.name, self.log = clock, name, log
        self.code: int | None = None
        self.stubborn = False
        self._note("started")

    def _note(self, what: str) -> None:
        self.log.append((round(self.clock.time - 1000, 1), f"{self.name} {what}"))

    def poll(self) -> int | None:
        return self.code

    def end(self, code: int) -> None:
        self.code = code

    def terminate(self) -> None:
        self._note("asked")
        if not self.stubborn:
            self.code = 0

    def kill(self) -> None:
        if self.code is None:
            self._note("killed")
            self.code = -9


class FakeProbe:
    """Answers each question with what `state` says at that moment."""

    def __init__(self) -> None:
        self.state = WELL
        self.asked = 0
        self._open = False

    def ask(self) -> None:
        self.asked += 1
        self._open = True

    def answer(self) -> Readiness | None:
        answer = self.state if self._open else None
        self._open = False
        return answer


class Scene:
    """A service among stand-ins."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.probe = FakeProbe()
        self.log: list[tuple[float, str]] = []
        self.children: dict[str, FakeChild] = {}
        self.stubborn: set[str] = set()
        self.doomed = False  # every engine ends half a second after its start
        self.said: list[str] = []
        self.announced: list[float] = []

    def spawn(self, command: Sequence[str], env: Mapping[str, str], sink: Sink) -> FakeChild:
        child = FakeChild(self.clock, command[0], self.log)
        child.stubborn = command[0] in self.stubborn
        self.children[command[0]] = child
        if self.doomed and command[0] == "engine":
            self.clock.at(self.clock.time - 1000 + 0.5, lambda: child.end(1))
        return child

    def service(self, *, limit: int = 5, engine: bool = True) -> Service:
        return Service(
            Program(("gateway",), {}, self.said.append),
            Program(("engine",), {}, self.said.append) if engine else None,
            restarts=Restarts(limit),
            clock=self.clock,
            spawn=self.spawn,
            probe=self.probe,
            say=self.said.append,
            announce=lambda: self.announced.append(self.clock.time - 1000),
        )

    def run(self, seconds: float, *, limit: int = 5, engine: bool = True) -> int:
        self.clock.at(seconds, self.clock.stop)
        return self.service(limit=limit, engine=engine).run()

    def times(self, what: str) -> list[float]:
        return [moment for moment, event in self.log if event == what]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_start_announcement_and_end(scene: Scene) -> None:
    assert scene.run(60) == 0
    assert [event for _, event in scene.log] == [
        "engine started",
        "gateway started",
        "gateway asked",
        "engine asked",
    ]
    assert len(scene.announced) == 1
    assert scene.said == ["Ending ..."]


def test_it_is_announced_only_when_ready(scene: Scene) -> None:
    scene.probe.state = SILENT
    scene.clock.at(20, lambda: setattr(scene.probe, "state", ENGINE_FAILING))
    scene.clock.at(40, lambda: setattr(scene.probe, "state", WELL))
    scene.run(60)
    assert scene.announced == [pytest.approx(40.3, abs=0.6)]


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (SILENT, "the gateway does not answer"),
        (ENGINE_FAILING, r"failing: engine \(no answer\)"),
        (Readiness(answered=True), "the gateway says that it is not ready"),
    ],
)
def test_not_ready_in_time_ends_all_with_a_sentence(scene: Scene, state: Readiness, reason: str) -> None:
    scene.probe.state = state
    with pytest.raises(RunError, match=f"Not ready after 120 seconds: {reason}"):
        scene.run(1000)
    assert scene.children["gateway"].code == scene.children["engine"].code == 0
    assert 119 < scene.clock.time - 1000 < 125


def test_the_probe_is_patient_once_ready(scene: Scene) -> None:
    scene.run(100)
    assert 10 <= scene.probe.asked <= 12


def test_a_dead_engine_is_started_again(scene: Scene) -> None:
    scene.clock.at(30, lambda: scene.children["engine"].end(-11))
    scene.run(60)
    assert scene.times("engine started") == [0, pytest.approx(31, abs=0.5)]
    assert "The engine ended by itself (signal 11); people are told so meanwhile." in scene.said
    assert "It is started again in 1 s (1 of 5 in ten minutes)." in scene.said
    assert scene.times("gateway started") == [0]


def test_restarts_wait_twice_as_long_each_time_and_are_bounded(scene: Scene) -> None:
    scene.doomed = True
    scene.run(2000)
    starts = scene.times("engine started")
    waits = [round(later - earlier - 0.5) for earlier, later in itertools.pairwise(starts)]
    assert waits[:5] == [1, 2, 4, 8, 16]
    for moment in starts:
        assert len([start for start in starts[1:] if moment < start <= moment + 600]) <= 5
    assert len(starts) > 6, "after ten minutes it is tried again"
    assert any("It ended 6 times within ten minutes" in line for line in scene.said)


def test_no_restart_if_none_is_wished(scene: Scene) -> None:
    scene.clock.at(30, lambda: scene.children["engine"].end(1))
    assert scene.run(1000, limit=0) == 0
    assert scene.times("engine started") == [0]
    assert "It is not started again, since ENGINE_RESTARTS is 0." in scene.said


def test_an_engine_that_fails_three_checks_is_killed_and_started_again(scene: Scene) -> None:
    scene.clock.at(15, lambda: setattr(scene.probe, "state", ENGINE_FAILING))
    scene.clock.at(42, lambda: setattr(scene.probe, "state", WELL))
    scene.run(100)
    (killed,) = scene.times("engine killed")
    assert killed == pytest.approx(40, abs=2)
    assert scene.times("engine started")[1] == pytest.approx(killed + 1, abs=1)
    assert any("did not answer 3 checks in a row" in line for line in scene.said)
    assert not any("ended by itself" in line for line in scene.said)
    assert "All is well again." in scene.said


def test_two_failed_checks_are_no_reason(scene: Scene) -> None:
    scene.clock.at(15, lambda: setattr(scene.probe, "state", ENGINE_FAILING))
    scene.clock.at(35, lambda: setattr(scene.probe, "state", WELL))
    scene.run(200)
    assert scene.times("engine killed") == []
    assert "Failing: engine (no answer)." in scene.said


def test_an_engine_that_is_loading_is_given_time(scene: Scene) -> None:
    scene.clock.at(30, lambda: scene.children["engine"].end(1))
    scene.clock.at(30, lambda: setattr(scene.probe, "state", ENGINE_FAILING))
    scene.clock.at(130, lambda: setattr(scene.probe, "state", WELL))
    scene.run(300)
    assert scene.times("engine killed") == []
    assert len(scene.times("engine started")) == 2


def test_an_engine_that_never_comes_up_is_killed_after_the_grace(scene: Scene) -> None:
    scene.clock.at(30, lambda: scene.children["engine"].end(1))
    scene.clock.at(30, lambda: setattr(scene.probe, "state", ENGINE_FAILING))
    scene.run(250)
    (killed,) = scene.times("engine killed")
    assert 150 < killed < 190


def test_a_silent_gateway_is_said_but_says_nothing_of_the_engine(scene: Scene) -> None:
    scene.clock.at(15, lambda: setattr(scene.probe, "state", SILENT))
    scene.run(200)
    assert scene.said.count("The gateway does not answer its health check.") == 1
    assert scene.times("engine killed") == []


def test_a_dead_gateway_ends_everything(scene: Scene) -> None:
    scene.clock.at(30, lambda: scene.children["gateway"].end(3))
    with pytest.raises(RunError, match=r"The gateway ended by itself \(exit code 3\)") as caught:
        scene.run(1000)
    assert caught.value.exit_code == 1
    assert scene.children["engine"].code == 0
    assert scene.clock.time - 1000 < 35


def test_an_engine_elsewhere_is_neither_started_nor_killed(scene: Scene) -> None:
    scene.clock.at(15, lambda: setattr(scene.probe, "state", ENGINE_FAILING))
    assert scene.run(200, engine=False) == 0
    assert "engine" not in scene.children
    assert "Failing: engine (no answer)." in scene.said


def test_stubborn_children_are_killed_after_ten_seconds(scene: Scene) -> None:
    scene.stubborn = {"gateway", "engine"}
    assert scene.run(30) == 0
    assert scene.times("gateway asked") == [pytest.approx(30, abs=0.5)]
    assert scene.times("engine asked") == [pytest.approx(35, abs=0.5)]
    assert scene.times("gateway killed") == scene.times("engine killed") == [pytest.approx(40, abs=0.7)]


def test_a_second_ctrl_c_ends_at_once(scene: Scene) -> None:
    scene.stubborn = {"gateway"}
    scene.clock.at(32, scene.clock.stop)
    assert scene.run(30) == 0
    assert scene.times("gateway killed") == [pytest.approx(32, abs=0.5)]


def test_ctrl_c_while_starting(scene: Scene) -> None:
    scene.probe.state = SILENT
    assert scene.run(5) == 0
    assert scene.announced == []


def test_ctrl_c_that_reached_the_gateway_too_is_no_error(scene: Scene) -> None:
    scene.clock.at(30, lambda: scene.children["gateway"].end(0))
    assert scene.run(30) == 0
