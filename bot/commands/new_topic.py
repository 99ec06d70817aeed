"""Writes the file of a new topic."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.clock import today, utc_now
from bot.errors import UserError
from bot.knowledge.model import AREAS, Topic, TopicId
from bot.knowledge.skeleton import skeleton


def write(content_dir: Path, topic_id: str, area: str, like: Topic | None) -> Path:
    """The file, newly written. Raises `UserError` if there is such a topic, or the id or area is none."""
    known = next((name for name in AREAS if name == area), None)
    if known is None:
        raise UserError(f"There is no area {area}; there are: {', '.join(AREAS)}.")
    try:
        TypeAdapter(TopicId).validate_python(topic_id)
    except ValidationError:
        raise UserError(
            f"{topic_id} cannot be an id: small letters, digits and single hyphens, at most 32 characters."
        ) from None
    if there := next(content_dir.glob(f"*/{topic_id}.yml"), None):
        raise UserError(f"{there} exists already: choose another id, or edit that file.")
    file = content_dir / known / f"{topic_id}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as out:
        out.write(skeleton(topic_id, known, today(utc_now), like))
    return file
