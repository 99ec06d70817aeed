"""The best of a course get a mentor: chosen, asked, matched, introduced after both said yes, looked after."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.services.mentoring import people
from tests.integration.training.lessons import BANK, DAY, Lesson, School
from tests.service import Person

NUMBERS = {"Anil Sen": "+919830011111", "Bina Roy": "+919830022222"}


class Pair:
    """Who did best in a course, with the mentors of its programme."""

    def __init__(self, school: School, language: str = "bn", mentors: tuple[str, ...] = tuple(NUMBERS)) -> None:
        self.school, self.language = school, language
        self.lesson: Lesson = school.lesson(-33 * DAY, bank=BANK)
        self.mentee, *self.others = [school.service.person(language) for _ in range(6)]
        for behind, who in enumerate([self.mentee, *self.others]):
            mine = school.was_there(who, self.lesson)
            for kind, right in (("pre", 3), ("post", 10 - behind), ("late", 10 - behind)):
                school.marks(mine, kind, right)
        self.mentors: dict[str, Person] = {}
        for name in mentors:
            made, code = school.mentor(self.lesson, name, NUMBERS[name])
            self.mentors[made] = school.service.person("en")
            school.said.check_message(self.mentors[made].says(f"MENTOR {code}"), "mentor_welcome", "en")
        school.day()

    @property
    def row(self) -> Any:
        (row,) = self.school.service.rows("SELECT * FROM mentorships WHERE course_id = ?", self.lesson.course)
        return row

    @property
    def mentor(self) -> Person:
        """The one who is matched now."""
        return self.mentors[self.row["mentor_id"]]

    def asked(self) -> None:
        """What is planned for the state of now goes out."""
        assert self.school.then("mentor_ask", self.row["id"]) == ""

    def wants(self) -> None:
        """The chosen one wants help with selling."""
        self.asked()
        self.mentee.presses(f"mentor:want:{self.row['id']}")
        self.mentee.presses(f"mentor:help:{self.row['id']}:sales")
        self.school.day()
        self.asked()

    def says(self, who: Person, answer: str) -> Any:
        return who.presses(f"mentor:{answer}:{self.row['id']}")


def first_text(person: Person) -> str:
    """What waited for somebody on the web page."""
    return str(person.presses("menu").messages[0]["text"])


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_from_being_chosen_to_the_introduction(school: School, language: str) -> None:
    pair = Pair(school, language)
    assert pair.row["status"] == "chosen" and pair.row["contact_id"] == pair.mentee.contact["id"]
    pair.asked()
    assert school.said.message("mentor_ask", language) in first_text(pair.mentee)
    helps = pair.says(pair.mentee, "want")
    school.said.check_message(helps, "mentor_which_help", language)
    assert len(helps.payloads) == 5
    noted = pair.mentee.says(next(iter(helps.buttons)))  # by its name
    school.said.check_message(noted, "mentor_noted", language)
    school.said.check_message(pair.mentee.says({"bn": "আমার মেন্টর কবে পাব", "hi": "मेरा मेंटर कब मिलेगा",
        "en": "when do I get my mentor"}[language]), "mentor_waiting", language)  # fmt: skip
    school.day()
    pair.asked()
    proposed = first_text(pair.mentee)
    assert school.said.message("mentor_proposal_mentee", language) in proposed
    assert not any(name in proposed or number[3:] in proposed for name, number in NUMBERS.items())
    assert school.said.message("mentor_proposal_mentor", "en") in first_text(pair.mentor)
    school.said.check_message(pair.says(pair.mentee, "yes"), "mentor_waits_for_other", language)
    school.said.check_message(pair.says(pair.mentor, "yes"), "mentor_both_agreed", "en")
    pair.asked()
    told = first_text(pair.mentee)
    assert any(name in told and number[3:] in told for name, number in NUMBERS.items())
    assert school.said.message("mentor_introduced_mentor", "en") in first_text(pair.mentor)
    for other in pair.others:
        assert school.service.rows("SELECT 1 FROM mentorships WHERE contact_id = ?", other.contact["id"]) == []


def test_after_a_no_the_next_one_is_asked(school: School) -> None:
    pair = Pair(school)
    pair.wants()
    first = pair.mentor
    pair.says(pair.mentee, "yes")
    school.said.check_message(pair.says(first, "not"), "mentor_thanks", "en")
    assert pair.row["status"] == "wanted"
    school.day()
    pair.asked()
    assert pair.mentor is not first and pair.row["mentee_said"] is None, "the yes was to the other one"
    school.said.check_message(pair.says(first, "yes"), "mentor_over", "en")
    pair.says(pair.mentor, "yes")
    pair.says(pair.mentee, "yes")
    assert pair.row["status"] == "introduced"


def test_the_chosen_one_says_no_to_a_mentor(school: School) -> None:
    pair = Pair(school, mentors=("Anil Sen",))
    pair.wants()
    school.said.check_message(pair.says(pair.mentee, "not"), "mentor_other_looked_for", "bn")
    school.day()
    assert pair.row["status"] == "wanted", "the same one is not proposed again"


@pytest.mark.parametrize(("language", "words"), [("en", "No, thank you"), ("bn", "না, ধন্যবাদ"), ("hi", "नहीं, धन्यवाद")])
def test_no_mentor_at_all(school: School, language: str, words: str) -> None:
    pair = Pair(school, language)
    school.said.check_message(pair.mentee.says({"en": "my mentor", "bn": "আমার মেন্টর", "hi": "मेरा मेंटर"}[language]),
        "mentor_ask", language)  # fmt: skip
    school.said.check_message(pair.mentee.says(words), "mentor_declined", language)
    assert pair.row["status"] == "declined"
    query = "SELECT kind FROM timed_tasks WHERE subject = ? AND status = 'waiting'"
    assert school.service.rows(query, pair.row["id"]) == [], "nobody asks again"


def test_how_it_goes_after_30_and_90_days(school: School) -> None:
    pair = Pair(school)
    pair.wants()
    pair.says(pair.mentor, "yes")
    pair.says(pair.mentee, "yes")
    pair.asked()
    one = pair.row["id"]
    assert school.then("mentor_30", one) == ""
    assert school.said.message("mentor_check", "en") in pair.mentor.presses("menu").text
    school.said.check_message(pair.mentee.presses(f"mentor:check:{one}:30:well"), "mentor_checked", "bn")
    school.said.check_message(pair.mentee.says("উনি খুব ভালো বুঝিয়েছেন, ফোন 9830012345"), "mentor_words_kept", "bn")
    school.said.check_message(pair.mentor.presses(f"mentor:check:{one}:30:none"), "mentor_checked_none", "en")
    school.said.check_answer(pair.mentor.says("what is GST?"), "gst-what", "what", "en")
    pair.mentor.says("documents for udyam registration please")
    checks = json.loads(pair.row["checks"])
    assert checks["30:mentee"] == {"said": "well", "words": "উনি খুব ভালো বুঝিয়েছেন, ফোন …"}
    assert checks["30:mentor"] == {"said": "none"}, "what is said later is no sentence about the mentor"
    assert school.then("mentor_90", one) == ""
    pair.mentee.presses(f"mentor:check:{one}:90:so")
    assert pair.row["status"] == "ended"


def test_either_can_end_it(school: School) -> None:
    pair = Pair(school)
    pair.wants()
    pair.says(pair.mentor, "yes")
    pair.says(pair.mentee, "yes")
    school.said.check_message(pair.says(pair.mentor, "end"), "mentor_ended", "en")
    school.said.check_message(pair.says(pair.mentor, "end"), "mentor_over", "en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I want a mentor"), ("bn", "আমি কি মেন্টর পাব?"), ("hi", "मुझे मेंटर चाहिए"),
        ("bn", "amar ekjon mentor lagbe"), ("hi", "mujhe mentor chahiye"), ("bn", "mentor er sathe kotha bolte chai"),
    ],
)  # fmt: skip
def test_who_is_not_chosen_is_told_kindly(school: School, language: str, words: str) -> None:
    school.said.check_message(school.service.person(language).says(words), "mentor_nothing", language)


def test_a_code_of_a_mentor(school: School) -> None:
    lesson = school.lesson(DAY)
    _, code = school.mentor(lesson, "Anil Sen", "+919830011111")
    person = school.service.person("hi")
    person.says("मेंटर")
    school.said.check_message(person.says("MENTOR KLMP-2345"), "mentor_code_wrong", "hi")
    school.said.check_message(person.says(code.lower()), "mentor_welcome", "hi")
    thief = school.service.person("en")
    school.said.check_message(thief.says(f"mentor {code}"), "mentor_code_wrong", "en")
    for _ in range(people.LIMIT.most):
        said = thief.says("MENTOR KLMP-2345")
    school.said.check_message(said, "desk_code_blocked", "en")


def test_somebody_elses_button_does_nothing(school: School) -> None:
    pair = Pair(school)
    pair.wants()
    stranger = school.service.person("en")
    for answer in ("yes", "not", "end", "want"):
        school.said.check_message(pair.says(stranger, answer), "mentor_over", "en")
    assert (pair.row["status"], pair.row["mentee_said"], pair.row["mentor_said"]) == ("matched", None, None)
