"""Turns: in order for each person, side by side for different people, and never without an answer."""

from __future__ import annotations

import asyncio
import gc
import logging
import random
import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.channels.base import Inbound, Outgoing
from bot.conversation.engine import EngineFailure, Say
from bot.conversation.turns import Limits, Turns
from bot.db.models import Base, Contact, InboundMessage, OutboxMessage, Unanswered
from bot.db.session import Database
from bot.knowledge.library import Content
from bot.language import LanguageModel
from bot.services import gaps, ratings

SECRET = "ghoramara-secret"


class FakeEngine:
    """Says what it is told to; `gate` lets a test decide when."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, dict[str, Any]]] = []
        self.say: Callable[[str], list[Say]] = lambda message: [Say("greeting_again")]
        self.gate: Callable[[str, str], Awaitable[None]] | None = None

    async def turn(self, sender: str, message: str, metadata: dict[str, Any]) -> list[Say]:
        self.calls.append((sender, message, metadata))
        if self.gate is not None:
            await self.gate(sender, message)
        return self.say(message)


class FixedLibrary:
    def __init__(self, content: Content) -> None:
        self.now = content

    def content(self) -> Content:
        return self.now


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def library(content: Content) -> FixedLibrary:
    return FixedLibrary(content)


@pytest.fixture
def turns(database: Database, engine: Any, library: Any, model: LanguageModel, clock: Any) -> Turns:
    return Turns(database, engine, library, model, clock, Limits(text=200))


def message(external_id: str, body: str = "hello", sender: str = "p", kind: str = "text", **more: Any) -> Inbound:
    words = {"payload": body} if kind == "payload" else {"text": body}
    return Inbound("web", external_id, sender, kind, **words, **more)  # type: ignore[arg-type]


async def talk(turns: Turns, external_id: str, body: str = "hello", **more: Any) -> list[Outgoing]:
    return await turns.answer(await turns.accept(message(external_id, body, **more)))


def rows(database: Database, table: Any) -> list[Any]:
    with database.session() as session:
        return list(session.scalars(select(table).order_by(table.id)))


def everything(database: Database) -> str:
    """All that stands in any table."""
    with database.session() as session:
        return "\n".join(str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table)))


async def nothing() -> None:
    """Shows nobody that an answer is on its way."""


async def test_fifty_messages_of_five_people(turns: Turns, engine: FakeEngine, database: Database) -> None:
    random_ = random.Random(7)
    waiting: list[asyncio.Future[None]] = []
    arrived = asyncio.Event()
    inside: set[str] = set()
    together = 0

    async def gate(sender: str, _: str) -> None:
        nonlocal together
        assert sender not in inside, "two turns of one person at once"
        inside.add(sender)
        together = max(together, len(inside))
        future = asyncio.get_running_loop().create_future()
        waiting.append(future)
        arrived.set()
        await future
        inside.discard(sender)

    engine.gate = gate
    engine.say = lambda message: [Say("which_topic", {"aspect": None}), Say("greeting")]
    done: list[int] = []
    sent: dict[str, list[str]] = {}
    for number in range(50):
        person = f"person-{random_.randrange(5)}"
        body = f"question number {number}"
        accepted = await turns.accept(message(f"m{number}", body, person))
        sent.setdefault(accepted.contact_id, []).append(body)
        turns.begin(accepted.id, accepted.contact_id, lambda number=number: done.append(number), nothing)
    for _ in range(50):
        while not waiting:
            arrived.clear()
            await arrived.wait()
        for _ in range(random_.randrange(4)):
            await asyncio.sleep(0)
        waiting.pop(random_.randrange(len(waiting))).set_result(None)
    await turns.drain()
    assert together > 1
    assert sorted(done) == list(range(50))
    for contact, bodies in sent.items():
        assert [body for sender, body, _ in engine.calls if sender == contact] == bodies
    outbox = rows(database, OutboxMessage)
    assert len(outbox) == 100
    for contact in sent:
        replied = [row.in_reply_to for row in outbox if row.contact_id == contact]
        assert replied == sorted(replied)
    assert {row.status for row in rows(database, InboundMessage)} == {"done"}


async def test_different_people_do_not_wait_for_each_other(turns: Turns, engine: FakeEngine) -> None:
    hold = asyncio.Event()
    slow = await turns.accept(message("1", "slow", "a"))

    async def gate(sender: str, _: str) -> None:
        if sender == slow.contact_id:
            await hold.wait()

    engine.gate = gate
    waits = asyncio.create_task(turns.answer(slow))
    assert await talk(turns, "2", "quick", sender="b")
    assert not waits.done()
    hold.set()
    assert await waits


async def test_only_so_many_turns_at_once(
    database: Database, engine: FakeEngine, library: Any, model: LanguageModel, clock: Any
) -> None:
    turns = Turns(database, engine, library, model, clock, Limits(parallel=2))  # type: ignore[arg-type]
    inside, most = 0, 0
    full = asyncio.Event()

    async def gate(*_: str) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        if inside == 2:
            full.set()
        await full.wait()
        for _ in range(20):
            await asyncio.sleep(0)
        inside -= 1

    engine.gate = gate
    await asyncio.gather(*(talk(turns, str(number), sender=f"p{number}") for number in range(8)))
    assert most == 2


async def test_a_lock_lives_only_while_it_is_needed(turns: Turns) -> None:
    await asyncio.gather(*(talk(turns, str(number), sender=f"p{number % 3}") for number in range(9)))
    gc.collect()
    assert len(turns._order) == 0


async def test_the_same_message_again_gets_the_same_replies(
    turns: Turns, engine: FakeEngine, database: Database
) -> None:
    engine.say = lambda message: [Say("menu_schemes"), Say("greeting")]
    first = await talk(turns, "m1", "hello there")
    again = await talk(turns, "m1", "hello there")
    assert again == first
    assert len(first) == 2
    assert len(engine.calls) == 1
    assert len(rows(database, InboundMessage)) == 1
    assert rows(database, Contact)[0].turns == 1


async def test_the_same_message_at_once_waits_for_the_replies(turns: Turns, engine: FakeEngine) -> None:
    hold = asyncio.Event()
    engine.gate = lambda *_: hold.wait()  # type: ignore[assignment,return-value]
    both = [asyncio.create_task(talk(turns, "m1")) for _ in range(2)]
    while not engine.calls:
        await asyncio.sleep(0)
    hold.set()
    first, second = await asyncio.gather(*both)
    assert first == second != []
    assert len(engine.calls) == 1


@pytest.mark.parametrize(
    ("body", "language"), [("उद्यम रजिस्ट्रेशन कैसे करें", "hi"), ("পিএমইজিপি কী কাগজ লাগে", "bn"), ("12345", "bn")]
)
async def test_an_engine_failure_is_said_in_the_persons_language(
    turns: Turns, engine: FakeEngine, database: Database, body: str, language: str
) -> None:
    def fail(_: str) -> list[Say]:
        raise EngineFailure("an empty answer")

    engine.say = fail
    (reply,) = await talk(turns, "m1", body)
    assert (reply.text, reply.language) == (f"engine_down:  {language}", language)
    (row,) = rows(database, InboundMessage)
    assert (row.status, row.body) == ("failed", None)
    assert row.done_at is not None
    assert await talk(turns, "m1", body) == [reply]


async def test_a_failure_keeps_what_was_talked_about(turns: Turns, engine: FakeEngine, database: Database) -> None:
    engine.say = lambda message: [Say("answer", {"topic": "alpha", "aspect": "cost"})]
    await talk(turns, "m1")
    before = rows(database, Contact)[0].state

    def fail(_: str) -> list[Say]:
        raise EngineFailure("late")

    engine.say = fail
    await talk(turns, "m2")
    assert rows(database, Contact)[0].state == before


@pytest.mark.parametrize(
    "said", [[Say("no such key")], [Say("person_noted", {"date": "someday"})], [Say("language_changed")]]
)
async def test_what_cannot_be_composed_is_answered(
    turns: Turns, engine: FakeEngine, database: Database, caplog: pytest.LogCaptureFixture, said: list[Say]
) -> None:
    engine.say = lambda message: said
    (reply,) = await talk(turns, "m1", f"{SECRET} words to nobody")
    assert reply.text.startswith("internal_error")
    assert rows(database, InboundMessage)[0].status == "failed"
    assert "turn 1 failed" in caplog.text
    assert SECRET not in caplog.text


async def test_an_error_that_nobody_foresaw_is_answered(turns: Turns, engine: FakeEngine) -> None:
    def fail(_: str) -> list[Say]:
        raise ZeroDivisionError

    engine.say = fail
    (reply,) = await talk(turns, "m1")
    assert reply.text.startswith("internal_error")


@pytest.mark.parametrize(
    "state", [{"offered": 5}, {"offered": ["x"]}, {"topic": "gone", "last": [{}]}, {"asked": None}]
)
async def test_a_state_that_nobody_understands_does_not_silence_us(
    turns: Turns, engine: FakeEngine, database: Database, state: dict[str, Any]
) -> None:
    await talk(turns, "m1")
    with database.session() as session:
        session.scalars(select(Contact)).one().state = state
    engine.say = lambda message: [Say("repeat")]
    assert await talk(turns, "m2", "say it again please")


async def test_a_failing_store_is_logged_and_the_message_kept(
    turns: Turns, database: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = await turns.accept(message("m1"))

    def broken(*_: Any) -> None:
        raise OSError("disk full")

    done = []
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr("bot.conversation.inbox.finish", broken)
        turns.begin(accepted.id, accepted.contact_id, lambda: done.append(1), nothing)
        await turns.drain()
    assert done == [1]
    assert "was not worked off" in caplog.text
    assert rows(database, InboundMessage)[0].status == "new"
    assert await turns.answer(accepted)


@pytest.mark.parametrize(
    "said",
    [
        [Say("answer", {"topic": "alpha", "aspect": "cost"})],
        [Say("which_topic", {"aspect": "cost"})],
        [Say("ask_back", {"candidates": ["alpha", "beta"]})],
        [Say("no such key")],
    ],
)
async def test_words_of_a_person_are_in_no_table_after_the_turn(
    turns: Turns, engine: FakeEngine, database: Database, said: list[Say]
) -> None:
    accepted = await turns.accept(message("m1", f"my shop {SECRET} wants a loan"))
    assert SECRET in everything(database)
    engine.say = lambda message: said
    await turns.answer(accepted)
    assert SECRET not in everything(database)


@pytest.mark.parametrize(
    ("key", "kind"), [("unclear", "unclear"), ("decline", "declined"), ("search_choices", "choices")]
)
async def test_a_question_without_an_answer_is_kept_without_whose_it_was(
    turns: Turns, engine: FakeEngine, database: Database, key: str, kind: str
) -> None:
    accepted = await turns.accept(message("m1", "amar naam Rahim Sheikh, 9830012345, plywood er karkhana korbo"))
    engine.say = lambda message: [Say(key, {"candidates": ["alpha"]})]
    await turns.answer(accepted)
    (kept,) = await database.run(lambda session: gaps.since(session, None))
    assert (kept.kind, kept.register) == (kind, "bn_roman")
    assert "plywood er karkhana" in kept.text
    assert not {"rahim", "sheikh", "9830012345"} & set(re.findall(r"\w+", everything(database).lower()))
    assert "contact_id" not in Unanswered.__table__.columns


async def test_a_thumb_is_kept_with_the_wording(turns: Turns, engine: FakeEngine, database: Database) -> None:
    engine.say = lambda message: [Say("answer", {"topic": "alpha", "aspect": "cost"})]
    (reply,) = await talk(turns, "m1", "alpha cost")
    up, down = reply.rating
    for number, (kind, body, key) in enumerate(
        [("payload", up.payload, "rated_up"), ("text", "👎🏽", "rated_down"), ("text", "👍", "rated_up")]
    ):
        (thanks,) = await talk(turns, f"thumb{number}", body, kind=kind)
        assert thanks.text.startswith(key)
        if number < 2:  # the thanks themselves cannot be judged; the answer is shown again
            (reply,) = await talk(turns, f"again{number}", "alpha cost")
    (tally,) = await database.run(ratings.tallies)
    assert (tally.topic, tally.aspect, tally.up, tally.down) == ("alpha", "cost", 1, 0)
    assert down.payload.endswith(tally.version)


@pytest.mark.parametrize(
    ("kind", "body"), [("text", SECRET * 20), ("media", SECRET), ("edited", SECRET), ("payload", SECRET)]
)
async def test_words_that_were_not_understood_are_erased_too(
    turns: Turns, engine: FakeEngine, database: Database, kind: str, body: str
) -> None:
    assert await talk(turns, "m1", body, kind=kind)
    assert SECRET not in everything(database)
    assert engine.calls == []


@pytest.mark.parametrize(
    ("kind", "body", "reply"),
    [
        ("payload", "ask:gone:what", "stale_button"),
        ("payload", "ask:alpha:weather", "stale_button"),
        ("payload", "/restart", "unknown_payload"),
        ("payload", "", "unknown_payload"),
        ("media", "", "unsupported_media"),
        ("edited", "x", "edited_ignored"),
        ("empty", "", "empty"),
        ("text", "ঋণ চাই " * 40, "too_long: ২০০"),
    ],
)
async def test_what_the_gateway_answers_itself(
    turns: Turns, engine: FakeEngine, kind: str, body: str, reply: str
) -> None:
    (said,) = await talk(turns, "m1", body, kind=kind)
    assert said.text.startswith(reply)
    assert engine.calls == []


async def test_what_the_engine_is_told(turns: Turns, engine: FakeEngine) -> None:
    engine.say = lambda message: [Say("answer", {"topic": "alpha", "aspect": "cost"})]
    await talk(turns, "m1", "কত খরচ হবে ভাই")
    engine.say = lambda message: [Say("which_topic", {"aspect": "documents"})]
    await talk(turns, "m2", "ask:beta:cost", kind="payload")
    await talk(turns, "m3", "/restart")
    (sender, first, told), (_, second, told_then), (_, third, told_last) = engine.calls
    assert first == "কত খরচ হবে ভাই"
    assert (told["language"], told["topic"], told["pending_aspect"]) == ("bn", None, None)
    assert second == '/ask{"topic": "beta", "aspect": "cost"}'
    assert told_then["topic"] == "alpha"
    assert third == "restart"
    assert told_last["pending_aspect"] == "documents"
    assert len(sender) == 32  # an opaque id, not the channel's


async def test_a_topics_button_answers_the_aspect_that_waited_for_one(turns: Turns, engine: FakeEngine) -> None:
    engine.say = lambda message: [Say("which_topic", {"aspect": "documents"})]
    await talk(turns, "m1", "which papers do I need")
    engine.say = lambda message: [Say("answer", {"topic": "alpha", "aspect": "documents"})]
    await talk(turns, "m2", "ask:alpha", kind="payload")
    await talk(turns, "m3", "ask:beta", kind="payload")
    assert engine.calls[1][1] == '/ask{"topic": "alpha", "aspect": "documents"}'
    assert engine.calls[2][1] == '/ask{"topic": "beta", "aspect": "what"}'


async def test_start_takes_a_stop_back(turns: Turns, engine: FakeEngine, database: Database, clock: Any) -> None:
    await talk(turns, "m1", "/start")
    with database.session() as session:
        session.scalars(select(Contact)).one().stopped_at = clock()
    await talk(turns, "m2", "/start")
    assert [message for _, message, _ in engine.calls] == ["/greet"], "a stop and its end need no engine"
    assert rows(database, Contact)[0].stopped_at is None


async def test_the_first_greeting_introduces(turns: Turns) -> None:
    said = [(await talk(turns, str(number), "নমস্কার দাদা"))[0].text for number in range(2)]
    assert said == ["greeting:  bn", "greeting_again:  bn"]


async def test_language_is_learnt_and_a_chosen_one_stays(turns: Turns, database: Database) -> None:
    await talk(turns, "m1", "उद्यम रजिस्ट्रेशन कैसे करें")
    assert rows(database, Contact)[0].language == "hi"
    assert (await talk(turns, "m2", "ok"))[0].language == "hi"
    with database.session() as session:
        contact = session.scalars(select(Contact)).one()
        contact.language, contact.language_fixed = "en", True
    assert (await talk(turns, "m3", "পিএমইজিপি কী কাগজ লাগে"))[0].language == "en"
    assert rows(database, Contact)[0].language == "en"


async def test_replies_in_the_response_count_as_sent_others_wait(turns: Turns, database: Database, clock: Any) -> None:
    await talk(turns, "m1")
    accepted = await turns.accept(message("m2"))
    turns.begin(accepted.id, accepted.contact_id, lambda: None, nothing)
    await turns.drain()
    sent, queued = rows(database, OutboxMessage)
    assert (sent.status, sent.sent_at, sent.key) == ("sent", clock(), "reply:1:0")
    assert (queued.status, queued.sent_at, queued.next_attempt_at) == ("queued", None, clock())


async def test_someone_erased_meanwhile_is_left_alone(turns: Turns, engine: FakeEngine, database: Database) -> None:
    hold = asyncio.Event()
    engine.gate = lambda *_: hold.wait()  # type: ignore[assignment,return-value]
    under_way = asyncio.create_task(talk(turns, "m1"))
    while not engine.calls:
        await asyncio.sleep(0)
    with database.session() as session:
        session.execute(text("DELETE FROM contacts"))
    hold.set()
    await under_way
    assert rows(database, OutboxMessage) == rows(database, InboundMessage) == []


@pytest.fixture(autouse=True)
def no_lost_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A task whose error nobody looked at would show in asyncio's log."""
    yield
    assert "never retrieved" not in caplog.text


async def test_what_was_not_understood_is_looked_up_in_the_content(turns: Turns, engine: FakeEngine) -> None:
    engine.say = lambda message: [Say("unclear")]
    (reply,) = await talk(turns, "m1", "documents of alpha whatever")
    assert reply.text.startswith("search_choices")
    assert "ask:alpha" in [button.payload for button in reply.buttons]
    (reply,) = await talk(turns, "m2", "zzz qqq")
    assert reply.text.startswith("unclear")


async def test_a_later_page_of_a_menu_needs_no_engine(turns: Turns, engine: FakeEngine) -> None:
    (reply,) = await talk(turns, "m1", "menu:schemes:2", kind="payload")
    assert reply.text.startswith("menu_schemes")
    assert engine.calls == []
