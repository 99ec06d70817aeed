"""Example questions of a topic: enough of them, in every register, none twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.knowledge.model import LANGUAGES, REGISTERS
from bot.knowledge.problems import Problem, Spot

QUESTIONS_A_LANGUAGE = 8
REGISTERS_AN_ASPECT = 3

Questions = Mapping[str, Mapping[str, Sequence[str]]]
"""Example questions by aspect and register."""


def check_questions(spot: Spot, aspects: Iterable[str], questions: Questions) -> Iterator[Problem]:
    """What the example questions of a topic lack. `aspects`: those that have an answer."""
    yield from _twice(spot, questions)
    counts: Counter[str] = Counter()
    for registers in questions.values():
        counts.update({register: len(examples) for register, examples in registers.items()})
    for register in REGISTERS:
        if counts[register] == 0:
            yield spot.problem(("questions",), f"no example question in the register {register}", "add some")
    for language in LANGUAGES:
        number = counts[language] + counts[f"{language}_roman"]
        if number < QUESTIONS_A_LANGUAGE:
            message = f"{number} questions in {language}, at least {QUESTIONS_A_LANGUAGE} wanted"
            yield spot.problem(("questions",), message, "add some")
    for aspect in aspects:
        asked = [register for register, examples in questions.get(aspect, {}).items() if examples]
        if len(asked) < REGISTERS_AN_ASPECT:
            message = f"{aspect} is asked in fewer than three registers"
            yield spot.problem(("questions", aspect), message, "add example questions")


def check_draft(spot: Spot) -> Iterator[Problem]:
    """The same of a topic that the schema still refuses, as far as its parts have the right form."""
    data = spot.located.data
    if not isinstance(data, dict) or not isinstance(data.get("questions"), dict):
        return
    questions = {
        str(aspect): {str(register): _texts(examples) for register, examples in registers.items()}
        for aspect, registers in data["questions"].items()
        if isinstance(registers, dict)
    }
    answered = data.get("aspects")
    yield from check_questions(spot, list(answered) if isinstance(answered, dict) else [], questions)


def _texts(examples: Any) -> list[str]:
    return [str(one) for one in examples if one] if isinstance(examples, list) else []


def _twice(spot: Spot, questions: Questions) -> Iterator[Problem]:
    seen: set[str] = set()
    for aspect, registers in questions.items():
        for register, examples in registers.items():
            for index, example in enumerate(examples):
                key = " ".join(example.lower().split())
                if key in seen:
                    place = ("questions", aspect, register, index)
                    yield spot.problem(place, f"question stands twice: {example!r}", "write another one")
                seen.add(key)
