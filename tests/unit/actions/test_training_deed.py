"""The deed of finding a training: what is known of the person already."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.db.models import Contact, Worker, WorkerContact
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services.training import learners
from rasa_project.actions.deed import Who
from rasa_project.actions.training_deed import TrainingDeed

NOW = dt.datetime(2026, 11, 22, 5, tzinfo=dt.UTC)


@pytest.fixture
def who(database: Database, project_library: Library) -> Who:
    with database.session() as session:
        contact = Contact(channel="web", sender="p", created_at=NOW, seen_at=NOW)
        session.add(contact)
        session.flush()
        return Who(contact.id, "bn", "find_training", project_library.content())


def register(database: Database, who: Who, role: str = "self") -> None:
    with database.session() as session:
        worker = Worker(
            number="WB123456784", name="Rahim Sekh", phone="+919831012345", district="nadia", registered_at=NOW,
            updated_at=NOW, status="active",
        )  # fmt: skip
        session.add(worker)
        session.flush()
        session.add(WorkerContact(worker_id=worker.id, contact_id=who.contact_id, role=role, since=NOW))


def begun(database: Database, who: Who) -> dict[str, object]:
    with database.session() as session:
        return dict(TrainingDeed().begin(session, who, NOW).known)


def test_of_a_stranger_nothing_is_known(database: Database, who: Who) -> None:
    assert begun(database, who) == {}


def test_the_district_of_the_own_registration(database: Database, who: Who) -> None:
    register(database, who)
    assert begun(database, who) == {"own_district": "nadia"}


def test_the_district_of_somebody_whom_they_helped_is_not_theirs(database: Database, who: Who) -> None:
    register(database, who, "helper")
    assert begun(database, who) == {}


def test_what_a_learner_said_counts_before_it(database: Database, who: Who) -> None:
    register(database, who)
    with database.session() as session:
        learners.describe(session, who.contact_id, None, None, NOW, sector="jute", district="malda")
    assert begun(database, who) == {"own_district": "malda", "own_sector": "jute"}


def test_the_end_says_what_is_looked_for(database: Database, who: Who) -> None:
    with database.session() as session:
        said = TrainingDeed().finish(session, who, {"own_district": "malda", "topic": "gst"}, NOW)
        assert said == [("trainings", {"topic": "gst", "district": "malda"})]
        assert TrainingDeed().cancel(session, who, {}, NOW) == [("form_cancelled", {})]
        assert TrainingDeed().step(session, who, {}, {"topic": "gst"}, (), NOW) == ({"topic": "gst"}, [])
