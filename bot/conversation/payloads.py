"""What a button means: short strings that come back from a channel, and what each becomes for the engine.

Nothing that a person types is ever taken for a payload, and only what is built here reaches the engine as a command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import get_args

from bot.knowledge.model import AREAS, ASPECTS, Area, Aspect

LIMIT = 64  # bytes: Telegram's callback_data, the shortest of our channels

_SIMPLE = {
    "menu": "show_menu",
    "help": "help",
    "person": "talk_to_person",
    "language": "choose_language",
    "stop": "stop",
    "start": "start",
    "greet": "greet",
    "emi": "calculate_emi",
    "lang:bn": "change_language_bn",
    "lang:hi": "change_language_hi",
    "lang:en": "change_language_en",
    "script:roman": "change_script_roman",
    "script:roman:bn": "change_script_roman_bn",
    "script:roman:hi": "change_script_roman_hi",
    "script:native": "change_script_native",
    **{f"menu:{area}": f"menu_{area}" for area in AREAS},
}
_ASK = re.compile(r"ask:(?P<topic>[a-z0-9-]{1,32})(?::(?P<aspect>[a-z-]{1,16}))?")


@dataclass(frozen=True)
class Command:
    """What the engine gets: an intent and its entities."""

    intent: str
    entities: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """In the engine's notation: /intent{"entity": "value"}."""
        return f"/{self.intent}" + (json.dumps(dict(self.entities)) if self.entities else "")


def ask(topic: str, aspect: Aspect | None = None) -> str:
    """The payload of a question."""
    return f"ask:{topic}:{aspect}" if aspect else f"ask:{topic}"


def menu(area: Area) -> str:
    """The payload of an area's menu."""
    return f"menu:{area}"


def parse(payload: str, topics: Container[str]) -> Command | None:
    """The command of a payload; None if it is none of ours, or names a topic or aspect that is not there (any more)."""
    if payload in _SIMPLE:
        return Command(_SIMPLE[payload])
    match = _ASK.fullmatch(payload)
    if match is None or match["topic"] not in topics or match["aspect"] not in (None, *get_args(Aspect)):
        return None
    return Command("ask", (("topic", match["topic"]), ("aspect", match["aspect"] or ASPECTS[0])))
