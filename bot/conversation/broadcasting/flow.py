"""/broadcast: what is running and waits, a new one question by question, handing in, and the word of a second official.

Every button is looked at again with the rights of whoever presses it; what decides names the version that was shown.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.broadcasts import approval, drafts, record, running
from bot.broadcasts.approval import Unready
from bot.broadcasts.doubles import Again
from bot.broadcasts.drafts import Broadcast, Changed, NotNow, UnknownBroadcast
from bot.broadcasts.segments import BadSegment
from bot.conversation.broadcasting import joining, showing, steps, talk
from bot.conversation.broadcasting.commands import FLOW, HOME
from bot.conversation.broadcasting.showing import act, home, part
from bot.conversation.broadcasting.talk import Talk, Work
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.services.officers import Forbidden

MOST: Final = 3
"""Of each kind in the list."""
_ABOUT: Final = re.compile(rf"{FLOW}:(?P<what>[a-z]{{2,8}}):(?P<id>[0-9a-f]{{32}})(?::(?P<version>\d{{1,8}}))?")
_OF_DRAFT: Final = re.compile(rf"{FLOW}:(?P<short>[0-9a-f]{{8}}):(?P<step>[a-z]{{2,8}})(?::(?P<value>[\w-]{{1,40}}))?")
_WHY: Final = re.compile(r"why:(?P<id>[0-9a-f]{32}):(?P<version>\d{1,8})")


def pressed(session: Session, contact_id: str, payload: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """Does what a button or command of officials wants; None if it is none of these."""
    joined = joining.pressed(session, contact_id, payload, now)
    if joined is not None or not payload.startswith(f"{FLOW}:"):
        return joined
    who = talk.of(session, contact_id, now, around)
    if who is None:
        return Say("bc_what")
    try:
        return _pressed(who, payload)
    except _REFUSALS as error:
        return _refused(error)


def heard(
    session: Session, contact_id: str, hears: str, text: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """Typed words that answer a question of a broadcast; None if they are not for it."""
    who = talk.of(session, contact_id, now, around)
    if who is None:
        return Say("bc_what")
    waits = hears.removeprefix(f"{FLOW}:")
    try:
        if (why := _WHY.fullmatch(waits)) is not None:
            return _refuse(who, why["id"], int(why["version"]), text)
        work = talk.current(who)
        if work is None:
            return overview(who)
        what, _, about = waits.partition(":")
        return steps.heard(who, work, what, about, text)
    except _REFUSALS as error:
        return _refused(error)


def overview(who: Talk) -> Say:
    """What waits for the official's word, what runs, and what they began to write."""
    found: list[tuple[str, str, Broadcast]] = []
    listed = drafts.listed
    if who.officer.may("approve"):
        waiting = listed(who.db, who.officer, which="waiting", limit=MOST).broadcasts
        found += [("waiting", "see", one) for one in waiting]
    for status in (record.SENDING, record.PAUSED, record.APPROVED, record.WAITING):
        known = {one.id for _, _, one in found}
        more = listed(who.db, who.officer, status=status, limit=MOST).broadcasts
        found += [(status, "run", one) for one in more if one.id not in known]
    if who.writes:
        own = listed(who.db, who.officer, which="mine", status=record.DRAFT, limit=MOST).broadcasts
        found += [("draft", "go", one) for one in own]
    found = found[: 3 * MOST]
    lines = [
        part("bc_home_line", number=number, name=one.draft.name, state=part(f"bc_status_{state}"))
        for number, (state, _, one) in enumerate(found, 1)
    ]  # fmt: skip
    acts = [
        act("bc_number", f"{FLOW}:{what}:{one.id}", number=number) for number, (_, what, one) in enumerate(found, 1)
    ]  # fmt: skip
    if who.writes:
        acts.append(act("bc_new", f"{FLOW}:new"))
    name = who.officer.name
    return Say("bc_list" if lines else "bc_list_empty", {"name": name, "lines": lines, "acts": acts})


def to_decide(one: Broadcast, content: Any) -> Say:
    """A broadcast that waits, as whoever may approve it sees it."""
    acts = [
        act("bc_approve", f"{FLOW}:yes:{one.id}:{one.version}"), act("bc_refuse", f"{FLOW}:no:{one.id}:{one.version}"),
    ]  # fmt: skip
    values = {**showing.body(content, one), **showing.estimated(one), "author": one.author}
    return Say("bc_decide", {**values, "acts": acts})


_REFUSALS: Final = (Forbidden, UnknownBroadcast, Changed, NotNow, BadSegment, drafts.TooMuch)


def _pressed(who: Talk, payload: str) -> Say | None:
    if payload == HOME:
        return overview(who)
    if payload == f"{FLOW}:new":
        who.officer.need("broadcast", change=True)
        return steps.following(who, talk.begin(who))
    if (of_draft := _OF_DRAFT.fullmatch(payload)) is not None:
        work = talk.current(who)
        if work is None or work.short != of_draft["short"]:
            return Say("bc_gone", {"acts": [home()]})
        said = steps.chosen(who, work, of_draft["step"], of_draft["value"] or "")
        return said or steps.following(who, work)
    about = _ABOUT.fullmatch(payload)
    if about is None:
        return Say("bc_gone", {"acts": [home()]})
    return _about(who, about["what"], about["id"], int(about["version"] or 0))


def _about(who: Talk, what: str, number: str, version: int) -> Say:
    db, officer, now = who.db, who.officer, who.now
    match what:
        case "go":
            work = talk.open_draft(who, number)
            return steps.following(who, work) if work is not None else _show(who, number)
        case "see":
            return _show(who, number)
        case "run":
            return showing.progress(who, drafts.one(db, officer, number))
        case "hand" | "again":
            return _hand_in(who, number, version, again=what == "again")
        case "drop":
            acts = [act("bc_drop_yes", f"{FLOW}:dropped:{number}:{version}"), act("bc_leave", f"{FLOW}:go:{number}")]
            return Say("bc_drop_sure", {"name": drafts.one(db, officer, number).draft.name, "acts": acts})
        case "dropped":
            drafts.discard(db, officer, number, version, now)
            talk.forget(who)
            return Say("bc_dropped", {"acts": [home()]})
        case "back":
            one = approval.withdraw(db, officer, number, version, now)
            work = Work(one, frozenset(("sender", "people", "link")))
            return steps.following(who, talk.remember(who, work))
        case "pause" | "resume":
            (running.pause if what == "pause" else running.resume)(db, officer, number, now)
            return showing.progress(who, drafts.one(db, officer, number))
        case "stop":
            acts = [act("bc_stop_yes", f"{FLOW}:stopped:{number}"), act("bc_leave", f"{FLOW}:run:{number}")]
            return Say("bc_stop_sure", {"name": drafts.one(db, officer, number).draft.name, "acts": acts})
        case "stopped":
            running.stop(db, officer, number, now)
            return showing.progress(who, drafts.one(db, officer, number))
        case "yes":
            one = approval.approve(db, officer, number, version, now)
            return Say("bc_approved", {"name": one.draft.name, "acts": [home()]})
        case "no":
            one = drafts.one(db, officer, number)
            if refusal := approval.may_decide(officer, one):
                raise NotNow(refusal, one.status)
            waits = {"hears": f"{FLOW}:why:{number}:{version}", steps.TYPED: True}
            return Say("bc_why", {"acts": [act("bc_leave", f"{FLOW}:see:{number}")], **waits})
    return Say("bc_gone", {"acts": [home()]})


def _show(who: Talk, number: str) -> Say:
    one = drafts.one(who.db, who.officer, number)
    if not approval.may_decide(who.officer, one):
        return to_decide(one, who.content)
    shown = {**showing.body(who.content, one), **showing.estimated(one)} if one.estimate.get("total") else None
    if shown is None:
        return showing.progress(who, one)
    return Say("bc_shown_whole", {**shown, "acts": [act("bc_progress", f"{FLOW}:run:{one.id}"), home()]})


def _hand_in(who: Talk, number: str, version: int, *, again: bool) -> Say:
    try:
        one = approval.submit(
            who.db, who.officer, who.content, number, version, who.terms, who.now, again=again
        )  # fmt: skip
    except Again as error:
        acts = [act("bc_again_yes", f"{FLOW}:again:{number}:{version}"), act("bc_leave", f"{FLOW}:go:{number}")]
        return Say("bc_again", {"name": error.earlier.draft.name, "by": error.earlier.author, "acts": acts})
    except Unready as error:
        work = talk.open_draft(who, number)
        if work is None or any(each.key == "nobody" for each in error.problems):
            acts = [act("bc_change", f"{FLOW}:{number[:8]}:change"), home()]
            return Say("bc_nobody", {"acts": acts})
        return showing.preview(who, work)
    talk.forget(who)
    values = {"acts": [act("bc_progress", f"{FLOW}:run:{one.id}"), home()]}
    if one.status == record.WAITING:
        return Say("bc_handed_in", {"small": who.terms.small, **values})
    return Say("bc_goes_now", values)


def _refuse(who: Talk, number: str, version: int, text: str) -> Say:
    try:
        one = approval.refuse(who.db, who.officer, number, version, text, who.now)
    except NotNow as error:
        if error.key != "reason":
            raise
        waits = {"hears": f"{FLOW}:why:{number}:{version}", steps.TYPED: True}
        return Say("bc_why_more", {"acts": [act("bc_leave", f"{FLOW}:see:{number}")], **waits})
    return Say("bc_refused", {"name": one.draft.name, "by": one.author, "acts": [home()]})


def _refused(error: Exception) -> Say:
    """What an official is told of something that was not done."""
    again = {"acts": [home()]}
    if isinstance(error, Changed):
        return Say("bc_changed", again)
    if isinstance(error, NotNow) and error.key == "own":
        return Say("bc_own", again)
    if isinstance(error, Forbidden) or (isinstance(error, NotNow) and error.key == "right"):
        return Say("bc_forbidden", again)
    if isinstance(error, NotNow):
        status = error.status or record.DRAFT
        return Say("bc_not_now", {"state": part(f"bc_status_{status}"), **again})
    if isinstance(error, drafts.TooMuch):
        return Say("bc_too_much", again)
    return Say("bc_gone", again)
