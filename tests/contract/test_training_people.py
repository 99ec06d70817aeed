"""Trainers, mentors, learners and certificates, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from bot.db.models import (
    Attempt,
    AuditEvent,
    Certificate,
    Enrolment,
    Mentor,
    Officer,
    Trainer,
    TrainingSession,
    Worker,
    WorkerContact,
)
from bot.db.session import Database
from bot.services import console_sessions
from bot.services.mentoring import people as mentors
from bot.services.training import catalogue, certificates, learners, sessions, spoken_code, trainers
from bot.services.training.catalogue import Query, Refused
from tests.contract.training_rows import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    SCHEDULE,
    course,
    enrol,
    person,
    programme,
    session,
    trainer,
    waiting_tasks,
)  # fmt: skip

STARTS = NOW + 7 * DAY


def mentor(database: Database, programme_id: str) -> str:
    with database.session() as db:
        made = Mentor(programme_id=programme_id, name="A Mentor", phone="+919830012345")
        db.add(made)
        db.flush()
        return made.id


@pytest.fixture(params=["trainer", "mentor"])
def known(request: pytest.FixtureRequest, database: Database) -> tuple[Any, str]:
    """The services of trainers or of mentors, and one of them."""
    programme_id, agency = programme(database)
    if request.param == "trainer":
        return trainers, trainer(database, agency)
    return mentors, mentor(database, programme_id)


def issue(database: Database, of: Any, whose: str, now: dt.datetime = NOW, draw: Any = None) -> str:
    with database.session() as db:
        code: str = of.issue_code(db, whose, now, **({"draw": draw} if draw else {}))
        return code


def verify(database: Database, of: Any, who: str, typed: str, now: dt.datetime = NOW) -> str | None:
    with database.session() as db:
        row = of.verify(db, who, typed, now)
        found = of.of_contact(db, who)
        assert row is None or (found is not None and found.id == row.id)
        return row.id if row is not None else None


@pytest.mark.parametrize("typed", ["{}", "TRAINER {}", "amar code {} .", "lower", "bare", "spaced", "bengali"])
def test_a_code_opens_once(database: Database, known: tuple[Any, str], typed: str) -> None:
    of, whose = known
    who = person(database)
    code = issue(database, of, whose)
    assert len(code) == 9 and set(code) <= {*spoken_code.ALPHABET, "-"}
    ways = {
        "lower": code.lower(), "bare": code.replace("-", ""), "spaced": code.replace("-", " – "),
        "bengali": code.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")),
    }  # fmt: skip
    said = ways.get(typed, typed.format(code))
    assert verify(database, of, who, said) == whose
    assert verify(database, of, person(database), said) is None
    with database.session() as db:
        assert code not in {one.reason + str(one.details) for one in db.scalars(select(AuditEvent))}
        found = of.of_contact(db, who)
        assert found is not None and found.code is None


def test_a_code_lasts_a_week_and_the_next_makes_it_void(database: Database, known: tuple[Any, str]) -> None:
    of, whose = known
    code = issue(database, of, whose)
    assert verify(database, of, person(database), code, NOW + 7 * DAY) is None
    second = issue(database, of, whose)
    assert verify(database, of, person(database), code) is None
    assert verify(database, of, person(database), second, NOW + 7 * DAY - MINUTE) == whose
    with database.session() as db, pytest.raises(Refused):
        of.issue_code(db, "nobody", NOW)


def test_wrong_codes_are_limited(database: Database, known: tuple[Any, str]) -> None:
    of, whose = known
    who = person(database)
    code = issue(database, of, whose)
    wrong = "KKKK-KKKK" if code != "KKKK-KKKK" else "LLLL-LLLL"
    for number in range(5):
        assert verify(database, of, who, wrong, NOW + number * MINUTE) is None
    with database.session() as db:
        assert of.blocked(db, who, NOW + 5 * MINUTE)
    assert verify(database, of, who, code, NOW + 5 * MINUTE) is None
    assert verify(database, of, who, code, NOW + HOUR) == whose


def test_another_chat_takes_the_place_of_the_first(database: Database, known: tuple[Any, str]) -> None:
    of, whose = known
    first, second = person(database), person(database)
    assert verify(database, of, first, issue(database, of, whose)) == whose
    again = issue(database, of, whose)
    with database.session() as db:
        assert of.of_contact(db, first) is not None  # until the code is used
    assert verify(database, of, second, again) == whose
    with database.session() as db:
        assert of.of_contact(db, first) is None


def test_who_is_revoked_is_met_nowhere(database: Database, known: tuple[Any, str]) -> None:
    of, whose = known
    who = person(database)
    verify(database, of, who, issue(database, of, whose))
    late = issue(database, of, whose)
    with database.session() as db:
        assert of.revoke(db, whose, "desk", NOW)
        assert not of.revoke(db, whose, "desk", NOW)
        assert of.of_contact(db, who) is None
    assert verify(database, of, who, late) is None


def test_the_account_of_a_revoked_trainer_opens_nothing(database: Database) -> None:
    span = console_sessions.Span(HOUR, DAY)
    with database.session() as db:
        trainer = Trainer(name="Rina Sen")
        db.add(trainer)
        db.flush()
        account = Officer(name="Rina Sen", role="trainer", rights=[], trainer_id=trainer.id, created_at=NOW)
        db.add(account)
        db.flush()
        cookie = console_sessions.start(db, account.id, NOW, span, proven=True)
        assert console_sessions.find(db, cookie, NOW, span) is not None
        assert trainers.revoke(db, trainer.id, "desk", NOW)
        assert console_sessions.find(db, cookie, NOW, span) is None


def test_a_code_of_one_kind_opens_no_other(database: Database) -> None:
    programme_id, agency = programme(database)
    code = issue(database, trainers, trainer(database, agency), draw=lambda n: 3)
    assert verify(database, mentors, person(database), code) is None
    mentor(database, programme_id)
    assert verify(database, trainers, person(database), code) is not None


def test_who_sees_which_sessions(database: Database) -> None:
    _, agency = programme(database)
    _, other = programme(database)
    gives, colleague = trainer(database, agency), trainer(database, agency)
    manager, stranger = trainer(database, agency, role="agency"), trainer(database, other, role="agency")
    official, gone = trainer(database, None, role="official"), trainer(database, agency, role="agency", revoked_at=NOW)
    where = session(database, course(database, agency), trainer_id=gives)
    with database.session() as db:
        upcoming = catalogue.get(db, where)
        assert upcoming is not None
        seen = {who: trainers.sees(db.get_one(Trainer, who), upcoming)
                for who in (gives, colleague, manager, stranger, official, gone)}  # fmt: skip
    assert seen == {gives: True, colleague: False, manager: True, stranger: False, official: True, gone: False}


# ---- Learners


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Rina   Das ", "Rina Das"), ("রীনা দাস", "রীনা দাস"), ("मीरा देवी", "मीरा देवी"),
        ("S. K. O'Brien", "S. K. O'Brien"),
        ("X", None), ("", None), ("12345", None), ("Rina 2", None), ("a" * 121, None), ("R\x00ina", None), ("?!", None),
    ],
)  # fmt: skip
def test_names(database: Database, text: str, kept: str | None) -> None:
    who = person(database)
    with database.session() as db:
        assert learners.name(db, who, text, NOW) == kept
        learner = learners.get(db, who)
        assert (learner.name if learner is not None else None) == kept == learners.known_name(db, who)


def test_what_a_learner_said_stays(database: Database) -> None:
    who = person(database)
    with database.session() as db:
        assert learners.get(db, who) is None
        learners.describe(db, who, True, None, NOW, sector="leather")
        learners.name(db, who, "Rina Das", NOW)
        learners.describe(db, who, None, "obc", NOW, district="malda")
        learner = learners.get(db, who)
        assert learner is not None
        said = (learner.name, learner.women_led, learner.group, learner.sector, learner.district)
        assert said == ("Rina Das", True, "obc", "leather", "malda")
        learners.withdraw(db, who, NOW)
        assert (learner.name, learner.women_led, learner.group) == ("Rina Das", None, None)
        with pytest.raises(ValueError, match="no group"):
            learners.describe(db, who, None, "other", NOW)


def test_the_name_of_the_own_registration_is_known(database: Database) -> None:
    who = person(database)
    with database.session() as db:
        worker = Worker(
            number="WB1", name="Rahim Sheikh", phone="+919000000001", district="malda", registered_at=NOW,
            updated_at=NOW, status="active",
        )  # fmt: skip
        db.add(worker)
        db.flush()
        db.add(WorkerContact(worker_id=worker.id, contact_id=who, role="self", since=NOW))
        db.flush()
        assert learners.known_name(db, who) == "Rahim Sheikh"
        learners.name(db, who, "Rahim Seikh", NOW)
        assert learners.known_name(db, who) == "Rahim Seikh"


# ---- Certificates


def held(database: Database, presence: int | None = 100, tested: str = "", name: str = "Rina Das") -> str:
    """An enrolment in a session that is over."""
    where = session(database, course(database, programme(database, sample=True)[1], assessment=tested))
    who = person(database)
    mine = enrol(database, who, where)
    with database.session() as db:
        db.get_one(TrainingSession, where).status = "held"
        db.get_one(Enrolment, mine).presence = presence
        if name:
            learners.name(db, who, name, NOW)
    return mine


def attempt(database: Database, mine: str, kind: str, done: bool) -> None:
    with database.session() as db:
        made = Attempt(enrolment_id=mine, kind=kind, bank="gst-basics.1", sheet={}, total=10, begun_at=NOW)
        made.touched_at, made.done_at = NOW, NOW if done else None
        db.add(made)


@pytest.mark.parametrize(
    ("presence", "tested", "tests", "name", "lacks"),
    [
        (None, "", [], "Rina Das", "held"), (79, "", [], "Rina Das", "presence"), (80, "", [], "Rina Das", ""),
        (100, "", [], "", "name"), (100, "gst", [], "Rina Das", "test"), (100, "gst", [("pre", True)], "R D", "test"),
        (100, "gst", [("post", False)], "R D", "test"), (100, "gst", [("late", True)], "R D", "test"),
        (100, "gst", [("post", True)], "R D", ""), (0, "", [], "R D", "presence"),
    ],
)  # fmt: skip
def test_who_gets_a_certificate(
    database: Database, presence: int | None, tested: str, tests: list[tuple[str, bool]], name: str, lacks: str
) -> None:
    mine = held(database, presence, tested, name)
    for kind, done in tests:
        attempt(database, mine, kind, done)
    with database.session() as db:
        assert certificates.lacking(db, mine) == lacks
        made = certificates.issue(db, mine, NOW)
        assert (made is not None) == (lacks == "")
        assert certificates.plan(db, mine, NOW, schedule=SCHEDULE) == (lacks == "name")
        assert certificates.lacking(db, "nothing") == "place"


def test_a_certificate_is_made_once_and_found_by_its_code(database: Database) -> None:
    mine, other = held(database), held(database, name="Mita Pal")
    with database.session() as db:
        made = certificates.issue(db, mine, NOW, lambda n: 5)
        assert made is not None and certificates.issue(db, mine, NOW + DAY) is made
        draws = iter([5] * 9 + [6] * 9)  # the same code is drawn again
        second = certificates.issue(db, other, NOW, lambda n: next(draws))
        assert second is not None and second.code != made.code
        typed = f"{made.code[:5].lower()}-{made.code[5:]}"
        shown = certificates.find(db, typed)
        assert shown is not None
        assert (shown.code, shown.name, shown.agency, shown.revoked, shown.sample) == (
            made.code, "Rina Das", "Sample agency", False, True,
        )  # fmt: skip
        assert shown.title["bn"] == "জিএসটি" and shown.starts_at == STARTS
        assert certificates.find(db, made.code[:-1] + "2") is None or made.code.endswith("2")
        assert certificates.find(db, "no code") is None and certificates.find(db, "") is None
        assert certificates.revoke(db, made.code, NOW) and not certificates.revoke(db, made.code, NOW)
        again = certificates.find(db, made.code)
        assert again is not None and again.revoked
        # Who changes their name afterwards keeps the certificate that was given.
        assert db.scalars(select(Certificate.name).order_by(Certificate.name)).all() == ["Mita Pal", "Rina Das"]


def test_the_certificate_is_told_of_when_it_is_earned(database: Database) -> None:
    where = session(database, course(database, programme(database)[1]))
    who = person(database)
    mine = enrol(database, who, where)
    with database.session() as db:
        db.get_one(Enrolment, mine).came_at = STARTS
    with database.session() as db:
        sessions.hold(db, where, STARTS + 3 * HOUR, schedule=SCHEDULE)
    assert ("certificate", "1.1") in waiting_tasks(database, subject=mine)
    tested = held(database, tested="gst")
    with database.session() as db:
        assert not certificates.plan(db, tested, NOW, schedule=SCHEDULE)
    attempt(database, tested, "post", True)
    with database.session() as db:
        assert certificates.plan(db, tested, NOW, schedule=SCHEDULE)
        assert not certificates.plan(db, tested, NOW, schedule=SCHEDULE)


# ---- What is offered


def found(database: Database, now: dt.datetime = NOW, **query: Any) -> list[str]:
    with database.session() as db:
        return [one.session.code for one in catalogue.find(db, Query(**query), now)]


def test_finding_sessions(database: Database) -> None:
    agency = programme(database)[1]
    gst, leather, export = (
        course(database, agency, topic=topic, sector=sector)
        for topic, sector in (("gst", ""), ("technology", "leather"), ("export", ""))
    )
    own = course(database, agency, topic="export", sector="leather")
    ids = {
        "gst": session(database, gst, NOW + 3 * DAY), "nadia": session(database, gst, NOW + 2 * DAY, district="nadia"),
        "hindi": session(database, gst, NOW + 4 * DAY, languages=["hi"]),
        "online": session(database, gst, NOW + 5 * DAY, mode="online"),
        "leather": session(database, leather, NOW + 6 * DAY), "export": session(database, export, NOW + 7 * DAY),
        "own": session(database, own, NOW + 8 * DAY), "begun": session(database, gst, NOW),
        "cancelled": session(database, gst, NOW + DAY, status="cancelled"),
    }  # fmt: skip
    with database.session() as db:
        for name, one in ids.items():
            db.get_one(TrainingSession, one).code = name
    every = ["nadia", "gst", "hindi", "online", "leather", "export", "own"]
    assert found(database) == every and found(database, limit=2) == every[:2] and found(database, limit=0) == []
    assert found(database, topic="gst") == ["nadia", "gst", "hindi", "online"]
    assert found(database, sector="leather") == ["leather", "own"]
    assert found(database, topic="export", sector="leather") == ["export", "own"]
    assert found(database, districts=["nadia", "hooghly"]) == ["nadia"]
    assert found(database, topic="gst", language="hi") == ["hindi"]
    assert found(database, topic="gst", language="bn", limit=2) == ["nadia", "gst"]
    assert found(database, mode="online") == ["online"]
    assert found(database, since=NOW + 3 * DAY, until=NOW + 5 * DAY) == ["gst", "hindi"]
    assert found(database, now=NOW + 6 * DAY, since=NOW) == ["export", "own"]
    with database.session() as db:
        first = catalogue.by_code(db, "gst")
        assert first is not None and catalogue.by_code(db, "?") is None and catalogue.get(db, "?") is None
        assert [one.session.code for one in catalogue.alternatives(db, first, NOW)] == ["hindi", "online", "nadia"]
