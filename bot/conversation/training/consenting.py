"""Agreeing to what is kept for trainings, and taking it back: then what was said for the counts is deleted, and places
in coming sessions are given up, because nobody can be expected at a session whose list may not name them."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import showing
from bot.conversation.training.showing import line
from bot.services import consent
from bot.services.training import enrolments, learners

_ON, _OFF = "consent:training:on", "consent:training:off"
PURPOSE: Final = "training"


def pressed(session: Session, contact_id: str, payload: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """Does what the button of the permissions says; None if it is another one."""
    if payload == _ON:
        consent.decide(session, contact_id, PURPOSE, True, now, "self")
        return Say("consent_given", {"purpose": PURPOSE})
    if payload != _OFF:
        return None
    coming = [mine for mine in enrolments.of_contact(session, contact_id, now) if mine.upcoming.open(now)]
    for mine in coming:
        enrolments.cancel(session, contact_id, mine.enrolment.id, now, schedule=showing.schedule(around))
    learners.withdraw(session, contact_id, now)
    consent.decide(session, contact_id, PURPOSE, False, now, "self")
    given_up = line("training_given_up", rows=[showing.row(mine.upcoming) for mine in coming]) if coming else ""
    return Say("training_consent_off", {"given_up": given_up})
