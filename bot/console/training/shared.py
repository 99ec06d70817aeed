"""What the pages of trainings have in common: names in the reader's language, states, times that were typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, TypeVar

from starlette.exceptions import HTTPException

from bot.clock import INDIA
from bot.console.lists import LENGTH, Page, key, parts
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services.officers import Officer
from bot.services.training import scope

T = TypeVar("T")
RIGHT: Final = scope.RIGHT
CODE: Final = r"^[A-Za-z0-9-]{1,24}$"
"""Codes of sessions, courses, agencies and programmes."""
ID: Final = r"^[0-9a-f]{32}$"
STATUS: Final = {"planned": N_("Planned"), "held": N_("Held"), "cancelled": N_("Cancelled")}
TONES: Final = {"planned": "busy", "held": "good", "cancelled": "bad"}
MODE: Final = {"classroom": N_("Classroom"), "online": N_("Online")}
PLACE: Final = {
    "enrolled": N_("Has a place"), "waiting": N_("Waits"), "offered": N_("Is offered a place"),
    "cancelled": N_("Gave up"),
}  # fmt: skip
SOURCE: Final = {"chat": N_("chat"), "import": N_("list"), "desk": N_("office"), "walk_in": N_("on the spot")}
CAME_BY: Final = {"code": N_("by code"), "list": N_("by hand")}
TESTS: Final = {"pre": N_("Before"), "post": N_("After"), "late": N_("After 30 days")}
TABS: Final = (
    ("/training", N_("Overview"), ""), ("/training/sessions", N_("Sessions"), ""),
    ("/training/scorecard", N_("Scorecard"), ""), ("/training/feedback", N_("Feedback"), ""),
    ("/training/certificates", N_("Certificates"), ""), ("/training/courses", N_("Courses"), ""),
    ("/training/assessments", N_("Tests"), "office"), ("/training/trainers", N_("Trainers"), "staff"),
    ("/training/mentors", N_("Mentors"), "state"), ("/training/import", N_("Calendar import"), "import"),
)  # fmt: skip
"""Pages in their order: path, title, who sees them."""


def tabs(visit: Visit) -> list[tuple[str, str]]:
    """The pages that an official may open."""
    return [(path, visit.say(title)) for path, title, who in TABS if opens(visit.officer, who)]


def opens(officer: Officer, who: str) -> bool:
    """Whether a kind of page is for them; the services say it again. office: officials of the department; state: of the
    whole state; staff: those and an agency's; import: whoever may change sessions of more than themselves."""
    if who == "office":
        return not scope.narrow(officer)
    if who == "state":
        return scope.state_wide(officer)
    if who == "staff":
        return scope.state_wide(officer) or officer.role == scope.AGENCY
    if who == "import":
        return officer.role != scope.TRAINER and officer.trainer is None and not officer.reads
    return True


def require(visit: Visit, who: str) -> None:
    """A page that is not for them is none: their menu does not show it."""
    if not opens(visit.officer, who):
        raise HTTPException(404)


def titled(visit: Visit, texts: Mapping[str, str]) -> str:
    """A text of the database in the reader's language, else in English, else whatever there is."""
    return texts.get(visit.language) or texts.get("en") or next(iter(texts.values()), "")


def choices(visit: Visit, group: str) -> dict[str, str]:
    """The choices of a group (district, sector, mentor_help ...) by id, in the reader's language."""
    head = f"{group}."
    found = {
        name.removeprefix(head): choice.title[visit.language]
        for name, choice in visit.site.content.choices.items()
        if name.startswith(head)
    }
    # Keys of choices know no hyphen, ids of districts do (docs/content-guide.md).
    return {name.replace("_", "-"): text for name, text in found.items()} if group == "district" else found


def districts(visit: Visit) -> dict[str, str]:
    """The districts that the official sees, by name."""
    known = {name: text for name, text in choices(visit, "district").items() if visit.officer.sees(name)}
    return dict(sorted(known.items(), key=lambda one: one[1]))


def said(visit: Visit, texts: Mapping[str, str]) -> dict[str, str]:
    """A table of states, in the reader's language."""
    return {name: visit.say(text) for name, text in texts.items()}


def keyed(after: str) -> tuple[dt.datetime, str] | None:
    """The key of a page of a list that is ordered by a moment and an id; None: the first page, or nonsense."""
    found = parts(after, 2) if after else None
    if found is None or not isinstance(found[0], dt.datetime) or not isinstance(found[1], str):
        return None
    return (found[0], found[1]) if found[0].tzinfo is not None else None


def listed(items: list[T], more: bool, last: tuple[dt.datetime, str] | None, after: str) -> Page[T]:
    """A page of a list. `last`: moment and id of its last row."""
    return Page(items, key(*last) if more and last is not None else "", bool(keyed(after)))


def moment(day: dt.date, time: dt.time) -> dt.datetime:
    """A day and a time of India."""
    return dt.datetime.combine(day, time, INDIA).astimezone(dt.UTC)


def time(text: str) -> dt.time | None:
    """A time of a form (HH:MM); None: it is none."""
    try:
        return dt.time.fromisoformat(text.strip())
    except ValueError:
        return None


PAGE: Final = LENGTH
