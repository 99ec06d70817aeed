"""A form with the real engine: values in any order and register, questions in the middle, mistakes, giving up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.service import Person, Reply, Service

pytestmark = pytest.mark.engine


def asks(service: Service, reply: Reply, slot: str, language: str) -> None:
    text = service.said.content.messages[f"form_ask_{slot}"].text[language]
    assert reply.messages[-1]["text"] == text.strip(), reply.text


@pytest.fixture
def bengali(service: Service) -> Person:
    return service.person("bn")


def test_one_value_after_the_other(service: Service, bengali: Person) -> None:
    asks(service, bengali.presses("tool:emi"), "emi_amount", "bn")
    asks(service, bengali.says("৫ লাখ"), "emi_months", "bn")
    asks(service, bengali.says("3"), "emi_rate", "bn")  # a number is the answer, not the third button
    result = bengali.says("12%")
    assert "₹১৬,৬০৭" in result.text  # 5 lakh, 36 months, 12 %: 16,607 by the annuity formula
    assert "₹৫ লক্ষ" in result.text and "৩৬" in result.text


@pytest.mark.parametrize(
    ("known", "text", "monthly"),
    [
        ("bn", "5 lakh loan 3 bochor 12% sud hole mase koto kisti", "₹১৬,৬০৭"),
        ("hi", "5 लाख लोन 3 साल 12% ब्याज किस्त कितनी आएगी", "₹16,607"),
        ("en", "what will be the emi on a 5 lakh loan for 3 years at 12 percent", "₹16,607"),
    ],
)
def test_all_in_one_message(service: Service, known: str, text: str, monthly: str) -> None:
    assert monthly in service.person(known).says(text).text


@pytest.mark.parametrize("unknown", ["জানি না", "jani na", "don't know"])
def test_an_example_for_who_does_not_know_the_rate(service: Service, bengali: Person, unknown: str) -> None:
    bengali.presses("tool:emi")
    bengali.says("2 lakh, 2 bochor")
    reply = bengali.says(unknown)
    assert ("12%" if reply.language == "en" else "১২%") in reply.text


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(service: Service, bengali: Person) -> None:
    bengali.presses("tool:emi")
    asks(service, bengali.says("৫ লাখ"), "emi_months", "bn")
    reply = bengali.says("পিএমইজিপি-তে কী কী কাগজ লাগে?")
    assert service.said.answer("pmegp", "documents", "bn") in reply.text
    asks(service, reply, "emi_months", "bn")
    asks(service, bengali.says("১৮ মাস"), "emi_rate", "bn")
    reply = bengali.says("ধন্যবাদ")
    asks(service, reply, "emi_rate", "bn")
    assert "১৮" in bengali.says("10").text


def test_values_can_be_corrected_and_impossible_ones_are_explained(service: Service, bengali: Person) -> None:
    bengali.presses("tool:emi")
    bengali.says("৫ লাখ")
    reply = bengali.says("৬০ বছর")
    assert service.said.content.messages["emi_months_impossible"].text["bn"].strip() in reply.text
    asks(service, reply, "emi_months", "bn")
    asks(service, bengali.says("na, 4 lakh"), "emi_months", "bn")
    bengali.says("3 bochor")
    assert "₹৪ লক্ষ" in bengali.says("9.5%").text


def test_what_is_no_answer_is_asked_again(service: Service, bengali: Person) -> None:
    bengali.presses("tool:emi")
    reply = bengali.says("qwrtz plmk")
    assert service.said.content.messages["form_not_understood"].text["bn"].strip() in reply.text
    asks(service, reply, "emi_amount", "bn")


@pytest.mark.parametrize("words", ["না, থাক", "na thak", "no, leave it", "rehne do"])
def test_giving_up(service: Service, bengali: Person, words: str) -> None:
    bengali.presses("tool:emi")
    bengali.says("৫ লাখ")
    reply = bengali.says(words)
    assert reply.messages[-1]["text"] == service.said.content.messages["form_cancelled"].text[reply.language].strip()
    asks(service, bengali.presses("tool:emi"), "emi_amount", reply.language)  # nothing of it is remembered


def test_the_language_changes_in_the_middle(service: Service, bengali: Person) -> None:
    bengali.presses("tool:emi")
    bengali.says("৫ লাখ")
    reply = bengali.presses("lang:hi")
    asks(service, reply, "emi_months", "hi")
    asks(service, bengali.says("3 साल"), "emi_rate", "hi")


def test_the_calculator_is_offered_below_the_topic(service: Service, bengali: Person) -> None:
    assert "tool:emi" in bengali.presses("ask:emi-interest").payloads
    assert "tool:emi" in bengali.presses("ask:emi-interest:cost").payloads
