"""What the pages of the register share: slow work off the database's thread, numbers nobody has, sentences for
refusals."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Final, TypeVar

from fastapi import Path
from fastapi.responses import Response

from bot.console import render
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services.officers import Forbidden
from bot.services.worker_filter import BadFilter

T = TypeVar("T")
Number = Annotated[str, Path(max_length=40, pattern=r"^[A-Za-z0-9-]+$")]
Key = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]

NOT_YOURS: Final = N_("This is not open to you: a right is missing, or the district is not yours.")
REASON: Final = N_("Say why in 10 to 300 characters, without names and numbers.")
_FAULTS: Final = {
    "years_to": N_("The most years are fewer than the least: exchange them."),
    "until": N_("The last day is before the first: exchange them."),
    "district": N_("There is no such district."),
    "trade": N_("There is no such trade."),
    "want": N_("There is no such wish."),
    "cursor": N_("This page belongs to another search: begin at the first page."),
    "format": N_("Choose CSV or Excel."),
    "filter": N_("More than 50,000 people fit, more than a list holds: narrow the search and take several lists."),
    "which": N_("Choose at least one worker, and no more than 200."),
    "month": N_("Write the month like 2026-11."),
    "reason": REASON,
}


async def slowly(visit: Visit, work: Callable[..., T], *args: Any, **more: Any) -> T:
    """`work(session, ...)` as one transaction in a thread of its own: on SQLite the database's one thread is needed for
    people who chat. Raises `Forbidden` in words that every official understands."""

    def run() -> T:
        with visit.site.database.session() as session:
            return work(session, *args, **more)

    with theirs():
        return await asyncio.to_thread(run)


@contextmanager
def theirs() -> Iterator[None]:
    """A refusal of a service in words that are in the catalogues."""
    try:
        yield
    except Forbidden:
        raise Forbidden(NOT_YOURS) from None


def counted(visit: Visit, one: str, many: str, number: int) -> str:
    """A sentence about so many (%(n)s). Both forms are marked with `N_`."""
    return visit.words.ngettext(one, many, number) % {"n": render.number(number, visit.language)}


def fault(visit: Visit, error: BadFilter) -> str:
    """What is wrong with a search or a reason, in the official's language."""
    return visit.say(_FAULTS.get(error.field, N_("Something in the search is not valid.")))


def missing(visit: Visit, sentence: str, back: str) -> Response:
    """There is no such thing, or it is not this official's to see. `sentence`: marked with `N_`; `back`: the list."""
    return visit.page("registry/missing.html", 404, sentence=visit.say(sentence), back=back)
