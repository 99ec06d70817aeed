"""Dates and times of day."""

from bot.language.entities.dates.dates import FoundDate, find_dates
from bot.language.entities.dates.times import FoundTime, find_times

__all__ = ["FoundDate", "FoundTime", "find_dates", "find_times"]
