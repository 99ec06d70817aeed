"""The training program: what it prints, which code it ends with, and what it leaves behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge import states, training_record
from bot.retraining import program
from bot.retraining.gate import Verdict
from bot.settings import get_settings
from rasa_project.fingerprint import fingerprint

GOOD, BAD = Verdict({"dev, bn": 90.0}, {"dev, bn": 91.0}, 50), Verdict({"dev, bn": 90.0}, {"dev, bn": 70.0}, 50)


class Scene:
    """A data folder, a content, and stand-ins for training and measuring."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.content, self.models = content, folder / "data" / "models"
        self.models.mkdir(parents=True)
        self.running = self.models / f"engine-{fingerprint(content)}.tar.gz"
        self.running.write_text("old", encoding="utf-8")
        self.verdict = GOOD
        self.trains = True
        self.trained_from: Path | None = None
        self.compared: tuple[Path, Path] | None = None
        self.meanwhile: Callable[[], object] = lambda: None

    def train(self, folder: Path, name: str) -> Path | None:
        self.trained_from = get_settings().content_dir
        assert Path(os.environ["CONTENT_DIR"]) == self.trained_from
        self.meanwhile()
        (folder / name).write_text("new", encoding="utf-8")
        return folder / name if self.trains else None

    def compare(self, running: Path, candidate: Path, files: list[Path], language: object) -> Verdict:
        assert candidate.exists()
        self.compared = running, candidate
        return self.verdict

    def edit(self, old: str = "alpha cost en one", new: str = "how dear is alpha") -> None:
        file = self.content / "schemes" / "alpha.yml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    @property
    def left(self) -> set[str]:
        return {path.name for path in self.models.iterdir()}


@pytest.fixture
def scene(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_content: Callable[..., Path],
    topic_data: Callable[..., dict[str, Any]],
) -> Iterator[Scene]:  # fmt: skip
    one = Scene(tmp_path, write_content(tmp_path / "content", topic_data()))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CONTENT_DIR", str(one.content))
    monkeypatch.setattr(program, "train", one.train)
    monkeypatch.setattr(program, "compare", one.compare)
    monkeypatch.setattr(program, "check", lambda paths, folder: check(paths, folder, facts=()))
    monkeypatch.setattr(os, "nice", lambda by: by)  # tests that come after shall not be slow
    monkeypatch.setattr(sys, "argv", ["program", "--running", str(one.running)])
    get_settings.cache_clear()
    yield one
    get_settings.cache_clear()


check = program.check


def run(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = program.main()
    return code, capsys.readouterr().out.splitlines()


def test_nothing_to_learn(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit("alpha/cost en", "another answer")
    assert run(capsys) == (0, [])
    assert scene.left == {scene.running.name} and scene.trained_from is None


def test_a_model_that_passes(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit()
    fresh = scene.models / f"engine-{fingerprint(scene.content)}.tar.gz"
    code, lines = run(capsys)
    assert code == 0
    assert lines[:2] == ["training: needed", "training: running"] and lines[-1] == f"model: {fresh}"
    assert any("90.0 % ->   91.0 %" in line for line in lines)
    assert scene.left == {scene.running.name, fresh.name, states.RECORD, training_record.FILE}, "the old model stays"
    assert scene.compared is not None and scene.compared[0] == scene.running
    assert states.recorded(scene.models) == states.of_folder(scene.content)


def test_a_model_that_is_refused(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit()
    scene.verdict = BAD
    code, lines = run(capsys)
    assert code == program.REFUSED
    assert lines[-1] == "The new model understands less: dev, bn." and not any("model:" in line for line in lines)
    assert scene.left == {scene.running.name, training_record.FILE}


def test_what_is_edited_meanwhile_is_left_for_the_next_time(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit()
    name = f"engine-{fingerprint(scene.content)}.tar.gz"
    scene.meanwhile = lambda: scene.edit("how dear is alpha", "what must i pay")
    code, lines = run(capsys)
    assert (code, lines[-1]) == (0, f"model: {scene.models / name}")
    assert b"what must i pay" not in (states.recorded(scene.models) or {})["schemes/alpha.yml"]
    assert scene.trained_from != scene.content


def test_an_earlier_model_is_measured_without_training(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit()
    earlier = scene.models / f"engine-{fingerprint(scene.content)}.tar.gz"
    earlier.write_text("earlier", encoding="utf-8")
    code, lines = run(capsys)
    assert (code, lines[-1], scene.trained_from) == (0, f"model: {earlier}", None)
    assert scene.compared == (scene.running, earlier)
    assert earlier.read_text(encoding="utf-8") == "earlier"


def test_without_messages_to_measure_the_model_is_taken(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit()
    scene.verdict = Verdict({}, {}, 0)
    code, lines = run(capsys)
    assert code == 0
    assert "There are no messages to measure the new model with (GATE_DIR); it is taken as it is." in lines


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda scene: scene.edit("status: open", "status: ["), "schemes/alpha.yml"),
        (lambda scene: scene.edit("- alpha cost en one", "- alpha cost en two"), "question stands twice"),
    ],
    ids=["not readable", "a problem"],
)
def test_content_with_errors_is_not_trained(
    scene: Scene, capsys: pytest.CaptureFixture[str], break_it: Callable[[Scene], None], says: str
) -> None:
    break_it(scene)
    code, lines = run(capsys)
    assert (code, lines[0], scene.trained_from) == (program.BROKEN, "training: needed", None)
    assert any(says in line for line in lines) and not any("training-" in line for line in lines)
    assert scene.left == {scene.running.name}


def test_a_training_that_fails(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit()
    scene.trains = False
    assert run(capsys)[0] == program.FAILED
    assert scene.left == {scene.running.name, training_record.FILE}


def test_messages_that_cannot_be_read(
    scene: Scene, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare(*arguments: object) -> Verdict:
        raise ValueError("dev.tsv:7: 3 columns instead of 7")

    scene.edit()
    monkeypatch.setattr(program, "compare", compare)
    code, lines = run(capsys)
    assert (code, lines[-1]) == (
        program.FAILED,
        "The new model could not be measured: dev.tsv:7: 3 columns instead of 7",
    )
