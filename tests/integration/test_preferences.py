"""Opting in and out, in three languages and their scripts, with the real engine."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.service import Person, Service

pytestmark = pytest.mark.engine


def on(service: Service, person: Person) -> dict[str, bool]:
    rows = service.rows("SELECT purpose, wanted FROM preferences WHERE contact_id = ?", person.contact["id"])
    return {row["purpose"]: bool(row["wanted"]) for row in rows}


@pytest.mark.parametrize(
    ("language", "stop", "again"),
    [
        ("bn", "বন্ধ করুন", "চালু করুন"), ("bn", "band koro", "chalu koro"), ("hi", "बंद करो", "शुरू करो"),
        ("hi", "rok do", "shuru karo"), ("en", "stop", "START"), ("bn", "STOP", "START"),
    ],
)  # fmt: skip
def test_stop_and_start_by_a_word(service: Service, language: str, stop: str, again: str) -> None:
    person = service.person(language)
    first = person.says(stop)
    service.said.check_message(first, "stopped", language)
    assert "START" in first.text and len(first.messages) == 1
    assert person.says(stop).text == first.text, "the same short confirmation"
    assert person.contact["stopped_at"]
    service.said.check_answer(person.presses("ask:pmegp:documents"), "pmegp", "documents", language)
    service.said.check_message(person.says(again), "started_again", language)
    assert person.contact["stopped_at"] is None
    assert on(service, person) == {"service": True, "reminders": True, "announcements": True}


@pytest.mark.parametrize(
    ("text", "language", "key", "kept"),
    [
        ("send me announcements", "en", "announcements_on", {"announcements": True}),
        ("please stop sending me announcements", "en", "announcements_off", {"announcements": False}),
        ("খবর পাঠাবেন না", "bn", "announcements_off", {"announcements": False}),
        ("khobor pathaben na", "bn", "announcements_off", {"announcements": False}),
        ("reminder band koro", "bn", "reminders_off", {"reminders": False}),
        ("শেষ তারিখের আগে মনে করিয়ে দেবেন", "bn", "reminders_on", {"reminders": True}),
        ("घोषणा मत भेजो".replace("\u09ae", "\u092e"), "hi", "announcements_off", {"announcements": False}),
        ("yojana ki khabar bhejte raho", "hi", "announcements_on", {"announcements": True}),
        ("reminder mat bhejo", "hi", "reminders_off", {"reminders": False}),
        ("reminder পাঠান please", "bn", "reminders_on", {"reminders": True}),
    ],
)
def test_one_kind_of_messages_in_words(
    service: Service, text: str, language: str, key: str, kept: dict[str, bool]
) -> None:
    person = service.person(language)
    service.said.check_message(person.says(text), key, language)
    assert on(service, person) == kept
    assert person.contact["stopped_at"] is None


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_the_settings_page_and_its_buttons(service: Service, language: str) -> None:
    person = service.person(language)
    page = person.says("/settings")
    service.said.check_message(page, "settings", language)
    assert page.payloads == ["pref:service:off", "pref:reminders:on", "pref:announcements:on"]
    service.said.check_message(person.says("3"), "announcements_on", language)
    assert on(service, person) == {"announcements": True}
    assert "pref:announcements:off" in person.presses("prefs").payloads


def test_a_question_about_a_scheme_that_is_closed_stops_nothing(service: Service, person: Person) -> None:
    person.says("mudra loan band hoye geche naki?")
    person.says("pmegp ki bondho?")
    assert person.contact["stopped_at"] is None


def test_a_stop_in_the_middle_of_a_calculation_is_a_stop(service: Service) -> None:
    person = service.person("en")
    person.presses("tool:emi")
    service.said.check_message(person.says("STOP"), "stopped", "en")
    assert person.contact["stopped_at"]
    assert person.says("START").messages


def test_a_stop_needs_no_engine(service: Service) -> None:
    person = service.person("bn")
    service.signal_engine(signal.SIGSTOP)
    try:
        service.said.check_message(person.says("STOP"), "stopped", "bn")
        assert person.contact["stopped_at"]
    finally:
        service.signal_engine(signal.SIGCONT)
