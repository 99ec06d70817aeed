"""How far each topic is written: answers by aspect and language, example questions by aspect and register.

It reads what is in the files, whole or not: a draft that the schema still refuses is counted too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.knowledge.check import content_files
from bot.knowledge.check_questions import QUESTIONS_A_LANGUAGE
from bot.knowledge.lines import DuplicateKey, Located, NotYaml
from bot.knowledge.model import AREAS, ASPECTS, LANGUAGES, REGISTERS

EXTRAS = ("brief", "points", "example")
"""Parts that not every topic has and that are worth a look: the gist, points of comparison, a worked example."""


@dataclass(frozen=True)
class Coverage:
    """One topic. `answers`: the languages of each aspect's answer; `questions`: how many an aspect and register."""

    topic: str
    area: str
    answers: Mapping[str, frozenset[str]]
    questions: Mapping[str, Mapping[str, int]]
    without: tuple[str, ...] = ()
    unreadable: bool = False

    def count(self, register: str) -> int:
        """Example questions of a register, over all aspects."""
        return sum(registers.get(register, 0) for registers in self.questions.values())

    def holes(self) -> list[str]:
        """What is missing that people would notice, in words."""
        if self.unreadable:
            return ["the file cannot be read: `bot content check` says why"]
        found: list[str] = []
        for aspect, languages in self.answers.items():
            if missing := [language for language in LANGUAGES if language not in languages]:
                found.append(f"{aspect}: no answer in {', '.join(missing)}")
        if not self.answers:
            found.append("no answer at all")
        if empty := [register for register in REGISTERS if not self.count(register)]:
            found.append(f"no question in {', '.join(empty)}")
        for language in LANGUAGES:
            number = self.count(language) + self.count(f"{language}_roman")
            if number < QUESTIONS_A_LANGUAGE:
                found.append(f"{number} questions in {language}, at least {QUESTIONS_A_LANGUAGE}")
        return found

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "topic": self.topic, "area": self.area,
            "answers": {aspect: sorted(languages) for aspect, languages in self.answers.items()},
            "questions": {aspect: dict(registers) for aspect, registers in self.questions.items()},
            "without": list(self.without), "holes": self.holes(),
        }  # fmt: skip


@dataclass
class Totals:
    """Sums over topics. `answers`: texts written (one a language); `without`: topics that lack the extra part."""

    topics: int = 0
    answers: int = 0
    questions: dict[str, int] = field(default_factory=lambda: dict.fromkeys(REGISTERS, 0))
    without: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EXTRAS, 0))
    holes: int = 0

    @classmethod
    def of(cls, rows: Iterable[Coverage]) -> Totals:
        """The sums."""
        total = cls()
        for row in rows:
            total.topics += 1
            total.answers += sum(map(len, row.answers.values()))
            total.holes += len(row.holes())
            for register in REGISTERS:
                total.questions[register] += row.count(register)
            for part in row.without:
                total.without[part] += 1
        return total


def coverage(content_dir: Path, area: str | None = None, topic: str | None = None) -> list[Coverage]:
    """Every topic (of an area, or the one), by area and id."""
    files = (file for file in content_files(content_dir) if file.parent.name in AREAS)
    wanted = (f for f in files if area in (None, f.parent.name) and topic in (None, f.stem))
    return [_of(file) for file in wanted]


def _of(file: Path) -> Coverage:
    try:
        data = Located.read(file).data
    except (OSError, ValueError, NotYaml, DuplicateKey):
        data = None
    if not isinstance(data, dict):
        return Coverage(file.stem, file.parent.name, {}, {}, unreadable=True)
    aspects = _mapping(data.get("aspects"))
    answers = {str(aspect): frozenset(_written(texts)) for aspect, texts in aspects.items()}
    questions = {
        str(aspect): {str(register): _count(examples) for register, examples in _mapping(registers).items()}
        for aspect, registers in _mapping(data.get("questions")).items()
    }
    lacking = [part for part in EXTRAS[:2] if not any(_filled(data.get(part)))]
    lacking += [] if answers.get("example") else ["example"]
    order = {aspect: place for place, aspect in enumerate(ASPECTS)}
    ordered = sorted(answers, key=lambda aspect: order.get(aspect, len(order)))  # type: ignore[call-overload]
    return Coverage(
        file.stem, file.parent.name, {aspect: answers[aspect] for aspect in ordered}, questions, tuple(lacking)
    )


def _mapping(value: Any) -> Mapping[Any, Any]:
    return value if isinstance(value, dict) else {}


def _written(texts: Any) -> Iterator[str]:
    return (language for language in LANGUAGES if str(_mapping(texts).get(language) or "").strip())


def _count(examples: Any) -> int:
    return sum(bool(str(one or "").strip()) for one in examples) if isinstance(examples, list) else 0


def _filled(value: Any) -> Iterator[bool]:
    """Whether there is any text in it, however deep."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _filled(part)
    else:
        yield bool(str(value or "").strip())
