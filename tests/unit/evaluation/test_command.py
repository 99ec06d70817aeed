"""`bot eval`: options, exit codes and what is printed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.errors import UserError
from bot.evaluation import command, entities
from bot.evaluation.knowledge import VERDICTS
from bot.evaluation.measure import Measured, Sets
from bot.evaluation.score import Judged
from bot.evaluation.sets import ALL_SETS, COLUMNS, Entity, Message


def message(name: str, text: str) -> Message:
    return Message(name, "bn", text, "mudra/cost", (), "mudra", "bn")


def full_figures(both: float = 90.0) -> dict[str, Any]:
    row = {"count": 100, "right": 80.0, "asked_back": 10.0, "both": both, "topic": 95.0, "language": 99.0}
    worse = {"count": 10, "before": 90.0, "after": 80.0, "loss": 10.0}
    calibration = {"error": 0.02, "bins": [{"count": 9, "confidence": 0.9, "right": 0.88, "strict": 0.8}]}
    messages = {
        "registers": {"bn": row, "all": row}, "groups": {"loans": row, "all": row},
        "confusions": [["mudra/cost", "mudra/what", 3]], "calibration": calibration,
        "milliseconds": {"p50": 1.5, "p95": 3.5}, "slips": {"bn": worse}, "romanised": {},
    }  # fmt: skip
    fates = {
        "count": 4,
        "declined": 50.0,
        "fair": 0.0,
        "asked back": 25.0,
        "answered": 25.0,
        "good": 50.0,
        "language": 100.0,
    }
    share = {"count": 4, "right": 75.0}
    parts = {"count": 2, **dict.fromkeys(("all parts right", "some", "asked back", "wrong"), 25.0), "language": 100.0}
    facts = {"count": 3, **dict.fromkeys((*VERDICTS, "good"), 20.0)}
    kinds = {"age": {"count": 2, "right": 50.0, "missed": 50.0, "wrong": 0.0}}
    return {
        "messages": {"dev": messages, "all": messages},
        "out_of_scope": {
            "count": 4, "questions": 9, "auroc": 0.91, "threshold": 0.5, "declined_at_threshold": 60.0,
            "registers": {"all": fates},
        },
        "reply_language": {
            "groups": {"all": share}, "switching": share, "seen": 80.0, "named": 70.0, "ours_taken_for_other": 0.0
        },
        "several": {"all": parts},
        "knowledge": {"all": facts},
        "entities": {"tuning": kinds, "held out": kinds, "all": kinds},
    }  # fmt: skip


def measured(both: float = 90.0) -> Measured:
    judged = [
        Judged(message("d-1", "first text"), "mudra/what", "topic only", "hi", 0.9, 1.0),
        Judged(message("d-2", "second text"), "mudra/cost", "right", "bn", 0.9, 1.0),
    ]
    read = [
        entities.judge(Entity(f"e-{number}", "age", f"text {number}", "40"), "41" if number < 3 else "40")
        for number in (1, 2, 3)
    ]
    held_out = [Judged(message("t-1", "held out"), "mudra/what", "topic only", "bn", 0.9, 1.0)]
    return Measured(full_figures(both), {"dev": judged, "test": held_out}, read)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """`bot eval` on what `measured` holds, with a baseline of its own."""

    def call(*argv: str, both: float = 90.0) -> int:
        monkeypatch.setattr(command, "measure", lambda sets: measured(both))
        return command.main([*argv, "--baseline", str(tmp_path / "baseline.json")])

    return call


def test_it_prints_every_table(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    shown = capsys.readouterr().out
    for part in (
        "dev: 100 messages", "all sets of messages: 100 messages", "3 x  mudra/cost -> mudra/what",
        "0.90 confident: 0.88 right (0.80), 9 messages", "expected calibration error: 0.020",
        "slips of the finger", "engine: p50 1.5 ms, p95 3.5 ms", "AUROC against 9 questions of ours: 0.910",
        "(score below 0.500): 60.0%", "reply language", "another language than before", "80.0% seen not to be ours",
        "several questions", "facts in answers", "entities, tuning", "entities, held out", "all entities",
        "no figures of a release",
    ):  # fmt: skip
        assert part in shown
    assert "first text" not in shown


def test_misses(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--misses") == 0
    shown = capsys.readouterr().out
    assert "d-1 bn        first text [after mudra]" in shown
    assert "meant mudra/cost; got mudra/what (0.90)" in shown
    assert "meant bn, got hi" in shown
    assert "second text" not in shown
    # The half that is held out is not shown.
    assert ("text 1" in shown, "text 2" in shown, "text 3" in shown) == (True, False, False)
    assert "held out" not in shown.partition("dev, misses")[2]


def test_misses_of_a_set_that_is_named(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("test", "--misses") == 0
    shown = capsys.readouterr().out
    assert "t-1 bn        held out" in shown
    assert "first text" not in shown


def test_a_release_is_what_later_runs_are_compared_with(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("--release") == 0
    assert (tmp_path / "baseline.json").exists()
    assert "These are now the figures of the release" in capsys.readouterr().out
    assert run(both=89.0) == 0
    shown = capsys.readouterr().out
    assert "since the last release" in shown
    line = next(line for line in shown.splitlines() if line.startswith("dev, bn *"))
    assert line.split()[-3:] == ["90.0%", "89.0%", "-1.0"]
    assert run(both=87.0) == 1
    shown = capsys.readouterr().out
    assert "Worse than the last release by more than 2 points:\n  dev, bn: 90.0 % then, 87.0 % now" in shown
    assert run("--release", both=87.0) == 0
    assert run(both=87.0) == 0


def test_at_least(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--at-least", "90") == 0
    assert run("--at-least", "90.5") == 1
    assert "The worst register, bn in dev, reaches 90.0 %, less than 90.5 %." in capsys.readouterr().out


def test_json(run: Callable[..., int], tmp_path: Path) -> None:
    assert run("--json", str(tmp_path / "figures.json")) == 0
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8")) == full_figures()


def test_only_the_named_sets(run: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, ...]] = []
    monkeypatch.setattr(Sets, "read", lambda names: read.append(tuple(names)))
    run("dev", "entities")
    run()
    assert read == [("dev", "entities"), ALL_SETS]


def test_what_is_told_in_a_sentence(run: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="There is no set devv; there are: dev, test, unseen"):
        run("devv")
    with pytest.raises(UserError, match="leave out the names"):
        run("dev", "--release")

    def broken(names: object) -> None:
        raise ValueError("dev.tsv:7: 3 columns instead of 7")

    monkeypatch.setattr(Sets, "read", broken)
    with pytest.raises(UserError, match=r"dev\.tsv:7"):
        run()


def test_prune(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = ["\t".join(COLUMNS), "d-1\ten\tknown text\tgreet\t\t\ten", "d-2\ten\tfresh text\tgreet\t\t\ten", ""]
    for name in ALL_SETS:
        shutil.copy(command.SETS / f"{name}.tsv", tmp_path)
    (tmp_path / "dev.tsv").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setattr(command, "SETS", tmp_path)
    monkeypatch.setattr(command, "training_examples", lambda content: {"known text"})
    assert run("--prune") == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["dev: d-1 removed", "test: nothing removed"]
    assert (tmp_path / "dev.tsv").read_text(encoding="utf-8") == "\n".join([rows[0], *rows[2:]])
