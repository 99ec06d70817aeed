"""The tables. Times are UTC; ids of people are random and mean nothing outside this database."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.db.types import UtcDateTime


def new_id() -> str:
    """An opaque id: the engine and the logs know people and messages by it."""
    return uuid.uuid4().hex


class Base(DeclarativeBase):
    """All tables."""


class Contact(Base):
    """A person on a channel. `sender` is the channel's own id of them and never leaves this table but for sending."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("channel", "sender"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    channel: Mapped[str] = mapped_column(String(16))
    sender: Mapped[str] = mapped_column(String(64))
    language: Mapped[str | None] = mapped_column(String(2))
    language_fixed: Mapped[bool] = mapped_column(Boolean, default=False)
    roman: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())  # Bengali and Hindi in roman
    turns: Mapped[int] = mapped_column(Integer, default=0)
    stopped_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # the person wants nothing unasked
    unreachable_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # the channel says that they are gone
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    # What the conversation is about: topic, aspect, pending_aspect, offered buttons, last reply. See
    # conversation/state.py.
    state: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class InboundMessage(Base):
    """What a person sent, stored before it is worked on. The words are erased as soon as the turn is done."""

    __tablename__ = "inbound_messages"
    __table_args__ = (UniqueConstraint("channel", "external_id"), Index("ix_inbound_open", "status", "id"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[str] = mapped_column(String(128))
    kind: Mapped[str] = mapped_column(String(8))
    body: Mapped[str | None] = mapped_column(Text)  # text or payload
    status: Mapped[str] = mapped_column(String(8), default="new")  # new, done, failed
    received_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class OutboxMessage(Base):
    """A message to a person, written before it is sent."""

    __tablename__ = "outbox_messages"
    __table_args__ = (UniqueConstraint("key"), Index("ix_outbox_due", "status", "next_attempt_at", "id"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(String(64))  # "reply:<inbound id>:<number>": the same reply is never queued twice
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    in_reply_to: Mapped[int | None] = mapped_column(ForeignKey("inbound_messages.id", ondelete="CASCADE"), index=True)
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(8), default="queued")  # queued, sent, dead
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    next_attempt_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    external_id: Mapped[str | None] = mapped_column(String(128))
    error: Mapped[str | None] = mapped_column(String(200))


class HandoverWish(Base):
    """A person's wish to talk to a human being, for the officials."""

    __tablename__ = "handover_wishes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    topic: Mapped[str | None] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[str] = mapped_column(String(8), default="open")
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Unanswered(Base):
    """A question that got no answer, without personal data and without whose it was, so that content can be written."""

    __tablename__ = "unanswered"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    text: Mapped[str] = mapped_column(Text)  # as services.scrub leaves it
    language: Mapped[str] = mapped_column(String(2))
    register: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))  # unclear, choices, declined, no_aspect
    guesses: Mapped[list[str]] = mapped_column(JSON, default=list)  # topics, the likeliest first
    asked_on: Mapped[dt.date] = mapped_column(Date, index=True)  # the day only: a moment could point to a person


class AnswerRating(Base):
    """A person's thumb on one wording of an answer; a second one replaces the first."""

    __tablename__ = "answer_ratings"
    __table_args__ = (UniqueConstraint("contact_id", "topic", "aspect", "version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    topic: Mapped[str] = mapped_column(String(32), index=True)
    aspect: Mapped[str] = mapped_column(String(16))
    version: Mapped[str] = mapped_column(String(6))
    language: Mapped[str] = mapped_column(String(2))
    helpful: Mapped[bool] = mapped_column(Boolean)
    rated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
