"""Announcements of officials to many people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base, new_id
from bot.db.types import UtcDateTime


class Segment(Base):
    """People by what is known of them, under a name (bot/broadcasts/segments.py: the form of `definition`).
    `districts`: those of the official who saved it, None for the whole state."""

    __tablename__ = "segments"
    __table_args__ = (UniqueConstraint("name", "created_by"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    districts: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    created_by: Mapped[str] = mapped_column(String(32))  # id of the official
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Broadcast(Base):
    """A broadcast from draft to report. `status`: draft; waiting (for the word of a second official); approved (goes at
    `scheduled_at`); sending; paused; stopped; done. One that was refused is a draft again, with `decision`.

    `texts`: language -> what is said; `fills`: a language without a text -> the one that stands in for it, by explicit
    choice; `link`: {"title": {language: text}, "url": address} or empty; `button`: {"title": ..., "payload": ...} or
    empty; `template`: of WhatsApp, for those who have not written for a day; `segment`: as in `Segment.definition`;
    `districts`: of the official who wrote it, beyond which it never reaches; `sender`: who speaks, by language;
    `estimate`: counts and cost as they were when it was handed in, and under "writers" the ids of all who wrote in it;
    `digest`: of text and segment, to notice the same
    one again; `version`: goes up with each change; `campaign_id`: what it became; `recipients`: frozen at the start;
    `retry_of`: the one whose failed messages this repeats."""

    __tablename__ = "broadcasts"
    __table_args__ = (
        Index("ix_broadcasts_status", "status", "scheduled_at"),
        Index("ix_broadcasts_created", "created_at", "id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(10), default="draft")
    topic: Mapped[str] = mapped_column(String(32), default="")
    texts: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    fills: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # own variables -> language -> text
    sender: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    link: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    button: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    upload_id: Mapped[str | None] = mapped_column(ForeignKey("uploads.id", ondelete="SET NULL"))
    template: Mapped[str] = mapped_column(String(64), default="")
    segment: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    districts: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    estimate: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    digest: Mapped[str] = mapped_column(String(64), default="", index=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    again: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())  # the same on purpose
    created_by: Mapped[str] = mapped_column(String(32))  # id of the official
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(32))
    decided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    decision: Mapped[str] = mapped_column(String(300), default="")  # why it was refused, or a remark
    scheduled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # None: as soon as it is approved
    started_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    recipients: Mapped[int] = mapped_column(Integer, default=0)
    campaign_id: Mapped[str | None] = mapped_column(ForeignKey("campaigns.id", ondelete="SET NULL"), unique=True)
    retry_of: Mapped[str | None] = mapped_column(ForeignKey("broadcasts.id", ondelete="SET NULL"))
