"""Training while the service runs: when it begins, what is said and told, and when the engine is moved.

The training program, engines, the gateway and time are stand-ins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bot.supervisor.policy import Restarts
from bot.supervisor.probe import Readiness
from bot.supervisor.process import Program, Sink
from bot.supervisor.renewal import BROKEN, LOOK_INTERVAL, PATIENCE, QUIET, REFUSED, Means, Moved, Renewal
from bot.supervisor.service import Service
from bot.supervisor.successor import MOVE_LIMIT, READY_LIMIT, Place
from tests.unit.supervisor.test_service import WELL, FakeChild, FakeClock, FakeProbe

OLD, NEW = Path("/models/engine-old.tar.gz"), Path("/models/engine-new.tar.gz")
OLD_URL, NEW_URL = "http://127.0.0.1:1", "http://127.0.0.1:2"
DRAIN = 11.0


class FakeControl:
    """A gateway that takes what it is told at once, unless it is deaf."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}
        self.states: list[str] = []
        self.deaf = False

    def tell(self, **told: str) -> None:
        self.told |= told
        self.states += [told["training"]] if "training" in told else []

    def confirmed(self) -> bool:
        return not self.deaf

    def tick(self, now: float) -> None: ...


class EngineProbe:
    """The health page of a new engine: not there until it has loaded its model."""

    def __init__(self) -> None:
        self.ready = False
        self._asked = False

    def ask(self) -> None:
        self._asked = True

    def answer(self) -> Readiness | None:
        answer = Readiness(answered=self.ready, ready=self.ready) if self._asked else None
        self._asked = False
        return answer


class Scene:
    """A renewal among stand-ins; `run` lets seconds pass."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.log: list[tuple[float, str]] = []
        self.children: list[FakeChild] = []
        self.files = "a"
        self.said: list[str] = []
        self.control = FakeControl()
        self.probe = EngineProbe()
        self.line: Sink = self.said.append
        self.moved: Moved | None = None
        means = Means(lambda: self.files, self.trainer, self.place, DRAIN)
        self.renewal = Renewal(means, OLD, OLD_URL, spawn=self.spawn, control=self.control, say=self.said.append)

    def trainer(self, running: Path, sink: Sink) -> Program:
        self.line = sink
        return Program(("train", str(running)), {}, sink)

    def place(self, model: Path) -> Place:
        return Place(Program(("engine", str(model)), {}, self.said.append), NEW_URL, self.probe)

    def spawn(self, command: Sequence[str], env: Mapping[str, str], sink: Sink) -> FakeChild:
        self.children.append(FakeChild(self.clock, " ".join(command), self.log))
        return self.children[-1]

    def run(self, seconds: float) -> None:
        until = self.clock.time + seconds
        while self.clock.time < until:
            moved = self.renewal.tick(self.clock.time)
            self.moved = moved or self.moved
            self.clock.wait(0.2)

    def ends(self, code: int, *lines: str) -> None:
        """The program that was started last prints and ends."""
        for line in lines:
            self.line(line)
        self.children[-1].end(code)
        self.run(1)

    def trained(self) -> None:
        """Somebody edits, and the new model passes."""
        self.files += "!"
        self.run(LOOK_INTERVAL + QUIET + 1)
        self.ends(0, "training: needed", "training: running", "trained in 60 s", f"model: {NEW}")

    @property
    def started(self) -> list[str]:
        return [what.removesuffix(" started") for _, what in self.log if what.endswith(" started")]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_nothing_happens_while_nothing_changes(scene: Scene) -> None:
    scene.run(100)
    assert (scene.started, scene.said, scene.renewal.state, scene.control.states) == ([], [], "current", ["current"])


def test_it_begins_seconds_after_the_last_edit(scene: Scene) -> None:
    scene.run(10)
    scene.files = "b"
    scene.run(LOOK_INTERVAL + 0.5)
    assert scene.started == []
    scene.files = "c"
    scene.run(LOOK_INTERVAL + 0.5)
    assert scene.started == [], "the writer has not paused yet"
    scene.run(QUIET)
    assert scene.started == [f"train {OLD}"]


def test_a_model_that_passes_takes_over(scene: Scene) -> None:
    scene.trained()
    assert scene.control.states == ["current", "needed", "running"]
    assert "Questions or names of topics changed: the engine has to be trained." in scene.said
    assert "trained in 60 s" in scene.said
    assert scene.started == [f"train {OLD}", f"engine {NEW}"]
    scene.run(20)
    assert scene.moved is None and "engine_url" not in scene.control.told, "the new engine still loads its model"
    scene.probe.ready = True
    scene.run(2)
    assert scene.moved is not None and scene.moved.program.command == ("engine", str(NEW))
    assert scene.control.told == {"engine_url": NEW_URL, "training": "current"}
    assert scene.said[-1] == "The engine now runs engine-new.tar.gz."
    scene.files += "!"
    scene.run(10)
    assert scene.started[-1] == f"train {NEW}", "the next one is measured against the model that runs now"


def test_the_old_engine_ends_after_its_last_turns(scene: Scene) -> None:
    old = FakeChild(scene.clock, "old engine", scene.log)
    began = scene.clock.time
    scene.renewal.retire(old, began)
    scene.run(DRAIN - 1)
    assert old.code is None
    scene.run(2)
    assert old.code == 0
    assert [what for _, what in scene.log if what.startswith("old")] == ["old engine started", "old engine asked"]


def test_a_stubborn_old_engine_is_killed(scene: Scene) -> None:
    old = FakeChild(scene.clock, "old engine", scene.log)
    old.stubborn = True
    scene.renewal.retire(old, scene.clock.time)
    scene.run(DRAIN + PATIENCE + 1)
    assert [what for _, what in scene.log] == ["old engine started", "old engine asked", "old engine killed"]


@pytest.mark.parametrize(
    ("code", "state", "says"),
    [
        (REFUSED, "gate-failed", "The new model is not used, since it understands less"),
        (BROKEN, "needed", "The content has errors, so nothing is trained"),
        (1, "needed", "The training in the background failed (exit code 1)"),
        (-9, "needed", "The training in the background failed (exit code -9)"),
    ],
)
def test_without_a_new_model_the_old_one_goes_on(scene: Scene, code: int, state: str, says: str) -> None:
    scene.files = "b"
    scene.run(10)
    scene.ends(code, "training: needed", "dev, bn 90.0 % -> 80.0 %  fell")
    assert scene.renewal.state == scene.control.told["training"] == state
    assert scene.said[-1].startswith(says) and "dev, bn 90.0 % -> 80.0 %  fell" in scene.said
    scene.run(600)
    assert scene.started == [f"train {OLD}"], "it is not tried again before the next edit"
    scene.files = "c"
    scene.run(10)
    assert len(scene.started) == 2


def test_an_edited_answer_is_no_training(scene: Scene) -> None:
    scene.files = "b"
    scene.run(10)
    scene.ends(0)
    assert (scene.renewal.state, scene.control.states, scene.said) == ("current", ["current"], [])


def test_an_edit_that_is_taken_back(scene: Scene) -> None:
    scene.files = "b"
    scene.run(10)
    scene.ends(REFUSED, "training: needed", "training: running")
    scene.files = "a"
    scene.run(10)
    scene.ends(0)
    assert scene.control.states == ["current", "needed", "running", "gate-failed", "current"]


def test_an_edit_meanwhile_is_trained_afterwards(scene: Scene) -> None:
    scene.trained()
    scene.files += "?"
    scene.run(20)
    assert len(scene.started) == 2, "one thing after the other"
    scene.probe.ready = True
    scene.run(10)
    assert scene.started == [f"train {OLD}", f"engine {NEW}", f"train {NEW}"]


def test_an_engine_that_does_not_come_up(scene: Scene) -> None:
    scene.trained()
    scene.run(READY_LIMIT + 1)
    assert scene.children[-1].code == -9 and scene.moved is None
    assert (scene.renewal.state, scene.control.told["engine_url"]) == ("needed", OLD_URL)
    assert scene.said[-1] == "An engine with the new model did not come up; the one of before goes on."


def test_an_engine_that_ends_while_loading(scene: Scene) -> None:
    scene.trained()
    scene.children[-1].end(1)
    scene.run(1)
    assert scene.moved is None and scene.renewal.state == "needed"


def test_a_gateway_that_does_not_confirm(scene: Scene) -> None:
    scene.trained()
    scene.probe.ready = scene.control.deaf = True
    scene.run(MOVE_LIMIT + 3)
    assert scene.moved is None and scene.children[-1].code == -9
    assert scene.control.told["engine_url"] == OLD_URL


def test_at_the_end_nothing_is_left(scene: Scene) -> None:
    old = FakeChild(scene.clock, "old engine", scene.log)
    scene.renewal.retire(old, scene.clock.time)
    scene.files = "b"
    scene.run(10)
    scene.renewal.end()
    assert [child.code for child in (old, *scene.children)] == [-9, -9]
    scene.renewal.end()


def test_a_second_engine_is_ended_too(scene: Scene) -> None:
    scene.trained()
    scene.renewal.end()
    assert scene.children[-1].name.startswith("engine") and scene.children[-1].code == -9


def test_the_service_takes_the_new_engine_over(scene: Scene) -> None:
    """It is watched, started again and ended as the one before."""
    gateway_probe = FakeProbe()
    gateway_probe.state = WELL
    service = Service(
        Program(("gateway",), {}, scene.said.append),
        Program(("engine", str(OLD)), {}, scene.said.append),
        restarts=Restarts(5),
        clock=scene.clock,
        spawn=scene.spawn,
        probe=gateway_probe,
        say=scene.said.append,
        announce=lambda: None,
        renewal=scene.renewal,
    )
    clock, said = scene.clock, scene.said

    def child(name: str) -> FakeChild:
        return next(one for one in reversed(scene.children) if one.name.startswith(name))

    def trains() -> None:
        for line in ("training: needed", "training: running", f"model: {NEW}"):
            scene.line(line)
        child("train").end(0)

    clock.at(20, lambda: setattr(scene, "files", "b"))
    clock.at(40, trains)
    clock.at(60, lambda: setattr(scene.probe, "ready", True))
    clock.at(100, lambda: child(f"engine {NEW}").end(-11))
    clock.at(150, clock.stop)
    assert service.run() == 0
    events = [what for _, what in scene.log]
    assert events == [
        f"engine {OLD} started", "gateway started", f"train {OLD} started", f"engine {NEW} started",
        f"engine {OLD} asked", f"engine {NEW} started", "gateway asked", f"engine {NEW} asked",
    ]  # fmt: skip
    moved = next(moment for moment, what in scene.log if what == f"engine {OLD} asked")
    assert 70 < moved < 75, "turns under way had their time"
    assert said.count("The engine ended by itself (signal 11); people are told so meanwhile.") == 1
