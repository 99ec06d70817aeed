"""The real content, as handlers of buttons and words look at it."""

from __future__ import annotations

from functools import cache

from bot.conversation.surroundings import Surroundings
from bot.knowledge.library import read
from bot.settings import get_settings


@cache
def around() -> Surroundings:
    return Surroundings(read(get_settings().content_dir), address="https://sathi.example")
