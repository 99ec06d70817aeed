"""A conversation with one tool, as the form has it, without the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.tools import turn
from bot.tools.base import Context, Heard
from bot.tools.registry import TOOLS


@dataclass(frozen=True)
class Talk:
    """What came of it. `known`: slots and values; `asked`: the open question (None: there is a result); `said`: keys of
    complaints; `result`: keys and values."""

    known: dict[str, Any]
    asked: str | None
    said: list[str]
    result: list[tuple[str, dict[str, Any]]]
    taken: bool

    @property
    def key(self) -> str:
        """Of the result."""
        ((key, _),) = self.result
        return key

    @property
    def values(self) -> dict[str, Any]:
        """Of the result."""
        ((_, values),) = self.result
        return values

    def notes(self, name: str = "notes") -> list[str]:
        """Keys of the lines in the result."""
        return [line["key"] for line in self.values[name]]


def talk(context: Context, tool_id: str, *messages: str, intent: str = "nlu_fallback") -> Talk:
    """The first message is the wish for the tool; `intent`: of the others."""
    tool, session, said, taken = TOOLS[tool_id], turn.Session(), list[str](), True
    for number, message in enumerate(messages):
        now = replace(context, asked=session.asked)
        heard = Heard(now, tool.intent if number == 0 else intent, own=number == 0)
        step = turn.hear(tool, session, message, heard)
        session, taken = step.session, step.taken
        said = [key for key, _ in step.said]
        ask = turn.following(tool, session, context)
        if ask is None:
            return Talk(session.known, None, said, turn.outcome(tool, session, context), taken)
        session = session.asking(ask.slot)
    return Talk(session.known, session.asked[-1], said, [], taken)


def read(context: Context, tool_id: str, text: str, asked: str | None = None, asked_before: Sequence[str] = ()) -> Any:
    """What a message says to a tool."""
    tool = TOOLS[tool_id]
    before = (*asked_before, *([asked] if asked else []))
    heard = Heard(replace(context, asked=before), tool.intent if asked is None else "nlu_fallback", own=asked is None)
    return dict(tool.read(text, asked, {}, heard))
