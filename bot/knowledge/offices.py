"""Offices that help (`content/offices/*.yml`): their schema, and what is wrong in a file by itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from bot.knowledge.model import LANGUAGES, OfficeKind, Source, Status, TopicId, Trilingual
from bot.knowledge.places import DistrictId
from bot.knowledge.records import Fault
from bot.knowledge.strict import Strict

FOLDER = "offices"
TEXT_LIMIT = 220  # characters of what an office does: three of them fit on a phone
_TELEPHONE = re.compile(
    r"(?<!\d)(?:\+?91[\s-]?)?(?:0\d{2,4}[\s-]?\d{6,8}|1800[\s-]?\d{3}[\s-]?\d{3,4}|[6-9]\d{9})(?!\d)"
)
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯०१२३४५६७८९", "01234567890123456789")

OfficeId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class Point(Strict):
    """A place on the earth, in degrees north and east."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class Office(Strict):
    """One office. `town`: where it sits; `address`: only where a source names it; `what`: what it does for whom;
    `serves`: what people come for; `districts`: those it serves (none: the whole state); `at`: its town."""

    id: OfficeId
    name: Trilingual
    town: Trilingual
    address: Trilingual | None = None
    what: Trilingual
    serves: list[OfficeKind] = Field(min_length=1)
    districts: list[DistrictId] = Field(default_factory=list)
    at: Point
    topic: TopicId | None = None
    status: Status
    verified_on: dt.date
    sources: list[Source] = Field(min_length=1)

    def texts(self) -> Iterator[tuple[str, Trilingual]]:
        """What people read of it, by the name of the part."""
        yield from (("name", self.name), ("town", self.town), ("what", self.what))
        if self.address is not None:
            yield "address", self.address


class OfficesFile(Strict):
    """One file of `content/offices`."""

    offices: list[Office] = Field(min_length=1)


def parse(data: Any) -> dict[str, Office]:
    """The offices of a document by their ids. Raises pydantic's ValidationError."""
    return {office.id: office for office in OfficesFile.model_validate(data or {}).offices}


def faults(data: OfficesFile, known: Collection[str]) -> Iterator[Fault]:
    """What the schema does not see: districts that do not exist, offices that stand twice, telephone numbers, which
    nobody has tested, and long texts. `known`: ids of all districts."""
    ids: set[str] = set()
    for number, office in enumerate(data.offices):
        at = ("offices", number)
        if office.id in ids:
            yield Fault((*at, "id"), f"office {office.id} stands twice", "keep one of the two")
        ids.add(office.id)
        for place, district in enumerate(office.districts):
            if district not in known:
                yield Fault(
                    (*at, "districts", place), f"there is no district {district}", "use an id of content/places"
                )
        for part, text in office.texts():
            for language in LANGUAGES:
                if _TELEPHONE.search(text[language].translate(_DIGITS)):
                    message = f"{part}: a telephone number"
                    yield Fault((*at, part, language), message, "leave it out: say where to ask")
        for language in LANGUAGES:
            if len(office.what[language]) > TEXT_LIMIT:
                yield Fault((*at, "what", language), f"what longer than {TEXT_LIMIT} characters", "shorten it")
