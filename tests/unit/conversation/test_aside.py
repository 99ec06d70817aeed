"""While an official has a conversation the bot is silent, what is written is for the official, and STOP still works."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from bot.channels.base import Inbound, Outgoing
from bot.channels.wire import to_json
from bot.conversation import inbox
from bot.conversation.turns import Limits, Turns
from bot.db.models import Contact, HandoverMessage, HandoverWish, OutboxMessage
from bot.db.session import Database
from bot.delivery import enqueue
from bot.knowledge.library import Content
from bot.language import LanguageModel
from bot.services import contacts, handover, preferences


class NoEngine:
    """An engine that is never asked."""

    async def turn(self, sender: str, message: str, metadata: dict[str, Any]) -> Any:
        raise AssertionError(f"asked: {message}")


class FixedLibrary:
    def __init__(self, content: Content) -> None:
        self.now = content

    def content(self) -> Content:
        return self.now


@pytest.fixture
def turns(database: Database, content: Content, model: LanguageModel, clock: Any) -> Turns:
    return Turns(database, NoEngine(), FixedLibrary(content), model, clock, Limits(text=50))  # type: ignore[arg-type]


@pytest.fixture
def taken(database: Database, clock: Any) -> str:
    """A contact whose conversation an official has."""
    with database.session() as session:
        person = contacts.find_or_create(session, "web", "p", clock()).id
        session.execute(
            update(Contact).values(language="bn", state={"offered": [["মেনু", "menu"], ["PMEGP", "ask:alpha"]]})
        )
        handover.wish(session, person, None, "bn", clock())
        session.execute(update(HandoverWish).values(status="taken", official="a", taken_at=clock(), active_at=clock()))
    return person


async def talk(turns: Turns, number: int, body: str, kind: str = "text") -> list[Outgoing]:
    words = {"payload": body} if kind == "payload" else {"text": body}
    inbound = Inbound("web", f"m{number}", "p", kind, **words)  # type: ignore[arg-type]
    return await turns.answer(await turns.accept(inbound))


def heard(database: Database) -> list[str | None]:
    with database.session() as session:
        return list(session.scalars(select(HandoverMessage.body).order_by(HandoverMessage.id)))


@pytest.mark.parametrize(
    ("kind", "body", "kept"),
    [
        ("text", "লোনটা আটকে আছে", "লোনটা আটকে আছে"),
        ("text", "1", "1"),
        ("text", "/menu", "/menu"),
        ("text", "x" * 60, "x" * 50),
        ("text", "🙏", "🙏"),
        ("payload", "ask:alpha", "PMEGP"),
        ("payload", "ask:gone", "[ask:gone]"),
        ("payload", "greet", "[greet]"),
        ("edited", "new words", "new words"),
        ("contact", "+919800000000", "+919800000000"),
        ("location", "22.572,88.363", "[location]"),
        ("media", "", "[media]"),
        ("empty", "", "[empty]"),
    ],
)
async def test_the_official_reads_it_and_the_engine_is_not_asked(
    turns: Turns, database: Database, taken: str, kind: str, body: str, kept: str
) -> None:
    replies = await talk(turns, 1, body, kind)
    assert heard(database) == [kept]
    (reply,) = replies
    assert reply.text.split(":")[0] == ("unsupported_media" if kind == "media" else "handover_passed_on")


async def test_on_a_channel_that_pushes_the_bot_says_nothing(turns: Turns, database: Database, taken: str) -> None:
    accepted = await turns.accept(Inbound("web", "m1", "p", "text", "শুনছেন?"))

    async def typing() -> None:
        """Nothing to show."""

    turns.begin(accepted.id, accepted.contact_id, lambda: None, typing)
    await turns.drain()
    assert heard(database) == ["শুনছেন?"]
    with database.session() as session:
        assert session.scalars(select(OutboxMessage)).all() == []


@pytest.mark.parametrize(
    ("typed", "kind"), [("STOP", "text"), ("বন্ধ করুন", "text"), ("stop", "payload"), ("/stop", "text")]
)
async def test_a_stop_is_heard_by_the_bot(turns: Turns, database: Database, taken: str, typed: str, kind: str) -> None:
    (reply,) = await talk(turns, 1, typed, kind)
    assert reply.text.startswith("stopped")
    with database.session() as session:
        assert session.get_one(Contact, taken).stopped_at is not None
        assert handover.taken(session, taken) is not None, "who wants nothing unasked still talks to the official"
    assert heard(database) == []


async def test_a_start_is_heard_by_the_bot(turns: Turns, database: Database, taken: str) -> None:
    (reply,) = await talk(turns, 1, "START")
    assert reply.text.startswith("all_on")
    with database.session() as session:
        now = preferences.overview(session, taken)
    assert now is not None and all(now.on.values())


@pytest.mark.parametrize(
    ("typed", "kind"), [("bot", "text"), ("BOT!", "text"), ("বট", "text"), ("bot bn", "text"), ("bot", "payload")]
)
async def test_the_person_takes_the_bot_back(
    turns: Turns, database: Database, taken: str, typed: str, kind: str
) -> None:
    (reply,) = await talk(turns, 1, typed, kind)  # "bot bn" is the title of the button in this content
    assert reply.text.startswith("handover_left")
    with database.session() as session:
        assert handover.taken(session, taken) is None
    (again,) = await talk(turns, 2, "bot", "payload")
    assert again.text.startswith("bot_here")


async def test_what_waits_goes_with_the_next_reply_once_and_again_for_a_repeated_message(
    turns: Turns, database: Database, taken: str, clock: Any
) -> None:
    with database.session() as session:
        enqueue.message(session, taken, Outgoing("answer", "bn"), "handover:x:say:1", clock(), purpose="reply")
        enqueue.message(session, taken, Outgoing("late", "bn"), "note", clock(), purpose="reply", expires_at=clock())
    first = await talk(turns, 1, "ok")
    assert [one.text.split(":")[0] for one in first] == ["answer", "handover_passed_on"]
    assert sorted(one.text for one in await talk(turns, 1, "ok")) == sorted(one.text for one in first)
    assert [one.text.split(":")[0] for one in await talk(turns, 2, "ok")] == ["handover_passed_on"]


async def test_an_answer_owed_after_a_template_comes_with_the_next_message(
    turns: Turns, database: Database, taken: str, clock: Any
) -> None:
    with database.session() as session:
        enqueue.message(session, taken, Outgoing("owed", "bn"), "handover:x:call:1", clock(), purpose="reply")
        session.execute(update(OutboxMessage).values(status="sent", body=to_json(Outgoing("owed", "bn"))))
    clock.forward(25 * 3600)
    assert [one.text.split(":")[0] for one in await talk(turns, 1, "হ্যাঁ")] == ["owed", "handover_passed_on"]
    clock.forward(25 * 3600)
    assert [one.text.split(":")[0] for one in await talk(turns, 2, "হ্যাঁ")] == ["handover_passed_on"]


async def test_nothing_is_owed_to_somebody_without_hand_over(turns: Turns, database: Database, clock: Any) -> None:
    accepted = await turns.accept(Inbound("web", "m1", "q", "payload", payload="prefs"))
    (page,) = await turns.answer(accepted)
    assert page.text.startswith("settings")
    assert [button.payload for button in page.buttons][:3] == [
        "pref:service:off", "pref:reminders:on", "pref:announcements:on",
    ]  # fmt: skip
    with database.session() as session:
        assert inbox.load(session, accepted.id) is None
