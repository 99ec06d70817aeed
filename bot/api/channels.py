"""The channels that push messages: which there are, when each runs, and its routes. A new one joins here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter

from bot.api import telegram, whatsapp
from bot.channels.base import Channel
from bot.knowledge.library import Library
from bot.settings import Settings


@dataclass(frozen=True)
class Entry:
    """`runs`: whether the settings want the channel; `build`: the channel as they want it; `router`: its routes, which
    answer 404 while it does not run."""

    runs: Callable[[Settings], bool]
    build: Callable[[Settings, Library], Channel]
    router: Callable[[Channel | None], APIRouter]


REGISTRY: dict[str, Entry] = {
    "telegram": Entry(
        lambda settings: settings.telegram_bot_token is not None, telegram.channel, telegram.create_router
    ),
    "whatsapp": Entry(lambda settings: settings.whatsapp, whatsapp.channel, whatsapp.create_router),
}


def build(settings: Settings, library: Library) -> dict[str, Channel]:
    """The channels that run, by name."""
    return {name: entry.build(settings, library) for name, entry in REGISTRY.items() if entry.runs(settings)}
