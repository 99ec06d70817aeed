"""A message that asks to choose between things, or to compare them. Pure; no Rasa."""

from __future__ import annotations

from dataclasses import replace
from typing import FrozenSet, Optional, Sequence

from bot.language.fold import fold_light
from bot.language.tokens import tokenize
from rasa_project.components.decision import ASK, UNSURE, Context, Decision

COMPARE = "compare"
_MOST = 3  # things in one comparison
_OF_EACH = frozenset({"documents", "how-to-apply", "time", "contact", "mistakes", "example"})
"""Aspects that are asked of each thing by itself ("mudra ba pmegp er kagoj"), unless it is said to compare."""


def _keys(words: str) -> FrozenSet[str]:
    return frozenset(fold_light(word) for word in words.split())


_COMPARES = _keys(
    "vs versus better best difference different compare comparison than"
    " পার্থক্য তফাত তফাৎ ফারাক ভালো তুলনা parthokyo tofat tofad farak bhalo valo tulona"
    " अंतर फर्क फ़र्क बेहतर तुलना अच्छा antar fark farq behtar tulna accha"
)
"""Words that compare with what was spoken of before, when only one thing is named."""

_CHOOSES = _keys(
    "or vs versus better best difference compare between which বা না নাকি অথবা ভালো পার্থক্য তফাত কোনটা কোনটি কোনটায় ba naki"
    " othoba bhalo valo parthokyo tofat konta konti या अथवा बेहतर अच्छा अंतर फर्क कौनसा ya athwa behtar accha antar fark"
    " konsa kaunsa"
)
"""Words that ask to choose between two things, which is another question than about each of them."""


def chooses(text: str) -> bool:
    """Whether the message asks to choose between things rather than about each of them."""
    return any(fold_light(token.text) in _CHOOSES for token in tokenize(text))


def compared(decision: Decision, text: str, names: Sequence[str], context: Context) -> Optional[Decision]:
    """The decision to put topics side by side: those that the message names to choose between, or the one it names and
    the one of the conversation. None if it does not ask for that."""
    if decision.intent not in (ASK, UNSURE) or not chooses(text):
        return None
    plain = decision.aspect not in _OF_EACH or _says(text, _COMPARES)
    if decision.named and len(decision.candidates) > 1 and plain:
        topics = list(decision.candidates)
    elif len(names) == 1 and context.topic not in (None, names[0]) and _says(text, _COMPARES):
        topics = [str(context.topic), names[0]]
    else:
        return None
    return replace(decision, intent=COMPARE, topic=None, candidates=topics[:_MOST], together=[], aspects=[])


def _says(text: str, keys: FrozenSet[str]) -> bool:
    return any(fold_light(token.text) in keys for token in tokenize(text))
