"""Giving up a place, or another date of the same course: asked once, because the place goes to the next."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import finding, own, showing
from bot.conversation.training.showing import act, line
from bot.services.training import catalogue, enrolments


def cancel_training(session: Session, contact_id: str, say: Say, now: dt.datetime, around: Surroundings) -> list[Say]:
    """ "I cannot come": of several which; of the only one whether."""
    coming = [mine for mine in enrolments.of_contact(session, contact_id, now) if mine.upcoming.open(now)][: own.MOST]
    if not coming:
        return [Say("training_cancel_none")]
    if len(coming) == 1:
        return [ask(session, contact_id, coming[0].enrolment.id, now, around)]
    lines = [
        line("training_plain_line", number=number, **showing.about(mine.upcoming))
        for number, mine in enumerate(coming, 1)
    ]
    acts = [
        showing.numbered(number, mine.upcoming, showing.payload("drop", mine.enrolment.id), around)
        for number, mine in enumerate(coming, 1)
    ]
    return [Say("training_cancel_which", {"lines": lines, "acts": acts})]


def ask(session: Session, contact_id: str, enrolment_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """Whether they mean it, with the way to another date."""
    mine = enrolments.get(session, contact_id, enrolment_id)
    if mine is None:
        return Say("training_gone")
    if mine.enrolment.status not in enrolments.ACTIVE or not mine.upcoming.open(now):
        return own.of_one(session, contact_id, enrolment_id, now, around)
    acts = [
        act("training_cancel_yes", showing.payload("dropped", enrolment_id)),
        act("training_keep", showing.payload("keep", enrolment_id)),
    ]
    if catalogue.alternatives(session, mine.upcoming, now, limit=1):
        acts.append(act("training_change", showing.payload("other", enrolment_id)))
    key = "training_cancel_ask" if mine.enrolment.status == "enrolled" else "training_cancel_ask_waiting"
    return Say(key, {**showing.about(mine.upcoming), "acts": acts})


def drop(session: Session, contact_id: str, enrolment_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """The place is given up; the next in the waiting list is offered it."""
    outcome = enrolments.cancel(session, contact_id, enrolment_id, now, schedule=showing.schedule(around))
    if outcome is None or outcome.upcoming is None:
        return Say("training_gone")
    if outcome.kind != "cancelled":
        return Say("training_cancel_late", showing.about(outcome.upcoming))
    dates = act("training_dates", showing.payload("dates", outcome.upcoming.session.id))
    return Say("training_dropped", {**showing.about(outcome.upcoming), "acts": [dates]})


def keep(session: Session, contact_id: str, enrolment_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """They come after all."""
    return own.of_one(session, contact_id, enrolment_id, now, around)


def other(session: Session, contact_id: str, enrolment_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """The other dates of the course, to come to instead."""
    mine = enrolments.get(session, contact_id, enrolment_id)
    if mine is None:
        return Say("training_gone")
    others = catalogue.alternatives(session, mine.upcoming, now, limit=finding.MOST)
    if not others:
        return Say("training_no_dates", {"title": showing.title(mine.upcoming), "acts": []})
    values = {
        "theirs": showing.row(mine.upcoming),
        "lines": [showing.listed(number, one) for number, one in enumerate(others, 1)],
        "acts": [
            showing.numbered(number, one, showing.payload("swap", one.session.id), around)
            for number, one in enumerate(others, 1)
        ],
    }
    return Say("training_change", values)
