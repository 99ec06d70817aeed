"""What a tool does beside reading and asking: it looks up what is known already, keeps what was agreed to, saves the
end. A tool itself is pure (`bot.tools`); its deed calls services, each time in one transaction. All deeds: `deeds`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.orm import Session

from bot.knowledge.library import Content
from bot.tools.base import Known, Said, Value


@dataclass(frozen=True)
class Who:
    """Whose message it is. `intent`: what the engine understood; `language`: in which they are answered; `press`: slot
    and value of a pressed button; `shared`: the message is the person's own number, which the channel vouches for."""

    contact_id: str
    language: str
    intent: str
    content: Content
    press: tuple[str, str] | None = None
    shared: bool = False


@dataclass(frozen=True)
class Begun:
    """What a tool starts with: known from elsewhere, asked for already (of a draft), and what is said first."""

    known: Mapping[str, Value] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()


class Deed(Protocol):
    """The deeds of one tool."""

    def begin(self, session: Session, who: Who, now: dt.datetime) -> Begun:
        """When the tool is started, before the starting message is read into it."""

    def step(
        self, session: Session, who: Who, before: Known, known: Known, asked: tuple[str, ...], now: dt.datetime
    ) -> tuple[Known, list[Said]]:
        """After each message. `before`, `known`: before and after it; `asked`: the questions put so far. Returns what
        is known from here on, and what is said before the next question. A tool is over when its `next` says so."""

    def finish(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """When all is known: saves, and says the result."""

    def cancel(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """When the person does not want to go on: what is said then."""
