"""Of which days and districts a figure is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bot.clock import INDIA
from bot.services.officers import Officer

LONGEST: Final = 366
"""Days of a period, at most."""
SMALL: Final = 5
"""Fewer people than that are not shown as a number where their place or trade is named (as in the table of the
register): one could be found among them."""


class BadPeriod(ValueError):
    """There is no such period. `reason`: order (it ends before it begins), long, future."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"not a period: {reason}")
        self.reason = reason


@dataclass(frozen=True)
class Period:
    """Days of India, both included. Raises `BadPeriod`."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadPeriod("order")
        if (self.last - self.first).days >= LONGEST:
            raise BadPeriod("long")

    @property
    def days(self) -> list[dt.date]:
        """All of them."""
        return [self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def begin(self) -> dt.datetime:
        """The first moment."""
        return dt.datetime.combine(self.first, dt.time(0), INDIA).astimezone(dt.UTC)

    @property
    def end(self) -> dt.datetime:
        """The first moment after it."""
        return dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time(0), INDIA).astimezone(dt.UTC)


def allowed(officer: Officer, districts: Collection[str]) -> frozenset[str] | None:
    """The districts that a figure is of (None: the whole state, with those of whom no district is known). Raises
    `Forbidden`."""
    officer.need("insights")
    return officer.within(districts)
