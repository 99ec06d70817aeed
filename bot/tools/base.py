"""What a tool is: it reads values out of messages, says what it still needs, and works out the result.

A tool is pure and keeps nothing: what is known so far is handed to it. Which key of the content each thing is said
with stands here, never a text. How a message goes through a tool is in `turn`.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.knowledge.library import Content

Value = Any
"""Of a slot: anything JSON can hold. None: the person was asked and does not know it or does not want to say it."""
Known = Mapping[str, Value]
"""Slot to value, of what is known so far."""
Said = tuple[str, dict[str, Any]]
"""A message key with its values. Money, per cent and dates are values ({"rupees": 5}, {"percent": 5}, `date`) that the
gateway writes in each language."""


@dataclass(frozen=True)
class Choice:
    """An answer that is offered as a button. `value`: what it means to the tool (at most 24 characters, since it
    travels in the button); `key`: of its titles and aliases in content/choices ("need.loan"), or of a button."""

    value: str
    key: str


@dataclass(frozen=True)
class Ask:
    """The next question: the slot it fills, the message it is asked with, what is offered, values for its text."""

    slot: str
    key: str
    choices: tuple[Choice, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """What a tool may look at beside what is known. `asked`: the slots asked for so far, in order, the last one being
    the question that the person now answers."""

    content: Content
    today: dt.date
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heard:
    """What the engine understood of a message. `intent`: its name; `register`: how it is typed ("bn_roman" ...);
    `names`: topics that it names; `aspect`: what a question asks; `own`: it is the wish for this very tool."""

    context: Context
    intent: str = ""
    register: str = ""
    names: tuple[str, ...] = ()
    aspect: str | None = None
    own: bool = False


class Tool(ABC):
    """One tool. `id`: at most 12 characters of a to z, `_` and digits; `intent`: the engine's name of the wish for
    it; `also`: further wishes that start it; `private`: what it knows is personal, and the engine keeps it sealed;
    `keeps`: a message of so many words in which it finds something is its own, even if it sounds like the wish for
    another; `near`: wishes that answers to its questions sound like."""

    id: ClassVar[str]
    intent: ClassVar[str]
    also: ClassVar[tuple[str, ...]] = ()
    private: ClassVar[bool] = False
    keeps: ClassVar[int] = 0
    near: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """What a message says, in any order, corrections of earlier values included. `asked`: the slot just asked for
        (None: the message started the tool), whose value may come bare. Never raises."""

    @abstractmethod
    def next(self, known: Known, context: Context) -> Ask | None:
        """The next question; None when everything that is needed is known."""

    @abstractmethod
    def result(self, known: Known, context: Context) -> list[Said]:
        """What is worked out, as messages. Called only when `next` is None."""

    def choices(self, slot: str) -> tuple[Choice, ...]:
        """All buttons that were ever offered for a slot, so that an old one is still understood when it is pressed."""
        return ()

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """What a pressed button says; nothing if there is no such choice any more."""
        return {slot: value} if any(choice.value == value for choice in self.choices(slot)) else {}

    def complaint(self, slot: str, value: Value, known: Known) -> str | None:
        """The message key that says why a value cannot be; None if it can. Such a value is not kept."""
        return None

    def noted(self, before: Known, after: Known, asked: str | None) -> list[Said]:
        """What a typed message changed of what is known beside the answer to the question, told to the person."""
        return []

    def ask(self, slot: str, **values: Any) -> Ask:
        """The question for a slot, as every tool asks it."""
        return Ask(slot, f"form_ask_{self.id}_{slot}", self.choices(slot), values)
