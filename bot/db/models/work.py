"""Work that is offered and loans that are asked for."""

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
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base, new_id, partial
from bot.db.types import Sealed, UtcDateTime


class Need(Base):
    """What an employer looks for. `status`: unverified (an official has not yet looked at the employer), open, filled,
    closed, rejected. `contact_id`: of the employer, if it came through chat; `officer`: who verified or entered it;
    `reason`: why it was rejected; `next_wave_at`: when workers are asked next; `untold`: the employer has not yet been
    told of the state."""

    __tablename__ = "needs"
    __table_args__ = (
        Index("ix_needs_district", "district", "status", "created_at"),
        partial("ix_needs_wave", "status = 'open'", "next_wave_at"),
        partial("ix_needs_untold", "untold", "id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    contact_id: Mapped[str | None] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    employer: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(Sealed(120))
    identity: Mapped[str | None] = mapped_column(Sealed(120))  # Udyam number or GSTIN, if given
    trade: Mapped[str] = mapped_column(String(32))
    district: Mapped[str] = mapped_column(String(32))
    place: Mapped[str | None] = mapped_column(String(80))
    count: Mapped[int] = mapped_column(SmallInteger)
    starts_on: Mapped[dt.date | None] = mapped_column(Date)
    months: Mapped[int] = mapped_column(Integer, default=0)  # least experience wanted
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[str] = mapped_column(String(12), default="unverified")
    reason: Mapped[str | None] = mapped_column(String(200))
    officer: Mapped[str | None] = mapped_column(String(64))
    next_wave_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    untold: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class NeedOffer(Base):
    """A worker who was asked about a need. The employer learns of them only after a yes. `status`: asked, yes
    (introduced), no, later (not now), expired, withdrawn. `reasons`: why they fit, as keys and values of the content;
    `told_at`: when a yes was passed on to the employer."""

    __tablename__ = "need_offers"
    __table_args__ = (
        UniqueConstraint("need_id", "worker_id"),
        Index("ix_need_offers_worker", "worker_id", "status"),
        partial("ix_need_offers_asked", "status = 'asked'", "asked_at"),
        partial("ix_need_offers_untold", "status = 'yes' AND told_at IS NULL", "id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"))
    worker_id: Mapped[str] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"))
    score: Mapped[int] = mapped_column(Integer)
    reasons: Mapped[list[Any]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(10), default="asked")
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    told_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Referral(Base):
    """A loan that a person asked help with, at the bank desk of the district. `status`: new, contacted, applied,
    sanctioned, refused, dropped; `documents`: those of the check list that are ready; `remind_at`: when the desk is
    reminded next."""

    __tablename__ = "referrals"
    __table_args__ = (
        Index("ix_referrals_district", "district", "status", "created_at"),
        Index("ix_referrals_remind", "remind_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    worker_id: Mapped[str | None] = mapped_column(ForeignKey("workers.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(Sealed(120))
    district: Mapped[str] = mapped_column(String(32))
    purpose: Mapped[str] = mapped_column(String(16))
    amount: Mapped[int | None] = mapped_column(BigInteger)  # rupees
    documents: Mapped[list[str]] = mapped_column(JSON, default=list)
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[str] = mapped_column(String(12), default="new")
    reason: Mapped[str | None] = mapped_column(String(200))
    remind_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class ReferralStep(Base):
    """One change of a referral's state: by whom, when, why."""

    __tablename__ = "referral_steps"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    referral_id: Mapped[str] = mapped_column(ForeignKey("referrals.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(12))
    officer: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
