"""Sentence features of a message: folded words and n-grams, and the topics that its names point to."""

from __future__ import annotations

import json
from typing import Any, ClassVar, Dict, List, Optional, Sequence, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse

from bot.language.tokens import tokenize
from rasa_project.components.clauses import MOST, Clause, clauses
from rasa_project.components.gazetteer import Gazetteer, Names, words_of
from rasa_project.components.sidebyside import in_parts
from rasa_project.components.textfeatures import features
from rasa_project.components.vectors import Counts, Vocabulary, count, together

NAMES = "names"  # message attribute: topics that the gazetteer found
CLAUSES = "clauses"  # message attribute: (row of features, names, clause) of each clause, if there are several
ALIAS = "alias_of"  # message attribute of training rows that the importer made from an alias
ORIGIN = "FoldedFeaturizer"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class FoldedFeaturizer(GraphComponent):
    """Learns a vocabulary of folded features; the names of topics come from the rows that the importer marked."""

    # Rows just learnt from, by text: Rasa asks a second instance for them, and they take half of the training.
    _learnt: ClassVar[Dict[str, sparse.csr_matrix]] = {}

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`minimum`: how many rows must hold a feature for it to count."""
        return {"minimum": 3}

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        vocabulary: Optional[Vocabulary] = None,
        names: Optional[Names] = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._vocabulary = vocabulary
        self._names: Names = names or {}
        self._gazetteer = Gazetteer(self._names)

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
        """Learns names and vocabulary and stores them."""
        names: Names = {}
        for example in training_data.training_examples:
            if example.get(ALIAS):
                names.setdefault(example.get(ALIAS), []).append(example.get(TEXT))
        self._names, self._gazetteer = names, Gazetteer(names)
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        # Strings alone cross from process to process; a message would take its whole training row along.
        counts = together(in_parts(self._count, [example.get(TEXT) for example in examples]))
        self._vocabulary = Vocabulary.learn(counts, self._config["minimum"])
        rows = self._vocabulary.rows(counts)
        FoldedFeaturizer._learnt = {example.get(TEXT): row for example, row in zip(examples, rows, strict=True)}
        self._persist()
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds features to the training rows."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        for example in examples:
            row = self._learnt.get(example.get(TEXT))
            if row is None:
                row = self._vocabulary_rows([example.get(TEXT)])
            example.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, ORIGIN))
        FoldedFeaturizer._learnt = {}
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds features to messages of people."""
        asking = [message for message in messages if message.get(TEXT)]
        self._process(asking)
        for message in asking:
            parts = clauses(message.get(TEXT))
            if 1 < len(parts) <= 2 * MOST:  # a longer text is a story
                message.set(CLAUSES, [self._clause(part) for part in parts])
        return messages

    def _clause(self, clause: Clause) -> Tuple[sparse.csr_matrix, List[str], Clause]:
        assert self._vocabulary is not None
        words = words_of(token.text for token in tokenize(clause.text))
        names = self._gazetteer.find(words)
        return self._vocabulary.rows(count([features(words, names)])), names, clause

    def _process(self, messages: List[Message]) -> None:
        assert self._vocabulary is not None
        rows = self._vocabulary.rows(count(self._features(message) for message in messages))
        for index, message in enumerate(messages):
            message.add_features(Features(rows[index], FEATURE_TYPE_SENTENCE, TEXT, ORIGIN))

    def _vocabulary_rows(self, texts: Sequence[str]) -> sparse.csr_matrix:
        assert self._vocabulary is not None
        return self._vocabulary.rows(self._count(texts))

    def _count(self, messages: Sequence[str]) -> Counts:
        """Features of messages."""
        found = (words_of(token.text for token in tokenize(message)) for message in messages)
        return count(features(words, self._gazetteer.find(words)) for words in found)

    def _features(self, message: Message) -> List[str]:
        words = words_of(token.text for token in message.get(TOKENS_NAMES[TEXT], []))
        names = self._gazetteer.find(words)
        message.set(NAMES, names, add_to_output=True)
        return features(words, names)

    def _persist(self) -> None:
        assert self._vocabulary is not None
        with self._storage.write_to(self._resource) as folder:
            columns = sorted(self._vocabulary.columns, key=self._vocabulary.columns.__getitem__)
            (folder / "vocabulary.json").write_text(
                json.dumps({"features": columns, "names": self._names}), encoding="utf-8"
            )
            np.savez_compressed(folder / "idf.npz", idf=self._vocabulary.idf)

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
            stored = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
            with np.load(folder / "idf.npz", allow_pickle=False) as arrays:
                idf = arrays["idf"]
        vocabulary = Vocabulary({feature: column for column, feature in enumerate(stored["features"])}, idf)
        return cls(config, model_storage, resource, vocabulary, stored["names"])
