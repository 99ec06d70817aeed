"""People on their channels, what they write and what they are sent, and what they wish of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base, new_id, partial
from bot.db.types import Sealed, UtcDateTime


class Contact(Base):
    """A person on a channel. `sender` is the channel's own id of them and never leaves this table but for sending.
    `seen_at` is when they last wrote: it opens the window of channels that have one."""

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("channel", "sender"),
        partial("ix_contacts_address", "address IS NOT NULL", "channel", "address"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    channel: Mapped[str] = mapped_column(String(16))
    sender: Mapped[str] = mapped_column(Sealed(200))
    address: Mapped[str | None] = mapped_column(Sealed(200))  # where to send, if that is not the sender
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
    voice_replies: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())  # hears answers too
    # All data of the person are erased; the row goes too as soon as the last message to them has gone out.
    erased_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


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
    pressed_in: Mapped[str | None] = mapped_column(String(64))  # the message that carried the pressed button
    status: Mapped[str] = mapped_column(String(8), default="new")  # new, done, failed
    received_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Campaign(Base):
    """One text to many people: a broadcast, or the reminders of one session. The rows of the outbox that belong to it
    hold no text of their own. The counts are kept as the rows move, so that nobody has to scan them."""

    __tablename__ = "campaigns"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(16))  # service, reminders, announcements
    topic: Mapped[str] = mapped_column(String(32), default="")
    bodies: Mapped[dict[str, Any]] = mapped_column(JSON)  # language -> message as channels.wire writes it
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # what is still queued waits
    stopped_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # what is still queued is not sent


class CampaignCount(Base):
    """How many rows of a campaign are in a state (queued, sent ...) or have reached one (delivered, read, failed)."""

    __tablename__ = "campaign_counts"

    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(String(12), primary_key=True)
    count: Mapped[int] = mapped_column(Integer, default=0)


class OutboxMessage(Base):
    """A message to a person, written in the transaction that causes it, before it is sent.

    `status`: queued; paused (its campaign is); sent (the channel took it); dead (given up, `error` says why; can be
    queued again); expired;
    withheld (the person does not want it); unknown (the sender died while it was sent, and a second one would be worse
    than none).
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        # The same reply, reminder or broadcast is never queued twice for one person.
        UniqueConstraint("key", "contact_id", "channel"),
        # Partial ones: a broadcast writes a million rows, and what is settled need not be searched.
        partial("ix_outbox_due", "status = 'queued'", "channel", "lane", "next_attempt_at", "id"),
        partial("ix_outbox_leased", "leased_by IS NOT NULL", "leased_by"),
        partial("ix_outbox_external", "external_id IS NOT NULL", "channel", "external_id"),
        partial("ix_outbox_in_reply_to", "in_reply_to IS NOT NULL", "in_reply_to"),
        Index("ix_outbox_contact", "contact_id", "lane", "status", "id"),
        # Why messages of a campaign did not go out is counted while it runs, from the index alone.
        partial(
            "ix_outbox_failed",
            "campaign_id IS NOT NULL AND status IN ('dead','withheld','expired','unknown')",
            "campaign_id",
            "status",
            "error",
            "attempts",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64))  # "reply:<inbound id>:<number>", or the campaign's id
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(16))
    lane: Mapped[int] = mapped_column(SmallInteger, default=0)  # 0 reply, 1 bulk
    purpose: Mapped[str] = mapped_column(String(16), default="reply")  # reply, service, reminders, announcements
    topic: Mapped[str] = mapped_column(String(32), default="")
    campaign_id: Mapped[str | None] = mapped_column(ForeignKey("campaigns.id", ondelete="CASCADE"))
    in_reply_to: Mapped[int | None] = mapped_column(ForeignKey("inbound_messages.id", ondelete="CASCADE"))
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # None: the campaign's, or erased
    status: Mapped[str] = mapped_column(String(8), default="queued")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    parts_sent: Mapped[int] = mapped_column(
        SmallInteger, default=0, server_default="0"
    )  # of a text in several messages
    next_attempt_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # worthless from then on
    leased_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    leased_by: Mapped[str | None] = mapped_column(String(32))
    in_doubt: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())  # sent, or not? (a crash)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    delivered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    read_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # refused after it was taken
    external_id: Mapped[str | None] = mapped_column(String(128))
    error: Mapped[str | None] = mapped_column(String(200))


class MarketingCount(Base):
    """How many announcements a person was sent on a day of India, for the daily limit."""

    __tablename__ = "marketing_counts"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    count: Mapped[int] = mapped_column(Integer, default=0)


class EarlyReceipt(Base):
    """A receipt that came before the send call had returned: it waits for its message."""

    __tablename__ = "early_receipts"
    __table_args__ = (UniqueConstraint("channel", "external_id", "state"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[str] = mapped_column(String(128))
    state: Mapped[str] = mapped_column(String(12))
    error: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class ChannelState(Base):
    """What all senders must know of a channel: until when it is paused, and why it is off."""

    __tablename__ = "channel_states"

    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    paused_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    down: Mapped[str | None] = mapped_column(String(200))


class Preference(Base):
    """What a person wants to be sent unasked, for a purpose and a topic ("" for all): the present state."""

    __tablename__ = "preferences"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(16), primary_key=True)
    topic: Mapped[str] = mapped_column(String(32), primary_key=True, default="")
    wanted: Mapped[bool] = mapped_column(Boolean)
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class MessageTemplate(Base):
    """How a template of `content/templates/` stands at a service, in one language."""

    __tablename__ = "message_templates"

    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))  # approved, pending, rejected, paused, disabled ...
    category: Mapped[str] = mapped_column(String(16))  # utility, marketing: as the service sees it
    reason: Mapped[str | None] = mapped_column(String(200))
    checked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class HandoverWish(Base):
    """A conversation that a person wants to have with a human being. `status`: open (wished), taken (an official
    answers and the bot is silent), closed (the official is done), returned (nobody answered in time)."""

    __tablename__ = "handover_wishes"
    __table_args__ = (
        # Few are under way, however many there were; of the others the last come first.
        partial("ix_handover_wishes_open", "status IN ('open', 'taken')", "created_at", "id"),
        Index("ix_handover_wishes_ended", "ended_at", "id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    topic: Mapped[str | None] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[str] = mapped_column(String(8), default="open")
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    official: Mapped[str | None] = mapped_column(String(64))
    taken_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    active_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # when the official last did something
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    assigned_to: Mapped[str | None] = mapped_column(String(64))  # who should take it, by name
    district: Mapped[str | None] = mapped_column(String(32), index=True)  # the person's, where it is known


class HandoverMessage(Base):
    """What was said while an official had the conversation. Erased with the texts of replies."""

    __tablename__ = "handover_messages"
    __table_args__ = (partial("ix_handover_messages_kept", "body IS NOT NULL", "at"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    wish_id: Mapped[str] = mapped_column(ForeignKey("handover_wishes.id", ondelete="CASCADE"), index=True)
    official: Mapped[bool] = mapped_column(Boolean)  # who said it
    body: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Unanswered(Base):
    """A question that got no answer, without personal data, so that content can be written. `whose`: a keyed hash of
    the contact's id, by which the question can be erased with them; nobody can be found by it."""

    __tablename__ = "unanswered"
    __table_args__ = (partial("ix_unanswered_waiting", "handled_as IS NULL", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    text: Mapped[str] = mapped_column(Text)  # as services.scrub leaves it
    language: Mapped[str] = mapped_column(String(2))
    register: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))  # unclear, choices, declined, no_aspect
    guesses: Mapped[list[str]] = mapped_column(JSON, default=list)  # topics, the likeliest first
    asked_on: Mapped[dt.date] = mapped_column(Date, index=True)  # the day only: a moment could point to a person
    whose: Mapped[str | None] = mapped_column(String(64), index=True)
    handled_as: Mapped[str | None] = mapped_column(String(48))  # example:<topic>, topic:<topic>, dismissed
    handled_by: Mapped[str | None] = mapped_column(String(64))
    handled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


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
