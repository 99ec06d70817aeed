"""The content in memory: topics, messages and buttons; read again when a file changed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.knowledge import shared
from bot.knowledge.check import content_files
from bot.knowledge.lines import Located
from bot.knowledge.model import AREAS, Area, BotMessage, Figure, Topic

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

    def in_area(self, area: Area) -> list[Topic]:
        """An area's topics in the order of its menu."""
        return sorted((t for t in self.topics.values() if t.area == area), key=lambda topic: (topic.order, topic.id))


class Library:
    """Hands out the content as it is now. A file that cannot be read is logged and the last good state stays."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        """Reads everything; raises `ContentError`, since there is no last good state yet. `now`: a clock in seconds."""
        self._folder = folder
        self._now = now
        self._lock = threading.Lock()
        self._stamp = self._look()
        self._content = read(folder)
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

    def _reload(self) -> None:
        try:
            stamp = self._look()
            if stamp == self._stamp:
                return
            self._stamp = stamp
            content = read(self._folder)
            if lost := _names(self._content) - _names(content):
                raise ContentError(f"{self._folder}: what the service needs is missing: {', '.join(sorted(lost))}")
            self._content = content
            logger.info("content read again")
        except Exception as error:
            logger.error("content not read again, the last good state stays: %s", error)

    def _look(self) -> tuple[tuple[str, int, int], ...]:
        common = [path for path in [self._folder / shared.FILE] if path.exists()]
        stats = ((path, path.stat()) for path in [*common, *content_files(self._folder)])
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)


class ContentError(ValueError):
    """The content cannot be used; the message names the file. `bot content check` says it better."""


def _names(content: Content) -> set[str]:
    """What must not disappear while the service runs: its own messages and buttons, and topics as such."""
    return {*content.messages, *content.buttons, *(["topics"] if content.topics else [])}


def read(folder: Path) -> Content:
    """All of the content. Raises `ContentError` or `OSError`."""
    topics: dict[str, Topic] = {}
    messages: dict[str, BotMessage] = {}
    buttons: dict[str, BotMessage] = {}
    try:
        common = shared.read(folder)
    except (yaml.YAMLError, ValueError) as error:
        raise ContentError(f"{folder / shared.FILE}: {error}") from error
    for file in content_files(folder):
        try:
            data = Located.read(file).data
            if file.parent.name in AREAS:
                topic = Topic.model_validate(data)
                topics[topic.id] = topic.model_copy(update={"figures": {**common, **topic.figures}})
            elif file.parent.name == "messages":
                into = buttons if file.stem == BUTTONS_FILE else messages
                into.update(_messages(data))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise ContentError(f"{file}: {where}: {first['msg']}") from error
        except (yaml.YAMLError, ValueError) as error:
            raise ContentError(f"{file}: {error}") from error
    return Content(topics, messages, buttons, common)


def _messages(data: Any) -> dict[str, BotMessage]:
    if not isinstance(data, dict):
        raise ValueError("no messages")
    return {str(key): BotMessage.model_validate(value) for key, value in data.items()}
