"""People who choose to read Bengali or Hindi in roman letters, with the real engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.service import Person, Reply, Service

pytestmark = pytest.mark.engine

NATIVE = re.compile("[\u0900-\u0963\u0966-\u097f\u0980-\u09ff]")


def check_roman(reply: Reply) -> None:
    """No native letter but in the names of languages on buttons, which keep their own."""
    titles = [title for title, payload in reply.buttons.items() if not payload.startswith("lang:")]
    assert not NATIVE.search("\n".join([reply.text, *titles])), reply.text
    assert all(message["roman"] for message in reply.messages)


def presses(person: Person, payload: str) -> Reply:
    reply = person.presses(payload)
    check_roman(reply)
    return reply


@pytest.mark.parametrize(("language", "confirmed"), [("bn", "Ekhon theke Roman horofe"), ("hi", "Ab se jawab Roman")])
def test_an_answer_in_roman_letters_and_back(service: Service, language: str, confirmed: str) -> None:
    person = service.person(language)
    native = person.presses("ask:pmegp:benefit")
    service.said.check_answer(native, "pmegp", "benefit", language)
    assert "script:roman" in person.presses("language").payloads

    roman = presses(person, "script:roman")
    assert confirmed in roman.messages[0]["text"]
    assert roman.language == language
    assert "PMEGP" in roman.text
    amounts = re.compile(r"₹?\d[\d,.]*\d|\d+%")
    assert amounts.findall(roman.messages[-1]["text"]) == amounts.findall(
        native.text.translate({ord("০") + digit: str(digit) for digit in range(10)})
    ), "the last answer again, with its numbers"
    assert [source["url"] for source in roman.sources] == [source["url"] for source in native.sources]
    assert "kviconline.gov.in" in presses(person, "ask:pmegp:how-to-apply").text
    assert person.contact["roman"]

    back = person.presses("script:native")
    assert NATIVE.search(back.text)
    service.said.check_answer(back, "pmegp", "how-to-apply", language)
    service.said.check_answer(person.presses("ask:pmegp:benefit"), "pmegp", "benefit", language)
    assert not person.contact["roman"]


WORDS = [
    ("bn", "roman horofe likhun", "bn"), ("bn", "ইংরেজি হরফে লিখুন", "bn"), ("bn", "bangla horof porte pari na", "bn"),
    ("bn", "english okkhore bangla likho", "bn"), ("hi", "hindi ko english letters me likho", "hi"),
    ("hi", "रोमन अक्षरों में लिखिए", "hi"), ("hi", "roman me likho bhai", "hi"), ("bn", "reply in roman script", "bn"),
    ("bn", "hindi english letters me likhiye", "hi"),
]  # fmt: skip
BACK = [
    ("bn", "bangla horofe likhun"),
    ("bn", "বাংলা অক্ষরে লিখুন"),
    ("hi", "देवनागरी में लिखो"),
    ("hi", "devanagari me likho"),
]


@pytest.mark.parametrize(("known", "text", "language"), WORDS, ids=[text for _, text, _ in WORDS])
def test_the_wish_in_words(service: Service, known: str, text: str, language: str) -> None:
    person = service.person(known)
    person.presses("ask:mudra:cost")
    reply = person.says(text)
    check_roman(reply)
    assert reply.language == language
    assert person.contact["language"] == language


@pytest.mark.parametrize(("language", "text"), BACK, ids=[text for _, text in BACK])
def test_the_wish_for_native_letters(service: Service, language: str, text: str) -> None:
    person = service.person(language)
    presses(person, f"script:roman:{language}")
    reply = person.says(text)
    service.said.check_message(reply, "script_native", language)


def test_choices_are_known_by_number_and_in_either_letters(service: Service) -> None:
    person = service.person("bn")
    presses(person, "script:roman")
    documents = service.said.content.topics["pmegp"].aspects["documents"].bn.splitlines()[0]
    first = None
    for typed in ("Kagojpotro", "কাগজপত্র", "kagojpotro", None):
        offered = presses(person, "ask:pmegp").payloads
        reply = person.says(typed or str(offered.index("ask:pmegp:documents") + 1))
        check_roman(reply)
        first = first or reply.text
        assert reply.text == first, (typed, documents)


def test_a_choice_of_language_brings_its_letters_back(service: Service) -> None:
    person = service.person("bn")
    presses(person, "script:roman")
    service.said.check_answer(person.presses("lang:hi") and person.presses("ask:mudra"), "mudra", "what", "hi")


def test_in_english_the_language_is_asked(service: Service) -> None:
    person = service.person("en")
    person.presses("ask:pmegp:cost")
    reply = person.presses("script:roman")
    service.said.check_message(reply, "script_which", "en")
    assert reply.payloads == ["script:roman:bn", "script:roman:hi"]
    again = presses(person, "script:roman:hi")
    assert again.language == "hi"
    assert "PMEGP" in again.text


def test_the_language_command_shows_the_four_choices(person: Person) -> None:
    assert person.says("/language").payloads == ["lang:bn", "lang:hi", "lang:en", "script:roman"]


def test_the_hint_comes_once(service: Service, person: Person) -> None:
    texts = [
        "pmegp te koto taka bhortuki pabo ami",
        "pmegp te ki ki kagoj lagbe amar",
        "pmegp te koto khoroch hobe amar",
    ]
    offered = ["script:roman" in person.says(text).payloads for text in texts]
    assert offered == [False, True, False]
    check_roman(person.presses("script:roman"))
