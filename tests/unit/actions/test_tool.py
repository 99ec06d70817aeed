"""The form of all tools, called as the engine calls it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.db.session import Database
from bot.knowledge.library import Library
from rasa_project.actions.base import ServiceAction
from rasa_project.actions.tool import AskTool, CancelTool, StartTool, ToolResult, ValidateToolForm

NOTHING = {"tool": None, "tool_known": None, "tool_done": None}


@pytest.fixture
def library(project_library: Library) -> Library:
    return project_library


class Conversation:
    """Slots, and what each action does to them."""

    def __init__(self, database: Database, clock: Any, library: Library) -> None:
        self._parts = (database, clock, library)
        self.slots: dict[str, Any] = dict(NOTHING)

    async def run(
        self, action: type[ServiceAction], text: str = "x", intent: str = "x", **entities: str
    ) -> list[dict[str, Any]]:
        """What is said."""
        message = {
            "text": text,
            "intent": {"name": intent},
            "entities": [{"entity": name, "value": value} for name, value in entities.items()],
            "metadata": {"register": "en"},
            "names": [],
        }
        tracker = Tracker("me", dict(self.slots), message, [], False, None, {}, None)
        dispatcher = CollectingDispatcher()
        self.events = await action(*self._parts).run(dispatcher, tracker, {})
        self.slots |= {event["name"]: event["value"] for event in self.events}
        return [said["custom"] for said in dispatcher.messages]

    @property
    def known(self) -> Any:
        return self.slots["tool_known"]["known"]


@pytest.fixture
def talk(database: Database, clock: Any, library: Library) -> Conversation:
    return Conversation(database, clock, library)


async def begin(talk: Conversation, tool: str) -> None:
    await talk.run(StartTool, "/use_tool", "use_tool", tool=tool)
    await talk.run(ValidateToolForm, "/use_tool", "use_tool", tool=tool)
    await talk.run(AskTool)


async def test_a_button_starts_a_tool_and_the_first_question_is_put(talk: Conversation) -> None:
    assert await talk.run(StartTool, "/use_tool", "use_tool", tool="finder") == []
    assert talk.slots["tool"] == "finder"
    assert await talk.run(ValidateToolForm, "/use_tool", "use_tool", tool="finder") == []
    assert talk.events and talk.slots["tool_done"] is None
    (said,) = await talk.run(AskTool)
    assert said["key"] == "form_ask_finder_need"
    assert {"key": "need.loan", "value": "loan", "tool": "finder", "slot": "need"} in said["values"]["choices"]
    assert talk.slots["tool_known"] == {"known": {}, "asked": ["need"]}


async def test_words_start_a_tool_and_are_read(talk: Conversation) -> None:
    text = "what is the emi for 5 lakh"
    await talk.run(StartTool, text, "calculate_emi")
    await talk.run(ValidateToolForm, text, "calculate_emi")
    assert (talk.slots["tool"], talk.known) == ("emi", {"amount": 500_000})
    (said,) = await talk.run(AskTool)
    assert said == {"key": "form_ask_emi_months", "values": {}}


async def test_all_known_ends_the_form_and_everything_is_forgotten(talk: Conversation) -> None:
    await begin(talk, "emi")
    await talk.run(ValidateToolForm, "5 lakh, 3 years, 12%", "nlu_fallback")
    assert talk.slots["tool_done"] is True
    (said,) = await talk.run(ToolResult)
    assert (said["key"], said["values"]["monthly"]) == ("emi_result", {"rupees": 16_607})
    assert talk.slots == NOTHING


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no, leave it", "deny"),
        ("thank you", "thanks"),
        ("what documents are needed for pmegp", "ask"),
        ("/show_menu", "show_menu"),
    ],
)
async def test_what_is_not_for_the_tool_is_left_to_the_other_rules(talk: Conversation, text: str, intent: str) -> None:
    await begin(talk, "emi")
    assert await talk.run(ValidateToolForm, text, intent) == []
    assert talk.events == []


async def test_what_is_not_understood_is_said_and_stays_in_the_form(talk: Conversation) -> None:
    await begin(talk, "emi")
    (said,) = await talk.run(ValidateToolForm, "mumble", "nlu_fallback")
    assert said["key"] == "form_not_understood"
    assert talk.events and talk.slots["tool_done"] is None


async def test_an_impossible_value_is_explained_and_not_kept(talk: Conversation) -> None:
    await begin(talk, "emi")
    (said,) = await talk.run(ValidateToolForm, "5 lakh, 60 years", "nlu_fallback")
    assert said["key"] == "emi_months_impossible"
    assert talk.known == {"amount": 500_000}


async def test_a_button_answers(talk: Conversation) -> None:
    await begin(talk, "finder")
    answer = {"tool": "finder", "tool_slot": "need", "tool_value": "loan"}
    await talk.run(ValidateToolForm, "/use_tool", "use_tool", **answer)
    assert talk.known == {"need": {"are": ["loan"], "whole": True}}
    await talk.run(ValidateToolForm, "/use_tool", "use_tool", **{**answer, "tool_slot": "age", "tool_value": "skip"})
    assert talk.known["age"] is None and "need" in talk.known


async def test_pressing_the_start_again_begins_anew(talk: Conversation) -> None:
    await begin(talk, "emi")
    await talk.run(ValidateToolForm, "5 lakh", "nlu_fallback")
    await talk.run(ValidateToolForm, "/use_tool", "use_tool", tool="emi")
    assert talk.slots["tool_known"] == {"known": {}, "asked": []}


@pytest.mark.parametrize("words", [True, False])
async def test_another_tool_takes_over(talk: Conversation, words: bool) -> None:
    await begin(talk, "emi")
    await talk.run(ValidateToolForm, "5 lakh", "nlu_fallback")
    if words:
        await talk.run(ValidateToolForm, "I am a woman, which scheme is for me", "find_scheme")
        assert talk.known == {"gender": {"are": ["woman"], "whole": True}}
    else:
        await talk.run(ValidateToolForm, "/use_tool", "use_tool", tool="finder", tool_slot="need", tool_value="loan")
        assert talk.known == {"need": {"are": ["loan"], "whole": True}}
    assert talk.slots["tool"] == "finder"


async def test_the_same_message_twice_changes_nothing(talk: Conversation) -> None:
    # The engine asks again when the form comes back after another rule.
    await begin(talk, "finder")
    await talk.run(ValidateToolForm, "loan", "nlu_fallback")
    once = dict(talk.slots)
    await talk.run(ValidateToolForm, "loan", "nlu_fallback")
    assert talk.slots == once


async def test_a_tool_that_is_no_more(talk: Conversation) -> None:
    (said,) = await talk.run(StartTool, "/use_tool", "use_tool", tool="gone")
    assert said["key"] == "stale_button"
    assert talk.slots["tool_done"] is True
    assert await talk.run(ValidateToolForm, "/use_tool", "use_tool", tool="gone") == []
    assert await talk.run(ToolResult) == []
    assert talk.slots == NOTHING
    assert await talk.run(AskTool) == []


async def test_giving_up(talk: Conversation) -> None:
    await begin(talk, "emi")
    (said,) = await talk.run(CancelTool)
    assert said == {"key": "form_cancelled", "values": {}}
    assert talk.slots == NOTHING
