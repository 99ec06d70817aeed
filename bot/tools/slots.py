"""A tool whose values stand side by side: each has a slot that reads it, says when it is needed and what it may be.

What a person says of several slots in one message is read at once, in any order; a value that is said again replaces
the earlier one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import tokenize
from bot.tools import reading
from bot.tools.base import Ask, Choice, Context, Heard, Known, Tool, Value
from bot.tools.sums import find_sums
from bot.tools.words import stops

Needed = Callable[[Known, Context], bool]
_SHORT = 3  # words: a longer message that is understood as a question is no bare answer


class _NoDefault:
    """Marks a slot that "I don't know" cannot fill."""


NO_DEFAULT = _NoDefault()
UNKNOWN = "unknown"
"""Value of the button "I don't know"."""


def always(known: Known, context: Context) -> bool:
    """Needed in any case."""
    return True


@dataclass(frozen=True)
class Slot(ABC):
    """`needed`: whether it is asked for, given what is known; `unknown`: what "I don't know" stands for (`NO_DEFAULT`:
    the tool cannot go on without it)."""

    name: str
    needed: Needed = always
    unknown: Value = NO_DEFAULT

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is offered as buttons."""
        return ()

    @abstractmethod
    def read(self, text: str, asked: bool, heard: Heard) -> Value:
        """The value that a message gives; None if it gives none. `asked`: it was just asked for."""

    def bare(self, text: str) -> Value:
        """What plain "yes" or "no" means as the answer to its question; None if nothing."""
        return None

    def possible(self, value: Value) -> bool:
        """Whether a value can be."""
        return True


@dataclass(frozen=True)
class OneOf(Slot):
    """One of a few. `key`: group in content/choices; `values`: the choices of the group, in the order of the buttons;
    `hidden`: more that are understood and not offered; `strongest`: the one that counts if several are named; `no`: the
    one that plain "no" means."""

    key: str = ""
    values: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    strongest: str | None = None
    no: str | None = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The group's choices that are offered."""
        return tuple(Choice(value, f"{self.key}.{value}") for value in self.values)

    def read(self, text: str, asked: bool, heard: Heard) -> Value:
        """By number, title or alias."""
        hidden = tuple(Choice(value, f"{self.key}.{value}") for value in self.hidden)
        found = reading.find_choices(text, (*self.choices, *hidden), heard.context.content, asked=asked)
        if self.strongest in found:
            return self.strongest
        return found[0] if len(found) == 1 else None

    def bare(self, text: str) -> Value:
        """What "no" means, if it means one of them."""
        return self.no if reading.yes_no(text) is False else None


@dataclass(frozen=True)
class YesNo(Slot):
    """Whether something is so. `key`: group in content/choices whose `yes` and `no` say it inside a sentence."""

    key: str = ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Yes and no."""
        return (Choice("yes", "yes_no.yes"), Choice("no", "yes_no.no"))

    def read(self, text: str, asked: bool, heard: Heard) -> Value:
        """In so many words, or by number."""
        said = tuple(Choice(value, f"{self.key}.{value}") for value in ("yes", "no"))
        return reading.find_choice(text, said, heard.context.content, asked=asked)

    def bare(self, text: str) -> Value:
        """Yes or no."""
        answer = reading.yes_no(text)
        return None if answer is None else "yes" if answer else "no"


@dataclass(frozen=True)
class Sum(Slot):
    """Rupees. `label`: of the words in content/choices that say what a sum is of; `limits`: lowest and highest
    possible; `none_is_zero`: "there is none" is an answer."""

    label: str = ""
    limits: tuple[int, int] = (0, 10**12)
    none_is_zero: bool = False

    def read(self, text: str, asked: bool, heard: Heard) -> Value:
        """Sums are read together, by the tool."""
        return None

    def bare(self, text: str) -> Value:
        """That there is none."""
        return 0 if self.none_is_zero and reading.yes_no(text) is False else None

    def possible(self, value: Value) -> bool:
        """Within the limits."""
        return bool(self.limits[0] <= value <= self.limits[1])


@dataclass(frozen=True)
class Percent(Slot):
    """Per cent, of `limits`."""

    limits: tuple[float, float] = (0, 100)

    def read(self, text: str, asked: bool, heard: Heard) -> Value:
        """A percentage, or a bare number if it was asked for."""
        return reading.percent(text, asked=asked)

    def possible(self, value: Value) -> bool:
        """Within the limits."""
        return bool(self.limits[0] <= value <= self.limits[1])


class SlotTool(Tool):
    """A tool made of slots. `slots`: in the order in which they are asked for; the first sum is the one that a sum
    without a word beside it is. `bare_from`: a number without a unit is a sum from here, in the wish itself (None:
    never)."""

    slots: ClassVar[tuple[Slot, ...]]
    bare_from: ClassVar[int | None] = 1000

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """Every slot that the message fills, the one just asked for with bare words too."""
        wanted = self._slot(asked) if asked is not None else None
        if wanted is not None and wanted.unknown is not NO_DEFAULT and reading.unknown(text):
            return {wanted.name: wanted.unknown}
        bare = asked is not None and not (heard.intent == "ask" and len(tokenize(text)) > _SHORT)
        found: dict[str, Value] = dict(self._sums(text, asked if bare else None, heard))
        for slot in self.slots:
            value = slot.read(text, bare and slot.name == asked, heard)
            if value is not None:
                found.setdefault(slot.name, value)
        if bare and wanted is not None and wanted.name not in found:
            # "no, 4 lakh" corrects a sum and is no answer; "no, leave it" gives up.
            value = None if stops(text) else wanted.bare(text)
            if value is not None and not (found and reading.yes_no(text) is False):
                found[wanted.name] = value
        return found

    def next(self, known: Known, context: Context) -> Ask | None:
        """The first slot that is needed and not known."""
        for slot in self.slots:
            if slot.name not in known and slot.needed(known, context):
                return self.ask(slot.name)
        return None

    def choices(self, slot: str) -> tuple[Choice, ...]:
        """Those of the slot, and "I don't know" where there is a way on without it."""
        found = self._slot(slot)
        if found is None:
            return ()
        return found.choices if found.unknown is NO_DEFAULT else (*found.choices, Choice(UNKNOWN, "answer.skip"))

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """The choice, or what "I don't know" stands for."""
        found = self._slot(slot)
        if found is not None and value == UNKNOWN and found.unknown is not NO_DEFAULT:
            return {slot: found.unknown}
        return super().pressed(slot, value, known, context)

    def complaint(self, slot: str, value: Value, known: Known) -> str | None:
        """`<id>_<slot>_impossible` for a value outside the limits."""
        found = self._slot(slot)
        return None if found is None or found.possible(value) else f"{self.id}_{slot}_impossible"

    def _sums(self, text: str, asked: str | None, heard: Heard) -> dict[str, int]:
        sums = [slot for slot in self.slots if isinstance(slot, Sum)]
        if not sums:
            return {}
        names = [slot.name for slot in sums]
        wanted = asked if asked in names else None
        words = {slot.name: _words(slot.label, heard.context) for slot in sums}
        found = find_sums(text, words, asked=wanted)
        if not found and asked is None and heard.own and self.bare_from is not None:
            bare = find_sums(text, words, asked=names[0])
            found = {name: value for name, value in bare.items() if value >= self.bare_from}
        unclaimed = found.pop(None, None)
        named = {name: value for name, value in found.items() if name is not None}
        if unclaimed is not None:
            # Asked for something else: a correction of the sum that was asked for last.
            earlier = [slot for slot in heard.context.asked if slot in names]
            main = wanted or (earlier[-1] if earlier else names[0])
            named.setdefault(main, unclaimed)
        return named

    def _slot(self, name: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.name == name), None)


def rupees(value: Any) -> dict[str, int]:
    """A sum as a value of a message."""
    return {"rupees": int(value)}


def percent(value: Any) -> dict[str, float]:
    """Per cent as a value of a message."""
    return {"percent": float(value)}


def lines(said: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Messages inside a message, one a line."""
    return [{"key": key, "values": dict(values)} for key, values in said]


def _words(label: str, context: Context) -> tuple[str, ...]:
    text = context.content.choices[label]
    return (*text.aliases, text.title.bn, text.title.hi, text.title.en)
