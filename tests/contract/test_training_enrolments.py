"""Taking part in a session, over SQLite and over a real PostgreSQL: places, the waiting list, clashes, other dates."""

from __future__ import annotations

import datetime as dt
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, update

from bot.channels.base import Outgoing
from bot.db.models import Contact, Enrolment, OutboxMessage, TimedTask, TrainingSession
from bot.db.session import Database
from bot.delivery import enqueue
from bot.services import contacts, preferences, timing
from bot.services.training import catalogue, enrolments, sessions, waiting
from bot.services.training.enrolments import Outcome
from tests.contract.training_rows import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    SCHEDULE,
    course,
    people,
    person,
    programme,
    session,
    state,
    waiting_tasks,
)  # fmt: skip


def enrol(database: Database, who: str, where: str, now: dt.datetime = NOW, despite_clash: bool = False) -> Outcome:
    with database.session() as db:
        return enrolments.enrol(db, who, where, now, schedule=SCHEDULE, despite_clash=despite_clash)


def cancel(database: Database, who: str, enrolment: str, now: dt.datetime = NOW) -> Outcome | None:
    with database.session() as db:
        return enrolments.cancel(db, who, enrolment, now, schedule=SCHEDULE)


def answer(database: Database, who: str, enrolment: str, yes: bool, now: dt.datetime = NOW) -> Outcome:
    with database.session() as db:
        return enrolments.answer(db, who, enrolment, yes, now, schedule=SCHEDULE)


def transfer(database: Database, who: str, enrolment: str, to: str, now: dt.datetime = NOW) -> Outcome:
    with database.session() as db:
        return enrolments.transfer(db, who, enrolment, to, now, schedule=SCHEDULE)


def promote(database: Database, where: str, now: dt.datetime) -> list[str]:
    with database.session() as db:
        return [one.contact_id for one in enrolments.promote(db, where, now, schedule=SCHEDULE)]


def of(outcome: Outcome | None) -> str:
    assert outcome is not None and outcome.enrolment is not None
    return outcome.enrolment.id


@pytest.fixture
def gst(database: Database) -> str:
    return course(database, programme(database)[1])


# ---- A place


def test_enrolling_plans_the_reminders(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst)
    done = enrol(database, who, where)
    assert done.kind == "enrolled" and done.upcoming is not None and done.upcoming.session.seats == 1
    assert waiting_tasks(database, subject=of(done)) == {("days3", "1.1"), ("day1", "1.1"), ("hours2", "1.1")}
    again = enrol(database, who, where)
    assert (again.kind, of(again)) == ("already", of(done)) and state(database, where) == (1, {who: "enrolled"})


@pytest.mark.parametrize("after", [0 * MINUTE, 1 * HOUR, 1 * DAY])
def test_what_has_begun_is_over(database: Database, gst: str, after: dt.timedelta) -> None:
    who, where = person(database), session(database, gst)
    assert enrol(database, who, where, NOW + 7 * DAY + after).kind == "over"
    assert enrol(database, who, "nowhere") == Outcome("over")
    assert state(database, where) == (0, {})


def test_a_place_that_was_given_up_can_be_taken_again(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst)
    first = of(enrol(database, who, where))
    gone = cancel(database, who, first)
    assert gone is not None and gone.kind == "cancelled" and waiting_tasks(database, subject=first) == set()
    assert state(database, where) == (0, {who: "cancelled"})
    twice = cancel(database, who, first)
    assert twice is not None and twice.kind == "cancelled" and state(database, where)[0] == 0
    done = enrol(database, who, where, NOW + HOUR)
    assert done.kind == "enrolled" and of(done) == first and state(database, where)[0] == 1
    assert {version for _, version in waiting_tasks(database, subject=first)} == {"1.2"}


def test_nobody_gives_up_what_is_not_theirs_or_has_begun(database: Database, gst: str) -> None:
    who, other, where = person(database), person(database), session(database, gst)
    mine = of(enrol(database, who, where))
    assert cancel(database, other, mine) is None and cancel(database, who, "nothing") is None
    late = cancel(database, who, mine, NOW + 7 * DAY)
    assert late is not None and late.kind == "over" and state(database, where) == (1, {who: "enrolled"})


def test_a_reminder_that_waits_to_be_sent_is_withdrawn(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst)
    mine = of(enrol(database, who, where))
    with database.session() as db:
        task = db.scalars(select(TimedTask).where(TimedTask.subject == mine, TimedTask.kind == "days3")).one()
        timing.settle(db, task, timing.DONE, NOW)
        enqueue.message(db, who, Outgoing("soon", "bn"), f"timed:{task.id}", NOW, bulk=True)
        enqueue.message(db, who, Outgoing("else", "bn"), "else", NOW)
    cancel(database, who, mine)
    with database.session() as db:
        assert {row.key.split(":")[0]: row.status for row in db.scalars(select(OutboxMessage))} == {
            "timed": "withheld", "else": "queued",
        }  # fmt: skip


# ---- Reminders are switched on


def wants(database: Database, who: str) -> dict[str, bool]:
    with database.session() as db:
        return {
            topic: who in preferences.wants(db, [who], "reminders", topic) for topic in ("training", "training_more")
        }


def test_enrolling_switches_reminders_on(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst)
    assert wants(database, who) == {"training": False, "training_more": False}
    enrol(database, who, where)
    assert wants(database, who) == {"training": True, "training_more": True}


@pytest.mark.parametrize(
    ("off", "left"),
    [
        ("training_more", {"training": True, "training_more": False}),
        ("training", {"training": False, "training_more": True}),
        ("", {"training": False, "training_more": False}),
    ],
)
def test_what_was_switched_off_by_hand_stays_off(database: Database, gst: str, off: str, left: dict[str, bool]) -> None:
    who, where = person(database), session(database, gst)
    with database.session() as db:
        preferences.set(db, who, "reminders", False, NOW, topic=off)
    enrol(database, who, where)
    assert wants(database, who) == left


def test_who_had_stopped_everything_gets_news_of_what_they_enrol_in(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst)
    with database.session() as db:
        contacts.stop(db, who, NOW)
    enrol(database, who, where)
    with database.session() as db:
        assert db.get_one(Contact, who).stopped_at is None
        assert preferences.wants(db, [who], "service") == {who}
        assert not preferences.wants(db, [who], "announcements")
    assert wants(database, who) == {"training": True, "training_more": True}


# ---- The waiting list


def filled(database: Database, gst: str, waiting_people: int, **values: object) -> tuple[str, list[str], list[str]]:
    """A full session of two, those with a place, and those who wait, one a minute."""
    where = session(database, gst, **values)  # type: ignore[arg-type]
    there, rest = people(database, 2), people(database, waiting_people)
    for who in there:
        assert enrol(database, who, where).kind == "enrolled"
    for number, who in enumerate(rest):
        done = enrol(database, who, where, NOW + number * MINUTE)
        assert (done.kind, done.ahead) == ("waiting", number)
    return where, there, rest


def test_a_place_that_becomes_free_is_offered_in_order(database: Database, gst: str) -> None:
    where, there, rest = filled(database, gst, 3)
    again = enrol(database, rest[2], where, NOW + HOUR)
    assert (again.kind, again.ahead) == ("waiting_already", 2)
    now = NOW + HOUR
    for gone, following in zip(there, rest, strict=False):
        with database.session() as db:
            mine = enrolments.of_contact(db, gone, now)[0].enrolment.id
        cancel(database, gone, mine, now)
        assert state(database, where)[1][following] == "offered"
    seats, statuses = state(database, where)
    assert seats == 2 and statuses[rest[2]] == "waiting"
    with database.session() as db:
        offered = enrolments.of_contact(db, rest[0], now)[0].enrolment
        assert offered.offer_until == now + DAY
    assert waiting_tasks(database, subject=offered.id) == {("offer", "1.1"), ("offer_end", "1.1")}
    accepted = answer(database, rest[0], offered.id, True, now + DAY - MINUTE)
    assert accepted.kind == "enrolled" and state(database, where) == (2, {**statuses, rest[0]: "enrolled"})
    assert {kind for kind, _ in waiting_tasks(database, subject=offered.id)} == {"days3", "day1", "hours2"}
    assert answer(database, rest[0], offered.id, True, now + 3 * DAY).kind == "enrolled"


def offered(database: Database, gst: str, waiting_people: int = 2) -> tuple[str, list[str], str, dt.datetime]:
    """A session whose first in the waiting list is offered a place: session, those who waited, the offer, until when"""
    where, there, rest = filled(database, gst, waiting_people)
    with database.session() as db:
        mine = enrolments.of_contact(db, there[0], NOW)[0].enrolment.id
    cancel(database, there[0], mine, NOW + HOUR)
    with database.session() as db:
        offer = enrolments.of_contact(db, rest[0], NOW)[0].enrolment
        assert offer.offer_until is not None
        return where, rest, offer.id, offer.offer_until


def test_a_no_passes_the_offer_on(database: Database, gst: str) -> None:
    where, rest, offer, until = offered(database, gst)
    assert answer(database, rest[1], offer, False).kind == "offer_over"  # not theirs
    assert answer(database, rest[0], offer, False, until - MINUTE).kind == "declined"
    assert answer(database, rest[0], offer, False, until - MINUTE).kind == "declined"
    seats, statuses = state(database, where)
    assert (seats, statuses[rest[0]], statuses[rest[1]]) == (2, "cancelled", "offered")
    assert waiting_tasks(database, subject=offer) == set()


@pytest.mark.parametrize("how", ["task", "yes", "no", "enrol"])
def test_an_offer_that_ran_out_goes_to_the_next(database: Database, gst: str, how: str) -> None:
    where, rest, offer, until = offered(database, gst)
    assert promote(database, where, until - MINUTE) == []
    if how == "task":
        assert promote(database, where, until) == [rest[1]]
    elif how == "enrol":
        late = enrol(database, rest[0], where, until)
        assert (late.kind, late.ahead) == ("waiting", 0)  # at the end of the list: the next has the offer now
    else:
        assert answer(database, rest[0], offer, how == "yes", until).kind == "offer_over"
    seats, statuses = state(database, where)
    assert (seats, statuses[rest[1]]) == (2, "offered")
    assert statuses[rest[0]] == ("waiting" if how == "enrol" else "cancelled")


def test_who_enrols_again_while_a_place_is_offered_takes_it(database: Database, gst: str) -> None:
    where, rest, offer, until = offered(database, gst)
    done = enrol(database, rest[0], where, until - MINUTE)
    assert (done.kind, of(done)) == ("enrolled", offer) and state(database, where)[0] == 2


@pytest.mark.parametrize(
    ("starts", "now", "until"),
    [
        (NOW + 7 * DAY, NOW, NOW + DAY),
        (NOW + 20 * HOUR, NOW, NOW + 17 * HOUR),  # three hours before
        (NOW + 3 * HOUR + 30 * MINUTE, NOW, NOW + 30 * MINUTE),
        (NOW + 3 * HOUR + 29 * MINUTE, NOW, None),
        (NOW, NOW, None),
        # 21:30 in India; the morning begins at 8:00 (2:30 UTC), and the offer ends three hours before the start
        (NOW + 24 * HOUR, NOW + 10 * HOUR, NOW + 21 * HOUR),
        (NOW + 24 * HOUR, NOW + 20 * HOUR + 29 * MINUTE, NOW + 21 * HOUR),
        (NOW + 23 * HOUR + 59 * MINUTE, NOW + 10 * HOUR, None),
    ],
)
def test_until_when_an_offer_stands(
    database: Database, gst: str, starts: dt.datetime, now: dt.datetime, until: dt.datetime | None
) -> None:
    where = session(database, gst, starts)
    with database.session() as db:
        upcoming = catalogue.get(db, where)
        assert upcoming is not None
        assert waiting.answer_by(upcoming, SCHEDULE, now) == until


def test_when_it_is_too_late_to_offer_the_place_is_for_who_asks(database: Database, gst: str) -> None:
    where, there, rest = filled(database, gst, 2)
    with database.session() as db:
        mine = enrolments.of_contact(db, there[0], NOW)[0].enrolment.id
    now = NOW + 7 * DAY - 2 * HOUR
    cancel(database, there[0], mine, now)
    assert state(database, where)[1][rest[0]] == "waiting" and promote(database, where, now) == []
    assert enrol(database, rest[1], where, now).kind == "enrolled"
    assert enrol(database, rest[0], where, now).kind == "waiting_already"


# ---- Clashes, the same course twice


@pytest.mark.parametrize(
    ("shift", "district", "mode", "clashes"),
    [
        (0 * MINUTE, "malda", "classroom", True),
        (179 * MINUTE, "malda", "classroom", True),
        (180 * MINUTE, "malda", "classroom", False),
        (-180 * MINUTE, "malda", "classroom", False),
        (-179 * MINUTE, "malda", "online", True),
        (180 * MINUTE, "nadia", "online", False),
        (209 * MINUTE, "nadia", "classroom", True),
        (210 * MINUTE, "nadia", "classroom", False),
        (-209 * MINUTE, "nadia", "classroom", True),
        (-210 * MINUTE, "nadia", "classroom", False),
    ],
)
def test_clashes(database: Database, gst: str, shift: dt.timedelta, district: str, mode: str, clashes: bool) -> None:
    who, agency = person(database), programme(database)[1]
    first = session(database, gst)
    other = session(database, course(database, agency), NOW + 7 * DAY + shift, district=district, mode=mode)
    held = of(enrol(database, who, first))
    done = enrol(database, who, other)
    assert done.kind == ("clash" if clashes else "enrolled")
    if clashes:
        assert done.clash is not None and done.clash.enrolment.id == held and state(database, other) == (0, {})
        sure = enrol(database, who, other, despite_clash=True)
        assert sure.kind == "enrolled" and sure.clash is not None and state(database, other)[0] == 1


def test_who_waits_is_told_of_a_clash_with_another_session_of_the_course(database: Database, gst: str) -> None:
    full, _, (who,) = filled(database, gst, 1)
    same_time, later = session(database, gst), session(database, gst, NOW + 9 * DAY)
    told = enrol(database, who, same_time)
    assert told.kind == "clash" and told.clash is not None and told.clash.upcoming.session.id == full
    assert enrol(database, who, later).kind == "enrolled"
    assert state(database, full)[1][who] == "waiting"


def test_a_course_is_taken_once(database: Database, gst: str) -> None:
    who, one, two = person(database), session(database, gst), session(database, gst, NOW + 9 * DAY)
    mine = of(enrol(database, who, one))
    done = enrol(database, who, two)
    assert done.kind == "already" and of(done) == mine and done.clash is not None and done.upcoming is not None
    assert done.upcoming.session.id == one and state(database, two) == (0, {})


@pytest.mark.parametrize(("presence", "kind"), [(100, "already"), (None, "already"), (0, "enrolled")])
def test_who_was_there_has_taken_part(database: Database, gst: str, presence: int | None, kind: str) -> None:
    who, one, two = person(database), session(database, gst), session(database, gst, NOW + 9 * DAY)
    mine = of(enrol(database, who, one))
    with database.session() as db:
        db.get_one(TrainingSession, one).status = "held"
        db.get_one(Enrolment, mine).presence = presence
    assert enrol(database, who, two, NOW + 8 * DAY).kind == kind


def test_another_date_instead(database: Database, gst: str) -> None:
    who, one, two = person(database), session(database, gst), session(database, gst, NOW + 7 * DAY + HOUR)
    mine = of(enrol(database, who, one))
    done = transfer(database, who, mine, two)
    assert done.kind == "enrolled" and done.clash is not None and done.clash.enrolment.id == mine
    assert state(database, one) == (0, {who: "cancelled"}) and state(database, two) == (1, {who: "enrolled"})
    with database.session() as db:
        old = db.get_one(Enrolment, mine)
        assert (old.reason, old.moved_to) == ("moved", of(done))
    assert waiting_tasks(database, subject=mine) == set() and len(waiting_tasks(database, subject=of(done))) == 3
    assert transfer(database, who, mine, one).kind == "over"
    assert transfer(database, person(database), of(done), one).kind == "over"
    back = transfer(database, who, of(done), one)
    assert back.kind == "enrolled" and of(back) == mine


def test_a_full_one_is_waited_for_with_the_old_place_kept(database: Database, gst: str) -> None:
    full, there, _ = filled(database, gst, 0)
    who, one = person(database), session(database, gst, NOW + 9 * DAY)
    mine = of(enrol(database, who, one))
    done = transfer(database, who, mine, full)
    assert (done.kind, done.ahead) == ("waiting", 0) and state(database, one) == (1, {who: "enrolled"})
    with database.session() as db:
        leaving = enrolments.of_contact(db, there[0], NOW)[0].enrolment.id
    cancel(database, there[0], leaving)
    accepted = answer(database, who, of(done), True)
    assert accepted.kind == "enrolled" and accepted.clash is not None and accepted.clash.enrolment.id == mine
    assert state(database, one) == (0, {who: "cancelled"}) and state(database, full)[0] == 2


def test_a_transfer_tells_of_clashes_and_third_places(database: Database, gst: str) -> None:
    who, one, two = person(database), session(database, gst), session(database, gst, NOW + 9 * DAY)
    other = session(database, course(database, programme(database)[1]), NOW + 9 * DAY)
    mine = of(enrol(database, who, one))
    enrol(database, who, other)
    assert transfer(database, who, mine, two).kind == "clash" and state(database, one)[0] == 1
    assert transfer(database, who, mine, one).kind == "already"
    third, _, _ = filled(database, gst, 0, starts_at=NOW + 11 * DAY)
    waits = transfer(database, who, mine, third)
    assert waits.kind == "waiting"
    elsewhere = transfer(database, who, of(waits), two)
    assert elsewhere.kind == "already" and of(elsewhere) == mine  # their place is in the first


def test_my_trainings(database: Database, gst: str) -> None:
    who, agency = person(database), programme(database)[1]
    past = session(database, course(database, agency), NOW + DAY)
    full, there, _ = filled(database, gst, 0, starts_at=NOW + 3 * DAY)
    later = session(database, course(database, agency), NOW + 5 * DAY)
    gone = session(database, course(database, agency), NOW + 6 * DAY)
    for where in (later, full, past):
        enrol(database, who, where)
    cancelled = of(enrol(database, who, gone))
    cancel(database, who, cancelled)
    with database.session() as db:

        def shown(now: dt.datetime, days: int = 60) -> list[str]:
            return [one.upcoming.session.id for one in enrolments.of_contact(db, who, now, days)]

        assert shown(NOW) == [past, full, later]
        assert shown(NOW + 4 * DAY) == [past, later]  # nobody waits for what is over
        assert shown(NOW + 4 * DAY, 2) == [later]
        assert enrolments.get(db, there[0], cancelled) is None
        mine = enrolments.get(db, who, cancelled)
        assert mine is not None and mine.enrolment.status == "cancelled"


# ---- Many at once


@pytest.mark.parametrize("capacity", [1, 5])
def test_capacity_holds_when_many_come_at_once(database: Database, gst: str, capacity: int) -> None:
    where, everybody = session(database, gst, capacity=capacity), people(database, 12)
    barrier = Barrier(6)
    kinds: list[str] = []
    errors: list[Exception] = []

    def come(some: list[str]) -> None:
        try:
            barrier.wait()
            kinds.extend(enrol(database, who, where).kind for who in some)
        except Exception as error:
            errors.append(error)

    threads = [Thread(target=come, args=(everybody[number::6],)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert sorted(kinds) == ["enrolled"] * capacity + ["waiting"] * (12 - capacity)
    seats, statuses = state(database, where)
    assert seats == capacity == sum(status == "enrolled" for status in statuses.values())


def test_places_given_up_at_once_are_offered_once(database: Database, gst: str) -> None:
    where, there, rest = filled(database, gst, 5)
    with database.session() as db:
        mine = {who: enrolments.of_contact(db, who, NOW)[0].enrolment.id for who in there}
    barrier = Barrier(3)

    def leave(who: str | None) -> None:
        barrier.wait()
        if who is None:
            promote(database, where, NOW + HOUR)
        else:
            cancel(database, who, mine[who], NOW + HOUR)

    threads = [Thread(target=leave, args=(who,)) for who in (*there, None)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seats, statuses = state(database, where)
    assert seats == 2 and [statuses[who] for who in rest] == ["offered", "offered", "waiting", "waiting", "waiting"]
    with database.session() as db:
        assert len(db.scalars(select(TimedTask).where(TimedTask.kind == "offer")).all()) == 2


def test_what_is_cancelled_is_said_so(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst)
    with database.session() as db:
        sessions.cancel(db, where, "the trainer is ill", "desk", NOW, schedule=SCHEDULE)
    assert enrol(database, who, where).kind == "cancelled"


@pytest.mark.parametrize("attempt", range(4))
def test_an_answer_in_the_moment_of_the_offers_end_waits_for_the_scheduler(
    database: Database, gst: str, attempt: int
) -> None:
    where, rest, offer, until = offered(database, gst)
    claimed = Barrier(2)
    said: list[str] = []

    def scheduler() -> None:
        with database.session() as db:
            # On SQLite the write makes this transaction the only one, as renewing the lease does.
            db.execute(update(TimedTask).where(TimedTask.subject == offer).values(attempts=0))
            due = [task for task in timing.due(db, until, 10) if task.kind == "offer_end"]
            claimed.wait()
            for task in due:
                enrolments.promote(db, task.group, until, schedule=SCHEDULE)
                timing.settle(db, task, timing.DONE, until)

    def somebody() -> None:
        claimed.wait()
        said.append(answer(database, rest[0], offer, True, until).kind)

    threads = [Thread(target=scheduler), Thread(target=somebody)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == ["offer_over"]
    seats, statuses = state(database, where)
    assert (seats, statuses[rest[0]], statuses[rest[1]]) == (2, "cancelled", "offered")
