"""What comes between while somebody enrols: another question, another language; and erasing all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.training.offered import press

if TYPE_CHECKING:
    from tests.integration.training.offered import Offered

pytestmark = pytest.mark.engine

LANGUAGES = ("en", "bn", "hi")
QUESTION = {
    "en": "what is GST?", "bn": "জিএসটি কী?", "hi": "जीएसटी क्या है?", "bn_roman": "gst ki jinis",
    "hi_roman": "gst kya hai", "mixed": "GST মানে কী?",
}  # fmt: skip
NAMES = {
    "en": "my name is Rahima Bibi", "bn": "আমার নাম রহিমা বিবি", "hi": "मेरा नाम रहीमा बीबी है",
    "bn_roman": "amar nam Rahima Bibi", "hi_roman": "mera naam Rahima Bibi hai", "mixed": "amar name Rahima Bibi",
}  # fmt: skip
FORGET = {"en": "delete my data", "bn": "আমার সব তথ্য মুছে দিন", "hi": "मेरा सारा डेटा मिटा दो"}
TOLD_FIRST = {"contacts", "inbound_messages", "outbox_messages"}
"""What goes some minutes later, because the person is still to be told."""
YES = {"en": "yes", "bn": "হ্যাঁ", "hi": "हाँ"}


def language_of(register: str) -> str:
    return "bn" if register == "mixed" else register.split("_")[0]


@pytest.mark.parametrize("register", QUESTION)
def test_a_question_on_gst_in_the_middle(offered: Offered, register: str) -> None:
    """The answer comes, and the name that was asked for is still heard afterwards."""
    language = language_of(register)
    person, where = offered.service.person(language), offered.ids["gst-malda"]
    person.presses(f"train:join:{where}")
    reply = person.says(QUESTION[register])
    offered.said.check_answer(reply, "gst-what", "what", language)
    reply = person.says(NAMES[register])
    assert offered.shows(reply, "training_ask_women"), reply.text
    (row,) = offered.service.rows("SELECT name FROM learners WHERE contact_id = ?", person.contact["id"])
    assert row["name"] in ("Rahima Bibi", "রহিমা বিবি", "रहीमा बीबी")


@pytest.mark.parametrize(("first", "then"), [("bn", "hi"), ("hi", "en"), ("en", "bn")])
def test_another_language_in_the_middle(offered: Offered, first: str, then: str) -> None:
    person, where = offered.service.person(first), offered.ids["gst-malda"]
    reply = person.presses(f"train:join:{where}")
    assert reply.language == first
    person.presses(f"lang:{then}")
    reply = person.says(NAMES[then])
    assert reply.language == then and offered.shows(reply, "training_ask_women"), reply.text
    reply = press(person, press(person, reply, "train:women:", ":no"), "train:group:", ":none")
    assert reply.language == then and offered.shows(reply, "training_thanks")
    assert offered.titles(person.presses("me:trainings")) == {"gst"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_my_data_and_deleting_it_take_all_of_training(offered: Offered, language: str) -> None:
    person, where = offered.service.person(language), offered.held(offered.course("Combs"), capacity=1)
    details = person.presses(f"train:see:{where}")
    press(person, details, "train:join:")
    person.says("Zubaida Khatun")
    enrolment, contact = offered.enrolment(person, where).id, person.contact["id"]
    taken = offered.took_part(person, "Buckets")
    paper = person.presses(f"train:cert:{taken}")
    assert "Zubaida Khatun" in paper.text
    marks = (contact, person.sender, enrolment, taken, "Zubaida")
    assert _holding(offered, *marks) >= {"enrolments", "learners", "certificates", "timed_tasks"}
    person.says(FORGET[language])
    offered.said.check_message(person.says(YES[language]), "erased", language)
    assert _holding(offered, *marks) <= TOLD_FIRST
    (row,) = offered.service.rows("SELECT seats FROM training_sessions WHERE id = ?", where)
    assert row["seats"] == 0, "their place is free again"


def _holding(offered: Offered, *marks: str) -> set[str]:
    """Tables in which any of these still stands, in whatever column. Of consent it stays that all was taken back."""
    service, found = offered.service, set[str]()
    for (table,) in service.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for row in service.rows(f'SELECT * FROM "{table}"'):
            text = " ".join(str(value) for value in tuple(row))
            if any(mark in text for mark in marks):
                found.add(table)
    return found - {"consent_events"}
