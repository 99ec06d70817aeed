"""The figures of the last release, and what fell since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.errors import UserError
from bot.evaluation.baseline import BASELINE, changes, load, save


def figures(
    both: float = 90.0, language: float = 98.0, declined: float = 60.0, entities: float = 95.0, age: float = 95.0
) -> dict[str, Any]:
    rows = {"bn": {"both": both, "language": 100.0}, "all": {"both": both, "language": 100.0}}
    return {
        "messages": {"dev": {"registers": rows}, "all": {"registers": rows}},
        "out_of_scope": {"registers": {"all": {"good": declined}}, "declined_at_threshold": 70.0, "auroc": 0.91},
        "reply_language": {"groups": {"one or two words": {"right": 90.0}, "all": {"right": language}}},
        "several": {"all": {"all parts right": 50.0}},
        "entities": {"all": {"age": {"right": age}, "all": {"right": entities}}},
    }


def fallen(then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [change.name for change in changes(then, now) if change.fell]


@pytest.mark.parametrize(
    ("now", "names"),
    [
        (figures(), []),
        (figures(both=88.0), []),  # two points are tolerated
        (figures(both=87.9), ["dev, bn"]),
        (figures(both=99.0, language=95.9), ["reply language, all"]),
        (figures(declined=57.0), ["out of scope, declined"]),
        (figures(entities=92.0), ["entities, all"]),
        (figures(age=50.0), []),  # shown, but a kind has few texts
    ],
)
def test_what_fell(now: dict[str, Any], names: list[str]) -> None:
    assert fallen(figures(), now) == names


@pytest.mark.parametrize(("count", "names"), [(65, []), (83, []), (84, ["dev, bn"]), (400, ["dev, bn"])])
def test_two_messages_of_a_small_register_are_chance(count: int, names: list[str]) -> None:
    now = figures(both=87.0)
    now["messages"]["dev"]["registers"]["bn"]["count"] = count
    assert fallen(figures(), now) == names


def test_only_what_both_have_is_compared() -> None:
    now = figures()
    now["messages"]["fresh"] = {"registers": {"all": {"both": 0.0, "language": 0.0}}}
    del now["entities"]
    names = {change.name for change in changes(figures(), now)}
    assert "dev, bn" in names
    assert not {name for name in names if name.startswith(("fresh", "entities"))}
    assert changes({}, figures()) == []


def test_they_are_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert load(path) is None
    save(path, figures(both=100 / 3))
    stored = load(path)
    assert stored is not None
    assert stored["messages"]["dev"]["registers"]["bn"]["both"] == 33.3333
    assert [change.difference for change in changes(stored, figures(both=100 / 3))] == [0.0] * 14
    assert [file.name for file in tmp_path.iterdir()] == ["baseline.json"]


@pytest.mark.parametrize("text", ["{", "[]", '"x"'])
def test_a_file_of_another_kind(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"baseline\.json"):
        load(path)


def test_our_own_can_be_read() -> None:
    stored = load(BASELINE)
    assert stored is not None
    assert fallen(stored, stored) == []
    assert len(changes(stored, stored)) > 40
