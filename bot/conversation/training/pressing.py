"""Buttons of trainings: what each of them does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import (
    asking,
    cancelling,
    certificate,
    consenting,
    enrolling,
    finding,
    own,
    reminders,
    showing,
)

_Deed = Callable[[Session, str, str, dt.datetime, Surroundings], Say]

_DEEDS: Final[Mapping[str, _Deed]] = MappingProxyType(
    {
        "see": finding.details,
        "dates": finding.dates,
        "join": enrolling.join,
        "swap": enrolling.swap,
        "mine": own.of_one,
        "cal": own.calendar_entry,
        "cert": certificate.give,
        "drop": cancelling.ask,
        "dropped": cancelling.drop,
        "keep": cancelling.keep,
        "other": cancelling.other,
    }
)
"""(session, contact, id of a training session or an enrolment, now, around) -> what is said."""
_ANSWERS: Final = ("noname", "women", "group")


def by_payload(session: Session, contact_id: str, payload: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """Does what a button wants and says so; None if it is none of these."""
    said = (
        finding.pressed(session, contact_id, payload, now, around)
        or reminders.pressed(session, contact_id, payload, now)
        or consenting.pressed(session, contact_id, payload, now, around)
    )
    pressed = showing.pressed(payload)
    if said is not None or pressed is None:
        return said
    deed, subject, more = pressed
    if deed in _DEEDS and not more:
        return _DEEDS[deed](session, contact_id, subject, now, around)
    match deed:
        case "both":
            return enrolling.join(session, contact_id, subject, now, around, despite=True)
        case "swapboth":
            return enrolling.swap(session, contact_id, subject, now, around, despite=True)
        case "leave":
            return enrolling.leave()
        case "offer":
            return enrolling.answer(session, contact_id, subject, more, now, around)
        case _ if deed in _ANSWERS:
            return asking.pressed(session, contact_id, deed, subject, more, now, around)
    return None
