"""At the session: the code that the trainer shows, in everybody's words; leaving, coming back, walking in."""

from __future__ import annotations

import pytest

from bot.services.training import attendance
from tests.integration.training.lessons import HOUR, MINUTE, School
from tests.service import Person

BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
HINDI = str.maketrans("0123456789", "०१२३४५६७८९")
ARRIVES = {
    "en": ("en", "I have reached the class, mark me present", "the code is {code}", "I have to leave early"),
    "bn": ("bn", "আমি ট্রেনিংয়ে এসে গেছি, হাজিরা দিন", "কোড {bengali}", "আমাকে এখন চলে যেতে হবে"),
    "hi": ("hi", "मैं ट्रेनिंग में आ गया हूँ, हाज़िरी लगा दो", "कोड {hindi} है", "मुझे अभी जाना है"),
    "bn_roman": ("bn", "ami class e ese gechi, hajira din", "code ta holo {code}", "amake ekhon jete hobe"),
    "hi_roman": ("hi", "main class mein aa gaya hoon, haziri laga do", "code {code} hai", "mujhe abhi jana hai"),
    "mixed": ("bn", "training hall e pouche gechi, attendance mark koro", "code hocche {code} dada", "ebar jete hobe"),
}
"""Language; how somebody says that they have come, gives the code, and has to go."""


def inside(school: School, language: str = "bn") -> tuple[Person, str]:
    """Somebody who is marked present at a session that runs, and their enrolment."""
    person, lesson = school.service.person(language), school.lesson(-5 * MINUTE)
    mine = school.place(person, lesson)
    school.said.check_message(person.says(school.code(lesson)), "here_marked", language)
    return person, mine


@pytest.mark.parametrize("register", ARRIVES)
def test_from_arriving_to_leaving(school: School, register: str) -> None:
    language, arrives, gives, leaves = ARRIVES[register]
    person, lesson = school.service.person(language), school.lesson(-5 * MINUTE)
    mine = school.place(person, lesson)
    school.said.check_message(person.says(arrives), "here_ask", language)
    code = school.code(lesson)
    typed = gives.format(code=code, bengali=code.translate(BENGALI), hindi=code.translate(HINDI))
    school.said.check_message(person.says(typed), "here_marked", language)
    row = school.enrolment(mine)
    assert row["came_at"] is not None and row["came_by"] == "code"
    asked = person.says(leaves)
    school.said.check_message(asked, "here_leave_ask", language)
    assert school.enrolment(mine)["left_at"] is None, "nothing is noted before they say so"
    person.presses(asked.payloads[0])
    assert school.enrolment(mine)["left_at"] is not None


@pytest.mark.parametrize(
    "typed", ["{code}", "{grouped}", "code {code}", "কোড: {bengali}", "HERE {code}", "here-{code}"]
)
def test_a_code_that_nobody_asked_for(school: School, typed: str) -> None:
    """The trainer says "write this", and so they do, whatever they were talking about before."""
    person, lesson = school.service.person("bn"), school.lesson(-5 * MINUTE)
    mine = school.place(person, lesson)
    person.says("জিএসটি কী?")
    code = school.code(lesson)
    said = person.says(typed.format(code=code, grouped=f"{code[:3]} {code[3:]}", bengali=code.translate(BENGALI)))
    school.said.check_message(said, "here_marked", "bn")
    assert school.enrolment(mine)["came_at"] is not None


def test_six_digits_of_somebody_who_is_in_no_session_are_something_else(school: School) -> None:
    """A PIN code, say."""
    person = school.service.person("en")
    said = person.says("732101")
    assert not school.said.is_message(said, "here_wrong_code", "en")
    person.says("mark me present")
    school.said.check_message(person.says("732101"), "here_wrong_code", "en")


def test_a_wrong_an_old_and_a_half_code(school: School) -> None:
    person, lesson = school.service.person("bn"), school.lesson(-5 * MINUTE)
    mine = school.place(person, lesson)
    person.says("হাজিরা দিতে চাই")
    school.said.check_message(person.says(school.wrong(lesson)), "here_wrong_code", "bn")
    school.said.check_message(person.says(school.code(lesson, 5 * MINUTE)), "here_wrong_code", "bn")
    school.said.check_message(person.says(school.code(lesson)[:5].translate(BENGALI)), "here_six_digits", "bn")
    assert school.enrolment(mine)["came_at"] is None
    school.said.check_message(person.says(f"এই যে {school.code(lesson).translate(BENGALI)}"), "here_marked", "bn")


def test_a_question_in_between_is_answered_and_the_code_still_taken(school: School) -> None:
    person, lesson = school.service.person("en"), school.lesson(-5 * MINUTE)
    school.place(person, lesson)
    person.says("mark me present")
    school.said.check_answer(person.says("what is GST?"), "gst-what", "what", "en")
    school.said.check_message(person.says(f"ok it is {school.code(lesson)}"), "here_marked", "en")


@pytest.mark.parametrize(
    ("begins", "key", "noted"),
    [(45, "here_too_early", False), (25, "here_marked", True), (-40, "here_late", True), (-150, "here_over", False)],
)
def test_a_code_at_its_time(school: School, begins: int, key: str, noted: bool) -> None:
    """The session begins in so many minutes, and takes two hours."""
    person, lesson = school.service.person("hi"), school.lesson(begins * MINUTE)
    mine = school.place(person, lesson)
    said = person.says(f"हाज़िरी लगानी है, कोड {school.code(lesson)}")
    school.said.check_message(said, key, "hi")
    assert (school.enrolment(mine)["came_at"] is not None) == noted


def test_who_came_too_early_only_types_the_next_code(school: School) -> None:
    person, lesson = school.service.person("bn"), school.lesson(45 * MINUTE)
    school.place(person, lesson)
    for _ in range(2):
        school.said.check_message(person.says(school.code(lesson)), "here_too_early", "bn")


def test_twice_is_once(school: School) -> None:
    person, lesson = school.service.person("en"), school.lesson(-5 * MINUTE)
    mine = school.place(person, lesson)
    person.says(school.code(lesson))
    before = school.enrolment(mine)["came_at"]
    school.said.check_message(person.says(f"attendance {school.code(lesson)}"), "here_already", "en")
    assert school.enrolment(mine)["came_at"] == before


def test_a_plain_yes_leaves_and_the_code_brings_back(school: School) -> None:
    person, mine = inside(school)
    asked = person.says("আমাকে যেতে হবে")  # also the title of the button
    school.said.check_message(asked, "here_leave_ask", "bn")
    school.said.check_message(person.says("হ্যাঁ"), "here_left", "bn")
    assert school.enrolment(mine)["left_at"] is not None
    (row,) = school.service.rows("SELECT session_id FROM enrolments WHERE id = ?", mine)
    code = school.code_of(row["session_id"])
    school.said.check_message(person.says(f"আবার এসেছি {code}"), "here_back", "bn")
    assert school.enrolment(mine)["left_at"] is None


def test_who_stays_after_all(school: School) -> None:
    person, mine = inside(school, "hi")
    asked = person.says("मुझे जाना है")
    school.said.check_message(person.presses(asked.payloads[1]), "here_stays", "hi")
    assert school.enrolment(mine)["left_at"] is None


def test_a_yes_to_something_else_is_no_leaving(school: School) -> None:
    person, mine = inside(school, "en")
    person.says("I have to leave early")
    person.says("what is GST?")
    person.says("yes")
    assert school.enrolment(mine)["left_at"] is None


def test_without_a_place(school: School) -> None:
    """While there is a seat it is theirs; what is kept of them is told, and agreed to or not."""
    person, lesson = school.service.person("bn"), school.lesson(-MINUTE, capacity=1)
    said = person.says(f"হাজিরা নিন {school.code(lesson)}")
    school.said.check_message(said, "here_unlisted", "bn")
    assert not school.service.rows("SELECT * FROM enrolments WHERE session_id = ?", lesson.id)
    school.said.check_message(person.says("হ্যাঁ"), "here_walk_in", "bn")
    rows = school.service.rows("SELECT * FROM enrolments WHERE session_id = ?", lesson.id)
    assert [(row["source"], row["came_by"]) for row in rows] == [("walk_in", "code")]
    second = school.service.person("en")
    school.said.check_message(second.says(f"mark me present {school.code(lesson)}"), "here_full", "en")


def test_too_many_wrong_codes(school: School) -> None:
    person, lesson = school.service.person("en"), school.lesson(-MINUTE)
    school.place(person, lesson)
    for _ in range(attendance.LIMIT.most):
        school.said.check_message(person.says(school.wrong(lesson)), "here_wrong_code", "en")
    for code in (school.wrong(lesson), school.code(lesson)):
        school.said.check_message(person.says(code), "here_too_many", "en")


def test_a_session_that_is_over_has_no_one_to_leave_it(school: School) -> None:
    person, lesson = school.service.person("en"), school.lesson(-3 * HOUR)
    school.was_there(person, lesson)
    school.said.check_message(person.presses("here:left"), "here_not_in", "en")
