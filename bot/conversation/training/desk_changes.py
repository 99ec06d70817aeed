"""Moving and cancelling a session in the chat: asked for in words, shown as it was understood, done after a yes.

What was asked for is kept between the messages as a draft, sealed like all drafts: the trainer's own words about the
session, which everybody who is enrolled will read.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.conversation.bare import says_yes
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training.desk_words import act, begun, told
from bot.db.models import Trainer
from bot.language.entities import find_dates, find_times
from bot.services import drafts
from bot.services.scrub import scrub
from bot.services.training import desk as service
from bot.services.training import plans, sessions, trainers
from bot.services.training.catalogue import Upcoming
from bot.services.training.sessions import Change, Refused

DRAFT: Final = "desk"
REASON: Final = (4, 200)
"""Characters of a reason, at least and at most."""
LASTS: Final = dt.timedelta(hours=2)
"""What was asked for longer ago is not done by an old button."""
AHEAD: Final = dt.timedelta(days=366)


def pressed(
    db: Session, trainer: Trainer, contact_id: str, upcoming: Upcoming, what: str, now: dt.datetime,
    around: Surroundings,
) -> Say:  # fmt: skip
    """Begins a change (`move`, `cancel`), does it (`do`) or leaves it (`not`)."""
    session_id = upcoming.session.id
    if what == "not":
        drafts.drop(db, contact_id, DRAFT)
        return Say("desk_left", {"acts": [_back(session_id)]})
    if begun(upcoming, now) or upcoming.session.status != "planned":
        return Say("desk_begun", {**told(upcoming), "acts": [_back(session_id)]})
    if what == "do":
        return _do(db, trainer, contact_id, upcoming, now, around)
    drafts.keep(db, contact_id, DRAFT, {"do": what, "session": session_id}, (), now)
    if what == "cancel":
        return _why(upcoming)
    return Say("desk_move_when", {**told(upcoming), "hears": f"desk:move:{session_id}", "acts": [_leave(session_id)]})


def heard(
    db: Session, trainer: Trainer, contact_id: str, upcoming: Upcoming, what: str, text: str, now: dt.datetime,
    around: Surroundings,
) -> Say | None:  # fmt: skip
    """A new day and time (`move`), a reason (`why`) or a yes (`sure`); None if the words are something else."""
    known = _kept(db, contact_id, upcoming, now)
    if known is None:
        return None
    if what == "move":
        return _moment(db, contact_id, upcoming, known, text, now)
    if what == "why":
        return _reason(db, contact_id, upcoming, known, text, now)
    if what == "sure" and says_yes(text):
        return pressed(db, trainer, contact_id, upcoming, "do", now, around)
    return None


def _moment(
    db: Session, contact_id: str, upcoming: Upcoming, known: dict[str, Any], text: str, now: dt.datetime
) -> Say | None:
    """The new day and time. What is not named of them stays as it is."""
    session = upcoming.session
    old = session.starts_at.astimezone(INDIA)
    days = find_dates(text, now.astimezone(INDIA).date())
    times = find_times(text, expected=not days)
    if not days and not times:
        # A text that begins like a question is not for the desk; anything else was meant as a day.
        return None if text.rstrip().endswith("?") else _again("desk_move_unclear", session.id)
    day = days[0].day if days else old.date()
    start = dt.datetime.combine(day, times[0].time if times else old.time(), INDIA)
    last = next((one.time for one in times[1:2]), None)
    length = session.ends_at - session.starts_at
    end = dt.datetime.combine(day, last, INDIA) if last is not None else start + length
    if end <= start:
        return _again("desk_move_unclear", session.id)
    if start <= now or start > now + AHEAD:
        return _again("desk_move_past", session.id)
    if (start, end) == (session.starts_at, session.ends_at):
        return _again("desk_move_same", session.id)
    drafts.keep(db, contact_id, DRAFT, known | {"starts_at": start.isoformat(), "ends_at": end.isoformat()}, (), now)
    return _why(upcoming)


def _reason(
    db: Session, contact_id: str, upcoming: Upcoming, known: dict[str, Any], text: str, now: dt.datetime
) -> Say | None:
    reason = scrub(" ".join(text.split()))
    least, most = REASON
    if text.rstrip().endswith("?"):
        return None
    if not least <= len(reason) <= most:
        return Say("desk_why_length", {"most": most, "hears": f"desk:why:{upcoming.session.id}"})
    known = known | {"reason": reason}
    drafts.keep(db, contact_id, DRAFT, known, (), now)
    return _sure(db, upcoming, known)


def _sure(db: Session, upcoming: Upcoming, known: dict[str, Any]) -> Say:
    """Everything as it was understood, and how many will be told."""
    session_id = upcoming.session.id
    people = service.counts(db, upcoming)
    cancels = known["do"] == "cancel"
    values: dict[str, Any] = {**told(upcoming), "reason": known["reason"], "count": people.enrolled + people.waiting}
    if not cancels:
        values |= {
            "new_day": {"on": known["starts_at"]}, "new_time": {"at": known["starts_at"]},
            "new_until": {"at": known["ends_at"]},
        }  # fmt: skip
    yes = act("desk_cancel_yes" if cancels else "desk_move_yes", f"desk:do:{session_id}")
    asked = {"hears": f"desk:sure:{session_id}", "acts": [yes, _leave(session_id)]}
    return Say("desk_cancel_sure" if cancels else "desk_move_sure", values | asked)


def _do(
    db: Session, trainer: Trainer, contact_id: str, upcoming: Upcoming, now: dt.datetime, around: Surroundings
) -> Say:
    known = _kept(db, contact_id, upcoming, now)
    session_id = upcoming.session.id
    if known is None or "reason" not in known:
        return Say("desk_left", {"acts": [_back(session_id)]})
    people = service.counts(db, upcoming)
    told_now = {"count": people.enrolled + people.waiting, "acts": [_back(session_id)]}
    schedule = plans.Schedule(around.content.reminders, around.rules)
    by = trainers.actor(trainer)
    try:
        if known["do"] == "cancel":
            sessions.cancel(db, session_id, known["reason"], by, now, schedule=schedule)
            key = "desk_cancelled"
        else:
            start, end = (dt.datetime.fromisoformat(known[name]) for name in ("starts_at", "ends_at"))
            change = Change(starts_at=start, ends_at=end)
            upcoming = sessions.move(db, session_id, change, known["reason"], by, schedule, now)
            key = "desk_moved"
    except Refused:
        return Say("desk_refused", {"acts": [_back(session_id)]})
    drafts.drop(db, contact_id, DRAFT)
    return Say(key, {**told(upcoming), **told_now})


def _kept(db: Session, contact_id: str, upcoming: Upcoming, now: dt.datetime) -> dict[str, Any] | None:
    kept = drafts.get(db, contact_id, DRAFT)
    if kept is None or kept.known.get("session") != upcoming.session.id or now - kept.updated_at > LASTS:
        return None
    return kept.known


def _why(upcoming: Upcoming) -> Say:
    session_id = upcoming.session.id
    return Say("desk_why", {**told(upcoming), "hears": f"desk:why:{session_id}", "acts": [_leave(session_id)]})


def _again(key: str, session_id: str) -> Say:
    return Say(key, {"hears": f"desk:move:{session_id}", "acts": [_leave(session_id)]})


def _leave(session_id: str) -> dict[str, Any]:
    return act("desk_leave", f"desk:not:{session_id}")


def _back(session_id: str) -> dict[str, Any]:
    return act("desk_back", f"desk:see:{session_id}")
