"""An official at work in the chat, and the draft that they are at: which of its questions are answered.

The draft itself is a row (bot/broadcasts/drafts.py), so that the console shows it too and a restart loses nothing. Kept
with the chat is only which draft it is and what was decided to leave out: an empty segment and no link look like
questions that were never put.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from bot.broadcasts import drafts, record
from bot.broadcasts.approval import Terms
from bot.broadcasts.drafts import Broadcast, Draft
from bot.broadcasts.reach import Prices
from bot.conversation.broadcasting.joining import speaks
from bot.conversation.surroundings import Surroundings
from bot.db.models import Contact
from bot.delivery.policy import Rules
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.services import chat_officials
from bot.services import drafts as kept
from bot.services.officers import Officer

KEPT: Final = "broadcast"
"""Under which name the chat's own knowledge of the draft is kept."""
TEMPLATE: Final = "announcement_general"
"""The template of WhatsApp that announcements from the chat use."""
_NOBODY: Final = Terms(0, Prices(Decimal(0), Decimal(0), Decimal(0)), Rules(), {})


@dataclass(frozen=True)
class Talk:
    """`own`: the language that the official talks in; `terms`: what the operator decides of broadcasts."""

    db: Session
    contact_id: str
    officer: Officer
    own: Language
    now: dt.datetime
    around: Surroundings

    @property
    def content(self) -> Content:
        """What is live now."""
        return self.around.content

    @property
    def terms(self) -> Terms:
        """Without channels nobody is reached."""
        return self.around.broadcasts or _NOBODY

    @property
    def writes(self) -> bool:
        """Whether they write broadcasts, not only let those of others go."""
        return self.officer.may("broadcast") and not self.officer.reads


@dataclass(frozen=True)
class Work:
    """A draft with what was decided of it in this chat. `done`: questions that are answered."""

    one: Broadcast
    done: frozenset[str]

    @property
    def draft(self) -> Draft:
        """What is written."""
        return self.one.draft

    @property
    def short(self) -> str:
        """Enough of the id to tell the buttons of this draft from those of another."""
        return self.one.id[:8]


def of(db: Session, contact_id: str, now: dt.datetime, around: Surroundings) -> Talk | None:
    """The official at work; None: the chat is nobody's who has to do with broadcasts."""
    officer = chat_officials.of_contact(db, contact_id)
    contact = db.get(Contact, contact_id)
    if officer is None or contact is None or not speaks(officer):
        return None
    own = cast(Language, contact.language or around.default)
    return Talk(db, contact_id, replace(officer, address=f"chat, {contact.channel}"), own, now, around)


def begin(talk: Talk) -> Work:
    """A new draft. Raises `Forbidden`."""
    template = TEMPLATE if TEMPLATE in talk.content.templates else ""
    one = drafts.create(talk.db, talk.officer, Draft(name="…", template=template), talk.now)
    return remember(talk, Work(one, frozenset()))


def current(talk: Talk) -> Work | None:
    """The draft that the chat is at; None: there is none any more."""
    found = kept.get(talk.db, talk.contact_id, KEPT)
    return open_draft(talk, str(found.known.get("id", ""))) if found is not None else None


def open_draft(talk: Talk, broadcast_id: str) -> Work | None:
    """Goes on with a draft, which may be one that was begun in the console; None: it is none (any more)."""
    try:
        one = drafts.one(talk.db, talk.officer, broadcast_id)
    except drafts.UnknownBroadcast:
        return None
    if one.status != record.DRAFT or not talk.writes:
        return None
    found = kept.get(talk.db, talk.contact_id, KEPT)
    known: Mapping[str, Any] = found.known if found is not None else {}
    done = set(known.get("done") or ()) if known.get("id") == broadcast_id else set()
    done |= {name for name, value in (("people", one.draft.segment.get("any")), ("link", one.draft.link)) if value}
    if one.draft.sender:
        done.add("sender")
    if one.draft.button:
        done.add("link")
    if one.submitted_at is not None:  # it was handed in and came back: nothing is open
        done |= {"sender", "people", "link"}
    return remember(talk, Work(one, frozenset(done)))


def write(talk: Talk, work: Work, done: str = "", **changed: Any) -> Work:
    """Changes the draft, and notes that a question is answered. Raises as `drafts.change`."""
    draft = replace(work.draft, **changed)
    one = drafts.change(talk.db, talk.officer, work.one.id, work.one.version, draft, talk.now) if changed else work.one
    return remember(talk, Work(one, work.done | {done} if done else work.done))


def remember(talk: Talk, work: Work) -> Work:
    """Keeps which draft the chat is at."""
    kept.keep(talk.db, talk.contact_id, KEPT, {"id": work.one.id, "done": sorted(work.done)}, (), talk.now)
    return work


def forget(talk: Talk) -> None:
    """The chat is at no draft any more."""
    kept.drop(talk.db, talk.contact_id, KEPT)
