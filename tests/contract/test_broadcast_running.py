"""Broadcasts through the real sender, over SQLite and PostgreSQL: begin, pause, resume, stop, crash, retry, end. The
counts are held against the rows and against what the channel got."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.broadcasts import approval, drafts, record, running
from bot.broadcasts.drafts import Broadcast, NotNow, UnknownBroadcast
from bot.broadcasts.running import Progress
from bot.channels.base import Capabilities, ContactStopped, Outgoing, Pace, Permanent, Receipt
from bot.db.models import AuditEvent, Campaign, Contact, MarketingCount, OutboxMessage
from bot.db.models import Broadcast as Row
from bot.db.session import Database
from bot.delivery import outbox, receipts
from bot.delivery.outbox import BULK
from bot.delivery.prepare import Knowledge
from bot.delivery.sender import Sender
from bot.services import contacts, preferences, templates
from bot.services.officers import Forbidden, Officer
from bot.services.privacy import erase
from tests.contract.broadcast_world import DAY, NOW, TERMS, draft, handed_in, official, person
from tests.contract.timed import SetClock, content, work

MINUTE = dt.timedelta(minutes=1)
STATES = ("queued", "paused", "sent", "dead", "withheld", "expired", "unknown")


class StandIn:
    """A channel that keeps what it gets. `faults`: by recipient; `slow`: seconds for each message."""

    def __init__(self, name: str = "telegram", slow: float = 0.0) -> None:
        self.name = name
        self.capabilities = Capabilities(text=1000, buttons=3, button_title=64)
        self.pace = Pace(rate=10_000)
        self.got: list[tuple[str, str]] = []
        self.faults: dict[str, Exception] = {}
        self.slow = slow

    async def send(self, recipient: str, message: Outgoing, key: str = "") -> str:
        if self.slow:
            await asyncio.sleep(self.slow)
        if recipient in self.faults:
            raise self.faults[recipient]
        self.got.append((recipient, message.text))
        return f"{self.name}-{len(self.got)}"


class Service:
    """A database with officials, and senders over a stand-in."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.clock = SetClock(NOW)
        self.channel = StandIn()
        self.senders: list[Sender] = []
        with database.session() as session:
            self.author, self.second = official(session, "Author"), official(session, "Second")

    def people(self, number: int, **values: Any) -> list[str]:
        with self.database.session() as session:
            return [person(session, f"p{each}", **values) for each in range(number)]

    def begun(self, number: int = 0, **changed: Any) -> str:
        """A broadcast that has just begun, to so many people; its id."""
        self.people(number)
        with self.database.session() as session:
            made = handed_in(session, self.author, self.clock(), **changed)
            if made.status == record.WAITING:
                approval.approve(session, self.second, made.id, made.version, self.clock())
        assert work(self.database, self.clock()).done == 1
        return made.id

    async def sender(self, knowledge: Knowledge | None = None) -> Sender:
        channels: Any = {self.channel.name: self.channel}
        asked = knowledge or Knowledge(preferences.wants, templates.usable)
        made = Sender(self.database, channels, self.clock, self.folder / str(len(self.senders)), asked, idle=0.02)
        await made.recover()
        self.senders.append(made)
        return made

    async def send(self) -> None:
        """Everything that may go now."""
        sender = await self.sender()
        while await sender.once():
            pass
        sender.close()

    def act(self, what: Any, broadcast_id: str, officer: Officer | None = None) -> Any:
        with self.database.session() as session:
            return what(session, officer or self.author, broadcast_id, self.clock())

    def progress(self, broadcast_id: str) -> Progress:
        with self.database.session() as session:
            found = running.progress(session, self.author, broadcast_id)
            campaign = session.get_one(Row, broadcast_id).campaign_id
            rows = session.execute(select(OutboxMessage.status).where(OutboxMessage.campaign_id == campaign)).scalars()
            kept = Counter(rows)
        shown = {state: getattr(found, "failed" if state == "dead" else state) for state in STATES}
        assert {state: number for state, number in shown.items() if number} == dict(kept), "the counts are wrong"
        assert sum(found.by_reason.values()) == found.failed + found.withheld + found.expired + found.unknown
        return found

    def one(self, broadcast_id: str) -> Broadcast:
        with self.database.session() as session:
            return drafts.one(session, self.author, broadcast_id)

    def tend(self) -> int:
        with self.database.session() as session:
            return running.tend(session, self.clock())


@pytest.fixture
def service(database: Database, tmp_path: Path) -> Iterator[Service]:
    made = Service(database, tmp_path)
    yield made
    for sender in made.senders:
        sender.close()


async def test_from_the_beginning_to_the_end(service: Service) -> None:
    broadcast = service.begun(5)
    with service.database.session() as session:
        person(session, "later")
        session.execute(update(Contact).where(Contact.sender == "p1").values(language="hi"))
    assert service.one(broadcast).recipients == 5 and service.progress(broadcast).queued == 5
    assert service.tend() == 0
    service.channel.faults = {"p2": Permanent("no"), "p3": ContactStopped("blocked")}
    with service.database.session() as session:
        fourth = session.scalars(select(Contact.id).where(Contact.sender == "p4")).one()
        preferences.set(session, fourth, "announcements", False, NOW)
    await service.send()
    found = service.progress(broadcast)
    assert (found.sent, found.failed, found.withheld, found.queued) == (2, 2, 1, 0)
    assert found.by_reason == {"refused": 1, "contact_stopped": 1, "not_wanted": 1}
    assert {name: text.split()[0] for name, text in service.channel.got} == {"p0": "৫", "p1": "5"}
    assert (service.tend(), service.tend()) == (1, 0)
    assert service.one(broadcast).status == record.DONE and service.one(broadcast).finished_at == NOW
    with service.database.session() as session:
        row = session.scalars(select(OutboxMessage).where(OutboxMessage.status == "sent").limit(1)).one()
        receipts.take(session, "telegram", Receipt(str(row.external_id), "read", NOW), NOW)
    assert (service.progress(broadcast).delivered, service.progress(broadcast).read) == (1, 1)


def test_a_beginning_happens_once(service: Service) -> None:
    broadcast = service.begun(3)
    with service.database.session() as session:
        again = running.begin(session, broadcast, content(), NOW + MINUTE)
        assert again is not None and again.started_at == NOW
        assert running.begin(session, "nothing", content(), NOW) is None
        assert len(session.scalars(select(Campaign)).all()) == 1
    assert service.progress(broadcast).queued == 3


async def test_a_pause_holds_everything_back_and_a_resume_lets_it_go(service: Service) -> None:
    broadcast = service.begun(6)
    with service.database.session() as session:
        leased = outbox.claim(session, "telegram", BULK, 2, NOW, "another")
    found = service.act(running.pause, broadcast)
    assert (found.paused, found.queued, found.status) == (4, 2, record.PAUSED)
    with service.database.session() as session:  # what a sender held just then comes back
        outbox.settle(session, [outbox.Outcome(one, "queued", at=NOW) for one in leased], NOW, "another")
    service.clock.passes(MINUTE)
    await service.send()
    assert service.channel.got == []
    assert service.tend() == 0
    assert service.progress(broadcast).paused == 6
    with pytest.raises(NotNow):
        service.act(running.pause, broadcast)
    assert service.act(running.resume, broadcast).queued == 6
    service.clock.passes(2 * MINUTE)
    await service.send()
    assert len(service.channel.got) == 6 and service.progress(broadcast).sent == 6
    assert service.tend() == 1


async def test_a_stop_is_for_good(service: Service) -> None:
    broadcast = service.begun(4)
    service.act(running.pause, broadcast)
    found = service.act(running.stop, broadcast)
    assert (found.withheld, found.queued, found.paused, found.by_reason) == (4, 0, 0, {"stopped": 4})
    await service.send()
    assert service.channel.got == [] and service.tend() == 0
    assert service.one(broadcast).status == record.STOPPED
    for act in (running.pause, running.resume, running.stop):
        with pytest.raises(NotNow, match="status"):
            service.act(act, broadcast)


@pytest.mark.parametrize("end", ["resume", "stop"])
async def test_a_sender_that_works_meanwhile(service: Service, end: str) -> None:
    """Pause and resume while messages go out: everybody gets one at most, and nothing once it is stopped."""
    broadcast = service.begun(200)
    service.channel.slow = 0.002
    service.channel.pace = Pace(rate=100)
    sender = await service.sender()
    loop = asyncio.create_task(sender.run())
    database = service.database

    async def act(what: Any) -> Progress:
        done: Progress = await database.run(what, service.author, broadcast, service.clock())
        return done

    async def until(number: int) -> None:
        async with asyncio.timeout(30):
            while len(service.channel.got) < number:
                await asyncio.sleep(0.005)

    await until(20)
    await act(running.pause)
    await asyncio.sleep(1.2)  # what it holds just then still goes: no more than a second's worth
    held_back = len(service.channel.got)
    await asyncio.sleep(0.4)
    assert len(service.channel.got) == held_back < 200
    await act(running.resume)
    await until(held_back + 20)
    await act(running.stop if end == "stop" else running.pause)
    if end == "resume":
        await act(running.resume)
        service.clock.passes(2 * MINUTE)
        await until(200)
    await asyncio.sleep(1.2)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop
    service.clock.passes(2 * MINUTE)
    await service.send()
    got = Counter(name for name, _ in service.channel.got)
    found = service.progress(broadcast)
    assert set(got.values()) == {1} and found.sent == len(got)
    assert found.sent + found.withheld == 200 and (found.withheld > 0) == (end == "stop")


async def test_what_was_in_doubt_before_a_pause_is_not_sent_twice(service: Service) -> None:
    """A sender dies with messages under way; the pause comes before anybody has looked at them."""
    broadcast = service.begun(4)
    with service.database.session() as session:
        outbox.claim(session, "telegram", BULK, 2, NOW, "dead one")
    service.act(running.pause, broadcast)
    service.clock.passes(2 * outbox.LEASE)
    await service.send()
    assert service.tend() == 0
    service.act(running.resume, broadcast)
    service.clock.passes(2 * MINUTE)
    await service.send()
    found = service.progress(broadcast)
    assert (found.sent, found.unknown, found.by_reason) == (2, 2, {"crash": 2})
    assert len(service.channel.got) == 2


async def test_a_receipt_while_it_is_paused_counts(service: Service) -> None:
    broadcast = service.begun(1)
    with service.database.session() as session:
        (due,) = outbox.claim(session, "telegram", BULK, 1, NOW, "one")
        outbox.settle(session, [outbox.Outcome(due, "queued", at=NOW, doubt=True)], NOW, "one")
    service.act(running.pause, broadcast)
    with service.database.session() as session:
        receipts.take(session, "telegram", Receipt("x", "delivered", NOW, key=receipts.key_of(due.id)), NOW)
    found = service.progress(broadcast)
    assert (found.sent, found.delivered, found.paused) == (1, 1, 0)


def test_who_is_erased_or_leaves_while_it_is_paused(service: Service) -> None:
    ids = service.people(3)
    broadcast = service.begun()
    service.act(running.pause, broadcast)
    with service.database.session() as session:
        erase.contact(session, ids[0], NOW)
        contacts.stop(session, ids[1], NOW)
        outbox.dead_for_contact(session, ids[1], "contact stopped: gone")
    found = service.progress(broadcast)
    assert (found.paused, found.failed) == (1, 1)


async def test_the_daily_limit_makes_people_wait_for_tomorrow(service: Service) -> None:
    ids = service.people(2)
    with service.database.session() as session:
        session.add(MarketingCount(contact_id=ids[0], day=NOW.date(), count=2))
    broadcast = service.begun()
    await service.send()
    assert (service.progress(broadcast).sent, service.progress(broadcast).queued) == (1, 1)
    assert service.tend() == 0
    service.clock.passes(DAY)
    await service.send()
    assert service.progress(broadcast).sent == 2 and service.tend() == 1


async def test_failed_ones_are_repeated_once(service: Service) -> None:
    broadcast = service.begun(6)
    with pytest.raises(NotNow, match="status"):
        retry(service, broadcast)
    service.channel.faults = {f"p{number}": Permanent("no") for number in range(4)}
    await service.send()
    service.tend()
    again = retry(service, broadcast)
    assert (again.status, again.retry_of, again.estimate["total"]) == (record.WAITING, broadcast, 4)
    with pytest.raises(NotNow, match="retried"):
        retry(service, broadcast)
    with service.database.session() as session, pytest.raises(NotNow, match="own"):
        approval.approve(session, service.author, again.id, again.version, NOW)
    with service.database.session() as session:
        approval.approve(session, service.second, again.id, again.version, NOW)
    service.channel.faults = {}
    assert work(service.database, service.clock()).done == 1
    await service.send()
    service.tend()
    assert (service.progress(again.id).sent, service.one(again.id).status) == (4, record.DONE)
    assert Counter(name for name, _ in service.channel.got) == {f"p{number}": 1 for number in range(6)}
    with pytest.raises(NotNow, match="none"):
        retry(service, again.id)


async def test_few_failed_ones_need_no_second_official(service: Service) -> None:
    broadcast = service.begun(4)
    service.channel.faults = {"p0": Permanent("no")}
    await service.send()
    service.tend()
    assert retry(service, broadcast).status == record.APPROVED
    assert work(service.database, service.clock()).done == 1


def retry(service: Service, broadcast: str) -> Broadcast:
    with service.database.session() as session:
        return running.retry_failed(session, service.author, broadcast, 2, service.clock())


def waiting(service: Service, **how: Any) -> Broadcast:
    with service.database.session() as session:
        made = drafts.create(session, service.author, draft(), NOW)
        return approval.submit(session, service.author, content(), made.id, made.version, TERMS, NOW, **how)


def test_a_segment_that_has_grown_needs_a_second_official(service: Service) -> None:
    service.people(2)
    made = waiting(service, when=NOW + DAY)
    assert made.status == record.APPROVED
    with service.database.session() as session:
        person(session, "one more")
    assert work(service.database, NOW + DAY).dropped == 1
    found = service.one(made.id)
    assert (found.status, found.decision, found.campaign_id) == (record.WAITING, "grown", None)


def test_what_is_a_day_late_goes_back(service: Service) -> None:
    service.people(1)
    made = waiting(service, when=NOW + DAY)
    assert work(service.database, NOW + 3 * DAY).dropped == 1
    assert (service.one(made.id).status, service.one(made.id).decision) == (record.DRAFT, "late")


def test_the_same_that_slipped_through_does_not_begin_twice(service: Service) -> None:
    service.people(1)
    first, second = waiting(service), waiting(service, again=True)
    with service.database.session() as session:
        session.execute(update(Row).where(Row.id == second.id).values(again=False))
    assert (work(service.database, NOW)).rows == 2
    assert [service.one(one.id).status for one in (first, second)] == [record.SENDING, record.DRAFT]
    assert service.one(second.id).decision == "double"


def test_what_was_taken_back_does_not_begin(service: Service) -> None:
    service.people(1)
    made = waiting(service, when=NOW + DAY)
    with service.database.session() as session:
        approval.withdraw(session, service.author, made.id, made.version, NOW)
    assert work(service.database, NOW + DAY).rows == 0
    with service.database.session() as session:
        assert running.begin(session, made.id, content(), NOW + DAY) is None


def test_only_officials_of_the_districts_run_it(service: Service) -> None:
    broadcast = service.begun(3)
    with service.database.session() as session:
        other = official(session, "Other", districts=("nadia",))
        auditor = official(session, "Auditor", "auditor", ())
    for act in (running.pause, running.resume, running.stop):
        with pytest.raises(UnknownBroadcast):
            service.act(act, broadcast, other)
        with pytest.raises(Forbidden):
            service.act(act, broadcast, auditor)
    with service.database.session() as session:
        with pytest.raises(UnknownBroadcast):
            running.progress(session, other, broadcast)
        assert running.progress(session, auditor, broadcast).queued == 3
        with pytest.raises(UnknownBroadcast):
            running.retry_failed(session, other, broadcast, 9, NOW)


def test_every_act_is_written_down(service: Service) -> None:
    broadcast = service.begun(3)
    for act in (running.pause, running.resume, running.stop):
        service.act(act, broadcast, replace(service.second, address="10.0.0.9"))
    with service.database.session() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.about == broadcast).order_by(AuditEvent.id)).all()
        assert [(row.actor, row.act) for row in rows[2:]] == [
            ("Second", "broadcast_approve"), ("scheduler", "broadcast_begin"), ("Second", "broadcast_pause"),
            ("Second", "broadcast_resume"), ("Second", "broadcast_stop"),
        ]  # fmt: skip
        assert rows[-1].address == "10.0.0.9"
