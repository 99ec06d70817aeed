"""Column types."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.db import keys


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment in UTC. Refuses naive values; SQLite, which knows no zones, gets them back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Before writing."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """After reading."""
        if value is None:
            return None
        moment: dt.datetime = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return moment.astimezone(dt.UTC)


class Sealed(TypeDecorator[str]):
    """A personal text (a telephone number, a channel's id of a person) that is encrypted in the database. Found by
    equality alone: no order, no beginning of it. The length is that of the sealed text: 4/3 of the plain one's bytes,
    and 22."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Before writing and comparing."""
        return None if value is None else keys.current().seal(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """After reading."""
        return None if value is None else keys.current().open(value)
