"""The content in memory: topics, messages and buttons; read again when a file changed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.knowledge import (
    assessments,
    choices,
    consent,
    glossary,
    offices,
    places,
    reminders,
    shared,
    surveys,
    templates,
    trades,
)
from bot.knowledge.assessments import Assessment
from bot.knowledge.check import content_files
from bot.knowledge.choices import ChoiceText
from bot.knowledge.consent import Notice, NoticeFile, Terms
from bot.knowledge.glossary import Glossary, Term
from bot.knowledge.lines import Located
from bot.knowledge.model import AREAS, Area, BotMessage, Figure, Topic
from bot.knowledge.offices import Office
from bot.knowledge.records import RecordsError
from bot.knowledge.reminders import Kind, Reminder
from bot.knowledge.surveys import Survey
from bot.knowledge.templates import Template
from bot.knowledge.trades import Trade
from bot.language.entities.catalogues.places import PlaceIndex
from bot.language.entities.catalogues.trades import TradeIndex

logger = logging.getLogger(__name__)

BUTTONS_FILE = "buttons"
_LOOK_EVERY_SECONDS = 2.0


@dataclass(frozen=True)
class Content:
    """One state of the content."""

    topics: dict[str, Topic]
    messages: dict[str, BotMessage]
    buttons: dict[str, BotMessage]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Those that all topics share (they are among each topic's own too)."""
    choices: Mapping[str, ChoiceText] = field(default_factory=dict)
    """What can be chosen in a tool, by key ("need.loan")."""
    glossary: Glossary = field(default_factory=Glossary)
    """Words that answers use, explained."""
    offices: Mapping[str, Office] = field(default_factory=dict)
    """Where people can go, by id."""
    places: PlaceIndex | None = None
    """Districts and towns as people name them; None if the content has none."""
    templates: Mapping[str, Template] = field(default_factory=dict)
    """Texts for messages at any time, by name."""
    trades: TradeIndex | None = None
    """Trades as people name them; None if the content has none."""
    trade_list: Mapping[str, Trade] = field(default_factory=dict)
    """The trades themselves, by id: their names and their family of occupations."""
    notices: Mapping[str, Notice] = field(default_factory=dict)
    """What people are told before they agree to something, by purpose."""
    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    """Item banks of the tests, by id, their figures in place."""
    reminders: Mapping[Kind, Reminder] = field(default_factory=dict)
    """Timed messages, by kind."""
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    """What people are asked after something, by the name of the file."""

    def in_area(self, area: Area) -> list[Topic]:
        """An area's topics in the order of its menu."""
        return sorted((t for t in self.topics.values() if t.area == area), key=lambda topic: (topic.order, topic.id))


class Library:
    """Hands out the content as it is now. A file that cannot be read is logged and the last good state stays."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic, terms: Terms | None = None) -> None:
        """Reads everything; raises `ContentError`, since there is no last good state yet. `now`: a clock in seconds;
        `terms`: what notices of consent say of this service."""
        self._folder = folder
        self._terms = terms or Terms()
        self._now = now
        self._lock = threading.Lock()
        self._stamp = self._look()
        self._content = read(folder, self._terms)
        self._looked = now()

    def content(self) -> Content:
        """Today's content; looks for changed files at most every two seconds."""
        now = self._now()
        if now - self._looked >= _LOOK_EVERY_SECONDS:
            with self._lock:
                if now - self._looked >= _LOOK_EVERY_SECONDS:
                    self._looked = now
                    self._reload()
        return self._content

    def refresh(self) -> Content:
        """Looks for changed files at once: for who has just changed one and wants to see it."""
        with self._lock:
            self._looked = self._now()
            self._reload()
        return self._content

    def _reload(self) -> None:
        try:
            stamp = self._look()
            if stamp == self._stamp:
                return
            self._stamp = stamp
            content = read(self._folder, self._terms)
            if lost := _names(self._content) - _names(content):
                raise ContentError(f"{self._folder}: what the service needs is missing: {', '.join(sorted(lost))}")
            self._content = content
            logger.info("content read again")
        except Exception as error:
            logger.error("content not read again, the last good state stays: %s", error)

    def _look(self) -> tuple[tuple[str, int, int], ...]:
        common = [file for name in (shared.FILE, reminders.FILE) if (file := self._folder / name).exists()]
        stats = ((path, path.stat()) for path in [*common, *content_files(self._folder)])
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)


class ContentError(ValueError):
    """The content cannot be used; the message names the file. `bot content check` says it better."""


def _names(content: Content) -> set[str]:
    """What must not disappear while the service runs: its own messages and buttons, and topics as such."""
    named = (f"template {name}" for name in content.templates)
    agreed = (f"consent {name}" for name in content.notices)
    banks = (f"assessment {name}" for name in content.assessments)
    timed = (f"reminder {kind}" for kind in content.reminders)
    asked = (f"survey {name}" for name in content.surveys)
    topics = ["topics"] if content.topics else []
    return {*timed, *asked, *content.messages, *content.buttons, *content.choices, *named, *agreed, *banks, *topics}


def read(folder: Path, terms: Terms | None = None) -> Content:
    """All of the content. `terms`: what notices of consent say of this service. Raises `ContentError` or `OSError`."""
    topics: dict[str, Topic] = {}
    messages: dict[str, BotMessage] = {}
    buttons: dict[str, BotMessage] = {}
    offered: dict[str, ChoiceText] = {}
    words: dict[str, Term] = {}
    known_offices: dict[str, Office] = {}
    approved: dict[str, Template] = {}
    agreed: dict[str, NoticeFile] = {}
    banks: dict[str, Assessment] = {}
    asked: dict[str, Survey] = {}
    in_common: consent.CommonFile | None = None
    try:
        common = shared.read(folder)
    except (yaml.YAMLError, ValueError) as error:
        raise ContentError(f"{folder / shared.FILE}: {error}") from error
    try:
        timed = reminders.read(folder)
    except (yaml.YAMLError, ValueError) as error:
        raise ContentError(f"{folder / reminders.FILE}: {error}") from error
    for file in content_files(folder):
        try:
            data = _parsed(file.read_text(encoding="utf-8"))
            if file.parent.name in AREAS:
                topic = Topic.model_validate(data)
                topics[topic.id] = topic.model_copy(update={"figures": {**common, **topic.figures}})
            elif file.parent.name == "messages":
                into = buttons if file.stem == BUTTONS_FILE else messages
                into.update(_messages(data))
            elif file.parent.name == choices.FOLDER:
                offered.update(choices.parse(data))
            elif file.parent.name == glossary.FOLDER:
                words.update(glossary.parse(data))
            elif file.parent.name == offices.FOLDER:
                known_offices.update(offices.parse(data))
            elif file.parent.name == templates.FOLDER:
                template = templates.parse(data)
                approved[template.name] = template
            elif file.parent.name == assessments.FOLDER:
                bank = assessments.parse(data)
                banks[bank.id] = bank
            elif file.parent.name == surveys.FOLDER:
                asked[file.stem] = surveys.parse(data)
            elif file.parent.name == consent.FOLDER and file.stem == consent.COMMON:
                in_common = consent.parse_common(data)
            elif file.parent.name == consent.FOLDER:
                agreed[file.stem] = consent.parse(data)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise ContentError(f"{file}: {where}: {first['msg']}") from error
        except (yaml.YAMLError, ValueError) as error:
            raise ContentError(f"{file}: {error}") from error
    try:
        notices = consent.notices(agreed, in_common, terms or Terms())
    except (ValueError, KeyError, IndexError) as error:
        raise ContentError(f"{folder / consent.FOLDER}: {error}") from error
    figures = {name: topic.figures for name, topic in topics.items()}
    try:
        banks = {name: assessments.filled(bank, figures) for name, bank in banks.items()}
    except ValueError as error:
        raise ContentError(f"{folder / assessments.FOLDER}: {error}") from error
    return Content(
        topics, messages, buttons, common, offered, Glossary(words), known_offices, _places(folder), approved,
        *_trades(folder), notices, banks, reminders=timed, surveys=asked,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Any:
    """The data of a document. Nearly all of the time to read the content goes here, and mostly one file has changed."""
    return Located(text).data


def _places(folder: Path) -> PlaceIndex | None:
    stats = ((path, path.stat()) for path in sorted((folder / places.FOLDER).glob("*.yml")))
    stamp = tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in stats)
    return _load_places(folder, stamp) if stamp else None


@lru_cache(maxsize=2)
def _load_places(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> PlaceIndex:
    """Takes a second, and these files change least of all: read again only if one of them (`stamp`) did."""
    try:
        return places.load_places(folder)
    except RecordsError as error:
        raise ContentError(str(error)) from error


def _trades(folder: Path) -> tuple[TradeIndex | None, Mapping[str, Trade]]:
    stats = ((path, path.stat()) for path in sorted((folder / trades.FOLDER).glob("*.yml")))
    stamp = tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in stats)
    return _load_trades(folder, stamp) if stamp else (None, {})


@lru_cache(maxsize=2)
def _load_trades(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> tuple[TradeIndex, Mapping[str, Trade]]:
    """As `_load_places`."""
    try:
        return trades.load_trades(folder), trades.by_id(folder)
    except RecordsError as error:
        raise ContentError(str(error)) from error


def _messages(data: Any) -> dict[str, BotMessage]:
    if not isinstance(data, dict):
        raise ValueError("no messages")
    return {str(key): BotMessage.model_validate(value) for key, value in data.items()}
