"""The contract of a speech service, on one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from bot.language import Language


@dataclass(frozen=True)
class Spoken:
    """A text as sound. `mime`: what the sound really is (audio/mpeg, audio/wav ...)."""

    content: bytes = field(repr=False)
    mime: str


class SpeechUnavailable(Exception):
    """The service does not answer, or refuses us: try again later, write instead."""


class NotUnderstood(Exception):
    """The service heard no words in the recording."""


class Speech(Protocol):
    """Hears and speaks Bengali, Hindi and English."""

    async def transcribe(self, audio: bytes, mime: str, language: Language) -> str:
        """What is said in a recording, in the letters of `language`; never empty. `mime`: see `audio.describe`. Raises
        `NotUnderstood` and `SpeechUnavailable`."""

    async def speak(self, text: str, language: Language) -> Spoken:
        """A text as a recording. Raises `SpeechUnavailable`."""

    async def close(self) -> None:
        """Ends the connections."""
