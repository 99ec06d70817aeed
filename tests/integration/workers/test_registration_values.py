"""What cannot be, what is left open, what is skipped, and questions in the middle of a registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.workers.registrations import (
    BEGIN,
    LANGUAGE,
    asked,
    entries,
    entry,
    new_phone,
    noted,
    says,
    started,
    talk,
)

if TYPE_CHECKING:
    from tests.service import Person, Service

pytestmark = pytest.mark.engine


def named(service: Service, register: str) -> Person:
    """Somebody who is asked for the number."""
    person = service.person(LANGUAGE[register])
    reply = talk(person, BEGIN[register], "!consent:yes", "Rahim Sheikh")
    assert asked(service, reply) == "phone", reply.text
    return person


@pytest.mark.parametrize(
    ("register", "words", "why"),
    [
        ("bn", "৯৮৩০০", "too_short"), ("hi_roman", "mera number 98300123", "too_short"),
        ("en", "98300123456789", "too_long"),
        ("bn_roman", "1830012345", "wrong_start"), ("hi", "5830012345", "wrong_start"),
        ("mixed", "98300abcde", "letters"),
        ("bn", "+8801711123456", "foreign"), ("en", "033 2214 3526", "land"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_is_explained(service: Service, register: str, words: str, why: str) -> None:
    person = named(service, register)
    reply = talk(person, words)
    assert says(service, reply, f"worker_phone_{why}"), reply.text
    assert asked(service, reply) == "phone"
    assert asked(service, talk(person, new_phone())) == "district"


@pytest.mark.parametrize(
    ("language", "words", "why"),
    [("bn", "boyos 12", "child"), ("hi", "उम्र 9 साल", "child"), ("en", "age 150", "impossible")],
)
def test_ages_that_cannot_be(service: Service, language: str, words: str, why: str) -> None:
    person = started(service, language)
    talk(person, "!wants:skip", "!experience:skip", "!last_place:skip")
    reply = talk(person, words)
    assert says(service, reply, f"worker_age_{why}"), reply.text
    assert asked(service, reply) == "age" and not noted(service, reply)
    assert asked(service, talk(person, "33")) == "gender"


def test_a_child_is_not_registered(service: Service) -> None:
    person = service.person("hi")
    reply = talk(person, f"kaam ke liye mera naam likho, naam Chotu Das, umar 12, Malda, mason, {new_phone()}")
    assert says(service, reply, "worker_age_child"), reply.text
    assert asked(service, reply) == "age", "nobody is asked to agree to what is not done"
    reply = talk(person, "skip")
    assert says(service, reply, "worker_age_child")
    talk(person, "na thak")
    assert entries(person) == []


def test_years_of_work_that_do_not_fit_the_age(service: Service) -> None:
    person = started(service, "en")
    reply = talk(person, "!wants:skip", "95 years")
    assert says(service, reply, "worker_experience_impossible") and asked(service, reply) == "experience"
    talk(person, "!experience:skip", "!last_place:skip", "20")
    reply = talk(person, "I have 15 years of experience")
    assert says(service, reply, "worker_experience_age"), reply.text
    reply = talk(person, "8 years of experience")
    assert asked(service, reply) == "gender", reply.text
    talk(person, "!gender:enough", "!confirm:yes")
    assert entry(person)["experience_months"] == 96


@pytest.mark.parametrize(
    ("register", "skip", "enough"),
    [
        ("en", "I don't know", "that's all"), ("bn", "জানি না", "এটুকুই থাক"), ("hi", "पता नहीं", "बस इतना ही"),
        ("bn_roman", "bad din", "ar kichu na"), ("hi_roman", "pata nahi", "bas itna hi"),
        ("mixed", "skip", "enough, thak"),
    ],
)  # fmt: skip
def test_skipped_and_enough_in_words(service: Service, register: str, skip: str, enough: str) -> None:
    person = started(service, LANGUAGE[register])
    assert asked(service, talk(person, skip)) == "experience"
    reply = talk(person, enough)
    assert asked(service, reply) == "confirm", reply.text


def test_what_is_needed_cannot_be_skipped(service: Service) -> None:
    person = named(service, "bn")
    for words in ("skip", "আর কিছু না"):
        reply = talk(person, words)
        assert says(service, reply, "worker_needed") and asked(service, reply) == "phone"


@pytest.mark.parametrize(
    ("language", "words", "trade"),
    [
        ("bn", "rong mistri", "painter"),
        ("en", "Plumber", "plumber"),
        ("hi", "2", "carpenter"),
        ("bn", "!mason", "mason"),
    ],
)
def test_a_name_of_several_trades_is_asked_about(service: Service, language: str, words: str, trade: str) -> None:
    person = service.person(language)
    talk(person, BEGIN["bn_roman"], "!consent:yes", f"Rahim Sheikh, {new_phone()}, Malda")
    person.presses(f"lang:{language}")
    reply = talk(person, "mistri")
    assert asked(service, reply) == "trade" and "mistri" in reply.messages[-1]["text"]
    reply = talk(person, words.replace("!", "!trade:"))
    assert asked(service, reply) == "wants", reply.text
    talk(person, "!wants:enough", "!confirm:yes")
    assert entry(person)["trades"] == [trade]


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("bn", "ঝিনুকের মালা গাঁথা", "ঝিনুকের মালা গাঁথা"),
        ("en", "coconut shell carving", "coconut shell carving"),
        ("hi", "jhinuk ki mala banana", "jhinuk ki mala banana"),
    ],
)  # fmt: skip
def test_work_that_nobody_knows_is_kept_and_looked_at(service: Service, language: str, words: str, said: str) -> None:
    person = service.person(language)
    talk(person, BEGIN["en"], "!consent:yes", f"Rahim Sheikh, {new_phone()}, Malda")
    person.presses(f"lang:{language}")
    reply = talk(person, words)
    assert says(service, reply, "worker_trade_noted"), reply.text
    talk(person, "!wants:enough", "!confirm:yes")
    assert entry(person)["trades"] == ["?"] and entry(person)["said"] == [said]
    assert service.rows("SELECT 1 FROM trade_reviews WHERE said = ?", said.casefold()) or service.rows(
        "SELECT 1 FROM trade_reviews WHERE said = ?", said
    ), "queued for review"


def test_known_work_beside_unknown_work(service: Service) -> None:
    person = service.person("bn")
    talk(person, BEGIN["bn"], "!consent:yes", f"Rahim Sheikh, {new_phone()}, Malda")
    reply = talk(person, "ac mechanic ar lamp repair er kaj")
    assert says(service, reply, "worker_trade_noted"), reply.text
    talk(person, "!wants:enough", "!confirm:yes")
    assert entry(person)["trades"] == ["ac-refrigeration-mechanic", "?"]


@pytest.mark.parametrize(
    ("language", "first", "then", "district"),
    [
        ("bn", "24 pargana", "dokkhin", "south-24-parganas"), ("hi", "24 परगना", "उत्तर", "north-24-parganas"),
        ("en", "Dinajpur", "!dakshin_dinajpur", "dakshin-dinajpur"),
        ("bn", "বর্ধমান", "পূর্ব", "purba-bardhaman"),
    ],
)  # fmt: skip
def test_a_name_of_several_districts_is_asked_about(
    service: Service, language: str, first: str, then: str, district: str
) -> None:
    person = service.person(language)
    talk(person, BEGIN["en"], "!consent:yes", f"Rahim Sheikh, {new_phone()}, mason")
    person.presses(f"lang:{language}")
    reply = talk(person, first)
    assert asked(service, reply) == "district" and len(reply.buttons) >= 2, reply.text
    assert asked(service, talk(person, then.replace("!", "!district:"))) == "wants"
    talk(person, "!wants:enough", "!confirm:yes")
    assert entry(person)["district"] == district


@pytest.mark.parametrize(
    ("words", "district", "place"),
    [
        ("Krishnanagar", "nadia", "Krishnanagar"), ("রামপুরহাট", "birbhum", "Rampurhat"),
        ("block Manbazar, Purulia", "purulia", "Manbazar"), ("Siliguri te thaki", "darjeeling", "Siliguri"),
    ],
)  # fmt: skip
def test_a_town_or_a_block_says_the_district(service: Service, words: str, district: str, place: str) -> None:
    person = service.person("bn")
    talk(person, BEGIN["bn"], "!consent:yes", f"Rahim Sheikh, {new_phone()}, darji")
    reply = talk(person, words)
    if asked(service, reply) == "district":  # it lies in more than one
        reply = talk(person, f"!district:{district}")
    assert asked(service, reply) == "wants", reply.text
    talk(person, "!wants:enough", "!confirm:yes")
    found = entry(person)
    assert (found["district"], found["place"].split()[0]) == (district, place)


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("bn", "পিএমইজিপি-তে কী কী কাগজ লাগে?", ("pmegp", "documents")),
        ("en", "Which documents are needed for PMEGP?", ("pmegp", "documents")),
        ("hi", "mudra loan ke liye kaun se kagaz chahiye", ("mudra", "documents")),
    ],
)  # fmt: skip
def test_a_question_in_the_middle_is_answered(
    service: Service, language: str, question: str, answer: tuple[str, str]
) -> None:
    person = started(service, language)
    talk(person, "!wants:work")
    reply = talk(person, question)
    assert service.said.answer(*answer, language) in reply.text
    assert asked(service, reply) == "experience"
    assert asked(service, talk(person, "8 bochor")) == "last_place"


def test_a_word_is_explained_in_the_middle(service: Service) -> None:
    person = started(service, "bn")
    reply = talk(person, "moratorium mane ki")
    assert "মোরাটোরিয়াম" in reply.text and asked(service, reply) == "wants"


def test_a_number_alone_never_leads_elsewhere(service: Service) -> None:
    person = started(service, "bn")
    for words in ("৪২", "4202", "3 bochor"):
        reply = talk(person, words)
        assert asked(service, reply) == "wants" and says(service, reply, "form_not_understood"), reply.text


@pytest.mark.parametrize(
    ("words", "language"), [("!lang:hi", "hi"), ("speak in english", "en"), ("hindi me bolo", "hi"), ("!lang:en", "en")]
)
def test_the_language_changes_in_the_middle(service: Service, words: str, language: str) -> None:
    person = started(service, "bn")
    reply = person.presses(words[1:]) if words.startswith("!") else person.says(words)
    assert asked(service, reply) == "wants" and reply.language == language
    assert asked(service, talk(person, "!wants:enough")) == "confirm"
    reply = talk(person, "!confirm:yes")
    assert reply.language == language
    assert entry(person)["language"] == language
