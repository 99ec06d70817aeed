"""At the session: the code that the trainer shows, typed or brought by its picture; leaving before the end."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.conversation.bare import says_yes
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import desk, telling
from bot.services import consent
from bot.services.training import attendance, checkin_code, enrolments, trainers
from bot.services.training.attendance import CheckIn
from bot.services.training.catalogue import Upcoming
from bot.services.training.plans import Schedule

FLOW: Final = "here:code"
"""As `hears`: the six digits are awaited."""
UNASKED: Final = "here:unasked"
"""As `hears`: nothing was asked, and the text is six digits and hardly more."""
_IN, _SURE, _AGREE = "here:in", "here:sure", "here:agree:"
"""As `hears`: they are marked present and may have to leave; they were asked whether they leave; whether they agree to
what is kept (with the code behind it)."""
_SHORT: Final = 6  # words: a longer text says more than that somebody leaves
_ALONE: Final = re.compile(r"\W*(?:(?:the |my )?code|কোড|कोड)?\W*(?:\d\W?){6}\W*", re.IGNORECASE)
_BUTTON: Final = re.compile(r"here:(?P<agrees>agree:)?(?P<code>[0-9]{6})")
_LEAVE, _LEFT, _STAY = "here:leave", "here:left", "here:stay"
_LEAVING: Final = re.compile(
    r"\b(?:leav(?:e|ing)|go(?:ing)? (?:early|now|home)|early|jete hobe|chole (?:jacchi|jabo|jete)|agei? jete"
    r"|jana (?:hai|hoga|padega)|ja (?:raha|rahi)|nikal(?:na)?)\b"
    r"|যেতে হবে|চলে যাচ্ছি|চলে যাব|চলে যেতে|আগে যেতে|বেরোতে হবে|বেরিয়ে যাচ্ছি"
    r"|जाना (?:है|होगा|पड़ेगा)|जा (?:रहा|रही)|निकलना|जल्दी जा",
    re.IGNORECASE,
)


def payload(code: str) -> str:
    """What the picture of a code brings back."""
    return f"here:{code}"


def fill(session: Session, contact_id: str, say: Say, now: dt.datetime, around: Surroundings) -> list[Say]:
    """ "I have come, mark me present", perhaps with the code in it; or that they must leave."""
    if checkin_code.find_code(around.text) is not None:
        return [_checked(session, contact_id, around.text, now, around)]
    if _LEAVING.search(around.text) and _now(session, contact_id, now) is not None:
        return [_ask_leave(session, contact_id, now)]
    trainer = trainers.of_contact(session, contact_id)
    if trainer is not None and trainer.agency_id is not None:  # they mean the code and the list of their own session
        return [desk.overview(session, contact_id, now)]
    return [Say("here_ask", {"hears": FLOW})]


def by_payload(session: Session, contact_id: str, pressed: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """A code from a picture, or a button of leaving; None if it is another one."""
    if (match := _BUTTON.fullmatch(pressed)) is not None:
        if match["agrees"]:
            return _agreed(session, contact_id, match["code"], now, around)
        return _checked(session, contact_id, match["code"], now, around)
    match pressed:
        case "here:ask":
            return Say("here_ask", {"hears": FLOW})
        case "here:leave":
            return _ask_leave(session, contact_id, now)
        case "here:stay":
            return Say("here_stays", {"hears": ""})
        case "here:left":
            mine = attendance.leave(session, contact_id, now)
            if mine is None:
                return Say("here_not_in", {"hears": ""})
            return Say("here_left", {**_of(mine.upcoming), "now": {"at": now.isoformat()}, "hears": FLOW})
    return None


def heard(
    session: Session, contact_id: str, hears: str, text: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """Typed words after the question for the code, or while somebody is at a session; None if they are not for it."""
    if hears == UNASKED:
        return _unasked(session, contact_id, text, now, around)
    if hears == _SURE:
        return by_payload(session, contact_id, _LEFT, now, around) if says_yes(text) else None
    if hears.startswith(_AGREE):
        return by_payload(session, contact_id, hears, now, around) if says_yes(text) else None
    if hears == _IN:
        leaves = _LEAVING.search(text) is not None and len(text.split()) <= _SHORT
        return _ask_leave(session, contact_id, now) if leaves and _now(session, contact_id, now) is not None else None
    if hears != FLOW:
        return None
    if checkin_code.find_code(text) is not None:
        return _checked(session, contact_id, text, now, around)
    # Four or seven digits are a code that was misread, and nothing for the engine.
    digits = re.sub(r"\D", "", text)
    return Say("here_six_digits", {"hears": FLOW}) if digits and len(digits) >= len(text.strip()) / 2 else None


def alone(text: str) -> bool:
    """Whether a text is six digits as a trainer shows them, and nothing more than that it is a code."""
    return _ALONE.fullmatch(text) is not None and checkin_code.find_code(text) is not None


def _unasked(session: Session, contact_id: str, text: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """Six digits that nobody asked for: the code of a session if one shows it now, or if their own session runs and
    they are not marked yet. Else they are something else, a PIN code say."""
    schedule = Schedule(around.content.reminders, around.rules)
    found = attendance.check_in(session, contact_id, text, now, schedule=schedule)
    awaited = any(
        mine.enrolment.status == "enrolled" and mine.enrolment.came_at is None and _runs(mine.upcoming, now)
        for mine in enrolments.of_contact(session, contact_id, now, past_days=1)
    )
    return _told(found, checkin_code.find_code(text) or "") if found.upcoming is not None or awaited else None


def _checked(session: Session, contact_id: str, typed: str, now: dt.datetime, around: Surroundings) -> Say:
    schedule = Schedule(around.content.reminders, around.rules)
    found = attendance.check_in(session, contact_id, typed, now, schedule=schedule)
    return _told(found, checkin_code.find_code(typed) or "")


def _agreed(session: Session, contact_id: str, code: str, now: dt.datetime, around: Surroundings) -> Say:
    """Somebody without a place agrees to what is kept of those who take part. A code that has changed meanwhile is
    asked for again; the agreement holds."""
    consent.decide(session, contact_id, "training", True, now, "self")
    schedule = Schedule(around.content.reminders, around.rules)
    return _told(attendance.check_in(session, contact_id, code, now, schedule=schedule, agreed=True), code)


def _told(found: CheckIn, code: str = "") -> Say:
    """What is said of a code, with what to do next."""
    if found.blocked:
        return Say("here_too_many", {"hears": FLOW})
    if found.upcoming is None:
        return Say("here_wrong_code", {"hears": FLOW})
    values: dict[str, Any] = {**_of(found.upcoming), "hears": ""}
    session = found.upcoming.session
    match found.kind:
        case "too_early":
            opens = session.starts_at - attendance.EARLY
            return Say("here_too_early", {**values, "opens": {"at": opens.isoformat()}, "hears": FLOW})
        case "over":
            return Say("here_over", values)
        case "full":
            return Say("here_full", values)
        case "unlisted":  # nobody has told them yet what is kept
            agree = {"title": "here_agree", "payload": f"{_AGREE}{code}", "values": {}}
            notice = {"notice": "training"}
            return Say("here_unlisted", {**values, "notice": notice, "acts": [agree], "hears": f"{_AGREE}{code}"})
    leave = {"title": "here_leave", "payload": _LEAVE, "values": {}}
    values |= {"ends": {"at": session.ends_at.isoformat()}, "hears": _IN}
    keys = {"late": "here_late", "already": "here_already", "back": "here_back", "walk_in": "here_walk_in"}
    key = keys.get(found.kind, "here_marked")
    return Say(key, {**values, "acts": [leave]})


def _ask_leave(session: Session, contact_id: str, now: dt.datetime) -> Say:
    """Asked once: what is noted counts for the certificate."""
    upcoming = _now(session, contact_id, now)
    if upcoming is None:
        return Say("here_not_in", {"hears": ""})
    acts = [
        {"title": "here_left", "payload": _LEFT, "values": {}}, {"title": "here_stay", "payload": _STAY, "values": {}},
    ]  # fmt: skip
    return Say("here_leave_ask", {**_of(upcoming), "acts": acts, "hears": _SURE})


def _now(session: Session, contact_id: str, now: dt.datetime) -> Upcoming | None:
    """The session that the person is in now."""
    for mine in enrolments.of_contact(session, contact_id, now, past_days=1):
        if _runs(mine.upcoming, now) and mine.enrolment.came_at is not None:
            return mine.upcoming
    return None


def _runs(upcoming: Upcoming, now: dt.datetime) -> bool:
    return upcoming.session.starts_at - attendance.EARLY <= now < upcoming.session.ends_at


def _of(upcoming: Upcoming) -> dict[str, Any]:
    return telling.of_session(upcoming)
