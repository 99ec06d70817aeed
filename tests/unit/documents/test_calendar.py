"""Entries for calendars: read again by the library's parser, and line by line against RFC 5545 and RFC 5546."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from bot.clock import INDIA
from bot.documents import calendar
from bot.documents.calendar import Session
from bot.language import normalise

SESSION = Session(
    id="5f3c", version=3, changed_at=dt.datetime(2026, 11, 22, 5, 1, 2, 345, tzinfo=dt.UTC),
    start=dt.datetime(2026, 12, 12, 5, 0, tzinfo=dt.UTC), end=dt.datetime(2026, 12, 12, 9, 30, tzinfo=dt.UTC),
    title="জিএসটি, হিসাব; ক্লাস", agency="Sample Agency", language="bn", place="ব্লক অফিস, মালদা",
    notes="খাতা আর কলম আনবেন।\nসময়মতো আসবেন।",
)  # fmt: skip
LINK = "https://meet.example.org/abc?x=1,2;3"


def event(data: bytes) -> Component:
    (found,) = Calendar.from_ical(data).walk("VEVENT")
    return found


def test_the_entry_says_when_where_and_what() -> None:
    found = event(calendar.entry(SESSION))
    assert found["uid"] == "5f3c@sessions.udyog-sathi.invalid" and found["sequence"] == 3
    assert found["summary"] == SESSION.title and found["summary"].params["LANGUAGE"] == "bn"
    assert found["location"] == SESSION.place and found["description"] == normalise(SESSION.notes)
    assert found["status"] == "CONFIRMED" and "url" not in found
    assert found["dtstart"].dt == SESSION.start and found["dtend"].dt == SESSION.end
    assert found["dtstart"].dt.astimezone(INDIA).strftime("%H:%M") == "10:30"
    assert found["dtstamp"].dt == SESSION.changed_at.replace(microsecond=0)


def test_times_are_of_india_by_a_zone_that_the_file_explains() -> None:
    data = calendar.entry(SESSION)
    assert b"DTSTART;TZID=Asia/Kolkata:20261212T103000\r\n" in data
    assert b"DTEND;TZID=Asia/Kolkata:20261212T150000\r\n" in data
    (zone,) = Calendar.from_ical(data).walk("VTIMEZONE")
    (standard,) = zone.walk("STANDARD")
    assert zone["tzid"] == "Asia/Kolkata" and standard["tzoffsetto"].td == dt.timedelta(hours=5, minutes=30)
    assert data.index(b"VTIMEZONE") < data.index(b"VEVENT")


def test_it_reminds_a_day_and_two_hours_before() -> None:
    alarms = Calendar.from_ical(calendar.entry(SESSION)).walk("VALARM")
    assert [alarm["trigger"].dt for alarm in alarms] == [dt.timedelta(days=-1), dt.timedelta(hours=-2)]
    assert all(alarm["action"] == "DISPLAY" and alarm["description"] == SESSION.title for alarm in alarms)


def test_a_link_is_the_place_where_there_is_none_and_can_be_pressed() -> None:
    found = event(calendar.entry(replace(SESSION, place="", link=LINK)))
    assert found["location"] == LINK and found["url"] == LINK and found["description"].endswith(LINK)
    both = event(calendar.entry(replace(SESSION, link=LINK)))
    assert both["location"] == SESSION.place and both["url"] == LINK
    neither = event(calendar.entry(replace(SESSION, place="", notes="")))
    assert not {"location", "url", "description"} & {name.lower() for name in neither}


def test_a_cancellation_takes_the_same_entry_away() -> None:
    data = calendar.cancellation(replace(SESSION, version=4))
    found = event(data)
    assert b"\r\nMETHOD:CANCEL\r\n" in data and b"\r\nMETHOD:PUBLISH\r\n" in calendar.entry(SESSION)
    assert found["uid"] == event(calendar.entry(SESSION))["uid"] and found["sequence"] == 4
    assert found["status"] == "CANCELLED" and not Calendar.from_ical(data).walk("VALARM")  # RFC 5546, 3.2.5
    assert calendar.mime("CANCEL") == "text/calendar; charset=utf-8; method=CANCEL"


@pytest.mark.parametrize("make", [calendar.entry, calendar.cancellation])
def test_what_the_standards_want_is_there_once(make: object) -> None:
    lines = make(SESSION).decode().replace("\r\n ", "").split("\r\n")  # type: ignore[operator]
    names = [re.split("[:;]", line)[0] for line in lines]
    start, end = lines.index("BEGIN:VEVENT"), lines.index("END:VEVENT")
    for name in ("VERSION", "PRODID", "METHOD", "CALSCALE"):
        assert names.count(name) == 1 and names.index(name) < start
    own = names[start : lines.index("BEGIN:VALARM") if "BEGIN:VALARM" in lines else end]
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "ORGANIZER", "STATUS"):
        assert own.count(name) == 1, name
    assert "ATTENDEE" not in names and "DURATION" not in names
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]


def test_the_same_session_gives_the_same_file() -> None:
    assert calendar.entry(SESSION) == calendar.entry(replace(SESSION, start=SESSION.start.astimezone(INDIA)))


def test_an_agency_is_named_and_its_mail_only_if_it_has_one() -> None:
    found = event(calendar.entry(replace(SESSION, agency='The "A"; B,\nC: D', agency_mail="desk@example.org")))
    assert found["organizer"] == "mailto:desk@example.org" and found["organizer"].params["CN"] == "The 'A'; B, C: D"
    assert event(calendar.entry(SESSION))["organizer"].endswith(".invalid")


@pytest.mark.parametrize(
    "change",
    [
        {"end": SESSION.start}, {"start": SESSION.start.replace(tzinfo=None)}, {"id": " "}, {"title": "\n"},
        {"changed_at": SESSION.changed_at.replace(tzinfo=None)}, {"version": -1}, {"link": "javascript:alert(1)"},
        {"link": "https://a.example/\r\nATTENDEE:mailto:x@example.org"}, {"agency_mail": "a@b\r\nURL:x"},
    ],
)  # fmt: skip
def test_what_makes_no_entry_is_refused(change: dict[str, object]) -> None:
    for make in (calendar.entry, calendar.cancellation):
        with pytest.raises(ValueError):
            make(replace(SESSION, **change))  # type: ignore[arg-type]


ANY = st.text(st.characters(codec="utf-8"), max_size=300)


@given(title=ANY, place=ANY, notes=ANY, agency=ANY)
def test_no_text_breaks_the_file(title: str, place: str, notes: str, agency: str) -> None:
    session = replace(SESSION, title=f"x{title}", place=place, notes=notes, agency=agency)
    data = calendar.entry(session)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)  # octets: RFC 5545, 3.1
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)
    for line in lines:
        line.decode()  # no letter is cut in two by the folding
    found = event(data)
    assert found["summary"] == normalise(session.title)
    assert found.get("location", "") == normalise(place) and found.get("description", "") == normalise(notes)
    assert {re.split(rb"[:;]", line)[0] for line in data.replace(b"\r\n ", b"").split(b"\r\n")} <= {
        b"BEGIN", b"VERSION", b"PRODID", b"CALSCALE", b"METHOD", b"TZID", b"DTSTART", b"TZNAME", b"TZOFFSETFROM",
        b"TZOFFSETTO", b"END", b"SUMMARY", b"DTEND", b"DTSTAMP", b"UID", b"SEQUENCE", b"DESCRIPTION", b"LAST-MODIFIED",
        b"LOCATION", b"ORGANIZER", b"STATUS", b"TRANSP", b"ACTION", b"TRIGGER", b"",
    }  # fmt: skip
