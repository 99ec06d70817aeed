"""In the middle of a test: other questions, a stop, a break; whose a letter, a number and a sentence are."""

from __future__ import annotations

import pytest

from tests.integration.training.lessons import School
from tests.integration.training.papers import paper

BETWEEN = {
    "en": "what is GST?",
    "bn": "জিএসটি কী?",
    "hi": "जीएसटी क्या है?",
}


@pytest.mark.parametrize("language", BETWEEN)
def test_a_question_in_between_and_back(school: School, language: str) -> None:
    one = paper(school, language)
    one.begins()
    one.types()
    item = one.item
    between = one.person.says(BETWEEN[language])
    school.said.check_answer(between, "gst-what", "what", language)
    assert between.payloads[-1] == f"quiz:go:{one.row['id']}", "the last button leads back"
    assert one.asks(one.person.presses(between.payloads[-1]))
    one.types()
    assert one.answers[item.id]["right"] is True


def test_a_letter_after_a_question_in_between_still_answers(school: School) -> None:
    one = paper(school, "bn")
    one.begins()
    item = one.until("single")
    one.person.says("জিএসটি কী?")
    school.said.check_message(one.types(), "quiz_right", "bn")
    assert one.answers[item.id]["right"] is True


@pytest.mark.parametrize("kind", ["single", "multiple", "true_false", "number"])
def test_no_other_part_takes_an_answer(school: School, kind: str) -> None:
    """Right after a question its numbers and letters are answers, even where feedback and a code wait elsewhere."""
    one = paper(school, "en")
    one.person.says("mark me present")  # waits for six digits
    one.person.presses(f"fb:start:{one.mine}")  # waits for 1 to 5
    one.begins()
    item = one.until(kind)
    said = one.types()
    assert item.id in one.answers or (kind == "multiple" and one.asks(said))
    assert not school.service.rows("SELECT 1 FROM feedback WHERE enrolment_id = ? AND answers != '{}'", one.mine)


@pytest.mark.parametrize("number", ["1", "2", "3", "4", "5", "A", "B", "C", "D"])
def test_numbers_and_letters_are_of_the_test(school: School, number: str) -> None:
    one = paper(school, "en")
    one.person.presses("menu")  # with choices of its own
    one.begins()
    one.until("multiple")
    said = one.person.says(number)
    if number == "5":  # there are four; the fifth button is the one for later
        school.said.check_message(said, "quiz_stopped", "en")
    else:
        assert one.asks(said), said.text


@pytest.mark.parametrize(
    ("language", "words", "topic"),
    [
        ("en", "what papers do I need for Udyam registration?", "udyam"),
        ("bn", "পিএমইজিপি কী?", "pmegp"),
        ("hi", "मुद्रा लोन क्या है?", "mudra"),
    ],
)
def test_a_sentence_that_is_no_answer_is_answered(school: School, language: str, words: str, topic: str) -> None:
    one = paper(school, language)
    one.begins()
    before = one.answers
    said = one.person.says(words)
    assert said.sources, said.text
    assert one.answers == before


@pytest.mark.parametrize(("language", "word"), [("en", "STOP"), ("bn", "বন্ধ করুন"), ("hi", "बंद करो")])
def test_stop_is_a_stop(school: School, language: str, word: str) -> None:
    one = paper(school, language)
    one.begins()
    one.types()
    kept = one.answers
    school.said.check_message(one.person.says(word), "stopped", language)
    assert one.person.contact["stopped_at"] is not None and one.answers == kept
    assert one.asks(one.begins()), "whoever wants to go on can"


@pytest.mark.parametrize(
    ("language", "resumes"),
    [
        ("en", "let me finish the remaining test questions"),
        ("bn", "পরীক্ষার বাকি প্রশ্নগুলো দিন"),
        ("hi", "टेस्ट के बाकी सवाल दो"),
    ],
)
def test_later_and_on(school: School, language: str, resumes: str) -> None:
    one = paper(school, language)
    one.begins()
    one.types()
    later = one.person.presses(f"quiz:later:{one.row['id']}")
    school.said.check_message(later, "quiz_stopped", language)
    item = one.item
    offer = one.person.says(resumes)
    school.said.check_message(offer, "quiz_offer", language)
    assert one.asks(one.person.presses(offer.payloads[0])) and one.item is item


def test_the_button_of_a_question_that_is_answered_leads_on(school: School) -> None:
    one = paper(school, "en")
    begun = one.begins()
    old = next(payload for payload in begun.payloads if payload.startswith("quiz:"))
    one.types()
    kept = one.answers
    assert one.asks(one.person.presses(old)) and one.answers == kept
