"""Trainers in the chat: known by a code, today's sessions, the code, the list, the link, moving and cancelling."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from bot.clock import INDIA, utc_now
from bot.services.training import learners, trainers
from tests.integration.training.lessons import DAY, HOUR, MINUTE, Lesson, School
from tests.service import Person

WISHES = {
    "en": ("en", "show me the attendance count of my session"),
    "bn": ("bn", "আমার আজকের ক্লাসগুলো দেখান, আমি ট্রেনার"),
    "hi": ("hi", "मैं ट्रेनर हूँ, आज मेरे सेशन दिखाओ"),
    "bn_roman": ("bn", "ami trainer, ajker session gulo dekhao"),
    "hi_roman": ("hi", "main trainer hoon, aaj ke mere session dikhao"),
    "mixed": ("bn", "ami trainer, amar aj ke session list ta din"),
}


def taught(school: School, begins: dt.timedelta, language: str = "en", **values: object) -> tuple[Person, Lesson]:
    """A trainer, known in their chat, and their session."""
    lesson = school.lesson(begins, **values)  # type: ignore[arg-type]
    _, code = school.trainer(lesson)
    person = school.service.person(language)
    school.said.check_message(person.says(f"TRAINER {code}"), "desk_welcome", language)
    return person, lesson


def pupil(school: School, lesson: Lesson, name: str = "", language: str = "bn") -> tuple[Person, str]:
    person = school.service.person(language)
    if name:
        school.agrees(person)
        with school.db() as db:
            learners.name(db, person.contact["id"], name, utc_now())
    return person, school.place(person, lesson)


def session(school: School, lesson: Lesson) -> dict[str, object]:
    (row,) = school.service.rows("SELECT * FROM training_sessions WHERE id = ?", lesson.id)
    return dict(row)


@pytest.mark.parametrize("register", WISHES)
def test_known_by_a_code_and_shown_the_sessions(school: School, register: str) -> None:
    language, wish = WISHES[register]
    lesson = school.lesson(-10 * MINUTE)
    _, code = school.trainer(lesson)
    person = school.service.person(language)
    school.said.check_message(person.says(wish), "desk_not_known", language)
    school.said.check_message(person.says(code.replace("-", " ").lower()), "desk_welcome", language)
    listed = person.says(wish)
    school.said.check_message(listed, "desk_sessions", language)
    assert listed.payloads == [f"desk:see:{lesson.id}"]
    shown = person.says("1")
    assert f"desk:code:{lesson.id}" in shown.payloads and shown.language == language


@pytest.mark.parametrize("words", ["show the code", "mark attendance", "how many people have come to my session"])
def test_a_trainer_who_speaks_of_attendance_means_their_own_session(school: School, words: str) -> None:
    person, lesson = taught(school, -10 * MINUTE)
    assert f"desk:see:{lesson.id}" in person.says(words).payloads


def test_a_wrong_code_a_used_one_and_too_many(school: School) -> None:
    lesson = school.lesson(HOUR)
    _, code = school.trainer(lesson)
    first, second = school.service.person("bn"), school.service.person("hi")
    school.said.check_message(first.says("TRAINER KLMP-2345"), "desk_code_wrong", "bn")
    school.said.check_message(first.says(f"ট্রেনার {code}"), "desk_welcome", "bn")
    school.said.check_message(second.says(f"TRAINER {code}"), "desk_code_wrong", "hi")
    for _ in range(trainers.LIMIT.most):
        said = second.says("TRAINER KLMP-2345")
    school.said.check_message(said, "desk_code_blocked", "hi")


def test_the_code_that_is_shown_marks_people_present(school: School) -> None:
    person, lesson = taught(school, -10 * MINUTE)
    came, mine = pupil(school, lesson)
    shown = person.presses(f"desk:code:{lesson.id}")
    school.said.check_message(shown, "desk_code_shown", "en")
    assert shown.messages[-1]["document"]["mime"] == "image/png"
    found = re.search(r"\d{3} \d{3}", shown.text)
    assert found is not None
    school.said.check_message(came.says(f"কোড {found.group()}"), "here_marked", "bn")
    assert "1 of 1" in person.presses("desk:today").text
    assert school.enrolment(mine)["came_by"] == "code"


def test_no_code_long_before(school: School) -> None:
    person, lesson = taught(school, 3 * HOUR)
    school.said.check_message(person.presses(f"desk:code:{lesson.id}"), "desk_code_early", "en")


def test_the_list_is_marked_by_numbers_and_buttons(school: School) -> None:
    person, lesson = taught(school, -40 * MINUTE)
    _, rina = pupil(school, lesson, "Rina Das")
    _, unnamed = pupil(school, lesson)
    _, third = pupil(school, lesson)
    listed = person.presses(f"desk:list:{lesson.id}:1")
    assert "Rina Das" in listed.text and school.said.message("desk_no_name", "en") in listed.text
    marked = person.says("1 and 2 came")
    school.said.check_message(marked, "desk_marked_several", "en")
    assert [school.enrolment(one)["came_by"] for one in (rina, unnamed, third)] == ["list", "list", None]
    person.presses(f"desk:came:{third}:late")
    person.presses(f"desk:came:{rina}:left")
    person.presses(f"desk:came:{unnamed}:not")
    rows = [school.enrolment(one) for one in (rina, unnamed, third)]
    assert rows[0]["left_at"] is not None and rows[1]["came_at"] is None
    assert rows[2]["came_at"] > rows[0]["came_at"], "who came late came after the start"


def test_after_the_session_the_time_is_asked_for(school: School) -> None:
    person, lesson = taught(school, -5 * HOUR)
    _, mine = pupil(school, lesson)
    school.said.check_message(person.presses(f"desk:came:{mine}:late"), "desk_when_late", "en")
    begun = school.begun(lesson).astimezone(INDIA)
    said = (begun + HOUR).strftime("%H:%M")
    school.said.check_message(person.says(f"at {said}"), "desk_marked", "en")
    came = dt.datetime.fromisoformat(school.enrolment(mine)["came_at"]).replace(tzinfo=dt.UTC)
    assert came.astimezone(INDIA).strftime("%H:%M") == said


def test_the_link_goes_to_everybody_once(school: School) -> None:
    person, lesson = taught(school, 2 * HOUR, mode="online", place="", link="https://meet.example.org/abc")
    _, mine = pupil(school, lesson)
    school.said.check_message(person.presses(f"desk:link:{lesson.id}"), "desk_link_sent", "en")
    planned = school.service.rows("SELECT subject FROM timed_tasks WHERE kind = 'link' AND belongs_to = ?", lesson.id)
    assert [row["subject"] for row in planned] == [mine]
    school.said.check_message(person.presses(f"desk:link:{lesson.id}"), "desk_link_just_now", "en")


MOVES = {
    "en": ("Friday 2 pm", "The hall is closed, call 9830012345", "The hall is closed, call …", "yes"),
    "bn": ("শুক্রবার দুপুর ২টো", "হলটা বন্ধ থাকবে", "হলটা বন্ধ থাকবে", "হ্যাঁ"),
    "hi": ("शुक्रवार दोपहर 2 बजे", "हॉल बंद रहेगा", "हॉल बंद रहेगा", "हाँ"),
}


@pytest.mark.parametrize("language", MOVES)
def test_moved_in_words(school: School, language: str) -> None:
    when, reason, kept, yes = MOVES[language]
    person, lesson = taught(school, 3 * DAY, language)
    _, mine = pupil(school, lesson)
    school.said.check_message(person.presses(f"desk:move:{lesson.id}"), "desk_move_when", language)
    school.said.check_message(person.says(when), "desk_why", language)
    assert kept in person.says(reason).text
    assert session(school, lesson)["version"] == 1, "nothing is changed before the yes"
    said = person.says(yes)
    assert said.language == language
    row = session(school, lesson)
    start = school.begun(lesson).astimezone(INDIA)
    assert (row["version"], row["reason"], start.strftime("%a %H:%M")) == (2, kept, "Fri 14:00")
    told = school.service.rows("SELECT kind FROM timed_tasks WHERE subject = ? AND kind = 'changed'", mine)
    assert len(told) == 1


@pytest.mark.parametrize("language", MOVES)
def test_cancelled_in_words(school: School, language: str) -> None:
    _, reason, kept, _ = MOVES[language]
    person, lesson = taught(school, 3 * DAY, language)
    _, mine = pupil(school, lesson)
    school.said.check_message(person.presses(f"desk:cancel:{lesson.id}"), "desk_why", language)
    sure = person.says(reason)
    assert kept in sure.text and session(school, lesson)["status"] == "planned"
    person.presses(sure.payloads[0])
    assert (session(school, lesson)["status"], session(school, lesson)["reason"]) == ("cancelled", kept)
    told = school.service.rows("SELECT kind FROM timed_tasks WHERE subject = ? AND kind = 'cancelled'", mine)
    assert len(told) == 1


def test_a_yes_to_something_else_cancels_nothing(school: School) -> None:
    person, lesson = taught(school, 3 * DAY)
    person.presses(f"desk:cancel:{lesson.id}")
    person.says("Too few people")
    person.says("no")
    person.says("yes")
    assert session(school, lesson)["status"] == "planned"


def test_a_question_in_between_is_answered(school: School) -> None:
    person, lesson = taught(school, 3 * DAY)
    person.presses(f"desk:move:{lesson.id}")
    school.said.check_answer(person.says("what is GST?"), "gst-what", "what", "en")
    school.said.check_message(person.says("Friday 2 pm"), "desk_why", "en")


def test_what_has_begun_stays(school: School) -> None:
    person, lesson = taught(school, -10 * MINUTE)
    for what in ("move", "cancel"):
        school.said.check_message(person.presses(f"desk:{what}:{lesson.id}"), "desk_begun", "en")
    assert session(school, lesson)["status"] == "planned"


@pytest.mark.parametrize("what", ["see", "code", "list", "link", "move", "cancel", "do", "who", "came"])
def test_nobody_else_gets_anything(school: School, what: str) -> None:
    """Neither somebody who is no trainer, nor a trainer of another session, however they come by a button."""
    lesson = school.lesson(-10 * MINUTE)
    school.trainer(lesson)
    _, mine = pupil(school, lesson, "Rina Das")
    about = f"{mine}:here" if what == "came" else mine if what == "who" else lesson.id
    stranger = school.service.person("en")
    school.said.check_message(stranger.presses(f"desk:{what}:{about}"), "desk_not_known", "en")
    other, _ = taught(school, -10 * MINUTE)
    said = other.presses(f"desk:{what}:{about}")
    assert "Rina Das" not in said.text and lesson.id not in "".join(said.payloads)
    assert school.enrolment(mine)["came_at"] is None and session(school, lesson)["status"] == "planned"
