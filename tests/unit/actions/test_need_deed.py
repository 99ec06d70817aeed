"""The tool `need` as the engine's action server runs it: nothing is kept before the yes, and nothing is in the open."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from bot.db.models import Contact, Need
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import needs, numbers
from bot.settings import get_settings
from rasa_project.actions.tool import AskTool, CancelTool, StartTool, ToolResult, ValidateToolForm
from tests.unit.actions.test_tool import NOTHING, Conversation

SAID = "3 jon rajmistri chai English Bazar e Monday theke, 2 bochorer obhiggota"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(get_settings().content_dir)


class Employer(Conversation):
    """Known to the database by the id that the tracker has."""

    async def say(self, text: str, intent: str = "nlu_fallback") -> list[dict[str, Any]]:
        said = await self.run(ValidateToolForm, text, intent)
        return [*said, *await self.run(ToolResult if self.slots["tool_done"] else AskTool)]

    async def press(self, slot: str, value: str) -> list[dict[str, Any]]:
        await self.run(StartTool, "/use_tool", "use_tool", tool="need", tool_slot=slot, tool_value=value)
        said = await self.run(ValidateToolForm, "/use_tool", "use_tool", tool="need", tool_slot=slot, tool_value=value)
        return [*said, *await self.run(ToolResult if self.slots["tool_done"] else AskTool)]


@pytest.fixture
def employer(database: Database, clock: Any, library: Library) -> Employer:
    with database.session() as session:
        session.add(
            Contact(id="me", channel="whatsapp", sender="919831198311", created_at=clock(), seen_at=clock(), state={})
        )
    return Employer(database, clock, library)


def kept(database: Database) -> list[Need]:
    with database.session() as session:
        return list(session.scalars(select(Need)))


async def begin(employer: Employer) -> None:
    await employer.run(StartTool, SAID, "post_need")
    await employer.say(SAID, "post_need")


async def test_from_the_wish_to_the_number(employer: Employer, database: Database) -> None:
    await begin(employer)
    assert isinstance(employer.slots["tool_known"], str), "sealed"
    (asked,) = await employer.say("Roy Construction")
    assert (asked["key"], asked["values"].get("phone")) == ("form_ask_need_phone_own", "9831198311")
    (asked,) = await employer.say("hya", "affirm")
    assert asked["key"] == "form_ask_need_identity"
    (summary,) = await employer.say("nei")
    assert summary["key"] == "form_ask_need_confirm" and kept(database) == []
    (done,) = await employer.say("hya", "affirm")
    (need,) = kept(database)
    assert done["key"] == "need_posted" and done["values"]["number"] == numbers.shown(need.number)
    assert [act["payload"] for act in done["values"]["acts"]] == ["set:need:again:state"]
    assert (need.trade, need.count, need.district, need.place, need.months, need.phone, need.status) == (
        "mason", 3, "malda", "English Bazar", 24, "+919831198311", "unverified",
    )  # fmt: skip
    assert employer.slots == NOTHING


async def test_giving_up_keeps_nothing(employer: Employer, database: Database) -> None:
    await begin(employer)
    (said,) = await employer.run(CancelTool)
    assert said["key"] == "form_cancelled" and kept(database) == [] and employer.slots == NOTHING


async def test_what_became_of_it_and_its_end(employer: Employer, database: Database, clock: Any) -> None:
    with database.session() as session:
        posting = needs.Posting("mason", 2, "malda", "Roy Construction", "+919831198311")
        need = needs.post(session, posting, "me", "bn", clock())
    assert need is not None
    await employer.run(StartTool, "amar lok chaoyar ki holo", "post_need")
    (asked,) = await employer.say("amar lok chaoyar ki holo", "post_need")
    assert asked["key"] == "form_ask_need_again"
    (told,) = await employer.say("ki holo", "ask")
    assert told["key"] == "need_state_unverified" and "Roy" not in str(told["values"])
    close = told["values"]["acts"][0]["payload"].split(":")
    (ended,) = await employer.press(close[2], close[3])
    assert ended["key"] == "need_filled"
    assert [one.status for one in kept(database)] == ["filled"]
    (again,) = await employer.press(close[2], close[3])
    assert again["key"] == "need_gone"


async def test_too_many(employer: Employer, database: Database, clock: Any) -> None:
    with database.session() as session:
        for _ in range(needs.MOST_ALIVE):
            needs.post(session, needs.Posting("mason", 1, "malda", "Roy", "+919831198311"), "me", "bn", clock())
    await begin(employer)
    await employer.say("Roy Construction")
    await employer.say("hya", "affirm")
    await employer.say("nei")
    (told,) = await employer.say("hya", "affirm")
    assert (told["key"], told["values"]["count"]) == ("need_too_many", needs.MOST_ALIVE)
