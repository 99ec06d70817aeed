"""Sessions that are moved, cancelled and held, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import Outgoing
from bot.db.models import AuditEvent, Enrolment, OutboxMessage, TimedTask, TrainingSession
from bot.db.session import Database
from bot.delivery import enqueue
from bot.services import timing
from bot.services.training import catalogue, enrolments, sessions
from bot.services.training.sessions import Change, Refused
from tests.contract.training_rows import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    SCHEDULE,
    course,
    enrol,
    people,
    person,
    programme,
    session,
    state,
    waiting_tasks,
)  # fmt: skip

STARTS = NOW + 7 * DAY


@pytest.fixture
def gst(database: Database) -> str:
    return course(database, programme(database)[1])


def move(database: Database, where: str, now: dt.datetime = NOW, **change: Any) -> catalogue.Upcoming:
    with database.session() as db:
        return sessions.move(db, where, Change(**change), "the hall is not free", "desk", SCHEDULE, now)


def cancel(database: Database, where: str, now: dt.datetime = NOW) -> None:
    with database.session() as db:
        sessions.cancel(db, where, "the trainer is ill", "desk", now, schedule=SCHEDULE)


def hold(database: Database, where: str, now: dt.datetime) -> catalogue.Upcoming | None:
    with database.session() as db:
        return sessions.hold(db, where, now, schedule=SCHEDULE)


def came(database: Database, who: str, where: str, at: dt.datetime, left: dt.datetime | None = None) -> None:
    with database.session() as db:
        row = db.scalars(select(Enrolment).where(Enrolment.contact_id == who, Enrolment.session_id == where)).one()
        row.came_at, row.left_at, row.came_by = at, left, "code"


def acts(database: Database) -> list[tuple[str, str, str]]:
    with database.session() as db:
        rows = select(AuditEvent).order_by(AuditEvent.id)
        return [(row.actor, row.act, row.about) for row in db.scalars(rows) if row.act.startswith("session_")]


# ---- Moving


def test_everybody_is_told_once_of_a_move_and_planned_anew(database: Database, gst: str) -> None:
    where = session(database, gst)
    there, (waits,) = people(database, 2), people(database, 1)
    ids = {who: enrol(database, who, where) for who in (*there, waits)}
    move(database, where, starts_at=STARTS + DAY)
    for who in there:
        assert waiting_tasks(database, subject=ids[who]) == {
            ("changed", "2.1"), ("days3", "2.1"), ("day1", "2.1"), ("hours2", "2.1"),
        }  # fmt: skip
    assert waiting_tasks(database, subject=ids[waits]) == {("changed", "2.1")}
    assert waiting_tasks(database, subject=where) == {("session_end", "2")}
    with database.session() as db:
        news = db.scalars(select(TimedTask).where(TimedTask.kind == "changed")).all()
        assert {(one.due_at, one.useful_until, one.group) for one in news} == {(NOW, STARTS + DAY, where)}
        moved = db.get_one(TrainingSession, where)
        assert (moved.version, moved.reason) == (2, "the hall is not free")
        assert (moved.starts_at, moved.ends_at) == (STARTS + DAY, STARTS + DAY + 3 * HOUR)
    assert acts(database) == [("desk", "session_move", where)]
    move(database, where, NOW + HOUR, place="Hall 2")
    assert {version for _, version in waiting_tasks(database, group=where)} == {"3", "3.1"}


def test_a_change_of_nothing_does_nothing(database: Database, gst: str) -> None:
    where = session(database, gst)
    mine = enrol(database, person(database), where)
    before = waiting_tasks(database, subject=mine)
    move(database, where)
    move(database, where, starts_at=STARTS, ends_at=STARTS + 3 * HOUR, place="Hall 1 ", mode="classroom")
    assert waiting_tasks(database, subject=mine) == before and acts(database) == []


def test_a_move_minutes_before_the_start_tells_at_once(database: Database, gst: str) -> None:
    where = session(database, gst)
    mine = enrol(database, person(database), where)
    now = STARTS - 5 * MINUTE
    move(database, where, now, place="Hall 2")
    with database.session() as db:
        news = db.scalars(select(TimedTask).where(TimedTask.subject == mine, TimedTask.kind == "changed")).one()
        assert (news.due_at, news.useful_until) == (now, STARTS)
    assert waiting_tasks(database, subject=mine) == {("changed", "2.1")}


def test_what_waits_to_be_sent_of_the_old_time_is_withdrawn(database: Database, gst: str) -> None:
    where, other, who = session(database, gst), person(database), person(database)
    elsewhere = session(database, course(database, programme(database)[1]))
    for one, of in ((who, where), (other, elsewhere)):
        enrol(database, one, of)
    with database.session() as db:
        for task in db.scalars(select(TimedTask).where(TimedTask.kind == "days3")).all():
            timing.settle(db, task, timing.DONE, NOW)
            whose = db.get_one(Enrolment, task.subject).contact_id
            enqueue.message(db, whose, Outgoing("soon", "bn"), f"timed:{task.id}", NOW, bulk=True)
    move(database, where, starts_at=STARTS + HOUR)
    with database.session() as db:
        assert {row.contact_id: row.status for row in db.scalars(select(OutboxMessage))} == {
            who: "withheld", other: "queued",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"starts_at": NOW - MINUTE}, "past"),
        ({"starts_at": NOW}, "past"),
        ({"ends_at": STARTS}, "both times"),
        ({"starts_at": STARTS + DAY, "ends_at": STARTS + DAY}, "both times"),
        ({"mode": "hybrid"}, "either classroom or online"),
        ({"place": " "}, "needs a place"),
        ({"place": "x" * 201}, "too long"),
        ({"mode": "online", "link": "http://meet.example/a"}, "https"),
        ({"mode": "online", "link": "meet.example/a"}, "https"),
        ({"mode": "online", "link": "https:///a"}, "https"),
        ({"link": "https://meet.example/" + "x" * 500}, "too long"),
    ],
)
def test_what_cannot_be_is_refused(database: Database, gst: str, change: dict[str, Any], says: str) -> None:
    where = session(database, gst)
    mine = enrol(database, person(database), where)
    before = waiting_tasks(database, subject=mine)
    with pytest.raises(Refused, match=says):
        move(database, where, **change)
    with database.session() as db:
        assert db.get_one(TrainingSession, where).version == 1
    assert waiting_tasks(database, subject=mine) == before


@pytest.mark.parametrize(("after", "status"), [(0 * MINUTE, "begun"), (1 * HOUR, "begun"), (5 * HOUR, "held")])
def test_what_has_begun_is_not_moved_or_cancelled(
    database: Database, gst: str, after: dt.timedelta, status: str
) -> None:
    where = session(database, gst)
    if status == "held":
        hold(database, where, STARTS + 4 * HOUR)
    with pytest.raises(Refused, match=status):
        move(database, where, STARTS + after, starts_at=STARTS + 9 * DAY)
    with pytest.raises(Refused, match=status):
        cancel(database, where, STARTS + after)
    with pytest.raises(Refused, match="no such session"):
        move(database, "nowhere", place="Hall 2")


def test_a_session_goes_online(database: Database, gst: str) -> None:
    where = session(database, gst)
    mine = enrol(database, person(database), where)
    move(database, where, mode="online", link="https://meet.example/abc")
    assert ("link", "2.1") in waiting_tasks(database, subject=mine)


def offered(database: Database, gst: str) -> tuple[str, str, str]:
    """A session of two with one who is offered the place of somebody who left, and one who waits."""
    where = session(database, gst)
    there, rest = people(database, 2), people(database, 2)
    first, _ = [enrol(database, who, where) for who in there]
    offer, waits = [enrol(database, who, where, NOW + number * MINUTE) for number, who in enumerate(rest)]
    with database.session() as db:
        enrolments.cancel(db, there[0], first, NOW + HOUR, schedule=SCHEDULE)
    return where, offer, waits


@pytest.mark.parametrize("told", ["planned", "queued", "sent"])
def test_an_offer_outlives_a_move(database: Database, gst: str, told: str) -> None:
    where, offer, waits = offered(database, gst)
    if told != "planned":
        with database.session() as db:
            task = db.scalars(select(TimedTask).where(TimedTask.subject == offer, TimedTask.kind == "offer")).one()
            timing.settle(db, task, timing.DONE, NOW + HOUR)
            whose = db.get_one(Enrolment, offer).contact_id
            number = enqueue.message(db, whose, Outgoing("a place", "bn"), f"timed:{task.id}", NOW)
            if told == "sent":
                db.get_one(OutboxMessage, number).status = "sent"
    move(database, where, NOW + 2 * HOUR, starts_at=STARTS + DAY)
    again = set() if told == "sent" else {("offer", "2.1")}
    assert waiting_tasks(database, subject=offer) == {("changed", "2.1"), ("offer_end", "2.1")} | again
    with database.session() as db:
        assert db.get_one(Enrolment, offer).offer_until == NOW + HOUR + DAY
        assert db.get_one(Enrolment, waits).status == "waiting"


@pytest.mark.parametrize(("hours", "status"), [(10, "offered"), (4, "offered"), (3, "waiting"), (1, "waiting")])
def test_an_offer_ends_three_hours_before_the_new_start(database: Database, gst: str, hours: int, status: str) -> None:
    where, offer, _ = offered(database, gst)
    now = NOW + 2 * HOUR
    move(database, where, now, starts_at=now + hours * HOUR)
    seats, _ = state(database, where)
    with database.session() as db:
        row = db.get_one(Enrolment, offer)
        assert (row.status, seats) == (status, 2 if status == "offered" else 1)
        assert row.offer_until == (now + (hours - 3) * HOUR if status == "offered" else None)


def test_who_waited_is_offered_a_place_when_a_move_leaves_time(database: Database, gst: str) -> None:
    where, offer, _ = offered(database, gst)
    now = NOW + 2 * HOUR
    move(database, where, now, starts_at=now + HOUR)
    assert state(database, where)[0] == 1
    move(database, where, now + MINUTE, starts_at=STARTS)
    with database.session() as db:
        assert db.get_one(Enrolment, offer).status == "offered"
    assert {("offer", "3.1"), ("changed", "3.1"), ("offer_end", "3.1")} == waiting_tasks(database, subject=offer)


# ---- Cancelling


def test_everybody_is_told_once_of_a_cancellation(database: Database, gst: str) -> None:
    where, offer, waits = offered(database, gst)
    who = person(database)
    gone = enrol(database, who, session(database, course(database, programme(database)[1])))
    cancel(database, where, NOW + 2 * HOUR)
    cancel(database, where, NOW + 3 * HOUR)
    seats, statuses = state(database, where)
    assert seats == 0 and set(statuses.values()) == {"cancelled"}
    assert {kind for kind, _ in waiting_tasks(database, group=where)} == {"cancelled"}
    with database.session() as db:
        told = db.scalars(select(TimedTask.subject).where(TimedTask.kind == "cancelled")).all()
        rows = db.scalars(select(Enrolment).where(Enrolment.reason == "session_cancelled")).all()
        assert sorted(told) == sorted(row.id for row in rows) and {offer, waits} <= set(told) and len(told) == 3
        assert db.get_one(TrainingSession, where).reason == "the trainer is ill"
    assert acts(database) == [("desk", "session_cancel", where)]
    assert len(waiting_tasks(database, subject=gone)) == 3  # another session's


# ---- Holding


def test_presence_and_what_follows(database: Database) -> None:
    tested = course(database, programme(database)[1], assessment="gst-basics")
    where = session(database, tested, capacity=5)
    whole, half, absent, offered_, late = people(database, 5)
    ids = {who: enrol(database, who, where) for who in (whole, half, absent, late)}
    came(database, whole, where, STARTS - 10 * MINUTE)
    came(database, half, where, STARTS, STARTS + 90 * MINUTE)
    came(database, late, where, STARTS + 18 * MINUTE)
    assert hold(database, where, STARTS + 3 * HOUR - MINUTE) is None
    assert hold(database, where, STARTS + 3 * HOUR) is not None
    assert hold(database, where, STARTS + 3 * HOUR) is None
    with database.session() as db:
        presence = {who: db.get_one(Enrolment, ids[who]).presence for who in ids}
        assert presence == {whole: 100, half: 50, absent: 0, late: 90}
    following = {
        ("feedback", "1.1"),
        ("feedback_again", "1.1"),
        ("post_test", "1.1"),
        ("late_test", "1.1"),
        ("late_again", "1.1"),
    }
    assert waiting_tasks(database, subject=ids[whole]) & following == following
    assert waiting_tasks(database, subject=ids[half]) & following == following
    assert not waiting_tasks(database, subject=ids[absent])
    assert offered_ not in state(database, where)[1]


def test_who_still_waits_at_the_end_waits_no_more(database: Database, gst: str) -> None:
    where, offer, waits = offered(database, gst)
    assert hold(database, where, STARTS + 3 * HOUR) is not None
    with database.session() as db:
        for one in (offer, waits):
            assert (db.get_one(Enrolment, one).status, db.get_one(Enrolment, one).reason) == (
                "cancelled",
                "session_over",
            )
    assert state(database, where)[0] == 1


def test_without_any_attendance_presence_is_unknown(database: Database, gst: str) -> None:
    where = session(database, gst)
    mine = enrol(database, person(database), where)
    hold(database, where, STARTS + 3 * HOUR)
    with database.session() as db:
        assert db.get_one(Enrolment, mine).presence is None
    assert not {kind for kind, _ in waiting_tasks(database, subject=mine)} & {"feedback", "certificate"}


def test_who_took_part_waits_for_no_other_session_of_the_course(database: Database, gst: str) -> None:
    where, (other, *_) = session(database, gst), [session(database, gst, STARTS + 2 * DAY, capacity=1)]
    who = person(database)
    enrol(database, person(database), other)
    waits, mine = enrol(database, who, other), enrol(database, who, where)
    came(database, who, where, STARTS)
    hold(database, where, STARTS + 3 * HOUR)
    with database.session() as db:
        row = db.get_one(Enrolment, waits)
        assert (row.status, row.reason) == ("cancelled", "took_part")
        assert db.get_one(Enrolment, mine).presence == 100
