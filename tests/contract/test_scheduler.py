"""Timed work over SQLite and over a real PostgreSQL: one at a time, each thing once, whatever crashes."""

from __future__ import annotations

import datetime as dt
import logging
import signal
import subprocess
import sys
import threading
from collections import Counter

import pytest
from sqlalchemy.orm import Session

from bot.channels.base import Outgoing
from bot.conversation.surroundings import Surroundings
from bot.db.models import TimedTask
from bot.db.session import Database
from bot.delivery import enqueue, outbox
from bot.scheduler import health, lease, nightly, ticker
from bot.services import timing
from bot.services.timing import Plan
from bot.settings import ROOT
from tests.contract.timed import around, held, queued, tasks, work
from tests.contract.training_rows import DAY, HOUR, MINUTE, NOW, person

SECOND = dt.timedelta(seconds=1)


def plan(database: Database, number: int = 1, kind: str = "say", **values: object) -> None:
    """Things that are due now."""
    given = {"due_at": NOW, **values}
    with database.session() as session:
        timing.plan(session, [Plan(kind, f"{n}", **given) for n in range(number)], NOW)  # type: ignore[arg-type]


def states(database: Database) -> Counter[tuple[str, str]]:
    return Counter((task.status, task.reason) for task in tasks(database))


class Says:
    """A handler that queues a message to one person, and fails where it is told to."""

    def __init__(self, contact: str, fails: tuple[str, ...] = ()) -> None:
        self.contact, self.fails = contact, fails

    def __call__(self, session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
        enqueue.message(session, self.contact, Outgoing("Hello", "en"), f"timed:{task.id}", now)
        if task.subject in self.fails:
            raise RuntimeError("a name that must not be logged")
        return ""


def tick(database: Database, says: Says, mine: lease.Held, now: dt.datetime, limit: int = 50) -> ticker.Batch:
    with database.session() as session:
        return ticker.batch(session, mine, around(), now, kinds={"say": says}, limit=limit)


# ---- The lease


def test_one_has_it_until_it_runs_out(database: Database) -> None:
    first = held(database, NOW, "one")
    with database.session() as session:
        assert lease.take(session, "two", NOW + 59 * SECOND) is None
        lease.renew(session, first, NOW + 30 * SECOND)
    with database.session() as session:
        assert lease.take(session, "two", NOW + 80 * SECOND) is None
        second = lease.take(session, "two", NOW + 90 * SECOND)
        assert second is not None and second.term == first.term + 1
    with database.session() as session, pytest.raises(lease.Lost):
        lease.renew(session, first, NOW + 91 * SECOND)


def test_one_that_was_given_back_is_free_at_once(database: Database) -> None:
    first = held(database, NOW, "one")
    with database.session() as session:
        lease.release(session, first, NOW + SECOND)
        assert lease.take(session, "two", NOW + SECOND) is not None
    with database.session() as session:
        lease.release(session, first, NOW + 2 * SECOND)  # not theirs any more: changes nothing
        assert lease.take(session, "three", NOW + 3 * SECOND) is None


def test_one_that_ran_out_and_nobody_took_goes_on(database: Database) -> None:
    first = held(database, NOW, "one")
    with database.session() as session:
        lease.renew(session, first, NOW + HOUR)
        assert lease.take(session, "two", NOW + HOUR + SECOND) is None


@pytest.mark.parametrize(("back", "free"), [(dt.timedelta(minutes=3), False), (HOUR, True)])
def test_a_lease_of_a_clock_that_was_wrong(database: Database, back: dt.timedelta, free: bool) -> None:
    """Its holder is gone and the clock was set back: nobody waits for an hour that never comes."""
    held(database, NOW, "one")
    with database.session() as session:
        assert (lease.take(session, "two", NOW - back) is not None) is free


def test_names_differ(database: Database) -> None:
    names = {lease.own_name() for _ in range(5)}
    assert len(names) == 5 and all(len(name) <= 64 and name.count(":") >= 2 for name in names)


# ---- Rows


def test_each_thing_is_done_once(database: Database) -> None:
    plan(database, 7)
    says, mine = Says(person(database)), held(database, NOW)
    assert [tick(database, says, mine, NOW, limit=3).done for _ in range(4)] == [3, 3, 1, 0]
    assert states(database) == {("done", ""): 7} and len(queued(database)) == 7


def test_nothing_is_there_after_a_kill_between_claim_and_commit(database: Database) -> None:
    plan(database, 3)
    says, mine = Says(person(database)), held(database, NOW)
    with pytest.raises(KeyboardInterrupt), database.session() as session:
        assert ticker.batch(session, mine, around(), NOW, kinds={"say": says}).done == 3
        raise KeyboardInterrupt  # the process dies before the commit
    assert states(database) == {("waiting", ""): 3} and queued(database) == []
    assert tick(database, says, mine, NOW).done == 3
    assert len(queued(database)) == 3


KILLED = """
import datetime as dt, os, signal, sys
from bot.channels.base import Outgoing
from bot.conversation.surroundings import Surroundings
from bot.db.session import Database
from bot.delivery import enqueue
from bot.knowledge.library import Content
from bot.scheduler import lease, ticker

url, contact, moment = sys.argv[1:]
now = dt.datetime.fromisoformat(moment)

def say(session, task, around, now):
    enqueue.message(session, contact, Outgoing("Hello", "en"), f"timed:{task.id}", now)
    return ""

with Database(url).session() as session:
    held = lease.take(session, "killed", now)
    assert ticker.batch(session, held, Surroundings(Content({}, {}, {})), now, kinds={"say": say}).done == 3
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_leaves_nothing_half_done(database: Database) -> None:
    plan(database, 3)
    contact = person(database)
    url = database.url.render_as_string(hide_password=False)
    ended = subprocess.run([sys.executable, "-c", KILLED, url, contact, NOW.isoformat()], cwd=ROOT, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert states(database) == {("waiting", ""): 3} and queued(database) == []
    with database.session() as session:
        assert lease.read(session) is None, "not even the lease"
    assert tick(database, Says(contact), held(database, NOW), NOW).done == 3
    assert len(queued(database)) == 3


def test_who_slept_writes_nothing_after_another_took_over(database: Database) -> None:
    plan(database, 2)
    says, sleeper = Says(person(database)), held(database, NOW, "one")
    awake = held(database, NOW + 2 * MINUTE, "two")
    assert tick(database, says, awake, NOW + 2 * MINUTE, limit=1).done == 1
    with pytest.raises(lease.Lost):
        tick(database, says, sleeper, NOW + 2 * MINUTE)
    assert states(database) == {("done", ""): 1, ("waiting", ""): 1} and len(queued(database)) == 1


def test_two_at_once(database: Database) -> None:
    """Both believe that they may: the rows of one batch are done by one of them alone."""
    plan(database, 40)
    says, mine = Says(person(database)), held(database, NOW)
    found: list[int] = []

    def one() -> None:
        for _ in range(10):
            found.append(tick(database, says, mine, NOW, limit=5).done)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sum(found) == 40 and states(database) == {("done", ""): 40}
    assert len({row.key for row in queued(database)}) == len(queued(database)) == 40


def test_one_that_fails_does_not_keep_the_others(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    plan(database, 3)
    says, mine = Says(person(database), fails=("1",)), held(database, NOW)
    caplog.set_level(logging.WARNING)
    now = NOW
    batch = tick(database, says, mine, now)
    assert (batch.done, batch.failed) == (2, 1)
    assert len(queued(database)) == 2, "what the failing one wrote is not there"
    waits = []
    while found := tasks(database, status="waiting"):
        waits.append(found[0].due_at - now)
        assert tick(database, says, mine, found[0].due_at - SECOND).rows == 0
        now = found[0].due_at
        assert tick(database, says, mine, now).failed == 1
    assert waits == [MINUTE, 5 * MINUTE, 30 * MINUTE, 3 * HOUR]
    assert states(database) == {("done", ""): 2, ("dropped", "failed"): 1}
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 4 + ["ERROR"]
    assert "is given up after 5 failures: RuntimeError in " in caplog.text and "a name" not in caplog.text


def test_one_that_cannot_help_any_more_is_not_tried_again(database: Database) -> None:
    plan(database, useful_until=NOW + SECOND)
    tick(database, Says(person(database), fails=("0",)), held(database, NOW), NOW)
    assert states(database) == {("dropped", "failed"): 1}


def test_a_kind_that_nobody_knows_fails(database: Database) -> None:
    plan(database, kind="of_a_newer_one")
    assert work(database, NOW).failed == 1 and states(database) == {("waiting", ""): 1}


def test_after_a_day_without_a_process_the_late_are_dropped_and_counted(database: Database) -> None:
    plan(database, 2, useful_until=NOW + DAY)
    plan(database, 5, useful_until=NOW + 2 * DAY, version="2")
    mine = held(database, NOW + DAY)
    batch = tick(database, Says(person(database)), mine, NOW + DAY)
    assert (batch.done, batch.dropped) == (5, 2)
    assert states(database) == {("done", ""): 5, ("dropped", "late"): 2}


def test_a_clock_that_goes_back_does_nothing_twice(database: Database) -> None:
    plan(database, 2)
    says, mine = Says(person(database)), held(database, NOW)
    assert tick(database, says, mine, NOW).done == 2
    plan(database, 2)  # the same again
    assert [tick(database, says, mine, NOW - step * HOUR).rows for step in (1, 0)] == [0, 0]
    assert len(queued(database)) == 2


def test_what_a_handler_before_cancelled_is_left_alone(database: Database) -> None:
    plan(database, 2)

    def cancels(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
        timing.cancel(session, now, subjects=[str(1 - int(task.subject))])
        return ""

    with database.session() as session:
        ticker.batch(session, held(database, NOW), around(), NOW, kinds={"say": cancels})
    assert states(database) == {("done", ""): 1, ("cancelled", ""): 1}


# ---- The outbox


@pytest.mark.parametrize("leased", [False, True])
def test_a_message_is_withdrawn_leased_or_not(database: Database, leased: bool) -> None:
    contact = person(database)
    with database.session() as session:
        for name in ("timed:1", "timed:2", "timed:3"):
            enqueue.message(session, contact, Outgoing("Hello", "en"), name, NOW, bulk=True)
    due = []
    if leased:
        with database.session() as session:
            due = outbox.claim(session, "telegram", outbox.BULK, 1, NOW, "sender-1")
    with database.session() as session:
        assert outbox.withdraw(session, ["timed:1", "timed:3", "timed:9"], "moved") == 2
        assert outbox.withdraw(session, ["timed:1"], "moved") == 0
        assert outbox.withdraw(session, [], "moved") == 0
    with database.session() as session:
        # Whoever holds one of them settles it no more.
        ended = [outbox.Outcome(one, "sent") for one in due]
        assert outbox.settle(session, ended, NOW, "sender-1") == []
    rows = {row.key: row for row in queued(database, None)}
    assert {key: row.status for key, row in rows.items()} == {
        "timed:1": "withheld", "timed:2": "queued", "timed:3": "withheld",
    }  # fmt: skip
    assert rows["timed:1"].error == "moved" and rows["timed:1"].leased_by is None


# ---- Health and the night


def test_health(database: Database) -> None:
    def fault(now: dt.datetime, since: dt.datetime = NOW) -> str | None:
        with database.session() as session:
            return health.fault(health.read(session, now), now, since)

    assert fault(NOW + 3 * MINUTE) is None
    assert fault(NOW + 4 * MINUTE) == "nobody has done timed work for 4 minutes"
    held(database, NOW + 4 * MINUTE)
    assert fault(NOW + 4 * MINUTE) is None
    assert fault(NOW + 5 * MINUTE + 3 * MINUTE) is None
    assert fault(NOW + 5 * MINUTE + 4 * MINUTE) == "nobody has done timed work for 4 minutes"
    plan(database, 3, due_at=NOW + 10 * MINUTE)
    held(database, NOW + 20 * MINUTE)
    assert fault(NOW + 20 * MINUTE) is None
    assert fault(NOW + 21 * MINUTE) == "timed work is 11 minutes behind (3 rows)"
    assert fault(NOW + 21 * MINUTE, since=NOW + 20 * MINUTE) is None, "it has just begun to catch up"


def test_the_night_that_was_missed(database: Database) -> None:
    def missed(now: dt.datetime) -> bool:
        with database.session() as session:
            return nightly.missed(session, now)

    assert not missed(NOW), "the first start of all"
    assert not missed(NOW + DAY) and missed(NOW + DAY + MINUTE)
    with database.session() as session:
        nightly.note(session, NOW + DAY + MINUTE)
    assert not missed(NOW + 2 * DAY)
    assert missed(NOW + 3 * DAY)
    # A note of a clock that was wrong counts as none.
    with database.session() as session:
        nightly.note(session, NOW + 90 * DAY)
    assert missed(NOW + 3 * DAY)
