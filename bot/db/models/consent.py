"""What people agreed to. Rows of consent are written once and never changed (triggers of migration 0005 see to it)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base
from bot.db.types import UtcDateTime


class ConsentNotice(Base):
    """The words that people were shown, kept as they were for as long as a consent rests on them."""

    __tablename__ = "consent_notices"

    purpose: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[str] = mapped_column(String(16), primary_key=True)
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)  # language -> text
    first_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    since: Mapped[dt.datetime] = mapped_column(UtcDateTime)  # when it became the one that is shown


class ConsentEvent(Base):
    """One grant, refusal or withdrawal. Never updated; deleted only when the holder is erased, which itself is a row
    (`erased`) that stays. `holder`: a contact's or a worker's id (no reference: the row outlives them); `subject`: a
    keyed hash of the telephone number or of the channel's id, the only thing that is left of a person who was erased;
    `via`: self, helper, official, import, channel."""

    __tablename__ = "consent_events"
    __table_args__ = (
        Index("ix_consent_events_holder", "holder", "purpose", "id"),
        Index("ix_consent_events_subject", "subject", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(64))
    purpose: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(10))  # granted, refused, withdrawn, erased
    version: Mapped[str] = mapped_column(String(16), default="")
    language: Mapped[str] = mapped_column(String(2), default="")
    channel: Mapped[str] = mapped_column(String(16), default="")
    via: Mapped[str] = mapped_column(String(8), default="self")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
