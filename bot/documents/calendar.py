"""A session as an entry for the person's own calendar: an iCalendar file (RFC 5545, sent as RFC 5546 says).

The same session has the same UID for everybody and for ever, and each change a higher SEQUENCE, so that a file that
comes later changes or removes the entry instead of adding another one. Nothing in it says who the person is.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText, vUri

from bot.clock import INDIA
from bot.knowledge.model import Language
from bot.language import normalise

PRODUCT: Final = "-//Udyog Sathi//Training sessions//EN"
DOMAIN: Final = "sessions.udyog-sathi.invalid"
"""Of UIDs and of organisers without an address. No machine can have this name (RFC 2606), so nothing is sent there."""
REMINDERS: Final = (dt.timedelta(days=1), dt.timedelta(hours=2))
"""How long before the session the calendar reminds."""
_ZONE_SINCE: Final = dt.date(1970, 1, 1)
_LONGEST: Final = 1500  # characters of one text
_LINK: Final = re.compile(r"https?://[!-~]{1,1000}")
_MAIL: Final = re.compile(r"[!-~]{1,64}@[0-9A-Za-z.-]{1,253}")

Method = Literal["PUBLISH", "CANCEL"]


@dataclass(frozen=True)
class Session:
    """What the entry says, in words of the person's language. `id`: the session's, the same for everybody; `version`:
    counts the changes, a cancellation too; `changed_at`: when this version was made; `start`, `end`: with their zone;
    `place`: where it is, or `link`: where to join, or none of them if that is told later; `notes`: what to bring, and
    whatever else is good to know; `agency`: who holds it, `agency_mail`: where its mail is read, if anywhere."""

    id: str
    version: int
    changed_at: dt.datetime
    start: dt.datetime
    end: dt.datetime
    title: str
    agency: str
    language: Language
    place: str = ""
    link: str = ""
    notes: str = ""
    agency_mail: str = ""


def entry(session: Session) -> bytes:
    """The file that puts a session into the calendar, or changes what is there. Raises ValueError if the session ends
    before it begins, a moment has no zone, it lacks an id or a title, or link or mail address cannot be used."""
    event = _event(session, "CONFIRMED")
    for before in REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _clean(session.title))
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return _file("PUBLISH", event)


def cancellation(session: Session) -> bytes:
    """The file that takes a session out of the calendar. `session.version` is higher than the one that is there. Errors
    as `entry`."""
    return _file("CANCEL", _event(session, "CANCELLED"))


def mime(method: Method = "PUBLISH") -> str:
    """The media type to send a file with (RFC 5545, section 8.1)."""
    return f"text/calendar; charset=utf-8; method={method}"


def uid(session_id: str) -> str:
    """The name of a session among all entries of all calendars."""
    return f"{session_id}@{DOMAIN}"


def _event(session: Session, status: Literal["CONFIRMED", "CANCELLED"]) -> Event:
    if any(moment.tzinfo is None for moment in (session.start, session.end, session.changed_at)):
        raise ValueError("a moment without a zone")
    if session.end <= session.start:
        raise ValueError("a session ends after it begins")
    if session.link and not _LINK.fullmatch(session.link):
        raise ValueError("a link begins with https:// or http:// and has no blanks")
    if session.agency_mail and not _MAIL.fullmatch(session.agency_mail):
        raise ValueError("not an address of mail")
    if not session.id.strip() or not _clean(session.title) or session.version < 0:
        raise ValueError("a session needs an id, a title and a version")
    event = Event()
    event.add("uid", uid(session.id))
    event.add("sequence", session.version)
    event.add("dtstamp", session.changed_at.astimezone(dt.UTC))
    event.add("last-modified", session.changed_at.astimezone(dt.UTC))
    event.add("dtstart", session.start.astimezone(INDIA).replace(microsecond=0))
    event.add("dtend", session.end.astimezone(INDIA).replace(microsecond=0))
    event.add("status", status)
    event.add("transp", "OPAQUE" if status == "CONFIRMED" else "TRANSPARENT")
    _add_text(event, "summary", session.title, session.language)
    # A calendar that does not show URL (most do not) shows the link as the place.
    _add_text(event, "location", session.place or session.link, session.language)
    _add_text(event, "description", "\n\n".join(filter(None, (session.notes, session.link))), session.language)
    if session.link:
        event["url"] = vUri(session.link)
    organiser = vCalAddress(f"mailto:{session.agency_mail or f'nobody@{DOMAIN}'}")
    # Quotation marks and control characters cannot stand in a parameter (RFC 5545, section 3.1).
    organiser.params["CN"] = vText(" ".join(_clean(session.agency).replace('"', "'").split()))
    event["organizer"] = organiser
    return event


def _add_text(event: Event, name: str, text: str, language: Language) -> None:
    if cleaned := _clean(text):
        event.add(name, cleaned, parameters={"LANGUAGE": language})


def _clean(text: str) -> str:
    return normalise(text[:_LONGEST])


def _file(method: Method, event: Event) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    zone = Timezone.from_tzid(INDIA.key, first_date=_ZONE_SINCE)
    # The library's remark on the years that it computed: India has had one offset since 1945.
    zone.pop("comment", None)
    calendar.add_component(zone)
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
