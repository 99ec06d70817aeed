"""What the values of the counts are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.console.visit import Visit
from bot.console.words import N_

CHANNELS: Final[Mapping[str, str]] = {
    "telegram": "Telegram", "whatsapp": "WhatsApp", "web": N_("Web page"),
}  # fmt: skip
LANGUAGES: Final[Mapping[str, str]] = {
    "bn": N_("Bengali"), "hi": N_("Hindi"), "en": N_("English"), "": N_("Not known"),
}  # fmt: skip
REGISTERS: Final[Mapping[str, str]] = {
    "bn": N_("Bengali letters"), "hi": N_("Hindi letters"), "en": N_("English"),
    "bn_roman": N_("Bengali in English letters"), "hi_roman": N_("Hindi in English letters"),
    "mixed": N_("Mixed languages"), "button": N_("Button pressed"), "": N_("Without words (picture, voice, place)"),
}  # fmt: skip
OUTCOMES: Final[Mapping[str, str]] = {
    "answered": N_("Answered"), "asked_back": N_("Asked back"), "declined": N_("Not our subject"),
    "handed_over": N_("Passed to a person"), "tool": N_("Form or calculator"), "training": N_("About trainings"),
    "failed": N_("Went wrong"), "other": N_("Greetings and other talk"),
}  # fmt: skip
SESSIONS: Final[Mapping[str, str]] = {
    "planned": N_("Sessions planned"), "held": N_("Sessions held"), "cancelled": N_("Sessions cancelled"),
}  # fmt: skip


def label(visit: Visit, texts: Mapping[str, str], value: str) -> str:
    """In the official's language; the value itself, if it is none of ours."""
    return visit.say(texts[value]) if value in texts else value


def topic(visit: Visit, value: str) -> str:
    """The title of a topic; its id once it is gone."""
    found = visit.site.content.topics.get(value)
    return found.button[visit.language] if found is not None else value
