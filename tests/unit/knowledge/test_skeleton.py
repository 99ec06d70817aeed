"""A new file: readable, with every part, and the check names what is still to be written."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.check import check
from bot.knowledge.model import AREAS, ASPECTS, LANGUAGES, REGISTERS, Topic
from bot.knowledge.skeleton import skeleton

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize("area", AREAS)
def test_every_part_is_there(area: Any) -> None:
    text = skeleton("alpha", area, TODAY)
    data = yaml.safe_load(text)
    named = {*data, *(line[2:].partition(":")[0] for line in text.splitlines() if line.startswith("# "))}
    assert set(Topic.model_fields) <= named
    assert (data["id"], data["area"], data["verified_on"]) == ("alpha", area, TODAY)
    assert data["review_by"] > TODAY
    assert list(data["aspects"]) == list(data["questions"]) == list(ASPECTS)
    assert all(set(registers) == set(REGISTERS) for registers in data["questions"].values())
    assert max(map(len, text.splitlines())) <= 120


def test_the_check_names_what_is_to_be_written(tmp_path: Path) -> None:
    file = tmp_path / "loans" / "alpha.yml"
    file.parent.mkdir()
    file.write_text(skeleton("alpha", "loans", TODAY), encoding="utf-8")
    problems = check([], tmp_path, facts=())
    told = {problem.message for problem in problems}
    for part in ("title", "button", "status_note", "brief", "points.for_whom", *(f"aspects.{a}" for a in ASPECTS)):
        for language in LANGUAGES:
            assert f"{part}.{language} is still to be written" in told
    assert {"aliases.0 is still to be written", "facts.0 is still to be written"} <= told
    assert {"sources.0.title is still to be written", "sources.0.url is still to be written"} <= told
    assert {f"no example question in the register {register}" for register in REGISTERS} <= told
    assert {f"{aspect} is asked in fewer than three registers" for aspect in ASPECTS} <= told
    lines = file.read_text(encoding="utf-8").splitlines()
    for problem in problems:
        if problem.message.startswith("aspects.what.bn"):
            assert lines[problem.line - 1].strip() == "bn:"
            assert lines[problem.line - 3].startswith("  what:")


def test_a_filled_skeleton_is_in_order(tmp_path: Path, topic_data: Callable[..., dict[str, Any]]) -> None:
    """Writing what is empty is all that a writer has to do."""
    data = yaml.safe_load(skeleton("alpha", "schemes", TODAY))
    whole = topic_data()
    data |= {name: whole[name] for name in ("title", "button", "aliases", "facts", "brief", "figures")}
    data["status_note"] = whole["title"]
    data["sources"] = [{"title": "An office", "url": "https://example.org", "as_of": None}]
    data["points"] = {point: whole["brief"] for point in data["points"]}
    data["aspects"] = {aspect: whole["aspects"]["benefit"] for aspect in data["aspects"]}
    for aspect, registers in data["questions"].items():
        data["questions"][aspect] = {register: [f"{aspect} {register}?"] for register in registers}
    file = tmp_path / "schemes" / "alpha.yml"
    file.parent.mkdir()
    file.write_text(json.dumps(data, default=str), encoding="utf-8")  # JSON is YAML too
    assert [str(problem) for problem in check([], tmp_path, today=TODAY)] == []


def test_like_another_topic(topic_data: Callable[..., dict[str, Any]]) -> None:
    source = {"title": "O'Hara: 50 % more", "url": "https://example.org/x", "as_of": "2025-09"}
    like = Topic.model_validate(topic_data("beta", order=7, reach="west_bengal", sources=[source], facts=["a", "b-c"]))
    data = yaml.safe_load(skeleton("alpha", "gst", TODAY, like))
    assert set(data["aspects"]) == set(data["questions"]) == {"what", "benefit", "documents", "cost"}
    assert (data["order"], data["reach"], data["facts"]) == (7, "west_bengal", ["a", "b-c"])
    assert data["sources"] == [source]
    assert list(data["points"]) == ["for_whom"]
    assert data["figures"] == {} and data["aspects"]["what"] == dict.fromkeys(LANGUAGES)
    assert "beta" not in skeleton("alpha", "gst", TODAY, like)
