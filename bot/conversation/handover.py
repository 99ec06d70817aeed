"""The acts of officials on conversations, and what people are told of each: one transaction for both.

What the official writes is sent as it is; the notes around it come from the content, in the person's language.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.channels.base import Outgoing, TemplateCall
from bot.channels.wire import from_json
from bot.clock import INDIA
from bot.conversation.reply import Composer
from bot.db.models import Contact, HandoverWish, OutboxMessage
from bot.delivery import enqueue
from bot.knowledge.library import Library
from bot.knowledge.model import Language
from bot.services import handover
from bot.services.handover import Ended

logger = logging.getLogger(__name__)

TEMPLATE = "handover_answer"
"""Name of the message template that brings an official's answer to somebody who has not written for long."""
_AWAY = dt.timedelta(hours=12)  # nobody is called by a template who wrote within this time: every window is longer
_SAY, _CALL = "say", "call"
_NOTE_LASTS = dt.timedelta(days=1)
_OUTBOX: Table = OutboxMessage.__table__  # type: ignore[assignment]


class Desk:
    """What officials can do."""

    def __init__(self, library: Library, windows: Mapping[str, dt.timedelta | None]) -> None:
        """`windows`: of each channel, how long after their last message people may be written to freely."""
        self._library = library
        self._windows = windows

    def take(self, session: Session, wish_id: str, official: str, shown: str | None, now: dt.datetime) -> None:
        """An official takes an open conversation; the person is told, by the name `shown` if there is one, else by the
        name of the desk. Raises `UnknownWish`, `NotNow`."""
        wish = handover.take(session, wish_id, official, now)
        who = shown or self._remark(session, wish, "handover_desk", now).text.strip()
        self._note(session, wish, "handover_taken", now, who=who)
        logger.info("hand-over %s: taken", wish.id)

    def say(
        self, session: Session, wish_id: str, official: str, text: str, now: dt.datetime, shown: str | None = None
    ) -> int:
        """The official answers; number of the message. The name `shown`, else that of the desk, stands above it.
        Raises `UnknownWish`, `NotNow`.

        Whoever has not written for longer than their channel's window is called by a template, and gets the answer
        when they write (`owed`).
        """
        number = handover.said_by_official(session, wish_id, official, text, now)
        wish = session.get_one(HandoverWish, wish_id)
        who = shown or self._remark(session, wish, "handover_desk", now).text.strip()
        frame = self._remark(session, wish, "handover_says", now, who=who)
        template = TemplateCall(TEMPLATE, frame.language)
        message = replace(frame, text=f"{frame.text.strip()}\n{text}", template=template)
        contact = session.get_one(Contact, wish.contact_id)
        away = self.away(session, contact.id, now)
        enqueue.message(
            session, contact.id, message, f"handover:{wish_id}:{_CALL if away else _SAY}:{number}", now, purpose="reply"
        )
        logger.info("hand-over %s: answered", wish_id)
        return number

    def away(self, session: Session, contact_id: str, now: dt.datetime) -> bool:
        """Whether the person has not written for so long that their channel lets us send a template only."""
        contact = session.get_one(Contact, contact_id)
        window = self._windows.get(contact.channel)
        return window is not None and now - contact.seen_at >= window

    def close(self, session: Session, wish_id: str, official: str, now: dt.datetime) -> None:
        """The official is done; whoever talked to them is told that the assistant is back. Raises `UnknownWish`,
        `NotNow`."""
        wish = handover.close(session, wish_id, official, now)
        if wish.taken_at is not None:
            self._note(session, wish, "handover_closed", now)
        logger.info("hand-over %s: closed", wish.id)

    def give_back(self, session: Session, wish_id: str, official: str, now: dt.datetime) -> None:
        """The official lets go of a conversation, which another may take. Raises `UnknownWish`, `NotNow`."""
        wish = handover.give_back(session, wish_id, official, now)
        self._note(session, wish, "handover_given_back", now)
        logger.info("hand-over %s: given back", wish.id)

    def overdue(
        self, session: Session, now: dt.datetime, open_for: dt.timedelta, idle_for: dt.timedelta
    ) -> list[Ended]:
        """Returns to the bot what was wished `open_for` ago and never taken, or taken and idle for `idle_for`, and
        tells the people."""
        ended = handover.overdue(session, now, open_for, idle_for)
        for one in ended:
            wish = session.get_one(HandoverWish, one.wish_id)
            self._note(session, wish, "handover_unanswered" if one.unanswered else "handover_idle", now)
            logger.warning("hand-over %s: %s", one.wish_id, "nobody took it" if one.unanswered else "idle too long")
        return ended

    def _note(self, session: Session, wish: HandoverWish, key: str, now: dt.datetime, **values: str) -> None:
        note = self._remark(session, wish, key, now, **values)
        number = int(now.timestamp())  # the same may happen to one conversation again
        enqueue.message(
            session, wish.contact_id, note, f"{key}:{wish.id}:{number}", now, purpose="reply",
            expires_at=now + _NOTE_LASTS,
        )  # fmt: skip

    def _remark(self, session: Session, wish: HandoverWish, key: str, now: dt.datetime, **values: str) -> Outgoing:
        contact = session.get_one(Contact, wish.contact_id)
        language: Language = contact.language or wish.language  # type: ignore[assignment]
        composer = Composer(self._library.content(), now.astimezone(INDIA).date())
        return composer.remark(key, language, contact.roman, **values)


def owed(session: Session, contact_id: str, now: dt.datetime) -> int:
    """Queues the answers of officials of which a person only got the call by template; returns how many. To be asked
    when they write, before that is noted in `seen_at`; the same answer is queued once."""
    seen_at = session.scalar(select(Contact.seen_at).where(Contact.id == contact_id))
    if seen_at is None or now - seen_at < _AWAY:
        return 0
    calls = session.execute(
        select(_OUTBOX.c.key, _OUTBOX.c.body)
        .where(
            _OUTBOX.c.contact_id == contact_id,
            _OUTBOX.c.key.like(f"handover:%:{_CALL}:%"),
            _OUTBOX.c.status != "queued",  # what still waits goes as it is: the window is open now
            _OUTBOX.c.body.is_not(None),
        )
        .order_by(_OUTBOX.c.id)
    ).all()
    queued = 0
    for call in calls:
        answer = replace(from_json(call.body), template=None)
        key = call.key.replace(f":{_CALL}:", f":{_SAY}:")
        queued += enqueue.message(session, contact_id, answer, key, now, purpose="reply") is not None
    return queued
