"""From a push channel into the conversation."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import Inbound
from bot.conversation import inbox
from bot.conversation.engine import Say
from bot.conversation.intake import Intake
from bot.conversation.turns import Limits, Turns
from bot.db.models import Contact, InboundMessage, OutboxMessage
from bot.db.session import Database
from bot.knowledge.library import Content
from bot.language import LanguageModel


class Service:
    """All that intake needs, played by one object: engine, library, channel, sender and limiter."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.heard: list[str] = []
        self.shown: list[str] = []
        self.woken = 0
        self.waits: list[float] = []
        self.asked: list[str] = []

    async def turn(self, sender: str, message: str, metadata: dict[str, Any]) -> list[Say]:
        self.heard.append(message)
        return [Say("greeting_again")]

    def content(self) -> Content:
        return self._content

    async def working(self, recipient: str, external_id: str) -> None:
        self.shown.append(recipient)

    def wake(self) -> None:
        self.woken += 1

    def take(self, key: str) -> float:
        self.asked.append(key)
        return self.waits.pop(0) if self.waits else 0.0


@pytest.fixture
def service(content: Content) -> Service:
    return Service(content)


@pytest.fixture
def turns(database: Database, service: Any, model: LanguageModel, clock: Any) -> Turns:
    return Turns(database, service, service, model, clock, Limits())


@pytest.fixture
def intake(turns: Turns, service: Any, database: Database, clock: Any) -> Intake:
    return Intake(turns, service, {"telegram": service}, service, database, service, clock, "hi")


def message(number: int, text: str = "hello there", sender: str = "42", **more: Any) -> Inbound:
    return Inbound("telegram", str(number), sender, "text", text, **more)


def rows(database: Database, table: Any) -> list[Any]:
    with database.session() as session:
        return list(session.scalars(select(table).order_by(table.id)))


async def test_a_message_is_stored_answered_and_the_sender_woken(
    intake: Intake, turns: Turns, service: Service, database: Database
) -> None:
    receive = intake.receiver("telegram")
    await receive(message(1, "one"))
    assert len(rows(database, InboundMessage)) == 1  # stored before it is acknowledged
    await receive(message(2, "two"))
    await turns.drain()
    assert service.heard == ["one", "two"]
    assert service.woken == 2
    assert set(service.shown) <= {"42"}
    assert [row.status for row in rows(database, OutboxMessage)] == ["queued", "queued"]
    assert service.asked == ["telegram:42"] * 2


async def test_the_same_message_again_is_only_acknowledged(intake: Intake, turns: Turns, service: Service) -> None:
    receive = intake.receiver("telegram")
    await receive(message(1))
    await turns.drain()
    await receive(message(1))
    await turns.drain()
    assert len(service.heard) == 1


async def test_who_writes_too_fast_is_told_once(
    intake: Intake, turns: Turns, service: Service, database: Database
) -> None:
    receive = intake.receiver("telegram")
    service.waits = [0, 11.2, 10, 9, 0, 5]
    for number in range(6):
        await receive(message(number, "নমস্কার দাদা কেমন আছেন"))
        await turns.drain()
    warnings = [row.body["text"] for row in rows(database, OutboxMessage) if row.key.startswith("slow:")]
    assert warnings == ["rate_limited: ১২ bn", "rate_limited: ৫ bn"]
    assert [row.external_id for row in rows(database, InboundMessage)] == ["0", "4"]
    assert len(service.heard) == 2


async def test_a_stranger_who_writes_too_fast_is_told_in_the_services_language(
    intake: Intake, service: Service, database: Database
) -> None:
    service.waits = [3]
    await intake.receiver("telegram")(message(1))
    (warning,) = rows(database, OutboxMessage)
    assert warning.body["text"] == "rate_limited: 3 hi"
    assert service.woken == 1
    assert rows(database, InboundMessage) == []


async def test_one_who_is_slowed_down_does_not_slow_the_others(
    intake: Intake, turns: Turns, service: Service, database: Database
) -> None:
    receive = intake.receiver("telegram")
    service.waits = [5, 0, 5]
    for number, sender in enumerate(("a", "b", "c")):
        await receive(message(number, sender=sender))
    await turns.drain()
    assert len(service.heard) == 1
    assert len([row for row in rows(database, OutboxMessage) if row.key.startswith("slow:")]) == 2


async def test_what_a_crash_left_is_worked_off_in_order(
    intake: Intake, turns: Turns, service: Service, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(4):
        await turns.accept(message(number, f"question {number}"))
    await turns.accept(Inbound("web", "w", "x", "text", "not ours"))
    with caplog.at_level(logging.WARNING):
        await intake.resume()
    await turns.drain()
    assert service.heard == [f"question {number}" for number in range(4)]
    assert service.woken == 4
    assert "4 messages from before the restart" in caplog.text
    await intake.resume()
    await turns.drain()
    assert len(service.heard) == 4


async def test_words_that_nobody_came_back_for_are_erased_in_the_end(
    turns: Turns, database: Database, clock: Any, service: Service
) -> None:
    old = await turns.accept(Inbound("web", "old", "x", "text", "forgotten words"))
    clock.forward(3600)
    fresh = await turns.accept(Inbound("web", "fresh", "x", "text", "fresh words"))
    before = clock()
    clock.forward(60)
    assert await database.run(inbox.forget_abandoned, before, clock()) == 1
    assert await database.run(inbox.forget_abandoned, before, clock()) == 0
    first, second = rows(database, InboundMessage)
    assert (first.id, first.status, first.body) == (old.id, "failed", None)
    assert (second.id, second.status, second.body) == (fresh.id, "new", "fresh words")


async def test_the_language_of_the_app_is_a_hint(intake: Intake, turns: Turns, database: Database) -> None:
    receive = intake.receiver("telegram")
    for number, hint in enumerate(("hi", "en", None)):
        await receive(message(number, "1", sender=f"p{number}", language_hint=hint))
    await turns.drain()
    assert {contact.sender: contact.language for contact in rows(database, Contact)} == {
        "p0": "hi",
        "p1": None,
        "p2": None,
    }
