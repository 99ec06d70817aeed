"""At and after a session, over Telegram and WhatsApp: being marked present, opinions, tests, the certificate; and what
the trainer sees."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from tests.integration.training.campus import Campus, Given
from tests.integration.training.telephones import files, phone

if TYPE_CHECKING:
    from tests.integration.workers.bureau import Talker

pytestmark = pytest.mark.engine

BEGUN, SOON = dt.timedelta(minutes=-5), dt.timedelta(minutes=10)


def here(channel: str, code: str) -> str:
    """What the picture of the code brings into the chat."""
    return f"/start here-{code}" if channel == "telegram" else f"HERE {code}"


def answered(campus: Campus, talker: Talker, *, typed: bool) -> str:
    """A whole test, answered by buttons or by typing; what is said at the end."""
    told = talker.text
    for _ in range(20):
        offered = {one: title for title, one in phone(talker).seen()[-1].payloads.items()}
        answers = [one for one in offered if re.match("quiz:[amd]:", one) and not one.endswith(":-")]
        ready = [one for one in answers if one.startswith("quiz:d:")]
        if not any(one.startswith("quiz:later:") for one in offered):
            return told
        if not answers:
            told = talker.says("5")
        elif answers[0].startswith("quiz:m:"):
            told = talker.says("A, B") if typed else talker.presses((ready or answers)[0])
        else:
            told = talker.says(offered[answers[0]]) if typed else talker.presses(answers[0])
    raise AssertionError(f"no end: {told}")


def test_marked_present_by_the_picture(campus: Campus, channel: str) -> None:
    given = campus.session(SOON)
    talker = campus.on(channel)
    talker.presses(f"train:join:{given.id}")
    told = talker.says(here(channel, campus.code(given)))
    assert campus.message("here_marked", "bn") in told and given.title["bn"] in told
    assert campus.enrolment(talker, given)["came_by"] == "code"
    assert campus.message("here_already", "bn") in talker.says(here(channel, campus.code(given)))


def test_a_wrong_code_and_then_the_right_one(campus: Campus, channel: str) -> None:
    given = campus.session(SOON)
    talker = campus.on(channel, "hi")
    talker.presses(f"train:join:{given.id}")
    wrong = f"{(int(campus.code(given)) + 1) % 1_000_000:06d}"
    assert campus.message("here_wrong_code", "hi") in talker.says(here(channel, wrong))
    assert given.title["hi"] in talker.says(campus.code(given))
    assert campus.enrolment(talker, given)["came_at"]


def test_somebody_without_a_place_walks_in(campus: Campus, channel: str) -> None:
    given = campus.session(BEGUN)
    talker = campus.on(channel, "en")
    told = talker.says(here(channel, campus.code(given)))
    agree = f"here:agree:{campus.code(given)}"
    assert given.title["en"] in told and agree in talker.payloads
    assert given.title["en"] in talker.presses(agree)
    assert campus.enrolment(talker, given)["came_at"]
    told = talker.presses("here:leave")
    assert "here:left" in talker.payloads and given.title["en"] in told
    assert campus.message("here_left", "en") in talker.presses("here:left")


def test_the_opinion_by_buttons(campus: Campus, channel: str) -> None:
    talker = campus.on(channel)
    given = campus.held(talker)
    told = campus.comes(talker, given, "feedback")
    assert given.title["bn"] in told
    for number in range(5):
        last = phone(talker).seen()[-1]
        assert len(last.payloads) == 5, "all five answers can be pressed"
        talker.presses(talker.ends_with(f":{number % 5 + 1}"))
    assert campus.message("feedback_thanks", "bn") in talker.says("জায়গাটা দূরে, বাকি সব ভালো")
    (row,) = campus.service.rows(
        "SELECT f.* FROM feedback f JOIN enrolments e ON e.id = f.enrolment_id WHERE e.contact_id = ?",
        talker.contact["id"],
    )
    assert row["done_at"] and row["answers"].count(":") == 5


def test_the_opinion_asked_for_outside_the_window(campus: Campus) -> None:
    talker = campus.on("whatsapp", "hi")
    given = campus.held(talker)
    campus.silent(talker)
    told = campus.comes(talker, given, "feedback")
    assert phone(talker).seen()[-1].template == "feedback_request" and given.title["hi"] in told
    talker.presses(talker.ends_with(campus.enrolment(talker, given)["id"]))
    assert len(phone(talker).seen()[-1].payloads) == 5


@pytest.mark.parametrize("typed", [False, True])
def test_the_test_after_the_course_and_the_certificate(campus: Campus, channel: str, typed: bool) -> None:
    language = "hi" if typed else "bn"
    talker = campus.on(channel, language)
    given = campus.held(talker)
    campus.comes(talker, given, "post_test")
    talker.presses(talker.ends_with(":post"))
    told = answered(campus, talker, typed=typed)
    assert given.title[language] in told
    (row,) = campus.service.rows(
        "SELECT a.* FROM attempts a JOIN enrolments e ON e.id = a.enrolment_id WHERE e.contact_id = ?",
        talker.contact["id"],
    )
    assert row["done_at"] and row["total"] >= 5
    name = {"bn": "রহিমা বিবি", "hi": "रहीमा बीबी"}[language]
    told = talker.presses(f"train:cert:{campus.enrolment(talker, given)['id']}")
    assert campus.message("training_certificate_name", language) in told
    told = talker.says(name)
    assert name in told
    ((file, kind, content),) = files(talker)
    assert file.endswith(".pdf") and kind == "document"
    paper = pypdfium2.PdfDocument(content)
    code = file.removesuffix(".pdf")
    assert code in told and code in paper[0].get_textpage().get_text_bounded()


def test_the_test_asked_for_outside_the_window(campus: Campus) -> None:
    talker = campus.on("whatsapp")
    given = campus.held(talker)
    campus.silent(talker)
    told = campus.comes(talker, given, "post_test")
    assert phone(talker).seen()[-1].template == "assessment_due" and given.title["bn"] in told
    talker.presses(talker.ends_with(":post"))
    assert "quiz:later" in " ".join(talker.payloads)


def test_a_pause_in_the_test(campus: Campus, channel: str) -> None:
    talker = campus.on(channel, "en")
    given = campus.held(talker)
    talker.presses(f"quiz:start:{campus.enrolment(talker, given)['id']}:post")
    asked = talker.text.splitlines()[0]
    later = next(one for one in talker.payloads if one.startswith("quiz:later:"))
    assert campus.message("quiz_stopped", "en") in talker.presses(later)
    again = talker.presses(next(one for one in talker.payloads if one.startswith("quiz:go:")))
    assert asked in again


def known(campus: Campus, channel: str, language: str = "en") -> tuple[Talker, Given, Talker]:
    """A trainer at the chat, their session that is about to begin, and somebody with a place in it."""
    trainer, code = campus.trainer()
    given = campus.session(SOON, trainer=trainer)
    learner = campus.on(channel)
    learner.presses(f"train:join:{given.id}")
    talker = campus.on(channel, language)
    words = f"/start trainer-{code.lower()}" if channel == "telegram" else f"TRAINER {code}"
    assert campus.message("desk_welcome", language) in talker.says(words)
    return talker, given, learner


def test_the_trainers_picture_is_what_people_scan(campus: Campus, channel: str) -> None:
    trainer, given, learner = known(campus, channel)
    assert given.title["en"] in trainer.presses("desk:today")
    trainer.presses(f"desk:see:{given.id}")
    shown = trainer.presses(f"desk:code:{given.id}")
    ((_, kind, picture),) = files(trainer)
    assert kind == "photo" and picture.startswith(b"\x89PNG")
    (scanned,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    words = scanned.text
    digits = "".join(re.findall(r"\d", words))
    assert len(digits) == 6 and f"{digits[:3]} {digits[3:]}" in shown
    assert given.title["bn"] in learner.says(words)
    assert campus.enrolment(learner, given)["came_at"]


def test_the_trainer_cancels_in_the_chat(campus: Campus, channel: str) -> None:
    trainer, given, learner = known(campus, channel)
    trainer.presses(f"desk:cancel:{given.id}")
    asked = trainer.says("The hall is under water")
    assert "The hall is under water" in asked
    trainer.presses(f"desk:do:{given.id}")
    told = learner.waits(campus.tick)
    assert campus.message("session_cancelled", "bn") in told and "The hall is under water" in told


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_everything_fits(campus: Campus, channel: str, language: str) -> None:
    """The longest that there is: a full list, everybody in a list of names. Titles are whole and can all be pressed."""
    trainer, code = campus.trainer()
    many = [
        campus.session(dt.timedelta(days=30, minutes=number), topic="technology", trainer=trainer)
        for number in range(9)
    ]
    talker = campus.on(channel, language)
    talker.says(f"TRAINER {code}")
    talker.presses("desk:today")
    assert len([one for one in talker.payloads if one.startswith("desk:see:")]) == 8
    talker.presses("train:find:technology:-:-:-:-")
    assert len([one for one in talker.payloads if one.startswith("train:see:")]) == 8
    talker.presses(f"train:see:{many[0].id}")
    talker.presses(f"train:join:{many[0].id}")
    talker.says("/mytrainings")
    crowded = campus.session(BEGUN, trainer=trainer)
    campus.crowd(crowded, 22)
    talker.presses(f"desk:list:{crowded.id}:1")
    assert talker.ends_with(f":{crowded.id}:2") and any(one.startswith("desk:who:") for one in talker.payloads)
    for message in phone(talker).seen():
        titles = [*message.payloads, *(title for title, _ in message.links)]
        assert not [title for title in titles if title.endswith("…") and not title.startswith(tuple("12345678"))]
        assert "{" not in message.text and len(set(titles)) == len(titles)
