"""What people are told at its time, from enrolment to outbox, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Campaign, Contact, Enrolment, Learner, OutboxMessage, TrainingSession
from bot.db.session import Database
from bot.scheduler import ticker
from bot.services import timing
from bot.services.training import catalogue, enrolments, plans, sessions
from bot.services.training.catalogue import Upcoming
from bot.services.training.sessions import Change
from tests.contract.timed import around, content, held, queued, tasks, text_of, work
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
    trainer,
)  # fmt: skip

STARTS = dt.datetime(2026, 11, 30, 11, 0, tzinfo=INDIA).astimezone(dt.UTC)
TITLE = {"en": "GST for weavers", "bn": "তাঁতিদের জিএসটি", "hi": "बुनकरों का जीएसटी"}


@pytest.fixture
def gst(database: Database) -> str:
    return course(database, programme(database)[1], title=TITLE, bring={"en": "a pen", "bn": "কলম", "hi": "कलम"})


def speaks(database: Database, who: str, language: str, **values: Any) -> None:
    with database.session() as db:
        contact = db.get_one(Contact, who)
        contact.language = language
        for name, value in values.items():
            setattr(contact, name, value)


def run(database: Database, until: dt.datetime, since: dt.datetime = NOW) -> None:
    """The scheduler looks every half an hour until then."""
    now = since
    while now <= until:
        work(database, now)
        now += 30 * MINUTE


def kinds(database: Database, status: str = "done") -> list[str]:
    return [task.kind for task in tasks(database, status=status)]


def test_a_reader_of_each_language_is_reminded(database: Database, gst: str) -> None:
    where = session(database, gst, STARTS, capacity=5)
    for language in ("en", "bn", "hi"):
        who = person(database)
        speaks(database, who, language)
        enrol(database, who, where)
    run(database, STARTS - HOUR)
    assert kinds(database) == ["days3"] * 3 + ["day1"] * 3 + ["hours2"] * 3
    texts = [text_of(row) for row in queued(database)]
    assert len(texts) == 9 and not any("{" in text for text in texts)
    english, bengali, hindi = texts[:3]
    assert "GST for weavers" in english and "Monday, 30 November 2026, 11 am" in english and "Hall 1, Malda" in english
    assert "a pen" in english
    assert "তাঁতিদের জিএসটি" in bengali and "সোমবার, ৩০ নভেম্বর ২০২৬, সকাল ১১টা" in bengali and "মালদা" in bengali
    assert "बुनकरों का जीएसटी" in hindi and "सोमवार, 30 नवंबर 2026, सुबह 11 बजे" in hindi
    for row in queued(database):
        assert (row.purpose, row.lane) == ("reminders", 1) and row.expires_at is not None and row.expires_at < STARTS
    assert {row.topic for row in queued(database)} == {"training", "training_more"}


def test_the_letters_that_a_person_chose(database: Database, gst: str) -> None:
    who, where = person(database), session(database, gst, STARTS)
    speaks(database, who, "bn", roman=True)
    enrol(database, who, where)
    run(database, STARTS - 2 * DAY)
    (row,) = queued(database)
    assert "GST" in text_of(row).upper() or "jiesti" in text_of(row).lower()
    assert not any("\u0980" <= char <= "\u09ff" for char in text_of(row))


@pytest.mark.parametrize(
    ("kind", "before", "template"),
    [
        ("days3", 3 * DAY, "session_reminder"), ("day1", DAY, "session_reminder"),
        ("day1", 5 * HOUR, "session_soon"),  # late: six hours would reach beyond the beginning
        ("hours2", 2 * HOUR, "session_soon"), ("hours2", 45 * MINUTE, "session_begins"),
        ("link", 15 * MINUTE, "session_link"), ("link", -5 * MINUTE, "session_link"), ("link", -15 * MINUTE, None),
    ],
)  # fmt: skip
def test_the_template_is_not_delivered_after_the_beginning(
    database: Database, gst: str, kind: str, before: dt.timedelta, template: str | None
) -> None:
    now = STARTS - before
    where = session(database, gst, STARTS, mode="online", link="https://meet.example.org/abc")
    who = person(database, channel="whatsapp")
    speaks(database, who, "en")
    mine = enrol(database, who, where)
    with database.session() as db:
        timing.cancel(db, NOW, subjects=[mine])
        until = STARTS + SCHEDULE.reminders[kind].until  # type: ignore[index]
        timing.plan(db, [timing.Plan(kind, mine, now, "1.1.5", until, where)], NOW)
    work(database, now)
    (row,) = queued(database)
    assert row.body is not None
    call = row.body.get("template")
    assert (call or {}).get("name") == template
    if template is not None:
        lasts = dt.timedelta(seconds=content().templates[template].ttl_seconds or 0)
        assert now + lasts <= max(STARTS, until)
        assert len(call["parameters"]) == len(content().templates[template].parameters)
        assert "GST for weavers" in call["parameters"] and not any("{" in one for one in call["parameters"])


def test_the_link_comes_by_itself_and_at_night_too(database: Database, gst: str) -> None:
    starts = dt.datetime(2026, 11, 30, 7, 0, tzinfo=INDIA).astimezone(dt.UTC)
    where = session(database, gst, starts, mode="online", link="https://meet.example.org/abc")
    who = person(database)
    speaks(database, who, "en")
    enrol(database, who, where)
    run(database, starts - HOUR)
    before = len(queued(database))
    work(database, starts - 15 * MINUTE)
    row = queued(database)[before]
    assert row.lane == 0, "nothing puts it off"
    assert row.body is not None and row.body["link"]["url"] == "https://meet.example.org/abc"
    assert "https://meet.example.org/abc" in text_of(row)


def test_a_session_without_a_link(database: Database, gst: str) -> None:
    where = session(database, gst, STARTS, mode="online")
    who = person(database)
    speaks(database, who, "en")
    enrol(database, who, where, STARTS - HOUR)
    work(database, STARTS - 15 * MINUTE)
    assert "has not given us the joining link" in text_of(queued(database)[-1])


# ---- Moved and cancelled


def move(database: Database, where: str, now: dt.datetime, **change: Any) -> None:
    with database.session() as db:
        sessions.move(db, where, Change(**change), "the hall is wet", "desk", SCHEDULE, now)


def test_a_session_that_is_moved_a_minute_before(database: Database, gst: str) -> None:
    where, who = session(database, gst, STARTS), person(database)
    speaks(database, who, "en")
    enrol(database, who, where)
    run(database, STARTS - HOUR)
    for row in queued(database):  # what was sent is sent; the last one still waits in the outbox
        if row.topic == "training" or row.created_at < STARTS - DAY:
            with database.session() as db:
                db.get_one(OutboxMessage, row.id).status = "sent"
    now, later = STARTS - MINUTE, STARTS + 7 * DAY
    move(database, where, now, starts_at=later)
    assert [row.status for row in queued(database, None)] == ["sent", "sent", "withheld"]
    run(database, later - HOUR, now)
    texts = [text_of(row) for row in queued(database)]
    assert len(texts) == 4, "the news, and three reminders of the new day"
    assert "has changed" in texts[0] and "the hall is wet" in texts[0]
    assert all("7 December 2026" in text and "30 November" not in text for text in texts)


def test_a_reminder_that_was_planned_for_another_version_is_not_sent(database: Database, gst: str) -> None:
    where, who = session(database, gst, STARTS), person(database)
    mine = enrol(database, who, where)
    with database.session() as db:
        db.get_one(TrainingSession, where).version = 2  # and nobody cancelled the tasks
    run(database, STARTS)
    assert queued(database) == []
    assert {(task.status, task.reason) for task in tasks(database, subject=mine)} == {("dropped", "another version")}


def test_news_says_what_it_now_falls_together_with(database: Database, gst: str) -> None:
    other = course(database, programme(database)[1], title={"en": "Export", "bn": "রপ্তানি", "hi": "निर्यात"})
    first, second = session(database, gst, STARTS), session(database, other, STARTS + DAY)
    who = person(database)
    speaks(database, who, "en")
    for where in (first, second):
        enrol(database, who, where)
    move(database, first, NOW, starts_at=STARTS + DAY + HOUR)
    work(database, NOW)
    assert "falls together with your training “Export”" in text_of(queued(database)[-1])


def test_a_cancelled_session_is_told_once_and_nothing_more(database: Database, gst: str) -> None:
    where = session(database, gst, STARTS)
    session(database, gst, STARTS + 10 * DAY)
    who = person(database)
    speaks(database, who, "en")
    enrol(database, who, where)
    with database.session() as db:
        sessions.cancel(db, where, "the trainer is ill", "desk", NOW, schedule=SCHEDULE)
    run(database, STARTS + DAY)
    (row,) = queued(database)
    said = text_of(row)
    assert "will not take place" in said and "the trainer is ill" in said and "10 December 2026" in said
    assert (row.purpose, row.body is not None and row.body["template"]["name"]) == ("service", "session_cancelled")


def test_who_gave_their_place_back_is_not_reminded(database: Database, gst: str) -> None:
    where, who = session(database, gst, STARTS), person(database)
    mine = enrol(database, who, where)
    with database.session() as db:
        db.get_one(Enrolment, mine).status = "cancelled"
    run(database, STARTS)
    assert queued(database) == []
    assert {task.reason for task in tasks(database, subject=mine)} == {"no place any more"}


def test_who_is_gone_is_not_reminded(database: Database, gst: str) -> None:
    where, who = session(database, gst, STARTS), person(database)
    enrol(database, who, where)
    speaks(database, who, "bn", erased_at=NOW)
    run(database, STARTS - DAY)
    assert queued(database) == [] and set(kinds(database, "dropped")) == {"days3", "day1"}


def test_after_a_day_without_a_process_only_what_helps_is_sent(database: Database, gst: str) -> None:
    where = session(database, gst, STARTS)
    enrol(database, person(database), where)
    work(database, STARTS - 4 * HOUR)  # nothing ran since the enrolment
    assert [(task.kind, task.status, task.reason) for task in tasks(database, group=where)][:2] == [
        ("days3", "dropped", "late"), ("day1", "done", ""),
    ]  # fmt: skip


# ---- The waiting list, the end


def test_a_free_place_is_offered_and_passes_on(database: Database, gst: str) -> None:
    where = session(database, gst, STARTS, capacity=1)
    first, second, third = people(database, 3)
    mine = enrol(database, first, where)
    for minutes, who in enumerate((second, third)):
        speaks(database, who, "en")
        enrol(database, who, where, NOW - HOUR + minutes * MINUTE)
    with database.session() as db:
        enrolments.cancel(db, first, mine, NOW, schedule=SCHEDULE)
    work(database, NOW)
    (offer,) = queued(database)
    assert offer.contact_id == second and "until Monday, 23 November 2026, 11:30 am" in text_of(offer)
    assert offer.body is not None
    payloads = [button["payload"] for button in offer.body["buttons"]]
    assert [one.split(":")[0::3] for one in payloads] == [["train", "yes"], ["train", "no"]]
    assert offer.body["template"]["payloads"] == payloads and max(map(len, payloads)) <= 64
    work(database, NOW + DAY)  # nobody said anything
    work(database, NOW + DAY)
    assert [row.contact_id for row in queued(database, None)] == [second, third]


def test_the_end_of_a_session(database: Database, gst: str) -> None:
    where = session(database, gst, STARTS)
    came, absent = people(database, 2)
    for who in (came, absent):
        enrol(database, who, where)
    with database.session() as db:
        row = db.scalars(select(Enrolment).where(Enrolment.contact_id == came)).one()
        row.came_at, row.came_by = STARTS, "list"
        # Planned by whoever made the session.
        timing.plan(db, plans.for_session(SCHEDULE, _upcoming(db, where), NOW), NOW)
    work(database, STARTS + 3 * HOUR)
    with database.session() as db:
        assert db.get_one(TrainingSession, where).status == "held"
    assert {task.kind for task in tasks(database, status="waiting")} == {"feedback", "feedback_again", "certificate"}


def _upcoming(db: Session, where: str) -> Upcoming:
    found = catalogue.get(db, where)
    assert found is not None
    return found


# ---- For those who run it


def test_the_digest(database: Database, gst: str) -> None:
    with database.session() as db:
        agency = _upcoming(db, session(database, gst, STARTS, capacity=9)).agency.id
        mine = db.scalars(select(TrainingSession.id)).one()
    other = session(database, course(database, programme(database)[1], title=TITLE), STARTS + HOUR)
    for where in (mine, other):
        enrol(database, person(database), where)
    official, owner, unproven = people(database, 3)
    for who in (official, owner, unproven):
        speaks(database, who, "en")
    trainer(database, None, role="official", contact_id=official, verified_at=NOW)
    trainer(database, agency, role="agency", contact_id=owner, verified_at=NOW)
    trainer(database, agency, role="agency", contact_id=unproven)
    trainer(database, agency, role="trainer", contact_id=unproven, verified_at=NOW)
    with database.session() as db:
        timing.plan(db, [timing.Plan("late", "x", NOW, useful_until=NOW)], NOW)
        timing.plan(db, plans.daily(SCHEDULE, STARTS - 10 * HOUR), NOW)
    work(database, STARTS - 3 * HOUR)
    work(database, STARTS - 2 * HOUR - 30 * MINUTE)  # half past eight
    said = {row.contact_id: row for row in queued(database) if row.topic == "digest"}
    assert said.keys() == {official, owner}
    assert text_of(said[owner]).count("GST for weavers") == 1 and text_of(said[official]).count("GST for weavers") == 2
    assert "1 enrolled, minimum 50" in text_of(said[owner])
    assert "too late to be sent" in text_of(said[official]) and "too late" not in text_of(said[owner])
    body = said[official].body
    assert body is not None and body["template"]["parameters"] == ["2", "2"]
    reviewed = [topic for topic in content().topics.values() if topic.review_by <= STARTS.date()]
    assert ("to be checked again" in text_of(said[official])) is bool(reviewed)


def test_a_day_without_anything_to_say(database: Database, gst: str) -> None:
    with database.session() as db:
        agency = _upcoming(db, session(database, gst, STARTS)).agency.id
        timing.plan(db, plans.daily(SCHEDULE, NOW - 6 * HOUR), NOW)
    trainer(database, agency, role="agency", contact_id=person(database), verified_at=NOW)
    work(database, NOW)
    assert queued(database) == []


def test_an_announcement_reaches_the_district_once(database: Database, gst: str) -> None:
    where = session(database, gst, STARTS + 5 * DAY, announce=True)
    near, far, enrolled = people(database, 3)
    with database.session() as db:
        for who, district in ((near, "malda"), (far, "howrah"), (enrolled, "malda")):
            db.add(Learner(contact_id=who, district=district, updated_at=NOW))
    enrol(database, enrolled, where)

    def announced(now: dt.datetime) -> None:
        with database.session() as db:
            timing.plan(db, plans.for_session(SCHEDULE, _upcoming(db, where), now), now)
        run(database, now + DAY, now)

    ten_before = STARTS - 5 * DAY
    announced(ten_before)
    rows = [row for row in queued(database) if row.campaign_id]
    assert [row.contact_id for row in rows] == [near] and rows[0].purpose == "announcements"
    with database.session() as db:
        (campaign,) = db.scalars(select(Campaign))
        assert campaign.bodies.keys() == {"bn", "hi", "en"}
        assert all("{" not in one["text"] for one in campaign.bodies.values())
        assert campaign.bodies["bn"]["template"]["name"] == "announcement_general"
    # A move withdraws what was not sent yet, and it is not announced twice.
    move(database, where, ten_before + 2 * DAY, starts_at=STARTS + 6 * DAY)
    assert [row.status for row in queued(database, None) if row.campaign_id] == ["withheld"]
    run(database, ten_before + 3 * DAY, ten_before + 2 * DAY)
    assert len([row for row in queued(database, None) if row.campaign_id]) == 1
    assert [task.reason for task in tasks(database, kind="announce")] == ["", "announced before"]


def test_a_move_while_the_scheduler_is_just_at_it(database: Database, gst: str) -> None:
    """Whichever of the two commits first: the message of the old day is not left in the outbox."""
    where, who = session(database, gst, STARTS), person(database)
    enrol(database, who, where)
    now = STARTS - 2 * DAY
    moving = threading.Event()
    mine = held(database, now)

    def moves() -> None:
        moving.set()
        move(database, where, now, starts_at=STARTS + 7 * DAY)

    other = threading.Thread(target=moves)
    with database.session() as db:
        ticker.batch(db, mine, around(), now)
        other.start()
        assert moving.wait(10)
    other.join(30)
    old = [row for row in queued(database, None) if row.topic == "training_more"]
    assert [row.status for row in old] in (["withheld"], []), "withdrawn, or dropped before it was written"
    assert {task.version for task in tasks(database, status="waiting")} == {"2.1", "2"}
