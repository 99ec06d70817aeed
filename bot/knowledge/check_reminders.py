"""Timed messages: all of them there, counted from something that fits, with words and templates that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.knowledge import templates
from bot.knowledge.lines import DuplicateKey, Located, NotYaml
from bot.knowledge.problems import Problem, Spot, schema_problems
from bot.knowledge.reminders import KINDS, Anchor, Kind, Reminder, parse

_OF: dict[Kind, Anchor] = {
    **dict.fromkeys(("days3", "day1", "hours2", "link", "pre_test", "announce"), "start"),
    **dict.fromkeys(("feedback", "feedback_again", "post_test", "late_test", "late_again"), "end"),
    **dict.fromkeys(("changed", "cancelled", "offer", "certificate", "mentor_ask", "mentor_again"), "news"),
    "mentor_30": "introduction", "mentor_90": "introduction", "digest": "day",
}  # fmt: skip
"""What each kind is counted from; the code knows no other moment of it."""


def check_reminders(spot: Spot, content_dir: Path) -> Iterator[Problem]:
    """What is wrong in the file of timed messages."""
    try:
        found = parse(spot.located.data)
    except ValidationError as error:
        yield from schema_problems(spot, error)
        return
    for kind in KINDS:
        if kind not in found:
            mend = "write it, after the example of the others; what is not wanted gets no template and a late `at`"
            yield spot.problem((), f"the timed message {kind} is missing", mend)
    for kind, reminder in found.items():
        yield from _one(spot, kind, reminder, content_dir)


def _one(spot: Spot, kind: Kind, reminder: Reminder, content_dir: Path) -> Iterator[Problem]:
    if reminder.of != _OF[kind]:
        yield spot.problem((kind, "of"), f"{kind} is counted from {_OF[kind]}, not {reminder.of}", f"write {_OF[kind]}")
    if reminder.message is not None and reminder.message not in _messages(content_dir):
        message = f"{kind}: there is no message {reminder.message}"
        yield spot.problem((kind, "message"), message, "write it in a file of content/messages")
    for number, name in enumerate(reminder.templates):
        place = (kind, "templates", number)
        file = content_dir / templates.FOLDER / f"{name}.yml"
        if not file.exists():
            yield spot.problem(place, f"{kind}: there is no template {name}", "write it in content/templates")
        elif (purpose := _data(file).get("purpose")) != reminder.purpose:
            message = f"{kind} is for {reminder.purpose}, its template {name} for {purpose}"
            yield spot.problem(place, message, "give both the same purpose")


def _messages(content_dir: Path) -> set[str]:
    files = sorted((content_dir / "messages").glob("*.yml"))
    return {str(key) for file in files if file.stem != "buttons" for key in _data(file)}


def _data(file: Path) -> dict[str, Any]:
    """A document; empty if it cannot be read, which is said where it is checked itself."""
    try:
        data = Located.read(file).data
    except (OSError, ValueError, NotYaml, DuplicateKey):
        return {}
    return data if isinstance(data, dict) else {}
