"""Recognises a message that asks what a word of the glossary means; see `terms.py`."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.components.featurizer import NAMES
from rasa_project.components.terms import Terms, explains
from rasa_project.paths import content_dir, glossary_files

EXPLAIN, TERM = "explain_term", "term"
_FILE = "terms.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TermFinder(GraphComponent):
    """The very last step of understanding: nothing but a word to explain is sure whatever the rankings say."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Nothing to set."""
        return {}

    def __init__(self, storage: ModelStorage, resource: Resource, terms: Optional[Terms] = None) -> None:
        self._storage = storage
        self._resource = resource
        self._terms = terms or Terms({})

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Made by the graph before training."""
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps the names of the words. They are no examples of anything, so they come from the content itself."""
        names: Dict[str, List[str]] = {}
        for file in glossary_files(content_dir()):
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            for term in yaml.load(file.read_text(encoding="utf-8"), Loader=loader)["terms"]:
                names[term["id"]] = [str(way) for way in (*term["name"].values(), *term["aliases"])]
        self._terms = Terms(names)
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(names), encoding="utf-8")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets the intent and the entity of messages that ask for a meaning."""
        for message in messages:
            known = message.get("metadata") or {}
            term = self._terms.asked(message.get(TEXT) or "")
            if explains(term, message.get(NAMES) or (), known.get("terms") or (), bool(known.get("asking"))):
                found = {"entity": TERM, "value": term, "start": 0, "end": 0, "extractor": type(self).__name__}
                message.set(INTENT, {INTENT_NAME_KEY: EXPLAIN, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
                message.set(ENTITIES, [found], add_to_output=True)
        return messages

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GraphComponent:
        """Read back from a trained model."""
        with model_storage.read_from(resource) as folder:
            names = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(model_storage, resource, Terms(names))
