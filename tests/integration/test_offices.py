"""The nearest office through the real engine: by district, town, shared place and a name that several places have."""

from __future__ import annotations

import json

import pytest

from bot.knowledge.model import Language
from tests.service import Reply, Service


def names(service: Service, reply: Reply, *ids: str) -> None:
    """The reply names these offices, in this order."""
    language: Language = reply.language  # type: ignore[assignment]
    offices = service.said.content.offices
    places = [reply.text.find(offices[one].name[language]) for one in ids]
    assert -1 not in places and places == sorted(places), reply.text


def asked(service: Service, reply: Reply, slot: str) -> None:
    texts = service.said.content.messages[f"form_ask_office_{slot}"].text
    assert texts[reply.language] in reply.text, reply.text  # type: ignore[index]


@pytest.mark.parametrize(
    ("known", "text", "office"),
    [
        ("bn", "malda te DIC office", "dic-malda"),
        ("bn", "কোচবিহারের ডিআইসি অফিস কোথায়", "dic-cooch-behar"),
        ("hi", "mere paas ka MSME office, main purulia me hu", "dic-purulia"),
        ("hi", "बाँकुड़ा में डीआईसी दफ़्तर कहाँ है", "dic-bankura"),
        ("en", "nearest tool room to Purulia", "idtr-jamshedpur"),
        ("en", "find the DIC near Balurghat", "dic-dakshin-dinajpur"),
    ],
)
def test_in_one_message(service: Service, known: Language, text: str, office: str) -> None:
    names(service, service.person(known).says(text), office)


def test_the_district_is_asked_for(service: Service) -> None:
    person = service.person("bn")
    asked(service, person.says("নিকটতম টুল রুম কোথায়?"), "place")
    names(service, person.says("ঝাড়গ্রাম"), "idtr-jamshedpur", "cttc-kolkata")


def test_a_name_of_several_districts_is_asked_back(service: Service) -> None:
    person = service.person("en")
    asked(service, person.presses("tool:office"), "place")
    reply = person.says("Bishnupur")
    asked(service, reply, "district")
    assert reply.payloads == ["set:office:district:bankura", "set:office:district:south_24_parganas"]
    names(service, person.presses("set:office:district:bankura"), "dic-bankura")


def test_a_shared_place_answers_the_question_and_is_not_kept(service: Service) -> None:
    person = service.person("en")
    asked(service, person.says("where is the nearest DIC"), "place")
    reply = person.shares(26.7271, 88.3953)  # Siliguri
    names(service, reply, "dic-darjeeling")
    assert " km)" in reply.text
    rows = service.rows("SELECT * FROM inbound_messages WHERE contact_id = ?", person.contact["id"])
    kept = json.dumps([dict(row) for row in [*rows, person.contact]], default=str)
    assert "26.72" not in kept and "88.39" not in kept


def test_a_shared_place_alone_gives_the_nearest_offices(service: Service) -> None:
    names(service, service.person("bn").shares(23.25, 87.85), "dic-purba-bardhaman")


def test_far_away_is_said(service: Service) -> None:
    reply = service.person("en").shares(28.61, 77.21)
    assert service.said.content.messages["office_far"].text["en"] in reply.text


def test_below_where_to_ask_stands_a_button(service: Service) -> None:
    person = service.person("en")
    assert "set:office:kind:khadi" in person.presses("ask:khadi-board:contact").payloads
    asked(service, person.presses("set:office:kind:khadi"), "place")
    names(service, person.says("nadia"), "dic-nadia")


def test_who_does_not_want_to_say_is_let_go(service: Service) -> None:
    person = service.person("en")
    person.presses("tool:office")
    reply = person.says("no, leave it")
    assert service.said.content.messages["form_cancelled"].text["en"] in reply.text
