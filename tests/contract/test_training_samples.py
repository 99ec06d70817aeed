"""The invented programme of `bot demo`, on both stores: brought in once, taken away with all that hangs on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.channels.base import Outgoing
from bot.db.models import (
    Attempt,
    Base,
    Contact,
    Course,
    Enrolment,
    Learner,
    OutboxMessage,
    Programme,
    TimedTask,
    TrainingSession,
)
from bot.db.session import Database
from bot.delivery import enqueue
from bot.delivery.policy import Rules
from bot.knowledge.library import Content, Library
from bot.knowledge.programmes import ProgrammeFile, SampleFile, samples
from bot.services import contacts
from bot.services.assessment import attempts
from bot.services.training import catalogue, enrolments, entering
from bot.services.training import samples as demo
from bot.services.training.catalogue import Query, Refused
from bot.services.training.plans import Schedule
from bot.settings import get_settings

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
KEPT = {"audit_events", "audit_heads"}
"""What was done stays written down."""


@pytest.fixture(scope="module")
def content() -> Content:
    return Library(get_settings().content_dir).content()


@pytest.fixture(scope="module")
def file() -> SampleFile:
    return samples(get_settings().content_dir)[0]


@pytest.fixture(scope="module")
def schedule(content: Content) -> Schedule:
    return Schedule(content.reminders, Rules())


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    with database.session() as session:
        yield session


def rows(db: Session) -> dict[str, int]:
    """How many rows each table has."""
    db.flush()
    return {
        name: db.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
        if name not in KEPT
    }


def test_load_and_clear_leave_no_trace(db: Session, file: SampleFile, content: Content, schedule: Schedule) -> None:
    before = rows(db)
    loaded = demo.load(db, file, content, schedule, NOW)
    assert loaded.new and loaded.sessions == len(file.sessions) and loaded.people == 120
    assert len(loaded.codes) == len(file.trainers)
    assert rows(db)["attempts"] > 100 and rows(db)["feedback"] > 50
    again = demo.load(db, file, content, schedule, NOW + dt.timedelta(days=1))
    assert not again.new and again.sessions == loaded.sessions and again.people == loaded.people
    demo.clear(db, NOW)
    assert rows(db) == before


def test_what_real_people_did_with_it_goes_and_they_stay(
    db: Session, file: SampleFile, content: Content, schedule: Schedule
) -> None:
    demo.load(db, file, content, schedule, NOW)
    person = contacts.find_or_create(db, "telegram", "77", NOW).id
    db.execute(update(Contact).where(Contact.id == person).values(turns=1))
    found = catalogue.find(db, Query(topic="gst"), NOW)
    outcome = enrolments.enrol(db, person, found[0].session.id, NOW, schedule=schedule)
    assert outcome.kind == "enrolled" and outcome.enrolment is not None
    assert demo.join(db, content, schedule, NOW)
    task = db.scalars(select(TimedTask).where(TimedTask.subject == outcome.enrolment.id)).first()
    assert task is not None
    key = f"timed:{task.id}"
    assert enqueue.message(db, person, Outgoing("Tomorrow", "en"), key, NOW) is not None
    demo.clear(db, NOW)
    assert db.get(Contact, person) is not None
    assert db.scalar(select(func.count()).select_from(Enrolment)) == 0
    assert db.scalar(select(func.count()).select_from(TimedTask)) == 0
    assert db.scalar(select(OutboxMessage.status).where(OutboxMessage.key == key)) == "withheld"


def test_real_programmes_stay(db: Session, file: SampleFile, content: Content, schedule: Schedule) -> None:
    real = Programme(
        code="REAL-1", title={"en": "Real"}, starts_on=NOW.date(), ends_on=NOW.date() + dt.timedelta(days=120)
    )
    db.add(real)
    db.flush()
    demo.load(db, file, content, schedule, NOW)
    demo.clear(db, NOW)
    assert db.scalars(select(Programme.code)).all() == ["REAL-1"]


def test_a_real_course_cannot_hang_on_a_sample(
    db: Session, file: SampleFile, content: Content, schedule: Schedule
) -> None:
    demo.load(db, file, content, schedule, NOW)
    course = file.courses[0].model_copy(update={"code": "REAL-C1"})
    with pytest.raises(Refused, match="is a sample"):
        entering.enter(db, ProgrammeFile(courses=[course]), content, "test", NOW)


def test_nothing_is_ever_queued_for_the_invented(
    db: Session, file: SampleFile, content: Content, schedule: Schedule
) -> None:
    demo.load(db, file, content, schedule, NOW)
    person = db.scalars(select(Contact.id).where(Contact.channel == "sample")).first()
    assert person is not None
    assert enqueue.message(db, person, Outgoing("Hello", "en"), "k", NOW) is None
    enqueue.campaign(db, "c", "announcements", {"en": Outgoing("News", "en")}, select(Contact.id), NOW)
    assert db.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def test_every_flow_has_something_to_try(db: Session, file: SampleFile, content: Content, schedule: Schedule) -> None:
    demo.load(db, file, content, schedule, NOW)
    sessions = list(db.scalars(select(TrainingSession).order_by(TrainingSession.starts_at)))
    assert any(one.starts_at <= NOW < one.ends_at for one in sessions)
    assert any(one.seats == one.capacity and one.starts_at > NOW for one in sessions)
    assert all(one.seats <= one.capacity for one in sessions)
    places = db.execute(select(Enrolment.session_id, func.count()).group_by(Enrolment.session_id))
    assert dict(tuple(row) for row in places) == {one.id: one.seats for one in sessions if one.seats}
    tested = select(Course.assessment).join(TrainingSession).join(Enrolment).join(Attempt)
    assert set(db.scalars(tested.where(Attempt.kind == "late"))) >= {"gst-basics", "ondc-selling"}
    twice = (
        select(Enrolment.contact_id, TrainingSession.course_id)
        .join(TrainingSession)
        .group_by(Enrolment.contact_id, TrainingSession.course_id)
        .having(func.count() > 1)
    )
    assert db.execute(twice).all() == []
    names = set(db.scalars(select(Learner.name)))
    assert all(name and name.startswith(("SAMPLE", "নমুনা", "नमूना")) for name in names)
    results = attempts.results(db)
    assert {True, False} <= {one.women_led for one in results}
    learnt = [one.post - one.pre for one in results if one.post is not None and one.pre is not None]
    assert len(learnt) > 100 and sum(learnt) > 0


def test_join_needs_somebody_who_wrote(db: Session, file: SampleFile, content: Content, schedule: Schedule) -> None:
    demo.load(db, file, content, schedule, NOW)
    assert demo.join(db, content, schedule, NOW) == []
    person = contacts.find_or_create(db, "web", "somebody", NOW).id
    db.execute(update(Contact).where(Contact.id == person).values(turns=3))
    joined = demo.join(db, content, schedule, NOW)
    assert {one.session.status for one in joined} == {"held", "planned"} and len(joined) == 3
    kinds = set(db.scalars(select(TimedTask.kind).join(Enrolment, Enrolment.id == TimedTask.subject)))
    assert {"feedback", "post_test"} <= kinds and kinds & {"late_test", "late_again"}
    assert demo.join(db, content, schedule, NOW) == []
