"""What trainings keep of a person goes with them, and is theirs to see, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import select, text

from bot.channels.base import Outgoing
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import notices
from bot.db.models import (
    Attempt,
    Enrolment,
    Feedback,
    Learner,
    Mentor,
    Mentorship,
    OutboxMessage,
    TimedTask,
    Trainer,
    WrongCode,
)
from bot.db.session import Database
from bot.delivery import enqueue
from bot.knowledge.library import Library
from bot.services import contacts, timing
from bot.services.privacy import erase, export, people, retention
from bot.services.training import certificates, learners, tries
from bot.settings import get_settings
from tests.contract.test_no_trace import found_in_tables
from tests.contract.training_rows import (
    DAY,
    HOUR,
    NOW,
    course,
    enrol,
    person,
    programme,
    session,
    state,
    trainer,
    waiting_tasks,
)  # fmt: skip

NAME, WORDS, PHONE = "Shahjahan Qureshi", "xylophone loud", "+919831012345"
OTHER = "Bimala Tudu"
PERIODS = retention.Periods(*(dt.timedelta(days=days) for days in (30, 60, 1095, 730, 365, 1095)))


def live(database: Database, of: str, where: str, name: str, words: str) -> tuple[str, str, str]:
    """Everything that somebody leaves behind who takes part: contact, enrolment, code of the certificate."""
    who = person(database)
    mine = enrol(database, who, where)
    with database.session() as db:
        learners.name(db, who, name, NOW)
        learners.describe(db, who, True, "obc", NOW)
        row = db.get_one(Enrolment, mine)
        row.came_at, row.presence = NOW, 100
        db.add(Feedback(enrolment_id=mine, answers={"useful": 5}, words=f"{words} {name}", begun_at=NOW, done_at=NOW))
        db.add(
            Attempt(enrolment_id=mine, kind="post", bank="b.1", sheet={}, answers={"q1": {"given": words}}, total=1,
                    right=1, begun_at=NOW, touched_at=NOW, done_at=NOW)
        )  # fmt: skip
        db.add(Mentorship(course_id=of, contact_id=who, score=90, help="sales", created_at=NOW, checks={"30": words}))
        tries.wrong(db, who, tries.Limit("check_in", 10, HOUR), NOW)
        made = certificates.issue(db, mine, NOW)
        assert made is not None
        return who, mine, made.code


def test_nothing_is_left(database: Database) -> None:
    of = course(database, programme(database)[1], assessment="b")
    where = session(database, of)
    gone, mine, code = live(database, of, where, NAME, WORDS)
    stays, other, kept = live(database, of, where, OTHER, "quiet")
    waits = person(database)
    enrol(database, waits, where)
    with database.session() as db:
        sent = enqueue.message(db, stays, Outgoing(f"{NAME} would like to learn", "bn"), "introduction", NOW)
        db.get_one(OutboxMessage, sent).status = "sent"
        (pair,) = db.scalars(select(Mentorship.id).where(Mentorship.contact_id == gone))
        timing.plan(db, [timing.Plan("mentor_30", pair, NOW + DAY)], NOW)
    traces = {*NAME.split(), *WORDS.split(), code}
    assert found_in_tables(database, traces) and waiting_tasks(database, subject=mine)
    with database.session() as db:
        rows = erase.person(db, people.of_contact(db, gone), NOW + HOUR).rows
        assert (rows["trainings"], rows["mentorships"]) == (1, 1)
    assert found_in_tables(database, traces) == set() and found_in_tables(database, {OTHER, kept})
    with database.session() as db:
        assert certificates.find(db, code) is None and certificates.find(db, kept) is not None
        for table in (Enrolment, Learner, Mentorship, WrongCode):
            assert gone not in db.scalars(select(table.contact_id)).all(), table
        assert db.scalars(select(TimedTask).where(TimedTask.subject.in_([mine, pair]))).all() == []
        assert db.scalars(select(OutboxMessage.body).where(OutboxMessage.key == "introduction")).one() is None
    assert state(database, where)[0] == 1 and waiting_tasks(database, subject=other)
    # The place goes to whoever waits, at the scheduler's next look.
    around = Surroundings(Library(get_settings().content_dir).content())
    with database.session() as db:
        (task,) = [one for one in timing.due(db, NOW + HOUR, 10) if one.kind == "offer_end"]
        assert notices.offer_end(db, task, around, NOW + HOUR) == ""
    assert state(database, where) == (2, {stays: "enrolled", waits: "offered"})


def test_who_is_erased_after_the_session_leaves_the_count_of_places(database: Database) -> None:
    of = course(database, programme(database)[1], assessment="b")
    where = session(database, of)
    gone, _, _ = live(database, of, where, NAME, WORDS)
    with database.session() as db:
        erase.person(db, people.of_contact(db, gone), NOW + 8 * DAY)
    assert not [kind for kind, _ in waiting_tasks(database, group=where) if kind == "offer_end"]


def test_a_trainer_loses_the_chat_and_a_mentor_more(database: Database) -> None:
    programme_id, agency = programme(database)
    of, who = course(database, agency), person(database, PHONE[1:], "whatsapp")
    teaches = trainer(database, agency, name="A Trainer", contact_id=who, verified_at=NOW, code="c" * 64)
    with database.session() as db:
        mentor = Mentor(programme_id=programme_id, name=NAME, phone=PHONE, contact_id=who)
        db.add(mentor)
        db.flush()
        for status in ("matched", "introduced", "declined"):
            mentee = contacts.find_or_create(db, "telegram", status, NOW).id
            db.add(Mentorship(course_id=of, contact_id=mentee, mentor_id=mentor.id, score=1, status=status,
                              mentee_said="yes", created_at=NOW))  # fmt: skip
            enqueue.message(db, mentee, Outgoing(f"{NAME}: {PHONE[3:8]} {PHONE[8:]}", "bn"), status, NOW)
    with database.session() as db:
        erase.person(db, people.of_contact(db, who), NOW)
        erase.purge(db, NOW + 2 * DAY)
    with database.session() as db:
        row = db.get_one(Trainer, teaches)
        assert (row.name, row.contact_id, row.code) == ("A Trainer", None, None)
        left = db.scalars(select(Mentor)).one()
        assert (left.phone, left.contact_id, left.ended_at) == ("", None, NOW)
        pairs = db.scalars(select(Mentorship).order_by(Mentorship.status)).all()
        assert [(one.status, one.mentor_id is None, one.mentee_said) for one in pairs] == [
            ("declined", False, "yes"), ("ended", False, "yes"), ("wanted", True, None),
        ]  # fmt: skip
    assert found_in_tables(database, {*NAME.split(), PHONE, PHONE[3:], PHONE[3:8]}) == set()


def test_everything_is_shown_to_the_person(database: Database) -> None:
    of = course(database, programme(database)[1], assessment="b")
    where = session(database, of)
    who, _, code = live(database, of, where, NAME, WORDS)
    live(database, of, where, OTHER, "quiet")
    trainer(database, None, name="Trainer Name", contact_id=who, code="c" * 64)
    with database.session() as db:
        them = people.of_contact(db, who)
        shown = json.loads(export.document(export.everything(db, them, NOW)))["channels"][0]
        assert export.summary(db, them).trainings == 1
    (one,) = shown["trainings"]
    assert one["certificate"]["code"] == code and one["course"]["en"] == "GST" and one["presence"] == 100
    assert one["feedback"]["words"] == f"{WORDS} {NAME}" and one["tests"][0]["answers"] == {"q1": {"given": WORDS}}
    assert shown["as_learner"]["name"] == NAME and shown["as_learner"]["group"] == "obc"
    assert shown["mentors_offered"][0]["help"] == "sales" and shown["as_trainer"][0]["name"] == "Trainer Name"
    assert OTHER not in json.dumps(shown) and "c" * 64 not in json.dumps(shown)
    assert "as_mentor" not in shown


def test_everybody_who_took_part_in_nothing_sees_nothing_of_trainings(database: Database) -> None:
    who = person(database)
    with database.session() as db:
        shown = export.everything(db, people.of_contact(db, who), NOW)["channels"][0]
    assert not {"trainings", "as_learner", "mentors_offered", "as_trainer", "as_mentor"} & shown.keys()


@pytest.mark.parametrize(("age", "words", "tasks"), [(364, 2, 0), (366, 1, 0), (89, 2, 1), (91, 2, 0)])
def test_what_was_kept_long_enough_goes(database: Database, age: int, words: int, tasks: int) -> None:
    of = course(database, programme(database)[1], assessment="b")
    where = session(database, of)
    for name in (NAME, OTHER):
        _, mine, _ = live(database, of, where, name, WORDS)
    old = NOW - age * DAY
    with database.session() as db:
        db.execute(text("UPDATE timed_tasks SET status = 'waiting'"))
        db.get_one(Feedback, mine).begun_at = old
        task = db.scalars(select(TimedTask).where(TimedTask.subject == mine, TimedTask.kind == "day1")).one()
        timing.settle(db, task, timing.DONE, old)
        still = len(db.scalars(select(TimedTask)).all()) - 1
    with database.session() as db:
        due = retention.due(db, PERIODS, NOW)
        assert (due["words of feedback"], due["timed tasks"], due["wrong codes"]) == (2 - words, 1 - tasks, 0)
        assert retention.enforce(db, PERIODS, NOW) == due
    with database.session() as db:
        assert not any(retention.due(db, PERIODS, NOW).values())
        rows = db.scalars(select(Feedback)).all()
        assert len(rows) == 2 and sum(row.words is not None for row in rows) == words
        assert all(row.answers == {"useful": 5} for row in rows)
        assert len(db.scalars(select(TimedTask)).all()) == still + tasks
        assert retention.due(db, PERIODS, NOW + 3 * DAY)["wrong codes"] == 2
