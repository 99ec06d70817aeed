"""Time, injected: whoever needs it takes a `Clock`, tests give one that they move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

Clock = Callable[[], dt.datetime]
"""The moment, with its zone."""

INDIA = ZoneInfo("Asia/Kolkata")


def utc_now() -> dt.datetime:
    """The real clock."""
    return dt.datetime.now(dt.UTC)


def today(clock: Clock) -> dt.date:
    """The calendar day in India."""
    return clock().astimezone(INDIA).date()
