"""The judge of the simulated programme: what it takes for due, and each fault that it has to find."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from benchmarks.programme import run
from benchmarks.programme.history import History, Place, Session
from bot.channels.base import Outgoing
from bot.db.models import OutboxMessage, TimedTask
from bot.db.session import Database
from bot.delivery import enqueue
from bot.services import contacts

BEGIN = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)
START = dt.datetime(2026, 12, 1, 4, 30, tzinfo=dt.UTC)  # 10:00 in India
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)
FOUR = {("days3", "e", "1.1"), ("day1", "e", "1.1"), ("hours2", "e", "1.1"), ("link", "e", "1.1")}


def lived(start: dt.datetime = START, mode: str = "online") -> History:
    """Somebody enrolled; the scheduler works every 5 minutes."""
    history = History()
    history.saw_session("s", Session(BEGIN, 1, start, "planned", mode))
    history.saw("e", "s", Place(BEGIN + HOUR, "enrolled", 1))
    history.worked = [BEGIN + n * 5 * MINUTE for n in range(12 * 24 * 12)]
    return history


def test_four_reminders_of_an_online_session_and_three_of_another_one() -> None:
    assert lived().due() == FOUR
    assert lived(mode="classroom").due() == FOUR - {("link", "e", "1.1")}


def test_what_is_past_at_enrolment_is_not_due_but_the_link_is() -> None:
    history = lived()
    history.places["e"] = [Place(START - 5 * HOUR, "enrolled", 1)]
    assert {kind for kind, _, _ in history.due()} == {"hours2", "link"}
    history.places["e"] = [Place(START - 5 * MINUTE, "enrolled", 1)]
    assert {kind for kind, _, _ in history.due()} == {"link"}


def test_a_move_brings_the_news_and_reminders_of_the_new_time_only() -> None:
    history = lived()
    moved = START + 2 * DAY
    history.saw_session("s", Session(START - 2 * DAY, 2, moved, "planned", "online"))
    assert history.due() == {
        ("days3", "e", "1.1"), ("changed", "e", "2.1"), ("days3", "e", "2.1"), ("day1", "e", "2.1"),
        ("hours2", "e", "2.1"), ("link", "e", "2.1"),
    }  # fmt: skip


def test_a_cancelled_session_brings_the_news_and_nothing_more() -> None:
    history = lived()
    at = START - 2 * DAY
    history.saw_session("s", Session(at, 1, START, "cancelled", "online"))
    history.saw("e", "s", Place(at, "cancelled", 1))
    assert history.due() == {("days3", "e", "1.1"), ("cancelled", "e", "1.1")}


def test_a_scheduler_that_was_off_sends_what_still_helps() -> None:
    history = lived()
    off = START - 80 * HOUR
    history.worked = [one for one in history.worked if one < off or one > off + 26 * HOUR]
    assert history.due() == FOUR
    history.worked = [one for one in history.worked if one < off or one > off + 51 * HOUR]
    assert history.due() == FOUR - {("days3", "e", "1.1")}


def test_what_would_come_at_night_comes_in_the_morning() -> None:
    history = lived(START - HOUR)  # 9:00, so that two hours before is 7:00
    assert ("hours2", "e", "1.1") in history.due()
    history.worked = [one for one in history.worked if not START - 3 * HOUR <= one < START - 3 * HOUR + 29 * MINUTE]
    assert ("hours2", "e", "1.1") in history.due(), "nothing was due before 8:00"


def sent(database: Database, *tasks: tuple[str, str, str]) -> dict[str, int]:
    """As the stand-in counts: each of these once, at its time."""
    when = {"days3": START - 3 * DAY, "day1": START - DAY, "hours2": START - 2 * HOUR, "link": START - 15 * MINUTE}
    found = {}
    with database.session() as db:
        who = contacts.find_or_create(db, "echoing", "p1", BEGIN).id
        for kind, subject, version in tasks:
            task = TimedTask(kind=kind, subject=subject, version=version, due_at=BEGIN, created_at=BEGIN)
            db.add(task)
            db.flush()
            key = f"timed:{task.id}"
            enqueue.message(db, who, Outgoing("?", "en"), key, BEGIN, purpose="service")
            row = db.query(OutboxMessage).filter_by(key=key).one()
            found[f"o{row.id} p1 {when[kind].isoformat()}"] = 1
    return found


def test_nothing_is_wrong(database: Database) -> None:
    verdict = run.judged(database, lived(), sent(database, *FOUR))
    assert (verdict.faults, verdict.messages, verdict.due) == (0, 4, 4)


def _twice(arrived: dict[str, int], history: History) -> None:
    arrived[next(iter(arrived))] = 2


def _twice_at_other_times(arrived: dict[str, int], history: History) -> None:
    key, who, _ = next(iter(arrived)).split(" ")
    arrived[f"{key} {who} {(START - MINUTE).isoformat()}"] = 1


def _lost(arrived: dict[str, int], history: History) -> None:
    arrived.popitem()


def _stranger(arrived: dict[str, int], history: History) -> None:
    line, _ = arrived.popitem()
    arrived[line.replace(" p1 ", " p2 ")] = 1


def _night(arrived: dict[str, int], history: History) -> None:
    line = next(one for one in arrived if (START - 2 * HOUR).isoformat() in one)
    del arrived[line]
    arrived[line.replace((START - 2 * HOUR).isoformat(), (START - 3 * HOUR).isoformat())] = 1


def _cancelled(arrived: dict[str, int], history: History) -> None:
    history.saw_session("s", Session(START - 3 * HOUR, 1, START, "cancelled", "online"))


def _moved(arrived: dict[str, int], history: History) -> None:
    history.saw_session("s", Session(START - 3 * HOUR, 2, START + DAY, "planned", "online"))


@pytest.mark.parametrize(
    ("spoil", "faults"),
    [
        (_twice, {"doubled"}), (_twice_at_other_times, {"doubled"}), (_lost, {"missing"}),
        (_stranger, {"strangers", "missing"}), (_night, {"at_night"}),
        (_cancelled, {"of_cancelled", "unexpected", "missing"}), (_moved, {"of_old_time", "unexpected", "missing"}),
    ],
)  # fmt: skip
def test_each_fault_is_found(database: Database, spoil: Any, faults: set[str]) -> None:
    arrived, history = sent(database, *FOUR), lived()
    spoil(arrived, history)
    verdict = run.judged(database, history, arrived)
    assert {name for name in run.FAULTS if getattr(verdict, name)} == faults


def test_the_table_says_what_was_wrong() -> None:
    found: dict[str, Any] = {
        "people": 3000, "sessions": 60, "days": 120, "killed": {"scheduler": 25, "sender": 25}, "messages": 20_000,
        "seconds": 300.0, "became": {"done": 20_000, "dropped: late": 12}, **dict.fromkeys(run.FAULTS, 0),
    }  # fmt: skip
    good, dropped = run.rows({"SQLite": found})
    assert good.met is True and "3,000 people, 60 sessions" in good.what and "50 kills" in good.what
    assert dropped.measured == "12 dropped: late"
    for fault, words in run.FAULTS.items():
        (bad, _) = run.rows({"SQLite": found | {fault: 1}})
        assert bad.met is False and f"1 {words}" in bad.measured
