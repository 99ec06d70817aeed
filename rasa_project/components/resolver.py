"""Turns the rankings into one intent with entities, using what the gateway knows of the conversation."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language.entities.numbers.amounts import find_amounts
from rasa_project.components.choosing import chooses, compared
from rasa_project.components.classifier import ASPECT, CLAUSE_RANKINGS, RANKINGS, TOPIC
from rasa_project.components.decision import (
    ASK,
    CALCULATE,
    FALLBACK,
    UNSURE,
    Context,
    Decision,
    Ranking,
    Thresholds,
    decide,
)
from rasa_project.components.featurizer import NAMES
from rasa_project.components.reckoning import large_number, reckons, without_wishes
from rasa_project.components.several import decide_several

CANDIDATES, TOGETHER, ASPECTS, PARTS, NAMED = "candidates", "together", "aspects", "parts", "named_topic"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ContextResolver(GraphComponent):
    """The last step of understanding: answer, ask back, ask for the topic, or decline."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The thresholds (see `decision.Thresholds`); `calculators`: topic, or topic/aspect -> intent that a sum of
        money in a question about it starts."""
        return {"calculators": {}, **{part.name: part.default for part in fields(Thresholds)}}

    def __init__(self, config: Dict[str, Any]) -> None:
        self._calculators: Dict[str, str] = config["calculators"]
        self._limits = Thresholds(**{part.name: float(config[part.name]) for part in fields(Thresholds)})

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Made by the graph."""
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets intent, the entities topic and aspect, and the candidates."""
        for message in messages:
            rankings = message.get(RANKINGS)
            if not rankings:
                # An empty message. Without an intent no rule would hold, and Rasa would say the fallback ten times
                # over.
                message.set(INTENT, {INTENT_NAME_KEY: FALLBACK, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
                continue
            known = message.get("metadata") or {}
            context = Context(known.get("topic"), known.get("pending_aspect"))
            names = message.get(NAMES) or []
            if not reckons(message.get(TEXT)):
                rankings = without_wishes(rankings)
            decision = decide(rankings, names, context, self._limits)
            choice = chooses(message.get(TEXT))
            clauses = message.get(CLAUSE_RANKINGS) or []
            decision = decide_several(decision, clauses, choice, context, self._limits) or decision
            decision = compared(decision, message.get(TEXT), names, context) or decision
            intent = self._calculator(decision, rankings["intent"], message.get(TEXT)) or decision.intent
            message.set(
                INTENT,
                {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: decision.confidence},
                add_to_output=True,
            )
            message.set(
                ENTITIES, [_entity(k, v) for k, v in ((TOPIC, decision.topic), (ASPECT, decision.aspect)) if v], True
            )
            message.set(CANDIDATES, decision.candidates, add_to_output=True)
            message.set(TOGETHER, decision.together, add_to_output=True)
            message.set(ASPECTS, decision.aspects, add_to_output=True)
            message.set(PARTS, decision.parts, add_to_output=True)
            message.set(NAMED, names[0] if len(names) == 1 else None, add_to_output=True)
        return messages

    def _calculator(self, decision: Decision, intents: Ranking, text: str) -> Optional[str]:
        """ "5 lakh er kisti koto" wants a number, not an explanation: a sum in a question of those listed, or a large
        number in one that is not far from the wish itself."""
        if decision.intent not in (ASK, UNSURE):
            return None
        about = (decision.topic or "", f"{decision.topic}/{decision.aspect}") if decision.intent == ASK else ()
        listed = next((self._calculators[one] for one in about if one in self._calculators), None)
        if listed and find_amounts(text):
            return listed
        likely = next((name for name, value in intents if name.startswith(CALCULATE)), "")
        near = dict(intents).get(likely, 0.0) >= self._limits.calculator
        return likely if near and large_number(text) else None


def _entity(name: str, value: str) -> Dict[str, Any]:
    # The whole message says it; there is no span to point to.
    return {"entity": name, "value": value, "start": 0, "end": 0, "extractor": ContextResolver.__name__}
