"""Where to go: the nearest offices for a kind of help, in a district that the person names or at a place they share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.knowledge.model import OFFICE_KINDS
from bot.language.entities.catalogues.places import FoundPlace
from bot.tools import reading
from bot.tools.base import Ask, Choice, Context, Heard, Known, Said, Tool, Value

KIND, PLACE, DISTRICT = "kind", "place", "district"
HERE = "here"
"""Value of the place when the person shared where they are; where that is stays with the gateway."""
USUAL = "business"
"""The office that helps small businesses with nearly everything: looked for when none is named."""
_KINDS = tuple(Choice(kind, f"office.{kind}") for kind in OFFICE_KINDS)


class OfficeTool(Tool):
    """The nearest offices. Known of the place: `place` (`HERE`, or the districts in which a name lies), and
    `district` once it is one."""

    id = "office"
    intent = "find_office"

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """The kind of office and the place, in any order."""
        content = heard.context.content
        found: dict[str, Value] = {}
        kinds = reading.find_choices(text, _KINDS, content, numbers=False)
        if kinds:
            found[KIND] = next((kind for kind in kinds if kind != USUAL), USUAL)
        if asked == DISTRICT:
            offered = tuple(_district(name) for name in known.get(PLACE) or ())
            if chosen := reading.find_choice(text, offered, content, asked=True):
                return {**found, DISTRICT: _id(chosen)}
        places = content.places.find(text, expected=asked in (PLACE, DISTRICT)) if content.places is not None else []
        if places:
            found.update(_located(places[-1]))
        return found

    def next(self, known: Known, context: Context) -> Ask | None:
        """The place, then which of the districts in which its name is found."""
        if known.get(PLACE) == HERE or known.get(DISTRICT):
            return None
        if known.get(PLACE):
            return Ask(DISTRICT, "form_ask_office_district", tuple(_district(name) for name in known[PLACE]))
        return Ask(PLACE, "form_ask_office_place")

    def result(self, known: Known, context: Context) -> list[Said]:
        """The kind and the district; which offices these are is looked up where the reply is written."""
        kind = known.get(KIND) or USUAL
        if known.get(PLACE) == HERE:
            return [("office_result", {"kind": kind, "here": True})]
        return [("office_result", {"kind": kind, "district": known[DISTRICT]})]

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """A kind below a topic's answer, a district that was offered, or the place that was shared."""
        if slot == KIND and value in OFFICE_KINDS:
            return {KIND: value}
        if slot == PLACE and value == HERE:
            return {PLACE: HERE, DISTRICT: None}
        if slot == DISTRICT and _district(_id(value)).key in context.content.choices:
            return {DISTRICT: _id(value)}
        return {}


def _located(place: FoundPlace) -> dict[str, Any]:
    districts = list(place.districts)
    return {PLACE: districts, DISTRICT: districts[0] if len(districts) == 1 else None}


def _district(name: str) -> Choice:
    value = name.replace("-", "_")
    return Choice(value, f"district.{value}")


def _id(value: str) -> str:
    return value.replace("_", "-")
