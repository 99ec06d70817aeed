"""Rows that stand among the training examples are found and removed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.evaluation.seen import prune, seen, training_examples
from bot.evaluation.sets import COLUMNS, LANGUAGE_COLUMNS
from bot.language import for_matching

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def examples(tmp_path: Path) -> set[str]:
    training = tmp_path / "nlu"
    training.mkdir()
    (training / "rules.yml").write_text("version: '3.1'\n", encoding="utf-8")
    (training / "talk.yml").write_text(
        "nlu:\n  - intent: greet\n    examples: |\n      - Good Day To You\n      - how-are you - today\n",
        encoding="utf-8",
    )
    return training_examples(ROOT / "content", training)


def test_questions_and_other_intents_are_examples(examples: set[str]) -> None:
    assert for_matching("good day to you") in examples
    assert for_matching("how-are you - today") in examples
    assert len(examples) > 5000  # the questions of the content


def rows(folder: Path, name: str, columns: list[str], *lines: str) -> Path:
    path = folder / f"{name}.tsv"
    path.write_text("\n".join(["\t".join(columns), *lines, ""]), encoding="utf-8")
    return path


def test_prune_removes_only_what_was_seen(tmp_path: Path, examples: set[str]) -> None:
    strange = "d-3\ten\tparted\u2028 inside\tgreet\t\t\ten"
    path = rows(
        tmp_path,
        "dev",
        COLUMNS,
        "d-1\ten\tGOOD DAY to you!\tgreet\t\t\ten",
        "d-2\ten\tnobody wrote this one\tgreet\t\t\ten",
        strange,
    )
    before = path.read_text(encoding="utf-8").split("\n")
    assert seen(path, examples) == ["d-1"]
    assert prune(path, examples) == ["d-1"]
    assert path.read_text(encoding="utf-8").split("\n") == [before[0], *before[2:]]
    assert prune(path, examples) == []
    assert [file.name for file in tmp_path.glob("dev*")] == ["dev.tsv"]


def test_a_word_or_two_cannot_be_worded_otherwise(tmp_path: Path) -> None:
    lines = ("l-1\tok\tbn\t1\tbn\t", "l-2\tgood day\t\t2\ten\t", "l-3\tgood day friends\t\t3\ten\t")
    path = rows(tmp_path, "reply_language", LANGUAGE_COLUMNS, *lines)
    known = {for_matching(text) for text in ("ok", "good day", "good day friends")}
    assert seen(path, known) == ["l-3"]
    other = shutil.copy(path, tmp_path / "copy.tsv")
    with pytest.raises(ValueError, match="columns"):
        seen(other, known)  # the name of the file says which set it is
