"""Corrections at any moment: while something else is asked, and at the summary, in words and by button. What arrived
out of turn is acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.workers.registrations import asked, entry, new_phone, noted, says, started, talk

if TYPE_CHECKING:
    from tests.service import Person, Service

pytestmark = pytest.mark.engine

FIELDS = [
    ("bn", "na, rajmistri na, plumber", "প্লাম্বার", {"trades": ["plumber"]}),
    ("bn", "রাজমিস্ত্রি নয়, কাঠমিস্ত্রি", "কাঠমিস্ত্রি", {"trades": ["carpenter"]}),
    ("hi", "राजमिस्त्री नहीं, प्लंबर", "प्लंबर", {"trades": ["plumber"]}),
    ("en", "plumber too", "Mason, Plumber", {"trades": ["mason", "plumber"]}),
    ("hi", "rajmistri ka kaam nahi karta, welder hoon", "वेल्डर", {"trades": ["welder"]}),
    ("bn", "na, Karim Mondal", "Karim Mondal", {"name": "Karim Mondal"}),
    ("en", "my name is Karim Mondal, not Rahim Sheikh", "Karim Mondal", {"name": "Karim Mondal"}),
    ("bn", "jela Malda na, Nadia", "নদিয়া", {"district": "nadia"}),
    ("hi", "नहीं, ज़िला मालदा नहीं, बीरभूम", "बीरभूम", {"district": "birbhum"}),
    ("en", "my number is wrong, it is {phone}", "98", {"phone": "{phone}"}),
    ("bn", "amar boyos 36", "৩৬", {"birth_year": 1990}),
    ("hi", "उम्र 31 है", "31", {"birth_year": 1995}),
    ("bn", "ami 12 bochor kaj korechi", "১২ বছর", {"experience_months": 144}),
    ("en", "I worked last in Chennai", "Chennai", {"last_place": "Chennai", "last_state": "tamil_nadu"}),
    ("bn", "ami mohila", "মহিলা", {"gender": "woman"}),
    ("hi", "मैंने 12वीं पास किया है", "बारहवीं", {"education": "class_12"}),
    ("bn", "amar bank account ache", "হ্যাঁ", {"bank_account": 1}),
    ("en", "I have no e-Shram card", "No", {"eshram": 0}),
    ("hi", "mujhe loan chahiye", "लोन", {"wants": 8}),
]


def holds(person: Person, values: dict[str, Any]) -> None:
    found = entry(person)
    assert {name: found[name] for name in values} == values


def fresh(words: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The same with a number that nobody has."""
    phone = new_phone()
    return words.format(phone=phone), {**values, **({"phone": phone} if "phone" in values else {})}


@pytest.mark.parametrize(("language", "words", "shown", "values"), FIELDS, ids=[row[1] for row in FIELDS])
def test_at_the_summary(service: Service, language: str, words: str, shown: str, values: dict[str, Any]) -> None:
    person = started(service, language)
    words, values = fresh(words, values)
    assert asked(service, talk(person, "!wants:enough")) == "confirm"
    reply = talk(person, words)
    assert shown in noted(service, reply), reply.text
    assert asked(service, reply) == "confirm" and shown in reply.messages[-1]["text"]
    talk(person, "!confirm:yes")
    holds(person, values)


@pytest.mark.parametrize(("language", "words", "shown", "values"), FIELDS[:11], ids=[row[1] for row in FIELDS[:11]])
def test_while_something_else_is_asked(
    service: Service, language: str, words: str, shown: str, values: dict[str, Any]
) -> None:
    person = started(service, language)
    words, values = fresh(words, values)
    assert asked(service, talk(person, "!wants:skip", "!experience:skip", "!last_place:skip", "!age:skip")) == "gender"
    reply = talk(person, words)
    assert shown in noted(service, reply), reply.text
    assert asked(service, reply) == "gender", "the question stays"
    talk(person, "!gender:enough", "!confirm:yes")
    holds(person, values)


def test_several_values_out_of_turn_are_noted_together(service: Service) -> None:
    person = service.person("bn")
    talk(person, "ami kajer jonno nam lekhate chai", "!consent:yes")
    reply = talk(person, f"Md Salim, {new_phone()}, Murshidabad Domkal, darji")
    told = noted(service, reply)
    assert "ডোমকল" in told and "দর্জি" in told and "Salim" not in told, "what was asked for needs no remark"
    assert asked(service, reply) == "wants"


def test_the_answer_before_is_taken_back_in_two_words(service: Service) -> None:
    person = started(service, "bn")
    talk(person, "!wants:skip", "6 bochor")
    reply = talk(person, "na, 7 bochor")
    assert "৭ বছর" in noted(service, reply) and asked(service, reply) == "last_place"
    talk(person, "Surat", "35")
    reply = talk(person, "na, 36")
    assert "৩৬" in noted(service, reply) and asked(service, reply) == "gender"
    talk(person, "!gender:enough", "!confirm:yes")
    holds(person, {"experience_months": 84, "birth_year": 1990, "last_state": "gujarat"})


def test_each_field_has_a_button_at_the_summary(service: Service) -> None:
    person = started(service, "en")
    for line in ("!wants:work", "8 years", "Kochi, Kerala", "34", "!gender:man", "!education:class_8", "a trowel",
                 "!bank:yes", "!eshram:no", "!share:nobody"):  # fmt: skip
        talk(person, line)
    reply = talk(person, "!updates:no")
    anew = {
        "name": "Karim Mondal", "phone": new_phone(), "district": "Nadia", "trades": "tailor", "wants": "loan",
        "experience": "9 years", "last_place": "Surat", "age": "40", "gender": "woman", "education": "ITI",
        "tools": "a sewing machine", "bank": "no", "eshram": "yes", "share": "banks", "updates": "yes",
    }  # fmt: skip
    for field, value in anew.items():
        assert f"set:worker:confirm:{field}" in reply.payloads, field
        reply = talk(person, f"!confirm:{field}")
        assert asked(service, reply) == field
        reply = talk(person, value)
        assert asked(service, reply) == "confirm", (field, reply.text)
    assert says(service, talk(person, "yes"), "registration_portals")
    holds(
        person,
        {
            "name": "Karim Mondal", "phone": anew["phone"], "district": "nadia", "trades": ["tailor"], "wants": 8,
            "experience_months": 108, "last_place": "Surat", "last_state": "gujarat", "birth_year": 1986,
            "gender": "woman", "education": "iti", "tools": "a sewing machine", "bank_account": 0, "eshram": 1,
        },
    )  # fmt: skip


def test_a_field_that_is_to_change_may_be_left_as_it_is(service: Service) -> None:
    person = started(service, "hi")
    reply = talk(person, "!wants:enough", "!confirm:name")
    assert "set:worker:name:keep" in reply.payloads
    assert asked(service, talk(person, "!name:keep")) == "confirm"
    talk(person, "!confirm:yes")
    assert entry(person)["name"] == "Rahim Sheikh"


@pytest.mark.parametrize("words", ["ar kichu na", "আর কিছু না", "bas itna hi", "that's all", "skip", "no"])
def test_nothing_is_lost_at_the_summary(service: Service, words: str) -> None:
    """None of these says that all is right, and none throws everything away."""
    person = started(service, "bn")
    talk(person, "!wants:enough")
    reply = talk(person, words)
    assert asked(service, reply) == "confirm", reply.text
    talk(person, "!confirm:yes")
    assert entry(person)["name"] == "Rahim Sheikh"


def test_what_was_skipped_can_be_added(service: Service) -> None:
    person = started(service, "en")
    reply = talk(person, "!wants:enough")
    assert "set:worker:confirm:more" in reply.payloads
    assert asked(service, talk(person, "!confirm:more")) == "wants"
    assert asked(service, talk(person, "training", "that is enough")) == "confirm"
    talk(person, "yes")
    assert entry(person)["wants"] == 2
