"""Who was there, over SQLite and over a real PostgreSQL: the code, the list, presence, late and early."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.db.models import Agency, AuditEvent, Course, Enrolment, Trainer, TrainingSession
from bot.db.session import Database
from bot.services.officers import Officer
from bot.services.training import attendance, enrolments, sessions
from bot.services.training.attendance import CheckIn, presence
from bot.services.training.catalogue import Refused, Upcoming, get
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
    trainer,
    waiting_tasks,
)  # fmt: skip

STARTS = NOW + 7 * DAY
MALDA = Officer("a" * 32, "Mita Das", frozenset({"malda"}), frozenset({"training"}))
NADIA = Officer("b" * 32, "Amit Pal", frozenset({"nadia"}), frozenset({"training"}))


@pytest.fixture
def gst(database: Database) -> str:
    return course(database, programme(database)[1])


def code(database: Database, where: str, now: dt.datetime) -> str:
    with database.session() as db:
        upcoming = get(db, where)
        assert upcoming is not None
        return attendance.code(upcoming, now).digits


def wrong(database: Database, now: dt.datetime) -> str:
    """Six digits that no session shows."""
    with database.session() as db:
        shown = {
            code(database, one, at) for one in db.scalars(select(TrainingSession.id)) for at in (now, now - MINUTE)
        }
    return next(f"{number:06d}" for number in range(1000) if f"{number:06d}" not in shown)


def check_in(database: Database, who: str, typed: str, now: dt.datetime, agreed: bool = False) -> CheckIn:
    with database.session() as db:
        return attendance.check_in(db, who, typed, now, schedule=SCHEDULE, agreed=agreed)


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (-31 * MINUTE, "too_early"),
        (-30 * MINUTE, "here"),
        (0 * MINUTE, "here"),
        (15 * MINUTE, "here"),
        (16 * MINUTE, "late"),
        (180 * MINUTE, "late"),
        (181 * MINUTE, "over"),
    ],
)
def test_the_code_in_its_time(database: Database, gst: str, after: dt.timedelta, kind: str) -> None:
    who, where, now = person(database), session(database, gst), STARTS + after
    mine = enrol(database, who, where)
    done = check_in(database, who, f"code {code(database, where, now)}", now)
    assert done.kind == kind and done.mine is not None and done.mine.enrolment.id == mine
    with database.session() as db:
        row = db.get_one(Enrolment, mine)
        there = kind in ("here", "late")
        assert (row.came_at, row.came_by) == ((now, "code") if there else (None, None))


def test_twice_is_once_and_the_way_back_counts(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst)
    mine = enrol(database, who, where)
    assert check_in(database, who, code(database, where, STARTS), STARTS).kind == "here"
    with database.session() as db:
        left = attendance.leave(db, who, STARTS + HOUR)
        assert left is not None and left.enrolment.left_at == STARTS + HOUR
    now = STARTS + 2 * HOUR
    assert check_in(database, who, code(database, where, now), now).kind == "back"
    with database.session() as db:
        row = db.get_one(Enrolment, mine)
        assert (row.came_at, row.left_at) == (STARTS, None)


def test_who_is_in_no_session_cannot_leave_one(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst)
    enrol(database, who, where)
    with database.session() as db:
        assert attendance.leave(db, who, STARTS + HOUR) is None
    check_in(database, who, code(database, where, STARTS), STARTS)
    with database.session() as db:
        assert attendance.leave(db, who, STARTS + 3 * HOUR) is None
        assert attendance.leave(db, person(database), STARTS + HOUR) is None


def test_an_old_code_and_that_of_a_cancelled_session_are_wrong(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst)
    enrol(database, who, where)
    old = code(database, where, STARTS - 3 * MINUTE)
    if old not in (code(database, where, STARTS), code(database, where, STARTS - MINUTE)):
        assert check_in(database, who, old, STARTS).kind == "wrong_code"
    with database.session() as db:
        sessions.cancel(db, where, "ill", "desk", NOW, schedule=SCHEDULE)
    assert check_in(database, who, code(database, where, STARTS), STARTS).kind == "wrong_code"


def test_wrong_codes_are_limited(database: Database, gst: str) -> None:
    who, other, where = person(database), person(database), session(database, gst, capacity=5)
    for one in (who, other):
        enrol(database, one, where)
    typed = wrong(database, STARTS)
    for number in range(10):
        assert check_in(database, who, typed, STARTS + number * MINUTE / 60) == CheckIn("wrong_code")
        assert check_in(database, who, "I am here", STARTS) == CheckIn("wrong_code")  # no code: does not count
    now = STARTS + MINUTE
    assert check_in(database, who, code(database, where, now), now) == CheckIn("wrong_code", blocked=True)
    assert check_in(database, other, code(database, where, now), now).kind == "here"
    now = STARTS + 10 * MINUTE
    assert check_in(database, who, code(database, where, now), now).kind == "here"


@pytest.mark.parametrize("before", ["nothing", "cancelled", "waiting"])
def test_who_comes_without_a_place_gets_one_while_there_is_one(database: Database, gst: str, before: str) -> None:
    who, where = person(database), session(database, gst, capacity=1)
    there = person(database)
    first = enrol(database, there, where) if before == "waiting" else ""
    mine = enrol(database, who, where) if before != "nothing" else ""
    with database.session() as db:
        if before == "cancelled":
            enrolments.cancel(db, who, mine, NOW, schedule=SCHEDULE)
    if before == "waiting":
        full = check_in(database, who, code(database, where, STARTS), STARTS)
        assert full.kind == "full" and full.upcoming is not None and state(database, where)[1][who] == "waiting"
        with database.session() as db:
            enrolments.cancel(db, there, first, STARTS - 2 * HOUR, schedule=SCHEDULE)
    now = STARTS + 20 * MINUTE
    if before != "waiting":
        asked = check_in(database, who, code(database, where, now), now)
        assert asked.kind == "unlisted" and asked.mine is None and state(database, where)[0] == 0
    done = check_in(database, who, code(database, where, now), now, agreed=True)
    assert done.kind == "walk_in" and done.mine is not None
    assert (done.mine.enrolment.came_at, done.mine.enrolment.source) == (
        now,
        "chat" if before == "waiting" else "walk_in",
    )
    seats, statuses = state(database, where)
    assert (seats, statuses[who]) == (1, "enrolled")
    assert check_in(database, person(database), code(database, where, now), now).kind == "full"


def test_an_offer_that_nobody_ended_is_theirs(database: Database, gst: str) -> None:
    where, (there, who) = session(database, gst, capacity=1), people(database, 2)
    first, mine = enrol(database, there, where), enrol(database, who, where)
    with database.session() as db:
        enrolments.cancel(db, there, first, NOW, schedule=SCHEDULE)
    assert state(database, where)[1][who] == "offered"
    assert check_in(database, who, code(database, where, STARTS), STARTS).kind == "here"
    assert state(database, where) == (1, {there: "cancelled", who: "enrolled"})
    assert not {kind for kind, _ in waiting_tasks(database, subject=mine)} & {"offer", "offer_end"}


def test_of_two_sessions_with_one_code_their_own_counts(database: Database, gst: str) -> None:
    other = course(database, programme(database)[1])
    one, two = session(database, gst), session(database, other)
    with database.session() as db:
        db.get_one(TrainingSession, two).secret = db.get_one(TrainingSession, one).secret
    for where in (one, two):
        who = person(database)
        enrol(database, who, where)
        done = check_in(database, who, code(database, one, STARTS), STARTS)
        assert done.kind == "here" and done.upcoming is not None and done.upcoming.session.id == where


# ---- The trainer's list


def test_a_trainer_marks_who_came(database: Database) -> None:
    agency = programme(database)[1]
    gives, other = trainer(database, agency), trainer(database, agency)
    where = session(database, course(database, agency), trainer_id=gives)
    mine = enrol(database, person(database), where)
    with database.session() as db:
        by = db.get_one(Trainer, gives)
        row = attendance.mark(db, by, mine, STARTS + 10 * MINUTE, STARTS + 2 * HOUR, STARTS + 2 * HOUR)
        assert (row.came_at, row.left_at, row.came_by) == (STARTS + 10 * MINUTE, STARTS + 2 * HOUR, "list")
        assert row.presence is None  # it is not over
        row = attendance.mark(db, by, mine, None, STARTS + 2 * HOUR, STARTS + 2 * HOUR)
        assert (row.came_at, row.left_at, row.came_by) == (None, None, None)
        with pytest.raises(Refused, match="not one of yours"):
            attendance.mark(db, db.get_one(Trainer, other), mine, STARTS, None, STARTS + HOUR)
        with pytest.raises(Refused, match="not one of yours"):
            attendance.mark(db, NADIA, mine, STARTS, None, STARTS + HOUR)
        assert attendance.mark(db, MALDA, mine, STARTS, None, STARTS + HOUR).came_at == STARTS
        noted = [(one.actor, one.about) for one in db.scalars(select(AuditEvent)) if one.act == "attendance_mark"]
        assert noted == [(f"trainer {gives}", mine)] * 2 + [("Mita Das", mine)]


@pytest.mark.parametrize(
    ("came", "left", "now", "says"),
    [
        (-31, None, 60, "during"), (181, None, 200, "during"), (60, 60, 200, "before they came"),
        (60, 30, 200, "before they came"), (0, None, -31, "30 minutes before"),
    ],
)  # fmt: skip
def test_what_the_list_cannot_say(
    database: Database, gst: str, came: int, left: int | None, now: int, says: str
) -> None:
    mine = enrol(database, person(database), session(database, gst))
    left_at = STARTS + left * MINUTE if left is not None else None
    with database.session() as db, pytest.raises(Refused, match=says):
        attendance.mark(db, MALDA, mine, STARTS + came * MINUTE, left_at, STARTS + now * MINUTE)
    with database.session() as db, pytest.raises(Refused, match="no such person"):
        attendance.mark(db, MALDA, "nobody", STARTS, None, STARTS)


def test_who_is_marked_after_the_end_gets_what_follows(database: Database, gst: str) -> None:
    where = session(database, gst)
    mine, absent = (enrol(database, who, where) for who in people(database, 2))
    with database.session() as db:
        sessions.hold(db, where, STARTS + 3 * HOUR, schedule=SCHEDULE)
    with database.session() as db:
        assert attendance.mark(db, MALDA, mine, STARTS, None, STARTS + 4 * HOUR, schedule=SCHEDULE).presence == 100
        assert attendance.mark(db, MALDA, absent, None, None, STARTS + 4 * HOUR, schedule=SCHEDULE).presence == 0
    assert ("feedback", "1.1") in waiting_tasks(database, subject=mine)
    assert waiting_tasks(database, subject=absent) == set()
    with database.session() as db:
        assert attendance.mark(db, MALDA, mine, None, None, STARTS + 5 * HOUR, schedule=SCHEDULE).presence == 0
    assert waiting_tasks(database, subject=mine) == set()


# ---- Presence


def of_three_hours() -> Upcoming:
    made = TrainingSession(starts_at=STARTS, ends_at=STARTS + 3 * HOUR)
    return Upcoming(made, Course(), Agency())


@pytest.mark.parametrize(
    ("came", "left", "per_cent"),
    [
        (None, None, 0), (0, None, 100), (-30, None, 100), (15, None, 100), (16, None, 91), (90, None, 50),
        (0, 165, 100), (0, 164, 91), (15, 165, 100), (36, 164, 71), (0, 90, 50), (0, 200, 100), (180, None, 0),
        (-20, -10, 0), (30, 30, 0), (60, 61, 0),
    ],
)  # fmt: skip
def test_presence(came: int | None, left: int | None, per_cent: int) -> None:
    came_at = STARTS + came * MINUTE if came is not None else None
    left_at = STARTS + left * MINUTE if left is not None else None
    assert presence(of_three_hours(), came_at, left_at) == per_cent


moments = st.integers(-60, 240)


@given(came=moments, left=moments, later=st.integers(0, 60))
def test_who_stays_longer_was_not_there_less(came: int, left: int, later: int) -> None:
    upcoming = of_three_hours()
    came_at, left_at = STARTS + came * MINUTE, STARTS + left * MINUTE
    shorter, longer = presence(upcoming, came_at, left_at), presence(upcoming, came_at, left_at + later * MINUTE)
    assert 0 <= shorter <= longer <= presence(upcoming, came_at, None) <= 100
    assert presence(upcoming, came_at + later * MINUTE, None) <= presence(upcoming, came_at, None)
