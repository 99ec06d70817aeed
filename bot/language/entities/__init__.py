"""Values in a message: sums of money, numbers, dates, times, names, telephone numbers, places and trades.

Each recogniser takes any text and gives what it found with its place in it: `text[start:end]`. Nothing found is better
than something wrong; what must be confirmed is marked (`certain`).

The parts load when one of their names is used: the engine reads sums of money in an environment that has neither
phonenumbers nor rapidfuzz.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.language.entities.catalogues import (
        FoundPlace,
        FoundTrade,
        PlaceEntry,
        PlaceIndex,
        TradeEntry,
        TradeIndex,
    )
    from bot.language.entities.dates import FoundDate, FoundTime, find_dates, find_times
    from bot.language.entities.numbers import (
        Age,
        Amount,
        Duration,
        Experience,
        Number,
        Percent,
        find_ages,
        find_amounts,
        find_durations,
        find_experience,
        find_numbers,
        find_percents,
        numeral,
    )
    from bot.language.entities.people import (
        FoundName,
        FoundPhone,
        explain_phone,
        find_name,
        find_phones,
        to_bengali,
        to_latin,
    )

_PARTS = ("numbers", "dates", "people", "catalogues")

__all__ = [
    "Age",
    "Amount",
    "Duration",
    "Experience",
    "FoundDate",
    "FoundName",
    "FoundPhone",
    "FoundPlace",
    "FoundTime",
    "FoundTrade",
    "Number",
    "Percent",
    "PlaceEntry",
    "PlaceIndex",
    "TradeEntry",
    "TradeIndex",
    "explain_phone",
    "find_ages",
    "find_amounts",
    "find_dates",
    "find_durations",
    "find_experience",
    "find_name",
    "find_numbers",
    "find_percents",
    "find_phones",
    "find_times",
    "numeral",
    "to_bengali",
    "to_latin",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        for part in _PARTS:
            module = import_module(f"{__name__}.{part}")
            if name in module.__all__:
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
