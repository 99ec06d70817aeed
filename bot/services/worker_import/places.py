"""Where somebody lives: the district that a row means, and the block or town in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.entities import FoundPlace
from bot.services.worker_import.samples import Reader
from bot.services.worker_import.workbook import FORMULA

_SURE = 92.0
"""Likeness of the spelling (0 to 100) from which a name needs no look."""


@dataclass(frozen=True)
class Region:
    """Where the list comes from. `default`: the district of rows that name none; `known`: the ids of all districts
    that can be meant (None: all)."""

    default: str | None = None
    known: frozenset[str] | None = None


@dataclass(frozen=True)
class Whereabouts:
    """`district`: an id; `place`: block or town, English name as listed; `fault`, `doubt`: what is wrong or guessed."""

    district: str | None = None
    place: str | None = None
    fault: str = ""
    doubt: str = ""


def find_district(
    districts: Sequence[str], places: Sequence[str], section: str | None, reader: Reader, region: Region
) -> Whereabouts:
    """What a row says of its district. `districts`, `places`: what stands in those columns; `section`: the title above
    the row. A district that is named counts, then the place, then the section, then the region's default."""
    if FORMULA in districts:
        return Whereabouts(fault="there is a formula without a result: open the list, save it and send it again")
    smaller = [found for text in places for found in reader.places(text)]
    named = [found for text in districts for found in reader.places(text)]
    above = list(reader.places(section)) if section else []
    spots = [*smaller, *(one for one in (*named, *above) if one.kind != "district")]
    of_district = [one for one in named if one.kind == "district"]
    doubt = ""
    for level in (of_district, [one for one in named if one.kind != "district"], smaller, above):
        candidates = _meant(level, spots, region)
        if len(candidates) == 1:
            district = candidates[0]
            if level is not of_district and districts:
                doubt = f"“{districts[0]}” is no district that is known; read as {district} by the place"
            elif min(one.score for one in level) < _SURE:
                doubt = f"the district is read as {district}"
            spot = _within(spots, district)
            if spots and spot is None and not doubt:
                doubt = f"{spots[0].name} does not lie in {district}"
            return Whereabouts(district, spot, doubt=doubt)
        if level is of_district and len(candidates) > 1:
            return Whereabouts(fault=f"“{districts[0]}” can be {' or '.join(candidates)}: write it out")
    if region.default is not None:
        if districts:
            doubt = f"“{districts[0]}” is no district that is known; {region.default} is taken"
        return Whereabouts(region.default, _within(spots, region.default), doubt=doubt)
    if districts:
        return Whereabouts(fault=f"“{districts[0]}” is no district that is known: write its name")
    return Whereabouts(fault="there is no district: add a column, or give one for the whole list")


def _meant(found: Sequence[FoundPlace], spots: Sequence[FoundPlace], region: Region) -> list[str]:
    """The districts that some names can mean, narrowed by the places beside them and by where the list comes from."""
    if not found:
        return []
    possible = set(found[0].districts)
    for one in (*found[1:], *spots):
        possible = possible & set(one.districts) or possible
    if len(possible) > 1 and region.default in possible:
        possible = {region.default}
    if len(possible) > 1 and region.known is not None:
        possible = possible & region.known or possible
    return sorted(possible)


def _within(spots: Sequence[FoundPlace], district: str) -> str | None:
    fitting = [one for one in spots if district in one.districts]
    best = min(fitting, key=lambda one: {"block": 0, "town": 0}.get(one.kind, 1), default=None)
    return best.name if best is not None and best.kind in ("block", "town") else None
