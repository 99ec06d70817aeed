"""What people say of a session: asked in the evening or by themselves, by button or in words, with breaks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.integration.training.lessons import DAY, HOUR, MINUTE, School
from tests.service import Person, Reply

WISHES = {
    "en": ("en", "I want to give feedback about the class"),
    "bn": ("bn", "ক্লাস নিয়ে কিছু বলতে চাই"),
    "hi": ("hi", "क्लास के बारे में राय देनी है"),
    "bn_roman": ("bn", "class ta niye feedback debo"),
    "hi_roman": ("hi", "class ke bare mein feedback dena hai"),
    "mixed": ("bn", "kalker training er feedback dite chai"),
}
ASKED = ("useful", "trainer", "pace", "language", "place")


def given(school: School, mine: str) -> dict[str, Any] | None:
    """What is kept of somebody's opinion."""
    rows = school.service.rows("SELECT * FROM feedback WHERE enrolment_id = ?", mine)
    return {**dict(rows[0]), "answers": json.loads(rows[0]["answers"])} if rows else None


def was_there(school: School, language: str) -> tuple[Person, str]:
    person = school.service.person(language)
    return person, school.was_there(person, school.lesson(-5 * HOUR))


def asks(school: School, reply: Reply, question: str, language: str) -> bool:
    """Whether the reply puts this question."""
    survey = school.content.surveys["feedback"]
    text: dict[str, str] = dict(next(one for one in survey.questions if one.id == question).text)
    return text[language] in reply.text and reply.language == language


@pytest.mark.parametrize("register", WISHES)
def test_by_words_and_buttons(school: School, register: str) -> None:
    language, wish = WISHES[register]
    person, mine = was_there(school, language)
    reply = person.says(wish)
    for question, value in zip(ASKED, (5, 4, 3, 2, 5), strict=True):
        assert asks(school, reply, question, language), reply.text
        assert len(reply.payloads) == 5
        reply = person.presses(reply.payloads[value - 1])
    (skip,) = reply.payloads
    school.said.check_message(person.presses(skip), "feedback_thanks", language)
    kept = given(school, mine)
    assert kept is not None and kept["words"] is None and kept["done_at"] is not None
    assert kept["answers"] == dict(zip(ASKED, (5, 4, 3, 2, 5), strict=True))


@pytest.mark.parametrize(
    ("language", "typed", "values"),
    [
        ("en", ("fully", "4", "Mostly", "so so", "good"), (5, 4, 4, 3, 4)),
        ("bn", ("পুরোপুরি", "৪", "onektai", "motamuti", "khub bhalo"), (5, 4, 4, 3, 5)),
        ("hi", ("पूरी तरह", "४", "kafi had tak", "theek thaak", "बहुत अच्छा"), (5, 4, 4, 3, 5)),
    ],
)
def test_answers_are_typed(school: School, language: str, typed: tuple[str, ...], values: tuple[int, ...]) -> None:
    person, mine = was_there(school, language)
    person.says(WISHES[language][1])
    for words in typed:
        person.says(words)
    kept = given(school, mine)
    assert kept is not None and kept["answers"] == dict(zip(ASKED, values, strict=True))


@pytest.mark.parametrize(
    ("language", "words", "kept_as"),
    [
        ("en", "Please bring more examples, call me on 9830012345", "Please bring more examples, call me on …"),
        ("bn", "আরও উদাহরণ দরকার, আমার নম্বর ৯৮৩০০১২৩৪৫", "আরও উদাহরণ দরকার, আমার নম্বর …"),
        ("hi", "और उदाहरण चाहिए, मेरा नंबर 98300 12345", "और उदाहरण चाहिए, मेरा नंबर …"),
    ],
)
def test_a_sentence_is_kept_without_numbers(school: School, language: str, words: str, kept_as: str) -> None:
    person, mine = was_there(school, language)
    reply = person.says(WISHES[language][1])
    for _ in ASKED:
        reply = person.presses(reply.payloads[-1])
    school.said.check_message(person.says(words), "feedback_thanks", language)
    kept = given(school, mine)
    assert kept is not None and kept["words"] == kept_as


def test_from_the_message_in_the_evening_to_thanks(school: School) -> None:
    """The session ends; the service asks, the person answers, asks something in between and goes on."""
    person, lesson = school.service.person("bn"), school.lesson(-3 * HOUR)
    mine = school.place(person, lesson, came_at=school.begun(lesson), came_by="code")
    school.hold(lesson)
    school.due("feedback", mine)
    reply = person.presses("menu")  # on the web page it comes with the next words
    first = reply.messages[0]
    assert school.said.message("feedback_ask", "bn") in first["text"]
    buttons = [button["payload"] for button in first["buttons"]]
    assert buttons == [f"fb:a:{mine}:useful:{value}" for value in range(1, 6)]
    assert asks(school, person.presses(buttons[3]), "trainer", "bn")
    between = person.says("জিএসটি কী?")
    school.said.check_answer(between, "gst-what", "what", "bn")
    reply = person.presses(between.payloads[-1])
    assert asks(school, reply, "trainer", "bn"), "the last button leads back"
    for question in ASKED[1:]:
        reply = person.presses(f"fb:a:{mine}:{question}:5")
    school.said.check_message(person.says("পরের বার আর একটু সময় দিন"), "feedback_thanks", "bn")
    kept = given(school, mine)
    assert kept is not None and kept["answers"]["useful"] == 4 and kept["words"] == "পরের বার আর একটু সময় দিন"
    assert school.then("feedback_again", mine) == "done", "who has answered is not asked once more"


def test_an_answer_is_changed(school: School) -> None:
    person, mine = was_there(school, "en")
    person.says(WISHES["en"][1])
    person.presses(f"fb:a:{mine}:useful:5")
    changed = person.presses(f"fb:a:{mine}:useful:1")
    school.said.check_message(changed, "feedback_changed", "en")
    assert asks(school, changed, "trainer", "en")
    kept = given(school, mine)
    assert kept is not None and kept["answers"] == {"useful": 1}


def test_who_said_it_all_can_change_it(school: School) -> None:
    person, mine = was_there(school, "en")
    reply = person.says(WISHES["en"][1])
    for _ in ASKED:
        reply = person.presses(reply.payloads[0])
    person.says("too short for me")
    again = person.says("I want to give feedback on the training")
    school.said.check_message(again, "feedback_once_more", "en")
    person.presses(again.payloads[4])
    kept = given(school, mine)
    assert kept is not None and kept["answers"]["useful"] == 5 and kept["words"] == "too short for me"


def test_a_question_in_place_of_the_sentence_is_answered_once_it_is_asked_again(school: School) -> None:
    """The sentence is heard only right after it was asked for: later words are for the assistant."""
    person, mine = was_there(school, "en")
    reply = person.says(WISHES["en"][1])
    for _ in ASKED:
        reply = person.presses(reply.payloads[2])
    person.presses("menu")
    school.said.check_answer(person.says("what is GST?"), "gst-what", "what", "en")
    kept = given(school, mine)
    assert kept is not None and kept["words"] is None


def test_of_two_sessions_one_is_chosen(school: School) -> None:
    person, first = was_there(school, "bn")
    second = school.was_there(person, school.lesson(-26 * HOUR))
    asked = person.says("ট্রেনিং নিয়ে মতামত দেব")
    school.said.check_message(asked, "feedback_which", "bn")
    assert asked.payloads == [f"fb:start:{first}", f"fb:start:{second}"], "the last one first"
    assert asks(school, person.says("২"), "useful", "bn")
    person.says("৫")
    assert (given(school, first), (given(school, second) or {}).get("answers")) == (None, {"useful": 5})


@pytest.mark.parametrize(
    ("begins", "presence", "key"),
    [(-30 * MINUTE, None, "feedback_early"), (-5 * HOUR, 0, "feedback_none"), (-20 * DAY, 100, "feedback_none")],
)
def test_when_nothing_can_be_said(school: School, begins: Any, presence: int | None, key: str) -> None:
    person, lesson = school.service.person("hi"), school.lesson(begins)
    school.was_there(person, lesson, presence)
    school.said.check_message(person.says("ट्रेनिंग के बारे में राय देनी है"), key, "hi")


def test_somebody_elses_button_says_nothing(school: School) -> None:
    _, mine = was_there(school, "en")
    stranger = school.service.person("en")
    school.said.check_message(stranger.presses(f"fb:a:{mine}:useful:1"), "feedback_none", "en")
    assert given(school, mine) is None
