"""Tokens that keep Indic words whole."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.tokens import tokenize


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class IndicTokenizer(Tokenizer):
    """Splits text into words without cutting vowel signs off."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Rasa's own defaults: intents are not split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: the featurizer cuts the rows into words on all processors, and nobody else reads them."""
        return training_data

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Tokens of one attribute of a message, with offsets into the text as it was typed."""
        return [Token(t.text, t.start, t.end) for t in tokenize(message.get(attribute))]
