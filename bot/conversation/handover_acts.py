"""What an official of the console does with a conversation: within their districts, told to the person, and kept in the
audit, all in one transaction."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.conversation.handover import Desk
from bot.db.models import HandoverMessage, HandoverWish
from bot.services import audit, handover_desk
from bot.services.handover_desk import RIGHT
from bot.services.officers import Officer

_AT_ONCE = dt.timedelta(minutes=1)


class SaidAlready(Exception):
    """The same words were sent a moment ago: a button was pressed twice."""


class OfficerDesk:
    """The desk, for officials who are signed in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def take(self, session: Session, officer: Officer, wish_id: str, now: dt.datetime) -> None:
        """Takes an open conversation; the person is told that the help desk is there. Raises `Forbidden`,
        `UnknownWish`, `NotNow`."""
        self._begin(session, officer, wish_id)
        self._desk.take(session, wish_id, officer.name, None, now)
        _note(session, officer, "handover_take", wish_id, now)

    def say(self, session: Session, officer: Officer, wish_id: str, text: str, now: dt.datetime) -> bool:
        """Answers; whether the person has to be called by a template first, since they have not written for longer than
        their channel allows. Raises `Forbidden`, `UnknownWish`, `NotNow`, `SaidAlready`."""
        self._begin(session, officer, wish_id)
        last = session.scalars(
            select(HandoverMessage).where(HandoverMessage.wish_id == wish_id).order_by(HandoverMessage.id.desc())
        ).first()
        if last is not None and last.official and last.body == text and now - last.at < _AT_ONCE:
            raise SaidAlready
        called = self.calls_first(session, officer, wish_id, now)
        number = self._desk.say(session, wish_id, officer.name, text, now)
        audit.note(
            session, officer.name, "handover_say", now, about=wish_id, address=officer.address, message=number,
            called=called,
        )  # fmt: skip
        return called

    def close(self, session: Session, officer: Officer, wish_id: str, now: dt.datetime) -> None:
        """The conversation is done. Raises `Forbidden`, `UnknownWish`, `NotNow`."""
        self._begin(session, officer, wish_id)
        self._desk.close(session, wish_id, officer.name, now)
        _note(session, officer, "handover_close", wish_id, now)

    def give_back(self, session: Session, officer: Officer, wish_id: str, now: dt.datetime) -> None:
        """Lets go: the assistant answers, and anybody may take the conversation. Raises `Forbidden`, `UnknownWish`,
        `NotNow`."""
        self._begin(session, officer, wish_id)
        self._desk.give_back(session, wish_id, officer.name, now)
        session.get_one(HandoverWish, wish_id).assigned_to = None
        session.flush()
        _note(session, officer, "handover_give_back", wish_id, now)

    def calls_first(self, session: Session, officer: Officer, wish_id: str, now: dt.datetime) -> bool:
        """Whether an answer now reaches the person by a template only. Raises `Forbidden`, `UnknownWish`."""
        handover_desk.one(session, officer, wish_id)
        return self._desk.away(session, session.get_one(HandoverWish, wish_id).contact_id, now)

    def _begin(self, session: Session, officer: Officer, wish_id: str) -> None:
        officer.need(RIGHT, change=True)
        handover_desk.one(session, officer, wish_id)


def _note(session: Session, officer: Officer, act: str, wish_id: str, now: dt.datetime) -> None:
    audit.note(session, officer.name, act, now, about=wish_id, address=officer.address)
