"""Officials, and what they did."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base, new_id
from bot.db.types import Sealed, UtcDateTime


class Officer(Base):
    """An official. `districts`: the ids of those they see (None: the whole state); `role`: services/roles.py, or
    "program" for a token alone; `rights`: beyond those of the role (services/officers.py: RIGHTS); `token`: a keyed
    hash of the token of their program; `agency_id`, `trainer_id`: whose sessions they see, where the role is of an
    agency.

    Of the console: `password` (argon2), `totp` (the secret of the second factor, once it is proven), `totp_step` (the
    last one used, so that a code opens once), `failed` wrong passwords or codes in a row, `locked_until`; `chat_code`
    (a keyed hash): typed in a chat, it makes that chat theirs (`OfficerContact`)."""

    __tablename__ = "officers"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    token: Mapped[str | None] = mapped_column(String(64), unique=True)
    districts: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    rights: Mapped[list[str]] = mapped_column(JSON, default=list)
    role: Mapped[str] = mapped_column(String(16), default="program", server_default="program")
    agency_id: Mapped[str | None] = mapped_column(ForeignKey("agencies.id", ondelete="SET NULL"))
    trainer_id: Mapped[str | None] = mapped_column(ForeignKey("trainers.id", ondelete="SET NULL"))
    language: Mapped[str | None] = mapped_column(String(2))
    password: Mapped[str | None] = mapped_column(String(200))
    password_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    must_change: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())  # the password, first
    totp: Mapped[str | None] = mapped_column(Sealed(200))
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    failed: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    locked_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    chat_code: Mapped[str | None] = mapped_column(String(64), unique=True)
    chat_code_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class ConsoleSession(Base):
    """An official signed in at the console. `token`: a keyed hash of the cookie; `proven`: the second factor was shown
    too (until then it opens nothing but that question); `notes`: what the next page shows once."""

    __tablename__ = "console_sessions"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    officer_id: Mapped[str] = mapped_column(ForeignKey("officers.id", ondelete="CASCADE"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    proven: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    address: Mapped[str] = mapped_column(String(64), default="")
    agent: Mapped[str] = mapped_column(String(200), default="")
    notes: Mapped[list[Any]] = mapped_column(JSON, default=list)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)  # at the latest
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class OfficerContact(Base):
    """The chat from which an official may work (`/broadcast`)."""

    __tablename__ = "officer_contacts"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True)
    officer_id: Mapped[str] = mapped_column(ForeignKey("officers.id", ondelete="CASCADE"), index=True)
    verified_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Upload(Base):
    """A file that an official has brought and that is needed beyond one request: an attachment of a broadcast, a list
    between its trial and its import. `kind`: attachment, workers, calendar. Erased after a day, but for attachments."""

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(12))
    officer_id: Mapped[str] = mapped_column(ForeignKey("officers.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(80))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)


class Option(Base):
    """A setting that officials change while the service runs (services/options.py)."""

    __tablename__ = "options"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    changed_by: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class AuditEvent(Base):
    """Who did what, when, to whom and why. Never changed, never deleted but by retention (triggers of migration 0005).
    `about`: the id of a worker, need or referral; `details`: without personal data; `address`: from where.

    `digest` is a keyed hash over the row and the digest of the row before: whoever changes, takes out or puts in a row
    breaks the chain (services/audit_chain.py). None: from before the chain."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index("ix_audit_events_about", "about", "id"),
        Index("ix_audit_events_actor", "actor", "at"),
        Index("ix_audit_events_act", "act", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    actor: Mapped[str] = mapped_column(String(64))
    act: Mapped[str] = mapped_column(String(32))
    about: Mapped[str] = mapped_column(String(32), default="")
    reason: Mapped[str] = mapped_column(String(300), default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    address: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str | None] = mapped_column(String(64))


class AuditHead(Base):
    """The two ends of the chain of audit events, one row each: `last` (where the next one goes on; locked while one is
    written) and `first` (the last one that retention took away, where the check begins)."""

    __tablename__ = "audit_heads"

    name: Mapped[str] = mapped_column(String(8), primary_key=True)
    event_id: Mapped[int] = mapped_column(BigInteger, default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")
    count: Mapped[int] = mapped_column(BigInteger, default=0)  # events in the chain so far
