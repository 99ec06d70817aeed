"""Whose registration it is: the same person again, from another chat with a code, a relative, a helper's people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.services import numbers
from tests.integration.workers.registrations import asked, entries, entry, new_phone, registered, says, talk
from tests.phones import TelegramPhone
from tests.service import until

if TYPE_CHECKING:
    from tests.service import Person, Service, StandInThread

pytestmark = pytest.mark.engine

CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


def test_registering_twice_updates(service: Service) -> None:
    person = registered(service)
    before = entry(person)
    reply = talk(person, "register me as a worker")
    assert asked(service, reply) == "confirm" and "Rahim Sheikh" in reply.text
    reply = talk(person, "carpenter too", "age 40", "yes")
    assert says(service, reply, "registration_changed") and numbers.shown(before["number"]) in reply.text
    after = entry(person)
    assert after["number"] == before["number"]
    assert after["trades"] == ["mason", "carpenter"] and after["birth_year"] == 1986


@pytest.mark.parametrize(
    ("language", "words", "district", "shown"),
    [
        ("bn", "আমার জেলা বদলে দিন", "নদিয়া", "নদিয়া"), ("en", "change my district", "Nadia", "Nadia"),
        ("hi", "मेरा ज़िला बदलना है", "नदिया", "नदिया"),
    ],
)  # fmt: skip
def test_change_my_district(service: Service, language: str, words: str, district: str, shown: str) -> None:
    person = registered(service, language)
    reply = talk(person, words)
    assert asked(service, reply) == "district", reply.text
    reply = talk(person, district)
    assert asked(service, reply) == "confirm" and shown in reply.messages[-1]["text"]
    assert says(service, talk(person, "!confirm:yes"), "registration_changed")
    assert entry(person)["district"] == "nadia"


def test_a_change_that_is_given_up_changes_nothing(service: Service) -> None:
    person = registered(service)
    reply = talk(person, "change my district", "Nadia", "no, leave it")
    assert says(service, reply, "worker_not_changed"), reply.text
    assert entry(person)["district"] == "malda"


class Claim:
    """Somebody who registered on Telegram, and somebody on the web page who gives the same number."""

    def __init__(self, service: Service, telegram: StandInThread) -> None:
        self.phone = new_phone()
        self.first = TelegramPhone(service, telegram, "en")
        self.first.acts(lambda: self.first._presses("lang:en"))
        self.first.says(f"register me, my name is Rahim Sheikh, mason, Malda, {self.phone}")
        for title in ("Yes, I agree", "That is enough", "All right, register"):
            self.first.presses(title)
        self.second = service.person("en")
        before = len(self.first.seen())
        self.reply = talk(
            self.second, f"register me, my name is Rahim Sheikh, plumber, Nadia, {self.phone}", "!consent:yes"
        )
        until(lambda: len(self.first.seen()) > before)

    @property
    def code(self) -> str:
        """The one that was sent last."""
        return next(match.group() for one in reversed(self.first.seen()) if (match := CODE.search(one.text)))

    @property
    def wrong(self) -> str:
        return f"{(int(self.code) + 1) % 1_000_000:06d}"


@pytest.fixture
def claim(service: Service, telegram: StandInThread) -> Claim:
    return Claim(service, telegram)


def people(service: Service, claim: Claim) -> int:
    """Entries with the number of the claim, whoever made them."""
    return len(
        service.rows(
            "SELECT DISTINCT w.id FROM workers w JOIN worker_contacts l ON l.worker_id = w.id "
            "WHERE l.contact_id IN (?, ?)", claim.first.contact["id"], claim.second.contact["id"],
        )
    )  # fmt: skip


def test_the_right_code_joins_both_chats(service: Service, claim: Claim) -> None:
    assert says(service, claim.reply, "worker_code_sent"), claim.reply.text
    assert claim.phone not in claim.reply.text, "the number is masked"
    assert claim.code not in claim.reply.text
    reply = talk(claim.second, "that is enough")
    assert asked(service, reply) == "code"
    reply = talk(claim.second, claim.code)
    assert says(service, reply, "worker_code_right"), reply.text
    assert asked(service, reply) == "confirm"
    assert says(service, talk(claim.second, "yes"), "registration_changed")
    assert people(service, claim) == 1
    assert entry(claim.second)["district"] == "nadia", "what was just said counts"


def test_a_wrong_code_can_be_tried_again(service: Service, claim: Claim) -> None:
    talk(claim.second, "that is enough")
    reply = talk(claim.second, claim.wrong)
    assert says(service, reply, "worker_code_wrong") and asked(service, reply) == "code"
    assert "4" in reply.messages[0]["text"], "tries that are left"
    assert says(service, talk(claim.second, claim.code), "worker_code_right")


def test_too_many_wrong_codes_make_a_separate_entry(service: Service, claim: Claim) -> None:
    talk(claim.second, "that is enough")
    right = claim.code
    for _ in range(4):
        assert says(service, talk(claim.second, claim.wrong), "worker_code_wrong")
    reply = talk(claim.second, claim.wrong)
    assert says(service, reply, "worker_code_unproven") and asked(service, reply) == "confirm", reply.text
    reply = talk(claim.second, right)
    assert not says(service, reply, "worker_code_right"), "a code that was guessed at is worth nothing any more"
    reply = talk(claim.second, "!confirm:yes")
    assert says(service, reply, "registration_separate"), reply.text
    assert people(service, claim) == 2
    assert entry(claim.second)["phone_proven"] == 0


@pytest.mark.parametrize("words", ["I have no code", "!code:skip"])
def test_without_the_code_a_separate_entry(service: Service, claim: Claim, words: str) -> None:
    reply = talk(claim.second, "that is enough", words)
    assert says(service, reply, "worker_code_unproven"), reply.text
    talk(claim.second, "!confirm:yes")
    assert people(service, claim) == 2


def test_no_more_than_three_codes_a_day(service: Service, claim: Claim) -> None:
    """However many chats ask for them, whoever has the number is not pestered."""
    for _ in range(2):
        talk(
            service.person("en"), f"register me, my name is Rahim Sheikh, plumber, Nadia, {claim.phone}", "!consent:yes"
        )
    reply = talk(
        service.person("en"), f"register me, my name is Rahim Sheikh, plumber, Nadia, {claim.phone}", "!consent:yes"
    )
    assert not says(service, reply, "worker_code_sent") and says(service, reply, "worker_code_nobody"), reply.text
    assert len({match.group() for one in claim.first.seen() if (match := CODE.search(one.text))}) <= 3


@pytest.mark.parametrize(
    ("language", "wish", "name"),
    [
        ("bn", "amar bhai er nam lekhate chai", "Abdul Karim"), ("en", "register my father", "Abdul Karim"),
        ("hi", "मेरे भाई का नाम लिखना है", "अब्दुल करीम"),
        ("bn", "আমার স্ত্রীর নাম কাজের তালিকায় লেখাতে চাই", "নাসিমা বিবি"),
    ],
)  # fmt: skip
def test_a_relative(service: Service, language: str, wish: str, name: str) -> None:
    person = service.person(language)
    reply = talk(person, wish)
    assert asked(service, reply) == "consent", reply.text
    other = service.said.content.messages["form_ask_worker_consent_other"].text[language]  # type: ignore[index]
    assert other.split("\n")[1][:20] in reply.text, "whether the relative agrees"
    reply = talk(person, "!consent:yes", name, new_phone(), "Malda", "mason", "!wants:enough", "!confirm:yes")
    assert says(service, reply, "registration_portals"), reply.text
    found = entry(person)
    assert found["name"] == name and found["source"] == "helper"
    (link,) = service.rows("SELECT role FROM worker_contacts WHERE contact_id = ?", person.contact["id"])
    assert link["role"] == "helper"
    vias = service.rows("SELECT DISTINCT via FROM consent_events WHERE holder = ?", found["id"])
    assert [row["via"] for row in vias] == ["helper"]


def helped(service: Service, person: Person, name: str, phone: str) -> None:
    reply = talk(person, "!consent:yes", name, phone, "Bankura", "khet mojur", "!wants:enough", "!confirm:yes")
    assert "set:worker:new:other" in reply.payloads, reply.text


def test_a_helper_with_three_people_on_one_phone(service: Service) -> None:
    person, phone = service.person("bn"), new_phone()
    assert asked(service, talk(person, "CSC theke bolchi, lok er nam register korbo")) == "consent"
    for number, name in enumerate(("Sunil Hembram", "Mangal Soren", "Phulmoni Tudu")):
        if number:
            assert asked(service, talk(person, "!new:other")) == "consent", "each agrees for themselves"
        helped(service, person, name, phone)
    found = entries(person)
    assert [one["name"] for one in found] == ["Sunil Hembram", "Mangal Soren", "Phulmoni Tudu"]
    assert {one["phone"] for one in found} == {phone} and {one["phone_proven"] for one in found} == {0}
    assert len({one["number"] for one in found}) == 3
    for one in found:
        rows = service.rows("SELECT kind, via FROM consent_events WHERE holder = ? AND purpose = 'registry'", one["id"])
        assert [(row["kind"], row["via"]) for row in rows] == [("granted", "helper")]
    reply = talk(person, "amar registration dekhao")
    assert all(name in reply.text for name in ("Sunil Hembram", "Mangal Soren", "Phulmoni Tudu"))
    reply = person.presses(f"reg:show:{found[0]['number'].lower()}")
    assert "Sunil Hembram" in reply.text and phone not in reply.text
    reply = talk(person, "amar jela bodle din")
    assert says(service, reply, "registration_which"), reply.text


def test_a_helper_changes_one_of_them(service: Service) -> None:
    person = service.person("en")
    talk(person, "I want to register my neighbour as a worker")
    helped(service, person, "Sunil Hembram", new_phone())
    number = entry(person)["number"].lower()
    assert asked(service, talk(person, f"!edit:{number}")) == "confirm"
    talk(person, "district Purulia", "!confirm:yes")
    assert entry(person)["district"] == "purulia"


def test_nobody_sees_or_changes_somebody_elses(service: Service) -> None:
    owner, stranger = registered(service), service.person("en")
    number = entry(owner)["number"].lower()
    for payload in (f"reg:show:{number}", f"reg:card:{number}"):
        reply = stranger.presses(payload)
        assert "Rahim" not in reply.text and not any("document" in one and one["document"] for one in reply.messages)
    assert "Rahim" not in talk(stranger, f"!edit:{number}").text
