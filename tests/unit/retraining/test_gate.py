"""What the gate measures, and when it refuses."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.conversation.understanding import Understood
from bot.evaluation.hearing import Heard, Said
from bot.evaluation.sets import COLUMNS
from bot.retraining import gate
from bot.retraining.gate import Verdict, compare, gate_files

OLD, NEW = Path("old"), Path("new")


@pytest.mark.parametrize(
    ("before", "after", "fallen"),
    [
        ({"dev, bn": 90.0}, {"dev, bn": 88.0}, []),  # two points are tolerated
        ({"dev, bn": 90.0}, {"dev, bn": 87.9}, ["dev, bn"]),
        ({"dev, bn": 90.0, "dev, en": 90.0}, {"dev, bn": 99.0, "dev, en": 80.0}, ["dev, en"]),
        ({"dev, bn": 90.0}, {"dev, bn": 90.0, "dev, hi": 1.0}, []),
        ({}, {}, []),
    ],
)
def test_no_register_may_fall(before: dict[str, float], after: dict[str, float], fallen: list[str]) -> None:
    verdict = Verdict(before, after, 10)
    assert verdict.fallen == fallen
    assert [line.endswith("fell") for line in verdict.lines()] == [name in fallen for name in before]


ROWS = [
    ("1", "en", "how to join", "pmegp/how-to-apply"),
    ("2", "en", "which papers", "pmegp/documents"),
    ("3", "bn", "কী লাগবে", "pmegp/documents"),
]


def written(folder: Path, name: str, rows: Iterable[tuple[str, str, str, str]]) -> Path:
    lines = ["\t".join(COLUMNS), *("\t".join([*row, "", "", "bn" if row[1] == "bn" else "en"]) for row in rows)]
    file = folder / f"{name}.tsv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> None:
    """The old model knows everything, the new one takes each English message for the papers."""
    expected = {text: expect for _, _, text, expect in ROWS}

    def hear(said: Iterable[Said], model: Path, language: object) -> dict[Said, Heard]:
        found = {}
        for one in said:
            topic, _, aspect = expected[one.text].partition("/")
            aspect = "documents" if model == NEW else aspect
            engine = {"intent": "ask", "topic": topic, "aspect": aspect, "candidates": [], "together": [],
                      "aspects": [], "parts": [], "confidence": 1.0, "milliseconds": 1.0}  # fmt: skip
            found[one] = Heard(Understood("bn", "bn", one.text), engine)
        return found

    monkeypatch.setattr(gate, "hear", hear)


@pytest.mark.usefixtures("models")
def test_both_models_are_asked_the_same(tmp_path: Path) -> None:
    files = [written(tmp_path, "dev", ROWS), written(tmp_path, "more", ROWS[:1])]
    verdict = compare(OLD, NEW, files)
    assert verdict.messages == 4
    assert verdict.before == {"dev, bn": 100.0, "dev, en": 100.0, "more, en": 100.0}
    assert verdict.after == {"dev, bn": 100.0, "dev, en": 50.0, "more, en": 0.0}
    assert verdict.fallen == ["dev, en", "more, en"]


def test_only_messages_with_their_outcomes_are_measured(tmp_path: Path) -> None:
    messages = written(tmp_path, "b", ROWS)
    (tmp_path / "a.tsv").write_text("id\tkind\ttext\texpect\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("\t".join(COLUMNS), encoding="utf-8")
    assert gate_files(tmp_path) == [messages]
    assert gate_files(tmp_path / "nowhere") == []


def test_nothing_to_measure_with_refuses_nothing() -> None:
    verdict = compare(OLD, NEW, [])
    assert (verdict.messages, verdict.fallen) == (0, [])
