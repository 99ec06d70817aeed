"""What loan help keeps, and when: called as the engine calls it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import select

from bot.db.models import ConsentEvent, Referral
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import contacts, referrals
from bot.services.referrals import Request
from bot.settings import get_settings
from rasa_project.actions.tool import AskTool, CancelTool, StartTool, ToolResult, ValidateToolForm

NOTHING = {"tool": None, "tool_known": None, "tool_done": None}


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(get_settings().content_dir)


class Chat:
    """A person's messages through the form; keys of what is said."""

    def __init__(self, database: Database, clock: Any, library: Library, channel: str, sender: str) -> None:
        self._parts = (database, clock, library)
        with database.session() as session:
            self.person = contacts.find_or_create(session, channel, sender, clock()).id
        self.slots: dict[str, Any] = dict(NOTHING)
        self.said: list[dict[str, Any]] = []

    async def _run(self, action: Any, text: str, intent: str, entities: dict[str, str]) -> list[dict[str, Any]]:
        message = {
            "text": text, "intent": {"name": intent}, "names": [], "metadata": {"register": "en", "language": "en"},
            "entities": [{"entity": name, "value": value} for name, value in entities.items()],
        }  # fmt: skip
        tracker = Tracker(self.person, dict(self.slots), message, [], False, None, {}, None)
        dispatcher = CollectingDispatcher()
        events = await action(*self._parts).run(dispatcher, tracker, {})
        self.slots |= {event["name"]: event["value"] for event in events}
        return [said["custom"] for said in dispatcher.messages]

    async def say(self, text: str, intent: str = "nlu_fallback", **entities: str) -> list[str]:
        """The keys that are said to it."""
        self.said = []
        if intent == "loan_help":
            self.said += await self._run(StartTool, text, intent, entities)
        self.said += await self._run(ValidateToolForm, text, intent, entities)
        after = ToolResult if self.slots["tool_done"] else AskTool
        self.said += await self._run(after, text, intent, entities)
        return [one["key"] for one in self.said]

    async def leave(self) -> list[str]:
        return [one["key"] for one in await self._run(CancelTool, "no, leave it", "deny", {})]


@pytest.fixture
def chat(database: Database, clock: Any, library: Library) -> Chat:
    return Chat(database, clock, library, "whatsapp", "919830012345")


def stored(database: Database) -> tuple[list[Referral], list[ConsentEvent]]:
    with database.session() as session:
        return list(session.scalars(select(Referral))), list(session.scalars(select(ConsentEvent)))


async def to_the_question_of_consent(chat: Chat) -> None:
    await chat.say("connect me to the bank for loan", "loan_help")
    await chat.say("a sewing machine, 2 lakh, Malda")
    await chat.say("aadhaar, pan")
    assert await chat.say("Rina Das") == ["form_ask_referral_share"], "the channel knows the number"


async def test_a_request_is_kept_after_the_last_yes(chat: Chat, database: Database, library: Library) -> None:
    await to_the_question_of_consent(chat)
    assert await chat.say("yes") == ["form_ask_referral_confirm"]
    assert stored(database) == ([], []), "nothing before the last yes"
    assert await chat.say("send it") == ["referral_sent"]
    (row,), (agreed,) = stored(database)
    assert (row.phone, row.name, row.district, row.purpose, row.amount, row.documents) == (
        "+919830012345", "Rina Das", "malda", "tools", 200_000, ["aadhaar", "pan"],
    )  # fmt: skip
    assert (agreed.purpose, agreed.kind, agreed.version, agreed.channel, agreed.holder) == (
        "share_banks", "granted", library.content().notices["share_banks"].version, "whatsapp", chat.person,
    )  # fmt: skip
    assert chat.slots == NOTHING
    lines = chat.said[0]["values"]["missing"]
    assert lines[0]["key"] == "referral_get_ready" and len(lines) == 1 + 6


async def test_what_is_known_is_sealed_in_the_engine(chat: Chat) -> None:
    await to_the_question_of_consent(chat)
    assert isinstance(chat.slots["tool_known"], str) and "Rina" not in chat.slots["tool_known"]


async def test_a_refusal_is_kept_and_nothing_else(chat: Chat, database: Database) -> None:
    await to_the_question_of_consent(chat)
    assert await chat.say("no", "deny") == ["referral_refused"]
    rows, (refused,) = stored(database)
    assert (rows, refused.kind) == ([], "refused")
    assert chat.slots == NOTHING


async def test_giving_up_keeps_nothing(chat: Chat, database: Database) -> None:
    await to_the_question_of_consent(chat)
    assert await chat.leave() == ["form_cancelled"]
    assert stored(database) == ([], []) and chat.slots == NOTHING


async def test_the_same_again_says_so(chat: Chat, database: Database) -> None:
    for key in ("referral_sent", "referral_changed"):
        await chat.say("connect me to the bank for loan", "loan_help")
        await chat.say("a sewing machine, 2 lakh, Malda")
        await chat.say("all of these")
        if key == "referral_sent":
            await chat.say("Rina Das")
        await chat.say("yes")
        assert await chat.say("send it") == [key]
    assert len(stored(database)[0]) == 1
    assert chat.said[0]["values"]["missing"] == ""


async def test_who_has_two_under_way_is_told_at_once(chat: Chat, database: Database, clock: Any) -> None:
    with database.session() as session:
        for purpose in ("tools", "stock"):
            wanted = Request(purpose, None, "malda", (), "Rina Das", "+919830012345", "bn")
            referrals.create(session, chat.person, wanted, clock())
    assert await chat.say("connect me to the bank for loan", "loan_help") == ["referral_too_many"]
    assert chat.said[0]["values"] == {"count": 2} and chat.slots == NOTHING


async def test_an_old_button_of_the_summary_sends_nothing(chat: Chat, database: Database) -> None:
    button = {"tool": "referral", "tool_slot": "confirm", "tool_value": "confirm"}
    assert await chat.say("/use_tool", "use_tool", **button) == ["form_ask_referral_purpose"]
    assert stored(database) == ([], [])
