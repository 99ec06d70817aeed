"""Officials, and what they did."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base, new_id
from bot.db.types import UtcDateTime


class Officer(Base):
    """An official with a token. `districts`: the ids of those they see (None: the whole state); `rights`: beyond seeing
    (services/officers.py: RIGHTS); `token`: a keyed hash of it."""

    __tablename__ = "officers"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    districts: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    rights: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class AuditEvent(Base):
    """Who did what, when, to whom and why. Never changed, never deleted but by retention (triggers of migration 0005).
    `about`: the id of a worker, need or referral; `details`: without personal data."""

    __tablename__ = "audit_events"
    __table_args__ = (Index("ix_audit_events_about", "about", "id"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    actor: Mapped[str] = mapped_column(String(64))
    act: Mapped[str] = mapped_column(String(32))
    about: Mapped[str] = mapped_column(String(32), default="")
    reason: Mapped[str] = mapped_column(String(300), default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
