"""What people are told when they give the code of a session, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation import wishes
from bot.conversation.engine import Say
from bot.conversation.hearing import hear
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.conversation.training import checkin
from bot.db.models import Enrolment, Trainer
from bot.db.session import Database
from bot.services import consent
from bot.services.training import attendance, catalogue, enrolments
from tests.contract.training_rows import DAY, HOUR, MINUTE, NOW, course, enrol, person, programme, session
from tests.surroundings import around

STARTS = NOW + DAY
ENDS = STARTS + 3 * HOUR


@pytest.fixture
def where(database: Database) -> str:
    return session(database, course(database, programme(database)[1]), STARTS, capacity=1)


def shown(database: Database, where: str, now: dt.datetime) -> str:
    """The six digits on the trainer's screen."""
    with database.session() as db:
        upcoming = catalogue.get(db, where)
        assert upcoming is not None
        return attendance.code(upcoming, now).digits


def press(database: Database, who: str, payload: str, now: dt.datetime = STARTS) -> Say:
    with database.session() as db:
        said = wishes.by_payload(db, who, payload, now, around())
    assert said is not None
    return said


def wish(database: Database, who: str, text: str, now: dt.datetime = STARTS) -> Say:
    with database.session() as db:
        (said,) = checkin.fill(db, who, Say("check_in"), now, replace(around(), text=text))
    return said


def write(database: Database, who: str, text: str, now: dt.datetime = STARTS) -> Say | None:
    with database.session() as db:
        return hear(db, who, checkin.FLOW, text, now, around())


def wrong(code: str) -> str:
    return "".join(str((int(digit) + 5) % 10) for digit in code)


@pytest.mark.parametrize(
    ("now", "key"),
    [
        (STARTS - 31 * MINUTE, "here_too_early"),
        (STARTS - 30 * MINUTE, "here_marked"),
        (STARTS + 15 * MINUTE, "here_marked"),
        (STARTS + 16 * MINUTE, "here_late"),
        (ENDS + MINUTE, "here_over"),
    ],
)
def test_what_a_code_means_at_its_time(database: Database, where: str, now: dt.datetime, key: str) -> None:
    who = person(database)
    enrol(database, who, where)
    assert press(database, who, checkin.payload(shown(database, where, now)), now).key == key


def test_the_code_is_asked_for_and_typed(database: Database, where: str) -> None:
    who = person(database)
    mine = enrol(database, who, where)
    asked = wish(database, who, "ami eshe gechi, hajira din")
    assert (asked.key, asked.values["hears"]) == ("here_ask", checkin.FLOW)
    code = shown(database, where, STARTS)
    missed = write(database, who, code[:5])
    assert missed is not None and (missed.key, missed.values["hears"]) == ("here_six_digits", checkin.FLOW)
    refused = write(database, who, wrong(code))
    assert refused is not None and (refused.key, refused.values["hears"]) == ("here_wrong_code", checkin.FLOW)
    assert write(database, who, "GST registration kivabe korbo?") is None
    done = write(database, who, f"কোড {code}")
    assert done is not None and (done.key, done.values["hears"]) == ("here_marked", "here:in")
    with database.session() as db:
        assert db.get_one(Enrolment, mine).came_at == STARTS
    assert press(database, who, f"here:{code}").key == "here_already"


@pytest.mark.parametrize("typed", ["{code}", "code {code}", "কোড: {code}"])
def test_six_digits_that_nobody_asked_for(database: Database, where: str, typed: str) -> None:
    who, other = person(database), person(database)
    enrol(database, who, where)
    code = shown(database, where, STARTS)

    def write_unasked(who: str, digits: str, now: dt.datetime = STARTS) -> Say | None:
        with database.session() as db:
            return hear(db, who, "", typed.format(code=digits), now, around())

    assert write_unasked(other, wrong(code)) is None, "a PIN code: they are in no session"
    refused, done = write_unasked(who, wrong(code)), write_unasked(who, code)
    assert refused is not None and refused.key == "here_wrong_code"
    assert done is not None and done.key == "here_marked"
    assert write_unasked(who, wrong(code)) is None, "they are marked present: it is something else"
    full = write_unasked(other, code)
    assert full is not None and full.key == "here_full"


def test_words_of_leaving_are_heard_while_somebody_is_there(database: Database, where: str) -> None:
    who = person(database)
    enrol(database, who, where)
    there = press(database, who, f"here:{shown(database, where, STARTS)}").values["hears"]
    with database.session() as db:
        assert hear(db, who, there, "5", STARTS, around()) is None
        assert hear(db, who, there, "GST registration korte ki ki lage ar kothay jete hobe", STARTS, around()) is None
        asked = hear(db, who, there, "amake ekhon jete hobe", STARTS, around())
        assert asked is not None and asked.key == "here_leave_ask"
        assert hear(db, who, asked.values["hears"], "no", STARTS, around()) is None
        left = hear(db, who, asked.values["hears"], "হ্যাঁ", STARTS, around())
        assert left is not None and (left.key, left.values["hears"]) == ("here_left", checkin.FLOW)
        assert hear(db, who, there, "amake jete hobe", ENDS, around()) is None


def test_a_trainer_who_speaks_of_attendance(database: Database, where: str) -> None:
    who = person(database)
    with database.session() as db:
        upcoming = catalogue.get(db, where)
        assert upcoming is not None
        db.add(Trainer(agency_id=upcoming.agency.id, name="T", role="agency", contact_id=who))
    assert wish(database, who, "show the code").key == "desk_sessions"


def test_a_code_in_the_wish_itself_is_read(database: Database, where: str) -> None:
    who = person(database)
    enrol(database, who, where)
    assert wish(database, who, f"hajira din {shown(database, where, STARTS)}").key == "here_marked"


def test_too_many_wrong_codes(database: Database, where: str) -> None:
    who = person(database)
    enrol(database, who, where)
    code = shown(database, where, STARTS)
    for _ in range(10):
        assert press(database, who, f"here:{wrong(code)}").key == "here_wrong_code"
    assert press(database, who, f"here:{code}").key == "here_too_many"
    later = STARTS + 10 * MINUTE
    assert press(database, who, f"here:{shown(database, where, later)}", later).key == "here_marked"


def test_who_is_not_on_the_list(database: Database, where: str) -> None:
    came, second = person(database), person(database)
    code = shown(database, where, STARTS)
    said = press(database, came, f"here:{code}")
    assert said.key == "here_unlisted" and said.values["notice"] == {"notice": "training"}
    assert said.values["hears"] == f"here:agree:{code}"
    with database.session() as db:
        assert not db.scalars(select(Enrolment).where(Enrolment.contact_id == came)).all(), "nothing before the yes"
    done = press(database, came, f"here:agree:{code}")
    assert done.key == "here_walk_in" and [act["payload"] for act in done.values["acts"]] == ["here:leave"]
    with database.session() as db:
        assert consent.granted(db, came, "training")
    assert press(database, second, f"here:{code}").key == "here_full"


def test_leaving_is_asked_once(database: Database, where: str) -> None:
    who, noon = person(database), STARTS + HOUR
    mine = enrol(database, who, where)
    assert wish(database, who, "I must leave early today").key == "here_ask"  # they have not come yet
    assert press(database, who, "here:leave").key == "here_not_in"
    press(database, who, f"here:{shown(database, where, STARTS)}")
    for text in ("I must leave early", "আমাকে এখন যেতে হবে", "amake ekhon jete hobe", "मुझे अभी जाना है", "mujhe jana hai"):
        asked = wish(database, who, text, noon)
        assert asked.key == "here_leave_ask", text
    assert press(database, who, "here:stay", noon).key == "here_stays"
    left = press(database, who, "here:left", noon)
    assert left.key == "here_left" and left.values["now"] == {"at": noon.isoformat()}
    with database.session() as db:
        assert db.get_one(Enrolment, mine).left_at == noon
    back = STARTS + 2 * HOUR
    assert press(database, who, f"here:{shown(database, where, back)}", back).key == "here_back"
    with database.session() as db:
        found = enrolments.get(db, who, mine)
        assert found is not None and found.enrolment.left_at is None
    assert press(database, who, "here:left", ENDS).key == "here_not_in"


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_each_reply_reads_whole_in_each_language(database: Database, where: str, language: Any) -> None:
    who, other = person(database), person(database)
    code = shown(database, where, STARTS)
    early = STARTS - HOUR
    said = [
        wish(database, who, "here"), press(database, who, f"here:{shown(database, where, early)}", early),
        press(database, who, f"here:{wrong(code)}"), press(database, who, f"here:{code}"),
        press(database, who, f"here:{code}"), press(database, other, f"here:{code}"),
        press(database, who, "here:leave"), press(database, who, "here:stay"), press(database, who, "here:left"),
        press(database, who, f"here:{shown(database, where, ENDS + MINUTE)}", ENDS + MINUTE),
        press(database, other, "here:left"),
    ]  # fmt: skip
    composer = Composer(around().content, NOW.date())
    for say in said:
        (reply,) = composer.compose([say], language, State())
        assert "{" not in reply.text and reply.text.strip(), say.key
        assert all(len(button.title) <= 20 for button in reply.buttons)
