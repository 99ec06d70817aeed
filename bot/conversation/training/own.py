"""A person's own trainings: what comes, what they wait for, what is over; one of them with all that it needs."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.texts import Texts
from bot.conversation.training import certificate, checkin, enrolling, finding, naming, showing
from bot.conversation.training.showing import Act, act, line
from bot.db.models import Contact
from bot.documents import calendar
from bot.knowledge.model import Language
from bot.services.training import catalogue, certificates, enrolments
from bot.services.training.catalogue import ONLINE, Upcoming
from bot.services.training.enrolments import Mine
from bot.services.training.waiting import ahead_of

MOST: Final = 8
_GROUP: Final = "training_wish"


def my_trainings(session: Session, contact_id: str, say: Say, now: dt.datetime, around: Surroundings) -> list[Say]:
    """All of them, or the one that the words ask of: the joining link, the calendar, the certificate."""
    theirs = enrolments.of_contact(session, contact_id, now)
    if not theirs:
        return [_none(session, contact_id, now, around)]
    coming = [mine for mine in theirs if now < mine.upcoming.session.ends_at]
    past = [mine for mine in reversed(theirs) if mine not in coming]
    match naming.named(around, _GROUP):
        case "certificate" if past:
            return [_certificates(session, contact_id, past, now, around)]
        case "certificate" if len(coming) == 1:
            return [certificate.give(session, contact_id, coming[0].enrolment.id, now, around)]
        case "calendar" if len(coming) == 1:
            return [calendar_entry(session, contact_id, coming[0].enrolment.id, now, around)]
        case "link" if online := [mine for mine in coming if mine.upcoming.session.mode == ONLINE]:
            return [of_one(session, contact_id, online[0].enrolment.id, now, around)]
    if len(theirs) == 1:
        return [of_one(session, contact_id, theirs[0].enrolment.id, now, around)]
    shown = [*coming, *past][:MOST]
    lines = [
        line("training_mine_line", number=number, state=_state(session, mine, now), **showing.about(mine.upcoming))
        for number, mine in enumerate(shown, 1)
    ]
    return [Say("training_mine_list", {"lines": lines, "acts": _each("mine", shown, around)})]


def _none(session: Session, contact_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """ "When is the GST class?" of somebody who has enrolled in none asks which there are."""
    topic, sector = naming.named(around, "training_topic") or "", naming.named(around, "sector") or ""
    if not topic and not sector:
        return Say("training_none_mine")
    return finding.found(session, contact_id, finding.Wanted(topic=topic, sector=sector), now, around)


def of_one(session: Session, contact_id: str, enrolment_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """One of them, with what can be done now."""
    mine = enrolments.get(session, contact_id, enrolment_id)
    if mine is None:
        return Say("training_gone")
    enrolment, upcoming = mine.enrolment, mine.upcoming
    about = {**showing.about(upcoming), "state": _state(session, mine, now)}
    if upcoming.session.status == catalogue.CANCELLED or enrolment.status == "cancelled":
        see = act("training_dates", showing.payload("dates", upcoming.session.id))
        return Say("training_mine_ended", {**about, "acts": [see]})
    if now >= upcoming.session.ends_at:
        return Say("training_mine_past", {**about, "acts": _past_acts(session, mine)})
    if enrolment.status == "offered":
        return _offered(about, mine)
    change = act("training_change", showing.payload("other", enrolment_id))
    drop = act("training_cancel", showing.payload("drop", enrolment_id))
    if enrolment.status == "waiting":
        return Say("training_mine_waiting", {**about, "acts": [change, drop]})
    values = {
        **about,
        "until": {"at": upcoming.session.ends_at.isoformat()},
        "link": _link(upcoming),
        "bring": line("training_bring", text={"said": upcoming.course.bring}) if upcoming.course.bring else "",
        "agency": upcoming.agency.name,
    }
    if upcoming.session.starts_at <= now:
        return Say("training_mine_running", {**values, **_attendance(mine)})
    others = catalogue.alternatives(session, upcoming, now, limit=1)
    acts = [act("training_calendar", showing.payload("cal", enrolment_id)), *([change] if others else []), drop]
    return Say("training_mine", {**values, "acts": acts})


def _attendance(mine: Mine) -> dict[str, Any]:
    """During the session: that the code is still to be typed, or that it was, with the button for who must leave."""
    if mine.enrolment.came_at is None or mine.enrolment.left_at is not None:
        return {"attendance": line("training_type_code"), "hears": checkin.FLOW}
    return {"attendance": line("training_is_there"), "acts": [act("here_leave", "here:leave")]}


def calendar_entry(session: Session, contact_id: str, enrolment_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """The session as a file for the person's own calendar."""
    mine = enrolments.get(session, contact_id, enrolment_id)
    if mine is None or mine.enrolment.status != "enrolled" or not mine.upcoming.open(now):
        return Say("training_gone")
    upcoming = mine.upcoming
    file = calendar.entry(_entry(session, contact_id, upcoming, now, around))
    document = {"name": "training.ics", "mime": calendar.mime(), "content": base64.b64encode(file).decode()}
    return Say("training_calendar_file", {**showing.about(upcoming), "document": document})


def language_of(session: Session, contact_id: str, around: Surroundings) -> Language:
    """In which a file is written for somebody."""
    contact = session.get(Contact, contact_id)
    return cast(Language, contact.language) if contact is not None and contact.language else around.default


def _entry(
    session: Session, contact_id: str, upcoming: Upcoming, now: dt.datetime, around: Surroundings
) -> calendar.Session:
    language = language_of(session, contact_id, around)
    texts, course, one = Texts(around.content, now.astimezone(INDIA).date()), upcoming.course, upcoming.session
    online = one.mode == ONLINE
    notes = [
        _said(course.bring, language),
        texts.message("training_link_comes", language).text.strip() if online else "",
    ]
    return calendar.Session(
        one.id, one.version, now, one.starts_at, one.ends_at, _said(course.title, language), upcoming.agency.name,
        language,
        place="" if online else texts.shown("where", showing.where(upcoming), language),
        link=one.link if online else "",
        notes="\n".join(note for note in notes if note),
    )  # fmt: skip


def _said(text: dict[str, str], language: Language) -> str:
    return text.get(language) or next(iter(text.values()), "")


def _certificates(session: Session, contact_id: str, past: list[Mine], now: dt.datetime, around: Surroundings) -> Say:
    if len(past) == 1:
        return certificate.give(session, contact_id, past[0].enrolment.id, now, around)
    lines = [
        line("training_mine_line", number=number, state=_state(session, mine, now), **showing.about(mine.upcoming))
        for number, mine in enumerate(past[:MOST], 1)
    ]
    return Say("training_which_certificate", {"lines": lines, "acts": _each("cert", past[:MOST], around)})


def _each(deed: str, theirs: Iterable[Mine], around: Surroundings) -> list[Act]:
    return [
        showing.numbered(number, mine.upcoming, showing.payload(deed, mine.enrolment.id), around)
        for number, mine in enumerate(theirs, 1)
    ]


def _past_acts(session: Session, mine: Mine) -> list[Act]:
    paper = act("training_certificate", showing.payload("cert", mine.enrolment.id))
    lack = certificates.lacking(session, mine.enrolment.id)
    if lack == "test":
        return [act("training_post_test", f"quiz:start:{mine.enrolment.id}:post"), paper]
    return [act("training_dates", showing.payload("dates", mine.upcoming.session.id))] if lack == "place" else [paper]


def _offered(about: dict[str, Any], mine: Mine) -> Say:
    until = mine.enrolment.offer_until
    moment = until.isoformat() if until is not None else mine.upcoming.session.starts_at.isoformat()
    acts = [
        act(f"training_offer_{said}", showing.payload("offer", mine.enrolment.id, said)) for said in enrolling.ANSWERS
    ]
    return Say("training_offered", {**about, "until_day": {"on": moment}, "until_time": {"at": moment}, "acts": acts})


def _link(upcoming: Upcoming) -> Any:
    if upcoming.session.mode != ONLINE:
        return ""
    if upcoming.session.link:
        return line("training_link_is", link=upcoming.session.link)
    return line("training_link_comes")


def _state(session: Session, mine: Mine, now: dt.datetime) -> Any:
    """How a place stands, in a few words."""
    enrolment, upcoming = mine.enrolment, mine.upcoming
    if upcoming.session.status == catalogue.CANCELLED:
        return line("training_state_off")
    if enrolment.status == "cancelled":
        return line("training_state_given_up")
    if now >= upcoming.session.ends_at:
        return (
            line("training_state_past")
            if enrolment.presence is None
            else line("training_state_there" if enrolment.presence else "training_state_missed")
        )
    if enrolment.status == "waiting":
        ahead = ahead_of(session, enrolment)
        return line("training_state_waiting", place=ahead + 1)
    return line(f"training_state_{enrolment.status}")
