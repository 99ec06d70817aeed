"""Tests before, right after and a month after a course: by button and typed, to the result, with what is refused."""

from __future__ import annotations

import pytest

from bot.clock import utc_now
from bot.services.assessment import attempts
from tests.integration.training.lessons import BANK, DAY, HOUR, MINUTE, School
from tests.integration.training.papers import Paper, paper
from tests.service import Person

WISHES = {
    "en": ("en", "I want to do the test"),
    "bn": ("bn", "পরীক্ষা দেব"),
    "hi": ("hi", "टेस्ट देना है"),
    "bn_roman": ("bn", "quiz ta chalu koren"),
    "hi_roman": ("hi", "mujhe test dena hai training ka"),
    "mixed": ("bn", "course er test ta ekhon dite chai"),
}
OF = 10


def told(school: School, key: str, language: str, **values: object) -> str:
    """A message with its values, as it stands in a reply."""
    texts: dict[str, str] = dict(school.content.messages[key].text)
    digits = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯") if language == "bn" else {}
    return texts[language].format(**{name: str(value).translate(digits) for name, value in values.items()}).strip()


@pytest.mark.parametrize("register", WISHES)
def test_by_words_and_buttons_to_the_result(school: School, register: str) -> None:
    language, wish = WISHES[register]
    one = paper(school, language)
    offer = one.person.says(wish)
    school.said.check_message(offer, "quiz_offer", language)
    one.last = one.person.presses(offer.payloads[0])
    assert one.asks(one.last)
    for number in range(OF):
        if number:
            assert one.asks(one.last), one.last.text
        one.presses()
    assert (one.row["right"], one.row["total"]) == (OF, OF)
    for module in school.content.assessments[BANK].modules:
        titles: dict[str, str] = dict(module.title)
        assert titles[language] in one.last.text
    assert one.last.language == language


@pytest.mark.parametrize("kind", ["pre", "post", "late"])
@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_typed_letters_and_numbers(school: School, language: str, kind: str) -> None:
    one = paper(school, language, kind)
    one.begins()
    wrong = one.types(right=False)
    right = one.types(right=True)
    explained = school.said.is_message(right, "quiz_right", language)
    if kind == "pre":  # nothing is explained before the course, not even whether it is right
        school.said.check_message(wrong, "quiz_noted", language)
        school.said.check_message(right, "quiz_noted", language)
        assert not explained
        end = one.to_the_end()
        assert told(school, "quiz_score_post", language, right=OF - 1, count=OF).lstrip("• ") not in end.text
    else:
        school.said.check_message(wrong, "quiz_wrong", language)
        assert explained
        end = one.to_the_end()
    assert one.row["right"] == OF - 1 and one.row["done_at"] is not None
    assert end.language == language


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", ("c", "3", "c)", "option 3", "the third")),
        ("bn", ("গ", "৩", "গ)", "৩ নম্বর", "তৃতীয়")),
        ("hi", ("ग", "३", "3 नंबर", "ग)", "तीसरा")),
        ("bn", ("ga", "3 no", "uttor c", "tritiyo", "C hobe")),
        ("hi", ("ga", "teesra", "c wala", "jawab 3", "C hoga")),
    ],
)
def test_a_letter_in_every_spelling(school: School, language: str, typed: tuple[str, ...]) -> None:
    """The third option, however it is called; one that stays for the next question is typed there."""
    one = paper(school, language)
    one.begins()
    for words in typed:
        item = one.until("single")
        third = one.third()
        one.last = one.person.says(words)
        assert one.answers[item.id]["given"] == third, (words, one.last.text)
        if all(other.kind != "single" for other in one.rest()):
            break


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", {54: "fifty four rupees", 1800: "1,800 rupees"}),
        ("bn", {54: "চুয়ান্ন টাকা", 1800: "আঠারোশো টাকা"}),
        ("hi", {54: "चौवन रुपये", 1800: "अठारह सौ रुपये"}),
        ("bn", {54: "৫৪", 1800: "১৮০০ টাকা হবে"}),
        ("hi", {54: "54 rupaye", 1800: "atharah sau"}),
    ],
)
def test_a_number_in_words(school: School, language: str, words: dict[int, str]) -> None:
    one = paper(school, language)
    one.begins()
    item = one.until("number")
    assert isinstance(item.answer, int | float)
    said = one.person.says(words[int(item.answer)])
    school.said.check_message(said, "quiz_right", language)
    assert one.answers[item.id]["right"] is True


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_the_words_of_an_option(school: School, language: str) -> None:
    one = paper(school, language)
    one.begins()
    item = one.until("single")
    texts: dict[str, str] = dict(item.option(str(item.answer)).text)
    school.said.check_message(one.person.says(texts[language]), "quiz_right", language)


@pytest.mark.parametrize(("language", "words"), [("en", "I don't know"), ("bn", "জানি না"), ("hi", "पता नहीं")])
def test_not_to_know_is_an_answer(school: School, language: str, words: str) -> None:
    one = paper(school, language)
    one.begins()
    item = one.item
    school.said.check_message(one.person.says(words), "quiz_not_known", language)
    assert one.answers[item.id] == {"given": None, "right": False}


def test_several_are_picked_one_after_the_other(school: School) -> None:
    one = paper(school, "en")
    one.begins()
    item = one.until("multiple")
    first, second = one.words().split(", ")
    assert one.asks(one.person.says(first)), "the question stays until they are done"
    assert one.asks(one.person.says("D" if "D" not in (first, second) else "A"))
    back = one.person.says("D" if "D" not in (first, second) else "A")  # taken back again
    assert one.asks(back) and item.id not in one.answers
    picked = one.person.says(second)
    done = next(payload for payload in picked.payloads if payload.startswith("quiz:d:"))
    school.said.check_message(one.person.presses(done), "quiz_right", "en")


def test_gain_and_what_stayed_are_told(school: School) -> None:
    one = paper(school, "bn")
    school.marks(one.mine, "pre", 3)
    one.begins()
    assert told(school, "quiz_gained", "bn", right=3, count=OF) in one.to_the_end(wrong=2).text
    mine = one.person.says("আমার পরীক্ষার নম্বর কত")
    for kind, right in (("pre", 3), ("post", OF - 2)):
        assert told(school, f"quiz_score_{kind}", "bn", right=right, count=OF) in mine.text
    late = paper(school, "hi", "late")
    school.marks(late.mine, "post", OF)
    late.begins()
    assert told(school, "quiz_faded", "hi", right=OF, count=OF) in late.to_the_end(wrong=3).text


def test_no_gain_is_told_without_a_reproach(school: School) -> None:
    one = paper(school, "en")
    school.marks(one.mine, "pre", OF)
    one.begins()
    end = one.to_the_end(wrong=4)
    assert told(school, "quiz_as_before", "en", right=OF, count=OF) in end.text
    assert any(payload.startswith("ask:") for payload in end.payloads), "what to read once more"


def test_a_second_go_is_refused_and_can_be_allowed(school: School) -> None:
    one = paper(school, "en")
    one.begins()
    one.to_the_end(wrong=5)
    school.said.check_message(one.begins(), "quiz_done_already", "en")
    with school.db() as db:
        assert attempts.allow_again(db, one.mine, "post", "an official", utc_now()) is not None
    assert one.asks(one.begins()) and one.row["number"] == 2
    one.to_the_end()
    assert one.row["right"] == OF
    school.said.check_message(one.begins(), "quiz_done_already", "en")


def writes(school: School, begins: object, presence: int | None, language: str = "bn") -> tuple[Person, str]:
    person, lesson = school.service.person(language), school.lesson(begins, bank=BANK)  # type: ignore[arg-type]
    return person, school.was_there(person, lesson, presence)


@pytest.mark.parametrize(
    ("begins", "presence", "kind", "key"),
    [
        (-30 * MINUTE, None, "post", "quiz_early"),
        (-5 * HOUR, 100, "late", "quiz_early"),
        (-5 * HOUR, 100, "pre", "quiz_over_pre"),
        (-8 * DAY, 100, "post", "quiz_over"),
        (-5 * HOUR, 0, "post", "quiz_not_there"),
    ],
)
def test_what_cannot_be_written_now(
    school: School, begins: object, presence: int | None, kind: str, key: str
) -> None:  # fmt: skip
    person, mine = writes(school, begins, presence)
    said = person.presses(f"quiz:start:{mine}:{kind}")
    first = school.said.message(key, "bn")
    texts: dict[str, str] = dict(school.content.messages[key].text)
    last = texts["bn"].rpartition("}")[2].strip()
    assert first in said.text and last in said.text and said.language == "bn", said.text
    assert not any(payload.startswith("quiz:a:") for payload in said.payloads)


def test_nothing_open(school: School) -> None:
    stranger = school.service.person("bn")
    school.said.check_message(stranger.says("পরীক্ষা দেব"), "quiz_none", "bn")
    one = paper(school, "bn")
    one.begins()
    one.to_the_end()
    said = one.person.says("পরীক্ষা দেব")
    school.said.check_message(said, "quiz_nothing_open", "bn")
    assert told(school, "quiz_score_post", "bn", right=OF, count=OF) in said.text


def test_somebody_elses_test_is_not_theirs(school: School) -> None:
    one = paper(school, "en")
    one.begins()
    stranger = Paper(school, school.service.person("en"), "en", one.mine)
    school.said.check_message(stranger.begins(), "quiz_gone", "en")
    pressed = stranger.person.presses(f"quiz:go:{one.row['id']}")
    school.said.check_message(pressed, "quiz_gone", "en")
    assert one.answers == {}
