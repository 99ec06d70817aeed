"""Which trainings there are, asked in the six registers: near me, by district, subject, language, way and day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.language import format_date
from tests.integration.training.offered import LANGUAGE, SESSIONS, TITLES, press

if TYPE_CHECKING:
    from tests.integration.training.offered import Offered
    from tests.service import Reply

pytestmark = pytest.mark.engine

NEAR = {
    "en": ("Is there training near me?", "Malda"),
    "bn": ("কাছাকাছি ট্রেনিং কোথায় হয়", "মালদায়"),
    "hi": ("आस-पास कोई ट्रेनिंग है?", "मालदा"),
    "bn_roman": ("kono training ache kache?", "maldate thaki"),
    "hi_roman": ("aas paas koi training hai?", "Malda mein"),
    "mixed": ("kachakachi training কোথায় হয়", "Malda তে"),
}
IN_MALDA = {
    "en": "Is there training near me in Malda?", "bn": "মালদায় ট্রেনিং আছে?", "hi": "मालदा में ट्रेनिंग है क्या?",
    "bn_roman": "Malda te training ache?", "hi_roman": "Malda mein training hai kya?",
    "mixed": "Malda তে training আছে?",
}  # fmt: skip
GST = {
    "en": "GST class kobe?", "bn": "জিএসটি ক্লাস কবে?", "hi": "जीएसटी की क्लास कब है?", "bn_roman": "gst class kobe",
    "hi_roman": "GST class kab hai?", "mixed": "GST class কবে?",
}  # fmt: skip
ONLINE = {
    "en": "any online class", "bn": "অনলাইন ক্লাস আছে?", "bn_roman": "online class ache?", "mixed": "online class আছে?",
}  # fmt: skip
NEXT_WEEK = {
    "en": "any class next week?", "bn": "আগামী সপ্তাহে কী ক্লাস আছে", "hi": "अगले हफ़्ते कोई क्लास है?",
    "hi_roman": "agle hafte koi class hai?", "mixed": "next week e কী class আছে",
}  # fmt: skip
THAT_DAY = {
    "en": "any class on {} in Malda?", "bn": "{} কোনো ক্লাস আছে?", "hi": "{} को कोई क्लास है?",
}  # fmt: skip
NONE_SUCH = {
    "en": "foundry class near Howrah", "bn": "পাটের ট্রেনিং কোথায় হচ্ছে", "hi": "ज़री की क्लास कब है?",
}  # fmt: skip
TAUGHT = {"en": "leather export training", "bn": "চামড়ার ট্রেনিং কোথায় হচ্ছে", "hi": "ओएनडीसी की क्लास कब है"}
OPEN = {"en": "any training in Purulia", "bn": "পুরুলিয়ায় কোনো ট্রেনিং আছে?", "hi": "पुरुलिया में कोई ट्रेनिंग है?"}


def see(reply: Reply) -> list[str]:
    return [payload for payload in reply.payloads if payload.startswith("train:see:")]


def readable(reply: Reply, language: str) -> None:
    """In the person's language, whole, on a small phone."""
    assert reply.language == language, reply.text
    assert len(reply.messages) == 1 and len(reply.text) < 1_400 and len(reply.buttons) <= 10
    widest = 20 if len(reply.buttons) <= 3 else 24  # more than three are a list there, with longer titles
    assert all(len(title) <= widest for title in reply.buttons), reply.buttons
    assert "{" not in reply.text and "None" not in reply.text


@pytest.mark.parametrize("register", NEAR)
def test_near_me_asks_where_and_lists(offered: Offered, register: str) -> None:
    language, (words, place) = LANGUAGE[register], NEAR[register]
    person = offered.service.person(language)
    asked = person.says(words)
    offered.said.check_message(asked, "form_ask_training_place", language)
    reply = person.says(place)
    readable(reply, language)
    assert offered.titles(reply) == {"gst", "photos"}, reply.text
    assert offered.ids["gst-malda"] in " ".join(see(reply))


@pytest.mark.parametrize("register", IN_MALDA)
def test_who_names_the_district_is_not_asked(offered: Offered, register: str) -> None:
    language = LANGUAGE[register]
    reply = offered.service.person(language).says(IN_MALDA[register])
    readable(reply, language)
    assert offered.titles(reply) == {"gst", "photos"}, reply.text
    day = offered.day(5)
    assert format_date(day.date(), language) in reply.text


@pytest.mark.parametrize("register", GST)
def test_when_is_the_class(offered: Offered, register: str) -> None:
    language = LANGUAGE[register]
    reply = offered.service.person(language).says(GST[register])
    readable(reply, language)
    assert offered.titles(reply) == {"gst"}, reply.text
    assert see(reply) == [f"train:see:{offered.ids[code]}" for code in ("gst-malda", "gst-online", "gst-malda-later")]


@pytest.mark.parametrize("register", ONLINE)
def test_online(offered: Offered, register: str) -> None:
    reply = offered.service.person(LANGUAGE[register]).says(ONLINE[register])
    readable(reply, LANGUAGE[register])
    assert see(reply) == [f"train:see:{offered.ids[code]}" for code in ("photos-online", "gst-online")]


@pytest.mark.parametrize("register", NEXT_WEEK)
def test_next_week(offered: Offered, register: str) -> None:
    reply = offered.service.person(LANGUAGE[register]).says(NEXT_WEEK[register])
    readable(reply, LANGUAGE[register])
    today = offered.day(0).date()
    monday = today + dt.timedelta(7 - today.weekday())
    days = {code: offered.day(day).date() for code, _, _, _, day, _ in SESSIONS}
    wanted = {code for code, day in days.items() if monday <= day < monday + dt.timedelta(7)}
    assert set(see(reply)) == {f"train:see:{offered.ids[code]}" for code in wanted}, reply.text


@pytest.mark.parametrize("language", THAT_DAY)
def test_on_a_day(offered: Offered, language: str) -> None:
    said = format_date(offered.day(5).date(), language).rpartition(" ")[0]
    reply = offered.service.person(language).says(THAT_DAY[language].format(said))
    readable(reply, language)
    assert see(reply) == [f"train:see:{offered.ids['gst-malda']}"], reply.text


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_by_trade_and_subject(offered: Offered, language: str) -> None:
    reply = offered.service.person(language).says(TAUGHT[language])
    readable(reply, language)
    assert offered.titles(reply) == {"ondc" if language == "hi" else "leather"}, reply.text


@pytest.mark.parametrize("language", NONE_SUCH)
def test_where_there_is_none_the_subjects_that_are_planned_are_offered(offered: Offered, language: str) -> None:
    person = offered.service.person(language)
    reply = person.says(NONE_SUCH[language])
    readable(reply, language)
    assert offered.shows(reply, "training_none_topic"), reply.text
    found = press(person, reply, "train:find:gst:")
    assert offered.titles(found) == {"gst"}


@pytest.mark.parametrize("language", OPEN)
def test_what_is_online_counts_everywhere_and_numbers_choose(offered: Offered, language: str) -> None:
    person = offered.service.person(language)
    reply = person.says(OPEN[language])
    assert offered.titles(reply) == {"gst", "photos", "schemes"}
    number = see(reply).index(f"train:see:{offered.ids['schemes-purulia']}") + 1
    details = person.says({"bn": "০১২৩৪৫৬৭৮৯"}.get(language, "0123456789")[number])
    readable(details, language)
    assert f"train:join:{offered.ids['schemes-purulia']}" in details.payloads


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_no_classroom_in_the_district_names_the_nearest(offered: Offered, language: str) -> None:
    reply = offered.service.person(language).presses("train:find:gst:-:uttar-dinajpur:c:-")
    readable(reply, language)
    assert offered.shows(reply, "training_none_here"), reply.text
    assert see(reply)[0] == f"train:see:{offered.ids['gst-malda']}"


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_by_language(offered: Offered, language: str) -> None:
    reply = offered.service.person(language).presses("train:find:-:-:-:-:hi")
    assert offered.titles(reply) == {"gst"}, reply.text


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_details_say_everything_before_anybody_enrols(offered: Offered, language: str) -> None:
    reply = offered.service.person(language).presses(f"train:see:{offered.ids['gst-malda']}")
    readable(reply, language)
    wanted = {
        "en": ("GST for shops", "Shopkeepers", "Who needs a number", "A pen and a bill", "Bengali, Hindi", "2 pm"),
        "bn": ("দোকানের জিএসটি", "দোকানদার", "নম্বর কার লাগে", "কলম আর একটা বিল", "বাংলা, হিন্দি", "দুপুর ২টো"),
        "hi": ("दुकान का जीएसटी", "दुकानदार", "नंबर किसे चाहिए", "कलम और एक बिल", "बांग्ला, हिंदी", "दोपहर 2 बजे"),
    }[language]
    assert all(words in reply.text for words in (*wanted, "Purba Agency", "Town Hall")), reply.text
    assert "consent:training:notice" in reply.payloads


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_the_command_asks_where(offered: Offered, language: str) -> None:
    person = offered.service.person(language)
    offered.said.check_message(person.says("/training"), "form_ask_training_place", language)
    reply = person.presses("set:training:place:anywhere")
    assert offered.titles(reply) == set(TITLES), reply.text
