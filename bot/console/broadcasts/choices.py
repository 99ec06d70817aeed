"""What can be chosen for a condition of a segment, named in the reader's language, and what a typed name means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from bot.console.broadcasts import labels
from bot.console.render import day, digits
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.knowledge.names import names
from bot.language import LANGUAGE_NAMES, LANGUAGES, for_matching, to_ascii_digits
from bot.services.training import office

Kind = Literal["boxes", "typed", "days", "date"]
KINDS: Final[dict[str, Kind]] = {
    "district": "boxes", "block": "typed", "sector": "boxes", "trade": "typed", "course": "typed", "session": "typed",
    "women_led": "boxes", "social_group": "boxes", "language": "boxes", "channel": "boxes", "interest": "typed",
    "active_within": "days", "registered_before": "date", "registered_after": "date",
}  # fmt: skip
"""How the values of a field are given: boxes to tick, names typed with suggestions, a number of days, a date."""
GROUPS: Final = {"sc": N_("Scheduled Caste"), "st": N_("Scheduled Tribe"), "obc": N_("Other Backward Class"),
                 "minority": N_("Minority"), "none": N_("None of these")}  # fmt: skip
_SESSIONS: Final = 100
_YEAR: Final = dt.timedelta(days=365)


@dataclass
class Choices:
    """`names`: field -> value -> its name; `hints`: field -> what may be typed, each with a second line."""

    visit: Visit
    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def name(self, of: str, value: str) -> str:
        """What a value is called."""
        if of == "block":
            places = self.visit.site.content.places
            return places.written(value, self.visit.language) if places is not None else value
        if of in ("registered_before", "registered_after"):
            return day(_date(value), self.visit.language)
        if of == "active_within":
            return digits(value, self.visit.language)
        return self.names.get(of, {}).get(value, value)

    def find(self, of: str, typed: str) -> str | None:
        """The value that a typed name means; None: nobody can say."""
        wanted = for_matching(typed)
        if not wanted:
            return None
        if of in ("course", "session"):
            code = to_ascii_digits(typed).strip()
            named = next((value for value, name in self.names.get(of, {}).items() if for_matching(name) == wanted), "")
            return named or (code.upper() if of == "session" else code)
        content = self.visit.site.content
        if of == "trade":
            return _trade(content, wanted, typed)
        if of == "interest":
            return next((one.id for one in content.topics.values() if wanted in _calls(content, one.id)), None)
        return _place(content, typed)


async def load(visit: Visit, fields: set[str]) -> Choices:
    """The names of everything that can be chosen for the fields."""
    made = Choices(visit)
    content, language = visit.site.content, visit.language
    made.names["district"] = districts(visit)
    made.names["sector"] = dict(_group(content, "sector", language))
    made.names["women_led"] = {"yes": visit.say(N_("Yes")), "no": visit.say(N_("No"))}
    made.names["social_group"] = {value: visit.say(text) for value, text in GROUPS.items()}
    made.names["language"] = {one: LANGUAGE_NAMES[one][language] for one in LANGUAGES}
    made.names["channel"] = labels.of(visit, labels.CHANNELS)
    made.names["trade"] = {one.id: one.name[language] for one in content.trade_list.values()}
    made.names["interest"] = {one.id: one.title[language] for one in content.topics.values()}
    if fields & {"course", "session"} and visit.officer.may(office.RIGHT):
        since = visit.now - _YEAR
        held = await visit.run(lambda db: office.listed(db, visit.officer, since, limit=_SESSIONS))
        for one in held:
            title = one.upcoming.course.title.get(language) or one.upcoming.course.code
            made.names.setdefault("course", {})[one.upcoming.course.code] = title
            began = day(one.upcoming.session.starts_at, language)
            made.names.setdefault("session", {})[one.upcoming.session.code] = f"{title}, {began}"
    return made


def districts(visit: Visit) -> dict[str, str]:
    """The districts that the official sees, by name."""
    content = visit.site.content
    found = {
        value: content.choices[f"district.{value.replace('-', '_')}"].title[visit.language]
        for value in names(content).districts if visit.officer.sees(value)
    }  # fmt: skip
    return dict(sorted(found.items(), key=lambda one: one[1]))


def suggestions(choices: Choices, of: str) -> list[tuple[str, str]]:
    """What a typed field offers: what is written into it, and what stands beside. Blocks are too many to list; every
    usual spelling of them is understood."""
    if of in ("course", "session"):
        return sorted((code, name) for code, name in choices.names.get(of, {}).items())
    return [(name, "") for name in sorted(choices.names.get(of, {}).values())]


def _date(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _group(content: Content, group: str, language: Language) -> Iterator[tuple[str, str]]:
    for key, choice in content.choices.items():
        if key.startswith(f"{group}."):
            yield key.removeprefix(f"{group}."), choice.title[language]


def _calls(content: Content, topic: str) -> set[str]:
    one = content.topics[topic]
    said = [topic, *(one.title[language] for language in LANGUAGES), *(one.button[language] for language in LANGUAGES)]
    return {for_matching(each) for each in said}


def _trade(content: Content, wanted: str, typed: str) -> str | None:
    for one in content.trade_list.values():
        if wanted in {for_matching(one.id), *(for_matching(one.name[language]) for language in LANGUAGES)}:
            return one.id
    found = content.trades.find(typed, expected=True) if content.trades is not None else []
    return found[0].trades[0] if len(found) == 1 and len(found[0].trades) == 1 else None


def _place(content: Content, typed: str) -> str | None:
    if content.places is None:
        return None
    found = [one for one in content.places.find(typed, expected=True) if one.kind in ("block", "town")]
    return found[0].name if len(found) == 1 else None
