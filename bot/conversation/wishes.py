"""What people say of messages sent unasked, by button or in words, and what they are told of it. The engine's actions
and the gateway itself use the same functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from bot.conversation import entries, offers, payloads, privacy, referrals, registration_data
from bot.conversation.broadcasting import flow
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import checkin, desk, feedback, mentors, pressing, quiz, reminders
from bot.conversation.wanted import Wanted
from bot.services import contacts, handover, preferences
from bot.services.preferences import PURPOSES, Purpose

Handler = Callable[[Session, str, str, dt.datetime], Say | None]
"""Does what a button wants (session, contact, payload, now) and says so; None if the button is none of its own."""
_HANDLERS: tuple[Handler, ...] = (
    privacy.pressed, offers.by_payload, registration_data.pressed, referrals.pressed, entries.by_payload,
)  # fmt: skip
AroundHandler = Callable[[Session, str, str, dt.datetime, Surroundings], Say | None]
"""A handler that looks at the content too."""
_AROUND_HANDLERS: tuple[AroundHandler, ...] = (
    checkin.by_payload, feedback.by_payload, pressing.by_payload, quiz.by_payload, desk.pressed,
    mentors.pressed, flow.pressed,
)  # fmt: skip


def by_payload(session: Session, contact_id: str, payload: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """Does what a button or a bare word wants, and says so; None if it is none of these. Needs no engine."""
    match payload:
        case "stop":
            return stop(session, contact_id, now)
        case "start":
            return start(session, contact_id, now)
        case "resume":
            preferences.resume(session, contact_id, now)
            return Say("started_again")
        case "prefs":
            return overview(session, contact_id)
        case "bot":
            return Say("handover_left" if handover.leave(session, contact_id, now) else "bot_here")
    chosen = payloads.preference(payload)
    if chosen is not None:
        return choose(session, contact_id, *chosen, now)
    answers = chain(
        (handler(session, contact_id, payload, now) for handler in _HANDLERS),
        (handler(session, contact_id, payload, now, around) for handler in _AROUND_HANDLERS),
    )
    return next((say for say in answers if say is not None), None)


def by_words(session: Session, contact_id: str, wanted: Wanted, now: dt.datetime) -> Say:
    """Does what a sentence says; shows the choices where it does not say enough."""
    if wanted.fewer:
        return reminders.fewer(session, contact_id, now)
    if wanted.which is None or wanted.wanted is None:
        return overview(session, contact_id)
    if wanted.which == "everything":
        return start(session, contact_id, now) if wanted.wanted else stop(session, contact_id, now)
    return choose(session, contact_id, wanted.which, wanted.wanted, now)


def stop(session: Session, contact_id: str, now: dt.datetime) -> Say:
    """The person wants nothing unasked. Said again, it is confirmed by the same words."""
    contacts.stop(session, contact_id, now)
    return Say("stopped")


def start(session: Session, contact_id: str, now: dt.datetime) -> Say:
    """The person wants everything."""
    before = preferences.overview(session, contact_id)
    if not preferences.start(session, contact_id, now):
        return Say("already_started")
    return Say("started_again" if before is not None and before.stopped else "all_on")


def choose(session: Session, contact_id: str, purpose: Purpose, wanted: bool, now: dt.datetime) -> Say:
    """The person wants one kind of messages, or not. What they do not get anyway after a stop, stays stopped."""
    preferences.set(session, contact_id, purpose, wanted, now)
    return Say(f"{purpose}_{'on' if wanted else 'off'}")


def overview(session: Session, contact_id: str) -> Say:
    """What is on and off, with the buttons that change it."""
    now = preferences.overview(session, contact_id)
    on = {purpose: now is not None and now.gets(purpose) for purpose in PURPOSES}
    shown: dict[str, Any] = {
        purpose: {"key": "setting_on" if on[purpose] else "setting_off", "values": {}} for purpose in PURPOSES
    }
    offered = [f"pref_{purpose}_{'off' if on[purpose] else 'on'}" for purpose in PURPOSES]
    return Say("settings", {**shown, "offered": offered})
