"""Taking part in one tap: what becomes of it, what to know before the day, and a free place that is offered."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import asking, finding, showing
from bot.conversation.training.showing import act, line
from bot.services import consent, preferences
from bot.services.training import enrolments, learners
from bot.services.training import mine as mine_of
from bot.services.training.catalogue import ONLINE
from bot.services.training.enrolments import Mine, Outcome

ANSWERS: Final = ("yes", "no")
_NEW: Final = ("enrolled", "waiting")


def join(
    session: Session, contact_id: str, session_id: str, now: dt.datetime, around: Surroundings, *, despite: bool = False
) -> Say:
    """A person takes part. To press the button is to agree to what stands above it; `despite`: at the time of something
    else, which they know."""
    first = learners.get(session, contact_id) is None
    outcome = enrolments.enrol(
        session, contact_id, session_id, now, schedule=showing.schedule(around), despite_clash=despite
    )
    if outcome.kind in _NEW:
        consent.decide(session, contact_id, "training", True, now, "self")
    return told(session, contact_id, session_id, outcome, now, around, first=first)


def swap(
    session: Session, contact_id: str, session_id: str, now: dt.datetime, around: Surroundings, *, despite: bool = False
) -> Say:
    """A person comes to this session instead of the other one of the same course that they have."""
    theirs = _other(session, contact_id, session_id, now)
    if theirs is None:
        return join(session, contact_id, session_id, now, around, despite=despite)
    outcome = enrolments.transfer(
        session, contact_id, theirs.enrolment.id, session_id, now, schedule=showing.schedule(around),
        despite_clash=despite,
    )  # fmt: skip
    return told(session, contact_id, session_id, outcome, now, around, instead=True)


def answer(
    session: Session, contact_id: str, enrolment_id: str, said: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """Yes or no to the place that became free; None for another answer."""
    if said not in ANSWERS:
        return None
    outcome = enrolments.answer(
        session, contact_id, enrolment_id, said == "yes", now, schedule=showing.schedule(around)
    )
    if outcome.upcoming is None:
        return Say("training_gone")
    dates = [act("training_dates", showing.payload("dates", outcome.upcoming.session.id))]
    match outcome.kind:
        case "declined":
            return Say("training_declined", {**showing.about(outcome.upcoming), "acts": dates})
        case "offer_over":
            return Say("training_offer_over", {**showing.about(outcome.upcoming), "acts": dates})
    return told(session, contact_id, outcome.upcoming.session.id, outcome, now, around)


def leave() -> Say:
    """Somebody thinks better of it."""
    return Say("training_left")


def told(
    session: Session,
    contact_id: str,
    session_id: str,
    outcome: Outcome,
    now: dt.datetime,
    around: Surroundings,
    *,
    first: bool = False,
    instead: bool = False,
) -> Say:
    """What is said of an outcome. `session_id`: what was asked for; `first`: the person takes part for the first time;
    `instead`: instead of another date."""
    upcoming, mine = outcome.upcoming, outcome.enrolment
    if upcoming is None:
        return Say("training_gone")
    see = act("training_mine", showing.payload("mine", mine.id)) if mine is not None else None
    values: dict[str, Any] = {**showing.about(upcoming), "acts": [see] if see else []}
    match outcome.kind:
        case "enrolled":
            return _enrolled(session, contact_id, outcome, now, around, first=first)
        case "waiting" | "waiting_already":
            return Say(f"training_{outcome.kind}", {**values, **_waiting(outcome, instead)})
        case "already" if outcome.clash is not None:
            return _same_course(outcome.clash, session_id, now)
        case "already":
            return Say("training_already", values)
        case "clash" if outcome.clash is not None:
            anyway = act("training_anyway", showing.payload("swapboth" if instead else "both", session_id))
            acts = [anyway, act("training_leave", showing.payload("leave", session_id))]
            theirs = showing.row(outcome.clash.upcoming)
            return Say("training_clash", {"theirs": theirs, "wanted": showing.row(upcoming), "acts": acts})
    return finding.closed(session, upcoming, now)


def _enrolled(
    session: Session, contact_id: str, outcome: Outcome, now: dt.datetime, around: Surroundings, *, first: bool
) -> Say:
    upcoming, enrolment = outcome.upcoming, outcome.enrolment
    if upcoming is None or enrolment is None:
        return Say("training_gone")
    reminded = preferences.wants(session, [contact_id], "reminders", "training")
    values: dict[str, Any] = {
        **showing.about(upcoming),
        "bring": line("training_bring", text={"said": upcoming.course.bring}) if upcoming.course.bring else "",
        "link": line("training_link_comes") if upcoming.session.mode == ONLINE else "",
        "clash": _instead(outcome),
        "reminded": line("training_reminded" if reminded else "training_not_reminded"),
    }
    question, acts, hears = asking.first(session, contact_id, enrolment.id, now) if first else ("", [], "")
    values["question"] = question
    values["acts"] = acts or showing.steps(session, contact_id, Mine(enrolment, upcoming), around)
    return Say("training_enrolled", {**values, **({"hears": hears} if hears else {})})


def _instead(outcome: Outcome) -> Any:
    """What is at the same time, or was given up for it."""
    if outcome.clash is None or outcome.upcoming is None:
        return ""
    same = outcome.clash.upcoming.course.id == outcome.upcoming.course.id
    return line("training_moved_from" if same else "training_clashes", row=showing.row(outcome.clash.upcoming))


def _waiting(outcome: Outcome, instead: bool) -> dict[str, Any]:
    ahead = line("training_ahead", count=outcome.ahead) if outcome.ahead else line("training_first")
    return {"ahead": ahead, "keep": line("training_keeps") if instead else ""}


def _same_course(theirs: Mine, session_id: str, now: dt.datetime) -> Say:
    """They have a place in another session of this course, or were there."""
    if not theirs.upcoming.open(now):
        return Say("training_took_part", {"theirs": showing.row(theirs.upcoming)})
    acts = [
        act("training_this_date", showing.payload("swap", session_id)),
        act("training_leave", showing.payload("leave", session_id)),
    ]
    return Say("training_same_course", {"theirs": showing.row(theirs.upcoming), "acts": acts})


def _other(session: Session, contact_id: str, session_id: str, now: dt.datetime) -> Mine | None:
    """What the person has in another session of the course: a place before a wait."""
    wanted = finding.course_of(session, session_id)
    theirs = [
        mine
        for mine in enrolments.of_contact(session, contact_id, now)
        if mine.upcoming.course.id == wanted and mine.upcoming.session.id != session_id and mine.upcoming.open(now)
    ]
    return min(theirs, key=lambda mine: mine.enrolment.status not in mine_of.HOLDING, default=None)
