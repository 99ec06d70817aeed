"""Before a session, over Telegram and WhatsApp: taking part, reminders, news, a free place, the joining link."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import pytest

from bot.clock import INDIA
from tests.integration.training.campus import Campus, Given
from tests.integration.training.telephones import files, phone, told_after
from tests.integration.workers.bureau import Talker

pytestmark = pytest.mark.engine

SOON, DAYS = dt.timedelta(hours=2, seconds=20), dt.timedelta(days=2)
NEARLY = dt.timedelta(minutes=25)


@pytest.fixture(params=["bn", "hi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def enrolled(campus: Campus, channel: str, given: Given, language: str = "bn") -> Talker:
    """Somebody who took part in one tap, and left out what is asked then."""
    talker = campus.on(channel, language)
    talker.presses(f"train:see:{given.id}")
    talker.presses(f"train:join:{given.id}")
    assert campus.enrolment(talker, given)["status"] == "enrolled"
    return talker


def template(campus: Campus, talker: Talker) -> tuple[dict[str, Any], list[str]]:
    """The template that the newest message was sent as, as WhatsApp has it, and what was put into its places."""
    sent = [one for one in campus.graph.server.sent if one.person == phone(talker).sender][-1]
    assert sent.kind == "template"
    called = sent.content
    body = [p["text"] for part in called["components"] if part["type"] == "body" for p in part["parameters"]]
    return campus.graph.server.templates[called["name"], called["language"]["code"]], body


def moment(given: Given, starts_at: dt.datetime | None = None) -> str:
    """The clock time at which it begins, as it is written in English."""
    return f"{(starts_at or given.starts_at).astimezone(INDIA):%-I:%M}"


def test_found_and_taken_in_one_tap(campus: Campus, channel: str, language: str) -> None:
    given = campus.session(dt.timedelta(days=5), district="purulia", topic="product")
    talker = campus.on(channel, language)
    talker.presses("tool:training")
    place = {"bn": "পুরুলিয়া", "hi": "पुरुलिया", "en": "Purulia"}[language]
    assert given.title[language] in talker.says(place)
    details = talker.presses(f"train:see:{given.id}")
    assert given.title[language] in details and "Rathbari" in details
    told = talker.presses(f"train:join:{given.id}")
    assert campus.message("training_enrolled", language) in told
    name = {"bn": "রহিমা বিবি", "hi": "रहीमा बीबी", "en": "Rahima Bibi"}[language]
    assert name in talker.says(name)
    (row,) = campus.service.rows("SELECT name FROM learners WHERE contact_id = ?", talker.contact["id"])
    assert row["name"] == name
    query = "SELECT kind FROM consent_events WHERE holder = ? AND purpose = 'training'"
    (agreed,) = campus.service.rows(query, talker.contact["id"])
    assert agreed["kind"] in ("given", "granted")


def test_the_calendar_file(campus: Campus, channel: str) -> None:
    given = campus.session(DAYS)
    talker = enrolled(campus, channel, given)
    talker.presses(f"train:cal:{campus.enrolment(talker, given)['id']}")
    ((name, kind, content),) = files(talker)
    assert name.endswith(".ics") and kind == "document"
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert event["DTSTART"].dt == given.starts_at.replace(microsecond=0)
    assert given.title["bn"] in event["SUMMARY"]


def test_reminded_while_the_window_is_open(campus: Campus, channel: str, language: str) -> None:
    given = campus.session(DAYS)
    talker = enrolled(campus, channel, given, language)
    told = campus.comes(talker, given, "day1")
    assert given.title[language] in told and "Rathbari" in told
    newest = phone(talker).seen()[-1]
    assert not newest.template and {"me:trainings", "remind:fewer"} <= set(talker.payloads)
    assert campus.message("training_remind_fewer", language) in talker.presses("remind:fewer")


def test_reminded_outside_the_window(campus: Campus, language: str) -> None:
    given = campus.session(SOON)
    talker = enrolled(campus, "whatsapp", given, language)
    campus.silent(talker)
    told = campus.comes(talker, given, "hours2")
    used, places = template(campus, talker)
    assert (used["name"], used["category"]) == ("session_soon", "UTILITY")
    assert given.title[language] in told and places[0] == given.title[language]
    arrives = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=used["message_send_ttl_seconds"])
    assert arrives <= given.starts_at


def test_a_late_reminder_has_a_shorter_life(campus: Campus) -> None:
    given = campus.session(SOON)
    talker = enrolled(campus, "whatsapp", given, "en")
    campus.silent(talker)
    starts = campus.sooner(given, SOON - NEARLY)  # as if the service had been down since it was due
    campus.comes(talker, given, "hours2")
    used, _ = template(campus, talker)
    assert used["name"] == "session_begins"
    assert dt.datetime.now(dt.UTC) + dt.timedelta(seconds=used["message_send_ttl_seconds"]) <= starts


def test_moved_told_once_and_the_old_reminder_never_comes(campus: Campus, channel: str) -> None:
    given = campus.session(DAYS)
    talker = enrolled(campus, channel, given, "en")
    later = given.starts_at + dt.timedelta(hours=5, minutes=17)

    def moves() -> None:
        campus.change(given, starts_at=later)
        campus.tick()
        campus.tick()
        campus.quiet(talker)

    (told,) = told_after(talker, moves)
    assert campus.message("session_changed", "en") in told and moment(given, later) in told
    assert "The hall is closed" in told
    reminders = told_after(talker, lambda: _everything(campus, talker, given))
    assert len(reminders) == 2, "the day before and two hours before"
    assert all(moment(given, later) in one for one in reminders)
    assert not any(moment(given) in one for one in reminders)


def _everything(campus: Campus, talker: Talker, given: Given) -> None:
    campus.all_due(talker, given)
    campus.quiet(talker)


def test_moved_outside_the_window(campus: Campus) -> None:
    given = campus.session(DAYS)
    talker = enrolled(campus, "whatsapp", given, "hi")
    campus.silent(talker)
    later = given.starts_at + dt.timedelta(days=1)
    told = talker.waits(lambda: (campus.change(given, starts_at=later), campus.tick()))
    used, places = template(campus, talker)
    assert used["name"] == "session_changed" and given.title["hi"] in told
    assert len(places) == 4 and "Rathbari" in places[3]


def test_cancelled_and_nothing_more(campus: Campus, channel: str, language: str) -> None:
    given = campus.session(DAYS)
    talker = enrolled(campus, channel, given, language)

    def cancels() -> None:
        campus.cancel(given)
        campus.tick()
        campus.quiet(talker)

    (told,) = told_after(talker, cancels)
    assert campus.message("session_cancelled", language) in told and given.title[language] in told
    assert campus.planned(talker, given) == set()


def test_cancelled_outside_the_window(campus: Campus) -> None:
    given = campus.session(DAYS)
    talker = enrolled(campus, "whatsapp", given)
    campus.silent(talker)
    talker.waits(lambda: (campus.cancel(given), campus.tick()))
    used, places = template(campus, talker)
    assert used["name"] == "session_cancelled" and places[0] == given.title["bn"]


@pytest.mark.parametrize("said", ["yes", "no"])
def test_a_place_becomes_free(campus: Campus, channel: str, said: str) -> None:
    given, holder = campus.full()
    talker = campus.on(channel, "en")
    assert campus.message("training_waiting", "en") in talker.presses(f"train:join:{given.id}")
    offer = talker.waits(lambda: _gives_up(campus, holder, given))
    assert given.title["en"] in offer
    told = talker.presses(talker.ends_with(f":{said}"))
    assert campus.message("training_enrolled" if said == "yes" else "training_declined", "en") in told
    assert campus.enrolment(talker, given)["status"] == ("enrolled" if said == "yes" else "cancelled")


def test_a_place_becomes_free_outside_the_window(campus: Campus) -> None:
    given, holder = campus.full()
    talker = campus.on("whatsapp", "bn")
    talker.presses(f"train:join:{given.id}")
    campus.silent(talker)
    offer = talker.waits(lambda: _gives_up(campus, holder, given))
    used, _ = template(campus, talker)
    assert used["name"] == "session_place_free" and given.title["bn"] in offer
    talker.presses(talker.ends_with(":yes"))
    assert campus.enrolment(talker, given)["status"] == "enrolled"


def _gives_up(campus: Campus, holder: Talker, given: Given) -> None:
    holder.presses(f"train:dropped:{campus.enrolment(holder, given)['id']}")
    campus.tick()


def test_the_joining_link(campus: Campus, channel: str) -> None:
    address = "https://meet.example.org/abc-defg"
    given = campus.session(dt.timedelta(minutes=40), online=True, link=address)
    talker = enrolled(campus, channel, given)
    told = campus.comes(talker, given, "link")
    assert address in told
    assert address in dict((link, title) for title, link in phone(talker).seen()[-1].links) or address in told


def test_the_joining_link_outside_the_window(campus: Campus) -> None:
    address = "https://meet.example.org/abc-defg"
    given = campus.session(dt.timedelta(minutes=40), online=True, link=address)
    talker = enrolled(campus, "whatsapp", given)
    campus.silent(talker)
    assert address in campus.comes(talker, given, "link")
    used, places = template(campus, talker)
    assert used["name"] == "session_link" and places[2] == address
    assert dt.datetime.now(dt.UTC) + dt.timedelta(seconds=used["message_send_ttl_seconds"]) <= given.starts_at


def test_none_wanted(campus: Campus, channel: str) -> None:
    given = campus.session(DAYS)
    talker = enrolled(campus, channel, given)
    talker.presses("remind:none")
    assert told_after(talker, lambda: _everything(campus, talker, given)) == []
    cancels = talker.waits(lambda: (campus.cancel(given), campus.tick()))
    assert campus.message("session_cancelled", "bn") in cancels, "news of their own place they are told all the same"
