"""More training rows from those that people wrote: romanised copies and typing mistakes."""

from __future__ import annotations

import random
from typing import Any, Dict, Iterator, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.romanise import romanise
from bot.language.scripts import dominant_script
from rasa_project.components.featurizer import ALIAS


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class Augmenter(GraphComponent):
    """Adds copies of the training rows; leaves messages of people alone."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`typos`: copies with one mistake a row. `seed` makes training repeatable."""
        return {"romanised": True, "typos": 1, "seed": 7}

    def __init__(self, config: Dict[str, Any]) -> None:
        self._config = config

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

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The rows and their copies. Labels are kept, but for the mark of an alias."""
        rng = random.Random(self._config["seed"])
        rows: List[Message] = []
        for example in training_data.training_examples:
            rows.append(example)
            text = example.get(TEXT)
            if text:
                rows.extend(_copy(example, other) for other in variants(text, rng, self._config))
        return TrainingData(
            training_examples=rows,
            entity_synonyms=training_data.entity_synonyms,
            regex_features=training_data.regex_features,
            lookup_tables=training_data.lookup_tables,
            responses=training_data.responses,
        )

    def process(self, messages: List[Message]) -> List[Message]:
        """Nothing is changed outside training."""
        return messages


def variants(text: str, rng: random.Random, config: Dict[str, Any]) -> Iterator[str]:
    """Other ways in which the same sentence may arrive."""
    if config["romanised"] and dominant_script(text) in ("Beng", "Deva"):
        yield romanise(text)
    for _ in range(config["typos"]):
        wrong = misspell(text, rng)
        if wrong != text:
            yield wrong


def misspell(text: str, rng: random.Random) -> str:
    """One slip of the finger in a longer word: a letter dropped, doubled, or swapped with its neighbour."""
    words = text.split(" ")
    long = [index for index, word in enumerate(words) if len(word) >= 5]
    if not long:
        return text
    at = rng.choice(long)
    word = words[at]
    place = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        word = word[:place] + word[place + 1 :]
    elif kind == 1:
        word = word[:place] + word[place] + word[place:]
    else:
        word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    words[at] = word
    return " ".join(words)


def _copy(example: Message, text: str) -> Message:
    # A misspelt name is no name: "mudra" with a slip may be another word, so only the example itself teaches the
    # gazetteer.
    return Message(data={**{name: value for name, value in example.data.items() if name != ALIAS}, TEXT: text})
