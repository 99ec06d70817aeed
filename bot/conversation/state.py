"""What the gateway remembers between two messages: enough to understand the next one, no words of the person."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.channels.base import Button
from bot.knowledge.model import Language

_HINT_AFTER = 2  # messages in roman letters: one alone may be chance


@dataclass
class State:
    """`topic`, `aspect`: of the last answer; `pending_aspect`: asked for before a topic was named; `asked`: aspects of
    the topic that were answered; `offered`: buttons that can be chosen by number or title; `last`: key and values of
    the last reply, for "say it again"; `language`: of the last reply, for a choice of somebody whose own language is
    not known yet; `greeted`: whether the service has introduced itself; `roman_typed`: messages in roman letters that
    were answered in native ones; `roman_hinted`: whether the person was told that answers come in roman letters too;
    `other`: code of a language that is none of ours and of which the person was told so; `asking`: a
    form waits for a value, so that a number is no choice; `rating`: payloads of the thumbs (up, down) of the last
    reply; `explained`: words of the glossary that were explained; `voice_offered`: whether the person was told that
    answers can be heard; `confirms`: the payload that a plain yes to the last reply means; `hears`: which flow of the
    gateway the next typed words go to first (see hearing.py); `typed`: what that flow asked is answered by a number,
    which is no choice then."""

    topic: str | None = None
    aspect: str | None = None
    pending_aspect: str | None = None
    asked: list[str] = field(default_factory=list)
    offered: list[tuple[str, str]] = field(default_factory=list)
    last: list[dict[str, Any]] = field(default_factory=list)
    language: Language | None = None
    greeted: bool = False
    roman_typed: int = 0
    roman_hinted: bool = False
    other: str | None = None
    asking: bool = False
    rating: list[str] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)
    voice_offered: bool = False
    confirms: str | None = None
    hears: str | None = None
    typed: bool = False

    @classmethod
    def load(cls, stored: dict[str, Any]) -> State:
        """From the database; names that are no longer known are left out, and all of it if it is of another shape."""
        known = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        state = cls(**known)
        try:
            state.offered = [(title, payload) for title, payload in state.offered]
        except (TypeError, ValueError):
            return cls()
        return state

    def dump(self) -> dict[str, Any]:
        """For the database."""
        return asdict(self)

    def offer(self, buttons: tuple[Button, ...]) -> None:
        """Remembers the choices now shown."""
        self.offered = [(button.title, button.payload) for button in buttons]

    def typed_roman(self) -> bool:
        """Counts a message in roman letters; true when the person is to be told that answers come so too."""
        self.roman_typed += 1
        return self.roman_typed >= _HINT_AFTER and not self.roman_hinted

    def answered(self, topic: str, aspect: str) -> None:
        """Remembers what an answer was about."""
        if topic != self.topic:
            self.asked = []
        self.topic, self.aspect, self.pending_aspect = topic, aspect, None
        if aspect not in self.asked:
            self.asked.append(aspect)
