"""People and their own data, with the real engine: what is known of them, what they agreed to, and erasing it all."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.db import keys
from tests.integration.workers.bureau import ascii_digits, new_phone
from tests.service import Person, until

if TYPE_CHECKING:
    from tests.integration.workers.bureau import Bureau, Talker

pytestmark = pytest.mark.engine

ASKED = {
    "en": "what do you know about me",
    "bn": "আপনি আমার সম্পর্কে কী কী জানেন",
    "hi": "मेरे बारे में आपको क्या पता है",
    "bn_roman": "amar ki ki data rekhecho",
    "hi_roman": "mera data dikhao",
    "mixed": "amar data ta dekhao please",
}
FORGET = {
    "en": "delete my data",
    "bn": "আমার সব তথ্য মুছে দিন",
    "hi": "मेरा सारा डेटा मिटा दो",
    "bn_roman": "amar naam kete din khata theke",
    "hi_roman": "mera data delete kar do",
    "mixed": "amar registration ta delete koro",
}
TELL_NO_EMPLOYER = {
    "en": "don't give my number to employers any more",
    "bn": "আমার নম্বর মালিকদের দেবেন না",
    "hi": "मेरा नंबर मालिकों को मत दो",
    "bn_roman": "amar number malik der deben na",
    "hi_roman": "mera number kisi company ko mat dena",
}
YES = {"en": "yes", "bn": "হ্যাঁ", "hi": "हाँ", "bn_roman": "hya", "hi_roman": "haan", "mixed": "ok"}
NO = {"en": "no", "bn": "না থাক", "hi": "नहीं, रहने दो", "bn_roman": "na thak", "hi_roman": "nahi"}


def language_of(register: str) -> str:
    return "bn" if register == "mixed" else register.split("_")[0]


def document(reply: Any) -> dict[str, Any]:
    """The file below a reply."""
    (file,) = [message["document"] for message in reply.messages if message.get("document")]
    assert (file["name"], file["mime"]) == ("my-data.json", "application/json")
    found: dict[str, Any] = json.loads(base64.b64decode(file["content"]))
    return found


# ---- What is known


@pytest.mark.parametrize("register", ASKED)
def test_a_stranger_sees_how_little_is_known(bureau: Bureau, register: str) -> None:
    language = language_of(register)
    reply = bureau.service.person(language).says(ASKED[register])
    bureau.said.check_message(reply, "my_data", language)
    assert bureau.message("my_data_unregistered", language) in reply.text
    assert set(reply.payloads) == {"me:card", "me:consents", "me:erase"}
    assert len(reply.text) < 700
    assert document(reply)


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_a_worker_sees_everything_and_alone(bureau: Bureau, language: str) -> None:
    phone, one = new_phone(), bureau.web(language)
    number = bureau.worker(one, "Sukumar Hazra", "mason, Malda, 8 years in Kerala", phone=phone)
    reply = Person(bureau.service, one.at.sender).presses("me:data")
    assert number in reply.text and "Sukumar Hazra" in reply.text
    assert phone not in ascii_digits(reply.text) and phone[-2:] in ascii_digits(reply.text), "the number is masked"
    assert bureau.said.content.notices["share_employers"].name[language] in reply.text  # type: ignore[index]
    everything = json.dumps(document(reply), ensure_ascii=False)
    assert phone in everything and "Sukumar Hazra" in everything and "share_employers" in everything
    other = bureau.service.person(language).says(ASKED["en"])
    assert "Sukumar" not in json.dumps(document(other)) and "Sukumar" not in other.text


# ---- What was agreed to


@pytest.mark.parametrize("purpose", ["reminders", "announcements", "share_training", "share_banks", "share_employers"])
def test_each_permission_goes_on_and_off(bureau: Bureau, purpose: str) -> None:
    one = bureau.web("bn")
    bureau.worker(one, "Nemai Mondal", "mason, Malda", share="")
    notice = bureau.said.content.notices[purpose]

    def standing(word: str) -> None:
        one.says("আমার অনুমতি")
        assert f"{notice.name['bn']}: {bureau.message(word, 'bn')}" in one.text, one.text

    standing("setting_off")
    one.presses(f"consent:{purpose}:ask")
    assert one.text.startswith(notice.text["bn"].strip()), "the notice stands before the question"
    assert f"consent:{purpose}:on" in one.payloads and f"consent:{purpose}:notice" in one.payloads
    one.presses(f"consent:{purpose}:on")
    assert notice.name["bn"] in one.text
    standing("setting_on")
    assert f"consent:{purpose}:off" in one.payloads, "taken back with one press"
    one.presses(f"consent:{purpose}:off")
    standing("setting_off")


def test_every_change_of_a_permission_stays_written(bureau: Bureau) -> None:
    one = bureau.web("en")
    bureau.worker(one, "Lakshmi Murmu", "tea garden worker, Malda", share="banks")
    one.presses("consent:share_banks:off")
    one.presses("consent:share_banks:off")  # an old button says nothing new
    one.presses("consent:share_banks:on")
    worker = bureau.service.rows(
        "SELECT worker_id FROM worker_contacts WHERE contact_id = ?", one.contact["id"]
    )[0][0]  # fmt: skip
    rows = bureau.service.rows(
        "SELECT kind FROM consent_events WHERE holder = ? AND purpose = 'share_banks' ORDER BY id", worker
    )
    assert [row["kind"] for row in rows] == ["granted", "withdrawn", "granted"]


@pytest.mark.parametrize("register", TELL_NO_EMPLOYER)
def test_a_permission_is_taken_back_in_words(bureau: Bureau, register: str) -> None:
    one = bureau.web(language_of(register))
    bureau.worker(one, "Haradhan Bauri", "mason, Malda")
    one.says(TELL_NO_EMPLOYER[register])
    assert "consent:share_employers:off" in one.payloads, one.text
    one.presses("consent:share_employers:off")
    assert bureau.said.content.notices["share_employers"].name[language_of(register)] in one.text  # type: ignore[index]
    one.presses("me:consents")
    assert "consent:share_employers:ask" in one.payloads


def test_whoever_took_it_back_is_found_by_no_employer(bureau: Bureau) -> None:
    willing, unwilling = bureau.web("en"), bureau.web("en")
    number = bureau.worker(willing, "Gopal Karmakar", "blacksmith, Malda, 9 years")
    other = bureau.worker(unwilling, "Netai Karmakar", "blacksmith, Malda, 9 years")
    unwilling.presses("consent:share_employers:off")
    need = bureau.malda.posts(
        "/needs", trade="blacksmith", count=2, district="malda", employer="Sen Forge", phone=new_phone(),
        reason="the forge was visited",
    ).json()["number"]  # fmt: skip
    bureau.minute()
    asked = {one["worker"] for one in bureau.malda.gets(f"/needs/{need}/offers").json()["offers"]}
    assert number in asked and other not in asked


def test_a_stop_takes_nobody_off_the_register(bureau: Bureau) -> None:
    one = bureau.web("en")
    number = bureau.worker(one, "Rabi Hembram", "mason, Malda")
    one.says("STOP")
    assert bureau.malda.gets(f"/workers/{number}").status_code == 200
    one.presses("me:card")
    assert number in one.text
    one.presses("me:consents")
    assert "consent:registry:off" in one.payloads


# ---- Erasing


@pytest.mark.parametrize("register", NO)
def test_a_no_leaves_everything(bureau: Bureau, register: str) -> None:
    language = language_of(register)
    one = bureau.web(language)
    number = bureau.worker(one, "Jiten Barman", "mason, Malda")
    one.says(FORGET[register])
    assert bureau.message("erase_ask", language) in one.text and number in one.text
    one.says(NO[register])
    assert bureau.message("erased", language) not in one.text
    one.says(YES[register])  # to a question that stands no more
    one.presses("me:card")
    assert number in one.text


def test_a_question_in_between_is_no_yes(bureau: Bureau) -> None:
    one = bureau.web("en")
    number = bureau.worker(one, "Jiten Barman", "mason, Malda")
    one.says("delete my data")
    one.says("yes, but first: what is Udyam registration?")
    one.says("yes")
    one.presses("me:card")
    assert number in one.text


@pytest.mark.parametrize("register", FORGET)
def test_a_yes_erases_and_the_person_is_new(bureau: Bureau, register: str) -> None:
    language = language_of(register)
    one = bureau.web(language)
    number = bureau.worker(one, "Jiten Barman", "mason, Malda")
    before = one.contact["id"]
    one.says(FORGET[register])
    assert "me:erase:yes" in one.payloads
    one.says(YES[register])
    assert bureau.message("erased", language) in one.text
    assert bureau.malda.gets(f"/workers/{number}").status_code == 404
    one.presses(f"lang:{language}")
    assert one.contact["id"] != before
    one.presses("me:data")
    assert bureau.message("my_data_unregistered", language) in one.text


def test_the_register_is_left_by_its_permission_too(bureau: Bureau) -> None:
    one = bureau.web("en")
    number = bureau.worker(one, "Jiten Barman", "mason, Malda")
    one.presses("consent:registry:off")
    assert bureau.message("erase_ask", "en") in one.text, "asked once more: all of it goes"
    one.presses("me:erase:yes")
    assert bureau.malda.gets(f"/workers/{number}").status_code == 404


def test_whom_an_erased_helper_registered_stays(bureau: Bureau) -> None:
    helper = bureau.web("en")
    own = bureau.worker(helper, "Tapan Ghosh", "computer operator, Malda")
    helper.presses("set:worker:new:other")
    helper.presses("set:worker:consent:yes")
    helper.says(f"Budhan Soren, {new_phone()}, mason, Malda")
    while "set:worker:confirm:yes" not in helper.payloads:
        helper.presses(helper.ends_with(":enough"))
    helped = helper.presses("set:worker:confirm:yes").split("WB-")[1][:11]
    helper.says("delete my data")
    assert bureau.message("erase_helped", "en") in helper.text
    helper.says("yes")
    assert bureau.malda.gets(f"/workers/WB-{helped}").json()["name"] == "Budhan Soren"
    assert bureau.malda.gets(f"/workers/{own}").status_code == 404


def test_nothing_of_an_erased_person_is_left_anywhere(bureau: Bureau) -> None:
    phone, name, words = new_phone(), "Shahjahan Qureshi", "jhumur khonjoni"
    one = bureau.on_whatsapp("en")
    channel = one.at.number  # type: ignore[union-attr]
    bureau.worker(one, name, "carpenter, Malda, 7 years", phone=phone)
    one.all_of(f"{words} banate chai kothay jabo", "connect me to the bank for a loan", "machine, 2 lakh, Malda")
    meet_an_employer(bureau, one)
    traces = spellings(phone, channel, *name.split(), *words.split())
    everywhere = found(bureau, traces)
    assert everywhere, "the search finds what is there"
    contact = one.contact["id"]
    one.says("delete my data")
    assert "me:erase:yes" in one.payloads, one.text
    one.says("yes")
    assert bureau.message("erased", "en") in one.text, f"the last words arrive, not {one.text}"
    until(lambda: not bureau.service.rows("SELECT 1 FROM contacts WHERE id = ?", contact))
    until(lambda: not found(bureau, traces), pause=1.0)
    left = bureau.service.rows("SELECT kind FROM consent_events WHERE holder = ?", contact)
    assert {row["kind"] for row in left} <= {"erased"}


def meet_an_employer(bureau: Bureau, worker: Talker) -> None:
    """The worker is asked, says yes and is introduced: words about them stand in the employer's messages too."""
    employer = bureau.web("en")
    employer.presses("tool:need")
    employer.all_of("2 carpenters in Malda from 1 December", "any", f"Dey Furniture, {new_phone()}", "none")
    need = employer.presses("set:need:confirm:yes").split("N-")[1][:11]
    bureau.malda.posts(f"/needs/N-{need}/verify", reason="the workshop was visited")
    worker.waits(bureau.minute)
    worker.presses(worker.ends_with(":yes"))
    assert "Shahjahan" in employer.waits(bureau.minute)


def spellings(*words: str) -> set[str]:
    bengali = {word.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) for word in words if word.isdigit()}
    spelt = {*words, *bengali, *(word.upper() for word in words)}
    return spelt | {keys.current().seal(word) for word in spelt | {f"+91{word}" for word in words}}


def found(bureau: Bureau, traces: set[str]) -> set[str]:
    """Where something of it stands: bytes of the data folder's files, lines of the log."""
    places = {
        file.name
        for file in bureau.service.data_dir.rglob("*")
        if file.is_file() and "models" not in file.parts
        for content in [file.read_bytes()]
        if any(trace.encode() in content for trace in traces)
    }
    logged = any(trace in line for line in [*bureau.service.log] for trace in traces)
    return places | ({"log"} if logged else set())
