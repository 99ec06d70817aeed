"""Registering in the six registers: in one message, one by one, and mixed, to the same entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.services import numbers
from tests.integration.workers.registrations import BEGIN, LANGUAGE, asked, entry, new_phone, says, talk

if TYPE_CHECKING:
    from tests.service import Service

pytestmark = pytest.mark.engine

ALL_IN_ONE = {
    "en": (
        "Register me as a worker. My name is Rahim Sheikh, home Kaliachak in Malda, I am a mason and "
        "plumber, phone {phone}, "
        "10 years in Kerala, age 35", "Yes, I agree", "that's all", "yes",
    ),
    "bn": (
        "কাজের জন্য নাম লেখাতে চাই। আমার নাম রহিম শেখ, বাড়ি মালদার কালিয়াচক, আমি রাজমিস্ত্রি আর "
        "প্লাম্বার, ফোন {phone}, "
        "কেরলে ১০ বছর কাজ করেছি, বয়স ৩৫", "হ্যাঁ, রাজি", "এটুকুই থাক", "হ্যাঁ ঠিক আছে",
    ),
    "hi": (
        "काम के लिए मेरा नाम लिखो। मेरा नाम रहीम शेख है, घर मालदा कालियाचक, राजमिस्त्री और प्लंबर हूँ, फ़ोन {phone}, "
        "केरल में 10 साल काम किया, उम्र 35", "हाँ राज़ी हूँ", "बस इतना ही", "हाँ सही है",
    ),
    "bn_roman": (
        "amar nam Rahim Sheikh, bari Malda Kaliachak, rajmistri ar plumber er kaj kori, 10 bochor Kerala te chilam, "
        "phone {phone}, boyos 35, nam lekhate chai", "hya raji", "ar kichu na", "ha thik ache",
    ),
    "hi_roman": (
        "mera naam Rahim Sheikh hai, ghar Malda Kaliachak, rajmistri aur plumber ka kaam karta hoon, "
        "Kerala me 10 saal, "
        "mobile {phone}, umar 35, mera naam register karo", "haan razi hoon", "bas itna hi", "theek hai",
    ),
    "mixed": (
        "worker registration korte chai, নাম Rahim Sheikh, home Malda Kaliachak, mason ar plumber, phone {phone}, "
        "Kerala te 10 years, boyos 35", "yes agree", "etuku thak", "ok thik ache",
    ),
}  # fmt: skip
ONE_BY_ONE = {
    "en": (
        "I agree", "Sushila Mahato", "{phone}", "Purulia", "tailor", "training", "4 years", "Surat, Gujarat",
        "29", "woman", "class 8", "none", "yes", "no", "nobody", "no", "all right",
    ),
    "bn": (
        "হ্যাঁ", "সুশীলা মাহাতো", "{phone}", "পুরুলিয়া", "দর্জি", "ট্রেনিং", "৪ বছর", "সুরাট, গুজরাট",
        "২৯", "মহিলা", "ক্লাস ৮", "নেই", "আছে", "নেই", "কাউকে না", "না", "ঠিক আছে",
    ),
    "hi": (
        "हाँ", "सुशीला महतो", "{phone}", "पुरुलिया", "दर्ज़ी", "ट्रेनिंग", "4 साल", "सूरत, गुजरात",
        "29", "महिला", "आठवीं", "नहीं", "है", "नहीं", "किसी को नहीं", "नहीं", "ठीक है",
    ),
    "bn_roman": (
        "raji", "Sushila Mahato", "{phone}", "Purulia", "darji", "training", "4 bochor", "Surat, Gujarat",
        "29", "mohila", "class 8", "nei", "ache", "nei", "kauke na", "na", "thik ache",
    ),
    "hi_roman": (
        "haan", "Sushila Mahato", "{phone}", "Purulia", "darzi", "training", "4 saal", "Surat, Gujarat",
        "29", "mahila", "aathvi", "nahi", "hai", "nahi", "kisi ko nahi", "nahi", "theek hai",
    ),
    "mixed": (
        "yes রাজি", "Sushila Mahato", "{phone}", "district পুরুলিয়া", "tailor er kaj", "training দরকার", "4 years",
        "সুরাট Gujarat", "29", "female", "class 8 pass", "nothing নেই", "yes আছে", "no নেই", "nobody", "না", "ok ঠিক আছে",
    ),
}  # fmt: skip
MIXED = {
    "en": ("painter, from Kolkata", "I agree", "Bikash Das", "{phone}, age 40", "a loan and tools", "done", "yes"),
    "bn": (
        "রঙের মিস্ত্রি, বাড়ি কলকাতা", "রাজি", "বিকাশ দাস", "{phone}, বয়স ৪০", "লোন আর যন্ত্রপাতি",
        "আর কিছু না", "হ্যাঁ",
    ),
    "hi": (
        "पेंटर हूँ, कोलकाता से", "राज़ी", "विकास दास", "{phone}, उम्र 40", "लोन और औज़ार", "और कुछ नहीं", "हाँ",
    ),
    "bn_roman": (
        "rong er kaj kori, bari Kolkata", "raji", "Bikash Das", "{phone}, boyos 40", "loan ar jontropati",
        "eitukui", "ha",
    ),
    "hi_roman": (
        "painter hoon, ghar Kolkata", "razi", "Bikash Das", "{phone}, umar 40", "loan aur auzar",
        "bas aur kuch nahi", "haan",
    ),
    "mixed": (
        "painter er kaj, home Kolkata", "ok raji", "Bikash Das", "{phone}, age 40", "loan আর tools", "enough", "yes",
    ),
}  # fmt: skip
BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def expected(person: Any, phone: str, **values: Any) -> None:
    found = entry(person)
    assert {**found, "phone": phone} == {**found, **values, "phone": phone}
    assert found["phone"] == phone and found["status"] == "active"
    assert numbers.valid(found["number"]) == found["number"]


@pytest.mark.parametrize("register", list(ALL_IN_ONE))
def test_all_in_one_message(service: Service, register: str) -> None:
    person, phone = service.person(LANGUAGE[register]), new_phone()
    first, agree, enough, right = ALL_IN_ONE[register]
    written = phone.translate(BENGALI_DIGITS) if register == "bn" else phone
    reply = talk(person, first.format(phone=written))
    assert asked(service, reply) == "consent", reply.text
    assert asked(service, talk(person, agree)) == "wants"
    assert asked(service, talk(person, enough)) == "confirm"
    reply = talk(person, right)
    assert says(service, reply, "registration_portals"), reply.text
    assert numbers.shown(entry(person)["number"]) in reply.text
    expected(
        person, phone, district="malda", place="Kaliachak", trades=["mason", "plumber"], experience_months=120,
        last_state="kerala", birth_year=1991,
    )  # fmt: skip


@pytest.mark.parametrize("register", list(ONE_BY_ONE))
def test_one_by_one(service: Service, register: str) -> None:
    person, phone = service.person(LANGUAGE[register]), new_phone()
    reply = talk(person, BEGIN[register])
    order = []
    for answer in ONE_BY_ONE[register]:
        order.append(asked(service, reply))
        reply = talk(person, answer.format(phone=phone))
        assert not says(service, reply, "form_not_understood"), (answer, reply.text)
    assert order == [
        "consent", "name", "phone", "district", "trades", "wants", "experience", "last_place", "age", "gender",
        "education", "tools", "bank", "eshram", "share", "updates", "confirm",
    ]  # fmt: skip
    expected(
        person, phone, district="purulia", trades=["tailor"], experience_months=48, last_state="gujarat",
        birth_year=1997, gender="woman", education="class_8", tools=None, bank_account=1, eshram=0,
    )  # fmt: skip
    assert entry(person)["name"] in ("Sushila Mahato", "সুশীলা মাহাতো", "सुशीला महतो")


@pytest.mark.parametrize("register", list(MIXED))
def test_mixed_and_in_any_order(service: Service, register: str) -> None:
    person, phone = service.person(LANGUAGE[register]), new_phone()
    first, *rest = MIXED[register]
    talk(person, f"{BEGIN[register]}, {first}")
    reply = talk(person, *(line.format(phone=phone) for line in rest))
    assert says(service, reply, "registration_portals"), reply.text
    expected(person, phone, district="kolkata", trades=["painter"], birth_year=1986, wants=entry(person)["wants"])
    assert entry(person)["name"] in ("Bikash Das", "বিকাশ দাস", "विकास दास")
    assert bin(entry(person)["wants"]).count("1") == 2
