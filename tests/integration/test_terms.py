"""Words of answers, explained by the real engine: alone, after an answer, and in the middle of a form."""

from __future__ import annotations

import pytest

from bot.clock import today, utc_now
from bot.knowledge.figures import fill
from bot.knowledge.model import Language
from tests.service import Reply, Service


def explains(service: Service, reply: Reply, term: str, language: Language) -> None:
    content = service.said.content
    text = fill(content.glossary.terms[term].text[language], content.figures, language, today(utc_now))
    assert text.strip() in reply.text, reply.text


@pytest.mark.parametrize(
    ("known", "text", "term"),
    [
        ("en", "what is a moratorium?", "moratorium"),
        ("bn", "moratorium mane ki", "moratorium"),
        ("bn", "মোরাটোরিয়াম মানে কী", "moratorium"),
        ("bn", "collateral bolte ki bojhay", "collateral"),
        ("hi", "collateral ka matlab kya hai", "collateral"),
        ("hi", "सब्सिडी का मतलब क्या होता है", "subsidy"),
        ("hi", "subsidy matlab", "subsidy"),
        ("bn", "ভর্তুকি matlab?", "subsidy"),
        ("en", "moratorum meaning", "moratorium"),
    ],
)
def test_a_word_by_itself(service: Service, known: Language, text: str, term: str) -> None:
    explains(service, service.person(known).says(text), term, known)


def test_the_name_of_a_topic_stays_its_question(service: Service) -> None:
    reply = service.person("en").says("what is PMEGP")
    assert service.said.answer("pmegp", "what", "en") in reply.text


def test_after_an_answer_the_conversation_stays_where_it_was(service: Service) -> None:
    person = service.person("en")
    first = person.presses("ask:pmegp:how-to-apply")
    assert [one for one in first.payloads if one.startswith("term:")], first.payloads
    reply = person.says("what does DPR mean?")
    explains(service, reply, "dpr", "en")
    assert "ask:pmegp:how-to-apply" in reply.payloads
    assert service.said.answer("pmegp", "eligibility", "en") in person.says("who can get it?").text


def test_a_button_explains_and_is_not_offered_again(service: Service) -> None:
    person = service.person("bn")
    offered = [one for one in person.presses("ask:pmegp:how-to-apply").payloads if one.startswith("term:")]
    explains(service, person.presses(offered[0]), offered[0].removeprefix("term:"), "bn")
    assert offered[0] not in person.presses("ask:pmegp:how-to-apply").payloads


@pytest.mark.parametrize("text", ["What is ITC?", "moratorium mane ki", "एनपीए क्या होता है"])
def test_in_the_middle_of_a_form(service: Service, text: str) -> None:
    person = service.person("en")
    person.presses("tool:emi")
    reply = person.says(text)
    question = service.said.content.messages["form_ask_emi_amount"].text
    assert any(question[language] in reply.text for language in ("bn", "hi", "en")), reply.text
    terms = service.said.content.glossary.terms
    wanted = {"What is ITC?": "itc", "moratorium mane ki": "moratorium"}.get(text, "npa")
    assert any(terms[wanted].text[language].strip() in reply.text for language in ("bn", "hi", "en")), reply.text
    assert "18 months" in person.says("5 lakh").text  # the form goes on


def test_a_word_that_is_no_more(service: Service) -> None:
    service.said.check_message(service.person("hi").presses("term:gone"), "stale_button", "hi")
