"""One's own trainings: seen, given up, another date, in the calendar; fewer reminders, the certificate, what was agreed
to and taken back."""

from __future__ import annotations

import base64
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from bot.clock import INDIA
from tests.integration.training.offered import ADDRESS, LANGUAGE, press
from tests.unit.documents import reading

if TYPE_CHECKING:
    from tests.integration.training.offered import Offered
    from tests.service import Reply

pytestmark = pytest.mark.engine

LANGUAGES = ("en", "bn", "hi")
MINE = {
    "en": "which trainings am I in", "bn": "আমার ট্রেনিং কবে?", "hi": "मेरी ट्रेनिंग कब है?", "bn_roman": "amar training kobe",
    "hi_roman": "meri training kab hai", "mixed": "amar training কবে",
}  # fmt: skip
CANNOT = {
    "en": "I cannot come to the training", "bn": "ট্রেনিংয়ে আসতে পারব না", "hi": "ट्रेनिंग में नहीं आ पाऊँगा",
    "bn_roman": "training e aste parbo na", "hi_roman": "training mein nahi aa paunga",
    "mixed": "ami training এ আসতে পারব না",
}  # fmt: skip
CALENDAR = {
    "en": "add it to my calendar", "bn": "ক্যালেন্ডারে তুলে দিন", "hi": "कैलेंडर में डालो",
    "hi_roman": "calendar me daalo",
}  # fmt: skip
CERTIFICATE = {
    "en": "give me my training certificate", "bn": "আমার সার্টিফিকেট দিন", "hi": "मेरा सर्टिफिकेट दो",
    "bn_roman": "amar certificate ta din", "hi_roman": "mera certificate kahan hai",
}  # fmt: skip
FEWER = {
    "en": "less reminders please", "bn": "এতবার মনে করাবেন না", "hi": "कम याद दिलाइए", "bn_roman": "kom reminder din",
    "hi_roman": "itni baar yaad mat dilao", "mixed": "fewer reminders দিন",
}  # fmt: skip
NONE = {
    "en": "no reminders", "bn": "মনে করানো বন্ধ করুন", "hi": "याद मत दिलाओ", "bn_roman": "reminder bondho korun",
    "hi_roman": "reminder band karo",
}  # fmt: skip
PERMISSIONS = {
    "en": "my permissions", "bn": "আমার অনুমতি", "hi": "मेरी अनुमतियाँ", "bn_roman": "amar onumoti",
    "hi_roman": "meri anumati",
}  # fmt: skip
YES = {"en": "yes", "bn": "হ্যাঁ", "hi": "हाँ"}
NO = {"en": "no", "bn": "না", "hi": "नहीं"}
NAMES = {"en": "Rahima Bibi", "bn": "রহিমা বিবি", "hi": "रहीमा बीबी"}


def file(reply: Reply) -> tuple[str, bytes]:
    """Kind and content of the only file of a reply."""
    (document,) = [message["document"] for message in reply.messages if message.get("document")]
    found: dict[str, Any] = document
    return found["mime"], base64.b64decode(found["content"])


# ---- Seen


@pytest.mark.parametrize("register", MINE)
def test_the_only_one_with_everything_that_is_needed(offered: Offered, register: str) -> None:
    language = LANGUAGE[register]
    reply = offered.enrolled(offered.ids["gst-malda"], language=language).says(MINE[register])
    assert reply.language == language and offered.titles(reply) == {"gst"}, reply.text
    assert "Town Hall" in reply.text and "Purba Agency" in reply.text
    assert {payload.split(":")[1] for payload in reply.payloads} == {"cal", "other", "drop"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_are_listed_by_day_and_chosen_by_number(offered: Offered, language: str) -> None:
    person = offered.enrolled(offered.ids["ondc-nadia"], offered.ids["leather-kolkata"], language=language)
    reply = person.says("/mytrainings")
    assert [payload[:11] for payload in reply.payloads] == ["train:mine:"] * 2
    lines = [line for line in reply.text.splitlines() if line[:1] in "12১২"]
    assert len(lines) == 2 and offered.titles(person.says("1")) == {"leather"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_has_none_is_shown_the_way(offered: Offered, language: str) -> None:
    reply = offered.service.person(language).says("/mytrainings")
    offered.said.check_message(reply, "training_none_mine", language)
    assert "tool:training" in reply.payloads


# ---- Given up, another date


@pytest.mark.parametrize("register", CANNOT)
def test_giving_up_is_asked_once_and_done_by_a_plain_yes(offered: Offered, register: str) -> None:
    language, where = LANGUAGE[register], offered.held(offered.course("Trays"))
    person = offered.enrolled(where, language=language)
    reply = person.says(CANNOT[register])
    assert offered.shows(reply, "training_cancel_ask"), reply.text
    assert offered.enrolment(person, where).status == "enrolled"
    reply = person.says(YES[language])
    assert offered.shows(reply, "training_dropped"), reply.text
    found = offered.enrolment(person, where)
    assert (found.status, found.reason) == ("cancelled", "self")
    assert not offered.service.rows("SELECT 1 FROM timed_tasks WHERE subject = ? AND status = 'waiting'", found.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_no_keeps_the_place(offered: Offered, language: str) -> None:
    person = offered.enrolled(offered.ids["schemes-purulia"], language=language)
    reply = person.says(CANNOT[language])
    assert offered.shows(reply, "training_cancel_ask")
    assert offered.titles(person.says(NO[language])) == {"schemes"}
    assert offered.enrolment(person, offered.ids["schemes-purulia"]).status == "enrolled"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_of_several_is_given_up(offered: Offered, language: str) -> None:
    keep, drop = offered.ids["leather-kolkata"], offered.held(offered.course("Lids"), starts=offered.day(50))
    person = offered.enrolled(keep, drop, language=language)
    reply = person.says(CANNOT[language])
    assert offered.shows(reply, "training_cancel_which") and "Lids" in reply.text, reply.text
    asked = person.says("2")
    assert "Lids" in asked.text and offered.shows(asked, "training_cancel_ask")
    press(person, asked, "train:dropped:")
    assert offered.enrolment(person, drop).status == "cancelled"
    assert offered.enrolment(person, keep).status == "enrolled"


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_date_takes_the_place_of_the_first(offered: Offered, language: str) -> None:
    course = offered.course("Sheets")
    first, second = offered.held(course), offered.held(course, starts=offered.day(44))
    person = offered.enrolled(first, language=language)
    reply = press(person, person.presses("me:trainings"), "train:other:")
    assert offered.shows(reply, "training_change"), reply.text
    reply = press(person, reply, "train:swap:")
    assert offered.shows(reply, "training_moved_from"), reply.text
    assert [offered.enrolment(person, one).status for one in (first, second)] == ["cancelled", "enrolled"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_date_of_the_same_course_is_only_instead(offered: Offered, language: str) -> None:
    course = offered.course("Foils")
    first, second = offered.held(course), offered.held(course, starts=offered.day(44))
    person = offered.enrolled(first, language=language)
    assert offered.shows(person.presses(f"train:join:{second}"), "training_same_course")
    person.says(YES[language])
    assert [offered.enrolment(person, one).status for one in (first, second)] == ["cancelled", "enrolled"]


# ---- Calendar


@pytest.mark.parametrize("register", CALENDAR)
def test_the_file_for_the_calendar(offered: Offered, register: str) -> None:
    language, where = LANGUAGE[register], offered.ids["gst-malda"]
    reply = offered.enrolled(where, language=language).says(CALENDAR[register])
    mime, content = file(reply)
    assert mime.startswith("text/calendar")
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    start: dt.datetime = event.decoded("DTSTART")
    assert start == offered.day(5) and event.decoded("DTEND") - start == dt.timedelta(hours=3)
    assert start.astimezone(INDIA).hour == 11
    title = {"en": "GST for shops", "bn": "দোকানের জিএসটি", "hi": "दुकान का जीएसटी"}[language]
    assert str(event["SUMMARY"]) == title and "Town Hall" in str(event["LOCATION"])


# ---- Reminders


@pytest.mark.parametrize("register", FEWER)
def test_fewer_reminders_leave_the_needed_ones(offered: Offered, register: str) -> None:
    person = offered.enrolled(offered.ids["gst-malda"], language=LANGUAGE[register])
    assert offered.reminded(person) == (True, True)
    reply = person.says(FEWER[register])
    assert offered.shows(reply, "training_remind_fewer"), reply.text
    assert offered.reminded(person) == (True, False)


@pytest.mark.parametrize("register", NONE)
def test_no_reminders_are_none(offered: Offered, register: str) -> None:
    language = LANGUAGE[register]
    person = offered.enrolled(offered.ids["gst-malda"], language=language)
    offered.said.check_message(person.says(NONE[register]), "reminders_off", language)
    assert offered.reminded(person) == (False, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reminders_by_button_there_and_back(offered: Offered, language: str) -> None:
    person = offered.enrolled(offered.ids["gst-malda"], language=language)
    reply = person.presses("remind:show")
    assert offered.shows(reply, "training_remind_is_all") and reply.payloads == ["remind:fewer", "remind:none"]
    for payload, expected in (
        ("remind:fewer", (True, False)),
        ("remind:none", (False, False)),
        ("remind:all", (True, True)),
    ):
        reply = press(person, reply, payload)
        assert offered.reminded(person) == expected
        assert payload not in reply.payloads


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overviews_say_that_reminders_come(offered: Offered, language: str) -> None:
    person = offered.enrolled(offered.ids["gst-malda"], language=language)
    assert "pref:reminders:off" in person.presses("prefs").payloads
    assert "consent:reminders:off" in person.presses("me:consents").payloads
    person.presses("consent:reminders:off")
    assert offered.reminded(person) == (False, False)
    assert "pref:reminders:on" in person.presses("prefs").payloads


# ---- Certificate


@pytest.mark.parametrize("register", CERTIFICATE)
def test_the_certificate_is_read_back_and_its_code_checked(offered: Offered, register: str) -> None:
    language = LANGUAGE[register]
    person = offered.service.person(language)
    offered.took_part(person, "Packing")
    asked = person.says(CERTIFICATE[register])
    assert offered.shows(asked, "training_certificate_name"), asked.text
    reply = person.says(NAMES[language])
    assert reply.language == language and NAMES[language] in reply.text, reply.text
    code = re.search(rf"{ADDRESS}/c/([A-Z0-9-]+)", reply.text)
    assert code is not None, reply.text
    mime, content = file(reply)
    assert mime == "application/pdf"
    text = reading.text(content)
    assert code[1] in text and "Packing" in text
    assert language != "en" or NAMES[language] in text
    page = offered.service.client.get(f"/c/{code[1]}", headers={"Accept-Language": language})
    assert page.status_code == 200 and NAMES[language] in page.text and "Packing" in page.text
    assert offered.service.client.get("/c/HXRW8-5XY8Y").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_little_time_there_is_said_kindly(offered: Offered, language: str) -> None:
    person = offered.service.person(language)
    offered.took_part(person, "Packing", presence=60)
    assert offered.shows(person.says(CERTIFICATE[language]), "training_certificate_presence")


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_day_there_is_none_yet(offered: Offered, language: str) -> None:
    person = offered.enrolled(offered.held(offered.course("Packing")), language=language)
    assert offered.shows(person.says(CERTIFICATE[language]), "training_certificate_held")


# ---- What was agreed to


@pytest.mark.parametrize("register", PERMISSIONS)
def test_my_permissions_show_training_and_taking_it_back_gives_places_up(offered: Offered, register: str) -> None:
    language, where = LANGUAGE[register], offered.held(offered.course("Labels"))
    person = offered.service.person(language)
    person.presses(f"train:join:{where}")
    person.presses(f"train:women:{offered.enrolment(person, where).id}:yes")
    reply = person.says(PERMISSIONS[register])
    notice = offered.said.content.notices["training"]
    assert notice.name[language] in reply.text and "consent:training:off" in reply.payloads, reply.text  # type: ignore[index]
    reply = press(person, reply, "consent:training:off")
    assert "Labels" in reply.text and offered.shows(reply, "training_consent_off"), reply.text
    assert offered.enrolment(person, where).status == "cancelled"
    (row,) = offered.service.rows("SELECT women_led FROM learners WHERE contact_id = ?", person.contact["id"])
    assert row["women_led"] is None
