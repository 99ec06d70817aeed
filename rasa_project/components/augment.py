"""More training rows from those that people wrote: romanised copies and typing mistakes."""

from __future__ import annotations

import random
import re
from typing import Any, Dict, Iterator, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.romanise import romanise
from bot.language.scripts import dominant_script
from bot.language.variation import RomanLanguage, vary
from rasa_project.components.featurizer import ALIAS

REGISTER = "register"  # message attribute of training rows: how the example was typed
# Neighbours of each letter on a QWERTY keyboard.
_NEAR = """
    q:wa w:qes e:wrd r:etf t:ryg y:tuh u:yij i:uok o:ipl p:ol a:qsz s:awdx d:sefc f:drgv g:fthb h:gyjn j:hukm
    k:jil l:kop z:asx x:zsc c:xdv v:cfb b:vgn n:bhm m:njk
"""
_KEYBOARD: Dict[str, str] = dict(pair.split(":") for pair in _NEAR.split())
_FEWER = 2 / 3  # share of the slips where the spelling is changed too
_LANGUAGE_OF_SCRIPT: Dict[str, RomanLanguage] = {"Beng": "bn", "Deva": "hi"}
_LANGUAGE_OF_REGISTER: Dict[str, RomanLanguage] = {"bn_roman": "bn", "hi_roman": "hi"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class Augmenter(GraphComponent):
    """Adds copies of the training rows; leaves messages of people alone."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`romanised`: copies in roman letters, spelt in another way; `slips`: the share of longer words with a slip of
        the finger in the one copy that has some. `seed` makes training repeatable."""
        return {"romanised": True, "slips": 0.9, "seed": 7}

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
                rows.extend(_copy(example, other) for other in variants(text, example.get(REGISTER), rng, self._config))
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


def variants(text: str, register: Optional[str], rng: random.Random, config: Dict[str, Any]) -> Iterator[str]:
    """Other ways in which the same sentence may arrive: one in roman letters, spelt in another way, and one with slips;
    both at once where it was typed in roman letters. More copies cost a third more time and gain nothing (measured;
    docs/language.md). `register`: as in the content; None if unknown."""
    native = _LANGUAGE_OF_SCRIPT.get(dominant_script(text) or "")
    roman = _LANGUAGE_OF_REGISTER.get(register or "")
    if config["romanised"] and native:
        yield _respelled(romanise(text), native, rng)
    other, share = text, config["slips"]
    if config["romanised"] and roman:
        other, share = _respelled(text, roman, rng), share * _FEWER
    other = misspell(other, rng, share)
    if other != text:
        yield other


def _respelled(text: str, language: RomanLanguage, rng: random.Random) -> str:
    return re.sub(r"[a-z]+", lambda match: vary(match.group(), language, rng), text.lower())


def misspell(text: str, rng: random.Random, share: float) -> str:
    """Slips of the finger in a `share` of the longer words: a letter dropped, doubled, swapped with the next, or (in
    Latin letters) its neighbour on the keyboard."""
    words = text.split(" ")
    return " ".join(_slip(word, rng) if len(word) >= 5 and rng.random() < share else word for word in words)


def _slip(word: str, rng: random.Random) -> str:
    place, kind = rng.randrange(1, len(word) - 1), rng.randrange(4)
    near = _KEYBOARD.get(word[place].lower())
    if kind == 3 and near:
        return word[:place] + rng.choice(near) + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    if kind == 2:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + word[place + 1 :]


def _copy(example: Message, text: str) -> Message:
    # A misspelt name is no name: "mudra" with a slip may be another word, so only the example itself teaches the
    # gazetteer.
    return Message(data={**{name: value for name, value in example.data.items() if name != ALIAS}, TEXT: text})
