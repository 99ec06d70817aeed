"""Which trainings there are: a list, what to try where there is none, and one of them with everything that is known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import showing
from bot.conversation.training.showing import Act, act, line
from bot.knowledge.library import Content
from bot.services import consent, offices, preferences
from bot.services.training import catalogue
from bot.services.training.catalogue import CLASSROOM, ONLINE, Query, Upcoming

MOST: Final = 8
"""Sessions in one list: what every channel can show as choices, with two more buttons below."""
NEAR: Final = 5
"""Sessions in other districts that are named when there is none in one's own."""
_TOPICS: Final = 6
_ALL: Final = 200  # sessions that are looked through for what else there is
_NOTHING: Final = "-"
_FIND: Final = re.compile(
    r"train:find:(?P<topic>[a-z_]{1,24}|-):(?P<sector>[a-z_]{1,24}|-):(?P<district>[a-z0-9][a-z0-9-]{1,31}|-):"
    r"(?P<mode>[oc-]):(?P<language>bn|hi|en|-)"
)
_MODES: Final = {"o": ONLINE, "c": CLASSROOM, _NOTHING: ""}


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is empty does not matter. `since`, `until`: days in India; `own`: the person's sector,
    of which nothing was said now."""

    topic: str = ""
    sector: str = ""
    district: str = ""
    mode: str = ""
    language: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    own: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Wanted:
        """From what the tool `training` worked out."""
        words = {name: str(values.get(name) or "") for name in ("topic", "sector", "district", "mode", "language")}
        return cls(
            **words,
            since=_day(values.get("from")), until=_day(values.get("to")), own=str(values.get("own_sector") or ""),
        )  # fmt: skip

    @property
    def payload(self) -> str:
        """The button that looks for this; without the days, which do not fit into a button."""
        mode = self.mode[:1] or _NOTHING
        parts = (self.topic, self.sector, self.district, mode, self.language)
        return "train:find:" + ":".join(part or _NOTHING for part in parts)

    @property
    def sooner(self) -> Wanted:
        """The same on any day."""
        return replace(self, since=None, until=None)


def trainings(session: Session, contact_id: str, say: Say, now: dt.datetime, around: Surroundings) -> list[Say]:
    """What the tool `training` found out that somebody looks for."""
    return [found(session, contact_id, Wanted.of(say.values), now, around)]


def pressed(session: Session, contact_id: str, payload: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """A button that looks for something else; None if it is another one."""
    match = _FIND.fullmatch(payload)
    if match is None:
        return None
    values = {name: "" if part == _NOTHING else part for name, part in match.groupdict().items()}
    return found(session, contact_id, Wanted.of({**values, "mode": _MODES[match["mode"]]}), now, around)


def found(session: Session, contact_id: str, wanted: Wanted, now: dt.datetime, around: Surroundings) -> Say:
    """The list, or what there is instead."""
    fitting = search(session, wanted, now)
    if not fitting:
        return _none(session, contact_id, wanted, now, around)
    acts: list[Act] = []
    note: Any = ""
    if len(fitting) > MOST:
        note = line("training_more", count=len(fitting) - MOST)
    elif wanted.district and not wanted.mode and all(one.session.mode == ONLINE for one in fitting):
        note = line("training_only_online", district=showing.district(wanted.district))
        acts.append(act("training_elsewhere", replace(wanted, district="", mode=CLASSROOM).payload))
    elif wanted.topic or wanted.sector:
        acts.append(act("training_all_topics", replace(wanted, topic="", sector="").payload))
    return Say("training_list", _shown(fitting[:MOST], acts, around) | {"head": _head(wanted, around), "note": note})


def search(session: Session, wanted: Wanted, now: dt.datetime) -> list[Upcoming]:
    """Everything that fits, the soonest first; what is for another sector than the person's own last. In a district
    also what is online, which can be joined from everywhere."""
    query = Query(
        topic=wanted.topic, sector=wanted.sector, language=wanted.language, mode=wanted.mode, limit=_ALL,
        since=_midnight(wanted.since) if wanted.since is not None else None,
        until=_midnight(wanted.until + dt.timedelta(days=1)) if wanted.until is not None else None,
    )  # fmt: skip
    if not wanted.district:
        fitting = catalogue.find(session, query, now)
    else:
        fitting = []
        if wanted.mode != ONLINE:
            there = replace(query, districts=(wanted.district,), mode=CLASSROOM)
            fitting += catalogue.find(session, there, now)
        if wanted.mode != CLASSROOM:
            fitting += catalogue.find(session, replace(query, mode=ONLINE), now)
    fits = ("", wanted.own)
    return sorted(fitting, key=lambda one: (bool(wanted.own) and one.course.sector not in fits, one.session.starts_at))


def details(session: Session, contact_id: str, session_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """Everything about one session, with the button to take part."""
    upcoming = catalogue.get(session, session_id)
    if upcoming is None:
        return Say("training_gone")
    if not upcoming.open(now):
        return closed(session, upcoming, now)
    acts = [act("training_enrol" if upcoming.free else "training_wait", showing.payload("join", session_id))]
    if catalogue.alternatives(session, upcoming, now, limit=1):
        acts.append(act("training_dates", showing.payload("dates", session_id)))
    course, agency = upcoming.course, upcoming.agency
    languages = showing.choices("training_language", upcoming.session.languages or course.languages, around)
    access = showing.choices("access", upcoming.session.access, around)
    values = {
        **showing.about(upcoming),
        "until": {"at": upcoming.session.ends_at.isoformat()},
        "about": line("training_for_whom", text={"said": course.about}) if course.about else "",
        "modules": [line("training_module", text={"said": _titled(module)}) for module in course.modules],
        "link": line("training_link_comes") if upcoming.session.mode == ONLINE else "",
        "languages": line("training_languages", languages=languages) if languages else "",
        "bring": line("training_bring", text={"said": course.bring}) if course.bring else "",
        "access": line("training_access", access=access) if access else "",
        "seats": showing.seats(upcoming),
        "agency": agency.name,
        "acts": acts,
    }
    if consent.granted(session, contact_id, "training"):
        return Say("training_details", values)
    return Say("training_details_agree", {**values, "notice": {"notice": "training"}})


def dates(session: Session, contact_id: str, session_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """Other sessions of the same course."""
    upcoming = catalogue.get(session, session_id)
    if upcoming is None:
        return Say("training_gone")
    others = catalogue.alternatives(session, upcoming, now, limit=MOST)
    if not others:
        return Say("training_no_dates", {"title": showing.title(upcoming), "acts": [_other_courses()]})
    return Say("training_dates", {"title": showing.title(upcoming), **_shown(others, [], around)})


def closed(session: Session, upcoming: Upcoming, now: dt.datetime) -> Say:
    """A session that nobody can join any more."""
    others = catalogue.alternatives(session, upcoming, now, limit=MOST)
    key = "training_was_cancelled" if upcoming.session.status == catalogue.CANCELLED else "training_over"
    more = act("training_dates", showing.payload("dates", upcoming.session.id)) if others else _other_courses()
    return Say(key, {**showing.about(upcoming), "acts": [more]})


def course_of(session: Session, session_id: str) -> str | None:
    """The id of the course of a session."""
    upcoming = catalogue.get(session, session_id)
    return upcoming.course.id if upcoming is not None else None


def _none(session: Session, contact_id: str, wanted: Wanted, now: dt.datetime, around: Surroundings) -> Say:
    """There is none: later ones, those in other districts, other topics. Nothing is promised."""
    tell = _tell(session, contact_id)
    head = _head(wanted, around)
    if wanted.since is not None and (later := search(session, wanted.sooner, now)):
        return Say("training_none_then", {"head": head, **_shown(later[:MOST], [], around)})
    if wanted.district:
        apart = replace(wanted.sooner, district="", mode=wanted.mode or CLASSROOM)
        near = _nearest(search(session, apart, now), wanted.district, around.content)
        if near:
            place = showing.district(wanted.district)
            return Say("training_none_here", {"head": head, "district": place, **_shown(near[:NEAR], tell, around)})
    if wanted.mode and (others := search(session, replace(wanted.sooner, mode=""), now)):
        return Say("training_none_so", {"head": head, **_shown(others[:NEAR], tell, around)})
    topics = list(dict.fromkeys(one.course.topic for one in catalogue.find(session, Query(limit=_ALL), now)))
    if topics:
        offered = [
            showing.named(f"training_topic.{topic}", Wanted(topic=topic).payload, around) for topic in topics[:_TOPICS]
        ]
        return Say("training_none_topic", {"head": head, "acts": [*offered, *tell]})
    return Say("training_none", {"acts": tell})


def _nearest(fitting: Sequence[Upcoming], home: str, content: Content) -> list[Upcoming]:
    """The nearest district first (between the towns of the districts' own offices), there the soonest."""
    seats = {office.districts[0]: office.at for office in content.offices.values() if len(office.districts) == 1}
    here = seats.get(home)

    def far(one: Upcoming) -> float:
        there = seats.get(one.session.district)
        return offices.distance(here, there) if here is not None and there is not None else float("inf")

    return sorted(fitting, key=lambda one: (far(one), one.session.starts_at))


def _shown(fitting: Sequence[Upcoming], acts: Sequence[Act], around: Surroundings) -> dict[str, Any]:
    numbered = list(enumerate(fitting, 1))
    return {
        "lines": [showing.listed(number, one) for number, one in numbered],
        "acts": [*(_see(number, one, around) for number, one in numbered), *acts],
    }


def _see(number: int, upcoming: Upcoming, around: Surroundings) -> Act:
    return showing.numbered(number, upcoming, showing.payload("see", upcoming.session.id), around)


def _head(wanted: Wanted, around: Surroundings) -> Any:
    """What was looked for, one thing after the other: so that whoever was misunderstood sees it."""
    said: list[Any] = [
        {"choice": key}
        for key in (
            f"training_topic.{wanted.topic}", f"sector.{wanted.sector}", f"training_mode.{wanted.mode}",
            f"training_language.{wanted.language}",
        )
        if key in around.content.choices
    ]  # fmt: skip
    if wanted.district:
        said.append(showing.district(wanted.district))
    if wanted.since is not None:
        said.append({"on": _midnight(wanted.since).isoformat()})
        if wanted.until is not None and wanted.until != wanted.since:
            said[-1] = line("training_from_to", first=said[-1], last={"on": _midnight(wanted.until).isoformat()})
    return line("training_looked", what=showing.joined(said)) if said else ""


def _tell(session: Session, contact_id: str) -> list[Act]:
    """The way to announcements, over what is agreed to by it; nothing for whoever gets them."""
    if preferences.wants(session, [contact_id], "announcements"):
        return []
    return [act("training_tell", "consent:announcements:ask")]


def _other_courses() -> Act:
    return act("training_all_topics", Wanted().payload)


def _titled(module: Any) -> dict[str, str]:
    return module if isinstance(module, dict) else {"en": str(module)}


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), INDIA)


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else None
