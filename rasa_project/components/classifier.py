"""Intent, topic and aspect of a message: three linear decisions over the same features."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse

from rasa_project.components import linear
from rasa_project.components.featurizer import CLAUSES, ORIGIN

TOPIC, ASPECT, EXAMPLE = "topic", "aspect", "example_number"
RANKINGS = "rankings"  # message attribute: {"intent": [[label, probability], ...], "topic": ..., "aspect": ...}
CLAUSE_RANKINGS = "clause_rankings"  # message attribute: (rankings, names, clause) of each
NO_TOPIC = "none"
KEPT = 5  # labels a ranking keeps


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(GraphComponent):
    """Softmax regression for each of intent, topic and aspect. Topic and aspect are learnt from questions alone.

    The topic head knows `none`: questions that name no topic ("and the documents?") take it from the conversation.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`decay`: L2 regularisation of each head; `epochs`: passes over the rows. The topic head has most labels and
        most examples, so that two passes do."""
        return {
            "decay": {INTENT: 1e-6, TOPIC: 4e-6, ASPECT: 4e-6}, "epochs": {INTENT: 2, TOPIC: 2, ASPECT: 3}, "seed": 7,
        }  # fmt: skip

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        heads: Optional[Dict[str, linear.Linear]] = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._heads: Dict[str, linear.Linear] = heads or {}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Made by the graph before training."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the three heads and stores them."""
        rows = [row for row in training_data.training_examples if row.get(TEXT) and row.get(INTENT)]
        matrix = sparse.vstack([_features(row) for row in rows], format="csr")
        groups = np.array([row.get(EXAMPLE, index) for index, row in enumerate(rows)])
        labels = {
            INTENT: [row.get(INTENT) for row in rows],
            TOPIC: [row.get(TOPIC) for row in rows],
            ASPECT: [row.get(ASPECT) for row in rows],
        }
        for head, names in labels.items():
            known = np.array([name is not None for name in names])
            self._heads[head] = linear.train(
                matrix[known],
                [name for name in names if name],
                groups[known],
                decay=self._config["decay"][head],
                epochs=self._config["epochs"][head],
                seed=self._config["seed"],
            )
        with self._storage.write_to(self._resource) as folder:
            arrays: Dict[str, np.ndarray] = {}
            for head, model in self._heads.items():
                arrays.update(model.arrays(head))
            np.savez(folder / "heads.npz", **arrays)
            (folder / "heads.json").write_text(json.dumps(list(self._heads)), encoding="utf-8")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets the most probable intent and the rankings of all three heads."""
        for message in messages:
            features = _features(message) if message.get(TEXT) else None
            if features is None or not self._heads:
                continue
            rankings = self._rankings(features)
            message.set(RANKINGS, rankings, add_to_output=True)
            clauses = [(self._rankings(row), names, clause) for row, names, clause in message.get(CLAUSES) or []]
            message.set(CLAUSE_RANKINGS, clauses)
            name, confidence = rankings[INTENT][0]
            message.set(INTENT, {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}, add_to_output=True)
        return messages

    def _rankings(self, features: sparse.csr_matrix) -> Dict[str, List[Tuple[str, float]]]:
        return {head: model.ranking(features)[:KEPT] for head, model in self._heads.items()}

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
            names = json.loads((folder / "heads.json").read_text(encoding="utf-8"))
            with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
                heads = {name: linear.Linear.from_arrays(name, arrays) for name in names}
        return cls(config, model_storage, resource, heads)


def _features(message: Message) -> Optional[sparse.csr_matrix]:
    for features in message.features:
        if features.origin == ORIGIN or ORIGIN in features.origin:
            return features.features
    return None
