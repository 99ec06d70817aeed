"""The evaluation sets in tests/nlu/: what people wrote, and what a right reply, language or value would be.

Files of columns separated by tabs, without quoting; the first line names the columns (docs/language.md).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from bot.knowledge.model import AREAS, ASPECTS
from bot.language import LANGUAGES, Language, Register
from bot.settings import ROOT

SETS = ROOT / "tests" / "nlu"
MESSAGE_SETS = ("dev", "test", "unseen", "workers", "training")
OUT_OF_SCOPE, REPLY_LANGUAGE, SEVERAL, ENTITIES = "out_of_scope", "reply_language", "several", "entities"
KNOWLEDGE = "knowledge"
ALL_SETS = (*MESSAGE_SETS, OUT_OF_SCOPE, REPLY_LANGUAGE, SEVERAL, ENTITIES, KNOWLEDGE)

COLUMNS = ["id", "register", "text", "expect", "also", "context", "reply_language"]
LANGUAGE_COLUMNS = ["id", "text", "history", "words", "reply_language", "other"]
SEVERAL_COLUMNS = ["id", "register", "text", "expect", "reply_language"]
ENTITY_COLUMNS = ["id", "kind", "text", "expect"]
KNOWLEDGE_COLUMNS = ["id", "register", "area", "text", "topic", "aspect", "facts"]
COLUMNS_OF = {
    KNOWLEDGE: KNOWLEDGE_COLUMNS, REPLY_LANGUAGE: LANGUAGE_COLUMNS, SEVERAL: SEVERAL_COLUMNS, ENTITIES: ENTITY_COLUMNS,
}  # fmt: skip

REGISTERS: tuple[Register, ...] = get_args(Register)
KINDS = (
    "amount", "date", "time", "phone", "place", "trade", "age", "experience", "name", "latin", "bengali",
)  # fmt: skip
NOTHING = "-"  # what is expected of a text that holds no value
_CHOICE = "choice:"

Row = TypeVar("Row")


@dataclass(frozen=True)
class Message:
    """`expect`: `topic/aspect`, or an intent for what is no question. `also`: other right outcomes."""

    id: str
    register: str
    text: str
    expect: str
    also: tuple[str, ...]
    context: str | None
    reply_language: str

    @property
    def right(self) -> tuple[str, ...]:
        """All outcomes that count as right."""
        return (self.expect, *self.also)


@dataclass(frozen=True)
class Written:
    """A text and the language to answer it in. `history`: of the person's earlier messages; `other`: ISO code of the
    language of the text if it is none of ours."""

    id: str
    text: str
    history: Language | None
    words: int
    reply_language: str
    other: str | None


@dataclass(frozen=True)
class Several:
    """A message that asks `parts` at once, each with its right outcomes; or, with `choice`, between these topics."""

    id: str
    register: str
    text: str
    parts: tuple[tuple[str, ...], ...]
    choice: tuple[str, ...]
    reply_language: str


@dataclass(frozen=True)
class Entity:
    """A text and the value in it, as written in the file; None: there is none."""

    id: str
    kind: str
    text: str
    expect: str | None

    @property
    def tuning(self) -> bool:
        """Whether the row is of the half that may be looked at: that of the odd numbers."""
        return int(self.id.rpartition("-")[2]) % 2 == 1


@dataclass(frozen=True)
class Known:
    """A question, the topics and aspects that answer it, and the facts that a right answer holds, in English."""

    id: str
    register: str
    area: str
    text: str
    topics: tuple[str, ...]
    aspects: tuple[str, ...]
    facts: str


def read(path: Path) -> list[Message]:
    """The messages of a file. Raises `ValueError` naming file and line if it is not of the form, as all readers do."""

    def message(row: list[str]) -> Message:
        name, register, text, expect, also, context, language = row
        others = tuple(part for part in also.split("|") if part)
        _known("register", register, REGISTERS)
        _known("reply_language", language, LANGUAGES)
        return Message(
            name, register, _filled("text", text), _filled("expect", expect), others, context or None, language
        )

    return _read(path, COLUMNS, message)


def read_reply_language(path: Path) -> list[Written]:
    """The texts of which only the language matters."""

    def written(row: list[str]) -> Written:
        name, text, history, words, language, other = row
        _known("reply_language", language, LANGUAGES)
        before = next((known for known in LANGUAGES if known == history), None)
        if history and before is None:
            _known("history", history, LANGUAGES)
        if not words.isdecimal():
            raise ValueError(f"words must be a number, not {words!r}")
        return Written(name, _filled("text", text), before, int(words), language, other or None)

    return _read(path, LANGUAGE_COLUMNS, written)


def read_several(path: Path) -> list[Several]:
    """The messages of several questions, and those that only look so."""

    def several(row: list[str]) -> Several:
        name, register, text, expect, language = row
        _known("register", register, REGISTERS)
        _known("reply_language", language, LANGUAGES)
        choice = tuple(expect.removeprefix(_CHOICE).split("+")) if expect.startswith(_CHOICE) else ()
        parts = () if choice else tuple(tuple(part.split("|")) for part in expect.split("+"))
        if not all(choice) or not all(outcome for part in parts for outcome in part):
            raise ValueError(f"expect has an empty part: {expect!r}")
        return Several(name, register, _filled("text", text), parts, choice, language)

    return _read(path, SEVERAL_COLUMNS, several)


def read_entities(path: Path) -> list[Entity]:
    """The texts with values in them."""

    def entity(row: list[str]) -> Entity:
        name, kind, text, expect = row
        _known("kind", kind, KINDS)
        if not name.rpartition("-")[2].isdecimal():
            raise ValueError(f"id must end in a number: {name!r}")
        return Entity(name, kind, _filled("text", text), None if _filled("expect", expect) == NOTHING else expect)

    return _read(path, ENTITY_COLUMNS, entity)


def read_knowledge(path: Path) -> list[Known]:
    """The questions with the facts that a right answer holds."""

    def known(row: list[str]) -> Known:
        name, register, area, text, topic, aspect, facts = row
        _known("register", register, REGISTERS)
        _known("area", area, AREAS)
        aspects = tuple(aspect.split("|"))
        for one in aspects:
            _known("aspect", one, ASPECTS)
        topics = tuple(_filled("topic", topic).split("|"))
        return Known(name, register, area, _filled("text", text), topics, aspects, _filled("facts", facts))

    return _read(path, KNOWLEDGE_COLUMNS, known)


def rows(path: Path, columns: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Line number and columns of each row. Raises `ValueError` naming file and line."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(lines, None) != columns:
            raise ValueError(f"{path}:1: the columns must be {', '.join(columns)}")
        for line, row in enumerate(lines, 2):
            if len(row) != len(columns):
                raise ValueError(f"{path}:{line}: {len(row)} columns instead of {len(columns)}")
            yield line, row


def _read(path: Path, columns: list[str], make: Callable[[list[str]], Row]) -> list[Row]:
    found: list[Row] = []
    ids: set[str] = set()
    for line, row in rows(path, columns):
        try:
            found.append(make(row))
            if not row[0] or row[0] in ids:
                raise ValueError(f"the id {row[0]!r} stands twice" if row[0] else "id is empty")
        except ValueError as error:
            raise ValueError(f"{path}:{line}: {error}") from error
        ids.add(row[0])
    return found


def _known(column: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{column} must be one of {', '.join(allowed)}, not {value!r}")


def _filled(column: str, value: str) -> str:
    if not value.strip():
        raise ValueError(f"{column} is empty")
    return value
