"""Which days and district an official asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import Query

from bot.clock import INDIA
from bot.console.registry.naming import own_districts
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services.insights.scope import BadPeriod, Period
from bot.services.officers import Forbidden

Span = Literal["1", "7", "30", "90", "own"]
Spanned = Annotated[Span, Query(alias="days")]
Day = Annotated[str, Query(max_length=10)]
District = Annotated[str, Query(max_length=32, pattern=r"^[a-z0-9-]*$")]
SPANS: Final[tuple[tuple[Span, str], ...]] = (
    ("1", N_("Today")), ("7", N_("7 days")), ("30", N_("30 days")), ("90", N_("90 days")), ("own", N_("Own dates")),
)  # fmt: skip
_FAULTS: Final = {
    "order": N_("The last day is before the first: change one of them."),
    "long": N_("That is more than a year: choose at most 366 days."),
    "form": N_("Write the day like 2026-11-22, with both days filled in."),
}


@dataclass(frozen=True)
class Asked:
    """What the page shows. `fault`: what is wrong with the dates, in the official's language; then `period` is that of
    the last 30 days."""

    span: Span
    since: str
    until: str
    district: str
    period: Period
    fault: str = ""

    @property
    def districts(self) -> tuple[str, ...]:
        """For the services; empty: all that the official sees."""
        return (self.district,) if self.district else ()

    @property
    def query(self) -> dict[str, str]:
        """The same again, for links."""
        own = {"since": self.since, "until": self.until} if self.span == "own" else {}
        return {"days": self.span, **own, "district": self.district}


def asked(visit: Visit, span: Span, since: str, until: str, district: str) -> Asked:
    """Raises `Forbidden` for a district that is not the official's."""
    if district and district not in dict(own_districts(visit)):
        raise Forbidden(N_("This district is not one of yours. Choose one from the list."))
    today = visit.now.astimezone(INDIA).date()
    if span != "own":
        period = Period(today - dt.timedelta(days=int(span) - 1), today)
        return Asked(span, f"{period.first}", f"{period.last}", district, period)
    try:
        return Asked(span, since, until, district, Period(_day(since), _day(until)))
    except BadPeriod as error:
        fault = _FAULTS[error.reason]
    except ValueError:
        fault = _FAULTS["form"]
    usual = Period(today - dt.timedelta(days=29), today)
    return Asked(span, since, until, district, usual, visit.say(fault))


def _day(text: str) -> dt.date:
    found = dt.datetime.strptime(text, "%Y-%m-%d").date()
    if not 2000 <= found.year <= 2200:
        raise ValueError(text)
    return found
