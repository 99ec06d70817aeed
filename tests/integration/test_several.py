"""Several questions in one message, and languages that are none of ours, with the real engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.service import Service

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("known", "text", "answers"),
    [
        ("bn", "udyam registration kivabe korbo ar koto taka lagbe?",
         [("udyam-registration", "how-to-apply"), ("udyam-registration", "cost")]),
        ("bn", "মুদ্রা লোনে কী কী কাগজ লাগে? পিএমইজিপি-তে কী কী কাগজ লাগে?",
         [("mudra", "documents"), ("pmegp", "documents")]),
        ("hi", "मुद्रा लोन क्या है और उसमें कौन से कागज लगेंगे", [("mudra", "what"), ("mudra", "documents")]),
        ("en", "What documents are needed for PMEGP? And how long does it take?",
         [("pmegp", "documents"), ("pmegp", "time")]),
        ("bn", "mudra ar pmegp er jonno ki ki kagoj lagbe", [("mudra", "documents"), ("pmegp", "documents")]),
    ],
)  # fmt: skip
def test_each_question_is_answered(service: Service, known: str, text: str, answers: list[tuple[str, str]]) -> None:
    reply = service.person(known).says(text)
    assert len(reply.messages) == len(answers)
    for message, (topic, aspect) in zip(reply.messages, answers, strict=True):
        assert service.said.answer(topic, aspect, known) in message["text"]
    assert [bool(message["buttons"]) for message in reply.messages] == [False] * (len(answers) - 1) + [True]


def test_the_next_question_is_about_the_last_answer(service: Service) -> None:
    person = service.person("en")
    person.says("What is Udyam registration? What is PMEGP?")
    service.said.check_answer(person.says("and what documents?"), "pmegp", "documents", "en")


@pytest.mark.parametrize(
    ("text", "name", "language"),
    [
        ("ମୋତେ ଋଣ ଦରକାର", "or", "bn"),
        ("مجھے قرض چاہیے", "ur", "hi"),
        ("எனக்கு கடன் வேண்டும்", "ta", "en"),
        ("necesito un préstamo para mi tienda por favor gracias", "other", "en"),
    ],
)
def test_a_language_that_cannot_be_read(service: Service, text: str, name: str, language: str) -> None:
    person = service.person()
    reply = person.says(text)
    content = service.said.content
    named = content.messages[f"language_name_{name}"].text[language]
    assert reply.text == content.messages["language_unreadable"].text[language].format(other=named)
    assert reply.payloads == ["lang:bn", "lang:hi", "lang:en"]
    service.said.check_message(person.presses("lang:hi"), "language_changed", "hi")


def test_a_neighbour_is_answered_in_ours_and_told_so_once(service: Service) -> None:
    person = service.person()
    reply = person.says("मला मुद्रा कर्ज पाहिजे, कागदपत्रे काय लागतील?")
    told = service.said.content.messages["language_neighbour"].text["hi"].format(other="मराठी")
    assert reply.messages[0]["text"] == told
    assert len(reply.messages) == 2 and reply.language == "hi"
    assert told not in person.says("मुद्रा साठी काय पाहिजे?").text


def test_a_text_of_many_clauses_is_answered_in_time(service: Service) -> None:
    text = ", ".join(["ami ki pabo", "koto taka", "ki kagoj lage", "kothay jabo"] * 40)
    reply = service.person("bn").says(text)
    assert len(reply.messages) <= 4
