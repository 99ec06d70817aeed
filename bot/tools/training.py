"""Which trainings there are: read from one message, asked for only where it says nothing at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import regex

from bot.language.entities import find_dates
from bot.language.entities.catalogues.places import FoundPlace
from bot.tools import reading
from bot.tools.base import Ask, Choice, Context, Heard, Known, Said, Tool, Value

TOPIC, SECTOR, DISTRICT, PLACE = "topic", "sector", "district", "place"
MODE, LANGUAGE, FROM, TO = "mode", "language", "from", "to"
OWN_DISTRICT, OWN_SECTOR = "own_district", "own_sector"
"""What is known of the person already: it counts where the message says nothing else."""
ANYWHERE: Final = "anywhere"
ONLINE, CLASSROOM = "online", "classroom"
MODES: Final = (ONLINE, CLASSROOM)
TOPICS: Final = (
    "schemes", "gst", "ondc", "finance", "digital_marketing", "ecommerce", "export", "product", "technology", "green",
)  # fmt: skip
SECTORS: Final = (
    "leather", "textiles", "handicrafts", "food", "gems", "plastics", "engineering", "jute", "foundry", "zari",
)  # fmt: skip
LANGUAGES: Final = ("bn", "hi", "en")
_GROUPS: Final = {
    TOPIC: ("training_topic", TOPICS), SECTOR: ("sector", SECTORS), MODE: ("training_mode", MODES),
    LANGUAGE: ("training_language", LANGUAGES),
}  # fmt: skip
_CHOICES: Final = {
    slot: tuple(Choice(value, f"{group}.{value}") for value in values) for slot, (group, values) in _GROUPS.items()
}
_ANYWHERE: Final = Choice(ANYWHERE, f"training_place.{ANYWHERE}")
_GENERAL: Final = frozenset({"technology", "product"})
"""Topics whose words ("machine", "design") stand beside another one more often than for themselves."""
_ONLINE: Final = regex.compile(r"\b(?:onl[ai]+ne?|net)\b|অনলাইন\p{M}*|ऑनलाइन", regex.IGNORECASE)
"""Who wants to learn selling online has not said that they want to learn it online."""
_ANY_CLASS: Final = regex.compile(
    r"\b(?:any|kono|koi|কোনো|কোন|कोई)\s+(?=(?:training|trening|class|klas|course|workshop|ট্রেনিং|প্রশিক্ষণ|ক্লাস|কোর্স|"
    r"ट्रेनिंग|प्रशिक्षण|क्लास|कोर्स))",
    regex.IGNORECASE,
)
_NARROWING: Final = (TOPIC, SECTOR, MODE, LANGUAGE, FROM)


class TrainingTool(Tool):
    """Trainings by topic, sector, district, language, way and day. Asked is only for the district, and only when
    nothing else narrows the search. Known of the place: `place` (the districts in which a name lies) and `district`
    once it is one, or `ANYWHERE`; `from` and `to`: days (ISO 8601)."""

    id = "training"
    intent = "find_training"

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """Everything that one message says, in any order."""
        content = heard.context.content
        found: dict[str, Value] = {}
        if asked in (PLACE, DISTRICT) and (settled := self._settled(text, known, heard)):
            return settled
        for slot, choices in _CHOICES.items():
            said = _ONLINE.sub(" ", text, count=1) if slot == MODE and found.get(TOPIC) == "ecommerce" else text
            named = reading.find_choices(said, choices, content, numbers=False)
            if slot == TOPIC:
                named = [name for name in named if name not in _GENERAL] or named
            if slot == MODE and len(named) > 1:
                named = []  # "online or offline": either
            if named:
                found[slot] = named[0]
        if (days := _days(text, heard.context.today)) is not None:
            found[FROM], found[TO] = days
        if reading.find_choice(text, (_ANYWHERE,), content, asked=asked == PLACE, numbers=False):
            return {**found, PLACE: None, DISTRICT: ANYWHERE}
        places = content.places.find(text, expected=asked in (PLACE, DISTRICT)) if content.places is not None else []
        if places:
            found.update(_located(places[-1]))
        return found

    def next(self, known: Known, context: Context) -> Ask | None:
        """The district, if nothing else says what is looked for; and which of the districts in which a name lies."""
        if known.get(DISTRICT):
            return None
        if known.get(PLACE):
            choices = (*(_district(name) for name in known[PLACE]), _ANYWHERE)
            return Ask(DISTRICT, "form_ask_training_district", choices)
        if known.get(OWN_DISTRICT) or any(known.get(slot) for slot in _NARROWING):
            return None
        return Ask(PLACE, "form_ask_training_place", (_ANYWHERE,))

    def result(self, known: Known, context: Context) -> list[Said]:
        """What is looked for; which trainings these are is looked up where the reply is written."""
        values: dict[str, Any] = {slot: known[slot] for slot in _NARROWING if known.get(slot)}
        if known.get(TO):
            values[TO] = known[TO]
        district = known.get(DISTRICT) or known.get(OWN_DISTRICT)
        if district and district != ANYWHERE:
            values[DISTRICT] = district
        # Of what is known already the trade helps only who says nothing else.
        if known.get(OWN_SECTOR) and not any(slot in values for slot in (TOPIC, SECTOR)):
            values[OWN_SECTOR] = known[OWN_SECTOR]
        return [("trainings", values)]

    def choices(self, slot: str) -> tuple[Choice, ...]:
        """Of topics, sectors, ways and languages; of a place that it does not matter."""
        return (_ANYWHERE,) if slot == PLACE else _CHOICES.get(slot, ())

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """A button below a question or below what was found."""
        if slot in (PLACE, DISTRICT) and value == ANYWHERE:
            return {PLACE: None, DISTRICT: ANYWHERE}
        if slot == DISTRICT and _district(_id(value)).key in context.content.choices:
            return {DISTRICT: _id(value)}
        return super().pressed(slot, value, known, context) if slot in _CHOICES else {}

    def _settled(self, text: str, known: Known, heard: Heard) -> dict[str, Value]:
        """Which of the districts that were offered; that the place does not matter."""
        content = heard.context.content
        offered = (*(_district(name) for name in known.get(PLACE) or ()), _ANYWHERE)
        chosen = reading.find_choice(text, offered, content, asked=True)
        if chosen == ANYWHERE or (chosen is None and reading.unknown(text)):
            return {PLACE: None, DISTRICT: ANYWHERE}
        return {DISTRICT: _id(chosen)} if chosen else {}


def _located(place: FoundPlace) -> dict[str, Any]:
    districts = list(place.districts)
    return {PLACE: districts, DISTRICT: districts[0] if len(districts) == 1 else None}


def _days(text: str, today: dt.date) -> tuple[str, str] | None:
    """First and last day that a message names, from today on; None without one, and for days that are over."""
    # "Monday, any class?" names a day, though "any Monday" names none.
    dates = [date for date in find_dates(_ANY_CLASS.sub(" ", text), today) if date.last >= today]
    if not dates:
        return None
    return max(today, min(date.day for date in dates)).isoformat(), max(date.last for date in dates).isoformat()


def _district(name: str) -> Choice:
    value = name.replace("-", "_")
    return Choice(value, f"district.{value}")


def _id(value: str) -> str:
    return value.replace("_", "-")
