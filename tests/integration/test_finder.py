"""The eligibility finder with the real engine: by buttons, in one message, out of order, typed in every language, with
a question in the middle, given up, and in another language half-way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.knowledge.model import Language
    from tests.service import Person, Reply, Service

pytestmark = pytest.mark.engine

ANSWERS = {
    "need": "loan", "who": "entrepreneur", "sector": "trading", "stage": "new", "gender": "woman", "social": "general",
    "area": "village",
}  # fmt: skip
TYPED = {"age": "32", "investment": "2 lakh", "turnover": "5 lakh"}


def asked(service: Service, reply: Reply, language: Language) -> str | None:
    """The fact that the last message asks for."""
    messages = service.said.content.messages
    found = (key for key, message in messages.items() if message.text[language].strip() == reply.messages[-1]["text"])
    return next((key.removeprefix("form_ask_finder_") for key in found if key.startswith("form_ask_finder_")), None)


def is_result(service: Service, reply: Reply, language: Language) -> bool:
    return service.said.is_message(reply, "finder_guide", language)


def answered(service: Service, person: Person, reply: Reply, language: Language, typed: bool = False) -> Reply:
    """Answers every question, by its button (or its title, typed) where it has one; the reply is the result."""
    count = 0
    while (fact := asked(service, reply, language)) is not None:
        count += 1
        assert count <= 8
        if fact in TYPED:
            reply = person.says(TYPED[fact])
        elif typed:
            reply = person.says(service.said.content.choices[f"{fact}.{ANSWERS[fact]}"].title[language])
        else:
            reply = person.presses(f"set:finder:{fact}:{ANSWERS[fact]}")
    return reply


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
@pytest.mark.parametrize("typed", [False, True])
def test_one_answer_after_the_other(service: Service, language: Language, typed: bool) -> None:
    person = service.person(language)
    first = person.presses("tool:finder")
    assert asked(service, first, language) == "need"
    assert "set:finder:need:loan" in first.payloads and "set:finder:need:skip" in first.payloads
    result = answered(service, person, first, language, typed)
    assert is_result(service, result, language), result.text
    assert "ask:mudra" in result.payloads
    assert len(result.text) <= 1500
    assert "ask:pm-svanidhi" not in result.payloads  # no street vendor


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bn", "ami 36 bochorer mohila, general caste, grame notun dokan khulbo, 2 lakh loan lagbe, kon scheme pabo"),
        ("hi", "गाँव की महिला हूँ, उम्र 36, सामान्य वर्ग, नई दुकान खोलनी है, 2 लाख लोन चाहिए, मेरे लिए कौन सी योजना"),
        ("en", "woman, 36, general caste, village, want to open a shop, 2 lakh loan needed, which scheme is for me"),
    ],
)  # fmt: skip
def test_all_in_one_message(service: Service, language: Language, text: str) -> None:
    reply = service.person(language).says(text)
    assert is_result(service, reply, language), reply.text
    assert {"ask:mudra", "ask:pmegp"} <= set(reply.payloads), reply.payloads


def test_nothing_is_asked_twice(service: Service) -> None:
    person = service.person("bn")
    reply = person.says("ami 32 bochorer mohila, notun dokan korbo, kon scheme")
    seen: list[str] = []
    while (fact := asked(service, reply, "bn")) is not None:
        seen.append(fact)
        reply = person.says(TYPED[fact]) if fact in TYPED else person.presses(f"set:finder:{fact}:{ANSWERS[fact]}")
    assert seen[0] == "need"
    assert len(seen) == len(set(seen)) and not {"age", "gender", "stage"} & set(seen)


def test_out_of_order_and_corrected(service: Service) -> None:
    person = service.person("en")
    person.presses("tool:finder")
    reply = person.says("I am a weaver and I need a loan")
    assert asked(service, reply, "en") not in ("need", "who", None)
    reply = person.says("I am 17")
    reply = person.says("no, I am 45 years old")
    result = answered(service, person, reply, "en")
    assert "ask:weaver-mudra" in result.payloads
    assert "ask:mudra" in result.payloads  # not for somebody of 17


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("1", "need"), ("1 ar 3", "need"), ("loan", "need"), ("লোন চাই", "need"), ("ट्रेनिंग चाहिए", "need"),
        ("amar ekta loan lagbe", "need"), ("bhortuki", "need"), ("मशीन और लोन", "need"),
    ],
)  # fmt: skip
def test_an_option_is_understood_however_it_is_typed(service: Service, words: str, fact: str) -> None:
    person = service.person("bn")
    assert asked(service, person.presses("tool:finder"), "bn") == fact
    reply = person.says(words)
    assert not service.said.is_message(reply, "form_not_understood", reply.language)  # type: ignore[arg-type]
    assert asked(service, reply, reply.language) != fact  # type: ignore[arg-type]


def test_a_question_in_the_middle_is_answered_and_the_finder_goes_on(service: Service) -> None:
    person = service.person("bn")
    person.presses("tool:finder")
    pending = asked(service, person.says("লোন"), "bn")
    reply = person.says("পিএমইজিপি-তে কী কী কাগজ লাগে?")
    assert service.said.answer("pmegp", "documents", "bn") in reply.text
    assert asked(service, reply, "bn") == pending
    assert asked(service, person.says("ধন্যবাদ"), "bn") == pending


def test_what_is_no_answer_is_asked_again(service: Service) -> None:
    person = service.person("bn")
    person.presses("tool:finder")
    reply = person.says("qwrtz plmk")
    assert service.said.is_message(reply, "form_not_understood", "bn")
    assert asked(service, reply, "bn") == "need"


def test_whoever_knows_nothing_is_asked_eight_things_at_most(service: Service) -> None:
    person = service.person("hi")
    reply = person.presses("tool:finder")
    count = 0
    while (fact := asked(service, reply, "hi")) is not None:
        count += 1
        reply = person.says("पता नहीं") if count % 2 else person.presses(f"set:finder:{fact}:skip")
    assert count <= 8
    assert is_result(service, reply, "hi")


@pytest.mark.parametrize("words", ["না, থাক", "na thak", "rehne do"])
def test_giving_up(service: Service, words: str) -> None:
    person = service.person("bn")
    person.presses("tool:finder")
    person.says("লোন")
    reply = person.says(words)
    assert service.said.is_message(reply, "form_cancelled", reply.language)  # type: ignore[arg-type]
    again = person.presses("tool:finder")
    assert asked(service, again, again.language) == "need"  # type: ignore[arg-type]


def test_the_language_changes_in_the_middle(service: Service) -> None:
    person = service.person("bn")
    person.presses("tool:finder")
    pending = asked(service, person.says("লোন"), "bn")
    reply = person.presses("lang:hi")
    assert asked(service, reply, "hi") == pending
    assert is_result(service, answered(service, person, reply, "hi"), "hi")


def test_the_result_is_said_again_in_another_language(service: Service) -> None:
    person = service.person("bn")
    answered(service, person, person.presses("tool:finder"), "bn")
    assert is_result(service, person.presses("lang:en"), "en")


def test_an_old_button_starts_the_finder_with_its_answer(service: Service) -> None:
    person = service.person("en")
    reply = person.presses("set:finder:need:loan")
    assert asked(service, reply, "en") not in ("need", None)
    assert asked(service, service.person("en").presses("set:finder:need:gold"), "en") == "need"
    service.said.check_message(person.presses("set:gone:need:loan"), "unknown_payload", "en")


def test_a_tool_can_follow_another_in_the_middle(service: Service) -> None:
    person = service.person("en")
    person.presses("tool:finder")
    reply = person.presses("tool:emi")
    assert service.said.is_message(reply, "form_ask_emi_amount", "en")
    # An old button of the finder goes back to it; of the loan nothing is kept.
    assert asked(service, person.presses("set:finder:gender:woman"), "en") == "need"


@pytest.mark.parametrize(
    ("language", "text"),
    [("bn", "আমার জন্য কোন স্কিম আছে"), ("hi", "mere liye kaun si yojana hai"), ("en", "what schemes can I get")],
)
def test_it_starts_by_words(service: Service, language: Language, text: str) -> None:
    reply = service.person(language).says(text)
    assert asked(service, reply, language) == "need"


def test_it_is_offered_in_the_menus(service: Service) -> None:
    person = service.person("en")
    for payload in ("menu", "menu:schemes", "menu:loans"):
        assert "tool:finder" in person.presses(payload).payloads, payload
