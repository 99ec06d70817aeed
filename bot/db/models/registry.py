"""The register of workers by skill."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Computed,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base, new_id, partial
from bot.db.types import Sealed, UtcDateTime

# Status, gender, wants and a span of experience as one number: a search for few among a million names the numbers that
# fit and reads only those rows (docs/performance.md). services/worker_cells.py says which numbers a filter means.
CELL = (
    "CASE WHEN status = 'active' THEN 0 ELSE 2048 END"
    " + CASE WHEN gender = 'woman' THEN 512 WHEN gender = 'man' THEN 1024 WHEN gender = 'other' THEN 1536 ELSE 0 END"
    " + (wants & 31) * 16"
    " + CASE WHEN experience_months IS NULL THEN 0 WHEN experience_months < 12 THEN 1"
    " WHEN experience_months < 24 THEN 2 WHEN experience_months < 36 THEN 3 WHEN experience_months < 60 THEN 4"
    " WHEN experience_months < 96 THEN 5 WHEN experience_months < 120 THEN 6 WHEN experience_months < 180 THEN 7"
    " WHEN experience_months < 240 THEN 8 WHEN experience_months < 360 THEN 9 ELSE 10 END"
)


class Worker(Base):
    """A registered worker. `number`: what they are known by outside, with a check digit; `status`: active, or
    unconfirmed (entered from a list; nothing is sent and nothing passed on until the person says yes); `source`: chat,
    helper, import; `wants`: a sum of bits (services/workers.py: WANTS)."""

    __tablename__ = "workers"
    __table_args__ = (
        Index("ix_workers_phone", "phone"),
        partial("ix_workers_unconfirmed", "status = 'unconfirmed'", "registered_at", "id"),
        # Each is read without the table where it can be: the further columns are what a search filters by.
        Index(
            "ix_workers_district", "district", "registered_at", "id",
            postgresql_include=["cell", "experience_months", "place"],
        ),
        Index(
            "ix_workers_registered", "registered_at", "id",
            postgresql_include=["district", "cell", "experience_months", "place"],
        ),
        Index(
            "ix_workers_cell", "cell", "registered_at", "id",
            postgresql_include=["district", "experience_months", "place"],
        ),
        Index(
            "ix_workers_place", "place", "registered_at", "id",
            postgresql_include=["district", "cell", "experience_months"],
        ),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    status: Mapped[str] = mapped_column(String(12), default="active")
    source: Mapped[str] = mapped_column(String(8), default="chat")
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(Sealed(120))  # E.164
    phone_proven: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())  # a channel vouches
    district: Mapped[str] = mapped_column(String(32))
    place: Mapped[str | None] = mapped_column(String(80))  # block or town, English name as listed
    experience_months: Mapped[int | None] = mapped_column(Integer)
    last_place: Mapped[str | None] = mapped_column(String(80))  # where they worked last, as said
    last_state: Mapped[str | None] = mapped_column(String(40))  # id of content/choices (state.kerala), or other
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)  # from the age that was said
    gender: Mapped[str | None] = mapped_column(String(8))  # woman, man, other
    education: Mapped[str | None] = mapped_column(String(16))
    wants: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    tools: Mapped[str | None] = mapped_column(String(200))  # as said
    bank_account: Mapped[bool | None] = mapped_column(Boolean)
    eshram: Mapped[bool | None] = mapped_column(Boolean)
    language: Mapped[str | None] = mapped_column(String(2))
    import_id: Mapped[str | None] = mapped_column(String(32))  # the list (`WorkerImport`) that they were entered from
    registered_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    cell: Mapped[int] = mapped_column(SmallInteger, Computed(CELL, persisted=True))


class WorkerTrade(Base):
    """One trade of a worker, the main one at place 0. `trade`: id of content/trades; a trade that is not known is kept
    as the person said it (`said`) under the id "?", until it is decided (`TradeReview`). `district`,
    `registered_at`, `cell`, `months` (of experience) and `area` (block or town) are the worker's, so that a search by
    trade needs one index; the database itself copies them (bot/db/copies.py)."""

    __tablename__ = "worker_trades"
    __table_args__ = (
        Index(
            "ix_worker_trades_search", "trade", "district", "registered_at", "worker_id",
            postgresql_include=["cell", "months", "area"],
        ),
        Index(
            "ix_worker_trades_cell", "cell", "trade", "registered_at", "worker_id",
            postgresql_include=["district", "months", "area"],
        ),
    )  # fmt: skip

    worker_id: Mapped[str] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    trade: Mapped[str] = mapped_column(String(32))
    said: Mapped[str | None] = mapped_column(String(80))
    district: Mapped[str] = mapped_column(String(32))
    registered_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    cell: Mapped[int | None] = mapped_column(SmallInteger)
    months: Mapped[int | None] = mapped_column(Integer)
    area: Mapped[str | None] = mapped_column(String(80))


class WorkerContact(Base):
    """On which channel a worker is met, and who may speak for them. `role`: self, or helper (a relative, a Common
    Service Centre, a panchayat worker)."""

    __tablename__ = "worker_contacts"

    worker_id: Mapped[str] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"), primary_key=True)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(8))
    since: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Draft(Base):
    """What a person has said in a form that keeps what it knows for another day, after they agreed to it. One for
    each person and form. `known` is sealed: it holds telephone numbers."""

    __tablename__ = "drafts"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True)
    tool: Mapped[str] = mapped_column(String(12), primary_key=True)
    known: Mapped[str] = mapped_column(Sealed(8000))  # JSON of the tool's session
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)


class TradeReview(Base):
    """A trade that nobody knew, as people say it, for an official to decide. `trade`: what it was decided to be ("-":
    no trade)."""

    __tablename__ = "trade_reviews"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    said: Mapped[str] = mapped_column(String(80), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    count: Mapped[int] = mapped_column(Integer, default=1)
    first_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    trade: Mapped[str | None] = mapped_column(String(32))
    decided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class PhoneCode(Base):
    """A code that was sent to the channels of a registered number, to prove that whoever registers there again is the
    same person. `code`: a keyed hash of it; `attempts`: wrong ones."""

    __tablename__ = "phone_codes"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True)
    worker_id: Mapped[str] = mapped_column(ForeignKey("workers.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(64))
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    sent: Mapped[int] = mapped_column(SmallInteger, default=1)  # how many codes since `first_at`
    first_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


Values = dict[str, Any]
"""Values of JSON columns."""


class WorkerImport(Base):
    """A list that an official brought in: who, when, what became of its rows. `report`: counts by outcome."""

    __tablename__ = "worker_imports"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # of the file's rows: the same list once only
    officer: Mapped[str] = mapped_column(String(64))
    organisation: Mapped[str] = mapped_column(String(120))
    report: Mapped[Values] = mapped_column(JSON)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
