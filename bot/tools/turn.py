"""One message through a tool: read, complained about, or handed back because it is a question of its own. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.language import tokenize
from bot.tools.base import Ask, Context, Heard, Known, Said, Tool, Value
from bot.tools.words import asks, denies, yes_no

_NO_QUESTION = frozenset(
    {"nlu_fallback", "out_of_scope", "ask_without_topic", "unsure", "affirm", "repeat", "more", "in_short"}
)
"""Intents of what an answer that cannot be read looks like: the tool says so and asks again."""
_EXPLAIN = "explain_term"
"""Intent of a message that asks what a word means: never an answer, however short."""
_QUESTIONS = frozenset({"ask", "ask_several", "ask_without_topic", "unsure", "compare"})
_ANSWER = 4  # words: what sounds like the wish for another tool and is longer is one
_LONG_ANSWER = 10  # words: of themselves people tell in sentences ("bijli mistri aur thoda plumbing bhi")
_SHORT = 3  # words: what is longer and asks something is no answer, whatever stands in it


@dataclass(frozen=True)
class Session:
    """A tool at work: what is known, and the slots asked for so far. `fresh`: it was begun by this very message."""

    known: dict[str, Value] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    fresh: bool = False

    @classmethod
    def load(cls, stored: Any) -> Session:
        """From the engine's slot; anything else is a fresh start."""
        if not isinstance(stored, Mapping) or not isinstance(stored.get("known"), Mapping):
            return cls()
        asked = tuple(str(slot) for slot in stored.get("asked") or ())
        return cls(dict(stored["known"]), asked, bool(stored.get("fresh")))

    def dump(self) -> dict[str, Any]:
        """For the engine's slot."""
        return {"known": self.known, "asked": list(self.asked), **({"fresh": True} if self.fresh else {})}

    def asking(self, slot: str) -> Session:
        """The same with one more question; the same question again counts once."""
        return self if self.asked[-1:] == (slot,) else replace(self, asked=(*self.asked, slot))


@dataclass(frozen=True)
class Step:
    """`said`: complaints. `taken`: the message belonged to the tool; else another rule answers it."""

    session: Session
    said: list[Said] = field(default_factory=list)
    taken: bool = True


def hear(tool: Tool, session: Session, text: str, heard: Heard) -> Step:
    """What a typed message does. A question of its own in the middle, and thanks and the like, are not taken."""
    asked = session.asked[-1] if session.asked else None
    if asked is not None and _is_question(text, heard):
        return Step(session, taken=False)
    found = tool.read(text, asked, session.known, heard)
    if found:
        step = take(tool, session, found)
        noted = tool.noted(session.known, step.session.known, asked)
        return replace(step, said=[*noted, *step.said])
    if heard.own or asked is None:
        return Step(session)
    amount = _is_number(text) or (heard.intent in _QUESTIONS and _is_amount(text, heard))
    if heard.intent in _NO_QUESTION or amount:
        return Step(session, [("form_not_understood", {})])
    return Step(session, taken=False)


def answers(tool: Tool, session: Session, text: str, heard: Heard) -> bool:
    """Whether a message, though it sounds like the wish for another tool, is a short answer to this one's question, or
    a correction ("no, 4 lakh", "mason na, plumber")."""
    asked = session.asked[-1] if session.asked else None
    if asked is not None and _is_number(text):
        return True
    near = heard.intent in tool.near
    if asked is None or len(tokenize(text)) > (_LONG_ANSWER if tool.private or near else _ANSWER):
        return False
    found = tool.read(text, asked, session.known, heard)
    if found and (near or len(tokenize(text)) <= tool.keeps):
        return True
    if len(tokenize(text)) > _ANSWER:
        return asked in found and not asks(text, heard.register)
    return asked in found or (bool(found) and (yes_no(text) is False or denies(text)))


def press(tool: Tool, session: Session, slot: str, value: str, context: Context) -> Step:
    """What a button does. One that means nothing any more leaves the tool as it is; it then asks what it needs."""
    found = tool.pressed(slot, value, session.known, context)
    return take(tool, session, found) if found else Step(session)


def take(tool: Tool, session: Session, found: Mapping[str, Value]) -> Step:
    """Keeps what is possible of the values found and complains about the rest."""
    known, said = dict(session.known), []
    for slot, value in found.items():
        complaint = None if value is None else tool.complaint(slot, value, {**known, **found})
        if complaint is None:
            known[slot] = value
        else:
            known.pop(slot, None)
            said.append((complaint, dict[str, Any]()))
    return Step(replace(session, known=known), said)


def following(tool: Tool, session: Session, context: Context) -> Ask | None:
    """The next question of a session; None when all is known."""
    return tool.next(session.known, replace(context, asked=session.asked))


def outcome(tool: Tool, session: Session, context: Context) -> list[Said]:
    """The result of a session."""
    known: Known = session.known
    return tool.result(known, replace(context, asked=session.asked))


def _is_number(text: str) -> bool:
    """Whether there is no letter in a message: a number alone wishes for nothing."""
    return any(char.isdecimal() for char in text) and not any(char.isalpha() for char in text)


def _is_amount(text: str, heard: Heard) -> bool:
    """Whether a message is a number with its unit ("3 years"), which no question is meant with."""
    return text.lstrip()[:1].isdecimal() and len(tokenize(text)) <= _SHORT and not asks(text, heard.register)


def _is_question(text: str, heard: Heard) -> bool:
    """Whether a message is a question to the service rather than an answer to the tool."""
    if heard.intent == _EXPLAIN:
        return True
    if heard.own or heard.intent not in _QUESTIONS:
        return False
    return (len(tokenize(text)) > _SHORT or bool(heard.names)) and asks(text, heard.register)
