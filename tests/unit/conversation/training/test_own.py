"""One's own trainings: what comes, the file for the calendar, giving a seat up, another date, the certificate."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from bot.clock import INDIA
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import certificate
from bot.db.models import Attempt, Certificate, Contact, OutboxMessage, TimedTask
from bot.services import timing
from bot.services.timing import Plan
from bot.services.training import certificate_code, checkin_code
from tests.unit.conversation.training.classes import Talk, at, ids
from tests.unit.documents import reading


async def joins(talk: Talk, *codes: str) -> None:
    for code in codes:
        await talk.says(payload=f"train:join:{ids(talk.database)[code]}")


async def test_without_any_there_is_a_way_to_find_one(talk: Talk) -> None:
    reply = await talk.wishes("my_trainings")
    assert [b.payload for b in reply.buttons] == ["tool:training", "menu"]


@pytest.mark.parametrize("text", ["GST class kobe?", "जीएसटी की क्लास कब है", "জিএসটি ক্লাস কবে"])
async def test_when_is_the_class_of_somebody_who_has_none_asks_which_there_are(talk: Talk, text: str) -> None:
    reply = await talk.wishes("my_trainings", text)
    assert any(button.payload.startswith("train:see:") for button in reply.buttons), reply.text


async def test_the_only_one_is_shown_whole(talk: Talk) -> None:
    await joins(talk, "M1")
    reply = await talk.wishes("my_trainings")
    assert "11 am to 2 pm" in reply.text and "Town Hall, Malda" in reply.text and "You have a seat" in reply.text
    assert [b.payload.split(":")[1] for b in reply.buttons] == ["cal", "other", "drop"]


async def test_several_are_listed_those_that_come_first(talk: Talk) -> None:
    await joins(talk, "M1", "H1")
    talk.there("M1", 90)
    talk.now = at(26, 9)
    reply = await talk.wishes("my_trainings")
    lines = reply.text.splitlines()
    assert lines[1].startswith("1. Leather abroad") and "(you have a seat)" in lines[1]
    assert lines[2].startswith("2. GST for shops") and "(you were there)" in lines[2]
    shown = await talk.says("1")
    assert "Leather abroad" in shown.text and "You have a seat" in shown.text


@pytest.mark.parametrize("text", ["link ta abar din", "send me the link", "লিঙ্কটা দিন", "लिंक भेजिए"])
async def test_the_words_ask_of_the_link(talk: Talk, text: str) -> None:
    await joins(talk, "H1", "O1")
    talk.change("O1", link="https://meet.example.org/abc")
    reply = await talk.wishes("my_trainings", text)
    assert "https://meet.example.org/abc" in reply.text


async def test_the_link_is_for_those_who_have_a_seat(talk: Talk) -> None:
    talk.change("O1", link="https://meet.example.org/abc")
    details = await talk.says(payload=f"train:see:{ids(talk.database)['O1']}")
    assert "meet.example.org" not in details.text


async def test_one_that_is_going_on_says_how_to_mark_attendance(talk: Talk) -> None:
    await joins(talk, "M1")
    talk.now = at(25, 12)
    assert "six digits" in (await talk.wishes("my_trainings")).text


async def test_the_code_can_be_typed_there_by_itself_and_is_asked_for_once(talk: Talk) -> None:
    await joins(talk, "M1")
    talk.now = at(25, 12)
    await talk.wishes("my_trainings")
    secret = b"a secret of the session"
    talk.change("M1", secret=secret.decode())
    assert "marked present" in (await talk.says(checkin_code.current(secret, talk.now).digits)).text
    shown = await talk.wishes("my_trainings")
    assert "Your attendance is marked" in shown.text and "six digits" not in shown.text
    assert [button.payload for button in shown.buttons] == ["here:leave"]


@pytest.mark.parametrize("text", ["calendar e tule din", "add to calendar", "ক্যালেন্ডারে তুলুন", "कैलेंडर में डालिए"])
async def test_the_file_for_the_calendar(talk: Talk, text: str) -> None:
    await joins(talk, "M1")
    reply = await talk.wishes("my_trainings", text)
    assert reply.document is not None and reply.document.mime.startswith("text/calendar")
    event: Any = next(iter(Calendar.from_ical(reply.document.content).walk("VEVENT")))
    assert event["DTSTART"].dt == at(25).astimezone(INDIA) and event["DTEND"].dt == at(25, 14)
    assert "GST for shops" in str(event["SUMMARY"]) and "Town Hall" in str(event["LOCATION"])


async def test_a_file_is_not_made_of_a_seat_that_is_gone(talk: Talk) -> None:
    await joins(talk, "M1")
    seat = talk.enrolment("M1").id
    await talk.says(payload=f"train:dropped:{seat}")
    assert (await talk.says(payload=f"train:cal:{seat}")).document is None


async def test_giving_up_is_asked_once_and_done_at_the_yes(talk: Talk) -> None:
    await joins(talk, "M1")
    asked = await talk.wishes("cancel_training", "I cannot come")
    assert "Should your seat be given up" in asked.text and talk.enrolment("M1").status == "enrolled"
    kept = await talk.press(asked, "train:keep")
    assert "You have a seat" in kept.text
    done = await talk.press(asked, "train:dropped")
    assert "no longer expected" in done.text and talk.enrolment("M1").status == "cancelled"
    with talk.database.session() as session:
        waiting = select(TimedTask).where(TimedTask.subject == talk.enrolment("M1").id, TimedTask.status == "waiting")
        assert session.scalars(waiting).all() == []
    assert "no seat" in (await talk.wishes("cancel_training", "I cannot come")).text


async def test_of_several_which(talk: Talk) -> None:
    await joins(talk, "M1", "H1")
    which = await talk.wishes("cancel_training", "I cannot come")
    assert [b.payload.split(":")[1] for b in which.buttons] == ["drop", "drop"]
    asked = await talk.says("2")
    assert "Leather abroad" in asked.text and "given up" in asked.text


async def test_after_the_start_nothing_can_be_given_up(talk: Talk) -> None:
    await joins(talk, "M1")
    seat = talk.enrolment("M1").id
    talk.now = at(25, 12)
    assert "only before that" in (await talk.says(payload=f"train:dropped:{seat}")).text
    assert talk.enrolment("M1").status == "enrolled"


async def test_another_date_of_the_same_course(talk: Talk) -> None:
    await joins(talk, "M1")
    dates = await talk.says(payload=f"train:other:{talk.enrolment('M1').id}")
    assert "Instead of “GST for shops”" in dates.text
    moved = await talk.says("2")
    assert "28 November" in moved.text and "given up" in moved.text
    assert talk.enrolment("M1").status == "cancelled" and talk.enrolment("M2").status == "enrolled"


async def test_a_full_other_date_keeps_the_seat(talk: Talk) -> None:
    await joins(talk, "M1")
    talk.change("M2", capacity=1, seats=1)
    reply = await talk.says(payload=f"train:swap:{ids(talk.database)['M2']}")
    assert "you keep the seat that you have" in reply.text
    assert talk.enrolment("M1").status == "enrolled" and talk.enrolment("M2").status == "waiting"


@pytest.mark.parametrize(
    ("presence", "assessment", "text"),
    [
        (None, "", "Not yet"),
        (40, "", "at least 80%"),
        (90, "gst-basics", "test after"),
        (90, "", "Under which name"),
    ],
)
async def test_what_is_missing_for_the_certificate(
    talk: Talk, presence: int | None, assessment: str, text: str
) -> None:
    await joins(talk, "M1")
    talk.course("GST", assessment=assessment)
    talk.there("M1", presence)
    talk.now = at(26)
    reply = await talk.wishes("my_trainings", "where is my certificate")
    assert text in reply.text and reply.document is None
    with talk.database.session() as session:
        assert session.scalars(select(Certificate)).all() == []


@pytest.mark.parametrize("name", ["Rahima Bibi", "রহিমা বিবি"])
async def test_the_certificate_with_the_name_that_was_asked_for(talk: Talk, name: str) -> None:
    await joins(talk, "M1")
    talk.there("M1", 95)
    talk.now = at(26)
    await talk.says(payload=f"train:cert:{talk.enrolment('M1').id}")
    reply = await talk.says(name)
    assert reply.document is not None and reply.document.mime == "application/pdf"
    with talk.database.session() as session:
        made = session.scalars(select(Certificate)).one()
        assert made.name == name
        code = certificate_code.shown(made.code)
    assert code in reply.text and f"https://sathi.example.org/c/{code}" in reply.text and name in reply.text
    assert code in reading.text(reply.document.content)
    again = await talk.says(payload=f"train:cert:{talk.enrolment('M1').id}")
    assert code in again.text


async def test_a_name_in_letters_that_cannot_be_printed_is_asked_again(talk: Talk) -> None:
    await joins(talk, "M1")
    reply = await talk.says("my name is Ɐahim Das")  # a turned A, which no font has
    assert "cannot be printed" in reply.text and talk.learner().name is None  # type: ignore[union-attr]
    await talk.says("Rahim Das")
    assert talk.learner().name == "Rahim Das"  # type: ignore[union-attr]


async def test_a_revoked_certificate_is_not_given(talk: Talk) -> None:
    await joins(talk, "M1")
    talk.there("M1", 95)
    talk.now = at(26)
    await talk.says(payload=f"train:cert:{talk.enrolment('M1').id}")
    await talk.says("Rahima Bibi")
    with talk.database.session() as session:
        session.scalars(select(Certificate)).one().revoked_at = talk.now
    reply = await talk.says(payload=f"train:cert:{talk.enrolment('M1').id}")
    assert "was withdrawn" in reply.text and reply.document is None


@pytest.mark.parametrize(("done", "told"), [(True, ""), (False, "not entitled")])
async def test_the_timed_message_comes_only_to_who_is_entitled(talk: Talk, done: bool, told: str) -> None:
    await joins(talk, "M1")
    seat = talk.enrolment("M1").id
    talk.course("GST", assessment="gst-basics")
    talk.there("M1", 95)
    talk.now = at(26)
    around = Surroundings(talk.turns._library.content())
    with talk.database.session() as session:
        if done:
            session.add(
                Attempt(
                    enrolment_id=seat,
                    kind="post",
                    bank="gst-basics",
                    sheet={},
                    total=10,
                    begun_at=talk.now,
                    touched_at=talk.now,
                    done_at=talk.now,
                )
            )
        timing.plan(session, [Plan("certificate", seat, talk.now, "1.1", talk.now + dt.timedelta(days=30))], talk.now)
        (task,) = timing.due(session, talk.now, 100)[-1:]
        assert task.kind == "certificate"
        assert certificate.ready(session, task, around, talk.now) == told
        queued = session.scalars(select(OutboxMessage).where(OutboxMessage.key == f"timed:{task.id}")).all()
        assert len(queued) == int(done)
        assert all(f"train:cert:{seat}" in str(one.body) and one.purpose == "service" for one in queued)


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
async def test_each_language_is_whole(talk: Talk, language: str) -> None:
    await talk.says(payload="remind:show")
    contact = talk.contact()
    with talk.database.session() as session:
        session.get_one(Contact, contact).language = language
        session.get_one(Contact, contact).language_fixed = True
    await joins(talk, "M1", "H1")
    seat = talk.enrolment("M1").id
    for payload in (
        f"train:mine:{seat}", f"train:drop:{seat}", f"train:other:{seat}", f"train:cal:{seat}", "remind:fewer",
        "remind:none", "remind:all", f"train:cert:{seat}", f"train:see:{'0' * 32}", "train:leave:" + seat,
    ):  # fmt: skip
        reply = await talk.says(payload=payload)
        assert reply.language == language and all(len(button.title) <= 22 for button in reply.buttons), payload
    talk.there("M1", 95)
    talk.now = at(26)
    await talk.says(payload=f"train:cert:{seat}")
    reply = await talk.says("Rahima Bibi")
    assert reply.language == language and reply.document is not None


async def test_before_the_day_the_certificate_is_said_to_come_later(talk: Talk) -> None:
    await joins(talk, "M1")
    reply = await talk.wishes("my_trainings", "where is my certificate")
    assert reply.text.startswith("Not yet: ")
