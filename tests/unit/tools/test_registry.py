"""Every tool is known to the content, to the buttons and to the engine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.conversation import payloads
from bot.conversation.payloads import Command
from bot.knowledge.library import Content
from bot.knowledge.model import BUTTON_NAMES
from bot.knowledge.model import TOOLS as NAMES
from bot.tools.registry import BY_INTENT, TOOLS

ENGINE = Path(__file__).resolve().parents[3] / "rasa_project"
LEAST = 15  # in each register
REGISTERS = {"en", "bn", "hi", "bn_roman", "hi_roman", "mixed"}


def test_ids_and_intents_are_unique_and_the_content_knows_them() -> None:
    assert set(TOOLS) == set(NAMES)
    assert len(BY_INTENT) == sum(1 + len(tool.also) for tool in TOOLS.values())
    assert set(TOOLS) <= set(BUTTON_NAMES)
    assert all(re.fullmatch(r"[a-z0-9_]{1,12}", name) for name in TOOLS)


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_has_a_button_and_its_payload_comes_back(real: Content, name: str) -> None:
    assert name in real.buttons
    assert payloads.parse(payloads.tool(name), ()) == Command("use_tool", (("tool", name),))


@pytest.mark.parametrize("name", TOOLS)
def test_the_engine_knows_the_wish_for_it(name: str) -> None:
    intent = TOOLS[name].intent
    domain = yaml.safe_load((ENGINE / "domain" / "domain.yml").read_text(encoding="utf-8"))
    assert {intent: {"use_entities": []}} in domain["intents"]
    rules = yaml.safe_load((ENGINE / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    (start,) = [rule for rule in rules if rule["rule"].startswith("use a tool")]
    assert {"intent": intent} in start["steps"][0]["or"]


@pytest.mark.parametrize("name", TOOLS)
def test_the_wish_has_examples_in_every_register(name: str) -> None:
    count: dict[str, int] = {}
    for file in (ENGINE / "data" / "nlu").glob("*.yml"):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if block["intent"] == TOOLS[name].intent:
                register = block["metadata"]["register"]
                count[register] = count.get(register, 0) + block["examples"].count("- ")
    assert set(count) == REGISTERS
    assert all(number >= LEAST for number in count.values()), count
