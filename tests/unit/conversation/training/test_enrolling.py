"""Taking part: one tap, what gets in the way, the waiting list, and what is asked once."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from bot.channels.base import Outgoing
from bot.db.models import ConsentEvent, Enrolment, Learner, TimedTask, Worker, WorkerContact
from bot.knowledge.library import Library
from bot.language import LanguageModel
from bot.services import consent, preferences
from bot.services.training import learners
from tests.unit.conversation.training.classes import Talk, at, ids


async def joins(talk: Talk, code: str, sender: str = "p") -> Outgoing:
    details = await talk.says(payload=f"train:see:{ids(talk.database)[code]}", sender=sender)
    return await talk.press(details, "train:join", sender=sender)


def wants(talk: Talk, topic: str) -> bool:
    contact = talk.contact()
    with talk.database.session() as session:
        return bool(preferences.wants(session, [contact], "reminders", topic))


async def test_one_tap_books_a_seat_notes_the_consent_and_plans_reminders(talk: Talk) -> None:
    reply = await joins(talk, "M1")
    assert "Your seat is booked" in reply.text and "Wednesday, 25 November 2026, 11 am" in reply.text
    assert "Bring: A pen" in reply.text and "I will remind you here" in reply.text
    assert talk.enrolment("M1").status == "enrolled"
    with talk.database.session() as session:
        (event,) = session.scalars(select(ConsentEvent).where(ConsentEvent.purpose == "training")).all()
        assert event.kind == "granted" and event.version == talk.turns._library.content().notices["training"].version
        assert "day1" in set(session.scalars(select(TimedTask.kind)))
    assert wants(talk, "training") and wants(talk, "training_more")


async def test_the_name_is_asked_once_then_two_things_that_may_be_skipped(talk: Talk) -> None:
    reply = await joins(talk, "M1")
    assert "What is your name" in reply.text
    women = await talk.says("Rahima Bibi")
    assert "Noted: Rahima Bibi" in women.text and "led by a woman" in women.text
    group = await talk.press(women, f"train:women:{talk.enrolment('M1').id}:yes")
    assert [b.payload.rsplit(":", 1)[1] for b in group.buttons] == [*learners.GROUPS, "skip"]
    thanks = await talk.press(group, f"train:group:{talk.enrolment('M1').id}:minority")
    assert "Thank you" in thanks.text
    known = talk.learner()
    assert known is not None and (known.name, known.women_led, known.group) == ("Rahima Bibi", True, "minority")
    again = await joins(talk, "H1")
    assert "What is your name" not in again.text and "led by a woman" not in again.text
    assert [b.payload.split(":")[1] for b in again.buttons] == ["cal", "show"]
    assert talk.engine.got == []


@pytest.mark.parametrize("said", ["skip", "later", "পরে বলব", "बाद में", "bolbo na", "", "1"])
async def test_each_question_can_be_skipped(talk: Talk, said: str) -> None:
    reply = await joins(talk, "M1")
    women = await talk.says(said) if said else await talk.press(reply, "train:noname")
    group = await talk.press(women, f"train:women:{talk.enrolment('M1').id}:skip")
    thanks = await talk.press(group, f"train:group:{talk.enrolment('M1').id}:skip")
    assert [b.payload.split(":")[1] for b in thanks.buttons] == ["cal", "show"]
    known = talk.learner()
    assert known is not None and (known.name, known.women_led, known.group) == (None, None, None)
    await talk.says("Rahima Bibi")  # nobody waits for a name any more
    assert talk.engine.got == ["Rahima Bibi"]


@pytest.mark.parametrize("text", ["where is the hall?", "ok", "GST ki", "how much is the loan of PMEGP"])
async def test_other_words_go_to_the_engine_and_the_question_stays_open(talk: Talk, text: str) -> None:
    await joins(talk, "M1")
    await talk.says(text)
    assert talk.engine.got == [text] and talk.learner().name is None  # type: ignore[union-attr]
    await talk.says("Sunita Devi")
    assert talk.learner().name == "Sunita Devi"  # type: ignore[union-attr]


async def test_after_half_an_hour_a_bare_word_is_no_name_any_more(talk: Talk) -> None:
    await joins(talk, "M1")
    talk.now += dt.timedelta(minutes=40)
    await talk.says("Sunita Devi")
    assert talk.engine.got == ["Sunita Devi"]
    await talk.says("my name is Sunita Devi")
    assert talk.learner().name == "Sunita Devi"  # type: ignore[union-attr]


async def test_a_question_of_a_form_is_not_answered_by_the_name(talk: Talk) -> None:
    await joins(talk, "M1")
    await talk.wishes("form_ask_training_place", "which training is there")
    await talk.says("Sunita Devi")
    assert talk.engine.got == ["which training is there", "Sunita Devi"]


async def test_whoever_is_registered_is_not_asked_for_the_name(talk: Talk) -> None:
    await talk.says("hello")
    with talk.database.session() as session:
        worker = Worker(
            number="WB123456784", name="Rahim Sekh", phone="+919831012345", district="malda", registered_at=talk.now,
            updated_at=talk.now, status="active",
        )  # fmt: skip
        session.add(worker)
        session.flush()
        session.add(WorkerContact(worker_id=worker.id, contact_id=talk.contact(), role="self", since=talk.now))
    reply = await joins(talk, "M1")
    assert "What is your name" not in reply.text and "led by a woman" in reply.text


async def test_what_is_said_of_oneself_needs_the_consent(talk: Talk) -> None:
    await joins(talk, "M1")
    await talk.says(payload="consent:training:off")
    await talk.says(payload=f"train:women:{talk.enrolment('M1').id}:yes")
    assert talk.learner().women_led is None  # type: ignore[union-attr]


async def test_a_clash_is_told_with_both_and_may_be_wanted(talk: Talk) -> None:
    talk.change("H1", starts_at=at(25, 12), ends_at=at(25, 15))
    await joins(talk, "M1")
    clash = await joins(talk, "H1")
    assert "GST for shops" in clash.text and "Leather abroad" in clash.text and "same time" in clash.text
    assert "nothing was changed" in (await talk.press(clash, "train:leave")).text
    both = await talk.press(clash, "train:both")
    assert "Your seat is booked" in both.text and "At the same time you have" in both.text


async def test_a_full_session_has_a_waiting_list(talk: Talk) -> None:
    await joins(talk, "H1", sender="first")
    details = await talk.says(payload=f"train:see:{ids(talk.database)['H1']}")
    assert details.buttons[0].title == "Join waiting list"
    second = await talk.press(details, "train:join")
    assert "This session is full" in second.text and "You are first in the list" in second.text
    talk.now += dt.timedelta(minutes=1)
    third = await joins(talk, "H1", sender="third")
    assert "Ahead of you in the list: 1" in third.text
    assert "waiting list already" in (await talk.says(payload=f"train:join:{ids(talk.database)['H1']}")).text


@pytest.mark.parametrize(
    ("said", "text", "status"), [("yes", "Your seat is booked", "enrolled"), ("no", "goes to the next", "cancelled")]
)
async def test_a_free_place_is_offered_and_answered(talk: Talk, said: str, text: str, status: str) -> None:
    await joins(talk, "H1", sender="first")
    await joins(talk, "H1")
    await talk.says(payload=f"train:dropped:{talk.enrolment('H1', 'first').id}", sender="first")
    waiting = talk.enrolment("H1")
    assert waiting.status == "offered"
    shown = await talk.says(payload=f"train:mine:{waiting.id}")
    assert "A seat is free for you" in shown.text
    reply = await talk.press(shown, f"train:offer:{waiting.id}:{said}")
    assert text in reply.text and talk.enrolment("H1").status == status


async def test_an_offer_that_is_over_is_said_so(talk: Talk) -> None:
    await joins(talk, "H1", sender="first")
    await joins(talk, "H1")
    await talk.says(payload=f"train:dropped:{talk.enrolment('H1', 'first').id}", sender="first")
    talk.now += dt.timedelta(hours=30)
    assert "offer is over" in (await talk.says(payload=f"train:offer:{talk.enrolment('H1').id}:yes")).text


async def test_another_date_of_the_same_course_is_instead(talk: Talk) -> None:
    await joins(talk, "M1")
    asked = await joins(talk, "M2")
    assert "on another day" in asked.text and "25 November" in asked.text
    moved = await talk.press(asked, "train:swap")
    assert "28 November" in moved.text and "Your other seat is given up" in moved.text
    assert talk.enrolment("M1").status == "cancelled" and talk.enrolment("M2").status == "enrolled"


async def test_whoever_was_there_is_told_so(talk: Talk) -> None:
    await joins(talk, "M1")
    talk.there("M1", 100)
    talk.now = at(26, 9)
    assert "took part in this training already" in (await joins(talk, "M2")).text


async def test_nobody_acts_on_the_place_of_somebody_else(talk: Talk) -> None:
    await joins(talk, "M1", sender="other")
    theirs = talk.enrolment("M1", "other").id
    for deed in ("mine", "cal", "cert", "drop", "dropped", "keep", "other", "noname"):
        reply = await talk.says(payload=f"train:{deed}:{theirs}")
        assert "do not find this" in reply.text, deed
    await talk.says(payload=f"train:women:{theirs}:yes")
    assert talk.enrolment("M1", "other").status == "enrolled"
    with talk.database.session() as session:
        assert session.scalars(select(Learner.women_led)).all() == [None]


async def test_a_course_with_a_test_offers_the_one_before(talk: Talk) -> None:
    talk.course("GST", assessment="gst-basics")
    await joins(talk, "H1")  # the questions are asked here
    reply = await joins(talk, "M1")
    assert reply.buttons[0].payload == f"quiz:start:{talk.enrolment('M1').id}:pre"


async def test_whoever_switched_reminders_off_is_told_that_they_are(talk: Talk) -> None:
    await talk.says("hello")
    with talk.database.session() as session:
        preferences.set(session, talk.contact(), "reminders", False, talk.now)
    reply = await joins(talk, "M1")
    assert "Reminders are off" in reply.text and not wants(talk, "training")


@pytest.mark.parametrize(
    ("payload", "main", "more"),
    [("remind:fewer", True, False), ("remind:none", False, False), ("remind:all", True, True)],
)
async def test_fewer_or_no_reminders(talk: Talk, payload: str, main: bool, more: bool) -> None:
    await joins(talk, "M1")
    shown = await talk.says(payload="remind:show")
    assert [b.payload for b in shown.buttons] == ["remind:fewer", "remind:none"]
    changed = await talk.says(payload=payload)
    assert (wants(talk, "training"), wants(talk, "training_more")) == (main, more)
    assert payload not in [b.payload for b in changed.buttons]
    assert payload not in [b.payload for b in (await talk.says(payload="remind:show")).buttons]


async def test_taking_the_consent_back_gives_up_the_seats_and_what_was_said(talk: Talk) -> None:
    await joins(talk, "M1")
    await talk.says(payload=f"train:women:{talk.enrolment('M1').id}:yes")
    listed = await talk.wishes("my_consents", "my permissions")
    assert "Taking part in trainings" in listed.text
    reply = await talk.press(listed, "consent:training:off")
    assert "GST for shops" in reply.text and "deleted" in reply.text
    assert talk.enrolment("M1").status == "cancelled" and talk.learner().women_led is None  # type: ignore[union-attr]
    with talk.database.session() as session:
        assert not consent.granted(session, talk.contact(), "training")
    again = await talk.press(await talk.says(payload="consent:training:ask"), "consent:training:on")
    assert "Taking part in trainings" in again.text


async def test_each_language_is_whole(talk: Talk, project_library: Library, model: LanguageModel) -> None:
    for language in ("bn", "hi", "en"):
        other = Talk(talk.database, project_library, model, language)
        other.count = {"bn": 1000, "hi": 2000, "en": 3000}[language]
        for code in ("M1", "H1", "M2"):
            reply = await joins(other, code, sender=language)
            assert reply.language == language and all(len(b.title) <= 22 for b in reply.buttons)
    with talk.database.session() as session:
        assert len(session.scalars(select(Enrolment)).all()) == 6


async def test_a_wish_for_fewer_reminders_is_no_name(talk: Talk) -> None:
    reply = await talk.says(payload=f"train:join:{ids(talk.database)['M1']}")
    assert "What is your name" in reply.text
    await talk.says("please send fewer reminders to me")
    assert talk.engine.got == ["please send fewer reminders to me"]
    found = talk.learner()
    assert found is not None and found.name is None
    assert "reminder" in (await talk.says("fewer reminders")).text, "the button's own words count at once"
    found = talk.learner()
    assert found is not None and found.name is None


async def test_reminders_of_trainings_alone_show_as_on(talk: Talk) -> None:
    await talk.says(payload=f"train:join:{ids(talk.database)['M1']}")
    assert "pref:reminders:off" in [b.payload for b in (await talk.says(payload="prefs")).buttons]
    await talk.says(payload="remind:none")
    assert "pref:reminders:on" in [b.payload for b in (await talk.says(payload="prefs")).buttons]
