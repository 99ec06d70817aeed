"""What officials keep beside conversations and contents: notes, prepared answers, versions of texts; and tallies."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base, new_id
from bot.db.types import UtcDateTime


class HandoverNote(Base):
    """What officials tell each other of a conversation. The person never sees it; it goes with the conversation."""

    __tablename__ = "handover_notes"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    wish_id: Mapped[str] = mapped_column(ForeignKey("handover_wishes.id", ondelete="CASCADE"), index=True)
    officer: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class CannedReply(Base):
    """A prepared answer of the help desk. `texts`: language -> text; `topic`: of the content, or empty."""

    __tablename__ = "canned_replies"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    title: Mapped[str] = mapped_column(String(80), unique=True)
    topic: Mapped[str] = mapped_column(String(32), default="")
    texts: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    changed_by: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class ContentRevision(Base):
    """A version of a file of the content, written in the console. `path`: below the content folder; `status`: draft,
    published, discarded; `base`: digest of the file that it was made from; `before`: the text that it replaced."""

    __tablename__ = "content_revisions"
    __table_args__ = (Index("ix_content_revisions_path", "path", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    path: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(10), default="draft")
    base: Mapped[str] = mapped_column(String(64), default="")
    body: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(String(300), default="")
    written_by: Mapped[str] = mapped_column(String(64))
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[str] = mapped_column(String(64), default="")
    published_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class TurnTally(Base):
    """How many messages of people there were on a day of India, and what became of them; nothing of it points to a
    person. `register`: en, bn, hi, bn_roman, hi_roman, mixed, or button; `outcome`: answered, asked_back, declined,
    handed_over, tool, training, failed, other; `district`: of the person, where it is known; `millis`: sum of the times
    to the answer."""

    __tablename__ = "turn_tallies"

    day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    register: Mapped[str] = mapped_column(String(16), primary_key=True)
    topic: Mapped[str] = mapped_column(String(32), primary_key=True, default="")
    outcome: Mapped[str] = mapped_column(String(12), primary_key=True)
    district: Mapped[str] = mapped_column(String(32), primary_key=True, default="")
    count: Mapped[int] = mapped_column(Integer, default=0)
    millis: Mapped[int] = mapped_column(BigInteger, default=0)


class TurnSpeed(Base):
    """How many answers of a day took how long: `bucket` is the upper end of a class, in milliseconds (0: longer)."""

    __tablename__ = "turn_speeds"

    day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    bucket: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    count: Mapped[int] = mapped_column(Integer, default=0)
