"""Rasa's default pipeline: the project that is written for it, and what is said when it is not installed."""

from pathlib import Path

import pytest
import yaml

from benchmarks import default
from benchmarks.service import BenchError
from bot.settings import ROOT


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(default.VARIABLE, raising=False)
    with pytest.raises(BenchError, match=default.VARIABLE):
        default.interpreter()
    monkeypatch.setenv(default.VARIABLE, "/nowhere/python")
    with pytest.raises(BenchError, match="tensorflow"):
        default.interpreter()


def test_the_project_has_a_rule_and_an_answer_for_each_intent(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    default.write_project(ROOT / "content", folder, epochs=3)
    domain = yaml.safe_load((folder / "domain.yml").read_text(encoding="utf-8"))
    nlu = yaml.safe_load((folder / "data" / "nlu.yml").read_text(encoding="utf-8"))["nlu"]
    dialogue = yaml.safe_load((folder / "data" / "dialogue.yml").read_text(encoding="utf-8"))
    intents = domain["intents"]
    assert len(intents) == len(set(intents)) > 40
    assert {block["intent"] for block in nlu} == set(intents)
    assert all(block["examples"].startswith("- ") for block in nlu)
    assert {rule["steps"][0]["intent"] for rule in dialogue["rules"]} == {*intents, "nlu_fallback"}
    assert set(domain["responses"]) == {f"utter_{name}" for name in [*intents, "default"]}
    assert not any(char in block["examples"] for block in nlu for char in "[]{}")
