"""Domain, rules, examples, actions and messages fit together."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
import yaml
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from rasa_project.components import decision, several
from rasa_project.paths import PROJECT, ROOT

DOMAIN = yaml.safe_load((PROJECT / "domain" / "domain.yml").read_text(encoding="utf-8"))
RULES = yaml.safe_load((PROJECT / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
INTENTS = [next(iter(intent)) if isinstance(intent, dict) else intent for intent in DOMAIN["intents"]]
FILLED = {
    "registration", "my_data", "erase_ask", "my_consents", "loan_status", "my_trainings", "cancel_training",
    "training_test", "training_feedback", "check_in", "mentor", "trainer_desk",
}  # fmt: skip
"""What the gateway says instead (bot/conversation/fills.py): the engine learns nothing of a person."""
COMPOSED = {
    "answer",
    "compare",
    "in_short",
    "more",
    "applies_here",
    "term",
    "answers",
    "which_topic",
    "ask_back",
    "repeat",
}  # the gateway writes these from the content's topics


def _steps(kind: str, rules: list[Any] = RULES) -> list[str]:
    alternatives = (one for rule in rules for step in rule["steps"] for one in step.get("or", [step]))
    return [step[kind] for step in alternatives if kind in step]


def _examples() -> dict[str, int]:
    found: Counter[str] = Counter()
    for file in (PROJECT / "data" / "nlu").glob("*.yml"):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            found[block["intent"]] += block["examples"].count("- ")
    return found


def _messages() -> set[str]:
    keys: set[str] = set()
    for file in (ROOT / "content" / "messages").glob("*.yml"):
        keys |= set(yaml.safe_load(file.read_text(encoding="utf-8")))
    return keys


@pytest.mark.parametrize("intent", INTENTS)
def test_an_intent_has_exactly_one_rule_outside_forms(intent: str) -> None:
    outside = [rule for rule in RULES if not rule.get("condition")]
    assert _steps("intent", outside).count(intent) == 1


def test_no_rule_is_about_an_intent_that_is_not_in_the_domain() -> None:
    assert set(_steps("intent")) <= set(INTENTS)


def test_the_intents_that_the_decision_names_are_in_the_domain() -> None:
    assert {decision.ASK, decision.UNSURE, decision.WITHOUT_TOPIC, decision.FALLBACK, several.SEVERAL} <= set(INTENTS)


def test_what_is_learnt_can_be_answered() -> None:
    assert set(_examples()) <= set(INTENTS)


@pytest.mark.parametrize("intent", sorted(_examples()))
def test_an_intent_has_examples_enough_to_be_learnt(intent: str) -> None:
    assert _examples()[intent] >= 10


def test_intents_do_not_make_the_prediction_depend_on_entities() -> None:
    # Or a rule would hold for a question with a topic and fail for the one without.
    assert [
        intent
        for intent in DOMAIN["intents"]
        if not isinstance(intent, dict) or next(iter(intent.values())) != {"use_entities": []}
    ] == []
    assert [name for name, slot in DOMAIN["slots"].items() if slot["influence_conversation"]] == []


@pytest.mark.parametrize("action", sorted(set(_steps("action"))))
def test_an_action_of_a_rule_is_known(action: str) -> None:
    assert action in {*DOMAIN["responses"], *DOMAIN["actions"], *DOMAIN["forms"], "action_deactivate_loop"}


def test_every_response_and_action_is_used() -> None:
    of_forms = {f"action_ask_{slot}" for form in DOMAIN["forms"].values() for slot in form["required_slots"]}
    of_forms |= {f"validate_{form}" for form in DOMAIN["forms"]}
    spoken = {*DOMAIN["responses"], *DOMAIN["actions"]}
    assert of_forms <= spoken
    assert spoken - of_forms == set(_steps("action")) - {*DOMAIN["forms"], "action_deactivate_loop"}


def test_the_actions_are_those_that_the_application_runs() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "actions").glob("*.py"))
    assert sorted(re.findall(r'return "((?:action|validate)_\w+)"', source)) == sorted(DOMAIN["actions"])


@pytest.mark.parametrize("name", DOMAIN["responses"])
def test_a_response_has_a_message(name: str) -> None:
    (variant,) = DOMAIN["responses"][name]
    said = variant["custom"]
    assert set(said) <= {"key", "slots", "parsed"}
    assert set(said.get("slots", ())) <= set(DOMAIN["slots"])
    assert said["key"] in _messages() or said["key"] in COMPOSED | FILLED or said["key"].startswith("menu_"), said[
        "key"
    ]


def test_the_fallback_is_a_response() -> None:
    config = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))
    assert config["policies"][0]["core_fallback_action_name"] in DOMAIN["responses"]


SPOKEN = [
    (rule["steps"][0]["intent"], rule["steps"][1]["action"])
    for rule in RULES
    if "intent" in rule["steps"][0] and rule["steps"][1].get("action", "").startswith("utter_")
]


@pytest.mark.parametrize(("intent", "action"), SPOKEN, ids=[intent for intent, _ in SPOKEN])
async def test_a_rule_says_its_message(agent: Any, intent: str, action: str) -> None:
    channel = CollectingOutputChannel()
    await agent.handle_message(UserMessage(f"/{intent}", channel, f"rule-{intent}", input_channel="rest"))
    assert [message["custom"]["key"] for message in channel.messages] == [
        DOMAIN["responses"][action][0]["custom"]["key"]
    ]
