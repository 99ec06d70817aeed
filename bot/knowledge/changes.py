"""What differs between two states of the content: topics, texts as people read them, questions, names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from bot.knowledge import shared
from bot.knowledge.figures import day, show
from bot.knowledge.lines import DuplicateKey, Located, NotYaml
from bot.knowledge.model import AREAS, LANGUAGES, Figure, Language
from bot.knowledge.states import Files

_TEXTS = ("title", "button", "status_note", "brief")
_FACTS = ("status", "verified_on", "review_by", "reach", "order")


@dataclass(frozen=True)
class TextChange:
    """A text that reads differently now, its figures filled in. `old`, `new`: empty where there was or is none."""

    where: str
    part: str
    language: Language
    old: str
    new: str


@dataclass(frozen=True)
class ListChange:
    """Questions or names that came or went. `part`: "questions.cost.en", "aliases"."""

    topic: str
    part: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass
class Changes:
    """Everything that differs."""

    topics_added: list[str] = field(default_factory=list)
    topics_removed: list[str] = field(default_factory=list)
    texts: list[TextChange] = field(default_factory=list)
    lists: list[ListChange] = field(default_factory=list)
    facts: list[TextChange] = field(default_factory=list)
    """Status, day of the check and the like (`language` means nothing here)."""
    files: list[str] = field(default_factory=list)
    """Other files that differ (places, trades, choices), and topics that cannot be read."""

    @property
    def learnt(self) -> bool:
        """Whether the model learns from what differs."""
        return bool(self.topics_added or self.topics_removed or self.lists)

    def __bool__(self) -> bool:
        return bool(self.learnt or self.texts or self.facts or self.files)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self) | {"learnt": self.learnt}


def changes(old: Files, new: Files, today: dt.date) -> Changes:
    """What differs. `today`: for figures that are due dates."""
    found = Changes()
    before, after = _State(old, today), _State(new, today)
    found.topics_added = sorted(after.topics.keys() - before.topics.keys())
    # A file that cannot be read just now is among the other files, and its topic is not gone.
    found.topics_removed = sorted(before.topics.keys() - after.topics.keys() - after.unreadable)
    found.topics_added = [name for name in found.topics_added if name not in before.unreadable]
    for name in sorted(before.topics.keys() & after.topics.keys()):
        one, other = before.topics[name], after.topics[name]
        found.texts.extend(_texts_of(name, dict(before.shown(one)), dict(after.shown(other))))
        found.lists.extend(_lists_of(name, dict(_lists(one)), dict(_lists(other))))
        for fact in _FACTS:
            if one.get(fact) != other.get(fact):
                found.facts.append(TextChange(name, fact, "en", _word(one.get(fact)), _word(other.get(fact))))
    for name in sorted(before.messages.keys() | after.messages.keys()):
        texts = ({("text", k): v for k, v in _languages(state.messages.get(name))} for state in (before, after))
        found.texts.extend(_texts_of(name, *texts))
    found.files = sorted(
        name for name in {*before.others, *after.others} if before.others.get(name) != after.others.get(name)
    )
    return found


class _State:
    """One side, read as far as it can be read: older revisions may have another schema."""

    def __init__(self, files: Files, today: dt.date) -> None:
        self.topics: dict[str, Mapping[str, Any]] = {}
        self.messages: dict[str, Any] = {}
        self.others: dict[str, bytes] = {}
        self.unreadable: set[str] = set()
        self._today = today
        self._shared: dict[str, Figure] = {}
        for name, data in files.items():
            folder, stem = PurePosixPath(name).parent.name, PurePosixPath(name).stem
            document = _document(data)
            if name == shared.FILE:
                self._shared = _figures(document)
            elif folder in AREAS and isinstance(document, dict):
                self.topics[str(document.get("id", stem))] = document
            elif folder == "messages" and isinstance(document, dict):
                for key, message in document.items():
                    self.messages[f"{stem}.{key}"] = message.get("text") if isinstance(message, dict) else None
            else:
                self.others[name] = data
                self.unreadable |= {stem} if folder in AREAS else set()

    def shown(self, topic: Mapping[str, Any]) -> Iterator[tuple[tuple[str, Language], str]]:
        """Every text of a topic as it is read, by part and language."""
        figures = self._shared | _figures(topic.get("figures"))
        named: dict[str, Any] = {part: topic.get(part) for part in _TEXTS}
        for group in ("aspects", "points"):
            parts = topic.get(group)
            named |= {f"{group}.{part}": text for part, text in parts.items()} if isinstance(parts, dict) else {}
        for language in LANGUAGES:
            values = _Values({name: show(figure, language, self._today) for name, figure in figures.items()})
            values |= {f"{n}_since": day(f.since, language) for n, f in figures.items() if f.since is not None}
            for part, texts in named.items():
                text = dict(_languages(texts)).get(language, "")
                yield (part, language), _filled(text, values).strip()


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _filled(text: str, values: _Values) -> str:
    try:
        return text.format_map(values)
    except (ValueError, IndexError):
        return text


def _document(data: bytes) -> Any:
    try:
        return Located(data.decode("utf-8")).data
    except (UnicodeDecodeError, NotYaml, DuplicateKey):
        return None


def _figures(data: Any) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for name, figure in data.items() if isinstance(data, dict) else ():
        known = {key: figure[key] for key in Figure.model_fields if key in figure} if isinstance(figure, dict) else {}
        try:
            found[str(name)] = Figure.model_validate(known)
        except ValidationError:
            continue
    return found


def _languages(texts: Any) -> Iterator[tuple[Language, str]]:
    for language in LANGUAGES:
        if isinstance(texts, dict) and texts.get(language):
            yield language, str(texts[language])


def _texts_of(name: str, old: Mapping[tuple[str, Language], str], new: Mapping[Any, str]) -> Iterator[TextChange]:
    for part, language in dict.fromkeys([*old, *new]):
        before, after = old.get((part, language), ""), new.get((part, language), "")
        if before != after:
            yield TextChange(name, part, language, before, after)


def _lists(topic: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Aliases and questions, by part."""
    aliases, questions = topic.get("aliases"), topic.get("questions")
    yield "aliases", [str(alias) for alias in aliases] if isinstance(aliases, list) else []
    for aspect, registers in questions.items() if isinstance(questions, dict) else ():
        for register, examples in registers.items() if isinstance(registers, dict) else ():
            yield f"questions.{aspect}.{register}", [str(one) for one in examples or ()]


def _lists_of(topic: str, old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Iterator[ListChange]:
    for part in dict.fromkeys([*old, *new]):
        before, after = old.get(part, []), new.get(part, [])
        added = tuple(one for one in after if one not in before)
        removed = tuple(one for one in before if one not in after)
        if added or removed:
            yield ListChange(topic, part, added, removed)


def _word(value: Any) -> str:
    return "" if value is None else str(value)
