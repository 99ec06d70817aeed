"""What a button means: short strings that come back from a channel, and what each becomes for the engine.

Nothing that a person types is ever taken for a payload, and only what is built here reaches the engine as a command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Literal, cast, get_args

from bot.knowledge.model import AREAS, ASPECTS, TOOLS, Area, Aspect
from bot.services.preferences import PURPOSES, Purpose

Verdict = Literal["up", "down"]
LIMIT = 64  # bytes: Telegram's callback_data, the shortest of our channels

_SIMPLE = {
    "menu": "show_menu",
    "help": "help",
    "person": "talk_to_person",
    "language": "choose_language",
    "stop": "stop",
    "start": "start",
    "greet": "greet",
    "prefs": "set_preference",
    "bot": "greet",
    "lang:bn": "change_language_bn",
    "lang:hi": "change_language_hi",
    "lang:en": "change_language_en",
    "script:roman": "change_script_roman",
    "script:roman:bn": "change_script_roman_bn",
    "script:roman:hi": "change_script_roman_hi",
    "script:native": "change_script_native",
    "voice:on": "voice_on",
    "voice:off": "voice_off",
    "me:card": "show_registration",
    "me:data": "my_data",
    "me:erase": "delete_data",
    "me:consents": "my_consents",
    "me:loans": "loan_status",
    "me:trainings": "my_trainings",
    "quiz:mine": "training_test",
    "mentor:mine": "mentor",
    **{f"menu:{area}": f"menu_{area}" for area in AREAS},
}
_PAGE = re.compile(r"menu:(?P<area>[a-z]{1,16}):(?P<page>[1-9][0-9]?)")
_RATE = re.compile(
    r"rate:(?P<verdict>up|down):(?P<topic>[a-z0-9-]{1,32}):(?P<aspect>[a-z-]{1,16}):(?P<version>[0-9a-f]{6})"
)
_TOOL = re.compile(r"tool:(?P<tool>[a-z0-9_]{1,12})")
_SET = re.compile(r"set:(?P<tool>[a-z0-9_]{1,12}):(?P<slot>[a-z0-9_]{1,20}):(?P<value>[a-z0-9_.-]{1,24})")
_PREFERENCE = re.compile(rf"pref:(?P<purpose>{'|'.join(PURPOSES)}):(?P<wanted>on|off)")
_TERM = re.compile(r"term:(?P<term>[a-z0-9-]{1,32})")
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


def menu(area: Area, page: int = 1) -> str:
    """The payload of a page of an area's menu."""
    return f"menu:{area}" if page == 1 else f"menu:{area}:{page}"


def menu_page(payload: str) -> tuple[str, int] | None:
    """The area and page of a menu's later page; None if the payload is something else."""
    match = _PAGE.fullmatch(payload)
    return (match["area"], int(match["page"])) if match and match["area"] in AREAS else None


def rate(verdict: Verdict, topic: str, aspect: Aspect, version: str) -> str:
    """The payload of a thumb below an answer. `version`: of its wording."""
    return f"rate:{verdict}:{topic}:{aspect}:{version}"


@dataclass(frozen=True)
class Rating:
    """A judgement of an answer."""

    verdict: Verdict
    topic: str
    aspect: str
    version: str


def rating(payload: str) -> Rating | None:
    """The judgement of a payload; None if it is something else."""
    match = _RATE.fullmatch(payload)
    if match is None or match["aspect"] not in ASPECTS:
        return None
    return Rating("up" if match["verdict"] == "up" else "down", match["topic"], match["aspect"], match["version"])


def preference(payload: str) -> tuple[Purpose, bool] | None:
    """What is to be sent unasked, and whether, of a settings button; None if it is something else."""
    match = _PREFERENCE.fullmatch(payload)
    return (cast(Purpose, match["purpose"]), match["wanted"] == "on") if match else None


def term(name: str) -> str:
    """The payload that asks what a word means."""
    return f"term:{name}"


def tool(name: str) -> str:
    """The payload that starts a tool."""
    return f"tool:{name}"


def choose(name: str, slot: str, value: str) -> str:
    """The payload of an answer to a tool's question."""
    return f"set:{name}:{slot}:{value}"


def parse(payload: str, topics: Container[str]) -> Command | None:
    """The command of a payload; None if it is none of ours, or names a topic or aspect that is not there (any more)."""
    if payload in _SIMPLE:
        return Command(_SIMPLE[payload])
    if preference(payload) is not None:
        return Command("set_preference")
    payload = "tool:emi" if payload == "emi" else payload  # buttons of earlier days stay in people's chats
    if (used := _TOOL.fullmatch(payload) or _SET.fullmatch(payload)) is not None:
        if used["tool"] not in TOOLS:
            return None
        answer = used.groupdict()
        given = tuple((f"tool_{name}", answer[name]) for name in ("slot", "value") if name in answer)
        return Command("use_tool", (("tool", used["tool"]), *given))
    if (word := _TERM.fullmatch(payload)) is not None:
        return Command("explain_term", (("term", word["term"]),))
    match = _ASK.fullmatch(payload)
    if match is None or match["topic"] not in topics or match["aspect"] not in (None, *get_args(Aspect)):
        return None
    return Command("ask", (("topic", match["topic"]), ("aspect", match["aspect"] or ASPECTS[0])))
