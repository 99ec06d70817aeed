"""What counts as a hole, also in a draft that the schema refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.coverage import EXTRAS, Coverage, Totals, coverage
from bot.knowledge.model import LANGUAGES, REGISTERS

Data = dict[str, Any]


def of(write_content: Callable[..., Path], folder: Path, data: Data) -> Coverage:
    (row,) = coverage(write_content(folder, data), topic=data["id"])
    return row


def test_a_whole_topic(tmp_path: Path, topic_data: Callable[..., Data], write_content: Callable[..., Path]) -> None:
    row = of(write_content, tmp_path, topic_data())
    assert (row.topic, row.area, row.holes(), row.without) == ("alpha", "schemes", [], ("example",))
    assert dict(row.answers) == {name: frozenset(LANGUAGES) for name in ("what", "benefit", "documents", "cost")}
    assert {register: row.count(register) for register in REGISTERS} == dict.fromkeys(REGISTERS, 8)
    assert row.questions["what"]["mixed"] == 2


def without_register(data: Data, register: str) -> None:
    for registers in data["questions"].values():
        registers.pop(register)


@pytest.mark.parametrize(
    ("change", "holes"),
    [
        (lambda d: d["aspects"]["cost"].pop("bn"), ["cost: no answer in bn"]),
        (lambda d: d["aspects"]["cost"].update(bn=None, hi=" "), ["cost: no answer in bn, hi"]),
        (lambda d: without_register(d, "mixed"), ["no question in mixed"]),
        (lambda d: without_register(d, "hi"), ["no question in hi"]),  # eight in roman letters are enough
        (lambda d: d["questions"].pop("cost"), ["6 questions in en, at least 8"]),
        (lambda d: d.update(aspects={}), ["no answer at all"]),
        (lambda d: d.update(questions=None), [
            f"no question in {', '.join(REGISTERS)}", *(f"0 questions in {n}, at least 8" for n in LANGUAGES)
        ]),
        (lambda d: d["questions"]["what"].update(en=["", None, "one more?"]), ["7 questions in en, at least 8"]),
    ],
)  # fmt: skip
def test_holes(
    tmp_path: Path, topic_data: Callable[..., Data], write_content: Callable[..., Path],
    change: Callable[[Data], object], holes: list[str],
) -> None:  # fmt: skip
    data = topic_data()
    change(data)
    assert of(write_content, tmp_path, data).holes() == holes


@pytest.mark.parametrize("raw", ["a: [", "- a\n", ""])
def test_a_file_that_cannot_be_read_is_a_hole(tmp_path: Path, raw: str) -> None:
    (tmp_path / "gst").mkdir()
    (tmp_path / "gst" / "alpha.yml").write_text(raw, encoding="utf-8")
    (row,) = coverage(tmp_path)
    assert row.unreadable and row.holes() == ["the file cannot be read: `bot content check` says why"]


def test_extras(tmp_path: Path, topic_data: Callable[..., Data], write_content: Callable[..., Path]) -> None:
    data = topic_data(brief={"bn": None, "hi": "", "en": None}, points={})
    data["aspects"]["example"] = dict(data["aspects"]["what"])
    assert of(write_content, tmp_path, data).without == ("brief", "points")


def test_areas_and_totals(tmp_path: Path, topic_data: Callable[..., Data], write_content: Callable[..., Path]) -> None:
    folder = write_content(tmp_path, topic_data(), topic_data("beta", "gst"), topic_data("gamma", "gst", brief=None))
    assert [row.topic for row in coverage(folder)] == ["beta", "gamma", "alpha"]
    assert [row.topic for row in coverage(folder, "gst")] == ["beta", "gamma"]
    assert coverage(folder, "gst", "alpha") == []
    total = Totals.of(coverage(folder))
    assert (total.topics, total.answers, total.holes) == (3, 3 * 4 * 3, 0)
    assert total.questions == dict.fromkeys(REGISTERS, 24)
    assert total.without == dict(zip(EXTRAS, (1, 0, 3), strict=True))
