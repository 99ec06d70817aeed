"""The loop that sends: each kind of failure has its consequence, and a person's replies stay in order."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.channels.base import (
    Button,
    Capabilities,
    ChannelDown,
    ContactStopped,
    Outgoing,
    Pace,
    Permanent,
    Retryable,
    SendError,
    Throttled,
)
from bot.channels.wire import to_json
from bot.db.models import Contact, OutboxMessage
from bot.db.session import Database
from bot.delivery import enqueue, recovery, states
from bot.delivery.prepare import Knowledge
from bot.delivery.sender import BATCH, MAX_ATTEMPTS, Sender, backoff
from bot.services import contacts


class FakeChannel:
    """Keeps what it sends; `faults` are met first, in order."""

    def __init__(self, name: str = "telegram", text: int = 1000, buttons: int = 10) -> None:
        self.name = name
        self.capabilities = Capabilities(text=text, buttons=buttons, button_title=64)
        self.pace = Pace(rate=10_000)
        self.sent: list[tuple[str, str]] = []
        self.faults: list[Exception | None] = []

    async def send(self, recipient: str, message: Outgoing, key: str = "") -> str:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        self.sent.append((recipient, message.text))
        return f"id-{len(self.sent)}"


class Post:
    """The outbox in the hands of a test."""

    def __init__(self, database: Database, clock: Any) -> None:
        self.database = database
        self.clock = clock
        self.number = 0

    def put(self, person: str, text: str, channel: str = "telegram", buttons: tuple[Button, ...] = ()) -> int:
        self.number += 1
        with self.database.session() as session:
            contact = contacts.find_or_create(session, channel, person, self.clock())
            row = OutboxMessage(
                key=f"k{self.number}", contact_id=contact.id, channel=channel,
                body=to_json(Outgoing(text, "bn", buttons)), status="queued", attempts=0,
                next_attempt_at=self.clock(), created_at=self.clock(),
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def row(self, row_id: int) -> OutboxMessage:
        with self.database.session() as session:
            return session.scalars(select(OutboxMessage).where(OutboxMessage.id == row_id)).one()

    def contact(self, person: str) -> Contact:
        with self.database.session() as session:
            return session.scalars(select(Contact).where(Contact.sender == person)).one()


@pytest.fixture
def channel() -> FakeChannel:
    return FakeChannel()


@pytest.fixture
def post(database: Database, clock: Any) -> Post:
    return Post(database, clock)


KNOWLEDGE = Knowledge(lambda session, people, purpose, topic: set(people), lambda *_: None)


class Started:
    """Makes senders that have taken their name; closes them at the end."""

    def __init__(self, database: Database, clock: Any, folder: Path) -> None:
        self.database, self.clock, self.folder = database, clock, folder
        self.made: list[Sender] = []

    async def __call__(self, *channels: FakeChannel, **options: Any) -> Sender:
        known: Any = {channel.name: channel for channel in channels}
        options.setdefault("knowledge", KNOWLEDGE)
        knowledge = options.pop("knowledge")
        sender = Sender(self.database, known, self.clock, self.folder, knowledge, **options)
        await sender.recover()
        self.made.append(sender)
        return sender


@pytest.fixture
def start(database: Database, clock: Any, tmp_path: Path) -> Iterator[Started]:
    started = Started(database, clock, tmp_path / "outbox")
    yield started
    for sender in started.made:
        sender.close()


@pytest.fixture
async def sender(start: Started, channel: FakeChannel) -> Sender:
    return await start(channel)


async def empty(sender: Sender) -> None:
    """Sends until nothing is due."""
    while await sender.once():
        pass


async def test_what_is_queued_is_sent(sender: Sender, channel: FakeChannel, post: Post, clock: Any) -> None:
    first, second = post.put("a", "one"), post.put("b", "two")
    assert await sender.once() == 2
    assert sorted(channel.sent) == [("a", "one"), ("b", "two")]
    row = post.row(first)
    assert (row.status, row.sent_at, row.leased_until, row.attempts, row.error) == ("sent", clock(), None, 1, None)
    assert {row.external_id, post.row(second).external_id} == {"id-1", "id-2"}
    assert await sender.once() == 0


async def test_it_is_shaped_for_the_channel(start: Started, post: Post) -> None:
    narrow = FakeChannel(text=60, buttons=0)
    row = post.put("a", "word " * 20, buttons=(Button("Menu", "menu"),))
    await (await start(narrow)).once()
    assert len(narrow.sent) > 1
    assert narrow.sent[-1][1].endswith("১. Menu")
    assert post.row(row).external_id == f"id-{len(narrow.sent)}"


async def test_a_persons_replies_keep_their_order(sender: Sender, channel: FakeChannel, post: Post) -> None:
    for number in range(5):
        post.put("a", f"{number}")
        post.put("b", f"{number}")
    await empty(sender)
    for person in ("a", "b"):
        assert [text for who, text in channel.sent if who == person] == list("01234")


async def test_the_order_is_kept_when_the_first_is_tried_again(
    sender: Sender, channel: FakeChannel, post: Post, clock: Any
) -> None:
    first, second = post.put("a", "first"), post.put("a", "second")
    channel.faults = [Retryable("502")]
    await empty(sender)
    assert channel.sent == []
    row = post.row(first)
    assert (row.status, row.attempts, row.error, row.leased_until) == ("queued", 1, "502", None)
    assert dt.timedelta(seconds=2) <= row.next_attempt_at - clock() <= dt.timedelta(seconds=2.4)
    assert post.row(second).attempts == 0
    post.put("b", "other")
    await empty(sender)
    assert channel.sent == [("b", "other")]
    clock.forward(2.5)
    await empty(sender)
    assert channel.sent[1:] == [("a", "first"), ("a", "second")]


async def test_people_in_retry_do_not_block_the_others(
    sender: Sender, channel: FakeChannel, post: Post, clock: Any
) -> None:
    many = BATCH * 5
    for number in range(many):
        post.put(f"p{number}", "x")
    channel.faults = [Retryable("502")] * many
    await empty(sender)
    assert channel.sent == []
    post.put("new", "hello")
    await empty(sender)
    assert channel.sent == [("new", "hello")]


async def test_backoff_grows_and_ends_dead(
    sender: Sender, channel: FakeChannel, post: Post, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    row, behind = post.put("a", "x"), post.put("a", "y")
    waits = []
    for _ in range(MAX_ATTEMPTS - 1):
        channel.faults = [Retryable("down")]
        await empty(sender)
        assert post.row(row).status == "queued"
        waits.append((post.row(row).next_attempt_at - clock()).total_seconds())
        clock.forward(waits[-1])
    assert waits == sorted(waits)
    assert waits[-1] > 60
    channel.faults = [Retryable("down")]
    await sender.once()
    assert (post.row(row).status, post.row(row).attempts, post.row(row).error) == ("dead", MAX_ATTEMPTS, "down")
    assert "given up" in caplog.text
    await empty(sender)
    assert post.row(behind).status == "sent"


@pytest.mark.parametrize(
    ("attempts", "least", "most"), [(1, 2, 2.4), (3, 8, 9.6), (8, 256, 307.2), (12, 600, 720), (900, 600, 720)]
)
def test_backoff(attempts: int, least: float, most: float) -> None:
    for _ in range(50):
        assert least <= backoff(attempts).total_seconds() <= most


async def test_throttled_pauses_the_whole_channel_and_costs_no_attempt(
    start: Started, channel: FakeChannel, post: Post, clock: Any
) -> None:
    other = FakeChannel("whatsapp")
    sender = await start(channel, other)
    row = post.put("a", "x")
    channel.faults = [Throttled(30)]
    await sender.once()
    later = post.put("b", "y")
    post.put("c", "z", "whatsapp")
    await empty(sender)
    assert (channel.sent, other.sent) == ([], [("c", "z")])
    assert (post.row(row).status, post.row(row).attempts) == ("queued", 0)
    assert post.row(row).next_attempt_at == clock() + dt.timedelta(seconds=30)
    clock.forward(29.9)
    assert await sender.once() == 0
    clock.forward(0.1)
    await empty(sender)
    assert sorted(channel.sent) == [("a", "x"), ("b", "y")]
    assert post.row(later).attempts == 1


async def test_of_two_pauses_the_longer_counts(sender: Sender, channel: FakeChannel, post: Post, clock: Any) -> None:
    post.put("a", "x")
    post.put("b", "y")
    channel.faults = [Throttled(60), Throttled(5)]
    await sender.once()
    post.put("c", "z")
    clock.forward(30)
    assert await sender.once() == 0
    clock.forward(30)
    await empty(sender)
    assert len(channel.sent) == 3


async def test_being_throttled_for_hours_does_not_kill_a_message(
    sender: Sender, channel: FakeChannel, post: Post, clock: Any
) -> None:
    row = post.put("a", "x")
    for _ in range(MAX_ATTEMPTS * 2):
        channel.faults = [Throttled(10)]
        await sender.once()
        clock.forward(10)
    await sender.once()
    assert post.row(row).status == "sent"


async def test_a_person_who_stopped_gets_nothing_more(
    sender: Sender, channel: FakeChannel, post: Post, clock: Any
) -> None:
    mine = [post.put("a", str(number)) for number in range(3)]
    other = post.put("b", "hello")
    channel.faults = [ContactStopped("blocked")]
    await empty(sender)
    assert {post.row(row).status for row in mine} == {"dead"}
    assert all((post.row(row).error or "").startswith("contact stopped") for row in mine)
    assert post.row(other).status == "sent"
    assert channel.sent == [("b", "hello")]
    assert post.contact("a").unreachable_at == clock()
    assert post.contact("b").unreachable_at is None


async def test_a_message_that_is_refused_is_not_tried_again(
    sender: Sender, channel: FakeChannel, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    row, behind = post.put("a", "x"), post.put("a", "y")
    channel.faults = [Permanent("too long " * 50)]
    await empty(sender)
    assert (post.row(row).status, post.row(row).attempts) == ("dead", 1)
    assert len(post.row(row).error or "") == 200
    assert post.row(behind).status == "sent"
    assert "given up" in caplog.text


async def test_a_channel_that_is_down_is_left_alone(
    database: Database, start: Started, channel: FakeChannel, post: Post, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    other = FakeChannel("whatsapp")
    sender = await start(channel, other)
    row = post.put("a", "x")
    channel.faults = [ChannelDown("wrong token")]
    with caplog.at_level(logging.CRITICAL):
        await sender.once()
    assert "does not accept us" in caplog.text
    post.put("b", "y", "whatsapp")
    clock.forward(10_000)
    await empty(sender)
    assert (channel.sent, other.sent) == ([], [("b", "y")])
    assert (post.row(row).status, post.row(row).attempts) == ("queued", 0)
    # When the channel works again, it goes on.
    await database.run(states.up, "telegram")
    await sender.once()
    assert channel.sent == [("a", "x")]


@pytest.mark.parametrize("fault", [ValueError("?"), SendError("of no known kind"), TimeoutError()])
async def test_what_nobody_foresaw_is_tried_again(
    sender: Sender, channel: FakeChannel, post: Post, clock: Any, fault: Exception
) -> None:
    row = post.put("a", "x")
    channel.faults = [fault]
    await sender.once()
    assert (post.row(row).status, post.row(row).attempts) == ("queued", 1)
    clock.forward(3)
    await sender.once()
    assert post.row(row).status == "sent"


async def test_a_row_that_cannot_be_read_dies_and_holds_up_nobody(sender: Sender, post: Post) -> None:
    row, other = post.put("a", "x"), post.put("b", "y")
    with post.database.session() as session:
        session.get_one(OutboxMessage, row).body = {"no": "text"}
    await empty(sender)
    assert (post.row(row).status, post.row(row).error) == ("dead", "its text is gone")
    assert post.row(other).status == "sent"


async def test_the_loop_is_woken_and_survives_errors(
    database: Database, clock: Any, channel: FakeChannel, post: Post, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    failures = [RuntimeError("database is locked")]

    def take(*arguments: Any) -> Any:
        if failures:
            raise failures.pop()
        return set(arguments[1])

    known: Any = {"telegram": channel}
    sender = Sender(database, known, clock, tmp_path / "loop", Knowledge(take, lambda *_: None), idle=0.01)
    loop = asyncio.create_task(sender.run())
    with database.session() as session:
        contact = contacts.find_or_create(session, "telegram", "a", clock())
        row = enqueue.message(session, contact.id, Outgoing("x", "bn"), "k", clock())
    sender.wake()
    assert row is not None
    async with asyncio.timeout(20):
        while post.row(row).status != "sent":
            await asyncio.sleep(0.01)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop
    assert channel.sent == [("a", "x")]
    assert "sending failed" in caplog.text


async def test_a_database_that_fails_at_the_start_does_not_end_the_sender(
    database: Database, clock: Any, channel: FakeChannel, post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when receipts lock the rows that are recovered, or the database comes up later than we."""
    known: Any = {"telegram": channel}
    sender = Sender(database, known, clock, tmp_path / "start", KNOWLEDGE, idle=0.01)
    failures, real = [OperationalError("SELECT", {}, Exception("deadlock detected"))], recovery.recover

    def recover(*arguments: Any) -> None:
        if failures:
            raise failures.pop()
        real(*arguments)

    monkeypatch.setattr(recovery, "recover", recover)
    row = post.put("a", "x")
    loop = asyncio.create_task(sender.run())
    async with asyncio.timeout(20):
        while post.row(row).status != "sent":
            await asyncio.sleep(0.01)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop
