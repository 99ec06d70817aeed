"""What comes of a registration: number, card, what follows, what is stored; stopping, coming back, and leaving."""

from __future__ import annotations

import base64
import io
import signal
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from stdnum import verhoeff

from bot.services import numbers
from tests.integration.workers.registrations import (
    asked,
    entries,
    entry,
    everything,
    new_phone,
    registered,
    says,
    started,
    talk,
)
from tests.service import until

if TYPE_CHECKING:
    from bot.knowledge.model import Language
    from tests.service import Person, Reply, Service, StandInThread

pytestmark = pytest.mark.engine

LANGUAGES: tuple[Language, ...] = ("bn", "hi", "en")
HOLY = {"bn": "মহাদেব হেমব্রম", "hi": "महादेव हेम्ब्रम", "en": "Mahadeb Hembram"}
"""A name that no other test uses."""


def finished(service: Service, language: str, phone: str | None = None) -> tuple[Person, Reply]:
    person = service.person(language)
    talk(person, "I want to register as a worker", "!consent:yes")
    person.presses(f"lang:{language}")
    talk(person, HOLY[language], phone or new_phone(), "Malda", "mason", "!wants:work", "8 years", "Kerala")
    return person, talk(person, "!age:enough", "!confirm:yes")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_and_the_card(service: Service, language: Language) -> None:
    person, reply = finished(service, language)
    number = entry(person)["number"]
    assert number.startswith("WB") and verhoeff.validate(number[2:])
    assert numbers.shown(number) in reply.text
    (card,) = [message["document"] for message in reply.messages if message.get("document")]
    assert card["name"].endswith(".png") and card["mime"] == "image/png"
    data = base64.b64decode(card["content"])
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "PNG" and picture.width == 1080 and 700 <= picture.height <= 1800
    assert len(data) <= 200_000, "a weak network brings it"
    assert len(reply.messages) == 2 and all(len(message["text"]) <= 1100 for message in reply.messages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_follows_is_honest(service: Service, language: Language) -> None:
    person, reply = finished(service, language)
    follows = reply.messages[-1]["text"]
    content = service.said.content
    assert content.topics["e-shram"].title[language] in follows
    named = [payload.removeprefix("ask:") for payload in reply.payloads if payload.startswith("ask:")]
    assert named and all(content.topics[name].title[language] in follows for name in named)
    for name in named:
        line = next(line for line in follows.split("\n") if content.topics[name].title[language] in line)
        assert ("(?)" in line) == (content.topics[name].status == "unconfirmed"), line
        assert content.topics[name].status != "closed"
    assert service.said.message("registration_fits", language).split("(")[0] in follows, "that an office decides"
    assert "set:office:district:malda" in reply.payloads and "me:card" in reply.payloads
    asked_for = person.presses("set:office:district:malda")
    assert asked_for.messages, "the office is told"


def test_what_else_must_hold_stands_beside_a_scheme(service: Service) -> None:
    person = service.person("en")
    talk(person, "I want to register as a worker", "!consent:yes")
    person.presses("lang:en")
    reply = talk(
        person, "Rahim Sheikh", new_phone(), "Malda", "plumber", "loan and work", "!experience:skip",
        "!last_place:skip", "38", "!gender:enough", "!confirm:yes",
    )  # fmt: skip
    line = next(line for line in reply.text.split("\n") if "Vishwakarma" in line)
    assert "18" in line and "(if" in line, "a plumber is none of the 18"


def test_show_my_registration(service: Service) -> None:
    phone = new_phone()
    person, _ = finished(service, "bn", phone)
    reply = talk(person, "amar registration dekhao")
    assert HOLY["bn"] in reply.text and numbers.shown(entry(person)["number"]) in reply.text
    assert phone not in reply.text and phone[:2] + "xxxxxx" + phone[-2:] in reply.text
    reply = person.presses(f"reg:card:{entry(person)['number'].lower()}")
    assert reply.messages[0]["document"]["mime"] == "image/png"


def stored_of(service: Service, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, of the bot and of the engine, that names the contact."""
    contact, found = person.contact["id"], {}
    for database in ("bot", "engine"):
        for (name,) in service.rows("SELECT name FROM sqlite_master WHERE type = 'table'", database=database):
            rows = [dict(row) for row in service.rows(f'SELECT * FROM "{name}"', database=database)]
            own = [row for row in rows if contact in map(str, row.values())]
            if own:
                found[f"{database}.{name}"] = own
    return found


@pytest.mark.parametrize(
    ("language", "no"),
    [("bn", "না"), ("hi", "नहीं, मैं राज़ी नहीं"), ("en", "No"), ("bn", "ami raji na"), ("hi", "!consent:no")],
)
def test_a_refusal_stores_nothing_but_itself(service: Service, language: str, no: str) -> None:
    person, phone = service.person(language), new_phone()
    reply = talk(person, "I want to register as a worker", f"Nirmalendu Guchhait, mason, Malda, {phone}")
    person.presses(f"lang:{language}")
    assert asked(service, reply) == "consent", reply.text
    reply = talk(person, no)
    assert says(service, reply, "consent_refused"), reply.text
    (event,) = service.rows("SELECT * FROM consent_events WHERE holder = ?", person.contact["id"])
    assert (event["purpose"], event["kind"]) == ("registry", "refused")
    assert entries(person) == [] and not service.rows("SELECT 1 FROM drafts WHERE contact_id = ?", person.contact["id"])
    found = stored_of(service, person)
    assert set(found) <= {
        "bot.contacts", "bot.consent_events", "bot.inbound_messages", "bot.outbox_messages", "bot.preferences",
    }, found.keys()  # fmt: skip
    assert "Guchhait" not in everything(service) and phone not in everything(service)
    assert asked(service, talk(person, "register me as a worker")) == "consent", "they may think again"


def test_the_engine_and_the_log_know_nobody(service: Service) -> None:
    """Half-way, at the summary and after it."""
    person, phone = service.person("en"), new_phone()
    lines = (
        "I want to register as a worker", "!consent:yes", "Nirmalendu Guchhait", f"{phone}, Malda", "mason",
        "!wants:enough", "my name is Nirmalendu Guchhait Roy", "!confirm:yes",
    )  # fmt: skip
    for line in lines:
        talk(person, line)
        engine = [
            str(tuple(row))
            for (name,) in service.rows("SELECT name FROM sqlite_master WHERE type = 'table'", database="engine")
            for row in service.rows(f'SELECT * FROM "{name}"', database="engine")
        ]
        known = "\n".join([*engine, *service.log])
        for private in ("Nirmalendu", "Guchhait", phone, phone[:5] + " " + phone[5:]):
            assert private.casefold() not in known.casefold(), f"{private!r} after {line!r}"
    assert entry(person)["name"] == "Nirmalendu Guchhait Roy"
    (row,) = service.rows("SELECT phone FROM workers WHERE id = ?", entry(person)["id"])
    assert phone not in row["phone"], "sealed at rest"
    assert not service.rows("SELECT 1 FROM drafts WHERE contact_id = ?", person.contact["id"])


@pytest.mark.parametrize(
    ("language", "again"),
    [
        ("bn", "abar nam lekhate chai"),
        ("hi", "फिर से नाम लिखवाना है"),
        ("en", "I want to register as a worker again"),
    ],
)
def test_another_thing_in_between_and_back(service: Service, language: str, again: str) -> None:
    person, phone = service.person(language), new_phone()
    talk(person, "I want to register as a worker", "!consent:yes")
    person.presses(f"lang:{language}")
    talk(person, "Rahim Sheikh", phone)
    person.presses("tool:emi")
    talk(person, "2 lakh", "3 bochor", "12%")
    for payload in ("ask:pmegp", "menu", "ask:e-shram"):
        person.presses(payload)
    reply = talk(person, again)
    assert says(service, reply, "worker_resumed"), reply.text
    assert asked(service, reply) == "district"
    talk(person, "Malda", "mason", "!wants:enough", "!confirm:yes")
    assert entry(person)["phone"] == phone and entry(person)["name"] == "Rahim Sheikh"


@pytest.mark.parametrize(("words", "language"), [("না, থাক", "bn"), ("rehne do", "hi"), ("no, leave it", "en")])
def test_given_up_for_good(service: Service, words: str, language: str) -> None:
    person = started(service, language)
    reply = talk(person, words)
    assert says(service, reply, "worker_cancelled"), reply.text
    assert not service.rows("SELECT 1 FROM drafts WHERE contact_id = ?", person.contact["id"])
    reply = person.presses("tool:worker")
    assert asked(service, reply) == "consent" and not says(service, reply, "worker_resumed")


def test_a_restart_in_the_middle(restartable: tuple[Service, StandInThread]) -> None:
    service, _ = restartable
    person, phone = service.person("bn"), new_phone()
    talk(person, f"register me, my name is Rahim Sheikh, {phone}", "!consent:yes")
    person.presses("lang:bn")
    before = talk(person, "মালদা")
    assert asked(service, before) == "trades"
    service.signal_engine(signal.SIGKILL)
    assert service.gateway is not None and service.engine is not None
    service.gateway.kill()
    for child in (service.engine, service.gateway):
        until(lambda child=child: child.poll() is not None)  # type: ignore[misc]
    service.start_engine()
    service.start_gateway()
    service.wait_ready()
    assert asked(service, talk(person, "রাজমিস্ত্রি")) == "wants"
    talk(person, "এটুকুই থাক", "হ্যাঁ")
    assert (entry(person)["phone"], entry(person)["district"]) == (phone, "malda")


@pytest.mark.parametrize(
    ("language", "words", "yes"),
    [
        ("bn", "amar sob tothyo muche dao", "হ্যাঁ"),
        ("hi", "मेरी सारी जानकारी मिटा दो", "हाँ"),
        ("en", "delete my data", "yes"),
    ],
)
@pytest.mark.parametrize("when", ["in the middle", "afterwards"])
def test_delete_my_data(service: Service, language: str, words: str, yes: str, when: str) -> None:
    person = (started if when == "in the middle" else registered)(service, language)
    contact = person.contact["id"]
    reply = talk(person, words)
    assert says(service, reply, "erase_ask") and asked(service, reply) is None, reply.text
    reply = talk(person, yes)
    assert says(service, reply, "erased"), reply.text
    assert not service.rows("SELECT 1 FROM worker_contacts WHERE contact_id = ?", contact)
    assert not service.rows("SELECT 1 FROM drafts WHERE contact_id = ?", contact)
    assert says(service, talk(person, "show my registration"), "registration_none")


def test_after_a_question_about_deleting_the_form_goes_on(service: Service) -> None:
    person = started(service, "en")
    talk(person, "delete my data")
    assert asked(service, talk(person, "training")) == "experience", "anything else deletes nothing"
    talk(person, "!experience:enough", "!confirm:yes")
    assert entry(person)["wants"] == 2
