"""What many unit tests need: a clock that only tests move, an empty database, and a small content of their own."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.db.models import Base
from bot.db.session import Database
from bot.knowledge.library import Content, Library, read
from bot.knowledge.model import AREAS, ASPECTS, BUTTON_NAMES, POINTS, REGISTERS
from bot.services.preferences import PURPOSES
from bot.settings import get_settings

# The bot's own messages that take values; the texts of the others are their keys.
VALUES = {
    "no_aspect": "{title}; {aspect}", "source_line": "{source}, {date}", "review_due": "{date}",
    "which_topic": "{aspect}", "too_long": "{limit}", "rate_limited": "{seconds}", "person_noted": "{date}",
    "person_already_noted": "{date}", "more_done": "{title}", "reach_india": "{title}", "reach_west_bengal": "{title}",
    "settings": "{service} {reminders} {announcements}", "handover_taken": "{who}", "handover_says": "{who}",
    "comparison": "{names}", "voice_heard": "{words}", "voice_too_long": "{seconds}",
}  # fmt: skip
KEYS = [
    *VALUES, "greeting", "greeting_again", "which_topic_plain", "ask_back", "unclear", "nothing_to_repeat",
    "language_changed", "script_roman", "script_native", "script_which", "language_choose", "roman_hint",
    "engine_down", "internal_error", "stale_button", "unknown_payload", "empty", "only_emoji", "unsupported_media",
    "edited_ignored", "overview_hint", "aspect_hint", "menu_main", "decline", "search_choices", "list_choose",
    "voice_unread", "voice_unclear", "voice_lost", "voice_format", "voice_down", "voice_hint", "voice_replies_on",
    "voice_replies_off", "voice_unavailable", "voice_answer", "spoken_rupees", "spoken_percent", "spoken_and",
    "stopped", "started_again", "already_started", "all_on", "setting_on", "setting_off", "bot_here",
    *(f"{purpose}_{turn}" for purpose in PURPOSES for turn in ("on", "off")), "handover_left", "handover_desk",
    "handover_passed_on", "handover_closed", "handover_given_back", "handover_idle", "handover_unanswered",
    "rated_up", "rated_down", *(f"menu_{area}" for area in AREAS),
]  # fmt: skip


class MovedClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture(scope="session")
def project_library() -> Library:
    """The content of the repository, read once."""
    return Library(get_settings().content_dir)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to be copied."""
    file = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    opened = Database(f"sqlite:///{file}")
    Base.metadata.create_all(opened.engine)
    opened.close()
    return file


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Iterator[Database]:
    file = shutil.copy(empty_database, tmp_path / "test.sqlite3")
    opened = Database(f"sqlite:///{file}")
    yield opened
    opened.close()


def _three(text: str) -> dict[str, str]:
    return {language: f"{text} {language}" for language in ("bn", "hi", "en")}


def _replaced(text: str, words: dict[str, str]) -> str:
    for word, other in words.items():
        text = text.replace(word, other)
    return text


def _topic(name: str = "alpha", area: str = "schemes", **changes: Any) -> dict[str, Any]:
    aspects = ("what", "benefit", "documents", "cost")
    data: dict[str, Any] = {
        "id": name,
        "area": area,
        "title": _three(f"Title of {name}"),
        "button": _three(name),
        "aliases": [name],
        "status": "open",
        "verified_on": dt.date(2025, 10, 1),
        "review_by": dt.date(2999, 12, 31),
        "figures": {"money": {"rupees": 500_000}, "share": {"percent": 35}, "start": {"date": dt.date(2026, 4, 1)}},
        "sources": [{"title": f"Office of {name}", "url": "https://example.org/a"}],
        "aspects": {
            aspect: _three(f"{name}/{aspect}" + (": {money}, {share}, {start}" if aspect == "benefit" else ""))
            for aspect in aspects
        },
        "questions": {
            aspect: {
                register: [f"{name} {aspect} {register} {word}" for word in ("one", "two")] for register in REGISTERS
            }
            for aspect in aspects
        },
    }
    return data | changes


def _whole_topic(name: str = "alpha", area: str = "schemes", **changes: Any) -> dict[str, Any]:
    parts = {
        "facts": ["pmegp"], "brief": _three(f"{name} in short"), "points": {"for_whom": _three(f"{name} is for all")},
    }  # fmt: skip
    return _topic(name, area, **(parts | changes))


@pytest.fixture
def topic_data() -> Callable[..., dict[str, Any]]:
    """Makes the data of a topic in which nothing is wrong; keywords replace parts of it."""
    return _whole_topic


def _write(folder: Path, *topics: dict[str, Any]) -> Path:
    for topic in topics:
        file = folder / topic["area"] / f"{topic['id']}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(topic, allow_unicode=True, sort_keys=False), encoding="utf-8")
    messages: dict[str, Any] = {key: {"text": _three(f"{key}: {VALUES.get(key, '')}")} for key in KEYS}
    messages["which_topic"]["buttons"] = ["area_schemes", "area_gst"]
    messages["voice_hint"]["buttons"] = ["voice_on"]
    names = [*BUTTON_NAMES, *(f"aspect_{a}" for a in ASPECTS), *(f"aspect_name_{a}" for a in ASPECTS), "menu_next"]
    names += ["back_to_answer", *(f"point_{point}" for point in POINTS)]
    # Titles have at most twenty characters.
    short = {"aspect_name": "N", "aspect": "A", "announcements": "news", "reminders": "rem"}
    buttons = {name: {"text": _three(_replaced(name, short))} for name in names}
    (folder / "messages").mkdir(parents=True, exist_ok=True)
    for name, data in (("conversation", messages), ("buttons", buttons)):
        (folder / "messages" / f"{name}.yml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return folder


@pytest.fixture
def write_content() -> Callable[..., Path]:
    """Writes topics and all messages that the code knows into a folder."""
    return _write


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """alpha is open, beta closed, gamma unconfirmed, delta due for review."""
    folder = _write(
        tmp_path / "content",
        _topic("alpha", order=2),
        _topic("beta", order=1, status="closed", status_note=_three("beta ended")),
        _topic("gamma", "gst", status="unconfirmed", status_note=_three("gamma is not sure")),
        _topic("delta", "loans", review_by=dt.date(2026, 11, 21)),
    )
    return read(folder)
