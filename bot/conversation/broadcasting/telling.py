"""What officials are told in their chats by the clock: a broadcast that waits for their word, and what became of one
that they handed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from bot.broadcasts import approval, drafts, record
from bot.broadcasts.drafts import Broadcast
from bot.clock import INDIA
from bot.conversation.broadcasting import flow
from bot.conversation.broadcasting.commands import FLOW
from bot.conversation.broadcasting.joining import speaks
from bot.conversation.broadcasting.showing import act
from bot.conversation.engine import Say
from bot.conversation.lettering import in_roman
from bot.conversation.surroundings import Surroundings
from bot.conversation.texts import Texts
from bot.db.models import Contact, TimedTask
from bot.delivery import enqueue
from bot.knowledge.model import Language
from bot.services import chat_officials
from bot.services.officers import Officer

NOBODY: Final = "nobody to tell"
GONE: Final = "gone"


def ask(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """Shows a broadcast that waits to all who may approve it, in their own chats."""
    found = _each(session, task, around, now, approval.may_decide)
    for contact, one in found:
        _tell(session, contact, flow.to_decide(one, around.content), task, around, now)
    return "" if found else NOBODY


def answer(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """Tells whoever wrote a broadcast that it was approved, or that it came back and why."""

    def foreign(officer: Officer, one: Broadcast) -> str:
        decided = one.status == record.DRAFT or one.decided_by is not None
        return "" if decided and officer.id in one.writers and officer.id != one.decided_by else "other"

    told = 0
    for contact, one in _each(session, task, around, now, foreign):
        if one.status == record.DRAFT:
            by_clock = one.decided_by is None
            why: Any = {"key": f"bc_returned_{one.decision}", "values": {}} if by_clock else one.decision
            acts = [act("bc_change", f"{FLOW}:go:{one.id}")]
            say = Say("bc_came_back", {"name": one.draft.name, "why": why, "acts": acts})
        else:
            say = Say("bc_was_approved", {"name": one.draft.name, "by": one.decider})
        _tell(session, contact, say, task, around, now)
        told += 1
    return "" if told else NOBODY


HANDLERS: Mapping[str, Callable[[Session, TimedTask, Surroundings, dt.datetime], str]] = MappingProxyType(
    {approval.ASK: ask, approval.ANSWER: answer}
)
"""By kind (see `bot.scheduler.kinds`)."""


def _each(
    session: Session, task: TimedTask, around: Surroundings, now: dt.datetime,
    refusal: Callable[[Officer, Broadcast], str],
) -> list[tuple[Contact, Broadcast]]:  # fmt: skip
    """The chats of those whom it concerns, with the broadcast as it is at the version of the task."""
    found = []
    for officer, contact in chat_officials.chats(session):
        if not speaks(officer) or not _open(contact, around, now):
            continue
        try:
            one = drafts.one(session, officer, task.subject)
        except drafts.UnknownBroadcast:
            continue
        if str(one.version) == task.version and not refusal(officer, one):
            found.append((contact, one))
    return found


def _open(contact: Contact, around: Surroundings, now: dt.datetime) -> bool:
    """Whether words may be sent there now; where only a template may, the official finds it with /broadcast."""
    channels = around.broadcasts.capabilities if around.broadcasts is not None else {}
    window = channels[contact.channel].window if contact.channel in channels else None
    return contact.unreachable_at is None and (window is None or now - contact.seen_at < window)


def _tell(
    session: Session, contact: Contact, say: Say, task: TimedTask, around: Surroundings, now: dt.datetime
) -> None:
    language = cast(Language, contact.language or around.default)
    message = Texts(around.content, now.astimezone(INDIA).date()).message(say.key, language, **dict(say.values))
    if contact.roman:
        message = in_roman(message)
    enqueue.message(session, contact.id, message, f"timed:{task.id}", now, bulk=True)
