"""The form of all tools: what is known lives in two slots, what a message means in `bot.tools`.

The form has one required slot, `tool_done`. It is set when the tool has all that it needs; until then the form asks,
and what it asks is the tool's own decision. A question in the middle is answered by its own rule and the form goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import today
from bot.tools import sealing, turn
from bot.tools.base import Context, Heard, Said, Tool
from bot.tools.registry import BY_INTENT, TOOLS
from bot.tools.turn import Session
from rasa_project.actions.base import Events, ServiceAction
from rasa_project.actions.deeds import DEEDS, Who

TOOL, KNOWN, DONE = "tool", "tool_known", "tool_done"
START = "use_tool"
"""Intent of a button that starts a tool, or that answers it; a wish in words has an intent of its own."""


class ToolAction(ServiceAction):
    """An action that works on the tool at work."""

    def _context(self) -> Context:
        return Context(self._library.content(), today(self._clock))

    def _session(self, tracker: Tracker) -> tuple[Tool | None, Session]:
        tool = TOOLS.get(tracker.get_slot(TOOL) or "")
        return tool, sealing.load(tool, tracker.get_slot(KNOWN))

    def _who(self, tracker: Tracker) -> Who:
        message = tracker.latest_message
        metadata = message.get("metadata") or {}
        intent = str((message.get("intent") or {}).get("name") or "")
        slot, value = entity(tracker, "tool_slot"), entity(tracker, "tool_value")
        # What is typed is never a press, whatever is found in it.
        press = (slot, value) if slot and value and str(message.get("text") or "").startswith("/") else None
        language, shared = metadata.get("language") or "bn", bool(metadata.get("shared_contact"))
        return Who(tracker.sender_id, language, intent, self._library.content(), press, shared)

    async def _begin(self, dispatcher: CollectingDispatcher, tracker: Tracker, tool: Tool) -> Session:
        """A fresh session of a tool, with what its deed knows already."""
        deed = DEEDS.get(tool.id)
        if deed is None:
            return Session(fresh=True)
        begun = await self._database.run(deed.begin, self._who(tracker), self._clock())
        self._all(dispatcher, begun.said)
        return Session(dict(begun.known), begun.asked, fresh=True)

    async def _step(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, tool: Tool, before: Session, after: Session
    ) -> Session:
        deed = DEEDS.get(tool.id)
        if deed is None:
            return replace(after, fresh=False)
        known, said = await self._database.run(
            deed.step, self._who(tracker), before.known, after.known, after.asked, self._clock()
        )
        self._all(dispatcher, said)
        return Session(dict(known), after.asked)

    def _all(self, dispatcher: CollectingDispatcher, said: Iterable[Said]) -> None:
        for key, values in said:
            self._say(dispatcher, key, **values)


class StartTool(ToolAction):
    """The person wants a tool, in words or by a button."""

    def name(self) -> str:
        """As in the domain."""
        return "action_start_tool"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Sets which one; the form that follows reads the message itself. A button of a tool that is no more starts
        nothing, and the person is told."""
        tool = wished(tracker)
        if tool is None:
            self._say(dispatcher, "stale_button")
            return [*forget(), SlotSet(DONE, True)]
        session = await self._begin(dispatcher, tracker, tool)
        return [SlotSet(TOOL, tool.id), SlotSet(KNOWN, sealing.dump(tool, session)), SlotSet(DONE, None)]


class ValidateToolForm(ToolAction):
    """Takes a message into the tool."""

    def name(self) -> str:
        """As in the domain."""
        return "validate_tool_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Sets what is known after the message. Nothing set hands the message to the other rules."""
        tool, session = self._session(tracker)
        wish, before = wished(tracker), tool
        text = str(tracker.latest_message.get("text") or "")
        if text.startswith("/"):
            if wish is None:
                return []
            slot, value = entity(tracker, "tool_slot"), entity(tracker, "tool_value")
            if wish is not before or (slot is None and not session.fresh):
                session = await self._begin(dispatcher, tracker, wish)
            context = self._context()
            tool = wish
            step = turn.press(wish, session, slot, value, context) if slot and value else turn.Step(session)
        else:
            context = self._context()
            if wish is not None and wish is not before and not self._answers(tracker, before, session, text, context):
                tool, session = wish, await self._begin(dispatcher, tracker, wish)
            if tool is None:
                return []
            step = turn.hear(tool, session, text, heard(tracker, tool, session, context))
        if not step.taken:
            return []
        self._all(dispatcher, step.said)
        after = await self._step(dispatcher, tracker, tool, session, step.session)
        done = turn.following(tool, after, context) is None
        return [
            SlotSet(TOOL, tool.id), SlotSet(KNOWN, sealing.dump(tool, after)), SlotSet(DONE, True if done else None),
        ]  # fmt: skip

    @staticmethod
    def _answers(tracker: Tracker, tool: Tool | None, session: Session, text: str, context: Context) -> bool:
        """A sum or a word that answers the tool at work may sound like the wish for another."""
        return tool is not None and turn.answers(tool, session, text, heard(tracker, tool, session, context))


class AskTool(ToolAction):
    """Puts the next question."""

    def name(self) -> str:
        """As in the domain."""
        return "action_ask_tool_done"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Says it, with its buttons, and remembers that it was put."""
        tool, session = self._session(tracker)
        ask = turn.following(tool, session, self._context()) if tool else None
        if tool is None or ask is None:
            return []
        place = {"tool": tool.id, "slot": ask.slot}
        offered = [{"key": choice.key, "value": choice.value, **place} for choice in ask.choices]
        self._say(dispatcher, ask.key, **ask.values, **({"choices": offered} if offered else {}))
        return [SlotSet(KNOWN, sealing.dump(tool, session.asking(ask.slot)))]


class ToolResult(ToolAction):
    """Everything is known."""

    def name(self) -> str:
        """As in the domain."""
        return "action_tool_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Works out, answers, and forgets what the person said."""
        tool, session = self._session(tracker)
        deed = DEEDS.get(tool.id) if tool is not None else None
        if deed is not None:
            done = await self._database.run(deed.finish, self._who(tracker), session.known, self._clock())
            self._all(dispatcher, done)
        elif tool is not None:
            self._all(dispatcher, turn.outcome(tool, session, self._context()))
        return forget()


class CancelTool(ToolAction):
    """The person does not want to go on."""

    def name(self) -> str:
        """As in the domain."""
        return "action_tool_cancel"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Forgets what was said; a tool that keeps it says so."""
        tool, session = self._session(tracker)
        deed = DEEDS.get(tool.id) if tool is not None else None
        if deed is None:
            self._say(dispatcher, "form_cancelled")
        else:
            ended = await self._database.run(deed.cancel, self._who(tracker), session.known, self._clock())
            self._all(dispatcher, ended)
        return forget()


def wished(tracker: Tracker) -> Tool | None:
    """The tool that the message asks for, if it asks for one."""
    intent = str((tracker.latest_message.get("intent") or {}).get("name"))
    return TOOLS.get(entity(tracker, TOOL) or "") if intent == START else BY_INTENT.get(intent)


def entity(tracker: Tracker, name: str) -> str | None:
    """An entity of the message."""
    found = next((e["value"] for e in tracker.latest_message.get("entities") or () if e.get("entity") == name), None)
    return str(found) if found is not None else None


def heard(tracker: Tracker, tool: Tool, session: Session, context: Context) -> Heard:
    """What the engine understood of the message."""
    message = tracker.latest_message
    intent = str((message.get("intent") or {}).get("name") or "")
    register = str((message.get("metadata") or {}).get("register") or "")
    asked = Context(context.content, context.today, session.asked)
    names = tuple(message.get("names") or ())
    return Heard(asked, intent, register, names, entity(tracker, "aspect"), intent in (tool.intent, *tool.also))


def forget() -> Events:
    """No tool is at work, and nothing is known."""
    return [SlotSet(TOOL, None), SlotSet(KNOWN, None), SlotSet(DONE, None)]


ACTIONS: tuple[type[ServiceAction], ...] = (StartTool, ValidateToolForm, AskTool, ToolResult, CancelTool)
