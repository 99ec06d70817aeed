"""What trainers and agencies do in the chat: who they are, their sessions, the code of a session, the joining link.

Names and marks are in `desk_people`, moving and cancelling in `desk_changes`. Every button is looked at again with the
rights of whoever presses it: a button that was passed on opens nothing.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import desk_changes, desk_people
from bot.conversation.training.desk_words import GONE, act, begun, late, line, soon, told
from bot.db.models import Trainer
from bot.documents import qr
from bot.services.training import attendance, catalogue, spoken_code, trainers
from bot.services.training import desk as sessions_of
from bot.services.training.catalogue import Upcoming

FLOW: Final = "desk"
"""What `hears` begins with for all typed words of the desk."""
MOST: Final = 8
"""Sessions in the list: each is a button."""
_PRESSED: Final = re.compile(r"desk:(?P<what>[a-z]{2,6})(?::(?P<id>[0-9a-f]{32}))?(?::(?P<rest>[0-9a-z]{1,12}))?")
_VERIFY: Final = re.compile(r"desk:verify:(?P<code>[0-9A-Za-z-]{4,20})")


def fill(db: Session, contact_id: str, say: Say, now: dt.datetime, around: Surroundings) -> list[Say]:
    """For "my sessions" of somebody who may be a trainer."""
    return [overview(db, contact_id, now)]


def overview(db: Session, contact_id: str, now: dt.datetime) -> Say:
    """The sessions of a trainer; of somebody else how to become known as one."""
    trainer = trainers.of_contact(db, contact_id)
    if trainer is None:
        return Say("desk_not_known", {"hears": f"{FLOW}:verify"})
    if trainer.agency_id is None:
        return Say("desk_official")
    found = sessions_of.of_trainer(db, trainer, now, MOST)
    if not found:
        return Say("desk_sessions_none")
    people = sessions_of.counts_of(db, found)
    lines = [line(number, one, people[one.session.id], now) for number, one in enumerate(found, 1)]
    acts = [
        act("desk_session", f"desk:see:{one.session.id}", number=number) for number, one in enumerate(found, 1)
    ]  # fmt: skip
    return Say("desk_sessions", {"lines": lines, "acts": acts})


def pressed(db: Session, contact_id: str, payload: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """Does what a button of the desk wants; None if the button is none of its own."""
    if (code := _VERIFY.fullmatch(payload)) is not None:
        return verify(db, contact_id, code["code"], now)
    match = _PRESSED.fullmatch(payload)
    if match is None:
        return None
    trainer = trainers.of_contact(db, contact_id)
    if trainer is None:
        return Say("desk_not_known", {"hears": f"{FLOW}:verify"})
    what, about, rest = match["what"], match["id"] or "", match["rest"] or ""
    if what == "today":
        return overview(db, contact_id, now)
    if what in ("who", "came"):
        return desk_people.pressed(db, trainer, what, about, rest, now, around)
    upcoming = seen(db, trainer, about)
    if upcoming is None:
        return Say(GONE, {"acts": [act("desk_today", "desk:today")]})
    match what:
        case "see" | "count":
            return session(db, upcoming, now)
        case "code":
            return code_of(upcoming, now, around)
        case "list":
            return desk_people.listed(db, trainer, upcoming, int(rest) if rest.isdigit() else 1, now)
        case "link":
            return send_link(db, trainer, upcoming, now)
        case "cancel" | "move" | "do" | "not":
            return desk_changes.pressed(db, trainer, contact_id, upcoming, what, now, around)
    return None


def heard(db: Session, contact_id: str, hears: str, text: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """Typed words that the desk waits for; None if they are not for it."""
    _, what, *about = hears.split(":")
    if what == "verify":
        return _verified_by(db, contact_id, text, now)
    trainer = trainers.of_contact(db, contact_id)
    if trainer is None or not about:
        return None
    if what == "at":
        return desk_people.time_said(db, trainer, about[0], about[-1], text, now, around)
    upcoming = seen(db, trainer, about[0])
    if upcoming is None:
        return None
    if what == "nos":
        return desk_people.numbers_said(db, trainer, upcoming, int(about[-1]), text, now, around)
    return desk_changes.heard(db, trainer, contact_id, upcoming, what, text, now, around)


def verify(db: Session, contact_id: str, typed: str, now: dt.datetime) -> Say:
    """Whoever types the code of a trainer is that trainer from now on."""
    trainer = trainers.verify(db, contact_id, typed, now)
    if trainer is None and trainers.blocked(db, contact_id, now):
        return Say("desk_code_blocked")
    if trainer is None:
        return Say("desk_code_wrong", {"hears": f"{FLOW}:verify"})
    if trainer.agency_id is None:
        return Say("desk_welcome_official")
    return Say("desk_welcome", {"acts": [act("desk_today", "desk:today")]})


def seen(db: Session, trainer: Trainer, session_id: str) -> Upcoming | None:
    """A session, if it is one of this trainer's."""
    upcoming = catalogue.get(db, session_id) if session_id else None
    return upcoming if upcoming is not None and trainers.sees(trainer, upcoming) else None


def session(db: Session, upcoming: Upcoming, now: dt.datetime) -> Say:
    """One session with its numbers and what can be done about it now."""
    one = upcoming.session
    people = sessions_of.counts(db, upcoming)
    values: dict[str, Any] = {
        **told(upcoming), "enrolled": people.enrolled, "capacity": people.capacity, "minimum": people.minimum,
        "waiting": {"key": "desk_waiting", "values": {"count": people.waiting}} if people.waiting else "",
        "came": {"key": "desk_came", "values": {"count": people.came}} if soon(upcoming, now) else "",
        "few": {"key": "desk_few", "values": {"minimum": people.minimum}}
        if people.enrolled < people.minimum and not begun(upcoming, now) else "",
    }  # fmt: skip
    if one.status == "cancelled":
        return Say("desk_session_cancelled", told(upcoming) | {"acts": [act("desk_today", "desk:today")]})
    acts = []
    if soon(upcoming, now) and not late(upcoming, now):
        acts.append(act("desk_code", f"desk:code:{one.id}"))
    acts.append(act("desk_list", f"desk:list:{one.id}:1"))
    if one.mode == "online" and not late(upcoming, now):
        acts.append(act("desk_link", f"desk:link:{one.id}"))
    if not begun(upcoming, now):
        acts += [act("desk_move", f"desk:move:{one.id}"), act("desk_cancel", f"desk:cancel:{one.id}")]
    return Say("desk_session_shown", values | {"acts": [*acts, act("desk_today", "desk:today")]})


def code_of(upcoming: Upcoming, now: dt.datetime, around: Surroundings) -> Say:
    """The code of this minute, in digits and as a picture to scan."""
    if late(upcoming, now):
        return Say("desk_code_over", told(upcoming))
    if not soon(upcoming, now):
        return Say("desk_code_early", told(upcoming) | {"minutes": int(attendance.EARLY.total_seconds() // 60)})
    code = attendance.code(upcoming, now)
    picture = qr.png(scanned(code.digits, around.address))
    document = {
        "name": f"code-{code.digits}.png", "mime": qr.PNG_MIME, "content": base64.b64encode(picture).decode(),
    }  # fmt: skip
    again = act("desk_code_again", f"desk:code:{upcoming.session.id}")
    shown = f"{code.digits[:3]} {code.digits[3:]}"
    back = act("desk_back", f"desk:see:{upcoming.session.id}")
    return Say("desk_code_shown", {"code": shown, "document": document, "acts": [again, back]})


def scanned(digits: str, address: str) -> str:
    """What stands in the picture: an address that opens the chat page with the code, or, where the service has no
    address of its own, the words to send."""
    return f"{address}/?here={digits}" if address else f"HERE {digits}"


def send_link(db: Session, trainer: Trainer, upcoming: Upcoming, now: dt.datetime) -> Say:
    """Sends the joining link to everybody with a place."""
    one = upcoming.session
    back = {"acts": [act("desk_back", f"desk:see:{one.id}")]}
    if one.mode != "online" or not one.link:
        return Say("desk_link_none", back)
    if late(upcoming, now) or one.status != "planned":
        return Say("desk_over", back)
    sent = sessions_of.send_link(db, trainer, upcoming, now)
    if sent is None:
        return Say("desk_link_just_now", {**back, "minutes": int(sessions_of.LINK_AGAIN.total_seconds() // 60)})
    return Say("desk_link_sent", {**back, "count": sent})


def _verified_by(db: Session, contact_id: str, text: str, now: dt.datetime) -> Say | None:
    """A code typed after the desk asked for it; other words are not for it."""
    return verify(db, contact_id, text, now) if spoken_code.read(text) is not None else None
