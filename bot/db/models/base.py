"""What all tables share. Times are UTC; ids of people are random and mean nothing outside this database."""

from __future__ import annotations

import uuid

from sqlalchemy import Index, text
from sqlalchemy.orm import DeclarativeBase


def new_id() -> str:
    """An opaque id: the engine and the logs know people and messages by it."""
    return uuid.uuid4().hex


class Base(DeclarativeBase):
    """All tables."""


def partial(name: str, where: str, *columns: str) -> Index:
    """An index over the rows that fulfil a condition."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
