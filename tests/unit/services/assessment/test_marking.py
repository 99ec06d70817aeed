"""What typed answers mean, and which are right."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.assessments import Assessment
from bot.knowledge.strict import LANGUAGES, Language
from bot.language.numbers import format_number, localise_digits
from bot.language.roman.readable import readable
from bot.services.assessment.marking import Given, read_answer, right
from bot.services.assessment.sheet import Sheet, shuffled

from .conftest import asked

LETTERS = {"en": "ABCDE", "bn": "কখগঘঙ", "hi": "कखगघङ"}


def read(bank: Assessment, item: str, text: str, language: Language = "bn") -> Given | None:
    return read_answer(bank.item(item), text, asked(bank), language)


# Right or not


@pytest.mark.parametrize(
    ("item", "given_answer", "expected"),
    [
        ("account", "c", True), ("account", "a", False), ("account", ["c"], False), ("account", True, False),
        ("bills", ["a", "c"], True), ("bills", ("c", "a"), True), ("bills", ["a"], False),
        ("bills", ["a", "c", "d"], False), ("bills", [], False), ("bills", "ac", False),
        ("true", False, True), ("true", True, False), ("true", 0, False), ("true", "false", False),
        ("sum", 1350, True), ("sum", 1350.5, True), ("sum", 1349.5, True), ("sum", 1350.51, False),
        ("sum", -1350, False), ("sum", True, False), ("sum", "1350", False), ("sum", float("nan"), False),
        ("sum", float("inf"), False),
    ],
)  # fmt: skip
def test_which_answers_are_right(bank: Assessment, item: str, given_answer: Any, expected: bool) -> None:
    assert right(bank.item(item), given_answer) is expected


def test_no_tolerance_means_exactly(bank: Assessment) -> None:
    exact = bank.item("sum").model_copy(update={"tolerance": 0.0, "answer": 0.3})
    assert right(exact, 0.3) and not right(exact, 0.30001)
    assert right(exact.model_copy(update={"tolerance": 0.1, "answer": 0.2}), 0.3)  # in decimals, not in binary


# One of several options


@pytest.mark.parametrize(
    "text",
    [
        "C", "c", "c)", "C.", "(c)", "[C]", "option c", "Option C please", "c hobe", "uttor c", "my answer is c", "C?",
        "গ", "(গ)", "গ)", "উত্তর গ", "option গ", "গ হবে", "ग", "ग)", "जवाब ग है", "सी", "সি", "cee", "si", "ga",
        "3", "৩", "३", "3)", "3 number", "৩ নম্বর", "३ नंबर", "no 3", "number 3", "3 no", "3 nombor", "3 ta", "तीन",
        "তিন", "tin", "three", "third", "tritiyo", "তৃতীয়টা", "तीसरा", "tisra wala", "3rd",
        "A current account", "a current account", "current account", "Current Account.", "CURRENT ACCOUNT",
        "curent acount", "account", "account hobe", "চালু খাতা",
        "কারেন্ট অ্যাকাউন্ট", "কারেন্ট একাউন্ট", "কারেন্ট অ্যাকাউন্ট হবে", "चालू खाता", "chalu khata", "chaalu khaata",
        "c) current account", "C. A current account", "গ) কারেন্ট অ্যাকাউন্ট", "3. चालू खाता",
        "ami mone kori current account", "mujhe lagta hai chalu khata",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_choice_is_read_in_every_register(bank: Assessment, text: str, language: Language) -> None:
    assert read(bank, "account", text, language) == "c"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "?", "...", "😀", "d", "D)", "ঘ", "4", "0", "৭", "12", "a b", "A or B", "A and B", "1,2", "all",
        "what is a current account?", "current account ki?", "why", "gst", "stop", "help", "menu",
        "না", "haan", "thik", "jani na", "pata nahi", "don't know", "skip", "not a current account",
        "no current account",
        "current account noy", "a) current account", "b. দোকান", "shopkeeper", "friend or shop",
        "আমার বন্ধুর দোকানে কাজ করে", "c d", "এবং", "option", "number", "uttor", "1.5", "-3x",
    ],
)  # fmt: skip
def test_what_is_no_single_choice(bank: Assessment, text: str) -> None:
    assert read(bank, "account", text) is None


def test_letters_and_numbers_mean_the_place_on_the_sheet(bank: Assessment) -> None:
    sheet = Sheet(("account",), {"account": ("c", "a", "b")})
    item = bank.item("account")
    for text, expected in (("A", "c"), ("1", "c"), ("ক", "c"), ("b", "a"), ("৩", "b"), ("the shop", "a"), ("d", None)):
        assert read_answer(item, text, sheet, "bn") == expected
    assert read_answer(item, "a) current account", sheet, "en") == "c"
    assert read_answer(item, "a) the shop", sheet, "en") is None  # the letter says one thing, the words another


@pytest.mark.parametrize(
    ("item", "text", "expected"),
    [
        ("rate", "40 lakh", "a"), ("rate", "₹40 lakh", "a"), ("rate", "চল্লিশ লাখ", "a"), ("rate", "chollish lakh", "a"),
        ("rate", "4000000", "a"), ("rate", "40,00,000 taka", "a"), ("rate", "२० लाख", "b"), ("rate", "20 lac", "b"),
        ("rate", "up to 20 lakh", "b"), ("rate", "৪০ লক্ষ পর্যন্ত", "a"), ("rate", "no limit", "c"),
        ("rate", "kono sima nei", "c"), ("rate", "limit", None), ("rate", "50 lakh", None), ("rate", "40", None),
        ("rate", "40 or 20 lakh", None), ("rate", "2", "b"),
        # The first option is "2 days", the second one "15 days": "2" may be either.
        ("days", "2", None), ("days", "b", "b"), ("days", "2 days", "a"), ("days", "2)", "b"),
        ("days", "15", "b"), ("days", "১৫ দিন", "b"),
        ("days", "pandrah din", "b"), ("days", "1", "a"), ("days", "3", "c"), ("days", "5 days", None),
    ],
)  # fmt: skip
def test_numbers_in_options_are_never_guessed(bank: Assessment, item: str, text: str, expected: str | None) -> None:
    assert read(bank, item, text) == expected


# Several options


@pytest.mark.parametrize(
    "text",
    [
        "A and C", "a c", "ac", "AC", "A, C", "A,C", "a & c", "a+c", "A/C", "1,3", "1 3", "13", "1 and 3", "1 ar 3",
        "১,৩", "১ আর ৩", "ক আর গ", "ক, গ", "ক ও গ", "(ক) (গ)", "ka ar ga", "क और ग", "१ और ३", "ek aur teen",
        "এক আর তিন",
        "C A", "c and a", "option a and c", "a c a", "a\nc", "প্রথম আর তৃতীয়", "pehla aur tisra",
        "purchase bill and bank statement", "Purchase bill, Bank statement", "কেনার বিল আর ব্যাঙ্কের হিসেব",
        "kenar bill ar banker hisab", "ख़रीद का बिल और बैंक का हिसाब", "a and bank statement",
        "purchase and statement", "bank statment, purchase bil",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_several_choices_are_read_in_every_register(bank: Assessment, text: str, language: Language) -> None:
    assert read(bank, "bills", text, language) == ("a", "c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b", ("b",)), ("ration card", ("d",)), ("all", ("a", "b", "c", "d")), ("সব", ("a", "b", "c", "d")),
        ("sab", ("a", "b", "c", "d")), ("a b c d", ("a", "b", "c", "d")), ("1234", ("a", "b", "c", "d")),
        ("a e", None), ("15", None), ("a and what", None), ("bill kivabe banabo", None), ("which ones?", None),
        ("a, c, gst", None), ("not a", None), ("", None), ("and", None), ("all of what", None), ("ca", None),
        ("ration card noy", None),
    ],
)  # fmt: skip
def test_other_answers_to_several_choices(bank: Assessment, text: str, expected: tuple[str, ...] | None) -> None:
    assert read(bank, "bills", text) == expected


# True or false


@pytest.mark.parametrize(
    "text",
    [
        "yes", "Yes.", "y", "true", "True!", "right", "correct", "it is right", "yes it is true", "not wrong", "ok",
        "t",
        "হ্যাঁ", "হ্যা", "ঠিক", "ঠিক আছে", "ঠিক কথা", "এটা ঠিক", "একদম ঠিক", "সত্যি", "সঠিক", "ভুল না", "ভুল নয়", "পারে", "হ্যাঁ পারে",
        "haan", "ha", "hya", "thik", "eta thik", "thik kotha", "sotti", "bhul na", "bhul noy", "pare", "mone hoy thik",
        "हाँ", "हां", "सही", "सही है", "सच", "जी हाँ", "ठीक है", "गलत नहीं", "sahi", "sahi hai", "sach hai", "galat nahi hai",
        "haan ji", "sakta hai", "yes sahi hai", "ha thik", "👍", "✅", "haan 👍", "1", "১",
    ],
)  # fmt: skip
def test_a_sentence_holds_in_every_register(bank: Assessment, text: str) -> None:
    assert read(bank, "true", text) is True


@pytest.mark.parametrize(
    "text",
    [
        "no", "No.", "n", "false", "wrong", "incorrect", "not true", "not right", "no, wrong", "it is wrong", "cannot",
        "f",
        "না", "ভুল", "ভুল কথা", "এটা ভুল", "মিথ্যা", "ঠিক না", "ঠিক নয়", "সত্যি নয়", "পারে না", "না, ভুল", "হয় না", "না, ঠিক না",
        "na", "naa", "bhul", "vul", "mithya", "thik na", "thik noy", "sotti na", "pare na", "na bhul", "na pare na",
        "नहीं", "गलत", "ग़लत है", "झूठ", "सही नहीं", "सही नहीं है", "नहीं सकते", "nahi", "galat", "galat hai", "sahi nahi hai",
        "jhoot",
        "nahi hota hai", "nahi galat", "no bhai", "👎", "❌", "2", "२",
    ],
)  # fmt: skip
def test_a_sentence_does_not_hold_in_every_register(bank: Assessment, text: str) -> None:
    assert read(bank, "true", text) is False


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "true?", "thik na bhul", "thik na bhul?", "sahi ya galat", "true or false", "na thik", "no, right",
        "nahi, hota hai", "haan na", "yes no", "haan galat", "jani na", "pata nahi", "i don't know", "skip",
        "what is gst",        "gst lage?",
        "thik ki na", "pare ki", "3", "12", "👍👎", "haan 👎", "a", "help", "menu", "stop",
        "not not true",
        "right now I am at the shop and cannot read", "ekta udahoron din",
    ],
)  # fmt: skip
def test_what_leaves_open_whether_a_sentence_holds(bank: Assessment, text: str) -> None:
    assert read(bank, "true", text) is None


# Numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1350", 1350), ("₹1,350", 1350), ("১৩৫০", 1350), ("১,৩৫০ টাকা", 1350), ("१३५०", 1350), ("1350 rupees", 1350),
        ("1350/-", 1350), ("Rs. 1350", 1350), ("about 1350 taka", 1350), ("1350 taka hobe", 1350), ("1350.50", 1350.5),
        ("tero sho poncash", 1350), ("তেরোশো পঞ্চাশ", 1350), ("one thousand three hundred fifty", 1350),
        ("एक हज़ार तीन सौ पचास", 1350), ("দেড় লাখ", 150_000), ("derh lakh", 150_000), ("2 crore", 20_000_000),
        ("5k", 5000),
        ("-1350", -1350), ("0", 0), ("answer is 1350", 1350), ("18%", 18), ("15 days", 15), ("15 diner modhye", 15),
        ("1350 or 1400", None), ("1300-1400", None), ("how much is 1350", None), ("1350?", None), ("taka", None),
        ("", None), ("jani na", None), ("GSTR-3B kya hai", None), ("form 3 kothay pabo", None), ("two or three", None),
        ("amar 3 ta dokan ache", None), ("1930 helpline ki kaj kore", None),
    ],
)  # fmt: skip
def test_numbers_are_read_with_what_stands_around_them(
    bank: Assessment, text: str, expected: int | float | None
) -> None:
    found = read(bank, "sum", text)
    assert found == expected and type(found) is type(expected)


@given(st.integers(0, 10**9), st.sampled_from(LANGUAGES))
def test_a_number_is_read_as_it_is_shown(bank: Assessment, value: int, language: Language) -> None:
    for text in (str(value), localise_digits(str(value), language), f"₹{format_number(value, language)}"):
        assert read(bank, "sum", text, language) == value


# Whatever comes


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_is_read_without_an_error(bank: Assessment, text: str, language: Language) -> None:
    sheet = asked(bank)
    for item in bank.items:
        found = read_answer(item, text, sheet, language)
        if found is not None:
            right(item, found)
        if item.kind == "single" and found is not None:
            assert found in item.letters
        if item.kind == "multiple" and found is not None:
            assert isinstance(found, tuple) and found and set(found) <= set(item.letters)
            assert list(found) == sorted(set(found))


@given(st.text(), st.sampled_from(["account", "bills", "days", "rate", "sum", "true"]))
def test_a_question_in_words_is_no_answer(bank: Assessment, rest: str, item: str) -> None:
    assert read(bank, item, f"why is that so {rest}?") is None


# In the banks of the product


@given(st.text(), st.randoms(use_true_random=False))
def test_every_option_is_understood_by_letter_number_and_its_own_words(
    banks: dict[str, Assessment], seed: str, chance: random.Random
) -> None:
    made = chance.choice(list(banks.values()))
    item = chance.choice([item for item in made.items if item.options])
    language: Language = chance.choice(LANGUAGES)
    sheet = shuffled(made, seed)
    place = chance.randrange(len(item.options))
    letter = sheet.options[item.id][place]
    words = item.option(letter).text[language]
    mark = LETTERS[language][place]
    expected = letter if item.kind == "single" else (letter,)
    ways = (mark, mark.lower(), f"{mark})", f"({mark})", f"{mark}. {words}", words, words.upper(), f" {words}. ")
    for text in (*ways, localise_digits(f"{place + 1})", language), *([] if language == "en" else [readable(words)])):
        assert read_answer(item, text, sheet, language) == expected, text


def test_every_right_number_is_understood_in_each_habit(banks: dict[str, Assessment]) -> None:
    asked_for = [(made, item) for made in banks.values() for item in made.items if item.kind == "number"]
    assert len(asked_for) >= 10
    for made, item in asked_for:
        assert isinstance(item.answer, int | float)
        for language in LANGUAGES:
            shown = format_number(item.answer, language)
            unit = item.unit[language] if item.unit is not None else ""
            for text in (
                shown,
                shown.replace(",", ""),
                f"{shown} {unit}",
                f"{shown}{unit}",
                readable(f"{shown} {unit}"),
            ):
                found = read_answer(item, text, asked(made), language)
                assert found is not None and right(item, found), (item.id, text)


def test_no_question_of_a_bank_is_taken_for_an_answer_to_it(banks: dict[str, Assessment]) -> None:
    for made in banks.values():
        for item in made.items:
            for language in LANGUAGES:
                assert read_answer(item, item.question[language], asked(made), language) is None, item.id
