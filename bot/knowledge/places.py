"""The places of the content (`content/places/*.yml`): their schema, and the index that finds them in messages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, StringConstraints

from bot.knowledge.lines import Located
from bot.knowledge.model import Text, Trilingual
from bot.knowledge.records import Fault, read_records
from bot.knowledge.strict import Strict
from bot.language.entities.catalogues.places import PlaceEntry, PlaceIndex, PlaceKind

FOLDER = "places"

DistrictId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]


class Place(Strict):
    """A block, a town or a locality. `parts`: the block is divided into so many numbered ones (I, II, III)."""

    en: Text
    bn: Text
    hi: Text | None = None
    aliases: list[Text] = Field(default_factory=list)
    parts: int = Field(1, ge=1, le=3)

    def names(self) -> tuple[str, ...]:
        """The name in all languages, and the aliases."""
        return (self.en, self.bn, *([self.hi] if self.hi else []), *self.aliases)


class District(Strict):
    """A district with the places in it."""

    id: DistrictId
    name: Trilingual
    aliases: list[Text] = Field(default_factory=list)
    blocks: list[Place] = Field(default_factory=list)
    towns: list[Place] = Field(default_factory=list)
    localities: list[Place] = Field(default_factory=list)


class SharedPlace(Place):
    """A place that lies in several districts, or a name that several districts have."""

    kind: PlaceKind
    districts: list[DistrictId] = Field(min_length=2)


class Family(Strict):
    """Districts that differ in their first word only (24 Parganas, Dinajpur ...).

    `members`: the first words by district id; `only_with_first_word`: short forms that alone say nothing.
    """

    name: Text
    names: list[Text] = Field(min_length=1)
    only_with_first_word: list[Text] = Field(default_factory=list)
    members: dict[DistrictId, list[Text]] = Field(min_length=2)


class PlacesFile(Strict):
    """One file of `content/places`; every part may be left out."""

    districts: list[District] = Field(default_factory=list)
    families: list[Family] = Field(default_factory=list)
    shared: list[SharedPlace] = Field(default_factory=list)
    everyday_words: list[Text] = Field(default_factory=list)
    elsewhere: list[Text] = Field(default_factory=list)
    other_meanings: list[Text] = Field(default_factory=list)


def load_places(folder: Path) -> PlaceIndex:
    """The index over the places of a content folder. Raises `RecordsError`."""
    files = read_records(folder / FOLDER, PlacesFile)
    return PlaceIndex(
        entries(files),
        ordinary=(word for file in files for word in file.everyday_words),
        elsewhere=(name for file in files for name in file.elsewhere),
        other_meanings=(phrase for file in files for phrase in file.other_meanings),
    )


def entries(files: Iterable[PlacesFile]) -> Iterator[PlaceEntry]:
    """Every place as a plain record. A family stands for its districts, each of which has all spellings."""
    files = list(files)
    spellings: dict[str, list[str]] = {}
    for family in (family for file in files for family in file.families):
        yield PlaceEntry(family.name, "district", tuple(family.members), tuple(family.names))
        bases = [*family.names, *family.only_with_first_word]
        for member, first_words in family.members.items():
            spellings.setdefault(member, []).extend(
                spelled
                for base in bases
                for word in first_words
                # "medinipur e" is Bengali for "in Medinipur"
                for spelled in ((f"{word} {base}", f"{base} {word}") if len(word) > 1 else (f"{word} {base}",))
            )
    for district in (district for file in files for district in file.districts):
        at = (district.id,)
        own = (district.name.bn, district.name.hi, *district.aliases, *spellings.get(district.id, ()))
        yield PlaceEntry(district.name.en, "district", at, own)
        kinds: tuple[tuple[PlaceKind, list[Place]], ...] = (
            ("block", district.blocks),
            ("town", district.towns),
            ("locality", district.localities),
        )
        for kind, places in kinds:
            for place in places:
                yield PlaceEntry(place.en, kind, at, place.names()[1:], place.parts, place.bn, place.hi or "")
    for shared in (shared for file in files for shared in file.shared):
        yield PlaceEntry(
            shared.en, shared.kind, tuple(shared.districts), shared.names()[1:], shared.parts,
            shared.bn, shared.hi or "",
        )  # fmt: skip


def faults(data: PlacesFile, known: Collection[str]) -> Iterator[Fault]:
    """What the schema does not see: districts that do not exist, places that stand twice. `known`: all district ids."""
    for number, family in enumerate(data.families):
        for district in sorted(family.members.keys() - set(known)):
            yield _unknown(("families", number, "members", district), district)
    for number, shared in enumerate(data.shared):
        for at, district in enumerate(shared.districts):
            if district not in known:
                yield _unknown(("shared", number, "districts", at), district)
    ids: set[str] = set()
    for number, listed in enumerate(data.districts):
        if listed.id in ids:
            yield Fault(("districts", number, "id"), f"district {listed.id} stands twice", "make one of them")
        ids.add(listed.id)
        for part, places in (("blocks", listed.blocks), ("towns", listed.towns), ("localities", listed.localities)):
            seen: set[str] = set()
            for at, place in enumerate(places):
                if place.en in seen:
                    where = ("districts", number, part, at)
                    yield Fault(where, f"{place.en} stands twice in {part} of {listed.id}", "keep one of the two")
                seen.add(place.en)


def _unknown(path: tuple[str | int, ...], district: str) -> Fault:
    return Fault(path, f"there is no district {district}", "use an id that stands under districts in another file")


def district_ids(folder: Path) -> set[str]:
    """The ids of all districts of a content folder; of files that cannot be read, none."""
    ids: set[str] = set()
    for file in (folder / FOLDER).glob("*.yml"):
        try:
            ids.update(district["id"] for district in Located.read(file).data["districts"])
        except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError):
            continue
    return ids
