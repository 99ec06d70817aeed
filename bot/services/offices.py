"""Which offices are nearest: pure, on what the content says of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from bot.knowledge.model import OfficeKind
from bot.knowledge.offices import Office, Point

MOST = 3
EARTH_KM = 6371.0  # mean radius


@dataclass(frozen=True)
class Near:
    """An office and how far its town is, in kilometres as the crow flies."""

    office: Office
    km: float


def distance(one: Point, other: Point) -> float:
    """Kilometres along the great circle (haversine formula)."""
    lat, lon = radians(other.lat - one.lat), radians(other.lon - one.lon)
    chord = sin(lat / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(lon / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def nearest(offices: Iterable[Office], kind: OfficeKind, here: Point, most: int = MOST) -> list[Near]:
    """The offices for a kind of help that are nearest to a point, the nearest first."""
    found = [Near(office, distance(here, office.at)) for office in offices if kind in office.serves]
    return sorted(found, key=lambda near: (near.km, near.office.id))[:most]


def of_district(offices: Iterable[Office], kind: OfficeKind, district: str, most: int = MOST) -> list[Near]:
    """The offices for a kind of help in a district: its own first, then those that serve the whole state, the nearest
    first. Empty if nothing is known of the district."""
    offices = list(offices)
    seat = next((office.at for office in offices if office.districts == [district]), None)
    if seat is None:
        return []
    fitting = [
        Near(office, distance(seat, office.at))
        for office in offices
        if kind in office.serves and (district in office.districts or not office.districts)
    ]
    return sorted(fitting, key=lambda near: (district not in near.office.districts, near.km, near.office.id))[:most]
